"""The wide network: which fronts are shots, from two seconds of what lies around each.

Conventions
-----------
In: the picker's bands, shape (batch, BANDS, milliseconds). Out: the logit of a shot in every
:data:`WIDE_STEP` milliseconds, shape (batch, milliseconds / WIDE_STEP). Its shots are those of real
recordings alone, some with walls added to the streets they have; the rest of what it hears is
sounds without gunfire. Where fire is fast it has learnt nothing, and the trees over all networks'
answers find that out. Dilated convolutions as in Bai et al. 2018, arXiv 1803.01271, with the skips
of He et al. 2016, CVPR.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from bank import Clip
from descent import Batch, descend
from mixing import drawn, echoed
from network import BANDS, FLOOR, FilterBank
from numpy.typing import NDArray
from torch import nn

from witnessmark.perception.sound.picker import WIDE_STEP

Bands = NDArray[np.float32]
#: Width, and the reach of each layer in steps: together two seconds to either side.
WIDTH, DILATIONS = 96, (1, 2, 4, 8, 16) * 2
STEPS, BATCH, PEAK_RATE, DROPPED = 600, 16, 3e-3, 0.1
#: Milliseconds of a window, and deviation of the target about an onset.
WINDOW, DEVIATION = 6144, 10.0
ONSET_WEIGHT = 10.0
SHARES = {"real": 0.8, "everyday": 0.06, "made": 0.14}
#: Clips given new walls, and clips through a chain of recorders and codecs, as shares of the real.
ECHOED, SPOILT = 0.25, 0.2
#: Sets of new walls made of each real recording.
WALLS = 3


class Reach(nn.Module):
    """One layer that looks *dilation* steps further, added to what comes in."""

    def __init__(self, dilation: int, width: int = WIDTH) -> None:
        super().__init__()
        self.look = nn.Conv1d(width, width, 5, padding=2 * dilation, dilation=dilation, bias=False)
        self.norm = nn.BatchNorm1d(width)
        self.mix = nn.Conv1d(width, width, 1)

    def forward(self, state: torch.Tensor) -> torch.Tensor:
        seen = torch.relu(self.norm(self.look(state)))
        return state + self.mix(nn.functional.dropout(seen, DROPPED, self.training))


class WidePicker(nn.Module):
    """Bands to logits of a shot, one column every WIDE_STEP milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv1d(BANDS, 32, 7, padding=3, bias=False),
            nn.BatchNorm1d(32),
            nn.ReLU(),
            nn.Conv1d(
                32, WIDTH, 2 * WIDE_STEP, stride=WIDE_STEP, padding=WIDE_STEP // 2, bias=False
            ),
            nn.BatchNorm1d(WIDTH),
            nn.ReLU(),
        )
        self.body = nn.Sequential(*map(Reach, DILATIONS))
        self.head = nn.Sequential(
            nn.BatchNorm1d(WIDTH), nn.ReLU(), nn.Conv1d(WIDTH, 1, 3, padding=1)
        )

    def forward(self, bands: torch.Tensor) -> torch.Tensor:
        return self.head(self.body(self.stem(bands)))[:, 0]


@dataclass(frozen=True)
class Heard:
    """The bands of one clip: as it is, through chains, with new walls; onsets in milliseconds."""

    onsets: NDArray[np.float64]
    plain: Bands
    spoilt: tuple[Bands, ...]
    walled: tuple[Bands, ...]


def hear(clips: Sequence[Clip], seed: int) -> dict[str, list[Heard]]:
    """Return the bands of the clips of each family in SHARES."""
    bank = FilterBank()
    random = np.random.default_rng([seed, 0x3A11])

    def bands(sound: NDArray[np.float32]) -> Bands:
        whole = torch.from_numpy(sound[None, : sound.size // 12 * 12].astype(np.float32))
        with torch.no_grad():
            return bank(whole)[0].numpy()

    heard: dict[str, list[Heard]] = {family: [] for family in SHARES}
    for clip in clips:
        if clip.family in heard:
            walls = WALLS if clip.family == "real" else 0
            heard[clip.family].append(
                Heard(
                    1000 * np.array(clip.blasts),
                    bands(clip.sound),
                    tuple(bands(sound) for sound in clip.variants),
                    tuple(bands(echoed(clip.sound, random)) for _ in range(walls)),
                )
            )
    return heard


class WideMixer:
    """Draws windows of bands and changes pace, gain, colour and noise, as power."""

    def __init__(self, heard: dict[str, list[Heard]], seed: int) -> None:
        self.random = np.random.default_rng([seed, 0x51DE])
        self.heard = heard
        self.names = [name for name in SHARES if heard[name]]
        weight = np.array([SHARES[name] for name in self.names])
        self.weight = weight / weight.sum()

    def batch(self, size: int) -> tuple[torch.Tensor, torch.Tensor]:
        """Return bands (size, BANDS, WINDOW) and targets (size, WINDOW / WIDE_STEP)."""
        bands, targets = zip(*[self._one() for _ in range(size)], strict=True)
        return torch.from_numpy(np.stack(bands)), torch.from_numpy(np.stack(targets))

    def _one(self) -> tuple[Bands, NDArray[np.float32]]:
        one = drawn(self.random, self.heard[str(self.random.choice(self.names, p=self.weight))])
        chance = self.random.random()
        bands = one.plain
        if one.walled and chance < ECHOED:
            bands = drawn(self.random, one.walled)
        elif one.spoilt and chance < ECHOED + SPOILT:
            bands = drawn(self.random, one.spoilt)
        bands, onsets = self._paced(bands, one.onsets)
        start = int(self.random.integers(0, bands.shape[1] - WINDOW + 1))
        power = self._spoil(_power(bands[:, start : start + WINDOW]))
        steps = (np.arange(WINDOW // WIDE_STEP) + 0.5) * WIDE_STEP - 0.5
        target = np.zeros(steps.size)
        for onset in onsets - start:
            target = np.maximum(target, np.exp(-0.5 * ((steps - onset) / DEVIATION) ** 2))
        return _bands(power), target.astype(np.float32)

    def _paced(
        self, bands: Bands, onsets: NDArray[np.float64]
    ) -> tuple[Bands, NDArray[np.float64]]:
        """Stretch or squeeze time, and fill up what is shorter than a window."""
        if self.random.random() < 0.6:
            pace = self.random.uniform(0.85, 1.17)
            at = np.arange(int(bands.shape[1] / pace)) * pace
            left = np.clip(at.astype(int), 0, bands.shape[1] - 2)
            part = (at - left).astype(np.float32)
            bands = bands[:, left] * (1 - part) + bands[:, left + 1] * part
            onsets = onsets / pace
        short = WINDOW - bands.shape[1]
        return (np.pad(bands, ((0, 0), (0, short)), "edge") if short > 0 else bands), onsets

    def _spoil(self, power: Bands) -> Bands:
        random = self.random
        slope = np.linspace(-1, 1, BANDS)[:, None]
        gain = np.full((BANDS, 1), random.uniform(-25, 12))
        if random.random() < 0.6:
            gain += random.uniform(-6, 6) * slope + random.uniform(-3, 3) * slope**2
        if random.random() < 0.5:
            gain += random.normal(0, 1.5, (BANDS, 1))
        power = power * (10 ** (gain / 10)).astype(np.float32)
        if random.random() < 0.3:
            power = power + self._beneath(float(power.max()))
        hiss = 10 ** (random.uniform(-9, -6) + random.uniform(-0.6, 0.6) * slope)
        if random.random() < 0.4:
            power = power + self._thrown_back(power)
        noise = random.standard_exponential(power.shape, dtype=np.float32)
        return power + hiss.astype(np.float32) * noise

    def _thrown_back(self, power: Bands) -> Bands:
        """Return what a few rough walls give back: power adds where phases are scattered."""
        random = self.random
        slope = np.linspace(-1, 1, BANDS)[:, None]
        found = np.zeros_like(power)
        for _ in range(int(random.integers(1, 9))):
            delay = int(np.exp(random.uniform(np.log(20), np.log(1500))))
            level = random.uniform(-18, -1) - delay / 250 + random.uniform(-6, 2) * slope
            sent = power[:, : WINDOW - delay]
            spread = int(random.choice([1, 2, 4, 8]))
            if spread > 1:
                sums = np.cumsum(np.pad(sent, ((0, 0), (spread, 0))), axis=1, dtype=np.float64)
                sent = ((sums[:, spread:] - sums[:, :-spread]) / spread).astype(np.float32)
            found[:, delay:] += (10 ** (level / 10)).astype(np.float32) * sent
        return found

    def _beneath(self, loudest: float) -> Bands:
        """Return an everyday or made sound, 10 to 45 dB below *loudest*."""
        families = [name for name in self.names if name != "real"]
        one = drawn(self.random, self.heard[str(self.random.choice(families))])
        bands = drawn(self.random, (one.plain, *one.spoilt))
        bands = np.tile(bands, (1, WINDOW // bands.shape[1] + 1))
        start = int(self.random.integers(0, bands.shape[1] - WINDOW + 1))
        power = _power(bands[:, start : start + WINDOW])
        below = self.random.uniform(10, 45)
        return power * np.float32(loudest / power.max() * 10 ** (-below / 10))


def _power(bands: Bands) -> Bands:
    """Return the power that the filter bank gave *bands* for."""
    return np.maximum(np.float32(10) ** (2 * bands - 6) - np.float32(FLOOR), 0)


def _bands(power: Bands) -> Bands:
    return ((10 * np.log10(power + np.float32(FLOOR)) + 60) / 20).astype(np.float32)


def fit_wide(clips: Sequence[Clip], steps: int, seed: int) -> WidePicker:
    """Return the wide network after *steps* batches of windows drawn from *clips*."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    mixer = WideMixer(hear(clips, seed), seed)

    def draw() -> Batch:
        bands, target = mixer.batch(BATCH)
        return bands, target, 1 + (ONSET_WEIGHT - 1) * target

    return descend(
        WidePicker(), draw, steps, rate=PEAK_RATE, decay=2e-2, memory=0.99, share=12.5 * BATCH
    )
