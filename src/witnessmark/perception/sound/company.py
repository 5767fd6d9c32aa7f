"""What the judges say of a front and of those about it: the cues of whether it is in fast fire.

Conventions
-----------
Fronts are milliseconds, whole numbers, ascending. A chance is told as its logit, kept within
:data:`CEILING`. A front is never in its own company: where it has none within reach, a cue is
:data:`ALONE`. Near are fronts within :data:`NEAR` ms, further ones within :data:`FAR`: a judge of a
front looked as far as :data:`~.relations.REACH` ms, so that nothing here looks past the margin of a
chunk.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from witnessmark.perception.sound.neighbours import within
from witnessmark.perception.sound.presence_view import around

#: Whose chances are looked at.
JUDGES = ("slow", "fast", "pace", "crack", "explosion")
COMPANY_CUES = (
    *JUDGES,
    "pace_around",
    "fast_around",
    "fast_near",
    "fast_further",
    "slow_further",
    "explosion_near",
    "fast_before",
    "fast_after",
    "crack_before",
    "crack_after",
    "rounds_near",
    "rounds_further",
    "uneven",
    "fast_below",
)
#: Milliseconds within which fronts are near, and further: fast fire is one burst for a second.
NEAR, FAR = 1000, 2000
#: Milliseconds within which the round before and the round after of fast fire stand.
NEXT_ROUND = 150
#: Milliseconds within which a bullet's crack comes before its blast.
CRACK_LEAD = 800
#: Nearer than this, in milliseconds, is the same front of another cause.
SAME = 15
#: Two rounds stand farther apart than the one, and in fast fire nearer than the other, in ms.
ROUNDS_APART = (30, 400)
#: Logits are kept within this; and what stands where a front is alone.
CEILING, ALONE = 9.2, -10.0
#: What is said of the evenness of rounds where there is none before or none after.
NO_TRAIN = 9.0

Row = NDArray[np.float64]


def view_company(
    fronts: NDArray[np.int64], likely: Row, chances: Mapping[str, Row]
) -> NDArray[np.float64]:
    """Return the cues of each of *fronts*, shape (n, len(COMPANY_CUES)).

    *chances*, each of shape (n,), holds those of :data:`JUDGES`; *likely* (n,) is how likely
    (logits) the picker's network calls each a blast.
    """
    told = {name: _logit(chances[name]) for name in JUDGES}
    fast, crack = told["fast"], told["crack"]
    near, far = within(fronts, NEAR), within(fronts, FAR)
    (first_round, last_round), (first_crack, last_crack) = (
        within(fronts, reach) for reach in (NEXT_ROUND, CRACK_LEAD)
    )
    own = np.arange(fronts.size)
    fast_near = _most_of_others(fast, *near)
    rounds = np.concatenate([[0], np.cumsum(fast > 0)])
    first_same, last_same = within(fronts, SAME)
    cues = [
        *told.values(),
        _logit(around(chances["pace"], fronts, likely, NEAR)),
        around(fast, fronts, likely, NEAR),
        fast_near,
        _most_of_others(fast, *far),
        _most_of_others(told["slow"], *far),
        _most(told["explosion"], *near),
        _most(fast, first_round, own),
        _most(fast, own + 1, last_round),
        _most(crack, first_crack, first_same),
        _most(crack, last_same, last_crack),
        rounds[near[1]] - rounds[near[0]],
        rounds[far[1]] - rounds[far[0]],
        _unevenness(fronts, fast > 0),
        fast - fast_near,
    ]
    return np.stack(cues, axis=1).astype(np.float64)


def _logit(chances: Row) -> Row:
    least = 1 / (1 + np.exp(CEILING))
    kept = np.clip(chances, least, 1 - least)
    return np.asarray(np.log(kept / (1 - kept)))


def _most(values: Row, first: NDArray[np.intp], last: NDArray[np.intp]) -> Row:
    """Return the most of *values* in [first, last) for each pair, ALONE where that is empty."""
    if not values.size:
        return np.zeros(0)
    padded = np.append(values, ALONE)
    edges = np.stack([first, np.maximum(first, last)], axis=1).ravel()
    most = np.maximum.reduceat(padded, edges)[::2]
    return np.where(last > first, most, ALONE)


def _most_of_others(values: Row, first: NDArray[np.intp], last: NDArray[np.intp]) -> Row:
    """Return the most of *values* in [first, last) but for each one's own."""
    own = np.arange(values.size)
    return np.maximum(_most(values, first, own), _most(values, own + 1, last))


def _unevenness(fronts: NDArray[np.int64], rounds: NDArray[np.bool_]) -> Row:
    """Return by how much (log of a ratio) the gap after each differs from the gap before it."""
    least, most = ROUNDS_APART
    at: NDArray[Any] = np.concatenate([[-np.inf], fronts[rounds], [np.inf]])
    before = fronts - at[np.searchsorted(at, fronts - least) - 1]
    after = at[np.searchsorted(at, fronts + least, side="right")] - fronts
    train = (before < most) & (after < most)
    ratio = np.where(train, after, 1.0) / np.where(train, before, 1.0)
    return np.where(train, np.abs(np.log(ratio)), NO_TRAIN)
