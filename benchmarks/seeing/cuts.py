"""Cuts: ours beside every detector of PySceneDetect, on the same rendered clips in the same run.

Run: ``python benchmarks/seeing/cuts.py [--seeds N] [--first-seed N]`` with scenedetect-headless
0.7.2. Each of its detectors is run as it comes and with scenes of one frame allowed
(``min_scene_len`` 15 and 1), on frames reduced as its own manager reduces them; the better of the
two is printed, and its best of all. It gives one moment for a gradual change: that counts as right
within the change or three frames off, while ours must have both its ends within three frames. Where
the environment names a model in ``WITNESSMARK_TRANSNET``, TransNet V2 is scored as they are.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import cv2
from scenedetect import (
    AdaptiveDetector,
    ContentDetector,
    FrameTimecode,
    HashDetector,
    HistogramDetector,
    SceneDetector,
    ThresholdDetector,
)
from scenedetect.scene_manager import compute_downscale_factor

from witnessmark.media import Footage, open_footage
from witnessmark.model import Kind
from witnessmark.perception.sight import Detector, Looker
from witnessmark.perception.sight.cuts import Cuts
from witnessmark.perception.sight.transnet import transnet
from witnessmark.rendering.sights import SightTruth, sight_scene, write

FAMILIES = ("hard_cuts", "gradual", "edit_flashes", "stills", "camera", "plain", "muzzle_night")
PEERS: dict[str, Callable[[int], SceneDetector]] = {
    "ContentDetector": lambda least: ContentDetector(min_scene_len=least),
    "AdaptiveDetector": lambda least: AdaptiveDetector(min_scene_len=least),
    "HistogramDetector": lambda least: HistogramDetector(min_scene_len=least),
    "HashDetector": lambda least: HashDetector(min_scene_len=least),
    "ThresholdDetector": lambda least: ThresholdDetector(min_scene_len=least),
}
#: First frame, and the first after it, of a change; None for the second where it is not told.
Change = tuple[int, int | None]
NEAR = 3


@dataclass
class Count:
    """Right, false and missed."""

    right: int = 0
    false: int = 0
    missed: int = 0

    @property
    def f1(self) -> float:
        total = 2 * self.right + self.false + self.missed
        return 2 * self.right / total if total else float("nan")

    def __str__(self) -> str:
        return f"F1 {self.f1:.3f} ({self.right} right, {self.false} false, {self.missed} missed)"


@dataclass
class Score:
    """Hard cuts by exact frame, gradual changes within three."""

    hard: Count
    gradual: Count

    @classmethod
    def empty(cls) -> Score:
        return cls(Count(), Count())

    def add(self, told: list[Change], truth: list[Change]) -> None:
        """Match *told* with *truth*, each at most once; a gradual one takes all within it."""
        left = list(told)
        for first, past in truth:
            hard = past == first + 1
            count = self.hard if hard else self.gradual
            fits = [one for one in left if _fits(one, first, past)]
            count.right, count.missed = count.right + bool(fits), count.missed + (not fits)
            for one in fits[:1] if hard else fits:
                left.remove(one)
        for first, past in left:
            gradual = past is not None and past > first + 1
            count = self.gradual if gradual else self.hard
            count.false += 1


def _fits(one: Change, first: int, past: int | None) -> bool:
    if past == first + 1:
        return one[0] == first and one[1] in (None, past)
    if one[1] is None:
        return first - NEAR <= one[0] <= (past or first) + NEAR
    return abs(one[0] - first) <= NEAR and abs(one[1] - (past or first)) <= NEAR


def truth_of(told: SightTruth) -> list[Change]:
    cuts = told.of(Kind.CUT)
    return [(place(told, cut.start), place(told, cut.end)) for cut in cuts]


def place(told: SightTruth, seconds: Fraction) -> int:
    """Return the number of the frame that starts nearest to *seconds*."""
    starts = [*told.starts, told.ends[-1]]
    after = min(bisect_left(starts, seconds), len(starts) - 1)
    before = max(0, after - 1)
    return before if seconds - starts[before] < starts[after] - seconds else after


def ours(footage: Footage, told: SightTruth, detector: type[Detector]) -> list[Change]:
    with footage.read_views() as views:
        seen = Looker((detector,)).look(views, "0" * 64)
    spans = [(place(told, cut.start.seconds), place(told, cut.end.seconds)) for cut in seen]
    return spans if detector is Cuts else [(first, None) for first, _ in spans]


def theirs(footage: Footage, detectors: dict[str, SceneDetector]) -> dict[str, list[Change]]:
    """Return the cuts of every detector, all fed from one pass over the frames."""
    found: dict[str, list[Change]] = {name: [] for name in detectors}
    frame = None
    with footage.read_frames() as frames:
        for number, one in enumerate(frames):
            height, width = one.image.shape[:2]
            factor = compute_downscale_factor(width)
            size = (round(width / factor), round(height / factor))
            image = cv2.resize(one.image[:, :, ::-1], size, interpolation=cv2.INTER_LINEAR)
            frame = FrameTimecode(number, fps=25.0)
            for name, detector in detectors.items():
                cuts = detector.process_frame(frame, image)
                found[name] += [(cut.frame_num, None) for cut in cuts]
    for name, detector in detectors.items():
        if frame is not None:
            found[name] += [(cut.frame_num, None) for cut in detector.post_process(frame)]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--first-seed", type=int, default=500)
    asked = parser.parse_args()
    mine: dict[str, type[Detector]] = {"Witnessmark": Cuts}
    if model := os.environ.get("WITNESSMARK_TRANSNET"):
        mine["TransNet V2"] = transnet(Path(model))
    scores: dict[str, Score] = {}
    with tempfile.TemporaryDirectory() as folder:
        for family in FAMILIES:
            for seed in range(asked.first_seed, asked.first_seed + asked.seeds):
                scene = sight_scene(family, seed)
                path = Path(folder) / f"{family}-{seed}.{scene.coding.container}"
                told = write(scene, path)
                footage, truth = open_footage(path), truth_of(told)
                found = {name: ours(footage, told, one) for name, one in mine.items()}
                peers = {f"{n} {k}": make(k) for n, make in PEERS.items() for k in (15, 1)}
                for name, cuts in (found | theirs(footage, peers)).items():
                    scores.setdefault(name, Score.empty()).add(cuts, truth)
                path.unlink()
    print_scores(scores, list(mine))


def print_scores(scores: dict[str, Score], mine: list[str]) -> None:
    best = {name: max((scores[f"{name} {k}"] for k in (15, 1)), key=of_all) for name in PEERS}
    for name, score in ({name: scores[name] for name in mine} | best).items():
        print(f"{name:18} hard {score.hard}; gradual {score.gradual}")
    winner = max(best, key=lambda name: of_all(best[name]))
    print(f"best of PySceneDetect: {winner}")


def of_all(score: Score) -> float:
    parts = (score.hard, score.gradual)
    total = (sum(getattr(one, name) for one in parts) for name in ("right", "false", "missed"))
    return Count(*total).f1


if __name__ == "__main__":
    main()
