"""Word vectors: what words are used like what others, so that a judge knows words it never met.

Conventions
-----------
Vectors are GloVe's (Pennington, Socher and Manning 2014, EMNLP, 1532; public domain, PDDL 1.0),
reduced to their first principal components, of length one, in steps of 1/127. A word that is not
among them has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class WordVectors:
    """Rows of ``table``, shape (words, dimensions), by word."""

    rows: dict[str, int]
    table: NDArray[np.int8]

    @property
    def dimensions(self) -> int:
        """How many numbers describe a word."""
        return int(self.table.shape[1])

    def mean(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Return the mean vector of those of *words* that have one, zero where none has."""
        rows = [self.rows[word] for word in words if word in self.rows]
        if not rows:
            return np.zeros(self.dimensions, np.float32)
        return np.asarray(self.table[rows].astype(np.float32).mean(axis=0) / np.float32(127))
