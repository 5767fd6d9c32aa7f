"""What the picker learns from: real gunfire, rendered scenes and bursts, and what is no gunfire.

Conventions
-----------
A clip is mono float32 at 12 kHz with the onsets of each cause in seconds. ``origin`` is what splits
are made by: the firing position of a real recording, the turn that an everyday clip, a package, a
kind of sound or the place of a scene is dealt to; "any" is in every turn, "fresh" in none. ``open``
are spans whose truth nobody knows (a blast under the noise), in seconds: nothing is learnt from
them.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from witnessmark.evaluation.hearing import recorded
from witnessmark.evaluation.hearing.recorded import POSITIONS
from witnessmark.perception.sound.resampling import PICKER_RATE as RATE
from witnessmark.rendering import random_scenario, synthesise_sound
from witnessmark.rendering.everyday import BACKGROUNDS, KINDS, make
from witnessmark.rendering.incidents import FAMILIES, draw_coding, draw_incident
from witnessmark.rendering.recording_chain import Resampled, Step, apply, random_chain
from witnessmark.rendering.scenario import Scenario
from witnessmark.rendering.sound_scenes import (
    CRACK_PLACES,
    PLACES,
    audible,
    crack_pair,
    firing,
    sound_scene,
)

#: A rendered blast at less than this many dB above what surrounds it teaches nothing.
LEAST_SNR = 3.0
#: Seconds between two rounds up to which fire is fast: 270 a minute and more.
FAST = 0.22
#: Families of incidents, in the order in which their films are numbered.
FILM_FAMILIES = tuple(sorted(FAMILIES))
#: Places, rounds a minute, rounds and metres of bursts of automatic fire.
BURST_PLACES = ("open", "street", "valley", "forest", "urban_canyon")
RATES, ROUNDS, DISTANCES = (430.0, 1250.0), (3, 40), (8.0, 900.0)


@dataclass(frozen=True)
class Clip:
    """One sound with what is true of it."""

    origin: str
    family: str
    name: str
    sound: NDArray[np.float32]
    blasts: tuple[float, ...] = ()
    cracks: tuple[float, ...] = ()
    explosions: tuple[float, ...] = ()
    open: tuple[tuple[float, float], ...] = ()
    variants: list[NDArray[np.float16]] = field(default_factory=list)


def real(data: Path) -> Iterator[Clip]:
    """Yield every fully labelled recording of `gunfire/`."""
    for clip in recorded.real(data):
        onsets = tuple(clip.shots.tolist())
        yield Clip(clip.origin, "real", clip.name, resampled(clip.samples, clip.rate), onsets)


def everyday(data: Path) -> Iterator[Clip]:
    """Yield the real everyday clips, dealt to the turns as evaluation deals them."""
    for clip in recorded.negatives(data):
        yield Clip(clip.origin, "everyday", clip.name, resampled(clip.samples, clip.rate))


def resampled(sound: NDArray[np.float32], rate: int, to: int = RATE) -> NDArray[np.float32]:
    """Return *sound* of *rate* at the rate *to*: the picker's own, where nothing is said."""
    return apply(sound, rate, [Resampled(to)], 0)[0]


def rendered(seed: int, number: int) -> Clip:
    """Return one of the scenes that only training uses: their seeds begin at 1,000,000.

    A quarter are scenes of cracks: a crack is rarer than a blast and as hard to learn.
    """
    kind = number % (len(PLACES) + 4)
    if kind < len(PLACES):
        scene, origin = sound_scene(PLACES[kind], seed), POSITIONS[kind % 4]
    elif kind == len(PLACES):
        scene, origin = random_scenario(seed), "any"
    else:
        scene, origin = crack_pair(seed), "any"
    return _heard(scene, origin)


def _heard(
    scene: Scenario, origin: str, family: str = "rendered", coding: Sequence[Step] | None = None
) -> Clip:
    """Return what is heard of *scene*: through *coding* where it is given, else with a variant."""
    sound, rate, fronts = synthesise_sound(scene)
    direct = [front for front in fronts if front.direct]
    onsets: dict[str, list[float]] = {"blast": [], "crack": [], "explosion": []}
    unsure = []
    for front, snr in zip(direct, audible(scene, fronts, sound), strict=True):
        if not 0 <= front.time < scene.duration:
            continue
        if snr < LEAST_SNR:
            unsure.append((front.time - 0.02, front.time + 0.06))
        if snr >= LEAST_SNR - 6:
            onsets[front.kind].append(float(front.time))
    clip = Clip(
        origin,
        family,
        scene.id,
        resampled(sound, rate),
        tuple(sorted(onsets["blast"])),
        tuple(sorted(onsets["crack"])),
        tuple(sorted(onsets["explosion"])),
        tuple(unsure),
    )
    if coding is None:
        return with_variants(clip, sound, rate, 1, scene.seed)
    return replace(clip, sound=resampled(*apply(sound, rate, coding, scene.seed)))


def automatic(seed: int, number: int) -> Clip:
    """Return one burst of automatic fire; every turn has heard some of every place."""
    place = BURST_PLACES[number % len(BURST_PLACES)]
    turn = POSITIONS[number // len(BURST_PLACES) % 4]
    return _heard(_burst(place, seed), turn, "automatic")


def _burst(place: str, seed: int) -> Scenario:
    random = np.random.default_rng([seed, 0xB0_57])
    distance = float(np.exp(random.uniform(*np.log(DISTANCES))))
    rate, rounds = float(random.uniform(*RATES)), int(random.integers(*ROUNDS))
    return firing(place, seed, "automatic", rate, rounds, distance)


def fresh(number: int) -> Clip:
    """Return a scene with cracks, explosions or fast fire of a seed that no network met."""
    seed = 3_000_000 + number
    kind = number // len(POSITIONS) % 3
    if kind == 0:
        return _heard(random_scenario(seed), "fresh")
    if kind == 1:
        return _heard(crack_pair(seed), "fresh")
    return _heard(_burst(BURST_PLACES[number % len(BURST_PLACES)], seed), "fresh", "automatic")


def film(number: int) -> Clip:
    """Return the sound of an invented incident as its film hands it on: no network is taught on it.

    Seeds begin at 4,000,000; those that weighing is measured on lie elsewhere.
    """
    family = FILM_FAMILIES[number % len(FILM_FAMILIES)]
    seed = 4_000_000 + number // len(FILM_FAMILIES)
    scene = draw_incident(family, seed)
    return _heard(scene, "fresh", "incident", draw_coding(family, seed))


def made(seed: int, number: int) -> Clip:
    """Return a made everyday sound; a kind is left out of one turn."""
    kinds = KINDS + BACKGROUNDS
    kind = kinds[number % len(kinds)]
    sound = make(kind, seed, 9.0, 24_000)
    origin = POSITIONS[number % len(kinds) % 4]
    clip = Clip(origin, "made", f"{kind} {seed}", resampled(sound, 24_000))
    return with_variants(clip, sound, 24_000, 1, seed)


def with_variants(clip: Clip, sound: NDArray[np.float32], rate: int, count: int, seed: int) -> Clip:
    """Add what recorders and platforms would have made of *sound*, at 12 kHz."""
    for number in range(count):
        random = np.random.default_rng([seed, number, 0xC4A1])
        spoilt, then = apply(sound, rate, random_chain(random), seed + number)
        back = resampled(spoilt, then)
        size = clip.sound.size
        kept = np.zeros(size, np.float16)
        kept[: min(size, back.size)] = back[:size]
        clip.variants.append(kept)
    return clip


def _job(job: tuple[str, int, int]) -> Clip:
    maker, seed, number = job
    makers: dict[str, Callable[[int, int], Clip]] = {
        "rendered": rendered,
        "automatic": automatic,
        "made": made,
    }
    return makers[maker](seed, number)


@dataclass(frozen=True)
class Numbers:
    """How many clips are made: scenes, bursts of automatic fire, everyday sounds."""

    scenes: int = 840
    bursts: int = 560
    sounds: int = 1053


def build(data: Path, ordinary: Path, numbers: Numbers, seed: int, workers: int) -> list[Clip]:
    """Return the whole bank, with the recordings that ordinary.py left at *ordinary*.

    The same numbers and recordings give the same bank.
    """
    clips = [*real(data), *everyday(data)]
    for number, clip in enumerate(clips):
        with_variants(clip, clip.sound, RATE, 3, seed + number)
    jobs = [("rendered", 1_000_000 + seed + n, n) for n in range(numbers.scenes)]
    jobs += [("automatic", 1_500_000 + seed + n, n) for n in range(numbers.bursts)]
    jobs += [("made", 2_000_000 + seed + n, n) for n in range(numbers.sounds)]
    with ProcessPoolExecutor(workers) as pool:
        clips += pool.map(_job, jobs, chunksize=8)
    return clips + pickle.loads(ordinary.read_bytes())  # noqa: S301 - our own


def trained_on(left_out: str) -> list[str]:
    """Return every origin that the model without *left_out* was trained on.

    Every turn hears scenes of cracks and bursts, and those play in any place outdoors: of the
    places that a turn leaves out, only those indoors are new to it.
    """
    kinds = KINDS + BACKGROUNDS
    outdoors = [(name, "") for name in CRACK_PLACES]
    dealt = [(name, POSITIONS[number % 4]) for number, name in enumerate(PLACES)]
    dealt += [(name, POSITIONS[number % len(kinds) % 4]) for number, name in enumerate(kinds)]
    dealt += [(name, name) for name in POSITIONS]
    return sorted({name for name, turn in [*dealt, *outdoors] if turn != left_out})
