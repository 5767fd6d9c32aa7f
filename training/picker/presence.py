"""The presence network: whether what bangs here is gunfire, and whether that is fast.

Conventions
-----------
In: the picker's bands, shape (batch, BANDS, milliseconds). Out: for every PRESENCE_STEP
milliseconds the logits that a bang there is gunfire, and that it is gunfire with another round
within FAST seconds, shape (batch, 2, milliseconds / PRESENCE_STEP), given two and a half
seconds to either side. It does not tell a shot from its echo: only what lies within
:data:`~truth.SPAN` of a blast counts as gunfire, all of a sound without gunfire as none, and the
rest of a sound with gunfire teaches nothing. It hears slow and fast fire, real and rendered, as
often as what is none. Recorders are crossed, so that it cannot learn to know them: bangs of other
things are laid over the noise of the recordings that have real fire, and pass through what those
passed through.
"""

from __future__ import annotations

import torch
from bank import RATE
from blend import WINDOW, Blender, Windows, folded, rows
from descent import Batch, descend
from network import BANDS, FilterBank
from store import Store
from torch import nn
from truth import gunfire
from wide import Reach

#: Width, and the reach of each layer in steps: together two and a half seconds to either side.
WIDTH, DILATIONS = 64, (1, 2, 4, 8, 16, 1, 2, 4)
STEPS, BATCH, PEAK_RATE = 4600, 16, 3e-3
SHARES = {
    "real": 0.14,
    "respaced": 0.16,
    "rendered": 0.11,
    "automatic": 0.11,
    "everyday": 0.06,
    "made": 0.19,
    "ordinary": 0.23,
}
#: Families without gunfire.
OTHER = frozenset({"everyday", "made", "ordinary"})
#: Shares of what is none that gets walls, a real recording's noise, or comes as fast as fire.
ECHOED, BEDDED, REPEATED = 0.4, 0.4, 0.2
#: Share of what is rendered that gets a real recording's noise.
RENDERED_BEDDED = 0.25


class PresenceNet(nn.Module):
    """Bands to logits of gunfire, one column every PRESENCE_STEP milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Sequential(*_halving(BANDS, 32, 7, 2, 3), *_halving(32, 48, 8, 4, 2))
        self.stem.extend(_halving(48, WIDTH, 8, 4, 2))
        self.body = nn.Sequential(*(Reach(dilation, WIDTH) for dilation in DILATIONS))
        self.head = nn.Sequential(
            nn.BatchNorm1d(WIDTH), nn.ReLU(), nn.Conv1d(WIDTH, 2, 3, padding=1)
        )

    def forward(self, bands: torch.Tensor) -> torch.Tensor:
        return self.head(self.body(self.stem(bands)))


def _halving(inputs: int, outputs: int, kernel: int, stride: int, pad: int) -> list[nn.Module]:
    look = nn.Conv1d(inputs, outputs, kernel, stride=stride, padding=pad, bias=False)
    return [look, nn.BatchNorm1d(outputs), nn.ReLU()]


class PresenceBlender(Blender):
    """Draws windows with gunfire and without, and crosses their recorders."""

    def placed(self, family: str, windows: Windows) -> Windows:
        """Return *windows* of *family* with their place, some over a real recording's noise."""
        windows = super().placed(family, windows)
        sound = windows.sound
        if family in OTHER:
            again = self.rand(sound.shape[0], 1) < REPEATED
            sound = torch.where(again, self.repeated(sound), sound)
            sound = self.bedded(self.echoed(sound, ECHOED), BEDDED)
        elif family in {"rendered", "automatic"}:
            sound = self.bedded(sound, RENDERED_BEDDED)
        return Windows(sound, windows.onsets, windows.open)

    def repeated(self, sound: torch.Tensor) -> torch.Tensor:
        """Return the loudest bang of *sound* at the pace of fire: pace alone is no gunfire."""
        number, longest = sound.shape[0], int(0.6 * RATE)
        top = (sound.abs().argmax(1, keepdim=True) - 60).clamp(min=0)
        along = torch.arange(longest, device=self.device)
        size = self.uniform(0.08, 0.6, number, 1) * RATE
        piece = torch.gather(sound, 1, (top + along).clamp(max=WINDOW - 1))
        piece = piece * (1 - along / size).clamp(min=0) ** 0.7
        times, fired = self.fire(number)
        place = (times[:, 0] * RATE).round()
        fired = fired[:, 0] & (place >= 0) & (place < WINDOW)
        train = torch.zeros_like(sound)
        gain = self.uniform(0.7, 1.12, *place.shape) * fired
        train.scatter_add_(1, torch.where(fired, place, 0).long(), gain)
        return folded(train, piece)

    def bedded(self, sound: torch.Tensor, share: float) -> torch.Tensor:
        """Return *share* of *sound* over the noise of recordings that have real fire, as kept."""
        number = sound.shape[0]
        bed = self.quiet(number)
        noise = bed.square().mean(1, keepdim=True).sqrt() + 1e-6
        peak = sound.abs().amax(1, keepdim=True) + 1e-6
        loud = noise / peak * 10 ** (self.uniform(10, 55, number, 1) / 20)
        both = (bed + loud * sound).clamp(-1, 1)
        both = torch.where(self.rand(number, 1) < 0.7, self.companded(both), both)
        return torch.where(self.rand(number, 1) < share, both, sound)


def fit_presence(store: Store, steps: int, seed: int) -> PresenceNet:
    """Return the network after *steps* batches of windows drawn from *store*."""
    torch.manual_seed(seed)
    blender, bank = PresenceBlender(store, seed, SHARES), FilterBank().to(store.device)

    def draw() -> Batch:
        with torch.no_grad():
            windows, names = blender.batch(BATCH)
            bands = bank(windows.sound)
            other = rows(names, OTHER, store.device)
            truth, known = gunfire(windows.onsets, windows.open, other)
        # In every batch yes and no weigh the same; of what is not fast, slow fire and no fire do.
        yes, no = known * truth, known * (1 - truth)
        weights = _shared(yes)
        slow = no[:, 1:] * truth[:, :1]
        weights[:, :1] += _shared(no[:, :1])
        weights[:, 1:] += (_shared(slow) + _shared(no[:, 1:] - slow)) / 2
        return bands, truth, weights

    net = PresenceNet().to(store.device)
    return descend(net, draw, steps, rate=PEAK_RATE, decay=2e-2, memory=0.995, share=1)


def _shared(weights: torch.Tensor) -> torch.Tensor:
    """Return *weights*, (batch, outputs, steps), so that those of each output sum to one."""
    return weights / weights.sum(dim=(0, 2), keepdim=True).clamp(min=1)
