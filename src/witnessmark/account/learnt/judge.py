"""A linear judge of claims: how likely each act, type, sense and camera is, by a claim's traits.

Conventions
-----------
One multinomial logistic regression a question, over traits that a claim has or has not and over
the mean vectors of its words by role (traits.py). Weights are fitted by ``training/reading`` and
shipped with a card; nothing is drawn at random here.
"""

from __future__ import annotations

import hashlib
import io
import json
import lzma
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from witnessmark.account.learnt.traits import BLOCKS, View
from witnessmark.account.learnt.vectors import WordVectors

#: The file of the judge that is shipped, inside this package.
MODEL = "claim_judge.xz"


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """One thing asked of a claim: the answers, and their weights, shape (traits, answers)."""

    answers: tuple[str, ...]
    weights: NDArray[np.float32]
    vector_weights: NDArray[np.float32]
    constant: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Judge:
    """The fitted judge: its questions by name, the traits it knows, and its word vectors."""

    questions: dict[str, Question]
    traits: dict[str, int]
    vectors: WordVectors
    card: dict[str, Any]
    sha256: str

    def chances(self, seen: View, asked: Iterable[str]) -> dict[str, dict[str, float]]:
        """Return for each question *asked* the chance of each answer; they sum to one."""
        rows = self._rows(seen)
        dense = self._dense(seen)
        found = {}
        for name in asked:
            question = self.questions[name]
            logits = question.weights[rows].sum(axis=0) + dense @ question.vector_weights
            logits = logits + question.constant
            shares = np.exp(logits - logits.max())
            shares /= shares.sum()
            found[name] = dict(zip(question.answers, shares.tolist(), strict=True))
        return found

    def _rows(self, seen: View) -> list[int]:
        return sorted(self.traits[name] for name in seen.traits if name in self.traits)

    def _dense(self, seen: View) -> NDArray[np.float32]:
        return np.concatenate([self.vectors.mean(words) for words in seen.blocks])


@lru_cache(maxsize=1)
def judge() -> Judge:
    """Return the judge that is shipped, loaded once in a process."""
    return read_judge(resources.files(__package__).joinpath(MODEL).read_bytes())


def read_judge(data: bytes) -> Judge:
    """Read a judge from what ``training/reading`` wrote; ValueError where it is of another form."""
    with np.load(io.BytesIO(lzma.decompress(data)), allow_pickle=False) as stored:
        card = json.loads(bytes(stored["card"]).decode())
        words = bytes(stored["words"]).decode().split("\n")
        traits = bytes(stored["traits"]).decode().split("\n")
        vectors = WordVectors({w: n for n, w in enumerate(words)}, stored["vectors"])
        questions = {
            name: _question(stored, name, answers) for name, answers in card["questions"].items()
        }
    if len(words) != len(vectors.table) or card["blocks"] != list(BLOCKS):
        raise ValueError("the judge of claims is of another version than this package")
    digest = hashlib.sha256(data).hexdigest()
    return Judge(questions, {t: n for n, t in enumerate(traits)}, vectors, card, digest)


def _question(stored: Any, name: str, answers: list[str]) -> Question:
    weights, dense = (
        stored[f"{name}.{part}"].astype(np.float32) * stored[f"{name}.{part}.step"]
        for part in ("weights", "vectors")
    )
    return Question(tuple(answers), weights, dense, stored[f"{name}.constant"])
