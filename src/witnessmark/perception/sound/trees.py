"""Gradient-boosted trees, as numbers: cues to log odds.

Conventions
-----------
Trees are fitted in ``training/`` and only evaluated here. A forest's document is a dictionary of
the ``cues`` it was fitted for, a ``baseline`` in log odds and ``trees``, each a list of rows:
``[cue, threshold, left, right]`` for inner nodes, ``[value]`` for leaves, the root first
(Friedman 2001, Ann. Stat. 29, 1189).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from witnessmark.errors import RecordError


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
    def from_rows(cls, rows: Sequence[Sequence[float]]) -> Tree:
        """Read the rows of one tree."""
        inner = [row if len(row) == 4 else [0, 0, node, node] for node, row in enumerate(rows)]
        cue, threshold, left, right = np.array(inner, dtype=float).T
        value = np.array([row[0] if len(row) == 1 else 0.0 for row in rows])
        cues, lefts, rights = (part.astype(np.int64) for part in (cue, left, right))
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
class Forest:
    """Fitted trees above a baseline."""

    baseline: float
    trees: tuple[Tree, ...]

    @classmethod
    def from_document(cls, document: Mapping[str, Any], cues: Sequence[str]) -> Forest:
        """Read a fitted document; RecordError where it was fitted for other cues than *cues*."""
        if tuple(document["cues"]) != tuple(cues):
            raise RecordError(
                "The trees were fitted for other cues than this release measures: fit them again "
                "with training/picker."
            )
        return cls(float(document["baseline"]), tuple(map(Tree.from_rows, document["trees"])))

    def chances(self, cues: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the chance for each row of *cues*, shape (n,)."""
        odds = np.full(len(cues), self.baseline)
        for tree in self.trees:
            odds += tree.add(cues)
        return np.asarray(1 / (1 + np.exp(-odds)))
