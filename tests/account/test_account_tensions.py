"""Where an account pulls against itself, and where it only seems to."""

from __future__ import annotations

from pathlib import Path

import pytest

from witnessmark.account import read_account, read_text
from witnessmark.model import Tension

SEED = Path(__file__).parents[2].parent / "shared" / "seed"


def found(text: str) -> tuple[Tension, ...]:
    """The tensions of *text*."""
    return read_text(text.encode(), "a.txt").tensions


def test_seed_begins_against_throughout_and_reciprocity() -> None:
    """The seed's first two traps are found with their claims; its distances are no tension."""
    if not (SEED / "account.txt").exists():
        pytest.skip("the seed account is not beside the project")
    reading = read_account(SEED / "account.txt")
    quotes = {claim.id: claim.quote for claim in reading.claims}
    by_kind = {tension.kind: [quotes[c] for c in tension.claims] for tension in reading.tensions}
    assert set(by_kind) == {"time", "reciprocity"}
    begins, throughout = by_kind["time"]
    assert begins.endswith("off camera begins")
    assert throughout.endswith("throughout")
    assert by_kind["reciprocity"][:2] == ["grenades", "a grenade"]
    assert "tossed by the militants" in by_kind["reciprocity"][2]


def test_begins_on_camera_is_no_tension() -> None:
    """Fire that begins in the picture may well go on beside fire heard throughout."""
    text = "Soldiers begin to fire at the house. Gunfire off camera is heard throughout."
    assert not found(text)


def test_counts_that_differ_are_told() -> None:
    """Four killed in one sentence and six in another are named with both numbers."""
    tensions = found("Rebels attacked. Four soldiers were killed. Later six soldiers were killed.")
    assert [t.kind for t in tensions] in ([], ["count"])
    tensions = found("Rebels fired. Four soldiers were killed. In all six soldiers were killed.")
    assert [t.kind for t in tensions] == ["count"]
    assert "4" in tensions[0].text
    assert "6" in tensions[0].text


@pytest.mark.parametrize(
    "text",
    [
        "Rebels fired. Four soldiers were killed. Four soldiers were killed.",
        "Rebels fired. Four soldiers were killed. Six more soldiers were killed.",
        "Rebels fired. Four soldiers were killed. Six soldiers were wounded.",
        "Rebels fired. Four soldiers were killed. At least six soldiers were killed.",
        "Rebels fired. Four soldiers were killed. Several soldiers were killed.",
        "Rebels fired from ten metres. Soldiers fired from two feet.",
    ],
)
def test_no_tension_where_both_can_hold(text: str) -> None:
    """The same number, more of them, others, lower bounds and distances raise nothing."""
    assert not found(text)


def test_tension_gives_no_verdict() -> None:
    """A tension names claims of the account and says nothing of which is right."""
    reading = read_text(
        b"Soldiers and militants exchange fire and grenades. Militants throw grenades.", "a.txt"
    )
    for tension in reading.tensions:
        assert set(tension.claims) <= {claim.id for claim in reading.claims}
        assert not {"false", "true", "wrong", "right"} & set(tension.text.lower().split())
