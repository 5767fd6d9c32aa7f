"""Gradient-boosted trees, as numbers: cues to log odds.

Conventions
-----------
Trees are fitted in ``training/`` and only evaluated here. A forest's document is a dictionary of
the ``cues`` it was fitted for, a ``baseline`` in log odds and ``trees``, each a list of rows:
``[cue, threshold, left, right]`` for inner nodes, ``[value]`` for leaves, the root first
(Friedman 2001, Ann. Stat. 29, 1189). An inner node sends a row of cues to ``left`` where its cue
is at most the threshold, else to ``right``; a cue that is no number goes right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from witnessmark.errors import RecordError

#: Rows of cues that walk down all trees together: what they need stays in the processor's cache.
_TOGETHER = 256


def document_of(
    cues: Sequence[str], baseline: float, trees: Iterable[NDArray[Any]]
) -> dict[str, object]:
    """Return the document of fitted *trees*, each an array of scikit-learn's nodes, root first.

    Of a node its fields ``is_leaf``, ``value``, ``feature_idx``, ``num_threshold``, ``left`` and
    ``right`` are read; a model keeps such arrays in ``_predictors``.
    """
    rows = [
        [
            [round(float(node["value"]), 5)]
            if node["is_leaf"]
            else [
                int(node["feature_idx"]),
                round(float(node["num_threshold"]), 4),
                int(node["left"]),
                int(node["right"]),
            ]
            for node in tree
        ]
        for tree in trees
    ]
    return {"cues": list(cues), "baseline": round(baseline, 5), "trees": rows}


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """Fitted trees above a baseline: the nodes of all trees in a row, ``roots`` (trees,) into it.

    ``onward`` (2 × nodes,) holds for each node where to go where its cue exceeds the threshold,
    then where not; a leaf leads to itself, and ``value`` is what it adds.
    """

    baseline: float
    roots: NDArray[np.intp]
    cue: NDArray[np.intp]
    threshold: NDArray[np.float64]
    onward: NDArray[np.intp]
    value: NDArray[np.float64]

    @classmethod
    def from_document(cls, document: Mapping[str, Any], cues: Sequence[str]) -> Forest:
        """Read a fitted document; RecordError where it was fitted for other cues than *cues*."""
        if tuple(document["cues"]) != tuple(cues):
            raise RecordError(
                "The trees were fitted for other cues than this release measures: fit them again "
                "with training/picker."
            )
        roots: list[int] = []
        nodes: list[tuple[float, float, float, float, float]] = []
        for tree in document["trees"]:
            root = len(nodes)
            roots.append(root)
            for row in tree:
                here = len(nodes)
                if len(row) == 1:
                    nodes.append((0, 0.0, here, here, row[0]))
                else:
                    nodes.append((row[0], row[1], root + row[3], root + row[2], 0.0))
        table = np.array(nodes, np.float64).reshape(-1, 5)
        return cls(
            float(document["baseline"]),
            np.array(roots, np.intp),
            table[:, 0].astype(np.intp),
            table[:, 1],
            table[:, 2:4].astype(np.intp).ravel(),
            table[:, 4],
        )

    def chances(self, cues: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the chance for each row of *cues*, shape (n,)."""
        parts = [self._odds(cues[at : at + _TOGETHER]) for at in range(0, len(cues), _TOGETHER)]
        return np.asarray(1 / (1 + np.exp(-np.concatenate([np.zeros(0), *parts]))))

    def _odds(self, cues: NDArray[np.float64]) -> NDArray[np.float64]:
        flat = cues.ravel()
        begin = np.arange(len(cues))[:, None] * cues.shape[1]
        node = np.broadcast_to(self.roots, (len(cues), self.roots.size))
        while True:
            goes_left = flat[begin + self.cue[node]] <= self.threshold[node]
            after = self.onward[2 * node + goes_left]
            if np.array_equal(after, node):
                return np.asarray(self.baseline + self.value[node].sum(axis=1))
            node = after
