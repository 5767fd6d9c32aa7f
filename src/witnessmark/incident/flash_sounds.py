"""Flashes seen and bangs heard that belong together, and how far off that puts them.

Conventions
-----------
Light is taken to need no time. A flash falls somewhere between the start and the end of what was
seen; the sound's start is when it was heard. One gun that stays where it is has one delay, so its
flashes and its shots have the same rhythm; a delay under which they fit, and no other does, is
its. Where two delays fit about as well, nothing is said. Distances in metres, times in seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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

#: By how many flashes, and what share of them, the best delay must beat every other.
MARGIN, MARGIN_SHARE = 2, 0.25

#: The bang that belongs to each cause of a flash.
HEARD_AS = {"muzzle_flash": Kind.SHOT, "explosion_flash": Kind.EXPLOSION}

Pair = tuple[Observation, Observation]


@dataclass(frozen=True, slots=True)
class FlashSounds:
    """Flashes of one source with the sounds that followed them, all ``delay`` seconds later.

    ``delay`` and ``distance`` are (least, greatest); they allow for the length of a frame, for
    sound and picture out of step, and for any weather from :data:`COLDEST` to :data:`WARMEST`.
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
        found += _uncontested([fit for fit in fits if fit])
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
) -> tuple[Pair, ...]:
    """Return the pairs of one *source* under the only delay that fits, or none."""
    if len(source) < LEAST:
        return _lonely(source, flashes, sounds)
    tries = {
        round(_at(sound) - _seen(flash), 4)
        for flash in source
        for sound in sounds
        if -LATE <= _at(sound) - _seen(flash) <= LONGEST
    }
    fits = [
        (len(pairs), delay, pairs) for delay in tries if (pairs := _pairs(source, sounds, delay))
    ]
    if not fits:
        return ()
    count, delay, pairs = max(fits, key=lambda fit: (fit[0], -fit[1]))
    width = max(float(one.end - one.start) for one in source) + ONSET
    rivals = [other for other, at, _ in fits if abs(at - delay) > width]
    needed = max(MARGIN, MARGIN_SHARE * len(source))
    enough = count >= max(LEAST, SHARE * len(source))
    return pairs if enough and count - max(rivals, default=0) >= needed else ()


def _lonely(
    source: Sequence[Observation], flashes: Sequence[Observation], sounds: Sequence[Observation]
) -> tuple[Pair, ...]:
    """Return a flash that is the only one with the only sound that can be its, else nothing."""
    if len(source) != 1 or len(flashes) != 1:
        return ()
    heard = [one for one in sounds if -LATE <= _at(one) - _seen(source[0]) <= LONGEST]
    return ((source[0], heard[0]),) if len(heard) == 1 else ()


def _pairs(
    source: Sequence[Observation], sounds: Sequence[Observation], delay: float
) -> tuple[Pair, ...]:
    """Return each flash with the sound nearest to *delay* after it, no sound twice."""
    free = list(sounds)
    pairs = []
    for flash in source:
        reach = float(flash.end - flash.start) / 2 + ONSET
        due = _seen(flash) + delay
        near = min(free, key=lambda one: abs(_at(one) - due), default=None)
        if near is not None and abs(_at(near) - due) <= reach:
            pairs.append((flash, near))
            free.remove(near)
    return tuple(pairs)


def _uncontested(fits: Sequence[tuple[Pair, ...]]) -> list[FlashSounds]:
    claims: dict[str, int] = {}
    for fit in fits:
        for _, sound in fit:
            claims[sound.id] = claims.get(sound.id, 0) + 1
    kept = []
    for fit in fits:
        clear = tuple(pair for pair in fit if claims[pair[1].id] == 1)
        if len(clear) == len(fit) or len(clear) >= LEAST:
            kept.append(_measured(clear))
    return kept


def _measured(pairs: tuple[Pair, ...]) -> FlashSounds:
    least = max(_at(sound) - float(flash.end.seconds) for flash, sound in pairs)
    most = min(_at(sound) - float(flash.start.seconds) for flash, sound in pairs)
    if least > most:
        # Onsets misheard by more than a frame is long leave no delay that suits all.
        least, most = most, least
    least, most = max(0.0, least - ONSET - LATE), max(0.0, most + ONSET + EARLY)
    slow, fast = (AT_ZERO + PER_DEGREE * degrees for degrees in (COLDEST, WARMEST))
    return FlashSounds(
        pairs=pairs,
        delay=(round(least, 4), round(most, 4)),
        distance=(round(least * slow, 1), round(most * fast, 1)),
    )


def _seen(flash: Observation) -> float:
    """Return the middle of the frames that show *flash*."""
    return float(flash.start.seconds + flash.end.seconds) / 2


def _at(sound: Observation) -> float:
    return float(sound.start.seconds)
