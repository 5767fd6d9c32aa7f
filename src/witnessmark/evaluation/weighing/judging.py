"""What is true of a proposition, by what happens in the incident.

Conventions
-----------
Everything has a margin: what lies so near to an edge that people might differ is left open. What
may be the thing or not need not be cited for it, and may.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from witnessmark.evaluation.weighing.happenings import LASTING, Happening
from witnessmark.evaluation.weighing.propositions import (
    Counted,
    Denied,
    Failure,
    Judged,
    OnlySingle,
    Ordered,
    Place,
    Proposition,
    Seconds,
    Told,
    Unshowable,
    Unwarned,
)
from witnessmark.evaluation.weighing.things import SORTS, Thing
from witnessmark.model import Kind

#: A happening is surely in a stretch when it is so many seconds inside, and surely out when it is
#: so many outside.
INSIDE, OUTSIDE = 0.5, 1.5
#: Starts so many seconds apart have an order that nobody would dispute.
APART = 1.0
#: Seconds before an event in which a warning for it would be given, and a stretch beyond in which
#: nobody could say whether a voice was one.
WARNED, STRAY = 10.0, 5.0
#: What counts as throughout, surely and surely not: from, to, share of ten parts (notes, T01).
THROUGHOUT = (0.08, 0.93, 0.6)
NOT_THROUGHOUT = (0.2, 0.8, 0.4)
#: What counts as to the end, surely and surely not (notes, T06).
TO_THE_END, NOT_TO_THE_END = 0.98, 0.85

#: Bouts of fire with more than so many seconds between them are surely two, with no more than so
#: few surely one.
BOUT, BRIEF = 5.0, 1.0
#: Least length, in seconds, of a stretch before or after an event that anything is denied in.
LEAST = 3.0
#: Shots at least so many seconds apart are single ones.
SINGLY = 0.4


_OPEN = Judged(None)


def _true(seconds: Seconds = (), *others: Seconds) -> Judged:
    return Judged(truth=True, seconds=seconds, others=others)


def _false(failing: Failure, seconds: Seconds = ()) -> Judged:
    return Judged(truth=False, failing=failing, seconds=seconds)


def judge(one: Proposition, events: Sequence[Happening], duration: float) -> Judged:
    """Return what *events*, all that happens in *duration* seconds, say to *one*."""
    match one:
        case Told():
            return _told(one, events, duration)
        case Denied():
            return _denied(one, events, duration)
        case Ordered():
            return _ordered(one, events)
        case Counted():
            return _counted(one, events)
        case OnlySingle():
            return _only_single(events)
        case Unwarned():
            return _unwarned(one, events)
        case Unshowable():
            return _true()


def surely(thing: Thing, events: Sequence[Happening]) -> list[Happening]:
    """Return what of *events* is surely *thing*."""
    sort = SORTS[thing]
    return [one for one in events if one.kind is sort.kind and one.clear and sort.fits(one)]


def perhaps(thing: Thing, events: Sequence[Happening]) -> list[Happening]:
    """Return what of *events* anybody might take for *thing*."""
    sort = SORTS[thing]
    return [one for one in events if one.kind is sort.kind and (sort.maybe(one) or sort.fits(one))]


def _spans(events: Sequence[Happening]) -> Seconds:
    return tuple((one.start, one.end) for one in events)


def _in(one: Happening, start: float, end: float) -> bool:
    if one.kind in LASTING:
        return one.start < end and start < one.end
    return any(start <= at < end for at in one.starts)


def _told(one: Told, events: Sequence[Happening], duration: float) -> Judged:
    sure, any_ = surely(one.thing, events), perhaps(one.thing, events)
    if not any_:
        return _false(Failure.ABSENT)
    if not sure:
        return _OPEN
    if one.place is None:
        return _true(_spans(sure), _spans(any_))
    if one.place.shape == "throughout":
        return _throughout(sure, any_, duration)
    if one.place.shape == "to_the_end":
        return _to_the_end(sure, any_, one.place, duration)
    inside, near = _inside(sure, one.place, duration), _near(any_, one.place)
    if inside:
        return _true(_spans(inside), _spans(near))
    return _OPEN if near else _false(Failure.ELSEWHERE, _spans(sure))


def _inside(events: Sequence[Happening], place: Place, duration: float) -> list[Happening]:
    """Return what of *events* surely lies in *place*: by a margin at inner edges."""
    if place.surely is not None:
        return [one for one in events if _in(one, *place.surely)]
    inner = min(INSIDE, (place.end - place.start) / 4)
    low = place.start + (inner if place.start > 0 else 0.0)
    high = place.end - (inner if place.end < duration else 0.0)
    return [one for one in events if _in(one, low, high)]


def _near(events: Sequence[Happening], place: Place) -> list[Happening]:
    """Return what of *events* lies in *place* or just beside it."""
    low, high = place.perhaps or (place.start - OUTSIDE, place.end + OUTSIDE)
    return [one for one in events if _in(one, low, high)]


def _active(events: Sequence[Happening], duration: float) -> tuple[float, float, float]:
    """Return, as shares of the length, where *events* begin and end and in how many tenths."""
    tenth = duration / 10
    parts = sum(
        any(one.start < tenth * (n + 1) and tenth * n < one.end for one in events)
        for n in range(10)
    )
    first, last = min(one.start for one in events), max(one.end for one in events)
    return first / duration, last / duration, parts / 10


def _throughout(sure: Sequence[Happening], any_: Sequence[Happening], duration: float) -> Judged:
    first, last, share = _active(sure, duration)
    if first <= THROUGHOUT[0] and last >= THROUGHOUT[1] and share >= THROUGHOUT[2]:
        return _true(_spans(sure))
    first, last, share = _active(any_, duration)
    if first >= NOT_THROUGHOUT[0] or last <= NOT_THROUGHOUT[1] or share <= NOT_THROUGHOUT[2]:
        return _false(Failure.ELSEWHERE, _spans(sure))
    return _OPEN


def _to_the_end(
    sure: Sequence[Happening], any_: Sequence[Happening], place: Place, duration: float
) -> Judged:
    if max(one.end for one in any_) <= NOT_TO_THE_END * duration:
        return _false(Failure.ELSEWHERE, _spans(sure))
    late = [one for one in sure if one.end > place.start]
    closing = [one for one in late if one.end >= TO_THE_END * duration]
    if closing and min(one.start for one in closing) <= place.end - 3.0:
        return _true(_spans(late))
    return _OPEN


def _denied(one: Denied, events: Sequence[Happening], duration: float) -> Judged:
    sure, any_ = surely(one.thing, events), perhaps(one.thing, events)
    place = one.place
    if one.anchor is not None:
        anchors = perhaps(one.anchor, events)
        if len(anchors) != 1 or anchors != surely(one.anchor, events):
            return _OPEN
        at = anchors[0]
        if one.side == "before":
            place = Place("", 0.0, at.start)
            return _absent(sure, any_, place, duration) if at.start >= LEAST else _OPEN
        # What comes while it lasts comes after its beginning, and not after it.
        meanwhile = [event for event in any_ if _in(event, at.start, at.end + OUTSIDE)]
        if meanwhile or duration - at.end < LEAST:
            return _OPEN
        return _absent(sure, any_, Place("", at.end, duration), duration)
    return _absent(sure, any_, place or Place("", 0.0, duration), duration)


def _absent(
    sure: Sequence[Happening],
    any_: Sequence[Happening],
    place: Place,
    duration: float,
) -> Judged:
    inside = _inside(sure, place, duration)
    if inside:
        return _false(Failure.PRESENT, _spans(inside))
    return _OPEN if _near(any_, place) else _true()


def _ordered(one: Ordered, events: Sequence[Happening]) -> Judged:
    first, second = surely(one.first, events), surely(one.second, events)
    some, others = perhaps(one.first, events), perhaps(one.second, events)
    if not some or not others:
        return _false(Failure.ABSENT)
    if not first or not second:
        return _OPEN
    pairs = [(a, b) for a in first for b in second if a.start + APART <= b.start]
    if min(a.start for a in first) + APART <= min(b.start for b in others):
        # "Sets in" speaks of the first of them; all that stand in that order fit as well.
        fitting = [event for event in events if any(event in pair for pair in pairs)]
        return _true(_spans([first[0], second[0]]), _spans(fitting))
    if min(a.start for a in some) >= max(b.end for b in others) + APART:
        return _false(Failure.ORDER, _spans([*second, *first]))
    return _OPEN


def count_of(what: str, events: Sequence[Happening]) -> tuple[int, int]:
    """Return the fewest and the most shots, explosions or bouts of fire that could be counted."""
    kind = Kind.EXPLOSION if what == "explosions" else Kind.GUNFIRE
    any_ = [one for one in events if one.kind is kind]
    sure = [one for one in any_ if one.clear]
    if what == "explosions":
        return len(sure), len(any_)
    if what == "shots":
        return sum(one.heard for one in any_), sum(len(one.moments) for one in any_)
    return len(_bouts(sure, BOUT)), len(_bouts(any_, BRIEF))


def _bouts(fire: Sequence[Happening], pause: float) -> list[tuple[float, float]]:
    """Return stretches of fire, joined where there is no longer *pause* between them."""
    joined: list[tuple[float, float]] = []
    for one in sorted(fire, key=lambda group: group.start):
        if joined and one.start - joined[-1][1] <= pause:
            joined[-1] = joined[-1][0], max(joined[-1][1], one.end)
        else:
            joined.append((one.start, one.end))
    return joined


def _counted(one: Counted, events: Sequence[Happening]) -> Judged:
    fewest, most = count_of(one.what, events)
    kind = Kind.EXPLOSION if one.what == "explosions" else Kind.GUNFIRE
    there = _spans([event for event in events if event.kind is kind and event.clear])
    least, limit = one.least or 0, most if one.most is None else one.most
    if most == 0:
        return _false(Failure.ABSENT)
    if most < least:
        return _false(Failure.TOO_FEW, there)
    if fewest > limit:
        return _false(Failure.TOO_MANY, there)
    if least <= fewest and most <= limit:
        return _true(there, _spans([event for event in events if event.kind is kind]))
    return _OPEN


def _only_single(events: Sequence[Happening]) -> Judged:
    fire = [one for one in events if one.kind is Kind.GUNFIRE]
    if not fire:
        return _false(Failure.ABSENT)
    rapid = surely(Thing.AUTOMATIC, events)
    if rapid:
        return _false(Failure.MODE, _spans(rapid))
    if all(one.mode == "single" and one.clear for one in fire) and _slow(fire):
        return _true(_spans(fire))
    return _OPEN


def _slow(fire: Sequence[Happening]) -> bool:
    """Say whether no two shots of *fire* come so close that they may be taken for a burst."""
    times = sorted(at for one in fire for at in one.moments)
    return all(b - a >= SINGLY for a, b in pairwise(times))


def _unwarned(one: Unwarned, events: Sequence[Happening]) -> Judged:
    sure = surely(one.thing, events)
    if not sure:
        return _OPEN if perhaps(one.thing, events) else _false(Failure.ABSENT)
    begun = sure[0].start
    voices = [event for event in events if event.kind is Kind.SPEECH]
    heard = [one for one in voices if one.start < begun < one.end + WARNED + STRAY]
    just = [one for one in heard if begun - WARNED < one.start < begun - INSIDE]
    if any(voice.mode == "warning" for voice in just):
        return _false(Failure.PRESENT, _spans(just))
    if begun < INSIDE or heard:
        return _OPEN
    return _true(_spans(sure[:1]), _spans(sure))
