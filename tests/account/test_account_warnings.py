"""Warnings that were not given: denied, told apart from the force, and placed before it."""

from __future__ import annotations

import pytest

from witnessmark.account import read_text
from witnessmark.model import Claim, Polarity, Reading

BEFORE = {"b", "m", "o", "fi", "di"}


def read(text: str) -> Reading:
    """Read a sample, behind a sentence that leaves no doubt what it is about."""
    return read_text(f"Soldiers and gunmen face each other.\n\n{text}".encode(), "sample.txt")


def warning_of(reading: Reading) -> Claim:
    """Return the one claim about a warning."""
    found = [claim for claim in reading.claims if claim.act == "WARNING"]
    assert len(found) == 1, [(claim.act, claim.quote) for claim in reading.claims]
    return found[0]


def tied_to(reading: Reading, claim: Claim) -> list[str]:
    """Return the quotes of the claims that *claim* is said to start before."""
    quotes = {one.id: one.quote for one in reading.claims}
    return [
        quotes[one.second]
        for one in reading.relations
        if one.first == claim.id and set(one.allen) <= BEFORE
    ]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("A mortar shell bursts in the market without warning.", "A mortar shell bursts"),
        ("The detonation came without warning.", "The detonation came"),
        ("The rifle fire begins without warning from the tower.", "The rifle fire begins"),
        ("Without warning a sniper shoots at the ambulance.", "a sniper shoots"),
        ("A grenade explodes by the well without the least hint of warning.", "A grenade"),
        ("The patrol shoots at the bus without so much as a warning.", "The patrol shoots"),
        ("Border guards fire at the lorry with no prior warning.", "Border guards fire"),
        ("Militiamen fired into the crowd without giving any warning.", "Militiamen fired"),
        ("The sentries fired without having warned the driver.", "The sentries fired"),
        ("Two shots were fired without a warning being shouted.", "Two shots"),
        ("No warning was given before the militia opened fire.", "the militia opened fire"),
        ("No warning was heard before the detonation.", "the detonation"),
        ("Before the explosion no warning was heard.", "the explosion"),
        ("Nobody shouted a warning before the first burst.", "the first burst"),
        ("There was no warning prior to the gunfire.", "the gunfire"),
        ("No warning preceded the shelling.", "the shelling"),
        ("The shelling was not preceded by any warning.", "The shelling was"),
        ("Gunmen fire at the gate before any warning is given.", "Gunmen fire"),
        ("A blast shook the mill; no warning had been given.", "A blast shook"),
        ("A blast shook the mill. There had been no warning beforehand.", "A blast shook"),
    ],
)
def test_a_warning_that_was_not_given_is_denied_before_the_force(text: str, event: str):
    """However it is worded, the warning is denied, the force is not, and the one is before it."""
    reading = read(text)
    warning = warning_of(reading)
    assert (warning.polarity, warning.certainty) == (Polarity.NEGATIVE, "CT-")
    assert any(quote.startswith(event) for quote in tied_to(reading, warning))
    others = [c for c in reading.claims if c.sentence > 0 and c is not warning]
    assert [c.polarity for c in others] == [Polarity.POSITIVE]


@pytest.mark.parametrize(
    "text",
    [
        "The sentry shouts a warning before the first burst.",
        "A warning was given before the militia opened fire.",
        "Not without warning did the guards open fire.",
    ],
)
def test_a_warning_that_was_given_is_not_denied(text: str):
    """The same words of order without a denial leave the warning asserted, and before the force."""
    reading = read(text)
    warning = warning_of(reading)
    assert warning.polarity is Polarity.POSITIVE
    assert tied_to(reading, warning)


def test_little_or_no_warning_denies_nothing():
    """Words that leave open that there was some warning neither deny it nor the strike."""
    claims = read("The shell hit the mill with little or no warning.").claims
    assert all(claim.polarity is Polarity.POSITIVE for claim in claims)


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The column left the village without firing a shot.", "firing a shot"),
        ("The column left without firing a shot or giving a warning.", "giving a warning"),
    ],
)
def test_what_stands_behind_without_is_denied(text: str, denied: str):
    """An act that something was done without is denied, and what was done is not."""
    claims = [c for c in read(text).claims if c.sentence == 1]
    assert claims[0].polarity is Polarity.POSITIVE
    assert [c.polarity for c in claims if denied in c.quote] == [Polarity.NEGATIVE]


def test_the_shooting_is_the_shooting_that_was_told():
    """A definite event told of elsewhere is no second claim: the warning is before all of it."""
    reading = read(
        "A rifle fires twice. A machine gun then opens fire. No warning was given before "
        "the shooting."
    )
    warning = warning_of(reading)
    assert warning.quote == "No warning was given"
    assert tied_to(reading, warning) == ["A rifle fires twice", "A machine gun then opens fire"]
    assert [claim.id for claim in reading.claims] == ["c01", "c02", "c03", "c04"]
