"""A filter from its loudness alone: the phase that lets nothing come early.

Conventions
-----------
A filter is one complex value a bin of an rfft of even size.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def minimum_phase(logarithm: NDArray[np.float64]) -> NDArray[np.complex128]:
    """Return the filter whose magnitude is exp(*logarithm*) and whose energy comes soonest.

    The logarithm's cepstrum is folded onto positive times (Oppenheim and Schafer, Discrete-Time
    Signal Processing, homomorphic filtering). The response is causal, as that of air and of any
    microphone is.
    """
    size = 2 * (len(logarithm) - 1)
    cepstrum = np.fft.irfft(logarithm, size)
    cepstrum[1 : size // 2] *= 2.0
    cepstrum[size // 2 + 1 :] = 0.0
    return np.exp(np.fft.rfft(cepstrum, size))
