"""Accounts that are no UTF-8 text, or no English, through to the page and its verification."""

import pytest
from cli_clips import write_wav

from witnessmark.custody import verify_case
from witnessmark.incident import examine
from witnessmark.model import Outcome, Verdict
from witnessmark.publication import publish_case

SIGNED = {"by": "tester", "tool": "test"}
RUSSIAN = (
    "\u0421\u043e\u043b\u0434\u0430\u0442\u044b \u0441\u0442\u0440\u0435\u043b\u044f\u044e\u0442 "
    "\u043f\u043e \u0434\u043e\u043c\u0443. \u0421\u043b\u044b\u0448\u043d\u044b "
    "\u0432\u0437\u0440\u044b\u0432\u044b."
)
PAGE = "<html><head><title>A</title></head><body><p>Two <b>shots</b> are heard &amp; a man runs."


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("story.html", PAGE.encode()),
        ("story.txt", RUSSIAN.encode("cp1251")),
        ("story.txt", RUSSIAN.encode()),
        ("story.txt", "Two shots are heard.\x00\u202e<script>".encode("utf-16")),
    ],
)
def test_a_case_holds_and_shows_the_text_that_was_read(tmp_path, name, data):
    """The sealed account stays as it came; what spans count in is kept beside it and verified."""
    account = tmp_path / name
    account.write_bytes(data)
    case = tmp_path / "case"
    record = examine(write_wav(tmp_path / "clip.wav"), account, case, **SIGNED).record
    page = publish_case(case, **SIGNED).path.read_text("utf-8")
    assert (case / f"accounts/{record.account.sha256}.txt").read_bytes() == data
    kept = record.account.text_sha256
    assert (kept is None) == (name == "story.txt" and data == RUSSIAN.encode())
    assert kept is None or (case / f"derived/{kept}.txt").is_file()
    assert not [f for f in verify_case(case) if f.outcome is Outcome.FAILED]
    assert "<script>\u202e" not in page
    for sentence in record.sentences:
        assert sentence.text.split()[0] in page


def test_every_sentence_in_another_language_is_not_tested(tmp_path):
    """The page's verdict on each sentence names the language and guesses nothing."""
    account = tmp_path / "story.txt"
    account.write_text(RUSSIAN, "utf-8")
    record = examine(write_wav(tmp_path / "clip.wav"), account, tmp_path / "case", **SIGNED).record
    assert {verdict.verdict for verdict in record.verdicts} == {Verdict.NOT_TESTED}
    assert {verdict.reason for verdict in record.verdicts} == {
        "It is in Russian, which is not read here."
    }
    page = publish_case(tmp_path / "case", **SIGNED).path.read_text("utf-8")
    assert "It is in Russian, which is not read here." in page
