"""A number in the account against the number heard."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from witnessmark.alignment.bearing import SURE, Bearing, members, shots_in
from witnessmark.model import Kind, Observation, Quantity

_SHOTS = re.compile(r"(shot|round|bullet|gunshot)s?\b", re.I)
#: Seconds between two bursts from which on they are surely two.
PARTED = 1.0
_RUNS = re.compile(r"(burst|volley|salvo)(s|es|ies)?\b", re.I)
_BLASTS = re.compile(r"(explosion|blast|detonation|grenade|shell|rocket|bomb|mortar)s?\b", re.I)
_RATE = re.compile(r"\b(?:a|an|per) (?:minute|second)\b", re.I)
#: "A grenade" says that there was one, not that there was no other; "a single one" does.
_INDEFINITE = re.compile(r"(?:an?|another)\s(?!single|lone|sole)", re.I)


@dataclass(frozen=True, slots=True)
class Count:
    """What the account says of a number, and what was heard: all, and what is sure of it.

    ``most`` counts in what may have been there besides: rounds of fast fire that merged or that
    were missed.
    """

    words: str
    low: float | None
    high: float | None
    heard: int
    surely: int
    most: int

    @property
    def too_few(self) -> bool:
        """Fewer were heard than the account has, also with all that may have been missed."""
        return self.low is not None and self.most < self.low

    @property
    def too_many(self) -> bool:
        """More were surely heard than the account has."""
        return self.high is not None and self.surely > self.high

    @property
    def unsure(self) -> bool:
        """The number fits only with things that are not sure, or there may have been more."""
        short = self.low is not None and self.surely < self.low <= self.most
        return short or (self.high is not None and self.surely <= self.high < self.most)


def counts(bearing: Bearing) -> tuple[Count, ...]:
    """Return every number of the claim that counts what its evidence is made of.

    "Several times" counts explosions; of gunfire it is no count, because two exchanges without a
    pause between them sound as one (see :func:`too_few_groups`).
    """
    if bearing.evidence.kind is Kind.SPEECH:
        return ()  # two who speak, or one who pauses, are no two stretches
    found = []
    for quantity in bearing.claim.quantities:
        counted = _counted(bearing, quantity)
        if counted is not None:
            high = None if _INDEFINITE.match(quantity.text) else quantity.max
            found.append(Count(quantity.text, quantity.min, high, *counted))
    repeat = bearing.claim.time.repeat
    if repeat is not None and not found and bearing.evidence.kind is not Kind.GUNFIRE:
        words = bearing.claim.time.cue or f"{repeat.min} or more"
        found.append(Count(words, repeat.min, repeat.max, *_number(bearing.events)))
    return tuple(found)


def too_few_groups(bearing: Bearing) -> bool:
    """Say whether gunfire said to recur was told apart into fewer groups than that."""
    repeat = bearing.claim.time.repeat
    gunfire = bearing.evidence.kind is Kind.GUNFIRE
    return repeat is not None and gunfire and len(bearing.within) < repeat.min


def _counted(bearing: Bearing, quantity: Quantity) -> tuple[int, int, int] | None:
    unit = quantity.unit or ""
    after = bearing.claim.quote[bearing.claim.quote.find(quantity.text) + len(quantity.text) :]
    if _RATE.match(after.lstrip()) or _RATE.search(quantity.text):
        return None
    if bearing.evidence.kind is Kind.EXPLOSION:
        return _number(bearing.events) if _BLASTS.match(unit) else None
    if _SHOTS.match(unit):
        return _rounds(bearing)
    runs = [one for one in bearing.within if one.attributes.get("mode") != "single"]
    return _bursts(runs) if _RUNS.match(unit) else None


def _bursts(runs: Sequence[Observation]) -> tuple[int, int, int]:
    """Count bursts; those less than :data:`PARTED` apart may be one in which rounds were missed."""
    heard, surely, most = _number(runs)
    apart, reached = 0, float("-inf")
    for one in sorted(runs, key=lambda run: run.start.json_seconds):
        apart += one.start.json_seconds - reached >= PARTED
        reached = max(reached, one.end.json_seconds)
    return heard, min(surely, apart), most


def _rounds(bearing: Bearing) -> tuple[int, int, int]:
    """Count shots by the interval that each group of gunfire states for its number.

    What a group may have besides its shots, or may have too many, counts in full even where the
    group reaches out of the window: nobody knows on which side it is.
    """
    heard, surely, most = _number(bearing.events)
    counted = {one.id for one in bearing.events}
    groups = [one for one in bearing.within if counted & {one.id, *members(one)}]
    intervals = [(shots_in(one), *_interval(one)) for one in groups]
    surely = min(surely, max(heard - sum(found - low for found, low, _ in intervals), 0))
    return heard, surely, most + sum(high - found for found, _, high in intervals)


def _interval(group: Observation) -> tuple[int, int]:
    """Return the least and the most shots of a group; what was found where it does not say."""
    match group.attributes.get("count_interval"):
        case [int(low), int(high)]:
            return low, high
    return shots_in(group), shots_in(group)


def _number(observations: Sequence[Observation]) -> tuple[int, int, int]:
    """Return how many there are, how many of them are sure, and how many there may be."""
    heard = len(observations)
    return heard, sum(one.confidence >= SURE for one in observations), heard
