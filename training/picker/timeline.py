"""Everyday recordings laid out in clips of 9 to 20 seconds: singly, in rhythm, in patterns, spoken.

Conventions
-----------
A take is one recording at 12 kHz with the stem that its takes share: every footstep on gravel is
of one stem, every stem of one drum kit is of one group. The rates of repetition are chosen to
cover what hands, feet and tools do, and drum rolls, which are as fast as automatic fire.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from mixing import drawn, echoed
from numpy.typing import NDArray

from witnessmark.perception.sound.resampling import PICKER_RATE as RATE

Sound = NDArray[np.float32]
Key = TypeVar("Key")
#: Shortest and longest clip, in seconds.
SHORTEST, LONGEST = 9.0, 20.0
#: A take from here on, in seconds, is heard as it is; a shorter one is laid on a timeline.
LONG = 7.0
#: Repetitions a second: steps, tools and typing; and with drums, rolls.
RATES, ROLLS = (0.5, 8.0), (8.0, 15.0)


@dataclass(frozen=True)
class Take:
    """One recording: what it belongs to, what it is one take of, mono float32 at 12 kHz."""

    group: str
    stem: str
    sound: Sound


@dataclass(frozen=True)
class Laid:
    """A clip laid out: how, from what, and its sound."""

    name: str
    sound: Sound


def lay_out(takes: Sequence[Take], kind: str, random: np.random.Generator) -> Iterator[Laid]:
    """Yield clips of *takes*, which are of one package and *kind*, in no order of worth."""
    short = [take for take in takes if take.sound.size < LONG * RATE]
    for take in takes:
        if take.sound.size >= LONG * RATE:
            yield from pieces(take, random)
    groups = _by(short, lambda take: take.group)
    if kind == "speech":
        few = [name for name, voices in groups.items() if _seconds(voices) < SHORTEST]
        groups["several"] = [voice for name in few for voice in groups.pop(name)]
        for name, voices in groups.items():
            yield from spoken(name, voices, random)
        return
    for name, members in groups.items():
        for number in range(max(1, round((_seconds(members) + len(members)) / 12))):
            yield Laid(f"{name} singly {number}", _finished(singly(members, random), random))
        if kind == "drums":
            for number in range(max(1, len(members) // 4)):
                yield Laid(f"{name} pattern {number}", _finished(pattern(members, random), random))
    for (group, stem), members in _by(short, lambda take: (take.group, take.stem)).items():
        if min(take.sound.size for take in members) > 2.5 * RATE:
            continue
        for number in range(1 + min(11, len(members) // 2)):
            rates = ROLLS if kind == "drums" and random.random() < 0.35 else RATES
            sound = rhythm(members, random, rates, 0.1 if kind == "drums" else 0.6)
            yield Laid(f"{group}/{stem} rhythm {number}", _finished(sound, random))


def pieces(take: Take, random: np.random.Generator) -> Iterator[Laid]:
    """Yield *take* cut into pieces as they are; one of 7 to 9 s stands in quiet."""
    at, number = 0, 0
    while take.sound.size - at >= LONG * RATE:
        size = round(random.uniform(SHORTEST, LONGEST) * RATE)
        piece = take.sound[at : at + size]
        if piece.size < SHORTEST * RATE:
            bed = np.zeros(round(SHORTEST * RATE), np.float32)
            bed[: piece.size] = piece
            piece = bed
        yield Laid(f"{take.group}/{take.stem} piece {number}", _finished(piece, random, 0.1))
        at, number = at + size, number + 1


def spoken(name: str, voices: Sequence[Take], random: np.random.Generator) -> Iterator[Laid]:
    """Yield clips of one voice or folder of voices, said one after the other with pauses."""
    order = [voices[int(place)] for place in random.permutation(len(voices))]
    number = 0
    while order:
        bed, at = _bed(random), random.uniform(0.0, 1.0)
        gain = _gain(random, 6)
        while order and at * RATE < bed.size - RATE // 4:
            take = order.pop()
            _add(bed, take.sound, at, gain)
            at += take.sound.size / RATE + random.choice([0.15, 0.3, 0.6, 1.2]) * random.random()
        yield Laid(f"{name} spoken {number}", _finished(bed, random))
        number += 1


def singly(takes: Sequence[Take], random: np.random.Generator) -> Sound:
    """Return takes of any stem, each after the other has rung out, or nearly."""
    bed, at = _bed(random), random.uniform(0.1, 1.5)
    while at * RATE < bed.size - RATE // 4:
        take = drawn(random, takes)
        _add(bed, take.sound, at, _gain(random, 10))
        at += 0.8 * take.sound.size / RATE + float(np.exp(random.uniform(np.log(0.15), np.log(3))))
    return bed


def rhythm(
    takes: Sequence[Take], random: np.random.Generator, rates: tuple[float, float], overlap: float
) -> Sound:
    """Return one stem repeated in time with the jitter of a hand, in one or more bouts.

    A take is not struck again before the share *overlap* of it is over.
    """
    bed, at = _bed(random), random.uniform(0.1, 2.0)
    gap = 1 / float(np.exp(random.uniform(np.log(rates[0]), np.log(rates[1]))))
    gap = max(gap, overlap * float(np.median([take.sound.size for take in takes])) / RATE)
    jitter = random.choice([0.01, 0.04, 0.12])
    loud, spread = _gain(random, 6), random.choice([1.0, 3.0, 6.0])
    bout = int(random.integers(4, 40))
    while at * RATE < bed.size - RATE // 8:
        _add(bed, drawn(random, takes).sound, at, loud * _gain(random, spread))
        at += gap * max(0.3, 1 + jitter * random.standard_normal())
        bout -= 1
        if bout == 0:
            at, bout = at + random.uniform(0.5, 2.5), int(random.integers(3, 40))
    return bed


def pattern(kit: Sequence[Take], random: np.random.Generator) -> Sound:
    """Return a beat of a few stems of one *kit*: a bar of sixteen steps, varied as it goes."""
    bed = _bed(random)
    stems = list(_by(kit, lambda take: take.stem).values())
    chosen = [drawn(random, stems) for _ in range(int(random.integers(2, 6)))]
    step = 60 / random.uniform(70, 190) / 4
    bars = random.random((len(chosen), 16)) < random.uniform(0.1, 0.5, (len(chosen), 1))
    at, count = random.uniform(0.0, 0.5), 0
    while at * RATE < bed.size - RATE // 8:
        for takes, bar in zip(chosen, bars, strict=True):
            if bar[count % 16] != (random.random() < 0.05):
                late = abs(0.004 * random.standard_normal())
                _add(bed, drawn(random, takes).sound, at + late, _gain(random, 4))
        at, count = at + step, count + 1
    return bed


def _bed(random: np.random.Generator) -> Sound:
    return np.zeros(round(random.uniform(SHORTEST, LONGEST) * RATE), np.float32)


def _seconds(takes: Sequence[Take]) -> float:
    return sum(take.sound.size for take in takes) / RATE


def _gain(random: np.random.Generator, spread: float) -> float:
    return float(10 ** (random.uniform(-spread, spread) / 20))


def _add(bed: Sound, sound: Sound, at: float, gain: float) -> None:
    first = round(at * RATE)
    room = min(sound.size, bed.size - first)
    if room > 0:
        bed[first : first + room] += np.float32(gain) * sound[:room]


def _finished(sound: Sound, random: np.random.Generator, echo: float = 0.25) -> Sound:
    """Give *sound* a place, a level and the noise that is under every recording."""
    if random.random() < echo:
        sound = echoed(sound, random)
    peak = float(np.abs(sound).max()) + 1e-9
    sound = sound * np.float32(10 ** (random.uniform(-16, -0.5) / 20) / peak)
    if random.random() < 0.7:
        noise = random.standard_normal(sound.size).astype(np.float32)
        tilt = np.float32(random.uniform(0, 0.95))
        noise[1:] += tilt * noise[:-1]
        sound = sound + np.float32(10 ** (random.uniform(-90, -50) / 20)) * noise
    return np.clip(sound, -1, 1).astype(np.float32)


def _by(takes: Sequence[Take], key: Callable[[Take], Key]) -> dict[Key, list[Take]]:
    found: dict[Key, list[Take]] = {}
    for take in takes:
        found.setdefault(key(take), []).append(take)
    return found
