"""The wide networks: which fronts are shots, from two seconds of what lies around each.

Conventions
-----------
In: the picker's bands, shape (batch, BANDS, milliseconds). Out: the logit of a shot in every
WIDE_STEP milliseconds, shape (batch, milliseconds / WIDE_STEP). There are two of one shape. The
shots of the one for slow fire are those of real recordings alone, some with walls added to the
streets they have; the rest of what it hears is sounds without gunfire. The one for fast fire hears
real shots set anew at any pace, rendered bursts and scenes, and some of everything else. One for
both was worse at either. Which is to be believed the trees over all networks' answers find out.
Dilated convolutions as in Bai et al. 2018, arXiv 1803.01271, with the skips of He et al. 2016,
CVPR.
"""

from __future__ import annotations

import numpy as np
import torch
from blend import Blender, joined
from descent import Batch, descend
from network import BANDS, FLOOR, FilterBank
from store import Store
from torch import nn
from truth import shots

from witnessmark.perception.sound.picker import WIDE_STEP

#: Width, and the reach of each layer in steps: together two seconds to either side.
WIDTH, DILATIONS = 96, (1, 2, 4, 8, 16) * 2
PEAK_RATE, DROPPED = 3e-3, 0.1
#: Steps of each network, and windows of a batch.
SLOW_STEPS, FAST_STEPS, BATCH = 1500, 2337, 32
SLOW_SHARES = {"real": 0.8, "everyday": 0.06, "made": 0.4, "ordinary": 0.2, "machine": 0.06}
FAST_SHARES = {
    "real": 0.08,
    "respaced": 0.34,
    "rendered": 0.14,
    "automatic": 0.2,
    "everyday": 0.03,
    "made": 0.09,
    "ordinary": 0.07,
    "machine": 0.05,
}
#: Share of clips given new walls.
ECHOED = 0.25
#: Walls added in the bands at most, and the length of the transform that adds them.
ROUGH_WALLS, FOLD = 8, 8192


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


class SlowBlender(Blender):
    """Draws real slow fire and what is none, and changes pace, gain, colour and noise, as power."""

    def bands(self, size: int, bank: FilterBank) -> Batch:
        """Return bands (size, BANDS, FRAMES), targets and weights (size, FRAMES / WIDE_STEP)."""
        parts = []
        for family, number in self.counts(size).items():
            if number and family == "machine":
                parts.append(self.windows(family, number))
            elif number:
                parts.append(self.cut(self.pick(self.store.families[family], number), (0.85, 1.17)))
                if family == "real":
                    parts[-1].sound = self.echoed(parts[-1].sound, ECHOED)
        both = joined(parts)
        noise = self.noise(size)
        loud = (both.sound.abs().amax(1) / (noise.abs().amax(1) + 1e-6))[:, None]
        below = 10 ** (-self.uniform(10, 45, size, 1) / 20)
        beneath = (self.rand(size, 1) < 0.3) * loud * below * noise
        coded = torch.where(self.rand(size, 1) < 0.1, self.coded(both.sound), both.sound)
        power = self._spoil(_power(bank(coded + beneath)))
        return _bands(power), *shots(both.onsets, both.open)

    def _spoil(self, power: torch.Tensor) -> torch.Tensor:
        number = power.shape[0]
        slope = torch.linspace(-1, 1, BANDS, device=self.device)[:, None]
        gain = self.uniform(-25, 12, number, 1, 1)
        colour = self.uniform(-6, 6, number, 1, 1) * slope
        colour = colour + self.uniform(-3, 3, number, 1, 1) * slope**2
        gain = gain + (self.rand(number, 1, 1) < 0.6) * colour
        gain = gain + (self.rand(number, 1, 1) < 0.5) * 1.5 * self.normal(number, BANDS, 1)
        power = power * 10 ** (gain / 10)
        walls = (self.rand(number, 1, 1) < 0.4) * self._thrown_back(power, slope)
        hiss = self.uniform(-9, -6, number, 1, 1) + self.uniform(-0.6, 0.6, number, 1, 1) * slope
        noise = torch.empty_like(power).exponential_()
        return power + walls + 10**hiss * noise

    def _thrown_back(self, power: torch.Tensor, slope: torch.Tensor) -> torch.Tensor:
        """Return what a few rough walls give back: power adds where phases are scattered."""
        number, shape = power.shape[0], (power.shape[0], ROUGH_WALLS, 1)
        there = (
            torch.arange(ROUGH_WALLS, device=self.device) < self.uniform(1, 9, number, 1).floor()
        )
        delay = torch.exp(self.uniform(np.log(20), np.log(1500), *shape)).floor()
        level = self.uniform(-18, -1, *shape) - delay / 250
        level = level[..., None] + (self.uniform(-6, 2, *shape)[..., None] * slope.T)
        widths = torch.tensor([1, 2, 4, 8], device=self.device)
        width = self.pick(widths, number, ROUGH_WALLS)[..., None]
        along = torch.arange(8, device=self.device)
        size = 10 ** (level / 10) * there[..., None, None]  # (n, walls, 1, bands)
        spread = ((along < width) / width)[..., None] * size  # (n, walls, 8, bands)
        place = (delay + along).long()  # (n, walls, 8)
        response = torch.zeros(number, 1600, BANDS, device=self.device)
        place = place.flatten(1)[..., None].expand(-1, -1, BANDS)
        response.scatter_add_(1, place, spread.flatten(1, 2))
        both = torch.fft.rfft(power, FOLD) * torch.fft.rfft(response.transpose(1, 2), FOLD)
        return torch.fft.irfft(both, FOLD)[..., : power.shape[-1]].clamp(min=0)


def _power(bands: torch.Tensor) -> torch.Tensor:
    """Return the power that the filter bank gave *bands* for."""
    return (10 ** (2 * bands - 6) - FLOOR).clamp(min=0)


def _bands(power: torch.Tensor) -> torch.Tensor:
    return (10 * torch.log10(power + FLOOR) + 60) / 20


def fit_slow(store: Store, steps: int, seed: int) -> WidePicker:
    """Return the network of slow fire after *steps* batches of windows drawn from *store*."""
    torch.manual_seed(seed)
    blender, bank = SlowBlender(store, seed, SLOW_SHARES), FilterBank().to(store.device)

    def draw() -> Batch:
        with torch.no_grad():
            return blender.bands(BATCH, bank)

    net = WidePicker().to(store.device)
    return descend(net, draw, steps, rate=PEAK_RATE, decay=2e-2, memory=0.995, share=12.5 * BATCH)


def fit_fast(store: Store, steps: int, seed: int) -> WidePicker:
    """Return the network of fast fire after *steps* batches of windows drawn from *store*."""
    torch.manual_seed(seed)
    blender, bank = Blender(store, seed, FAST_SHARES), FilterBank().to(store.device)

    def draw() -> Batch:
        with torch.no_grad():
            windows, _ = blender.batch(BATCH)
            return bank(windows.sound), *shots(windows.onsets, windows.open)

    net = WidePicker().to(store.device)
    return descend(net, draw, steps, rate=PEAK_RATE, decay=2e-2, memory=0.997, share=12.5 * BATCH)
