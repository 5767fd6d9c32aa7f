"""Judge the trained networks' fronts by what each has not seen, and write the models' cards.

    python training/picker/calibrate.py --out build/picker

Conventions
-----------
What the networks say of unseen clips, and what is right of it, ``marks.py`` tells. Trees over how
fronts stand to one another (``relations.py``) and by what the wide and presence networks say of
them give the chance of each cause: four forests for blasts (``two_judges.py``), one for each other
cause. What judges the network of a turn is fitted on the other three turns' unseen clips, by the
networks that had not seen those; what judges the one that is shipped, on those of all four. The
forest of the company sees what the others say of clips of a turn that they were not fitted on:
within each turn they are fitted once more for each of its parts (Wolpert 1992, Neural Networks 5,
241). The networks had seen the position that the turn leaves out, as each leaves out but one: its
labels reach the turn's trees by that way alone. The weights and chances below were chosen by
looking at these four turns: the figures are held out from the fitting, not from that choice.
"""

from __future__ import annotations

import argparse
import json
import pickle
import zlib
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence, Set
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from bank import POSITIONS, Clip, trained_on
from marks import Marks, in_fast_fire, mark, unseen
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from store import whole

from witnessmark.evaluation.hearing.calibration import expected_calibration_error, reliability
from witnessmark.evaluation.hearing.clips import FIRST_SEED
from witnessmark.evaluation.hearing.matching import NARROW, WIDE, score_onsets
from witnessmark.perception.sound.company import COMPANY_CUES, view_company
from witnessmark.perception.sound.onnx_session import open_session
from witnessmark.perception.sound.picker import CAUSES, CUES, PICKER_RATE, Card, front_chances
from witnessmark.perception.sound.presence_view import PRESENCE_CUES
from witnessmark.perception.sound.relations import explained_as_echoes
from witnessmark.perception.sound.two_judges import FrontJudges
from witnessmark.perception.sound.wide_view import BURST_CUES
from witnessmark.perception.trees import Forest, document_of

#: What a front of each family weighs. The judge of slow fire is fitted on fronts outside fast fire,
#: real ones above all: they are what is asked for, and the others outnumber them.
SLOW_WEIGHTS = {
    "real": 1.0,
    "varied": 0.6,
    "everyday": 1.5,
    "ordinary": 0.15,
    "bedded": 0.05,
    "made": 0.2,
    "machine": 0.0,
    "respaced": 0.1,
    "rendered": 0.2,
    "incident": 0.0,
    "automatic": 0.0,
}
FAST_WEIGHTS = {
    "real": 0.3,
    "varied": 0.1,
    "everyday": 0.3,
    "ordinary": 0.3,
    "bedded": 0.2,
    "made": 0.3,
    "machine": 0.15,
    "respaced": 1.5,
    "rendered": 1.0,
    "incident": 1.0,
    "automatic": 1.0,
}
#: What a front of slow fire weighs less for the judge of fast fire.
SLOW_FOR_FAST = 0.1
#: What decides how fast fire is by a front alone: real echoes, above all, are no fast fire.
PACE_WEIGHTS = {
    "real": 3.0,
    "varied": 1.0,
    "everyday": 1.0,
    "ordinary": 1.0,
    "bedded": 0.5,
    "made": 1.0,
    "machine": 0.5,
    "respaced": 0.5,
    "rendered": 0.5,
    "incident": 0.5,
    "automatic": 0.5,
}
#: The same by its company: what is real weighs more, lest echoes of shots be rounds of a burst.
COMPANY_WEIGHTS = {
    **PACE_WEIGHTS,
    "real": 20.0,
    "varied": 4.0,
    "everyday": 3.0,
    "respaced": 1.0,
    "automatic": 0.8,
}
#: Only what is rendered has cracks and explosions to be found.
CRACK_WEIGHTS = {
    "real": 1.0,
    "varied": 0.3,
    "everyday": 1.0,
    "ordinary": 0.02,
    "bedded": 0.02,
    "made": 0.1,
    "machine": 0.05,
    "respaced": 0.3,
    "rendered": 1.0,
    "incident": 0.7,
    "automatic": 0.1,
}
#: What bangs without being one must weigh more here: an explosion is seldom one of many.
EXPLOSION_WEIGHTS = {
    **CRACK_WEIGHTS,
    "real": 2.0,
    "varied": 0.5,
    "ordinary": 0.15,
    "bedded": 0.1,
    "made": 0.5,
    "machine": 0.1,
}
#: Leaves of a tree and trees of each judge: fast fire has more to learn from, and more to learn.
SLOW_SIZE, FAST_SIZE, COMPANY_SIZE = (10, 160), (16, 220), (8, 100)
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


Document = dict[str, object]


@dataclass(frozen=True)
class Fitted:
    """What is fitted on the fronts of some turns, each front by itself."""

    blast: dict[str, Document]
    others: dict[str, Document]
    echo_share: float

    def company_of(self, marks: Sequence[Marks]) -> Iterator[NDArray[np.float64]]:
        """Yield what stands about each front of *marks* by what these say, (n, cues) for each."""
        blasts = FrontJudges.from_document(self.blast, CUES)
        others = {cause: Forest.from_document(one, CUES) for cause, one in self.others.items()}
        for one in marks:
            said = front_chances(blasts, others, self.echo_share, one.cues)
            fronts = np.rint(one.seconds * 1000).astype(np.int64)
            yield view_company(fronts, one.cues[:, CUES.index("logit")], said)


class Fronts:
    """The fronts of many clips in one table, as forests are fitted on them."""

    def __init__(self, marks: Sequence[Marks]) -> None:
        self.cues = np.concatenate([one.cues for one in marks])
        self.right = np.concatenate([one.right for one in marks])
        self.known = np.concatenate([one.known for one in marks])
        self.rapid = np.concatenate([in_fast_fire(one) for one in marks])
        counts = [one.seconds.size for one in marks]
        self.families = np.repeat([one.clip.family for one in marks], counts)
        self.fired = np.repeat([bool(one.clip.blasts) for one in marks], counts)

    def weighed(self, weights: Mapping[str, float], cause: int) -> NDArray[np.float64]:
        """Return what each front weighs: none where nobody knows whether *cause* is right."""
        return np.array([weights[one] for one in self.families.tolist()]) * self.known[:, cause]

    def fit(
        self,
        truth: NDArray[Any],
        weights: NDArray[np.float64],
        size: tuple[int, int],
        unseen_cues: Set[str],
        monotone: Sequence[int] | None = None,
    ) -> Document:
        """Return the document of a forest that tells *truth* by all cues but *unseen_cues*."""
        seen = np.where([cue in unseen_cues for cue in CUES], 0.0, self.cues)
        return fit_trees(CUES, seen, truth, weights, size, monotone)


def fit_fronts(marks: Sequence[Marks]) -> Fitted:
    """Return what judges each front of *marks* by itself."""
    fronts = Fronts(marks)
    blast, crack, explosion = range(len(CAUSES))
    slow = fronts.weighed(SLOW_WEIGHTS, blast) * ~fronts.rapid
    fast = fronts.weighed(FAST_WEIGHTS, blast)
    fast *= np.where(fronts.rapid | ~fronts.fired, 1.0, SLOW_FOR_FAST)
    up = [MONOTONE.get(cue, 0) for cue in CUES]
    up_if_fast = [0 if cue in SLOW_ONLY else MONOTONE.get(cue, 0) for cue in CUES]
    right = fronts.right
    # The pace says whom of the judges to believe, and nothing of gunfire tells a crack or a bomb.
    pace, presence = {"pace"}, set(PRESENCE_CUES)
    paces = fronts.weighed(PACE_WEIGHTS, blast)
    return Fitted(
        blast={
            "slow": fronts.fit(right[:, blast], slow, SLOW_SIZE, pace | set(BURST_CUES), up),
            "fast": fronts.fit(right[:, blast], fast, FAST_SIZE, pace, up_if_fast),
            "pace": fronts.fit(fronts.rapid, paces, SLOW_SIZE, set()),
        },
        others={
            CAUSES[cause]: fronts.fit(
                right[:, cause], fronts.weighed(weights, cause), SLOW_SIZE, presence
            )
            for cause, weights in ((crack, CRACK_WEIGHTS), (explosion, EXPLOSION_WEIGHTS))
        },
        echo_share=echo_share(marks),
    )


def fit_company(fitted: Mapping[str, Fitted], turns: Mapping[str, Sequence[Marks]]) -> Document:
    """Return the forest that tells fast fire in *turns*, each judged by *fitted* on the others."""
    rows = [row for name, marks in turns.items() for row in fitted[name].company_of(marks)]
    fronts = Fronts([one for marks in turns.values() for one in marks])
    weights = fronts.weighed(COMPANY_WEIGHTS, 0)
    return fit_trees(COMPANY_CUES, np.concatenate(rows), fronts.rapid, weights, COMPANY_SIZE, None)


def fit_judges(
    turns: Mapping[str, Sequence[Marks]], fitted: Mapping[frozenset[str], Fitted]
) -> dict[str, object]:
    """Return the documents of what judges each cause, from what was *fitted* on sets of turns."""
    every = frozenset(turns)
    without = {name: fitted[every - {name}] for name in turns}
    whole = fitted[every]
    return {"blast": {**whole.blast, "company": fit_company(without, turns)}, **whole.others}


def sets_of(names: Sequence[str]) -> list[frozenset[str]]:
    """Return the sets of turns that :func:`fit_fronts` is needed for: with one or two left out."""
    every = frozenset(names)
    ones = [every - {name} for name in names]
    twos = [frozenset(pair) for pair in combinations(names, len(names) - 2)]
    return [every, *ones, *twos]


def fit_trees(
    names: Sequence[str],
    cues: NDArray[np.float64],
    truth: NDArray[Any],
    weights: NDArray[np.float64],
    size: tuple[int, int],
    monotone: Sequence[int] | None,
) -> Document:
    """Return the document of trees, *size* (leaves, trees), that tell *truth* by *cues*."""
    leaves, trees = size
    heard = weights > 0
    model = HistGradientBoostingClassifier(
        max_iter=trees,
        learning_rate=0.06,
        early_stopping=False,
        max_leaf_nodes=leaves,
        min_samples_leaf=25,
        l2_regularization=2.0,
        random_state=1,
        monotonic_cst=monotone,
    ).fit(cues[heard], truth[heard], sample_weight=weights[heard])
    baseline = float(np.ravel(model._baseline_prediction)[0])
    return document_of(names, baseline, (stage[0].nodes for stage in model._predictors))


def echo_share(marks: Sequence[Marks]) -> float:
    """Return the share of fronts of slow fire explained as echoes that were shots all the same."""
    rows = [
        one.right[explained_as_echoes(one.cues) & one.known[:, 0] & ~in_fast_fire(one), 0]
        for one in marks
        if one.clip.family in {"real", "respaced"} and one.seconds.size
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
        seconds += one.length
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
    parser.add_argument("--workers", type=int, default=2, help="forests fitted at once [2]")
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
    del clips
    sets = sets_of(arguments.turns)
    pooled = [
        [one for name in arguments.turns if name in part for one in turns[name]] for part in sets
    ]
    with ProcessPoolExecutor(arguments.workers) as pool:
        fitted = dict(zip(sets, pool.map(fit_fronts, pooled), strict=True))
    worst: dict[str, dict[str, float]] = {}
    cards, judges = {}, {}
    for left_out in (*arguments.turns, "none"):
        part = {name: marks for name, marks in turns.items() if name != left_out}
        judges[left_out] = fit_judges(part, fitted)
        share = fitted[frozenset(part)].echo_share
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
