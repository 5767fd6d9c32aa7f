"""The picker: a U-shaped network over twelve kilohertz of sound, in the manner of PhaseNet.

Conventions
-----------
In: mono sound at 12 kHz, shape (batch, samples), samples a multiple of :data:`STRIDE`. Out: for
every millisecond the logit of an onset of each of :data:`CAUSES`, shape (batch, causes, samples
/ 12). The first layer is fixed: quadrature pairs of wavelets, their power in decibels. What a
pick looks like before, at and long after its onset (its echoes) is learnt at four time scales of
2, 8, 32 and 128 ms. The shape follows Zhu and Beroza 2019, Geophys. J. Int. 216, 261, and
Ronneberger et al. 2015; sizes are chosen for the cost of 45 million multiplications a second.
"""

from __future__ import annotations

import math

import torch
from torch import nn

from witnessmark.perception.sound.picker import CAUSES
from witnessmark.perception.sound.resampling import PICKER_RATE as RATE

BANDS = 16
#: Power under every band, 20 log10 of which is -80 dB: under one step of 16 bits.
FLOOR = 1e-8
WIDTHS = (32, 48, 64, 96)
#: Steps of 32 ms that attention reaches back and ahead, 2.6 s, and how many things it asks.
REACH, HEADS = 80, 4


def wavelets() -> tuple[torch.Tensor, torch.Tensor]:
    """Return the cosine and sine kernels, each (BANDS, 1, 97): 70 Hz to 5.6 kHz, four cycles."""
    time = (torch.arange(97, dtype=torch.float64) - 48) / RATE
    centres = 70.0 * (5600.0 / 70.0) ** (torch.arange(BANDS, dtype=torch.float64) / (BANDS - 1))
    kernels = []
    for centre in centres.tolist():
        deviation = min(max(0.6 / centre, 0.0004), 0.0022)
        window = torch.exp(-0.5 * (time / deviation) ** 2)
        window = window / window.sum()
        phase = 2 * math.pi * centre * time
        kernels.append((window * torch.cos(phase), window * torch.sin(phase)))
    cosines, sines = (torch.stack(part)[:, None].float() for part in zip(*kernels, strict=True))
    return cosines, sines


class FilterBank(nn.Module):
    """Sound to decibels in BANDS bands, one frame a millisecond, scaled to about unit size."""

    def __init__(self) -> None:
        super().__init__()
        cosines, sines = wavelets()
        self.register_buffer("kernels", torch.cat([cosines, sines]))

    def forward(self, sound: torch.Tensor) -> torch.Tensor:
        # A logarithm of eight bits would be none.
        with torch.autocast(sound.device.type, enabled=False):
            return self._decibels(sound)

    def _decibels(self, sound: torch.Tensor) -> torch.Tensor:
        padded = nn.functional.pad(sound[:, None], (42, 43))
        both = nn.functional.conv1d(padded, self.kernels, stride=12)
        power = both[:, :BANDS] ** 2 + both[:, BANDS:] ** 2
        return (10 * torch.log10(power + FLOOR) + 60.0) / 20.0


def block(inputs: int, outputs: int, kernel: int, dilation: int = 1) -> nn.Sequential:
    padding = dilation * (kernel - 1) // 2
    return nn.Sequential(
        nn.Conv1d(inputs, outputs, kernel, padding=padding, dilation=dilation, bias=False),
        nn.BatchNorm1d(outputs),
        nn.ReLU(),
    )


class Attention(nn.Module):
    """Every step looks at what is like it within REACH steps: the next shot sounds as the last.

    An echo differs from a shot in that its own echoes do not follow it. Which delay they have is
    another in every place, so that no fixed kernel can hold it; comparing steps with one another
    can (Vaswani et al. 2017, NeurIPS; relative positions as in Shaw et al. 2018, NAACL).
    """

    def __init__(self, width: int) -> None:
        super().__init__()
        self.before = nn.Sequential(block(width, width, 5, 1), block(width, width, 5, 3))
        self.ask = nn.Conv1d(width, 3 * width, 1)
        self.bias = nn.Parameter(torch.zeros(HEADS, 2 * REACH + 1))
        self.out = nn.Conv1d(width, width, 1)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, state: torch.Tensor) -> torch.Tensor:
        batch, width, steps = state.shape
        # In blocks of REACH, each with the block before and after it: the cost of a step is the
        # same however long the sound, and no table of the distances of all pairs is needed.
        short = -steps % REACH
        asked = nn.functional.pad(self.ask(self.before(state)), (0, short))
        asked = asked.reshape(batch, 3, HEADS, width // HEADS, -1, REACH).transpose(3, 4)
        query, key, value = asked[:, 0], asked[:, 1], asked[:, 2]
        there = nn.functional.pad(torch.ones_like(state[:1, :1]), (0, short)).reshape(-1, 1, REACH)
        scores = query.transpose(3, 4) @ around(key, 2) / math.sqrt(width // HEADS)
        index = torch.arange(3 * REACH, device=state.device) - REACH
        apart = index[None, :] - index[REACH : 2 * REACH, None]
        bias = self.bias[:, apart.clamp(-REACH, REACH) + REACH] + (apart.abs() > REACH) * -1e4
        missing = (around(there, 0) - 1) * 1e4
        weight = torch.softmax(scores.float() + bias[:, None] + missing, dim=-1).to(value.dtype)
        found = around(value, 2) @ weight.transpose(3, 4)
        found = found.transpose(2, 3).reshape(batch, width, -1)[:, :, :steps]
        return state + self.out(found)


def around(blocks: torch.Tensor, axis: int) -> torch.Tensor:
    """Return each of *blocks* along *axis* joined, along the last, to the ones beside it."""
    none = torch.zeros_like(blocks.narrow(axis, 0, 1))
    wide = torch.cat([none, blocks, none], dim=axis)
    count = blocks.shape[axis]
    return torch.cat([wide.narrow(axis, by, count) for by in range(3)], dim=-1)


def down(inputs: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv1d(inputs, outputs, 4, stride=4, bias=False), nn.BatchNorm1d(outputs), nn.ReLU()
    )


class Picker(nn.Module):
    """Sound to logits of onsets, one row a cause, one column a millisecond."""

    def __init__(self) -> None:
        super().__init__()
        a, b, c, d = WIDTHS
        self.bank = FilterBank()
        self.stem = nn.Sequential(
            nn.Conv1d(BANDS, a, 8, stride=2, padding=3, bias=False), nn.BatchNorm1d(a), nn.ReLU()
        )
        self.enter = nn.ModuleList(
            [
                nn.Sequential(block(a, a, 7), block(a, a, 7)),
                nn.Sequential(block(b, b, 7), block(b, b, 7)),
                nn.Sequential(block(c, c, 7), block(c, c, 7), Attention(c), Attention(c)),
                nn.Sequential(*(block(d, d, 5, dilation) for dilation in (1, 2, 4, 1))),
            ]
        )
        self.down = nn.ModuleList([down(a, b), down(b, c), down(c, d)])
        self.up = nn.ModuleList(
            nn.ConvTranspose1d(wide, narrow, 4, stride=4)
            for wide, narrow in ((b, a), (c, b), (d, c))
        )
        self.leave = nn.ModuleList(
            [
                nn.Sequential(block(2 * a, a, 7), block(a, a, 7)),
                nn.Sequential(block(2 * b, b, 7)),
                nn.Sequential(block(2 * c, c, 7)),
            ]
        )
        self.head = nn.Conv1d(a, 2 * len(CAUSES), 5, padding=2)

    def forward(self, sound: torch.Tensor) -> torch.Tensor:
        return self.from_bands(self.bank(sound))

    def from_bands(self, bands: torch.Tensor) -> torch.Tensor:
        """Return the logits of sound whose filter bank gave *bands*."""
        state = self.stem(bands)
        kept = []
        for level in range(3):
            state = self.enter[level](state)
            kept.append(state)
            state = self.down[level](state)
        state = self.enter[3](state)
        for level in (2, 1, 0):
            state = torch.cat([self.up[level](state), kept[level]], dim=1)
            state = self.leave[level](state)
        pairs = self.head(state)
        batch, _, steps = pairs.shape
        pairs = pairs.reshape(batch, len(CAUSES), 2, steps).transpose(2, 3)
        return pairs.reshape(batch, len(CAUSES), 2 * steps)
