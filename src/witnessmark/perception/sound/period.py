"""The period of a train whose shots are known: a posterior over the unknown noise.

Conventions
-----------
Rounds go off as a renewal process with jitter of the weapon's cycle; each onset is heard with an
error of its own. Gaps between neighbouring picks are then jointly normal, and neighbours are
negatively correlated through the shared onset. For given noise the period's posterior is normal
(generalised least squares, Aitken 1935, under a flat prior); noise levels are averaged over with
their marginal likelihoods, so that short strings get honestly wide intervals.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]

#: Jitter of the cycle as a share of the period, and onset error in seconds, with equal weight.
CYCLES = (0.0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.065)
ONSETS = (0.0003, 0.001, 0.002, 0.003, 0.004, 0.006)
_GRID = 1601


@dataclass(frozen=True, slots=True)
class Period:
    """Median and 95 % credible interval of the period in seconds, and the mean cycle jitter."""

    value: float
    low: float
    high: float
    cycle: float


def fit_period(gaps: Floats, steps: Ints, joined: NDArray[np.bool_], rough: float) -> Period:
    """Return the period of gaps that last *steps* periods each, shapes (n,), n at least 1.

    ``joined[i]`` says that gap i begins with the pick that gap i − 1 ends with. *rough* is the
    period, in seconds, that the noise is scaled by.
    """
    noise = np.array(list(product(CYCLES, ONSETS)))
    jitter, onset = (noise[:, 0] * rough) ** 2, noise[:, 1] ** 2
    spread = np.zeros(len(noise))
    log_det, kk, kg, gg = (np.zeros(len(noise)) for _ in range(4))
    last_k, last_g = np.zeros(len(noise)), np.zeros(len(noise))
    for gap, step, follows in zip(gaps, steps, joined, strict=True):
        # One step of an LDL' factorisation of the tridiagonal covariance.
        lean = -onset / spread if follows else np.zeros(len(noise))
        spread = step * jitter + 2 * onset + lean * (onset if follows else 0.0)
        last_k, last_g = step - lean * last_k, gap - lean * last_g
        log_det += np.log(spread)
        kk += last_k**2 / spread
        kg += last_k * last_g / spread
        gg += last_g**2 / spread
    middle, sigma = kg / kk, 1 / np.sqrt(kk)
    evidence = -0.5 * (log_det + gg - kg**2 / kk + np.log(kk))
    weight = np.exp(evidence - evidence.max())
    weight /= weight.sum()
    reach = 6 * sigma
    grid = np.linspace((middle - reach).min(), (middle + reach).max(), _GRID)
    density = weight / sigma * np.exp(-0.5 * ((grid[:, None] - middle) / sigma) ** 2)
    mass = np.cumsum(density.sum(axis=1))
    low, value, high = np.interp([0.025, 0.5, 0.975], mass / mass[-1], grid)
    return Period(float(value), float(low), float(high), float(weight @ noise[:, 0]))
