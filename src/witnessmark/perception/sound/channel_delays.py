"""Which channels repeat another one later: two microphones, or a microphone and a radio link.

Conventions
-----------
A channel is a late copy where its cross-correlation with the reference channel, gathered with the
memory of the mixdown, has a peak of at least :data:`SAME` away from lag zero, and at lag zero
less than :data:`APART` of that. Correlation is taken at about :data:`CORRELATED_RATE` samples a
second, between differences over two of them, a band about a quarter of that rate: low rumble is
alike at every lag, and what lies higher is alike at no lag that falls between two samples. Lags
are in seconds, positive for a channel that comes later than the reference.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

#: Samples a second at which lags are looked for, about.
CORRELATED_RATE = 3000
#: Longest lag looked for, in seconds: sound travels 17 m in it, a digital link needs less.
LONGEST = 0.05
#: Least lag that doubles a shot to the ear and to a picker, in seconds.
LATE = 0.001
#: Least normalised correlation of a copy, and its largest ratio to the one near lag zero.
SAME, APART = 0.6, 0.8
#: Shorter blocks hold too few lags to add anything.
_LEAST_LAGS = 4


class ChannelDelays:
    """Gathers the correlation of every channel with one reference."""

    def __init__(self, channels: int, rate: int) -> None:
        self._step = max(1, rate // CORRELATED_RATE)
        self._rate = rate / self._step
        self._reach = round(LONGEST * self._rate)
        self._reference: int | None = None
        self._gathered = np.zeros((channels, 2 * self._reach + 1))
        self._power = np.zeros(channels)

    def add(self, planar: NDArray[np.float32], reference: int, fading: float) -> None:
        """Take a block of shape (channels, n); what was gathered before counts *fading* times."""
        if reference != self._reference:
            self._reference, fading = reference, 0.0
        count = planar.shape[1] // self._step
        if count < _LEAST_LAGS * self._reach:
            return
        whole = planar[:, : count * self._step].reshape(len(planar), count, self._step)
        slow = whole @ np.ones(self._step, np.float32)
        sound = slow[:, 2:] - slow[:, :-2]
        size = 1 << (count + self._reach - 1).bit_length()
        spectra = np.fft.rfft(sound, size, axis=1)
        circular = np.fft.irfft(spectra[reference].conj() * spectra, size, axis=1)
        reach = self._reach
        lags = np.concatenate([circular[:, -reach:], circular[:, : reach + 1]], axis=1)
        self._gathered = fading * self._gathered + lags
        self._power = fading * self._power + (sound.astype(np.float64) ** 2).sum(axis=1)

    def lags(self) -> NDArray[np.float64]:
        """Return each channel's lag where it is a copy of the reference, else NaN."""
        if self._reference is None:
            return np.full(len(self._power), np.nan)
        scale = np.sqrt(np.maximum(self._power * self._power[self._reference], 1e-30))
        alike = np.abs(self._gathered) / scale[:, None]
        peak, near = alike.argmax(axis=1), round(LATE * self._rate)
        height = alike.max(axis=1)
        at_zero = alike[:, self._reach - near : self._reach + near + 1].max(axis=1)
        lag = (peak - self._reach) / self._rate
        return np.where((height >= SAME) & (at_zero < APART * height), lag, np.nan)
