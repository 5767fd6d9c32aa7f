"""One-to-one pairing with the greatest total worth: the assignment problem.

Conventions
-----------
Shortest augmenting paths with dual prices (Kuhn, Naval Research Logistics Quarterly 2, 1955; in
the form of Jonker and Volgenant, Computing 38, 1987), n rows by m columns in O(n² m). Greedy
pairing would not do: the best partner of one may be the only partner of another.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_Array = npt.NDArray[np.float64]


def assign(worth: npt.ArrayLike) -> tuple[tuple[int, int], ...]:
    """Return (row, column) pairs with the greatest sum of *worth*, in order of rows.

    *worth* is a matrix of finite numbers that are not negative; a pair worth nothing is not made.
    Of several best pairings always the same one is returned.

    >>> assign([[0.9, 0.8], [0.8, 0.0]])
    ((0, 1), (1, 0))
    """
    table = np.asarray(worth, dtype=np.float64)
    if table.size == 0:
        return ()
    turned = table.shape[0] > table.shape[1]
    square = table.T if turned else table
    owners = _owners(square.max() - square)
    made = ((int(row), column) for column, row in enumerate(owners) if row >= 0)
    pairs = ((column, row) if turned else (row, column) for row, column in made)
    return tuple(sorted(pair for pair in pairs if table[pair] > 0))


def _owners(cost: _Array) -> npt.NDArray[np.int64]:
    """Return the row of each column, -1 for none; every row of *cost* gets a column."""
    rows, columns = cost.shape
    owners = np.full(columns + 1, -1, dtype=np.int64)
    row_prices, column_prices = np.zeros(rows), np.zeros(columns + 1)
    for row in range(rows):
        # The last column stands for no column: the path begins there.
        column = columns
        owners[column] = row
        shortest = np.full(columns, np.inf)
        before = np.full(columns, columns, dtype=np.int64)
        seen = np.zeros(columns + 1, dtype=bool)
        while owners[column] >= 0:
            seen[column] = True
            at = owners[column]
            reduced = cost[at] - row_prices[at] - column_prices[:columns]
            shorter = (reduced < shortest) & ~seen[:columns]
            shortest[shorter], before[shorter] = reduced[shorter], column
            step = np.where(seen[:columns], np.inf, shortest)
            following = int(step.argmin())
            least = step[following]
            row_prices[owners[seen]] += least
            column_prices[seen] -= least
            shortest[~seen[:columns]] -= least
            column = following
        while column != columns:
            previous = int(before[column])
            owners[column] = owners[previous]
            column = previous
        owners[columns] = -1
    return owners[:columns]
