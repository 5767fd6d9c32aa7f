"""Cues of doubt by class, in sentences written for these tests."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from witnessmark.account import read_text

FILE = Path(__file__).parent / "data" / "hedged_sentences.yaml"
HEAD = "Soldiers and gunmen face each other.\n\n"
ROWS = yaml.safe_load(FILE.read_text("utf-8"))


def rows(group: str) -> list[tuple[str, str, str]]:
    """Return certainty, cue and sentence of every class in a group of the file."""
    return [tuple(row) for kind in ROWS[group].values() for row in kind]


def is_read(certainty: str, cue: str, sentence: str) -> bool:
    """Say whether the cue is met by a hedge, and a claim is as certain as it leaves one."""
    reading = read_text((HEAD + sentence).encode(), "x.txt")
    claims = [claim for claim in reading.claims if claim.sentence]
    first = len(HEAD) + sentence.lower().index(cue.lower())
    last = first + len(cue)
    met = any(h.span[0] < last and first < h.span[1] for claim in claims for h in claim.hedges)
    return met and certainty in {claim.certainty for claim in claims}


@pytest.mark.parametrize(("certainty", "cue", "sentence"), rows("read"))
def test_a_cue_is_found_and_lowers_its_claim(certainty: str, cue: str, sentence: str):
    """Every class of cue is met by a hedge, and leaves the certainty that it should."""
    assert is_read(certainty, cue, sentence)


@pytest.mark.xfail(reason="the reader does not know these yet", strict=True)
@pytest.mark.parametrize(("certainty", "cue", "sentence"), rows("missed"))
def test_a_cue_that_is_missed_so_far(certainty: str, cue: str, sentence: str):
    """What is still missed is known: a sentence that is read at last moves to the others."""
    assert is_read(certainty, cue, sentence)


@pytest.mark.parametrize("sentence", ROWS["plain"])
def test_words_that_only_look_like_doubt_are_no_hedges(sentence: str):
    """Months, orders, sights and sounds lower nothing."""
    reading = read_text((HEAD + sentence).encode(), "x.txt")
    claims = [claim for claim in reading.claims if claim.sentence]
    assert claims
    assert all(not claim.hedges and claim.certainty == "CT+" for claim in claims)


@pytest.mark.parametrize(
    ("sentence", "certainty"),
    [
        ("The gunner never lets up.", "CT+"),
        ("A shell hits the men who did not lie down.", "CT+"),
        ('"Nobody fired at us," a voice shouts as soldiers fire rifles.', "CT+"),
        ("Not a shot is fired.", "CT-"),
        ("Not one of the soldiers opens fire.", "CT-"),
        ("Who fired on the white car?", "Uu"),
        ("Did the police fire on the marchers?", "Uu"),
        ("The death of the gunner could not be verified.", "Uu"),
    ],
)
def test_denials_and_questions_leave_what_they_do_not_touch(sentence: str, certainty: str):
    """Only a denial of the act itself is one, and a question leaves its act open."""
    claims = [c for c in read_text((HEAD + sentence).encode(), "x.txt").claims if c.sentence]
    assert certainty in {claim.certainty for claim in claims}
