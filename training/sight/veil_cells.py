"""Fit the trees that tell smoke in a cell of a window, and print what they reach.

    python training/sight/veil_cells.py --work FOLDER [--seeds 14] [--write]

Needs scikit-learn. The scenes are those of ``conditions.py``, in the same folder, and clips of
another maker that hold no smoke. Where smoke changes the picture is known to the pixel: every frame
of a window is drawn with and without it. A cell is smoke where that difference changes by
:data:`CHANGES` levels a step, nothing of it where neither the change nor the difference reaches
:data:`NONE`, and left out between. Each clip weighs the same, those with smoke and without half
each. Trees are constrained to the sense of each cue where it has one. Beside the trees that ship,
those of each fold are kept in --work: ``conditions.py`` looks at a clip by trees that have not seen
it, so that what it fits and prints is held out.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
from conditions import SMOKY, clips, drawn_clips, fold_trees
from numpy.typing import NDArray
from simple_smoke import SOFT_KINDS, soft_clip
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score

from witnessmark.clock import Instant
from witnessmark.media import View, open_footage
from witnessmark.model import Kind
from witnessmark.perception.sight import smoke, veils
from witnessmark.perception.sight.veils import CELL, CUES
from witnessmark.perception.trees import document_of
from witnessmark.rendering.sights import SightScene, sight_scene
from witnessmark.rendering.sights.drawing import picture
from witnessmark.rendering.sights.visible import _without

#: Levels of change a step from which a cell is smoke; of change, and of difference, up to which it
#: is none.
CHANGES, NONE = 1.0, (0.25, 2.0)
#: Trees, and leaves of each; sense in which each cue may speak.
TREES, LEAVES = 80, 6
SENSE = {"strength": 1, "coarse": 1, "haste": -1, "foreign": -1, "onward": 1}
STORE = Path(smoke.__file__).parent / "models" / veils.MODEL

Floats = NDArray[np.float64]


class Watcher(smoke.SmokeDetector):
    """Keeps the cells of every window, and which frames it had, each with its way back."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[veils.Cells, list[tuple[int, Floats]]]] = []
        self._frames: dict[Instant, tuple[int, Floats]] = {}

    def _follow(self, view: View) -> None:
        super()._follow(view)
        self._frames[view.start] = view.number, self._back

    def _judge(self, window: Sequence[veils.Small], steps: Sequence[veils.Step]) -> None:
        cells = veils.cells_of(window, steps)
        if cells is not None and self._moved < smoke.MOST_MOVED:
            self.seen.append((cells, [self._frames[one.at] for one in self._window]))


def rows(path: Path, scene: SightScene | None) -> Floats:
    """Return (cells, cues + 1) of a clip, the last 1 for smoke; from beside it if it is there.

    *scene* is what it was drawn from, None where it holds no smoke.
    """
    kept = path.with_suffix(".cells")
    if not kept.exists():
        detector = Watcher()
        with open_footage(path).read_views() as views:
            for view in views:
                detector.see(view)
        kept.write_bytes(pickle.dumps(list(_labelled(detector, scene))))
    found: list[Floats] = pickle.loads(kept.read_bytes())  # noqa: S301
    return np.concatenate([np.zeros((0, len(CUES) + 1)), *found])


def _labelled(detector: Watcher, scene: SightScene | None) -> Iterator[Floats]:
    for cells, frames in detector.seen:
        label = np.zeros(cells.changing.shape)
        if scene is not None:
            label = _truth(scene, frames, cells.changing.shape)
        known = cells.changing & (label >= 0)
        yield np.column_stack([cells.cues[known], label[known]])


def _truth(scene: SightScene, frames: list[tuple[int, Floats]], shape: tuple[int, ...]) -> Floats:
    """Return 1 for cells of smoke, 0 for those of none, -1 for what is neither."""
    clear = _without(scene, Kind.SMOKE)
    high, wide = shape
    maps = []
    for number, back in frames:
        drawn, bare = (
            cv2.cvtColor(picture(one, number), cv2.COLOR_RGB2GRAY).astype(np.float32)
            for one in (scene, clear)
        )
        size = (wide * CELL, high * CELL)
        small = cv2.resize(drawn - bare, size, interpolation=cv2.INTER_AREA)
        maps.append(cv2.warpAffine(small, back[:2], size))
    change, level = (
        np.mean(
            [cv2.resize(np.abs(one), (wide, high), interpolation=cv2.INTER_AREA) for one in of], 0
        )
        for of in ([b - a for a, b in pairwise(maps)], maps)
    )
    none = (change < NONE[0]) & (level < NONE[1])
    return np.where(change >= CHANGES, 1.0, np.where(none, 0.0, -1.0))


def evenly(table: Floats, which: NDArray[np.int_]) -> Floats:
    """Return weights by which every clip counts the same, cells of smoke together half."""
    weight = 1 / np.bincount(which)[which]
    for value in (0, 1):
        weight[table[:, -1] == value] /= weight[table[:, -1] == value].sum()
    return weight * len(weight) / 2


def fitted(table: Floats, weight: Floats) -> HistGradientBoostingClassifier:
    """Return the trees for *table*."""
    return HistGradientBoostingClassifier(
        max_iter=TREES,
        learning_rate=0.08,
        early_stopping=False,
        max_leaf_nodes=LEAVES,
        min_samples_leaf=40,
        l2_regularization=2.0,
        monotonic_cst=[SENSE.get(name, 0) for name in CUES],
        random_state=1,
    ).fit(table[:, :-1], table[:, -1], sample_weight=weight)


def document(model: HistGradientBoostingClassifier) -> dict[str, object]:
    """Return *model* as ``perception/trees.py`` reads it."""
    baseline = float(np.ravel(model._baseline_prediction)[0])
    return document_of(CUES, baseline, (stage[0].nodes for stage in model._predictors))


def main() -> None:
    """Render, look, fit, print, and store."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--seeds", type=int, default=14)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    found: dict[str, Floats] = {}
    for family, seed, path in clips(given.work, given.seeds, SMOKY):
        scene = sight_scene(family, seed)
        smoking = any(one.kind == "smoke" for shot in scene.shots for one in shot.elements)
        found[path.stem] = rows(path, scene if smoking else None)
    for path, kind in drawn_clips(given.work, given.seeds, soft_clip, SOFT_KINDS):
        if kind is None:
            found[path.stem] = rows(path, None)
    table = np.concatenate(list(found.values()))
    which = np.repeat(np.arange(len(found)), [len(one) for one in found.values()])
    kept = np.array([fold_trees(given.work, stem).name for stem in found])[which]
    weight, odds = evenly(table, which), np.zeros(len(table))
    for name in sorted(set(kept)):
        out = kept == name
        model = fitted(table[~out], weight[~out])
        odds[out] = model.decision_function(table[out][:, :-1])
        (given.work / name).write_text(json.dumps(document(model)))
    smoking = {stem for stem, one in found.items() if one[:, -1].any()}
    area = roc_auc_score(table[:, -1], odds, sample_weight=weight)
    print(f"{len(found)} clips, {len(smoking)} with cells of smoke, {len(table)} cells")
    print(f"held out: area under the curve {area:.3f}")
    if given.write:
        STORE.write_text(json.dumps(document(fitted(table, weight))) + "\n", "utf-8")


if __name__ == "__main__":
    main()
