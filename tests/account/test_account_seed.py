"""The seed account against its reading by hand: floors below what is reached, so that a loss shows.

One reader made the reading, so differences of a few points are noise; the floors leave room.
"""

from __future__ import annotations

from typing import Any

import pytest

from witnessmark.model import Claim, Reading


def overlap(first: tuple[int, int], second: tuple[int, int]) -> float:
    """Intersection over union of two spans."""
    shared = max(0, min(first[1], second[1]) - max(first[0], second[0]))
    return shared / (first[1] - first[0] + second[1] - second[0] - shared)


@pytest.fixture(scope="module")
def pairs(seed_reading: Reading, seed_gold: dict[str, Any]) -> list[tuple[Claim, dict[str, Any]]]:
    """Claims matched one to one, best overlap first, none below one half."""
    ranked = sorted(
        (
            (overlap(claim.span, tuple(wanted["span"])), i, j)
            for i, claim in enumerate(seed_reading.claims)
            for j, wanted in enumerate(seed_gold["claims"])
        ),
        reverse=True,
    )
    used_i: set[int] = set()
    used_j: set[int] = set()
    matched = []
    for score, i, j in ranked:
        if score >= 0.5 and i not in used_i and j not in used_j:
            used_i.add(i)
            used_j.add(j)
            matched.append((seed_reading.claims[i], seed_gold["claims"][j]))
    return matched


def test_sentences_are_those_of_the_reading(seed_reading: Reading, seed_gold: dict[str, Any]):
    """All seventeen sentences have exactly the spans that a person gave them."""
    assert [s.span for s in seed_reading.sentences] == [
        tuple(s["span"]) for s in seed_gold["sentences"]
    ]


def test_claim_spans_reach_the_floor(seed_reading: Reading, seed_gold: dict[str, Any], pairs):
    """Precision and recall of claim spans stay at 0.85 and above."""
    assert len(pairs) / len(seed_reading.claims) >= 0.85
    assert len(pairs) / len(seed_gold["claims"]) >= 0.85


@pytest.mark.parametrize(
    ("field", "floor"),
    [
        ("act", 0.9),
        ("claim_type", 0.9),
        ("certainty", 0.9),
        ("polarity", 0.95),
        ("perceptibility", 0.85),
    ],
)
def test_fields_of_matched_claims_reach_the_floor(pairs, field: str, floor: float):
    """On matched claims each field agrees with the reading at least as often as its floor."""
    attribute = "type" if field == "claim_type" else field
    right = sum(str(getattr(claim, attribute)) == wanted[field] for claim, wanted in pairs)
    assert right / len(pairs) >= floor


def test_hedge_cues_are_found(seed_reading: Reading, seed_gold: dict[str, Any]):
    """Nine in ten hedge cues of the reading are found, and as few are found beside them."""
    ours = {h.span for claim in seed_reading.claims for h in claim.hedges}
    theirs = {tuple(h["span"]) for claim in seed_gold["claims"] for h in claim["hedges"]}
    hit = [h for h in theirs if any(overlap(h, o) > 0 for o in ours)]
    right = [o for o in ours if any(overlap(h, o) > 0 for h in theirs)]
    assert len(hit) / len(theirs) >= 0.85
    assert len(right) / len(ours) >= 0.85


def test_publication_is_not_the_event(seed_reading: Reading):
    """The account gives the day of publication and no day of the event."""
    assert seed_reading.account.published == "2017-06-19"
    assert seed_reading.account.byline is None
    assert {d.role for d in seed_reading.dates} == {"publication"}


def test_the_event_place_is_dagestan(seed_reading: Reading):
    """Dagestan is where it happened and Chechnya is named for contrast."""
    roles = {(p.name, p.role) for p in seed_reading.places}
    assert ("Dagestan", "event") in roles
    assert ("Chechnya", "contrast") in roles


def test_the_hedge_on_the_source_leaves_the_gunfire_certain(seed_reading: Reading):
    """The hedge touches where the gunfire comes from, not that it is heard."""
    whole, source = [c for c in seed_reading.claims if c.sentence == 7]
    assert (whole.certainty, source.certainty) == ("CT+", "PR+")
    assert whole.time.relation == ("e", "di")


def test_no_pair_of_claims_is_put_in_a_wrong_order(
    seed_reading: Reading, seed_gold: dict[str, Any], pairs
):
    """Wherever both readings relate two claims, their Allen sets share a relation."""
    ours = {claim.id: wanted["id"] for claim, wanted in pairs} | {"VIDEO": "VIDEO"}
    theirs = {(r["a"], r["b"]): set(r["allen"]) for r in seed_gold["relations"]}
    compared = 0
    for relation in seed_reading.relations:
        pair = (ours.get(relation.first), ours.get(relation.second))
        if pair in theirs:
            compared += 1
            assert set(relation.allen) & theirs[pair], relation
    assert compared >= 4
