"""What proximity is fitted and measured on: groups of blasts, rendered and real.

Conventions
-----------
A group is one weapon's fire in one recording, at one distance. *Near* and *far* come in turn by the
seed, so that a range of seeds has as many of both.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from witnessmark.evaluation.hearing import recorded
from witnessmark.perception.sound.proximity import AUDIBLE_DB, FAR, NEAR, Evidence, measure
from witnessmark.perception.sound.proximity_evidence import RATE
from witnessmark.rendering import Scenario, synthesise_sound
from witnessmark.rendering.codecs import resample
from witnessmark.rendering.recording_chain import Gain, GainControlled, Step, apply, random_chain
from witnessmark.rendering.sound_scenes import audible, firing

#: Places and the distances, in metres, between which shots are drawn there.
PLACES = {
    "open": (5, 1500),
    "street": (5, 700),
    "valley": (40, 1500),
    "urban_canyon": (25, 1200),
    "forest": (8, 800),
    "courtyard": (4, 70),
    "indoors_to_outdoors": (5, 400),
}
#: Blasts measured of one group at most.
MOST = 6


@dataclass(frozen=True)
class Group:
    """One weapon's fire in one recording: where, how far (m), what was measured, its gaps."""

    place: str
    seed: int
    distance: float
    evidences: list[Evidence]
    cracks: list[float | None]


def rendered(place: str, seed: int) -> Iterator[Group]:
    """Yield one scene of *place* through two chains; near and far in turn where there is both."""
    random = np.random.default_rng([seed, sorted(PLACES).index(place), 0x9E0])
    low, high = PLACES[place]
    near = high <= NEAR or (seed % 2 == 0)
    span = (low, min(high, NEAR)) if near else (FAR, high)
    distance = float(np.exp(random.uniform(*np.log(span))))
    mode = str(random.choice(["single", "burst", "automatic"]))
    rounds = int(
        random.integers(*{"single": (2, 4), "burst": (3, 10), "automatic": (16, 24)}[mode])
    )
    rate = float(random.uniform(40, 90) if mode == "single" else random.uniform(450, 1200))
    scene = firing(place, seed, mode, rate, rounds, distance)
    yield from heard(scene, place, seed, random, any_chain)


def any_chain(random: np.random.Generator) -> tuple[Step, ...]:
    """Draw a whole recording chain, three times in ten behind one more gain control."""
    chain = random_chain(random)
    return (*gain_alone(random), *chain) if random.random() < 0.3 else chain


def gain_alone(random: np.random.Generator) -> tuple[Step, ...]:
    """Draw a gain and a gain control."""
    attack, release = 10 ** random.uniform(-3, -1.5), 10 ** random.uniform(-1, 0.3)
    target, most = random.uniform(0.1, 0.9), random.uniform(0, 30)
    control = GainControlled(float(attack), float(release), float(target), float(most))
    return (Gain(float(random.uniform(-20, 20))), control)


def heard(
    scene: Scenario,
    place: str,
    seed: int,
    random: np.random.Generator,
    draw: Callable[[np.random.Generator], tuple[Step, ...]],
) -> Iterator[Group]:
    """Yield what is measured of *scene*, recorded twice; nothing where nothing is audible."""
    sound, rate, fronts = synthesise_sound(scene)
    direct = [front for front in fronts if front.direct]
    loud = [
        front
        for front, snr in zip(direct, audible(scene, fronts, sound), strict=True)
        if snr >= AUDIBLE_DB
    ]
    blasts = [front for front in loud if front.kind == "blast"]
    cracks = {front.source: front.time for front in loud if front.kind == "crack"}
    if not blasts:
        return
    for _ in range(2):
        recorded = resample(*apply(sound, rate, draw(random), seed), RATE)
        evidences, gaps = [], []
        chosen = sorted({0, *range(len(blasts))[-MOST + 1 :]})
        for number in chosen:
            blast = blasts[number]
            onset = round((blast.time + random.uniform(-0.001, 0.001)) * RATE)
            start = max(0, onset - RATE // 20)
            later = blasts[number + 1].time if number + 1 < len(blasts) else None
            following = None if later is None else round(later * RATE) - start
            stretch = recorded[start : onset + RATE * 6 // 10]
            evidences.append(measure(stretch, onset - start, following))
            crack = cracks.get(blast.source)
            gaps.append(None if crack is None else blast.time - crack)
        yield Group(place, seed, blasts[0].travelled, evidences, gaps)


def real(data: Path) -> list[Group]:
    """Return the fully labelled real recordings, ``place`` their firing position."""
    groups = []
    for clip in recorded.real(data):
        onsets = np.rint(clip.shots * RATE).astype(int).tolist()
        found = []
        for number, onset in enumerate(onsets):
            start = max(0, onset - RATE // 20)
            later = onsets[number + 1] - start if number + 1 < len(onsets) else None
            cut = clip.samples[start : onset + RATE * 6 // 10]
            found.append(measure(cut, onset - start, later))
        groups.append(Group(clip.origin, 0, clip.distance_m, found, [None] * len(found)))
    return groups


def kept(path: Path, made: Iterator[Group]) -> list[Group]:
    """Return the groups in *path*; made, and written there one a line, where it is missing."""
    if not path.exists():
        partial = path.with_suffix(".partial")
        with partial.open("w", encoding="utf-8") as out:
            for group in made:
                print(json.dumps(asdict(group)), file=out, flush=True)
        partial.rename(path)
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [
        Group(**{**line, "evidences": [Evidence(**one) for one in line["evidences"]]})
        for line in lines
    ]
