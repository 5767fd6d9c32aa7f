"""One-to-one pairing with the greatest total worth."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from witnessmark.incident.compared.assignment import assign

TABLES = st.integers(1, 5).flatmap(
    lambda rows: st.integers(1, 5).flatmap(
        lambda columns: st.lists(
            st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=columns, max_size=columns),
            min_size=rows,
            max_size=rows,
        )
    )
)


def best_by_hand(table: list[list[float]]) -> float:
    """The greatest worth of any pairing, by trying all of them."""
    rows, columns = len(table), len(table[0])
    if rows > columns:
        return best_by_hand([list(column) for column in zip(*table, strict=True)])
    return max(
        sum(table[row][column] for row, column in enumerate(chosen))
        for chosen in permutations(range(columns), rows)
    )


@settings(max_examples=150, deadline=None)
@given(TABLES)
def test_no_pairing_is_worth_more(table):
    """The sum is that of the best of all pairings, and nothing is paired twice or for nothing."""
    pairs = assign(table)
    assert sum(table[row][column] for row, column in pairs) == best_by_hand(table)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert all(table[row][column] > 0 for row, column in pairs)
    assert list(pairs) == sorted(pairs)


@pytest.mark.parametrize("table", [[], [[]], np.zeros((0, 3)), np.zeros((3, 0))])
def test_nothing_to_pair(table):
    """No rows or no columns make no pairs."""
    assert assign(table) == ()


def test_a_greedy_choice_is_not_taken():
    """The best partner of one is left to the one that has no other."""
    assert assign([[0.9, 0.8], [0.8, 0.0]]) == ((0, 1), (1, 0))


def test_it_agrees_with_scipy_on_large_tables():
    """The same worth as another implementation, on 120 by 150 drawn numbers."""
    solve = pytest.importorskip("scipy.optimize").linear_sum_assignment
    table = np.random.default_rng(6).random((120, 150))
    rows, columns = solve(table, maximize=True)
    ours = sum(table[pair] for pair in assign(table))
    assert ours == pytest.approx(table[rows, columns].sum(), abs=1e-9)
