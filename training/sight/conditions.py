"""Fit what the detectors of conditions weigh, on rendered footage, and print what they reach.

    python training/sight/conditions.py --work FOLDER [--seeds 30] [--only NAME ...] [--write]

Scenes of every condition and of what resembles it are rendered into --work (development seeds,
below 1000), looked at once, and the figures of every look kept; a second run only fits. What its
coding left invisible in a file is neither true nor false there (``coded_truth``). For snow,
rain and smoke, clips of another maker are added (``simple_weather``, ``simple_smoke``). A look is
true where its middle lies in a fact that counts, and left out where one does not count or where
its window reaches over a fact's edge. Each weight is fitted with the sign that its cue's meaning
gives it (all cues are turned so that more speaks for the condition), each clip weighs the same,
and what was not fitted to is scored by folds over clips. --write stores the weights beside the
code; with --only, those of the conditions named, and leaves the others'. The shipped weights of
snowfall were fitted with ``--only snowfall --seeds 14``. Smoke needs the trees of
``veil_cells.py`` in --work; with ``--only smoke --seeds 14`` it is fitted on more scenes of it.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from simple_smoke import SOFT_KINDS, soft_clip
from simple_weather import KINDS, clip

from witnessmark.clock import Instant
from witnessmark.media import open_footage
from witnessmark.model import Kind
from witnessmark.perception.sight import veils
from witnessmark.perception.sight.condition import SEEN, Condition, Found
from witnessmark.perception.sight.darkness import DarknessDetector
from witnessmark.perception.sight.flame import FlameDetector
from witnessmark.perception.sight.judge import Judge
from witnessmark.perception.sight.rain import RainDetector
from witnessmark.perception.sight.smoke import SmokeDetector
from witnessmark.perception.sight.snow_cover import SnowCoverDetector
from witnessmark.perception.sight.snowfall import SnowfallDetector
from witnessmark.perception.sight.stretches import LOUDEST
from witnessmark.perception.trees import Forest
from witnessmark.rendering.sights import (
    SightFact,
    SightScene,
    SightTruth,
    coded_truth,
    sight_scene,
    write,
)

DETECTORS: tuple[type[Condition], ...] = (
    SnowfallDetector,
    RainDetector,
    SnowCoverDetector,
    DarknessDetector,
    SmokeDetector,
    FlameDetector,
)
#: Families, and how many of their scenes are drawn for each seed.
FAMILIES = {
    "snowfall": 3, "rain": 3, "snow_cover": 1, "darkness": 1, "smoke": 1, "flame": 1, "plain": 3,
    "muzzle_night": 1, "muzzle_dusk": 1, "muzzle_day": 1, "tracers": 1, "overlays": 1, "camera": 1,
}  # fmt: skip
#: The same for smoke alone, of which more is needed where cells are told apart as well.
SMOKY = {name: {"smoke": 7, "plain": 5, "flame": 2}.get(name, 1) for name in FAMILIES}
#: Seconds to either side of a fact's edge in which a look of a window is neither true nor false.
FALLING = ("snowfall", "rain")
EDGE = {"flame": 0.9, "smoke": 1.5, "snowfall": 0.4, "rain": 0.4}
STORE = Path(__file__).parents[2] / "src/witnessmark/perception/sight/models/conditions.json"
#: Scenes of more pixels than these, over all frames, take too long to draw for a fit.
MOST_PIXELS = 640 * 480 * 200
#: Ridge on weights; folds.
RIDGE, FOLDS = 0.02, 5
#: What clips with a condition weigh among all: less where the evidence is weak, so that what is
#: said to be seen is.
SHARE = {"smoke": 0.3, "snow_cover": 0.15, "flame": 0.35, "darkness": 0.25}
USUAL_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Look:
    """The cues of one thing that a look found, None where it found none, and if it truly is it."""

    clip: str
    at: float
    cues: dict[str, float] | None
    held: bool


def clips(folder: Path, seeds: int, families: Mapping[str, int]) -> Iterator[tuple[str, int, Path]]:
    """Yield family, seed and file of every scene, rendered where it is missing."""
    for seed in range(seeds):
        for family, times in families.items():
            for number in range(seed * times, seed * times + times):
                scene = sight_scene(family, number)
                if scene.width * scene.height * len(scene.starts) > MOST_PIXELS:
                    continue
                path = folder / f"{family}_{number}.{scene.coding.container}"
                if not path.exists():
                    part = path.with_name("part_" + path.name)
                    write(scene, part)
                    part.rename(path)
                yield family, number, path


def drawn_clips(
    folder: Path,
    seeds: int,
    made: Callable[[str, int], bytes],
    kinds: Mapping[str, str | None],
) -> Iterator[tuple[Path, str | None]]:
    """Yield file and condition of every clip that *made* draws, drawn where it is missing."""
    for what, kind in kinds.items():
        for seed in range(seeds):
            path = folder / f"simple_{what.replace(' ', '-')}_{seed}.mp4"
            if not path.exists():
                path.write_bytes(made(what, seed))
            yield path, kind


def looks(folder: Path, seeds: int, names: Sequence[str]) -> dict[str, list[Look]]:
    """Return the labelled looks of each of the conditions *names*."""
    found: dict[str, list[Look]] = {name: [] for name in names}
    families, few = (SMOKY, seeds // 3) if names == ["smoke"] else (FAMILIES, seeds)
    for family, seed, path in clips(folder, seeds, families):
        scene = sight_scene(family, seed)
        facts = [one for one in told(scene, path).facts if one.kind in found]
        for name, samples in measured(path, names).items():
            own = [one for one in facts if one.kind == name]
            found[name] += labelled(name, path.stem, samples, own)
    for made, kinds, meant in ((clip, KINDS, FALLING), (soft_clip, SOFT_KINDS, ("smoke",))):
        wanted = [name for name in meant if name in found]
        if not wanted:
            continue
        for path, kind in drawn_clips(folder, few, made, kinds):
            for name in wanted:
                own = [SightFact(Kind(name), Fraction(0), Fraction(99))] if kind == name else []
                found[name] += labelled(name, path.stem, measured(path, names)[name], own)
    return found


def told(scene: SightScene, path: Path) -> SightTruth:
    """Return the truth of *scene* as it is coded at *path*, from beside it if it is there."""
    kept = path.with_suffix(".truth")
    if not kept.exists():
        kept.write_bytes(pickle.dumps(coded_truth(scene, path)))
    result: SightTruth = pickle.loads(kept.read_bytes())  # noqa: S301
    return result


def measured(path: Path, names: Sequence[str]) -> dict[str, list]:
    """Return what the detectors *names* measured in a file, from beside it if it is there."""
    kept = path.with_suffix(f".{'-'.join(names)}.looks")
    if not kept.exists():
        kept.write_bytes(pickle.dumps(figures(path, names)))
    result: dict[str, list] = pickle.loads(kept.read_bytes())  # noqa: S301
    return result


def fold_trees(folder: Path, stem: str) -> Path:
    """Return where ``veil_cells.py`` keeps the trees of smoke that have not seen a clip."""
    return folder / f"veil_cells_{crc32(stem.encode()) % FOLDS}.json"


def labelled(name: str, stem: str, samples: list, facts: list[SightFact]) -> Iterator[Look]:
    """Yield the things that the looks of one clip found, with what they are."""
    detector = next(one for one in DETECTORS if one.name == name)()
    for at, things in samples:
        held = label(facts, at, EDGE.get(name, 0.1))
        if held is None:
            continue
        if not things:
            yield Look(stem, at, None, held)
        for it, words in things:
            there = held and near(words.get("box"), facts)
            if there is not None:
                yield Look(stem, at, dict(detector.cues(it)), there)


def label(facts: list, at: float, edge: float) -> bool | None:
    """Return whether a fact holds *at* a second; None where it cannot be said."""
    for fact in facts:
        if float(fact.start) - edge < at < float(fact.end) + edge:
            inside = float(fact.start) + edge < at < float(fact.end) - edge
            whole = fact.start == 0 and at < float(fact.end) - edge
            return True if fact.counted and (inside or whole) else None
    return False


def near(box: list[float] | None, facts: list) -> bool | None:
    """Return whether a place is a fact's; None where it only touches it."""
    boxes = [fact.box for fact in facts if fact.box is not None]
    if box is None or not boxes:
        return True
    best = max(overlap(box, one) for one in boxes)
    return True if best > 0.4 else False if best == 0 else None


def overlap(a: list[float], b: tuple[float, ...]) -> float:
    """Return the area that two boxes share over that of the smaller."""
    wide = min(a[2], b[2]) - max(a[0], b[0])
    tall = min(a[3], b[3]) - max(a[1], b[1])
    least = min((one[2] - one[0]) * (one[3] - one[1]) for one in (a, b))
    return max(0.0, wide) * max(0.0, tall) / max(least, 1e-9)


def figures(path: Path, names: Sequence[str]) -> dict[str, list]:
    """Return what the detectors *names* measured in the file at *path*.

    Smoke is looked for by trees that have not seen the clip.
    """
    if "smoke" in names:
        trees = json.loads(fold_trees(path.parent, path.stem).read_text("utf-8"))
        held_out = Forest.from_document(trees, veils.CUES)
        veils._forest = lambda: held_out  # type: ignore[assignment]
    noted: dict[str, list] = {name: [] for name in names}
    detectors = [make() for make in DETECTORS if make.name in names]
    for detector in detectors:
        detector.note = partial(note, noted[detector.name])  # type: ignore[method-assign]
    with open_footage(path).read_views() as views:
        for view in views:
            for detector in detectors:
                detector.see(view)
    return noted


def note(noted: list, at: Instant, *found: Found) -> None:
    """Keep everything that a look found."""
    things = [(dict(it.figures), dict(it.words)) for it in found]
    noted.append((float(at.seconds), things))


def fitted(name: str, rows: list[Look]) -> tuple[dict[str, tuple[float, float, float]], float]:
    """Return lowest, highest value and weight of each cue, and the bias."""
    rows = [row for row in rows if row.cues is not None]
    names = list(rows[0].cues)
    values = np.array([[row.cues[key] for key in names] for row in rows])
    low, high = np.percentile(values, (1, 99), axis=0)
    scale = np.maximum(high - low, 1e-9)
    unit = (np.clip(values, low, high) - low) / scale
    held = np.array([row.held for row in rows], float)
    weight = evenly(rows, SHARE.get(name, USUAL_SHARE))

    def loss(x: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        odds = unit @ x[:-1] + x[-1]
        chance = 1 / (1 + np.exp(-odds))
        cost = np.logaddexp(0, odds) - held * odds
        slope = weight * (chance - held)
        value = float(weight @ cost + RIDGE * (x[:-1] @ x[:-1]))
        return value, np.append(unit.T @ slope + 2 * RIDGE * x[:-1], slope.sum())

    bounds = [(0, None)] * len(names) + [(None, None)]
    x = minimize(loss, np.zeros(len(names) + 1), jac=True, bounds=bounds, method="L-BFGS-B").x
    each = x[:-1] / scale
    cues = {
        key: (round(float(a), 5), round(float(b), 5) + 0.0, round(float(w), 5))
        for key, a, b, w in zip(names, low, high, each, strict=True)
    }
    return cues, round(float(x[-1] - each @ low), 5)


def evenly(rows: list[Look], share: float) -> NDArray[np.float64]:
    """Return weights by which every clip counts the same, those with it together *share*."""
    _, which = np.unique([row.clip for row in rows], return_inverse=True)
    weight = 1 / np.bincount(which)[which]
    held = np.array([row.held for row in rows])
    for value, part in ((True, share), (False, 1 - share)):
        weight[held == value] *= part * len(set(which)) / max(1e-9, weight[held == value].sum())
    return weight


def odds(rows: list[Look], cues: dict[str, tuple[float, float, float]], bias: float) -> list[float]:
    """Return the log odds of each look."""
    fit = Judge(cues, bias)
    return [-LOUDEST if row.cues is None else fit.log_odds(row.cues) for row in rows]


def score(rows: list[Look], chances: NDArray[np.float64]) -> str:
    """Return precision and recall of clips, and which err; a clip is judged by its likeliest
    things' median log odds, over its looks where the condition held, or over all."""
    loudest: dict[tuple[str, bool], dict[float, float]] = {}
    for row, chance in zip(rows, chances, strict=True):
        looks = loudest.setdefault((row.clip, row.held), {})
        looks[row.at] = max(looks.get(row.at, -LOUDEST), min(LOUDEST, float(chance)))
    middle = {key: float(np.median(list(looks.values()))) for key, looks in loudest.items()}
    with_it = {clip: middle[clip, held] for clip, held in middle if held}
    without = {clip: middle[clip, held] for clip, held in middle if (clip, True) not in middle}
    least = np.log(SEEN / (1 - SEEN))
    hits = sum(one >= least for one in with_it.values())
    false = [clip for clip, one in sorted(without.items()) if one >= least]
    missed = [clip for clip, one in sorted(with_it.items()) if one < least]
    chances_of = [(1 / (1 + np.exp(-one)), held) for (_, held), one in middle.items()]
    sure = [held for chance, held in chances_of if chance >= 0.9]
    unclear = sum(0 <= one < least for one in middle.values())
    return (
        f"precision {hits / max(1, hits + len(false)):.3f} "
        f"recall {hits / max(1, len(with_it)):.3f} "
        f"({len(with_it)} with, {len(without)} without, {unclear} unclear; "
        f"{sum(sure)} of {len(sure)} at .9 and above right)\n"
        f"    seen and not there: {' '.join(false)}\n    not seen: {' '.join(missed)}"
    )


def main() -> None:
    """Render, look, fit, print, and store."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--seeds", type=int, default=30)
    parser.add_argument("--only", nargs="+", choices=[one.name for one in DETECTORS])
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    document: dict[str, object] = json.loads(STORE.read_text("utf-8"))["conditions"]
    names = sorted(given.only or [one.name for one in DETECTORS])
    for name, rows in looks(given.work, given.seeds, names).items():
        fold = {clip: n % FOLDS for n, clip in enumerate(sorted({row.clip for row in rows}))}
        held_out = np.zeros(len(rows))
        for number in range(FOLDS):
            out = [n for n, row in enumerate(rows) if fold[row.clip] == number]
            fit = fitted(name, [row for row in rows if fold[row.clip] != number])
            held_out[out] = odds([rows[n] for n in out], *fit)
        cues, bias = fitted(name, rows)
        print(name, "held out:", score(rows, held_out))
        print("   ", {key: one[2] for key, one in cues.items()}, bias)
        document[name] = {"bias": bias, "cues": cues}
    if given.write:
        text = json.dumps({"conditions": document}, indent=1, sort_keys=True)
        STORE.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
