"""What was heard against what is true: which onsets meet, and which count as false.

Conventions
-----------
Onsets meet one to one within a window, as many pairs as can be, as mir_eval counts them (Raffel
and others, ISMIR 2014). What was heard at an ignored onset and meets no true one is set aside
before anything is counted. Errors of timing are taken between nearest neighbours, because a
matching for number alone may pair the wrong two of a fast burst.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from witnessmark.errors import MissingExtraError
from witnessmark.evaluation.hearing.clips import Times

#: Half-widths, in seconds, within which an onset counts as found.
WIDE, NARROW = 0.050, 0.010


@dataclass(frozen=True, slots=True)
class OnsetScore:
    """One clip's onsets: F, precision and recall, and the counts they come from."""

    f: float
    precision: float
    recall: float
    matched: int
    true: int
    heard: int


def score_onsets(true: Times, heard: Times, window: float) -> OnsetScore:
    """Score ascending *heard* against ascending *true*; an empty side scores 0.

    ``mir_eval.onset.f_measure``. Raises MissingExtraError without mir_eval.
    """
    matched = len(match(true, heard, window))
    if not matched:
        return OnsetScore(0.0, 0.0, 0.0, 0, true.size, heard.size)
    f, precision, recall = _mir_eval().onset.f_measure(true, heard, window=window)
    return OnsetScore(
        float(f), float(precision), float(recall), matched, int(true.size), int(heard.size)
    )


def match(true: Times, heard: Times, window: float) -> tuple[tuple[int, int], ...]:
    """Return pairs (index into *true*, index into *heard*), each index at most once."""
    if not true.size or not heard.size:
        return ()
    pairs = _mir_eval().util.match_events(true, heard, window)
    return tuple(sorted((int(one), int(other)) for one, other in pairs))


def set_aside(true: Times, ignored: Times, heard: Times, window: float = WIDE) -> NDArray[np.bool_]:
    """Return which of *heard* are to be counted: all but those that meet an ignored onset only."""
    counted = np.ones(heard.size, dtype=bool)
    if not ignored.size or not heard.size:
        return counted
    met = {other for _, other in match(true, heard, window)}
    for number, time in enumerate(heard):
        if number not in met and np.abs(ignored - time).min() <= window:
            counted[number] = False
    return counted


def timing_errors(true: Times, heard: Times, window: float = WIDE) -> Times:
    """Return heard minus true, seconds, for mutual nearest neighbours within *window*."""
    if not true.size or not heard.size:
        return np.zeros(0)
    gaps = np.abs(heard[None, :] - true[:, None])
    nearest, owner = gaps.argmin(axis=1), gaps.argmin(axis=0)
    both = [
        (one, other)
        for one, other in enumerate(nearest)
        if owner[other] == one and gaps[one, other] <= window
    ]
    return np.array([heard[other] - true[one] for one, other in both])


def _mir_eval() -> Any:
    try:
        import mir_eval.onset
        import mir_eval.util
    except ImportError as error:
        raise MissingExtraError(
            "Scoring needs mir_eval, which is not installed: "
            "run `pip install 'witnessmark[evaluation]'`."
        ) from error
    return mir_eval
