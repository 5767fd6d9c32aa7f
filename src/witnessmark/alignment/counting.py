"""A number in the account against the number heard.

Conventions
-----------
What was heard is true with the chance that its confidence states, each apart from the others: the
number of true ones then has the Poisson binomial distribution, and ten shots at 97 % each are ten
at 74 %. Where the errors of one place hang together, as where every shot comes with an echo, that
is too sure. Two things are held against it: a doubtful shot adds nothing to what is sure, however
many there are, and no group is surely more than the least that it states for itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from witnessmark.alignment.bearing import Bearing, members, shots_in
from witnessmark.alignment.evidence import RAPIDLY
from witnessmark.alignment.lasting import length_told
from witnessmark.alignment.limits import LENGTHS, limits
from witnessmark.alignment.negatives import NOT
from witnessmark.alignment.sureness import SURE
from witnessmark.alignment.unread import EXACTLY, NEITHER_MORE, NO_MORE
from witnessmark.alignment.window import MEDIA_UNITS
from witnessmark.model import Kind, Observation, Quantity

_SHOTS = re.compile(r"(shot|round|bullet|gunshot|discharge|report)s?\b", re.I)
#: Seconds between two bursts from which on they are surely two.
PARTED = 1.0
#: Seconds of pause after which fire surely began anew.
BOUT = 2.0
#: Unit of "several times", which is no number of things.
TIMES = "times"
_RUNS = re.compile(r"(burst|volley|salvo)(s|es|ies)?\b", re.I)
#: "Rounds of gunfire" are bouts of it, no cartridges.
_OF_FIRE = re.compile(r"\brounds? of (?:gun)?(?:fire|firing|shooting|fighting)\b", re.I)
_BLASTS = re.compile(r"(explosion|blast|detonation|grenade|shell|rocket|bomb|mortar)s?\b", re.I)
_RATE = re.compile(r"\b(?:a|an|per) (?:minute|second)\b", re.I)
#: "A grenade" says that there was one, not that there was no other; "a single one" does.
_INDEFINITE = re.compile(
    r"(?:an?|another)\s(?!single|lone|sole|solitary|maximum|.*\b(?:\d+|two|three|four|five|six|seven"
    r"|eight|nine|ten|eleven|twelve)\b)",
    re.I,
)
#: The reading has three as the least of "more than three"; of things that are counted it is four.
_ABOVE = re.compile(
    r"(?:more than|over|well over|in excess of|above|beyond|north of|something over|past)\b", re.I
)
#: What says that the number is of all there was, in the number's words or just before them.
_CLOSED = re.compile(
    rf"(?:only|just|{EXACTLY}|a total of|(?:an?|one) (?:single|lone|sole|solitary)"
    r"|(?:no|not) more than|at most|a maximum of|up to|fewer than|less than|under"
    r"|an upper limit of|a ceiling of|(?:never|does not|did not|do(?:es)?n['’]t|didn['’]t)\s)\b",
    re.I,
)
_CLOSED_BEHIND = re.compile(
    rf"\bat (?:the )?(?:very )?most\b|\bor (?:fewer|less)\b|\b(?:{NEITHER_MORE})\b"
    r"|\b(?:in (?:total|all)|all told|altogether)\b",
    re.I,
)
#: The same as the last of a number's words.
_CLOSED_LAST = re.compile(
    rf"\b(?:tops|max(?:imum)?|at the (?:very )?outside|on the (?:dot|nose)|{EXACTLY}|period|flat"
    r"|only|total)\W*$",
    re.I,
)
#: What may turn a number about, and was read neither with it nor as a denial of it.
_NEGATED = re.compile(NOT, re.I)
_BESIDE = re.compile(r"([^\W_]+(?:['’-][^\W_]+)*)\s+(?:(?:to|as|of|at|the|an?)\s+)*$", re.I)
_BEHIND = re.compile(
    r"[\s,]*(?:(?:as|at)\s+(?:an?\s+|the\s+)?(?:very\s+)?)?"
    r"(?:most|least|max|maximum|minimum|tops|if|or|fewer|less|short)\b",
    re.I,
)
_CLOSED_BEFORE = re.compile(
    rf"\b(?:{EXACTLY})\s*$|\b(?:in (?:total|all)|all told|altogether)\b"
    r"|\bthe (?:total )?number of\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many things were heard, how many of them are sure, and how many there may be.

    ``chances`` has the chance that k or more of those heard are true, for k from 0 to all of them.
    ``most`` counts in what may have been there besides: rounds of fast fire that merged or that
    were missed. ``unplaced`` counts those heard of which it is not sure that they are among what is
    counted: they are in ``most``, and in no chance.
    """

    chances: tuple[float, ...]
    surely: int
    most: int
    unplaced: int = 0

    @property
    def placed(self) -> int:
        """How many were heard, sure or not, that are among what is counted."""
        return len(self.chances) - 1

    @property
    def heard(self) -> int:
        """How many were heard, sure or not, that may be among what is counted."""
        return self.placed + self.unplaced


@dataclass(frozen=True, slots=True)
class Count:
    """What the account says of a number, and what was heard.

    ``closed`` where its words say that there were no more: "only one", "at most three". ``loose``
    where words beside it that were not read may say that it was not reached: "barely three".
    """

    words: str
    low: float | None
    high: float | None
    tally: Tally
    closed: bool = False
    loose: bool = False

    @property
    def too_few(self) -> bool:
        """Fewer were heard than the account has, also with all that may have been missed."""
        return self.low is not None and self.tally.most < self.low

    @property
    def too_many(self) -> bool:
        """More were surely heard than the account has."""
        return self.high is not None and self.tally.surely > self.high

    @property
    def unsure(self) -> bool:
        """The number fits only with things that are not sure, or there may have been more."""
        short = self.low is not None and self.tally.surely < self.low <= self.tally.most
        return short or (self.high is not None and self.tally.surely <= self.high < self.tally.most)

    @property
    def reached(self) -> float:
        """The chance that the account's least number was reached, by what was heard alone."""
        least = 0 if self.low is None else max(ceil(self.low), 0)
        return self.tally.chances[least] if least <= self.tally.placed else 0.0

    @property
    def exceeded(self) -> float:
        """The chance that the account's greatest number was exceeded."""
        over = self.tally.placed + 1 if self.high is None else max(floor(self.high) + 1, 0)
        return self.tally.chances[over] if over <= self.tally.placed else 0.0


def at_least(confidences: Sequence[float]) -> tuple[float, ...]:
    """Return the chance that k or more are true, k from 0 to the number of *confidences*.

    Each is the chance of one, apart from the others. Exact, by direct convolution of the Poisson
    binomial distribution (Barlow and Heidtmann 1984, IEEE Trans. Reliability R-33;
    Hong 2013, doi:10.1016/j.csda.2012.10.006, section 2.5).
    """
    return _tails(tuple(confidences))


@lru_cache(maxsize=256)  # many claims count the same things
def _tails(confidences: tuple[float, ...]) -> tuple[float, ...]:
    exactly = _exactly(confidences)
    tails = np.minimum(np.cumsum(exactly[::-1])[::-1], 1.0)
    return (1.0, *(float(tail) for tail in tails[1:]))


def _exactly(confidences: tuple[float, ...]) -> NDArray[np.float64]:
    """Return the chance that k are true; halves are convolved, so that C does the long sums."""
    if len(confidences) < 2:
        return np.array([1.0 - sum(confidences), *confidences])
    half = len(confidences) // 2
    return np.convolve(_exactly(confidences[:half]), _exactly(confidences[half:]))


def counts(bearing: Bearing, certain: Sequence[Observation] | None = None) -> tuple[Count, ...]:
    """Return every number of the claim that counts what its evidence is made of.

    *certain* are those of its events that are among what is counted whatever the account means by
    its words of order; all of them, where None.

    "Several times" counts explosions; of gunfire it is no count, because two exchanges without a
    pause between them sound as one (see :func:`too_few_groups`).
    """
    if bearing.evidence.kind is Kind.SPEECH:
        return ()  # two who speak, or one who pauses, are no two stretches
    found = []
    for quantity in _apart_from_their_burst(bearing.claim.quantities):
        tally = _counted(bearing, quantity)
        if tally is not None:
            if certain is not None and len(certain) < len(bearing.events):
                tally = _with_unplaced(tally, replace(bearing, events=tuple(certain)), quantity)
            found.append(_count(bearing, quantity, tally))
    repeat = bearing.claim.time.repeat
    if repeat is not None and not found and bearing.evidence.kind is not Kind.GUNFIRE:
        words = bearing.claim.time.cue or f"{repeat.min} or more"
        found.append(Count(words, repeat.min, repeat.max, _explosions(bearing)))
    return tuple(found)


def _apart_from_their_burst(quantities: Sequence[Quantity]) -> Sequence[Quantity]:
    """Return *quantities* without the one burst of "a burst of five shots"."""
    rounds = any(_SHOTS.match(one.unit or "") for one in quantities)
    return [
        one
        for one in quantities
        if not (rounds and _RUNS.match(one.unit or "") and _INDEFINITE.match(one.text))
    ]


def _with_unplaced(tally: Tally, certain: Bearing, quantity: Quantity) -> Tally:
    """Return *tally* with nothing sure but what is so of *certain*; bursts are not placed."""
    least = _counted(certain, quantity)
    if least is None or _RUNS.match(quantity.unit or ""):
        least = Tally((1.0,), 0, 0)
    return Tally(least.chances, least.surely, tally.most, tally.heard - least.placed)


def unweighed(bearing: Bearing) -> tuple[str, ...]:
    """Return what of the claim's words is held against nothing: those not read, then its numbers.

    Times and lengths are no such numbers (see :mod:`window` and :mod:`limits`), nor is what speech
    is said to have.
    """
    if bearing.evidence.kind is Kind.SPEECH:
        return bearing.unread
    measures = MEDIA_UNITS | LENGTHS
    numbers = (
        quantity.text
        for quantity in bearing.claim.quantities
        if quantity.unit not in measures
        and not (quantity.unit == TIMES and bearing.claim.time.repeat is not None)
        and _tallied(bearing, quantity) is None
    )
    return (*bearing.unread, *numbers)


def only_mentions(bearing: Bearing) -> bool:
    """Say whether the claim says no more than that there was such a thing, and not when."""
    window, claim = bearing.window, bearing.claim
    placed = window.stated or window.unplaced is not None or claim.time.repeat is not None
    says_more = (
        unweighed(bearing)
        or bearing.evidence.modes
        or limits(claim, bearing.evidence, bearing.meaning)
        or length_told(claim) is not None
    )
    return not (placed or says_more or counts(bearing))


def too_few_groups(bearing: Bearing) -> bool:
    """Say whether gunfire said to recur was told apart into fewer groups than that."""
    repeat = bearing.claim.time.repeat
    gunfire = bearing.evidence.kind is Kind.GUNFIRE
    return repeat is not None and gunfire and len(bearing.within) < repeat.min


def too_close(bearing: Bearing) -> bool:
    """Say whether gunfire said to recur is told apart often enough only with the short pauses."""
    repeat = bearing.claim.time.repeat
    if repeat is None or bearing.evidence.kind is not Kind.GUNFIRE:
        return False
    return _apart(bearing.within, BOUT) < repeat.min


def _count(bearing: Bearing, quantity: Quantity, tally: Tally) -> Count:
    before, words, after = bearing.claim.quote.partition(quantity.text)
    low, high = quantity.min, quantity.max
    if low is not None and _ABOVE.match(quantity.text):
        low = floor(low) + 1
    if _INDEFINITE.match(quantity.text):
        high = None
    behind = _CLOSED_BEHIND.search(words + after)
    said_closed = (
        _CLOSED.match(words),
        behind,
        NO_MORE.search(words),
        _CLOSED_LAST.search(words),
        _CLOSED_BEFORE.search(before),
    )
    beside = _BESIDE.search(before)
    touched = beside is not None and beside[1] in bearing.unread
    loose = touched or _NEGATED.search(before) is not None or _BEHIND.match(after) is not None
    bound = quantity.min is None and high is not None
    return Count(quantity.text, low, high, tally, bound or any(said_closed), loose)


def _counted(bearing: Bearing, quantity: Quantity) -> Tally | None:
    tally = _tallied(bearing, quantity)
    return None if tally is None else tally(bearing)


def _tallied(bearing: Bearing, quantity: Quantity) -> Callable[[Bearing], Tally] | None:
    """Return how what *quantity* counts is counted; None where it counts nothing that is heard."""
    unit = quantity.unit or ""
    after = bearing.claim.quote[bearing.claim.quote.find(quantity.text) + len(quantity.text) :]
    if _RATE.match(after.lstrip()) or _RATE.search(quantity.text, 1):  # not "a second shot"
        return None
    if bearing.evidence.kind is Kind.EXPLOSION:
        return _explosions if _BLASTS.match(unit) else None
    if _SHOTS.match(unit):
        return None if _OF_FIRE.search(bearing.claim.quote) else _rounds
    return _bursts if _RUNS.match(unit) else None


def _bursts(bearing: Bearing) -> Tally:
    """Count bursts; those less than :data:`PARTED` apart may be one in which rounds were missed.

    A pair of mode "unclear" may be a shot and its echo: no burst is told by it.
    """
    runs = [one for one in bearing.within if one.attributes.get("mode") in RAPIDLY]
    tally = _number(runs)
    return Tally(tally.chances, min(tally.surely, _apart(runs, PARTED)), tally.most)


def _apart(groups: Sequence[Observation], pause: float) -> int:
    """Return how many stretches *groups* make, parted by so many seconds without any of them."""
    stretches, reached = 0, float("-inf")
    for one in sorted(groups, key=lambda group: group.start):
        stretches += one.start.json_seconds - reached >= pause
        reached = max(reached, one.end.json_seconds)
    return stretches


def _rounds(bearing: Bearing) -> Tally:
    """Count shots by the interval that each group of gunfire states for its number.

    What a group may have besides its shots, or may have too many, counts in full even where the
    group reaches out of the window: nobody knows on which side it is.
    """
    tally = _number(bearing.events)
    counted = {one.id for one in bearing.events}
    groups = [one for one in bearing.within if counted & {one.id, *members(one)}]
    intervals = [(shots_in(one), *interval_of(one)) for one in groups]
    least = max(tally.heard - sum(found - low for found, low, _ in intervals), 0)
    most = tally.heard + sum(high - found for found, _, high in intervals)
    return Tally(tally.chances, min(tally.surely, least), most)


def interval_of(one: Observation) -> tuple[int, int]:
    """Return the least and the most that a group of gunfire, or an explosion, stands for.

    What was found, where it states none.
    """
    match one.attributes.get("count_interval"):
        case [int(low), int(high)]:
            return low, high
    found = shots_in(one) if one.kind is Kind.GUNFIRE else 1
    return found, found


def _explosions(bearing: Bearing) -> Tally:
    """Count explosions; one that stands for several fronts may be as many as it states."""
    tally = _number(bearing.events)
    most = sum(interval_of(one)[1] for one in bearing.events)
    return Tally(tally.chances, tally.surely, most)


def _number(observations: Sequence[Observation]) -> Tally:
    """Count *observations*; so many are sure as the sure ones among them are together."""
    sure = at_least([one.confidence for one in observations if one.confidence >= SURE])
    surely = sum(chance >= SURE for chance in sure[1:])
    return Tally(at_least([one.confidence for one in observations]), surely, len(observations))
