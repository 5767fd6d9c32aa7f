"""Which supersonic crack belongs to which muzzle blast.

Conventions
-----------
Seconds on the recording's clock, ascending. A bullet's crack comes before the blast of the same
shot, and from one place to one microphone the lead is nearly the same from round to round (Maher
2007, IEEE SAFE, on telling the two apart). Every crack and every blast of a stretch vote for the
lead between them; the lead that explains them best is a gun, and what it explains is paired, each
crack and each blast once. What is left votes again, for the next gun.

A lead stands only where no rival is nearly as likely. In automatic fire the true lead plus or minus
the interval of the rounds has nearly as many votes, and where many cracks or blasts are missed even
more: what tells the two apart is how closely the leads agree and whether anything is left over.
Where that does not suffice the pairing is open, and none is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import lgamma, log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from witnessmark.perception.sound.neighbours import within

#: The leads that are believed, in seconds: that of a bullet that passes near the muzzle, and that
#: of a rifle beyond a kilometre.
SHORTEST, LONGEST = 0.01, 2.5
#: Leads of one gun in one stretch lie within this of their median, in seconds, and are scattered
#: around it by :data:`SCATTER`, onset errors included.
SAME, SCATTER = 0.004, 0.0016
#: A stretch of events that is longer than this, in seconds, is cut at its widest pause, the first
#: of several, so that a lead that changes slowly is one lead within each.
STRETCH = 12.0
#: Log odds by which a lead must beat each rival.
MARGIN = 4.0
#: Leads compared in one stretch, the most voted ones; and guns looked for in it.
_RIVALS, _GUNS = 40, 4
#: Leads that can be told apart between the shortest and the longest.
_LEADS = (LONGEST - SHORTEST) / (2 * SAME)
#: The longest lead of one crack and one blast with nothing near them, in seconds: none else votes.
ALONE = 1.0

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Vote:
    """A lead in seconds, and the cracks and blasts that it pairs, shapes (n,).

    ``fit`` is how much likelier their leads are as those of one gun than as those of chance.
    """

    lead: float
    cracks: Ints
    blasts: Ints
    fit: float


def pair_cracks(cracks: Sequence[float], blasts: Sequence[float]) -> list[float | None]:
    """Return for each of *blasts* the seconds since its crack, None where it has none or many."""
    own = cracks_of(cracks, blasts)
    return [
        None if crack is None else blast - cracks[crack]
        for blast, crack in zip(blasts, own, strict=True)
    ]


def cracks_of(cracks: Sequence[float], blasts: Sequence[float]) -> list[int | None]:
    """Return for each of *blasts* the index of its crack, None where it has none or many."""
    heard, fired = np.asarray(cracks, float), np.asarray(blasts, float)
    own: list[int | None] = [None] * len(fired)
    for start, stop in _stretches(np.sort(np.concatenate([heard, fired]))):
        first, last = np.searchsorted(heard, [start, stop], side="left")
        begin, end = np.searchsorted(fired, [start, stop], side="left")
        for crack, blast in _pairs(heard[first:last], fired[begin:end]):
            own[begin + blast] = int(first) + crack
    return own


def _stretches(events: Floats) -> list[tuple[float, float]]:
    """Return half-open stretches that no pair reaches across, the long ones cut as said above."""
    waiting = np.split(events, np.flatnonzero(np.diff(events) > LONGEST) + 1) if len(events) else []
    waiting.reverse()
    found: list[tuple[float, float]] = []
    while waiting:
        part = waiting.pop()
        if part[-1] - part[0] <= STRETCH:
            found.append((float(part[0]), float(np.nextafter(part[-1], np.inf))))
        else:
            widest = int(np.argmax(np.diff(part))) + 1
            waiting += [part[widest:], part[:widest]]
    return found


def _pairs(cracks: Floats, blasts: Floats) -> list[tuple[int, int]]:
    """Return index pairs of crack and blast in one stretch, gun by gun until one is open."""
    if len(cracks) == len(blasts) == 1:
        return [(0, 0)] if SHORTEST <= blasts[0] - cracks[0] <= ALONE else []
    left, free = np.arange(len(cracks)), np.arange(len(blasts))
    found: list[tuple[int, int]] = []
    for _ in range(_GUNS):
        gun = _gun(cracks[left], blasts[free])
        if gun is None:
            break
        found += zip(left[gun.cracks].tolist(), free[gun.blasts].tolist(), strict=True)
        left, free = np.delete(left, gun.cracks), np.delete(free, gun.blasts)
    return found


def _gun(cracks: Floats, blasts: Floats) -> _Vote | None:
    """Return the likeliest lead with what it pairs; None where there is none, or a rival."""
    gaps = (blasts[:, None] - cracks).ravel()
    gaps = np.sort(gaps[(gaps >= SHORTEST) & (gaps <= LONGEST)])
    if not len(gaps):
        return None
    votes = [_vote(lead, cracks, blasts) for lead in _peaks(gaps)]
    chance = len(gaps) * 2 * SAME / (LONGEST - SHORTEST)
    best = max(votes, key=lambda vote: _rarity(vote, chance))
    if len(best.cracks) < 2 or _rarity(best, chance) < log(_LEADS) + MARGIN:
        return None
    if any(
        _odds(best, rival, cracks, blasts, chance) < MARGIN for rival in votes if rival is not best
    ):
        return None
    return best


def _rarity(vote: _Vote, chance: float) -> float:
    """Return the log odds against so many votes, so alike, where *chance* are to be expected."""
    votes = len(vote.cracks)
    return vote.fit + lgamma(votes + 1) + chance - votes * log(chance)


def _peaks(gaps: Floats) -> list[float]:
    """Return the leads with the most votes, no two of which share one."""
    first, last = within(gaps, SAME)
    found: list[float] = []
    for at in np.argsort(first - last, kind="stable"):
        if all(abs(gaps[at] - lead) > 2 * SAME for lead in found):
            found.append(float(gaps[at]))
        if len(found) == _RIVALS:
            break
    return found


def _vote(lead: float, cracks: Floats, blasts: Floats) -> _Vote:
    """Return what *lead* pairs: each crack with the blast nearest to where it should be."""
    for _ in range(2):
        expected = cracks + lead
        after = np.clip(np.searchsorted(blasts, expected), 1, max(len(blasts) - 1, 1))
        after = np.minimum(after, len(blasts) - 1)
        before = np.maximum(after - 1, 0)
        nearer = np.abs(blasts[before] - expected) <= np.abs(blasts[after] - expected)
        nearest = np.where(nearer, before, after)
        off = blasts[nearest] - expected
        chosen = np.flatnonzero(np.abs(off) <= SAME)
        chosen = chosen[np.unique(nearest[chosen], return_index=True)[1]]
        lead += float(np.median(off[chosen])) if len(chosen) else 0.0
    rest = (blasts[nearest[chosen]] - cracks[chosen] - lead) / SCATTER
    alike = log(2 * SAME / SCATTER) - 0.5 * log(2 * np.pi)
    return _Vote(lead, chosen, nearest[chosen], float(np.sum(alike - 0.5 * rest**2)))


def _odds(best: _Vote, rival: _Vote, cracks: Floats, blasts: Floats, chance: float) -> float:
    """Return the log odds of *best* against *rival*; infinite where both can be guns."""
    taken = np.isin(rival.cracks, best.cracks) | np.isin(rival.blasts, best.blasts)
    apart = int(np.sum(~taken))
    if not taken.any() or (apart >= 2 and 2 * apart >= len(taken)):
        return float("inf")
    shift = abs(best.lead - rival.lead)
    # Rounds so far apart make the wrong lead agree as often as both ends of them are heard.
    alias = chance + (_echoing(cracks, shift) * _echoing(blasts, shift)) ** 0.5
    many, few = len(best.cracks), len(rival.cracks)
    # Either lead is that of a gun, and its votes as many as they are; the other's come by chance.
    by_chance = (few - many) * log(alias) + lgamma(many + 1) - lgamma(few + 1)
    # Before anything is heard, leads are as likely on every scale (Jeffreys 1946).
    before = log(rival.lead / best.lead)
    return by_chance + best.fit - rival.fit + _wholeness(best, rival) + before


def _echoing(times: Floats, shift: float) -> int:
    """Return how many of *times* have another one *shift* seconds later."""
    first = np.searchsorted(times, times + shift - SAME)
    last = np.searchsorted(times, times + shift + SAME, side="right")
    return int(np.sum(last > first))


def _wholeness(best: _Vote, rival: _Vote) -> float:
    """Return the log odds for *best* of what either leaves unpaired of what the other pairs.

    Whatever share is missed is as likely as any other (flat prior).
    """
    odds = 0.0
    for own, others in ((best.cracks, rival.cracks), (best.blasts, rival.blasts)):
        union = len(np.union1d(own, others))
        odds += lgamma(len(own) + 1) + lgamma(union - len(own) + 1)
        odds -= lgamma(len(others) + 1) + lgamma(union - len(others) + 1)
    return odds
