"""The ways in which two claims of different accounts can fail to go together.

Conventions
-----------
A clash is *sure* where both claims surely speak of one thing: then it is a conflict. Where they
may speak of two things, it only means that they are not the same claim, and they are not paired.
A denial clashes with what it covers and with nothing wider: that the guards held their fire does
not deny that shots were heard. The bounds on shared words were set by hand on the project's own
examples; nobody has measured how often they err.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from witnessmark.alignment.lasting import SECONDS, length_stated, length_told
from witnessmark.alignment.limits import DISTANCES
from witnessmark.alignment.window import MEDIA_UNITS
from witnessmark.clock import clock_face
from witnessmark.incident.compared.stated import Stated, content_words, overlap, shared
from witnessmark.incident.compared.states import exclusions
from witnessmark.model import ClaimType, Polarity, Quantity

Kind = Literal["polarity", "number", "order", "mode", "place", "time"]

#: Least share of words, those of number and time apart, by which two claims speak of one thing.
ALIKE, CLOSELY_ALIKE = 0.25, 0.5

#: Least overlap of two stated stretches that are the same one.
SAME_STRETCH = 0.5

#: Acts so wide that denying them denies every act that would make the same sound.
_WIDE = frozenset({"EXCHANGE_FIRE", "FIRE_SMALL_ARMS", "EXPLOSION_UNATTRIBUTED"})

#: Units that count the same things.
_UNITS = {
    "rounds": "shots",
    "bullets": "shots",
    "blasts": "explosions",
    "detonations": "explosions",
}

#: Words by which a number does not count all of a thing.
_NOT_ALL = re.compile(
    r"\b(?:more|another|other|further|additional|again|first|second|third|next|last|each|per)\b",
    re.I,
)

#: Words that leave room for nothing else.
_ONLY = re.compile(r"\b(?:only|nothing but|solely|exclusively)\b", re.I)

#: Words that deny; what a reader took for a denial without one, or for none with one, is unsure.
_DENIES = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot)\b|n[’']t\b", re.I
)

#: What is said of the future or as an opinion is never the same as what is told.
_UNTOLD = frozenset({ClaimType.PROGNOSIS, ClaimType.OPINION})


@dataclass(frozen=True, slots=True)
class Clash:
    """That two claims do not go together, and in what words they differ."""

    kind: Kind
    words: str
    sure: bool


def clashes(one: Stated, other: Stated) -> tuple[Clash, ...]:
    """Return every way in which the two do not go together; none for a claim with itself."""
    return tuple(_found(one, other))


def never_one(one: Stated, other: Stated) -> bool:
    """Say whether the two cannot be the same claim, however alike they read."""
    types = {one.claim.type in _UNTOLD, other.claim.type in _UNTOLD}
    videos = {one.claim.video, other.claim.video} - {None}
    return len(types) > 1 or len(videos) > 1


def _found(one: Stated, other: Stated) -> Iterator[Clash]:
    if one.claim.polarity is not other.claim.polarity:
        if (denied := _denial(one, other)) is not None:
            yield denied
        return
    denials = one.claim.polarity is Polarity.NEGATIVE
    for rule in (_time,) if denials else _RULES:
        if (clash := rule(one, other)) is not None:
            yield clash


def _denial(one: Stated, other: Stated) -> Clash | None:
    if None in {one.claim.polarity, other.claim.polarity}:
        return Clash("polarity", "", sure=False)
    denying, telling = (one, other) if one.claim.polarity is Polarity.NEGATIVE else (other, one)
    certain = "Uu" not in {one.claim.certainty, other.claim.certainty}
    worded = _DENIES.search(denying.claim.quote) and not _DENIES.search(telling.claim.quote)
    sure = (
        certain and bool(worded) and _covers(denying, telling) and _falls_within(denying, telling)
    )
    return Clash("polarity", "one denies what the other tells", sure=sure)


def _covers(denying: Stated, telling: Stated) -> bool:
    """Say whether what is denied takes in what is told."""
    same = denying.claim.act == telling.claim.act
    wide = denying.claim.act in _WIDE and denying.heard_as is telling.heard_as
    if not (same or wide):
        return False
    if denying.modes and not (telling.modes and telling.modes <= denying.modes):
        return False
    counted = any(q.unit not in MEDIA_UNITS for q in denying.claim.quantities)
    return not counted and all(
        narrow is None or (broad is not None and name_shared(narrow, broad))
        for narrow, broad in (
            (denying.claim.actor, telling.claim.actor),
            (denying.claim.target, telling.claim.target),
            (denying.claim.weapon, telling.claim.weapon),
            (denying.claim.place, telling.claim.place),
        )
    )


def _falls_within(denying: Stated, telling: Stated) -> bool:
    """Say whether what is told surely lies in the stretch for which it is denied."""
    where, when = denying.window, telling.window
    alike = _core_alike(denying, telling)
    if where.unplaced or when.unplaced:
        return alike >= CLOSELY_ALIKE
    if not where.stated:
        return alike >= ALIKE
    if when.throughout:
        return alike >= ALIKE
    inside = where.span.start <= when.span.start and when.span.end <= where.span.end
    both = when.stated and overlap(where.span, when.span) >= SAME_STRETCH
    return (inside or both) and (both or alike >= ALIKE)


def number_clash(one: Stated, other: Stated) -> Clash | None:
    """Return that the bounds on what both count have no number in common, None where they have."""
    mine, yours = counts(one), counts(other)
    for unit in sorted(mine.keys() & yours.keys()):
        pairs = [(a, b) for a in mine[unit] for b in yours[unit]]
        if any(_compatible(a, b) for a, b in pairs):
            continue
        a, b = pairs[0]
        words = _difference(unit, _number_words(a.min, a.max), _number_words(b.min, b.max))
        some = partial(a.text) or partial(b.text)
        sure = not some and _core_alike(one, other) >= ALIKE and _same_stretch(one, other)
        return Clash("number", words, sure=sure)
    return None


def length_clash(one: Stated, other: Stated) -> Clash | None:
    """Return that the lengths which the two are told to have leave no length for both."""
    mine, yours = length_told(one.claim), length_told(other.claim)
    if mine is None or yours is None or bounds_meet(mine, yours):
        return None
    said = [_number_words(*(length_stated(side.claim) or (None, None))) for side in (one, other)]
    sure = _core_alike(one, other) >= ALIKE and _same_stretch(one, other)
    return Clash("number", _difference(SECONDS, *said), sure=sure)


def bounds_meet(
    one: tuple[float | Fraction, float | Fraction | None],
    other: tuple[float | Fraction, float | Fraction | None],
) -> bool:
    """Say whether some number lies within the bounds of both; None bounds nothing."""
    high = [most for _, most in (one, other) if most is not None]
    return not high or max(one[0], other[0]) <= min(high)


def _difference(unit: str, mine: str, yours: str) -> str:
    if unit == SECONDS:
        return f"they differ in length, {mine} s against {yours} s"
    if unit in DISTANCES:
        return f"they differ in distance, {mine} {unit} against {yours} {unit}"
    return f"they differ in the number of {unit}, {mine} against {yours}"


def partial(words: str) -> bool:
    """Say whether *words* speak of more of a thing than those that they tell of."""
    return _NOT_ALL.search(words) is not None


def counts(one: Stated) -> dict[str, list[Quantity]]:
    """Return the bounded numbers of the claim by what they count; those of time count nothing."""
    counted: dict[str, list[Quantity]] = {}
    for quantity in one.claim.quantities:
        bounded = quantity.min is not None or quantity.max is not None
        if quantity.unit and quantity.unit not in MEDIA_UNITS | {SECONDS} and bounded:
            unit = _UNITS.get(quantity.unit, quantity.unit)
            counted.setdefault(unit, []).append(quantity)
    return counted


def _compatible(a: Quantity, b: Quantity) -> bool:
    same = (a.min, a.max) == (b.min, b.max)
    return same or bounds_meet((a.min or 0.0, a.max), (b.min or 0.0, b.max))


def _number_words(low: float | Fraction | None, high: float | Fraction | None) -> str:
    least, most = (None if bound is None else f"{float(bound):g}" for bound in (low, high))
    if most is None:
        return f"at least {least}"
    if least == most:
        return most
    return f"{least} to {most}" if low else f"at most {most}"


def _mode(one: Stated, other: Stated) -> Clash | None:
    if not one.modes or not other.modes or one.modes & other.modes:
        return None
    only = bool(_ONLY.search(one.claim.quote)) or bool(_ONLY.search(other.claim.quote))
    sure = _same_stretch(one, other) and (
        _same_doer(one, other) or (only and one.window.stated and other.window.stated)
    )
    names = [
        "single shots" if stated.modes == frozenset({"single"}) else "automatic fire"
        for stated in (one, other)
    ]
    return Clash("mode", f"one has {names[0]}, the other {names[1]}", sure=sure)


def _place(one: Stated, other: Stated) -> Clash | None:
    for (here, here_words), (there, there_words) in exclusions().places:
        mine, yours = (
            (bool(here_words.search(said)), bool(there_words.search(said)))
            for said in (_without_cue(one), _without_cue(other))
        )
        if mine == (not yours[0], not yours[1]) and mine[0] != mine[1]:
            first, second = (here, there) if mine[0] else (there, here)
            sure = _core_alike(one, other) >= CLOSELY_ALIKE and _same_stretch(one, other)
            return Clash("place", f"one puts it {first}, the other {second}", sure=sure)
    return None


def _without_cue(stated: Stated) -> str:
    """Return the claim's words without those of time: "near the end" is no place."""
    claim = stated.claim
    return claim.quote.replace(claim.time.cue, "") if claim.time.cue else claim.quote


def _time(one: Stated, other: Stated) -> Clash | None:
    mine, yours = one.window, other.window
    if not (mine.stated and yours.stated) or mine.span.overlaps(yours.span):
        return None
    faces = [
        f"{clock_face(w.span.start.seconds)} to {clock_face(w.span.end.seconds)}"
        for w in (mine, yours)
    ]
    sure = (
        one.claim.act == other.claim.act
        and one.claim.polarity is Polarity.POSITIVE
        and _core_alike(one, other) >= CLOSELY_ALIKE
    )
    return Clash("time", f"one puts it from {faces[0]}, the other from {faces[1]}", sure=sure)


_RULES: tuple[Callable[[Stated, Stated], Clash | None], ...] = (
    number_clash,
    length_clash,
    _mode,
    _place,
    _time,
)


def _same_stretch(one: Stated, other: Stated) -> bool:
    """Say whether both speak of one stretch, or neither of any."""
    if one.window.unplaced or other.window.unplaced:
        return False
    if one.window.stated and other.window.stated:
        return overlap(one.window.span, other.window.span) >= SAME_STRETCH
    return one.window.stated == other.window.stated


def _same_doer(one: Stated, other: Stated) -> bool:
    """Say whether both name one and the same doer or weapon, and tell it in like words."""
    named = any(
        a is not None and b is not None and name_shared(a, b)
        for a, b in (
            (one.claim.actor, other.claim.actor),
            (one.claim.weapon, other.claim.weapon),
        )
    )
    return named and _core_alike(one, other) >= ALIKE


def name_shared(one: str, other: str) -> bool:
    """Say whether two names have a word in common."""
    return bool(content_words(one) & content_words(other))


def _core_alike(one: Stated, other: Stated) -> float:
    """Return the share of words that both have, those of number and time apart."""
    return shared(_core(one), _core(other))


def _core(stated: Stated) -> frozenset[str]:
    claim = stated.claim
    numbers = [
        quantity.text.removesuffix(quantity.unit) if quantity.unit else quantity.text
        for quantity in claim.quantities
        if quantity.unit not in MEDIA_UNITS
    ]
    times = [q.text for q in claim.quantities if q.unit in MEDIA_UNITS]
    cue = [claim.time.cue] if claim.time.cue else []
    return content_words(claim.quote, without=[*numbers, *times, *cue])
