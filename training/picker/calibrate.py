"""Judge the trained networks' fronts by what each has not seen, and write the models' cards.

    python training/picker/calibrate.py --out build/picker

Conventions
-----------
What the networks say of unseen clips, and what is right of it, ``marks.py`` tells. Trees over how
fronts stand to one another (``relations.py``) and by what the wide and presence networks say of
them give the chance of each cause: three forests for blasts (``two_judges.py``), one for each other
cause. What judges the network of a turn is fitted on the other three turns' unseen clips, by the
networks that had not seen those; what judges the one that is shipped, on those of all four. Those
networks had seen the position that the turn leaves out, as each leaves out but one: its labels
reach the turn's trees by that way alone. The weights and chances below were chosen by looking at
these four turns: the figures are held out from the fitting, not from that choice.
"""

from __future__ import annotations

import argparse
import json
import pickle
import zlib
from base64 import b64encode
from collections.abc import Mapping, Sequence, Set
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from bank import POSITIONS, RATE, Clip, trained_on
from marks import Marks, in_fast_fire, mark, unseen
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from store import whole

from witnessmark.evaluation.hearing.calibration import expected_calibration_error, reliability
from witnessmark.evaluation.hearing.clips import FIRST_SEED
from witnessmark.evaluation.hearing.matching import NARROW, WIDE, score_onsets
from witnessmark.perception.sound.onnx_session import open_session
from witnessmark.perception.sound.picker import CAUSES, CUES, PICKER_RATE, Card
from witnessmark.perception.sound.presence_view import PRESENCE_CUES
from witnessmark.perception.sound.relations import explained_as_echoes
from witnessmark.perception.sound.wide_view import BURST_CUES
from witnessmark.perception.trees import document_of

#: What a front of each family weighs. The judge of slow fire is fitted on fronts outside fast fire,
#: real ones above all: they are what is asked for, and the others outnumber them.
SLOW_WEIGHTS = {
    "real": 1.0,
    "everyday": 1.0,
    "ordinary": 0.12,
    "made": 0.2,
    "respaced": 0.1,
    "rendered": 0.2,
    "automatic": 0.0,
}
FAST_WEIGHTS = {
    "real": 0.3,
    "everyday": 0.3,
    "ordinary": 0.3,
    "made": 0.3,
    "respaced": 1.0,
    "rendered": 1.0,
    "automatic": 1.0,
}
#: What a front of slow fire weighs less for the judge of fast fire.
SLOW_FOR_FAST = 0.1
#: What decides how fast fire is: real echoes, above all, are no fast fire.
PACE_WEIGHTS = {
    "real": 3.0,
    "everyday": 1.0,
    "ordinary": 1.0,
    "made": 1.0,
    "respaced": 0.5,
    "rendered": 0.5,
    "automatic": 0.5,
}
#: Only rendered scenes have cracks and explosions to be found.
OTHER_WEIGHTS = {
    "real": 1.0,
    "everyday": 1.0,
    "ordinary": 0.02,
    "made": 0.1,
    "respaced": 0.3,
    "rendered": 1.0,
    "automatic": 0.1,
}
#: Leaves of a tree and trees of each judge: fast fire has more to learn from, and more to learn.
SLOW_SIZE, FAST_SIZE = (10, 160), (16, 220)
#: The chance from which on a front counts. A crack is only noted with a blast: less will do.
LEAST = {"blast": 0.5, "crack": 0.35, "explosion": 0.4}
#: Which way a cue can only make a blast likelier (1) or less likely (-1): what physics says, so
#: that three positions' echoes need not teach it.
MONOTONE = {
    "logit": 1,
    "wide_logit": 1,
    "wide_nearby": -1,
    "wide_below_likeliest": 1,
    "burst_logit": 1,
    "burst_below_likeliest": 1,
    "gunfire_here": 1,
    "gunfire_most": 1,
    "gunfire_mean": 1,
    "rise_db": 1,
    "level_db": 1,
    "alike_short": 1,
    "alike_long": 1,
    "alike_louder": 1,
    "echo_pairs": -1,
    "echo_contrast": -1,
    "echoed_contrast": 1,
}
#: In fast fire the round before is near and followed alike by its echoes: what makes a front of
#: slow fire less likely a shot says nothing there.
SLOW_ONLY = {"wide_nearby", "echo_pairs", "echo_contrast"}
ROOT = Path(__file__).parents[2]


def fit_judges(marks: Sequence[Marks]) -> dict[str, object]:
    """Return the documents of what judges each cause, fitted on *marks*."""
    cues = np.concatenate([one.cues for one in marks])
    right = np.concatenate([one.right for one in marks])
    known = np.concatenate([one.known for one in marks])
    rapid = np.concatenate([in_fast_fire(one) for one in marks])
    counts = [one.seconds.size for one in marks]
    families = np.repeat([one.clip.family for one in marks], counts)
    fired = np.repeat([bool(one.clip.blasts) for one in marks], counts)

    def fit(
        truth: NDArray[Any],
        cause: int,
        weights: NDArray[np.float64],
        size: tuple[int, int],
        unseen_cues: Set[str],
        monotone: Sequence[int] | None = None,
    ) -> dict[str, object]:
        heard = known[:, cause] & (weights > 0)
        seen = np.where([cue in unseen_cues for cue in CUES], 0.0, cues[heard])
        return fit_trees(seen, truth[heard], weights[heard], size, monotone)

    def weighed(weights: Mapping[str, float]) -> NDArray[np.float64]:
        return np.array([weights[family] for family in families.tolist()])

    blast, crack, explosion = range(len(CAUSES))
    slow = weighed(SLOW_WEIGHTS) * ~rapid
    fast = weighed(FAST_WEIGHTS) * np.where(rapid | ~fired, 1.0, SLOW_FOR_FAST)
    others = weighed(OTHER_WEIGHTS)
    up = [MONOTONE.get(cue, 0) for cue in CUES]
    up_if_fast = [0 if cue in SLOW_ONLY else MONOTONE.get(cue, 0) for cue in CUES]
    # The pace says whom of the judges to believe, and nothing of gunfire tells a crack or a bomb.
    pace, presence = {"pace"}, set(PRESENCE_CUES)
    return {
        "blast": {
            "slow": fit(right[:, blast], blast, slow, SLOW_SIZE, pace | set(BURST_CUES), up),
            "fast": fit(right[:, blast], blast, fast, FAST_SIZE, pace, up_if_fast),
            "pace": fit(rapid, blast, weighed(PACE_WEIGHTS), SLOW_SIZE, set()),
        },
        "crack": fit(right[:, crack], crack, others, SLOW_SIZE, presence),
        "explosion": fit(right[:, explosion], explosion, others, SLOW_SIZE, presence),
    }


def fit_trees(
    cues: NDArray[np.float64],
    truth: NDArray[Any],
    weights: NDArray[np.float64],
    size: tuple[int, int],
    monotone: Sequence[int] | None,
) -> dict[str, object]:
    """Return the document of trees, *size* (leaves, trees), that tell *truth* by *cues*."""
    leaves, trees = size
    model = HistGradientBoostingClassifier(
        max_iter=trees,
        learning_rate=0.06,
        early_stopping=False,
        max_leaf_nodes=leaves,
        min_samples_leaf=25,
        l2_regularization=2.0,
        random_state=1,
        monotonic_cst=monotone,
    ).fit(cues, truth, sample_weight=weights)
    baseline = float(np.ravel(model._baseline_prediction)[0])
    return document_of(CUES, baseline, (stage[0].nodes for stage in model._predictors))


def echo_share(marks: Sequence[Marks]) -> float:
    """Return the share of fronts of slow fire explained as echoes that were shots all the same."""
    rows = [
        one.right[explained_as_echoes(one.cues) & one.known[:, 0] & ~in_fast_fire(one), 0]
        for one in marks
        if one.clip.family in {"real", "respaced"}
    ]
    return round(float(np.concatenate(rows).mean()), 3)


def judged(card: Card, one: Marks) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return the chances of each front, (n, causes), and which of them are picks."""
    chances, causes, kept = card.judge(one.seconds * 1000, one.cues)
    least = np.array([LEAST[cause] for cause in CAUSES])
    picks = (np.arange(len(CAUSES)) == causes[:, None]) & kept[:, None] & (chances >= least)
    return chances, picks


def score(card: Card, marks: Sequence[Marks], family: str, *, again: bool = False) -> str:
    """Return one line of figures for the clips of *family*; *again* for those through a chain."""
    rows, chances, rights, false, seconds = [], [], [], 0, 0.0
    for one in marks:
        if one.clip.family != family or one.clip.name.endswith(" again") != again:
            continue
        chance, picks = judged(card, one)
        known = one.known[:, 0]
        heard = np.sort(one.seconds[picks[:, 0] & known])
        truth = np.array(sorted(one.clip.blasts))
        chances.append(chance[known, 0])
        rights.append(one.right[known, 0])
        seconds += one.clip.sound.size / RATE
        false += int(sum(np.abs(truth - t).min(initial=9.0) > WIDE for t in heard))
        if truth.size:
            wide, tight = (score_onsets(truth, heard, window) for window in (WIDE, NARROW))
            rows.append((wide.f, tight.f, wide.recall, heard.size == truth.size))
    if not chances:
        return "nothing"
    pairs = zip(np.concatenate(chances).tolist(), np.concatenate(rights).astype(bool), strict=True)
    ece = expected_calibration_error(reliability(list(pairs))) or 0.0
    table = np.array(rows, float).reshape(-1, 4).mean(axis=0) if rows else np.full(4, np.nan)
    return (
        f"n {len(chances)} F50 {table[0]:.3f} F10 {table[1]:.3f} recall {table[2]:.3f} "
        f"exact {table[3]:.3f} false {false} in {seconds / 3600:.3f} h ece {ece:.3f}"
    )


def recalls(card: Card, marks: Sequence[Marks]) -> tuple[dict[str, float], dict[str, float]]:
    """Return the shares found, of real blasts and of rendered cracks and explosions; and right."""
    found, right = {}, {}
    for number, cause in enumerate(CAUSES):
        family = "real" if cause == "blast" else "rendered"
        part = [m for m in marks if m.clip.family == family and not m.clip.name.endswith(" again")]
        picks = [judged(card, m)[1][:, number] for m in part]
        hits = sum(float(m.right[p, number].sum()) for m, p in zip(part, picks, strict=True))
        made = sum(int((p & m.known[:, number]).sum()) for m, p in zip(part, picks, strict=True))
        truth = sum(len((m.clip.blasts, m.clip.cracks, m.clip.explosions)[number]) for m in part)
        found[cause], right[cause] = hits / max(1, truth), hits / max(1, made)
    return found, right


def sign(
    path: Path, to: Path, text: dict[str, object], judges: dict[str, object], left_out: str
) -> None:
    """Write the model in *path* to *to* with its card and, compressed, its *judges*."""
    model = onnx.load(str(path))
    del model.metadata_props[:]
    for key, value in (
        ("card", _json(text)),
        ("judges", b64encode(zlib.compress(_json(judges).encode(), 9)).decode()),
        ("seeds_below", str(FIRST_SEED)),
        ("trained_on", ",".join(trained_on(left_out))),
    ):
        model.metadata_props.add(key=key, value=value)
    model.producer_version = ""
    to.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, str(to))


def _json(document: dict[str, object]) -> str:
    return json.dumps(document, sort_keys=True, separators=(",", ":"))


def worst_of(recall: dict[str, dict[str, float]], left_out: str) -> dict[str, float]:
    """Return each cause's recall in the worst turn, not the mean, but for the one left out.

    It is printed beside what is said not to be there, and counts and their intervals rest on it.
    """
    others = [turn for name, turn in recall.items() if name != left_out]
    return {cause: round(min(turn[cause] for turn in others), 3) for cause in CAUSES}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--turns", nargs="*", default=list(POSITIONS))
    parser.add_argument("--dry", action="store_true", help="print figures, write nothing")
    parser.add_argument(
        "--keep-marks",
        action="store_true",
        help="take what the last run heard, to try other weights; not once a network changed",
    )
    arguments = parser.parse_args()
    out: Path = arguments.out
    if not arguments.dry and set(arguments.turns) != set(POSITIONS):
        parser.error("models are written from all four turns: leave out --turns, or add --dry")
    turns: dict[str, list[Marks]] = {}
    clips: list[Clip] = []  # over a gigabyte: read only where a clip has to be heard
    for name in arguments.turns:
        kept = out / f"marks_{name}.pickle"
        if not (arguments.keep_marks and kept.exists()):
            clips = clips or whole(out / "bank")
            session = open_session((out / f"without_{name}.onnx").read_bytes())
            kept.write_bytes(pickle.dumps([mark(session, clip) for clip in unseen(clips, name)]))
        turns[name] = pickle.loads(kept.read_bytes())  # noqa: S301 - our own
    worst: dict[str, dict[str, float]] = {}
    cards, judges = {}, {}
    for left_out in (*arguments.turns, "none"):
        pooled = [m for name, marks in turns.items() if name != left_out for m in marks]
        judges[left_out] = fit_judges(pooled)
        share = echo_share(pooled)
        cards[left_out] = {
            "echo_share": share,
            "causes": CAUSES,
            "rate": PICKER_RATE,
            "least": LEAST,
            "held_out": left_out,
        }
        if left_out != "none":
            card = Card.from_documents({**cards[left_out], "recall": {}}, judges[left_out])
            for family in SLOW_WEIGHTS:
                print(left_out, family, score(card, turns[left_out], family), flush=True)
            print(left_out, "real again", score(card, turns[left_out], "real", again=True))
            worst[left_out], right = recalls(card, turns[left_out])
            print(left_out, "recall", worst[left_out], "precision", right, flush=True)
    if arguments.dry:
        return
    models = ROOT / "src" / "witnessmark" / "perception" / "sound" / "models"
    for name, text in cards.items():
        target = Path(__file__).parent / "folds" / f"without_{name}.onnx"
        to = models / "shot_picker.onnx" if name == "none" else target
        recall = worst_of(worst, name)
        print(name, "states a recall of", recall)
        sign(out / f"without_{name}.onnx", to, {**text, "recall": recall}, judges[name], name)


if __name__ == "__main__":
    main()
