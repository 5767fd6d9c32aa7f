"""Rendered scenes to be heard: bursts of known rate, every kind of place, cracks, near and far.

Conventions
-----------
Everything follows from the first seed and the thinning. A blast less than :data:`LEAST_SNR` dB
above what stands just before it is ignored: it is neither asked for nor, if heard, false. A burst
is asked for whole where its first round stands out of the noise, because the rounds after it are
hidden by the burst itself, which is what is being tested.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from witnessmark.evaluation.hearing.clips import MADE, Clip, Times
from witnessmark.rendering import Scenario, sound_scenes, synthesise_sound
from witnessmark.rendering.arrivals import Arrival
from witnessmark.rendering.recording_chain import Gain, GainControlled, Step, apply
from witnessmark.rendering.sound_scenes import PLACES, audible, crack_pair, firing, sound_scene

#: Least level over what stands just before it, in dB, at which a blast is asked for.
LEAST_SNR = 6.0
#: How many scenes a full run takes: bursts, scenes of each place, crack scenes, near or far ones.
BURSTS, EACH_PLACE, CRACKS, NEAR_FAR = 240, 30, 240, 200
#: Rounds a minute, rounds, and metres of the bursts: the span that goals are set for.
RATES, ROUNDS, DISTANCES = (450.0, 1200.0), (3, 31), (10.0, 800.0)
#: Nearer is near, farther is far; between the two nothing is asked.
NEAR, FAR = 100.0, 200.0
#: A crack and a blast closer together than this, in seconds, are one sound.
LEAST_GAP = 0.005
#: Places wide enough for any distance that bursts are fired from.
_OUTDOORS = ("open", "street", "valley", "forest", "urban_canyon")


def automatic(first_seed: int, quick: int = 1) -> Iterator[Clip]:
    """Yield bursts of one weapon, 450 to 1,200 rounds a minute, 3 to 30 rounds, 10 to 800 m off."""
    for seed in range(first_seed, first_seed + BURSTS, quick):
        random = np.random.default_rng([seed, 0xA070])
        place = str(random.choice(_OUTDOORS))
        distance = float(np.exp(random.uniform(*np.log(DISTANCES))))
        rate, rounds = float(random.uniform(*RATES)), int(random.integers(*ROUNDS))
        scene = firing(place, seed, "automatic", rate, rounds, distance)
        samples, hertz, fronts = synthesise_sound(scene)
        levels = audible(scene, fronts, samples)
        direct = [front for front in fronts if front.direct]
        blasts = [(f.time, s) for f, s in zip(direct, levels, strict=True) if f.kind == "blast"]
        if len(blasts) < ROUNDS[0] or blasts[0][1] < LEAST_SNR:
            continue
        shots = np.array([time for time, _ in blasts])
        yield Clip(
            name=scene.id,
            origin=_origin(place),
            set_name="automatic",
            test_id=scene.id,
            samples=samples,
            rate=hertz,
            shots=shots,
            cracks=_times(direct, "crack"),
            rounds_per_minute=60 / float(np.median(np.diff(shots))),
            distance_m=distance,
            condition=place,
        )


def scenes(first_seed: int, quick: int = 1) -> Iterator[Clip]:
    """Yield sound scenes of every kind of place, with all that is going on in them."""
    for place in PLACES:
        for seed in range(first_seed, first_seed + EACH_PLACE, quick):
            yield scene_clip(sound_scene(place, seed), "scenes", place)


def pairs(first_seed: int, quick: int = 1) -> Iterator[Clip]:
    """Yield scenes of rifles fired past the microphone, crack and blast audible."""
    for seed in range(first_seed, first_seed + CRACKS, quick):
        clip = scene_clip(crack_pair(seed), "pairs", "")
        if clip.pairs:
            yield clip


def near_far(first_seed: int, quick: int = 1) -> Iterator[Clip]:
    """Yield fire within 100 m or beyond 200 m, at a random gain and under gain control."""
    for seed in range(first_seed, first_seed + NEAR_FAR, quick):
        scene = sound_scenes.near_far(seed)
        random = np.random.default_rng([seed, 0x6A14])
        distance = _distance(scene)
        if NEAR <= distance <= FAR:
            continue
        samples, rate, fronts = synthesise_sound(scene)
        levels = audible(scene, fronts, samples)
        samples, rate = apply(samples, rate, _hidden_gain(random), seed)
        word: Literal["near", "far"] = "near" if distance < NEAR else "far"
        shots, ignored = _asked_for(fronts, levels, samples.size / rate)
        if shots.size:
            yield Clip(
                name=scene.id,
                origin=MADE,
                set_name="near_far",
                test_id=scene.id,
                samples=samples.clip(-1, 1),
                rate=rate,
                shots=shots,
                ignored=ignored,
                cracks=_times([f for f in fronts if f.direct], "crack"),
                proximity=word,
                distance_m=distance,
                condition=word,
            )


def scene_clip(scene: Scenario, set_name: str, condition: str) -> Clip:
    """Return *scene* as a clip: audible blasts, cracks, explosions, and which belong together."""
    samples, rate, fronts = synthesise_sound(scene)
    levels = audible(scene, fronts, samples)
    duration = samples.size / rate
    shots, ignored = _asked_for(fronts, levels, duration)
    direct = [front for front in fronts if front.direct and front.time < duration]
    heard = {
        (front.source, front.kind): front.time
        for front, level in zip([f for f in fronts if f.direct], levels, strict=True)
        if level >= LEAST_SNR and front.time < duration
    }
    together = sorted(
        (time, heard[source, "blast"])
        for (source, kind), time in heard.items()
        if kind == "crack" and (source, "blast") in heard
    )
    return Clip(
        name=f"{set_name} {scene.id}",
        origin=_origin(condition),
        set_name=set_name,
        test_id=scene.id,
        samples=samples,
        rate=rate,
        shots=shots,
        ignored=ignored,
        cracks=_times(direct, "crack"),
        explosions=_times(direct, "explosion"),
        pairs=tuple(pair for pair in together if pair[1] - pair[0] >= LEAST_GAP),
        condition=condition,
    )


def _origin(place: str) -> str:
    return place if place in PLACES else MADE


def _asked_for(
    fronts: tuple[Arrival, ...], levels: tuple[float, ...], duration: float
) -> tuple[Times, Times]:
    """Return the blasts that stand out, and those that do not."""
    direct = [front for front in fronts if front.direct]
    blasts = [
        (front.time, level)
        for front, level in zip(direct, levels, strict=True)
        if front.kind == "blast" and front.time < duration
    ]
    loud = np.sort(np.array([time for time, level in blasts if level >= LEAST_SNR]))
    faint = np.sort(np.array([time for time, level in blasts if level < LEAST_SNR]))
    return loud, faint


def _times(fronts: list[Arrival], kind: str) -> NDArray[np.float64]:
    return np.sort(np.array([front.time for front in fronts if front.kind == kind]))


def _distance(scene: Scenario) -> float:
    microphone = np.asarray(scene.microphone.at, dtype=float)
    return float(min(np.linalg.norm(np.subtract(s.at, microphone)) for s in scene.shooters))


def _hidden_gain(random: np.random.Generator) -> tuple[Step, ...]:
    """Draw what makes loudness mean nothing: any gain, and for half of the scenes gain control."""
    steps: list[Step] = [Gain(float(random.uniform(-30, 12)))]
    if random.random() < 0.5:
        attack, release = 10 ** random.uniform(-3, -1), 10 ** random.uniform(-1, 0.5)
        target = float(random.uniform(0.2, 0.9))
        steps.append(GainControlled(float(attack), float(release), target))
    return tuple(steps)
