"""What the attribution of sudden sounds is fitted on: real shots, real bursts re-spaced, scenes.

Conventions
-----------
An example is one recording: its features' candidates, their cues, and for each candidate its
cause (an index into CAUSES) or -1 where the truth is open. ``origin`` is what splits are made by:
the firing position, or the seed of a rendered scene; recordings of one origin are never on both
sides of a split.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from witnessmark.clock import Instant, TimeBase
from witnessmark.perception.sound.attribution import CAUSES
from witnessmark.perception.sound.candidates import find_candidates, measure_cues
from witnessmark.perception.sound.features import reduce_sound
from witnessmark.rendering import random_scenario, synthesise_sound

#: A candidate is the shot when no other is nearer and it is within so many seconds.
MATCH = 0.010
#: One further off than MATCH but within this is the same sound's edge: its cause stays open.
OPEN = 0.030
NOTHING = np.zeros(0)
OTHER, SHOT, EXPLOSION, CRACK = map(CAUSES.index, ("other", "shot", "explosion", "crack"))


@dataclass(frozen=True, slots=True)
class Example:
    """One recording's candidates: seconds, cues and causes, and the onsets that are true."""

    origin: str
    set_name: str
    seconds: NDArray[np.float64]
    cues: NDArray[np.float64]
    causes: NDArray[np.int64]
    shots: NDArray[np.float64]
    explosions: NDArray[np.float64]
    length: float


@dataclass(frozen=True, slots=True)
class Block:
    """All samples of a recording as one block."""

    start: Instant
    rate: int
    samples: NDArray[np.float32]


def example(
    samples: NDArray[np.float32],
    rate: int,
    origin: str,
    set_name: str,
    shots: NDArray[np.float64],
    explosions: NDArray[np.float64],
    cracks: NDArray[np.float64] = NOTHING,
) -> Example:
    """Measure the candidates of mono *samples* and name their causes by the true onsets."""
    (features,) = reduce_sound([Block(TimeBase(1, rate).at(0), rate, samples[:, None])])
    frames = find_candidates(features)
    seconds = np.array([float(features.seconds(int(frame))) for frame in frames])
    causes = np.full(frames.size, OTHER)
    truths = ((shots, SHOT), (explosions, EXPLOSION), (cracks, CRACK))
    for onsets, _ in truths:
        for onset in onsets:
            causes[np.abs(seconds - onset) <= OPEN] = -1
    for onsets, cause in reversed(truths):
        for onset in onsets:
            gaps = np.abs(seconds - onset)
            if gaps.min(initial=np.inf) <= MATCH:
                causes[gaps.argmin()] = cause
    cues = measure_cues(features, frames)
    return Example(origin, set_name, seconds, cues, causes, shots, explosions, samples.size / rate)


def read_sound(path: Path) -> tuple[NDArray[np.float32], int]:
    """Return mono float32 samples and the rate; our own files, so decoded in this process."""
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        resampler = av.AudioResampler(format="flt", layout="mono", rate=stream.rate)
        frames = [out for frame in container.decode(stream) for out in resampler.resample(frame)]
        frames += resampler.resample(None)
        return np.concatenate([frame.to_ndarray()[0] for frame in frames]), stream.rate


def real(data: Path) -> Iterator[Example]:
    """Yield every fully labelled recording of `gunfire/`."""
    for row in labelled(data):
        samples, rate = read_sound(data / "gunfire" / row["file"])
        onsets = np.array([float(onset) for onset in row["onsets_s"].split(";")])
        yield example(samples, rate, row["firing_position"], "real", onsets, np.zeros(0))


def labelled(data: Path) -> list[dict[str, str]]:
    """Return the rows of `gunfire/labels.csv` that are scored."""
    with (data / "gunfire" / "labels.csv").open(newline="") as table:
        return [row for row in csv.DictReader(table) if row["label"] == "ok"]


def negatives(data: Path) -> Iterator[Example]:
    """Yield the everyday recordings, each dealt to one firing position's turn by its place."""
    with (data / "negatives" / "labels.csv").open(newline="") as table:
        rows = list(csv.DictReader(table))
    for number, row in enumerate(rows):
        samples, rate = read_sound(data / "negatives" / row["file"])
        none = np.zeros(0)
        yield example(samples, rate, f"FP{number % 4 + 1}", "everyday", none, none)


def respaced(data: Path, seed: int = 20) -> Iterator[Example]:
    """Yield automatic fire made of real single shots with their echoes, set close together.

    Bursts of 3 to 25 rounds at 450 to 1,200 a minute, with 3 % jitter, over the recording's own
    noise; a burst keeps to one firing position. Marked as rendered wherever it is reported.
    """
    generator = np.random.default_rng(seed)
    for row in labelled(data):
        if row["rounds"] != "1":
            continue
        samples, rate = read_sound(data / "gunfire" / row["file"])
        onset = float(row["onsets_s"])
        shot = samples[int((onset - 0.004) * rate) : int((onset + 1.2) * rate)].copy()
        shot *= np.linspace(1, 0, shot.size) ** 0.5
        noise = samples[: int((onset - 0.1) * rate)]
        bed = np.tile(noise, 10 * rate // max(noise.size, 1) + 1)[: 10 * rate].copy()
        count = int(generator.integers(3, 26))
        gap = 60 / generator.uniform(450, 1200)
        times = 1.5 + np.cumsum(gap * (1 + 0.03 * generator.standard_normal(count)))
        times = np.round(times[times < 8.5] * rate) / rate
        for time in times:
            at = round((time - 0.004) * rate)
            room = min(shot.size, bed.size - at)
            bed[at : at + room] += shot[:room] * generator.uniform(0.8, 1.1)
        bed = np.clip(bed, -0.98, 0.98)
        yield example(bed, rate, row["firing_position"], "respaced", times, np.zeros(0))


def rendered(seeds: range) -> Iterator[Example]:
    """Yield the sound of random scenarios: blasts, explosions and cracks by name, echoes other."""
    for seed in seeds:
        samples, rate, fronts = synthesise_sound(random_scenario(seed))
        length = samples.size / rate
        direct = [front for front in fronts if front.direct and front.time < length]
        shots = np.array([front.time for front in direct if front.kind == "blast"])
        explosions = np.array([front.time for front in direct if front.kind == "explosion"])
        cracks = np.array([front.time for front in direct if front.kind == "crack"])
        yield example(samples, rate, f"seed{seed}", "rendered", shots, explosions, cracks)
