"""Fits the weights of ``perception/sight/scene_likeness.py`` on rendered footage.

Pairs of frames up to four apart, from the same shot or from two, in scenes of several families with
development seeds; decoded from what their coding made of them. Logistic regression by Newton's
method with a ridge; every second scene of a family is kept apart for the error that is printed.

    python training/sight/fit_scene_likeness.py --seeds 24 --cache FOLDER
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from witnessmark.media import open_footage
from witnessmark.model import Kind
from witnessmark.perception.sight.scene_likeness import FEATURES, Glimpse, features
from witnessmark.rendering.sights import SightTruth, sight_scene, truth, write

WRITTEN = Path(__file__).parents[2] / "src/witnessmark/perception/sight/likeness_weights.py"
#: Scenes with cuts of every kind, and what must not be taken for one.
FAMILIES = (
    "hard_cuts", "gradual", "edit_flashes", "stills", "camera", "plain", "smoke", "flame",
    "muzzle_night", "muzzle_dusk", "muzzle_day", "snowfall", "tracers",
)  # fmt: skip
#: Share of the pairs within a shot that are taken: they are many, and much alike.
OF_SAME, RIDGE = 0.15, 1.0

Table = NDArray[np.float64]


def pairs(family: str, seed: int, cache: Path, random: np.random.Generator) -> Iterator[Table]:
    """Yield the features of pairs of frames of one scene, and last whether a cut lies between."""
    scene = sight_scene(family, seed)
    path = cache / f"{family}-{seed}.{scene.coding.container}"
    told = truth(scene) if path.exists() else write(scene, path)
    with open_footage(path).read_views() as views:
        seen = [(view.start.seconds, Glimpse.of(view)) for view in views]
    numbers = shot_numbers([start for start, _ in seen], told)
    for first in range(len(seen)):
        for second in range(first + 1, min(first + 5, len(seen))):
            if numbers[first] < 0 or numbers[second] < 0:
                continue
            unlike = numbers[first] != numbers[second]
            if unlike or random.random() < OF_SAME:
                yield np.append(features(seen[first][1], seen[second][1]), unlike)


def shot_numbers(starts: list, told: SightTruth) -> list[int]:
    """Return which shot each frame is of, -1 within a gradual change or a flash."""
    numbers = []
    for start in starts:
        now = float(start) + 1e-4
        hidden = any(
            fact.start <= now < fact.end
            for fact in told.facts
            if (fact.kind is Kind.CUT and fact.attributes["form"] != "hard")
            or (fact.kind is Kind.FLASH and fact.attributes.get("cause") == "photo_or_edit")
        )
        number = sum(fact.start <= now for fact in told.of(Kind.CUT))
        numbers.append(-1 if hidden else number)
    return numbers


def fitted(table: Table) -> tuple[Table, Table, Table]:
    """Return mean, deviation and weights with the constant last."""
    values, unlike = table[:, :-1], table[:, -1]
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    standard = np.column_stack([(values - mean) / spread, np.ones(len(values))])
    ridge = np.append(np.full(len(mean), RIDGE), 1e-6)
    weights = np.zeros(standard.shape[1])
    for _ in range(40):
        chance = 1 / (1 + np.exp(-np.clip(standard @ weights, -30, 30)))
        slope = standard.T @ (chance - unlike) + ridge * weights
        bend = (standard * (chance * (1 - chance))[:, None]).T @ standard + np.diag(ridge)
        weights -= np.linalg.solve(bend, slope)
    return mean, spread, weights


def told_error(table: Table, model: tuple[Table, Table, Table]) -> str:
    mean, spread, weights = model
    total = (table[:, :-1] - mean) / spread @ weights[:-1] + weights[-1]
    unlike = table[:, -1] > 0.5
    missed, false = np.mean(total[unlike] < 0), np.mean(total[~unlike] > 0)
    return f"{missed:.4f} of {unlike.sum()} missed, {false:.4f} of {(~unlike).sum()} false"


def written(model: tuple[Table, Table, Table]) -> str:
    lines = [
        '"""Numbers of ``scene_likeness.py``, by ``training/sight/fit_scene_likeness.py``."""',
        "",
        "import numpy as np",
        "",
        "#: Mean and deviation of each feature, then the weight of each, the constant last.",
    ]
    for name, numbers in zip(("MEAN", "SPREAD", "WEIGHTS"), model, strict=True):
        row = ", ".join(f"{number:.4f}" for number in numbers)
        lines += [f"{name} = np.array(", f"    [{row}]", ")"]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=24)
    parser.add_argument("--cache", type=Path)
    asked = parser.parse_args()
    random = np.random.default_rng(5)
    with tempfile.TemporaryDirectory() as folder:
        cache = asked.cache or Path(folder)
        sides: tuple[list[Table], list[Table]] = ([], [])
        for family in FAMILIES:
            # Cuts are what is fitted; of the others fewer scenes tell as much.
            for seed in range(asked.seeds if family == "hard_cuts" else max(3, asked.seeds // 6)):
                sides[seed % 2].extend(pairs(family, seed, cache, random))
    halves = [np.stack(rows) for rows in sides]
    print(", ".join(FEATURES))
    print("kept apart:", told_error(halves[1], fitted(halves[0])))
    model = fitted(np.concatenate(halves))
    print("all:", told_error(np.concatenate(halves), model))
    WRITTEN.write_text(written(model), encoding="utf-8")


if __name__ == "__main__":
    main()
