"""What could be said of an incident: every kind of proposition, true and false, by its kind.

Conventions
-----------
A candidate is a proposition that the truth decides. Which of them become sentences is drawn in
:mod:`composing`. Every draw comes from the generator that is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

import numpy as np

from witnessmark.evaluation.weighing.happenings import Happening
from witnessmark.evaluation.weighing.judging import count_of, judge
from witnessmark.evaluation.weighing.phrasing import number_word
from witnessmark.evaluation.weighing.propositions import (
    Counted,
    Denied,
    Judged,
    OnlySingle,
    Ordered,
    Place,
    Proposition,
    Told,
    Unwarned,
)
from witnessmark.evaluation.weighing.things import SORTS, Thing

#: Things that may be said to be at a place of the recording, to go on, to be absent, in order.
_PLACED = (
    Thing.GUNFIRE, Thing.AUTOMATIC, Thing.EXPLOSION, Thing.SPEECH, Thing.MACHINE_GUN, Thing.CAUSE,
    Thing.FLAME, Thing.SMOKE, Thing.SINGLE,
)  # fmt: skip
_LASTING = (Thing.GUNFIRE, Thing.AUTOMATIC, Thing.SNOWFALL)
_DENIED = (
    Thing.GUNFIRE, Thing.AUTOMATIC, Thing.EXPLOSION, Thing.SPEECH, Thing.SNOWFALL,
    Thing.SNOW_COVER, Thing.FLAME, Thing.SMOKE,
)  # fmt: skip
_DENIED_AT = (Thing.GUNFIRE, Thing.AUTOMATIC, Thing.EXPLOSION, Thing.SPEECH)
_ORDERED = (
    Thing.GUNFIRE, Thing.SINGLE, Thing.AUTOMATIC, Thing.MACHINE_GUN, Thing.EXPLOSION, Thing.SPEECH,
)  # fmt: skip
_BEGUN = (Thing.GUNFIRE, Thing.AUTOMATIC, Thing.MACHINE_GUN, Thing.EXPLOSION)
#: Most shots that anybody would be expected to count one by one.
_COUNTABLE = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposition, its kind, and what the truth says to it."""

    kind: str
    proposition: Proposition
    judged: Judged


@dataclass(frozen=True, slots=True)
class _Known:
    """What candidates are made of."""

    random: np.random.Generator
    events: Sequence[Happening]
    duration: float


_Source = Callable[[_Known], Iterator[tuple[str, Proposition]]]


def candidates(
    random: np.random.Generator, events: Sequence[Happening], duration: float
) -> tuple[Candidate, ...]:
    """Return what could be said of *events* in *duration* seconds and is true or false."""
    known, found = _Known(random, events, duration), []
    for source in _SOURCES:
        for kind, one in source(known):
            judged = judge(one, events, duration)
            if judged.truth is not None:
                found.append(Candidate(kind, one, judged))
    return tuple(found)


def _presence(_: _Known) -> Iterator[tuple[str, Proposition]]:
    for thing in SORTS:
        kind = {Thing.NEAR: "near_far", Thing.FAR: "near_far", Thing.CUT: "edited"}
        yield kind.get(thing, "sight" if SORTS[thing].seen else "presence"), Told(thing)
    yield "only_single", OnlySingle()


def _places(known: _Known) -> tuple[Place, ...]:
    """Return stretches of the recording to speak of, some of them by what begins there."""
    random, duration = known.random, known.duration
    half = duration / 2
    some = max(5, round(duration * float(random.uniform(0.15, 0.4))))
    found = [
        Place("first_half", 0.0, half, window=(0.0, 0.5), relation=("s", "d")),
        Place("second_half", half, duration, window=(0.5, 1.0), relation=("d", "f")),
        Place(
            "late", 0.6 * duration, duration, window=(0.6, 1.0), relation=("d", "f"),
            surely=(0.75 * duration, duration), perhaps=(0.5 * duration, duration),
        ),
        Place(
            "opening", 0.0, 0.1 * duration, window=(0.0, 0.1), relation=("s", "d"),
            surely=(0.0, 0.08 * duration), perhaps=(0.0, 0.35 * duration),
        ),
        Place(
            "first_seconds", 0.0, some, unit="media_s", low=0, high=some,
            slots=(("n", number_word(some)),),
        ),
        Place(
            "last_seconds", duration - some, duration, unit="media_s_from_end", low=0, high=some,
            slots=(("n", number_word(some)),),
        ),
    ]  # fmt: skip
    times = sorted({round(one.start) for one in known.events} - {0})
    stray = [int(at) for at in random.integers(1, max(2, int(duration) - 1), 3)]
    found += [_clock(at) for at in (*times, *stray) if 2 <= at <= duration - 2]
    found += [_between(random, duration) for _ in range(4)]
    return tuple(found)


def _clock(at: int) -> Place:
    return Place("clock", at - 2.0, at + 2.0, clock=float(at), slots=(("clock", _face(at)),))


def _between(random: np.random.Generator, duration: float) -> Place:
    length = int(random.integers(6, max(7, min(20, int(duration) // 2))))
    start = int(random.integers(1, max(2, int(duration) - length - 1)))
    end = start + length
    slots = (("from", _face(start)), ("to", _face(end)))
    return Place("between", start, end, clock=float(start), unit="media_s", low=start, high=end,
                 slots=slots)  # fmt: skip


def _face(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"


def _placed(known: _Known) -> Iterator[tuple[str, Proposition]]:
    for place in _places(known):
        for thing in _PLACED:
            yield f"place_{place.bank}", Told(thing, place)
        if place.end - place.start > 4.0:
            for thing in _DENIED_AT:
                yield "absence_placed", Denied(thing, place)


def _lasting(known: _Known) -> Iterator[tuple[str, Proposition]]:
    duration = known.duration
    whole = Place("throughout", 0.0, duration, "throughout", (0.0, 1.0), ("e", "di"))
    end = Place("to_the_end", 0.6 * duration, duration, "to_the_end", (0.6, 1.0), ("f",))
    for thing in _LASTING:
        yield "throughout", Told(thing, whole)
        if not SORTS[thing].seen:
            yield "to_the_end", Told(thing, end)


def _absences(_: _Known) -> Iterator[tuple[str, Proposition]]:
    for thing in _DENIED:
        yield "absence_sight" if SORTS[thing].seen else "absence", Denied(thing)
    yield "uncut", Denied(Thing.CUT)
    sides: tuple[Literal["before", "after"], ...] = ("before", "after")
    for thing in _DENIED_AT:
        for anchor in _BEGUN:
            if SORTS[thing].kind is not SORTS[anchor].kind:
                for side in sides:
                    yield "absence_beside", Denied(thing, anchor=anchor, side=side)
    for thing in _BEGUN:
        yield "unwarned", Unwarned(thing)


def _orders(_: _Known) -> Iterator[tuple[str, Proposition]]:
    fire = {Thing.GUNFIRE, Thing.AUTOMATIC, Thing.MACHINE_GUN}
    for first in _ORDERED:
        for second in _ORDERED:
            alike = {first, second}
            if len(alike) == 2 and not alike <= fire and alike != {Thing.GUNFIRE, Thing.SINGLE}:
                yield "order", Ordered(first, second)


def _numbers(known: _Known) -> Iterator[tuple[str, Proposition]]:
    random, events, duration = known.random, known.events, known.duration
    (least, shots), (few, blasts) = count_of("shots", events), count_of("explosions", events)
    more = int(random.integers(2, 5))
    if 2 <= blasts <= 6:
        yield "exactly", Counted("exactly", "explosions", blasts, blasts)
    if blasts:
        yield "exactly", Counted("exactly", "explosions", blasts + more, blasts + more)
        yield "at_least", Counted("at_least", "explosions", blasts + more, None)
        yield "at_most", Counted("at_most", "explosions", None, blasts + more - 1)
    if few >= 3:
        yield "at_least", Counted("at_least", "explosions", few - 1, None)
        yield "exactly", Counted("exactly", "explosions", few - 1, few - 1)
        yield "at_most", Counted("at_most", "explosions", None, few - 1)
    yield "repeated", Counted("repeated", "explosions", 3, None)
    yield "exchanges", Counted("exchanges", "exchanges", 3, None)
    if 2 <= shots <= _COUNTABLE and judge(OnlySingle(), events, duration).truth:
        yield "exactly", Counted("exactly", "shots", shots, shots)
    if shots:
        over = round(shots * float(random.uniform(2.0, 3.0))) + 5
        yield "exactly", Counted("exactly", "shots", over, over)
        yield "more_than", Counted("more_than", "shots", over + 1, None)
        yield "at_least", Counted("at_least", "shots", over, None)
        yield "at_most", Counted("at_most", "shots", None, round(over * 1.5))
    if least >= 6:
        under = max(2, ceil(least * float(random.uniform(0.25, 0.5))))
        yield "exactly", Counted("exactly", "shots", under, under)
        yield "at_most", Counted("at_most", "shots", None, under)
        yield "at_least", Counted("at_least", "shots", under, None)
        yield "more_than", Counted("more_than", "shots", under + 1, None)


_SOURCES: tuple[_Source, ...] = (_presence, _placed, _lasting, _absences, _orders, _numbers)
