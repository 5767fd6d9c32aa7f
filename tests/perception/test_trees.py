"""Trees as numbers."""

import numpy as np
import pytest

from witnessmark.errors import RecordError
from witnessmark.perception.trees import Forest, document_of

STUMP = [[1, 0.5, 1, 2], [-2.0], [2.0]]


def forest(**changes):
    document = {"cues": ["a", "b"], "baseline": 0.5, "trees": [STUMP, STUMP]}
    return Forest.from_document({**document, **changes}, ("a", "b"))


def test_a_forest_adds_its_leaves_to_the_baseline():
    """Two stumps either side of their threshold, as log odds; the threshold itself goes left."""
    chances = forest().chances(np.array([[9.0, 0.5], [-9.0, 0.6]]))
    assert np.log(chances / (1 - chances)) == pytest.approx([-3.5, 4.5])


def test_many_rows_and_unlike_trees_are_judged_one_by_one():
    """A leaf alone, a stump and a deeper tree; each row as by itself; no number goes right."""
    deep = [[0, 0.0, 1, 2], [1, 1.0, 3, 4], [1.0], [2.0], [3.0]]
    several = forest(trees=[[[0.25]], STUMP, deep])
    rows = np.random.default_rng(4).normal(0.0, 2.0, (700, 2))
    rows[3] = np.nan, 0.0
    odds = 0.75 + np.where(rows[:, 1] <= 0.5, -2.0, 2.0)
    odds += np.where(rows[:, 0] <= 0.0, np.where(rows[:, 1] <= 1.0, 2.0, 3.0), 1.0)
    chances = several.chances(rows)
    assert np.log(chances / (1 - chances)) == pytest.approx(odds)


def test_no_rows_have_no_chances():
    """Nothing to judge gives nothing."""
    assert forest().chances(np.zeros((0, 2))).shape == (0,)


def test_trees_for_other_cues_are_refused():
    """A forest fitted for cues of another release is not believed."""
    with pytest.raises(RecordError, match="other cues"):
        forest(cues=["a", "c"])


def test_what_was_fitted_is_written_as_it_is_read():
    """Nodes as scikit-learn keeps them become the stump that they are, to four places."""
    fields = [("is_leaf", "?"), ("value", "f8"), ("feature_idx", "i4"), ("num_threshold", "f8"),
              ("left", "i4"), ("right", "i4")]  # fmt: skip
    nodes = [(False, 0.0, 1, 0.50001, 1, 2), (True, -2.0, 0, 0, 0, 0), (True, 2.0, 0, 0, 0, 0)]
    written = document_of(("a", "b"), 0.5, [np.array(nodes, fields)])
    assert written == {"cues": ["a", "b"], "baseline": 0.5, "trees": [STUMP]}
