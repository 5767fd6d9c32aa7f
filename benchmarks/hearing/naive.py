"""Two detectors of a few lines: what a larger one has to be worth its size against.

The energy picker: power in blocks of a millisecond; an onset where it passes the larger of a
hundred times its median and a fiftieth of its peak; then nothing for 250 ms, counted anew from
every block that is still above. The rate of fire: the lag at which the energy envelope is most
like itself.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from witnessmark.evaluation.hearing import Heard

#: Blocks (milliseconds) without a pass before the next onset.
DEAD = 250
#: Lags, in milliseconds, that a rate of fire of 300 to 1,500 a minute may have.
LAGS = (40, 200)


def block_power(samples: NDArray[np.float32], rate: int) -> NDArray[np.float64]:
    """Return the mean square of each millisecond, shape (milliseconds,)."""
    edges = np.arange(0, samples.size * 1000 // rate + 1) * rate // 1000
    squares = np.concatenate([[0.0], np.cumsum(samples.astype(np.float64) ** 2)])
    sums = np.array([squares[b] - squares[a] for a, b in pairwise(edges)])
    return sums / np.diff(edges)


def pick_energy(samples: NDArray[np.float32], rate: int) -> tuple[Heard, ...]:
    """Return the onsets of the naive energy picker, each as a shot that it is sure of."""
    power = block_power(samples, rate)
    if not power.size or power.max() == 0:
        return ()
    passes = np.flatnonzero(power > max(100 * float(np.median(power)), 0.02 * float(power.max())))
    first = np.concatenate([[True], np.diff(passes) >= DEAD])[: passes.size]
    return tuple(Heard("shot", float(block) / 1000, 1.0) for block in passes[first])


def autocorrelated_rate(samples: NDArray[np.float32], rate: int) -> float | None:
    """Return rounds a minute from the strongest lag of the envelope's autocorrelation."""
    envelope = np.sqrt(block_power(samples, rate))
    envelope = envelope - envelope.mean()
    size = 1 << (2 * envelope.size).bit_length()
    spectrum = np.abs(np.fft.rfft(envelope, size)) ** 2
    likeness = np.fft.irfft(spectrum)[LAGS[0] - 1 : LAGS[1] + 2]
    at = 1 + int(likeness[1:-1].argmax())
    before, here, after = likeness[at - 1 : at + 2]
    bend = before - 2 * here + after
    lag = LAGS[0] - 1 + at + (0.5 * (before - after) / bend if bend else 0.0)
    return 60_000 / lag
