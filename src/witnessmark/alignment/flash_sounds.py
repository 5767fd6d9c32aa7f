"""Flashes seen and bangs heard that belong together, and how far off that puts them.

Conventions
-----------
Light is taken to need no time. A flash falls somewhere between the start and the end of what was
seen; the sound's start is when it was heard. One gun that stays where it is has one delay, so its
flashes and its shots have the same rhythm; a delay under which they fit, and no other does, is
its. Where another fits about as well, nothing is said, unless both tie the flashes to the same
bangs: an even train fits shifted by a round as well, and what is said of its delay allows for that.
Distances in metres, times in seconds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from witnessmark.model import Kind, Observation

#: Longest delay that is considered: about two kilometres.
LONGEST = 6.0

#: Speed of sound in dry air, metres a second: 331.3 + 0.606 T, T in degrees Celsius (the usual
#: linear form; within 0.2 % of the ideal-gas law from -20 to 40), and the least and greatest T.
AT_ZERO, PER_DEGREE = 331.3, 0.606
COLDEST, WARMEST = -20.0, 40.0

#: Seconds by which the start of a bang may be misheard.
ONSET = 0.01

#: Seconds by which a recorder may have put its sound too early, or too late, without anyone's
#: noticing (ITU-R BT.1359-1, the thresholds of detectability).
EARLY, LATE = 0.045, 0.125

#: Flashes whose boxes' middles lie within this share of the picture are one gun's.
PLACE = 0.06

#: Least flashes that a rhythm needs, and the least share of a gun's that must be heard.
LEAST, SHARE = 3, 0.7

#: Delays are tried so many seconds apart, far finer than a frame is long.
STEP = 0.002

#: By how many flashes, and what share of them, the best delay must beat every other.
MARGIN, MARGIN_SHARE = 2, 0.25

#: The share of its bangs that a delay which fits about as well must have from the best one's.
SAME = 0.7

#: The bang that belongs to each cause of a flash.
HEARD_AS = {"muzzle_flash": Kind.SHOT, "explosion_flash": Kind.EXPLOSION}

Pair = tuple[Observation, Observation]
Times = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class FlashSounds:
    """Flashes of one source with the sounds that followed them, all ``delay`` seconds later.

    ``delay`` and ``distance`` are (least, greatest); they allow for the length of a frame, for
    sound and picture out of step, and for any weather from :data:`COLDEST` to :data:`WARMEST`.
    Where that is more than the time between two rounds, a flash's own bang may be the neighbour of
    the one it is paired with; both are of the same fire.
    """

    pairs: tuple[Pair, ...]
    delay: tuple[float, float]
    distance: tuple[float, float]


def pair_flashes(observations: Iterable[Observation]) -> tuple[FlashSounds, ...]:
    """Return what of one recording's flashes can be paired with what is heard, and with no other.

    Only flashes with a place and a cause are paired. A sound is given to one source at most: two
    that claim the same sound both lose it, and are left out where too little remains.
    """
    ordered = sorted(observations, key=lambda one: (one.start, one.end, one.id))
    found = []
    for cause, kind in HEARD_AS.items():
        flashes = [
            one
            for one in ordered
            if one.kind is Kind.FLASH
            and one.attributes.get("cause") == cause
            and isinstance(one.attributes.get("box"), list)
        ]
        sounds = [one for one in ordered if one.kind is kind]
        fits = [_fitting(source, flashes, sounds) for source in _sources(flashes)]
        found += _uncontested([ways for ways in fits if ways])
    return tuple(sorted(found, key=lambda one: one.pairs[0][0].start))


def _sources(flashes: Sequence[Observation]) -> list[list[Observation]]:
    """Part *flashes* by their place in the picture, each beside the last one of its source."""
    sources: list[list[Observation]] = []
    for flash in flashes:
        x, y = _middle(flash)
        for source in sources:
            near_x, near_y = _middle(source[-1])
            if max(abs(x - near_x), abs(y - near_y)) <= PLACE:
                source.append(flash)
                break
        else:
            sources.append([flash])
    return sources


def _middle(flash: Observation) -> tuple[float, float]:
    box = flash.attributes["box"]
    assert isinstance(box, list)  # noqa: S101 - pair_flashes takes no other
    left, top, right, bottom = (float(str(edge)) for edge in box)
    return (left + right) / 2, (top + bottom) / 2


def _fitting(
    source: Sequence[Observation], flashes: Sequence[Observation], sounds: Sequence[Observation]
) -> list[tuple[Pair, ...]]:
    """Return the pairs of one *source* under the delay that fits best, then under its like.

    Empty where none fits, or where two fit that tie it to different bangs.
    """
    if len(source) < LEAST:
        return _lonely(source, flashes, sounds)
    lit = np.array([_seen(one) for one in source])
    reach = np.array([float(one.end - one.start) / 2 + ONSET for one in source])
    heard = np.array([_at(one) for one in sounds])
    delays = _delays(lit, heard)
    ways = [_matched(lit, reach, heard, delay) for delay in delays]
    counts = np.array([(way >= 0).sum() for way in ways])
    if not len(ways) or counts.max() < max(LEAST, SHARE * len(source)):
        return []
    best = int(counts.argmax())
    margin = max(MARGIN, MARGIN_SHARE * len(source))
    other = np.abs(delays - delays[best]) > 2 * reach.max()
    like = [ways[n] for n in np.flatnonzero(other & (counts[best] - counts < margin))]
    same = all(np.isin(way[way >= 0], ways[best]).mean() >= SAME for way in like)
    found = [ways[best], *like] if same else []
    return [tuple((source[n], sounds[m]) for n, m in enumerate(way) if m >= 0) for way in found]


def _delays(lit: Times, heard: Times) -> Times:
    """Return the delays to try: of every bang after every flash, to a :data:`STEP`."""
    apart = (heard[None, :] - lit[:, None]).ravel()
    return np.unique(np.round(apart[(apart >= -LATE) & (apart <= LONGEST)] / STEP)) * STEP


def _matched(lit: Times, reach: Times, heard: Times, delay: float) -> NDArray[np.intp]:
    """Return for each flash the number of the bang nearest to *delay* after it, -1 where none is.

    A bang goes to the flash that it suits best.
    """
    due = lit + delay
    last = len(heard) - 1
    after = np.searchsorted(heard, due).clip(min(1, last), last)
    before = (after - 1).clip(0)
    nearest = np.where(np.abs(heard[after] - due) < np.abs(heard[before] - due), after, before)
    off = np.abs(heard[nearest] - due)
    found = np.full(len(lit), -1, np.intp)
    fits = np.flatnonzero(off <= reach)
    fits = fits[np.argsort(off[fits], kind="stable")]
    _, first = np.unique(nearest[fits], return_index=True)
    found[fits[first]] = nearest[fits[first]]
    return found


def _lonely(
    source: Sequence[Observation], flashes: Sequence[Observation], sounds: Sequence[Observation]
) -> list[tuple[Pair, ...]]:
    """Return a flash that is the only one with the only sound that can be its, else nothing."""
    if len(source) != 1 or len(flashes) != 1:
        return []
    heard = [one for one in sounds if -LATE <= _at(one) - _seen(source[0]) <= LONGEST]
    return [((source[0], heard[0]),)] if len(heard) == 1 else []


def _uncontested(fits: Sequence[Sequence[tuple[Pair, ...]]]) -> list[FlashSounds]:
    claims = Counter(sound.id for best, *_ in fits for _, sound in best)
    kept = []
    for best, *like in fits:
        clear = tuple(pair for pair in best if claims[pair[1].id] == 1)
        if len(clear) == len(best) or len(clear) >= LEAST:
            kept.append(_measured(clear, like))
    return kept


def _measured(pairs: tuple[Pair, ...], like: Sequence[tuple[Pair, ...]]) -> FlashSounds:
    bounds = [_bounds(way) for way in (pairs, *like)]
    least = max(0.0, min(low for low, _ in bounds) - ONSET - LATE)
    most = max(0.0, max(high for _, high in bounds) + ONSET + EARLY)
    slow, fast = (AT_ZERO + PER_DEGREE * degrees for degrees in (COLDEST, WARMEST))
    return FlashSounds(
        pairs=pairs,
        delay=(round(least, 4), round(most, 4)),
        distance=(round(least * slow, 1), round(most * fast, 1)),
    )


def _bounds(pairs: Sequence[Pair]) -> tuple[float, float]:
    """Return the least and the greatest delay under which *pairs* belong together."""
    least = max(_at(sound) - float(flash.end.seconds) for flash, sound in pairs)
    most = min(_at(sound) - float(flash.start.seconds) for flash, sound in pairs)
    # Onsets misheard by more than a frame is long leave no delay that suits all.
    return min(least, most), max(least, most)


def _seen(flash: Observation) -> float:
    """Return the middle of the frames that show *flash*."""
    return float(flash.start.seconds + flash.end.seconds) / 2


def _at(sound: Observation) -> float:
    return float(sound.start.seconds)
