"""Candidates to causes: how likely each sudden rise is a shot, an explosion, or something else.

A shot is its muzzle blast. The supersonic crack of a passing bullet is a cause of its own, so that
it is never counted as a shot. Gradient-boosted trees over the cues of :mod:`.candidates` (Friedman
2001), a softmax over four sums of leaves. The trees are data (``attribution.json`` beside this
file, with what they were fitted on and what they reached on positions they had not seen);
``training/attribution`` fits them again. They are chosen for being calibrated and small, not for
winning: a learnt picker can take their place behind the same function.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from witnessmark.errors import RecordError
from witnessmark.perception.sound.candidates import CUES

#: What a candidate may be, in the order of the probabilities' columns.
CAUSES = ("other", "shot", "explosion", "crack")


@dataclass(frozen=True, slots=True)
class Tree:
    """A regression tree as parallel arrays, a row a node, the root first.

    An inner node sends a row of cues to ``left`` where cue number ``cue`` is at most
    ``threshold``, else to ``right``. A leaf points to itself, and ``value`` is what it adds.
    """

    cue: NDArray[np.int64]
    threshold: NDArray[np.float64]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: NDArray[np.float64]

    @classmethod
    def from_rows(cls, rows: list[list[float]]) -> Tree:
        """Read ``[cue, threshold, left, right]`` for inner nodes and ``[value]`` for leaves."""
        inner = [row if len(row) == 4 else [0, 0, node, node] for node, row in enumerate(rows)]
        cue, threshold, left, right = np.array(inner, dtype=float).T
        value = np.array([row[0] if len(row) == 1 else 0.0 for row in rows])
        whole = (part.astype(np.int64) for part in (cue, left, right))
        cues, lefts, rights = whole
        return cls(cues, threshold, lefts, rights, value)

    def add(self, cues: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what the tree adds for each row of *cues*."""
        rows = np.arange(len(cues))
        node = np.zeros(len(cues), dtype=np.int64)
        while True:
            goes_left = cues[rows, self.cue[node]] <= self.threshold[node]
            after = np.where(goes_left, self.left[node], self.right[node])
            if np.array_equal(after, node):
                return np.asarray(self.value[node])
            node = after


@dataclass(frozen=True, slots=True)
class Attribution:
    """Fitted trees: a list for each cause, above a baseline.

    ``recall`` is, for shot and explosion, the share found of those the trees had not been fitted
    to, at the worst position measured; ``sha256`` is of the file they came from.
    """

    baseline: tuple[float, ...]
    trees: tuple[tuple[Tree, ...], ...]
    recall: dict[str, float]
    sha256: str

    def probabilities(self, cues: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return P(cause) for each candidate: cues (n, len(CUES)) to (n, len(CAUSES))."""
        scores = np.empty((len(cues), len(CAUSES)))
        for cause, (start, trees) in enumerate(zip(self.baseline, self.trees, strict=True)):
            scores[:, cause] = start
            for tree in trees:
                scores[:, cause] += tree.add(cues)
        scores -= scores.max(axis=1, keepdims=True)
        odds = np.exp(scores)
        return np.asarray(odds / odds.sum(axis=1, keepdims=True))

    @classmethod
    def from_document(cls, document: dict[str, Any], sha256: str) -> Attribution:
        """Read a fitted document; RecordError where it was fitted for other cues or causes."""
        if tuple(document["cues"]) != CUES or tuple(document["causes"]) != CAUSES:
            raise RecordError(
                "The attribution was fitted for other cues than this release measures: "
                "fit it again with training/attribution/fit.py."
            )
        return cls(
            baseline=tuple(document["baseline"]),
            trees=tuple(tuple(map(Tree.from_rows, trees)) for trees in document["trees"]),
            recall={name: float(share) for name, share in document["recall"].items()},
            sha256=sha256,
        )


@cache
def shipped_attribution() -> Attribution:
    """Return the trees in the package."""
    data = resources.files(__package__).joinpath("attribution.json").read_bytes()
    return Attribution.from_document(json.loads(data), hashlib.sha256(data).hexdigest())
