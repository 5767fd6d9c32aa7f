"""``witnessmark look``: tables, JSON lines, a drawing, and one sentence where it cannot be."""

import json

import pytest
from cli_clips import write_wav
from media_making import write_clip
from rich.console import Console
from sight_seeing import everything, recorded, seen

from witnessmark.cli import run
from witnessmark.cli.sight_screen import MOST_LINES, print_sights
from witnessmark.formats.sight_table import sight_table
from witnessmark.model import Kind


@pytest.fixture(scope="module")
def clip(tmp_path_factory):
    """A second of counted frames: nothing here may change it."""
    path = tmp_path_factory.mktemp("look") / "clip.mp4"
    write_clip(path, picture="libx264", sound=None, seconds=1)
    before = path.read_bytes()
    yield path
    assert path.read_bytes() == before


def test_takes_and_the_words_of_the_file_are_printed(clip, capsys):
    """What was seen, then what the file says, told apart, and a closing line."""
    assert run(["look", str(clip)]) in {0, 3}
    printed = capsys.readouterr().out
    assert "Takes, from cut to cut" in printed
    assert "Said by the file, and counted in it" in printed
    assert "constant, 40 ms" in printed
    assert printed.rstrip().endswith(".")


def test_json_stays_json_beside_the_drawing(clip, tmp_path, capsys):
    """With --json nothing but JSON lines goes to standard output."""
    png = tmp_path / "out.PNG"
    assert run(["look", str(clip), "--json", "--plot", str(png)]) in {0, 3}
    captured = capsys.readouterr()
    kinds = {json.loads(line)["kind"] for line in captured.out.splitlines()}
    assert "container_fact" in kinds
    assert "out.PNG" in captured.err
    assert png.read_bytes().startswith(b"\x89PNG")


def test_quick_says_that_only_keyframes_were_looked_at(clip, capsys):
    """A quick look is never taken for a whole one: status 3 and a sentence."""
    assert run(["look", str(clip), "--quick"]) == 3
    assert "only keyframes were looked at" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "words"), [("a.gif", "change its ending"), ("nowhere/a.png", "There is no folder")]
)
def test_a_drawing_that_cannot_be_written_is_refused_before_the_work(
    clip, tmp_path, capsys, name, words
):
    """One sentence, status 2, nothing left behind."""
    assert run(["look", str(clip), "--plot", str(tmp_path / name)]) == 2
    assert words in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_sound_alone_is_refused_in_a_sentence(tmp_path, capsys):
    """There is nothing to look at, and that is said."""
    assert run(["look", str(write_wav(tmp_path / "clip.wav"))]) == 2
    err = capsys.readouterr().err
    assert "no picture" in err
    assert len(err.strip().splitlines()) == 1


def printed(observations, recording, capsys):
    """What goes to the screen."""
    print_sights(Console(width=200, highlight=False), sight_table(recording, observations))
    return capsys.readouterr().out


def test_everything_seen_is_on_the_screen(capsys):
    """Each part has its table; unclear is said; hostile text cannot move the cursor."""
    hostile = seen(Kind.TEXT, 3, 4, reads="\x1b[2J\u202egpj")
    out = printed([*everything(), hostile], recorded(), capsys)
    for words in ("hard cut", "dissolve", "muzzle flash", "НОВОСТИ 24", "logo", "unclear: falling"):
        assert words in out
    assert "INVALID" in out
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_more_than_fits_is_counted(capsys):
    """A hundred cuts are not a hundred lines, and the rest is named."""
    cuts = [seen(Kind.CUT, n / 11, n / 11 + 0.01, form="hard") for n in range(1, 100)]
    out = printed(cuts, recorded(), capsys)
    assert f"{100 - MOST_LINES} more takes are not listed here" in out
