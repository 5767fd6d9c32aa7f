"""What happens to sound between the microphone and the file that is handed in.

A phone's band, gain control and noise suppression; overload; the codec of the recording; then
whatever messengers and platforms did to it, often several times over.

Conventions
-----------
Mono float32 samples, full scale at 1. The clock is kept: what was at t seconds before a chain is at
t seconds after it, to a quarter of a millisecond, although the rate may be another. The same
samples, steps and seed give the same result with the same build of the codecs.

Sources: the formulas are named in :mod:`.codecs` and :mod:`.gain_control`. The ranges of
:func:`random_chain` are ours: rates and bit rates that recorders, telephony (AMR in 3GPP files,
mu-law), voice messages (Opus at 16 to 32 kbit/s) and platforms (AAC or Opus at 48 to 128 kbit/s)
use.

>>> import numpy as np
>>> sound, rate = apply(np.zeros(800, np.float32), 8000, (Gain(-6), Resampled(16000)), seed=1)
>>> len(sound), rate
(1600, 16000)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from witnessmark.rendering import gain_control
from witnessmark.rendering.codecs import resample, transcode

Sound = NDArray[np.float32]


class Step(Protocol):
    """One thing that is done to sound."""

    def __call__(
        self, samples: Sound, rate: int, random: np.random.Generator, /
    ) -> tuple[Sound, int]:
        """Return the sound after the step, and its rate in Hz."""
        ...


@dataclass(frozen=True, slots=True)
class Gain:
    """Louder or quieter by *db*; nothing is cut off."""

    db: float

    def __call__(self, samples: Sound, rate: int, _: np.random.Generator, /) -> tuple[Sound, int]:
        """Return *samples* times the gain."""
        return samples * np.float32(10 ** (self.db / 20)), rate


@dataclass(frozen=True, slots=True)
class Resampled:
    """Brought to *rate* Hz, 8,000 to 48,000."""

    rate: int

    def __call__(self, samples: Sound, rate: int, _: np.random.Generator, /) -> tuple[Sound, int]:
        """Return *samples* at the new rate."""
        return resample(samples, rate, self.rate), self.rate


@dataclass(frozen=True, slots=True)
class Coded:
    """Through a lossy *codec* (``aac``, ``opus``, ``amr``, ``mp3``) at *bitrate* bit/s."""

    codec: str
    bitrate: int

    def __call__(self, samples: Sound, rate: int, _: np.random.Generator, /) -> tuple[Sound, int]:
        """Return what the decoder gives back, at the codec's rate."""
        return transcode(samples, rate, self.codec, self.bitrate)


@dataclass(frozen=True, slots=True)
class Companded:
    """Through mu-law telephony: 255 levels (G.711). The rate is kept, as gunshot sensors do."""

    def __call__(self, samples: Sound, rate: int, _: np.random.Generator, /) -> tuple[Sound, int]:
        """Return *samples* on those levels."""
        return gain_control.compand(samples), rate


@dataclass(frozen=True, slots=True)
class Clipped:
    """Recorded so hot that the peak would lie *over_db* above full scale; cut off there."""

    over_db: float

    def __call__(self, samples: Sound, rate: int, _: np.random.Generator, /) -> tuple[Sound, int]:
        """Return *samples* raised and cut off."""
        return gain_control.clip(samples, self.over_db), rate


@dataclass(frozen=True, slots=True)
class SoftLimited:
    """Recorded as hot as by :class:`Clipped`, but bent towards full scale by a limiter."""

    over_db: float

    def __call__(self, samples: Sound, rate: int, _: np.random.Generator, /) -> tuple[Sound, int]:
        """Return *samples* raised and bent."""
        return gain_control.limit(samples, self.over_db), rate


@dataclass(frozen=True, slots=True)
class GainControlled:
    """Peaks held near *target* by a gain that falls in *attack_s* and recovers in *release_s*.

    ``most_db`` is the most that quiet sound is raised by.
    """

    attack_s: float
    release_s: float
    target: float
    most_db: float = 20.0

    def __call__(self, samples: Sound, rate: int, _: np.random.Generator, /) -> tuple[Sound, int]:
        """Return *samples* under that gain, which pumps after every shot."""
        controlled = gain_control.control_gain(
            samples, rate, self.attack_s, self.release_s, self.target, self.most_db
        )
        return controlled, rate


@dataclass(frozen=True, slots=True)
class NoiseSuppressed:
    """Steady noise subtracted, *strength* times over (1 mild, 4 harsh)."""

    strength: float

    def __call__(self, samples: Sound, rate: int, _: np.random.Generator, /) -> tuple[Sound, int]:
        """Return what is left of *samples*."""
        return gain_control.suppress_noise(samples, rate, self.strength), rate


@dataclass(frozen=True, slots=True)
class BandLimited:
    """A microphone's or a line's band: second-order slopes below *low* and above *high* Hz.

    Butterworth's responses with their own phase, so that nothing comes early.
    """

    low: float
    high: float

    def __call__(self, samples: Sound, rate: int, _: np.random.Generator, /) -> tuple[Sound, int]:
        """Return *samples* within the band."""
        size = 1 << max(1, len(samples) + rate // 4 - 1).bit_length()
        frequency = 1j * np.fft.rfftfreq(size, 1 / rate)
        up, down = frequency / self.low, frequency / self.high
        response = up**2 / (1 + np.sqrt(2) * up + up**2) / (1 + np.sqrt(2) * down + down**2)
        heard = np.fft.irfft(np.fft.rfft(samples, size) * response, size)[: len(samples)]
        return heard.astype(np.float32), rate


@dataclass(frozen=True, slots=True)
class Muted:
    """Silence from *start* to *end*, in seconds."""

    start: float
    end: float

    def __call__(self, samples: Sound, rate: int, _: np.random.Generator, /) -> tuple[Sound, int]:
        """Return *samples* with zeros there."""
        muted = samples.copy()
        muted[max(0, round(self.start * rate)) : max(0, round(self.end * rate))] = 0
        return muted, rate


@dataclass(frozen=True, slots=True)
class Quantised:
    """Stored in *bits* with triangular dither of one step (Lipshitz et al., JAES 40, 1992)."""

    bits: int = 16

    def __call__(
        self, samples: Sound, rate: int, random: np.random.Generator, /
    ) -> tuple[Sound, int]:
        """Return *samples* on that many levels, cut off at full scale."""
        steps = np.float32(2 ** (self.bits - 1))
        dither = random.random(len(samples), np.float32) - random.random(len(samples), np.float32)
        return np.clip(np.round(samples * steps + dither) / steps, -1, 1), rate


def apply(samples: Sound, rate: int, steps: Sequence[Step], seed: int) -> tuple[Sound, int]:
    """Do *steps* to *samples* (n,) at *rate* Hz; return the sound and the rate it ends with.

    Deterministic in *seed*. An instant keeps its second to within 0.25 ms.
    """
    random = np.random.default_rng(seed)
    sound = np.asarray(samples, dtype=np.float32)
    for step in steps:
        sound, rate = step(sound, rate, random)
    return sound, rate


def random_chain(random: np.random.Generator) -> tuple[Step, ...]:
    """Draw a realistic chain: capture, the recording's codec, then up to three transcodings.

    It never mutes, and never moves an instant: labels made for the sound before stay right.
    """
    steps: list[Step] = [*_capture(random), *_recording(random)]
    for _ in range(int(random.choice(4, p=(0.35, 0.35, 0.2, 0.1)))):
        steps += _handed_on(random)
    return tuple(steps)


def _capture(random: np.random.Generator) -> list[Step]:
    """Draw what microphone, preamplifier and the phone's own processing do."""
    steps: list[Step] = []
    if random.random() < 0.7:
        low = float(np.exp(random.uniform(np.log(25), np.log(350))))
        steps.append(BandLimited(low, float(np.exp(random.uniform(np.log(3000), np.log(18000))))))
    if random.random() < 0.35:
        steps.append(NoiseSuppressed(float(random.uniform(0.7, 4))))
    if random.random() < 0.45:
        attack, release = 10 ** random.uniform(-3.3, -1), 10 ** random.uniform(-1.2, 0.5)
        target, most = random.uniform(0.1, 0.9), random.uniform(0, 30)
        steps.append(GainControlled(float(attack), float(release), float(target), float(most)))
    level = random.random()
    if level < 0.25:
        steps.append(Clipped(float(random.uniform(0, 24))))
    elif level < 0.45:
        steps.append(SoftLimited(float(random.uniform(0, 20))))
    elif level < 0.8:
        steps.append(Gain(float(random.uniform(-30, 6))))
    return steps


def _recording(random: np.random.Generator) -> list[Step]:
    """Draw how the recorder stores it."""
    kind = random.choice(6, p=(0.35, 0.15, 0.1, 0.1, 0.1, 0.2))
    if kind == 0:
        rate = int(random.choice((16000, 32000, 44100, 48000), p=(0.15, 0.1, 0.45, 0.3)))
        return [Resampled(rate), Coded("aac", int(random.choice((48, 64, 96, 128, 192))) * 1000)]
    if kind == 1:
        rate = int(random.choice((16000, 24000, 48000)))
        return [Resampled(rate), Coded("opus", int(random.choice((12, 16, 24, 32, 64))) * 1000)]
    if kind == 2:
        return [Resampled(8000), Coded("amr", int(random.choice((7400, 12200, 12200))))]
    if kind == 3:
        return [Resampled(int(random.choice((8000, 12000)))), Companded()]
    if kind == 4:
        rate = int(random.choice((22050, 44100)))
        return [Resampled(rate), Coded("mp3", int(random.choice((48, 64, 128))) * 1000)]
    return [Resampled(int(random.choice((8000, 16000, 22050, 44100, 48000)))), Quantised()]


def _handed_on(random: np.random.Generator) -> list[Step]:
    """Draw what one messenger or platform does on the way."""
    steps: list[Step] = []
    if random.random() < 0.4:
        steps.append(Gain(float(random.uniform(-12, 6))))
    rate = int(random.choice((16000, 24000, 44100, 48000), p=(0.15, 0.1, 0.45, 0.3)))
    kind = random.choice(4, p=(0.55, 0.25, 0.12, 0.08))
    if kind == 0:
        bits = int(random.choice((32, 48, 64, 96, 128))) * 1000
        return [*steps, Resampled(rate), Coded("aac", bits)]
    if kind == 1:
        bits = int(random.choice((16, 24, 32, 48, 96))) * 1000
        return [*steps, Resampled(rate), Coded("opus", bits)]
    if kind == 2:
        return [*steps, Resampled(rate), Coded("mp3", int(random.choice((48, 64, 96))) * 1000)]
    return [*steps, Resampled(8000), Coded("amr", int(random.choice((7950, 12200))))]
