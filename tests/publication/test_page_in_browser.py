"""The page in a real browser: no console error, every sentence there, footage loaded."""

import re
import shutil
import subprocess
from pathlib import Path

import av
import numpy as np
import pytest
from page_reading import read_page
from publication_factories import STORY, incident, recording
from test_page_hostile_text import HOSTILE, hostile_record

from witnessmark.publication import render_page

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed here")


def _open(page: Path, profile: Path, at: str = "") -> tuple[str, list[str]]:
    """Open a page in headless Chromium; return its document and the lines of its console.

    *at* is the part of the address after the file: ``#t=12.5`` or ``#sentence-3``.
    """
    ran = subprocess.run(
        [
            str(CHROMIUM),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--enable-logging=stderr",
            "--v=0",
            "--virtual-time-budget=3000",
            f"--user-data-dir={profile}",
            "--dump-dom",
            page.as_uri() + at,
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return ran.stdout, [line for line in ran.stderr.splitlines() if "CONSOLE" in line]


def _tone(path: Path) -> None:
    """Write two seconds of silence as WAV: any Chromium plays that."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=8000)
        stream.layout = "mono"
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 16000), np.int16), "s16", "mono")
        frame.sample_rate = 8000
        for packet in (*stream.encode(frame), *stream.encode()):
            container.mux(packet)


@pytest.mark.slow
def test_opens_without_a_console_error(tmp_path: Path) -> None:
    """Chromium runs the script, loads the footage and has nothing to complain about."""
    _tone(tmp_path / "footage.wav")
    record, text = incident(footage=recording(picture=None))
    page = tmp_path / "index.html"
    page.write_text(
        render_page(record, text, footage_href="footage.wav", playable=True), encoding="utf-8"
    )
    document, console = _open(page, tmp_path / "profile")
    assert console == []
    assert re.search(r"<html[^>]* class=\"scripted\"", document)
    sentences = read_page(document).all("span", "sentence")
    assert [e.text() for e in sentences] == [words for words, _, _ in STORY]
    assert all(e.attributes["role"] == "button" for e in sentences)
    (error,) = read_page(document).all("p", "player-error")
    assert "hidden" in error.attributes


@pytest.mark.slow
def test_addresses_seek_and_open(tmp_path: Path) -> None:
    """An address with a time moves the playhead there; one with a sentence opens its finding."""
    record, text = incident()
    page = tmp_path / "index.html"
    page.write_text(render_page(record, text, footage_href=None, playable=False), "utf-8")
    document, console = _open(page, tmp_path / "one", "#t=61.75")
    assert console == []
    (head,) = read_page(document).all("line", "playhead")
    assert float(head.attributes["x1"].removesuffix("%")) == pytest.approx(50)
    document, console = _open(page, tmp_path / "two", "#sentence-9")
    assert console == []
    root = read_page(document)
    assert [e.attributes["id"] for e in root.all("article", "open")] == ["finding-9"]
    lit = [e.all("title")[0].text() for e in root.all("g", "lit")]
    assert any("explosion" in label for label in lit)
    assert any("sentence 10" in label for label in lit)


@pytest.mark.slow
def test_hostile_text_runs_nothing(tmp_path: Path) -> None:
    """With all hostile strings at once nothing runs, nothing is fetched, nothing is refused."""
    record, text = hostile_record(" ".join(HOSTILE))
    page = tmp_path / "index.html"
    page.write_text(
        render_page(record, text, footage_href=None, playable=False), "utf-8", newline=""
    )
    document, console = _open(page, tmp_path / "profile")
    assert console == []
    root = read_page(document)
    assert not root.all("img")
    assert not root.all("b")
    assert len(root.all("span", "sentence")) == len(record.sentences)
