"""Automatic fire made of real single shots with their echoes, set close together.

Conventions
-----------
A burst repeats one recorded shot, with what rang after it, over noise of the same recording; so
its echoes are those of a real place, and its times are exact. It keeps the firing position of its
shot and is reported as re-spaced, never as real.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from witnessmark.evaluation.hearing.clips import Clip, Times
from witnessmark.evaluation.hearing.recorded import labelled, onsets_of, read_sound, test_of

#: Rounds a minute, lowest and highest: the span of cyclic rates that targets are set for.
RATES = (450.0, 1200.0)
#: Rounds a burst, fewest and most.
ROUNDS = (3, 30)
#: Seconds of a shot that are repeated: by then the echoes of these recordings are down in the
#: noise, and the labelled onset is good to less than the lead.
LEAD, TAIL = 0.004, 1.2
#: Seconds of a made clip, and where its first round falls.
LENGTH, FIRST = 10.0, (0.3, 4.0)
#: Relative scatter of the intervals of one weapon, and the range of its rounds' levels.
JITTER, LEVELS = 0.03, (0.8, 1.1)
#: G.711's ceiling, which the recorder of these shots had.
CEILING = 0.980


def respaced(data: Path, *, seed: int = 20, each: int = 2) -> Iterator[Clip]:
    """Yield *each* bursts made of every recorded single shot, drawn from *seed*.

    450 to 1,200 rounds a minute, 3 to 30 rounds. Raises what
    :func:`witnessmark.evaluation.hearing.recorded.real` raises.
    """
    random = np.random.default_rng(seed)
    for row in labelled(data):
        if row["rounds"] != "1":
            continue
        samples, rate = read_sound(data / "gunfire" / row["file"])
        for number in range(each):
            times = _times(random, rate)
            yield Clip(
                name=f"{row['file']} burst {number + 1}",
                origin=row["firing_position"],
                set_name="respaced",
                test_id=test_of(row),
                samples=repeat_shot(samples, rate, float(onsets_of(row)[0]), times, random),
                rate=rate,
                shots=times,
                rounds_per_minute=60 / float(np.median(np.diff(times))),
                distance_m=float(row["distance_m"]),
            )


def _times(random: np.random.Generator, rate: int) -> Times:
    count = int(random.integers(ROUNDS[0], ROUNDS[1] + 1))
    gap = 60 / random.uniform(*RATES)
    gaps = gap * (1 + JITTER * random.standard_normal(count - 1).clip(-2, 2))
    times = random.uniform(*FIRST) + np.concatenate([[0.0], np.cumsum(gaps)])
    return np.asarray(np.round(times[times < LENGTH - 0.2] * rate) / rate)


def repeat_shot(
    samples: NDArray[np.float32],
    rate: int,
    onset: float,
    times: Times,
    random: np.random.Generator,
) -> NDArray[np.float32]:
    """Return :data:`LENGTH` seconds in which the shot at *onset* of *samples* falls at *times*.

    The bed is what was recorded before the shot, turned about at each repeat so that it joins.
    """
    size, lead = round(LENGTH * rate), round(LEAD * rate)
    at = round(onset * rate)
    shot = samples[max(0, at - lead) : at + round(TAIL * rate)].astype(np.float64)
    shot *= np.linspace(1, 0, shot.size) ** 0.5
    shot[:lead] *= np.linspace(0, 1, lead)
    noise = samples[: max(at - round(0.1 * rate), rate // 10)].astype(np.float64)
    there_and_back = np.concatenate([noise, noise[::-1]])
    bed = np.tile(there_and_back, size // there_and_back.size + 1)[:size]
    for time in times:
        first = round(time * rate) - lead
        room = min(shot.size, size - first)
        bed[first : first + room] += shot[:room] * random.uniform(*LEVELS)
    return bed.clip(-CEILING, CEILING).astype(np.float32)
