"""Fits the weights of ``flash_causes.py`` and of ``streaks.py`` on rendered footage.

Scenes of development seeds, decoded from what their coding made of them. A place that lit up is a
flash where a fact of that moment lies within :data:`NEAR` widths of it, the strongest of them if
several do; a track is a streak where a fact of that moment goes its way. Logistic regression by
Newton's method with a ridge; it prints what belongs into both files.

    python training/sight/fit_flashes.py --seeds 14 --cache FOLDER
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from math import atan2, cos, hypot
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from witnessmark.media import open_footage
from witnessmark.model import Kind
from witnessmark.perception.sight.flash_evidence import EVIDENCE, evidence
from witnessmark.perception.sight.flashes import FlashDetector
from witnessmark.perception.sight.glows import Glow
from witnessmark.perception.sight.light_tracks import Track
from witnessmark.perception.sight.streaks import figures, may_be_streak
from witnessmark.rendering.sights import SightFact, SightTruth, sight_scene, truth, write

#: Scenes with flashes and streaks, and those of what is neither; ``plain`` has as many as all.
FAMILIES = ("muzzle_night", "muzzle_dusk", "tracers", "plain", "plain", "snowfall", "rain", "flame")
#: How far, in widths and heights, a flash may lie from the middle of its fact's box.
NEAR = 0.06
#: Cosine of the angle by which a streak may go aslant of its fact.
ALONG = 0.94
RIDGE_FLASHES, RIDGE_STREAKS = 1.0, 0.3

Table = NDArray[np.float64]


def looked_at(path: Path) -> tuple[list[Glow], list[Track]]:
    """Return everything in the footage at *path* that lit up and went dark, or moved on."""
    detector = FlashDetector()
    tracks: list[Track] = []
    detector._pass = tracks.extend  # type: ignore[method-assign, assignment]
    with open_footage(path).read_views() as views:
        for view in views:
            detector.see(view)
    glows = sorted(detector._lately + detector._dark_again, key=lambda one: one.start)
    return glows, [one for one in tracks if may_be_streak(one)]


def flash_rows(glows: Sequence[Glow], told: SightTruth) -> Table:
    """Return the evidence of *glows*, and last 1 for a flash; those in doubt are left out."""
    label = np.zeros(len(glows))
    for fact in told.of(Kind.FLASH):
        near = [number for number, one in enumerate(glows) if _is_at(one, fact)]
        label[near] = np.where(label[near] == 0, -1, label[near])
        if near and fact.counted:
            label[max(near, key=lambda number: glows[number].spot.strength)] = 1
    return np.column_stack([evidence(glows), label])[label >= 0]


def _is_at(glow: Glow, fact: SightFact) -> bool:
    if fact.box is None or not (glow.start.seconds < fact.end and fact.start < glow.end.seconds):
        return False
    apart = hypot(
        sum(glow.box[0::2]) / 2 - sum(fact.box[0::2]) / 2,
        sum(glow.box[1::2]) / 2 - sum(fact.box[1::2]) / 2,
    )
    return apart <= NEAR + (fact.box[2] - fact.box[0]) / 2


def streak_rows(tracks: Sequence[Track], told: SightTruth) -> Table:
    """Return the figures of *tracks*, and last 1 for a streak."""
    rows = []
    for track in tracks:
        start, end = track.pieces[0].start.seconds, track.pieces[-1].end.seconds
        is_one = any(
            fact.start < end and start < fact.end and cos(track.angle - _way(fact, track)) > ALONG
            for fact in told.of(Kind.STREAK)
        )
        rows.append([*figures(track).values(), float(is_one)])
    return np.array(rows).reshape(-1, len(rows[0]) if rows else 11)


def _way(fact: SightFact, track: Track) -> float:
    ends = np.array([fact.attributes["from"], fact.attributes["to"]], np.float64)
    wide, high = track.size
    across, down = (ends[1] - ends[0]) * (wide, high)
    return atan2(down, across)


def fitted(table: Table, ridge: float) -> Table:
    """Return the constant and the weights that make *table*'s last column likeliest."""
    given, wanted = np.column_stack([np.ones(len(table)), table[:, :-1]]), table[:, -1]
    weights = np.zeros(given.shape[1])
    held = np.eye(len(weights)) * ridge
    held[0, 0] = 0
    for _ in range(60):
        chance = 1 / (1 + np.exp(-np.clip(given @ weights, -30, 30)))
        curve = (given * (chance * (1 - chance))[:, None]).T @ given + held
        weights -= np.linalg.solve(curve, given.T @ (chance - wanted) + held @ weights)
    return weights


def main() -> None:
    """Render what is not in the cache, look at all of it, and print the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=14)
    parser.add_argument("--cache", type=Path, required=True)
    given = parser.parse_args()
    flashes: list[Table] = []
    streaks: list[Table] = []
    names: list[list[str]] = []
    for number, family in enumerate(FAMILIES):
        first = FAMILIES[:number].count(family) * given.seeds
        for seed in range(first, first + given.seeds):
            scene = sight_scene(family, seed)
            path = given.cache / f"{family}-{seed}.{scene.coding.container}"
            told = truth(scene) if path.exists() else write(scene, path)
            glows, tracks = looked_at(path)
            flashes.append(flash_rows(glows, told))
            streaks.append(streak_rows(tracks, told))
            names = names or [list(figures(one)) for one in tracks[:1]]
    for rows, ridge, called in (
        (flashes, RIDGE_FLASHES, EVIDENCE),
        (streaks, RIDGE_STREAKS, names[0]),
    ):
        table = np.vstack(rows)
        weights = fitted(table, ridge)
        print(f"{len(table)} rows, {int(table[:, -1].sum())} of them true")
        for name, weight in zip(("CONSTANT", *called), weights, strict=True):
            print(f'        "{name}": {weight:.2f},')


if __name__ == "__main__":
    main()
