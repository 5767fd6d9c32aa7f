"""``witnessmark compare``: two cases side by side on screen, as JSON and as a page."""

import json
from pathlib import Path

import pytest
from cli_clips import write_wav

from witnessmark.cli import run
from witnessmark.formats import parse
from witnessmark.formats.schema import validate

FIRST = "Two men argue\n\nNo shots are heard in the first five seconds. A dog barks.\n"
SECOND = "Men in a yard\n\nShots are heard in the first five seconds. \x1b[2J\u202eA bell rings.\n"


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two accounts of one clip, and the first account against another clip."""
    folder = tmp_path_factory.mktemp("compared")
    clips = {
        "clip": write_wav(folder / "clip.wav"),
        "other": write_wav(folder / "other.wav", shots=(1.5,)),
    }
    for case, clip, text in (
        ("one", "clip", FIRST),
        ("two", "clip", SECOND),
        ("three", "other", FIRST),
    ):
        (folder / f"{case}.txt").write_text(text, "utf-8")
        told = ["--account", str(folder / f"{case}.txt"), "--case", str(folder / case)]
        assert run(["examine", str(clips[clip]), *told]) in {0, 3}
    return folder


def compared(cases: Path, first: str, second: str, *options: str) -> int:
    return run(["compare", str(cases / first), str(cases / second), *options])


def test_two_accounts_are_set_side_by_side(cases, capsys):
    """Conflicts, what both say, and what one tells alone; hostile text is made visible."""
    assert compared(cases, "one", "two") == 0
    printed = capsys.readouterr().out
    assert "one denies what the other tells" in " ".join(printed.split())
    assert "What both say" in printed
    assert "A dog barks" in printed
    assert "\x1b" not in printed
    assert "\u202e" not in printed


def test_the_document_is_the_same_every_time_and_follows_its_schema(cases, capsys):
    """Byte for byte, and as published."""
    assert compared(cases, "one", "two", "--json") == 0
    document = capsys.readouterr().out
    assert compared(cases, "one", "two", "--json") == 0
    assert capsys.readouterr().out == document
    validate(parse(document.encode()))
    assert [one["kind"] for one in json.loads(document)["conflicts"]] == ["polarity"]


def test_the_page_is_written_where_it_was_asked_for_and_never_over_another(cases, tmp_path, capsys):
    """One file; a second time needs --force, and a case is no place for it."""
    page = tmp_path / "both.html"
    assert compared(cases, "one", "two", "--page", str(page)) == 0
    whole = page.read_text("utf-8")
    assert "Two accounts of one recording" in whole
    assert compared(cases, "one", "two", "--page", str(page)) == 2
    assert "--force" in capsys.readouterr().err
    assert compared(cases, "one", "two", "--page", str(page), "--force") == 0
    assert page.read_text("utf-8") == whole
    assert compared(cases, "one", "two", "--page", str(cases / "one" / "both.html")) == 2
    assert run(["verify", str(cases / "one")]) == 0


def test_one_account_against_two_recordings(cases, capsys):
    """The words are those of recordings."""
    assert compared(cases, "one", "three") == 0
    assert "Where the verdicts" in capsys.readouterr().out


def test_unrelated_cases_are_refused_in_one_sentence(cases, capsys):
    """Another account of another recording: status 2 and nothing on the screen."""
    assert compared(cases, "two", "three", "--json") == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "neither a recording nor an account in common" in told.err


def test_what_is_no_finished_case_is_refused(cases, tmp_path, capsys):
    """A folder that is none, and a record that is not what was sealed."""
    assert run(["compare", str(tmp_path), str(cases / "one")]) == 2
    record = cases / "three" / "incident.json"
    whole = record.read_bytes()
    record.chmod(0o600)
    record.write_bytes(whole.replace(b"barks", b"purrs"))
    try:
        assert compared(cases, "one", "three") == 2
    finally:
        record.write_bytes(whole)
    assert "was sealed with SHA-256" in capsys.readouterr().err
