"""Accounts longer than any of one incident: read a stretch at a time, spans still exact."""

from __future__ import annotations

import pytest

from witnessmark.account import read_text, stretches

PARAGRAPH = (
    "On 3 May 2021 soldiers fire two shots at a house in Aleppo. Then a machine gun probably "
    'opens fire. "We hid," said Ann Lee.\n\n'
)


def test_stretches_move_no_span(monkeypatch: pytest.MonkeyPatch):
    """Claims, hedges, quantities, places and dates stand where they say, in every stretch."""
    monkeypatch.setattr(stretches, "LONGEST", 4)
    told: list[tuple[float, float]] = []
    text = PARAGRAPH * 5
    reading = read_text(
        text.encode(), "a.txt", progress=lambda done, all_: told.append((done, all_))
    )
    assert told[-1] == (len(reading.sentences), len(reading.sentences))
    assert [c.id for c in reading.claims] == [
        f"c{n:02d}" for n in range(1, len(reading.claims) + 1)
    ]
    for claim in reading.claims:
        assert text[slice(*claim.span)] == claim.quote
        for hedge in claim.hedges:
            assert text[slice(*hedge.span)] == hedge.cue
        for quantity in claim.quantities:
            assert text[slice(*quantity.span)] == quantity.text
    for named in (*reading.places, *reading.dates):
        assert text[slice(*named.span)] == named.quote
    assert len(reading.dates) == 5
    assert sum(place.name == "Aleppo" for place in reading.places) == 5


def test_an_account_of_common_length_is_read_in_one(monkeypatch: pytest.MonkeyPatch):
    """Below the limit nothing is parted, and nothing changes."""
    whole = read_text(PARAGRAPH.encode(), "a.txt")
    monkeypatch.setattr(stretches, "LONGEST", 3)
    assert read_text(PARAGRAPH.encode(), "a.txt") == whole
