"""The presence network: whether what bangs here is gunfire, and whether that is fast.

Conventions
-----------
In: the picker's bands, shape (batch, BANDS, milliseconds). Out: for every :data:`PRESENCE_STEP`
milliseconds the logits that a bang there is gunfire, and that it is gunfire with another round
within FAST seconds, shape (batch, 2, milliseconds / PRESENCE_STEP), given two and a half
seconds to either side. It does not tell a shot from its echo: only what lies within :data:`SPAN` of
a blast counts as gunfire, all of a sound without gunfire as none, and the rest of a sound with
gunfire teaches nothing. It hears
slow and fast fire, real and rendered, as often as what is none. Recorders are crossed, so that it
cannot learn to know them: bangs of other things are laid over the noise of the recordings that
have real fire, and pass through what those passed through.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from bank import FAST, RATE, Clip
from descent import Batch, descend
from mixing import WINDOW, Mixer, Sound, Window, compand, echoed
from network import BANDS, FilterBank
from torch import nn
from wide import Reach

from witnessmark.perception.sound.picker import PRESENCE_STEP

#: Width, and the reach of each layer in steps: together two and a half seconds to either side.
WIDTH, DILATIONS = 64, (1, 2, 4, 8, 16, 1, 2, 4)
STEPS, BATCH, PEAK_RATE = 4600, 16, 3e-3
#: Seconds before and after an onset that are gunfire.
SPAN = (-0.02, 0.25)
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


class PresenceMixer(Mixer):
    """Draws windows with gunfire and without, and crosses their recorders."""

    def __init__(self, clips: Sequence[Clip], seed: int) -> None:
        silent = {"rendered", "automatic"}
        with_fire = [clip for clip in clips if clip.family not in silent or clip.blasts]
        super().__init__(with_fire, seed, SHARES)
        self.noises += self.families.get("ordinary", [])

    def _one(self) -> tuple[Sound, Sound, Sound]:
        random = self.random
        family = str(random.choice(self.names, p=self.weight))
        window = self.respaced() if family == "respaced" else self._cut(family)
        if family in OTHER:
            sound = window.sound
            if random.random() < REPEATED:
                sound = self._repeated(sound)
            if random.random() < ECHOED:
                sound = echoed(sound, random)
            if random.random() < BEDDED:
                sound = self._bedded(sound)
            window = Window(sound, window.onsets, window.open)
        elif family in {"rendered", "automatic"} and random.random() < RENDERED_BEDDED:
            window = Window(self._bedded(window.sound), window.onsets, window.open)
        window = self._spoil(window, family)
        return window.sound, *_gunfire(window, other=family in OTHER)

    def _repeated(self, sound: Sound) -> Sound:
        """Return the loudest bang of *sound* at the pace of fire: pace alone is no gunfire."""
        top = max(int(np.abs(sound).argmax()) - 60, 0)
        piece = sound[top : top + int(self.random.uniform(0.08, 0.6) * RATE)].copy()
        piece *= np.linspace(1, 0, piece.size, dtype=np.float32) ** 0.7
        found = np.zeros(WINDOW, np.float32)
        at = self.random.uniform(-1.0, WINDOW / RATE)
        for gap in self._gaps():
            at += gap
            first = round(at * RATE)
            room = min(piece.size, WINDOW - first)
            if 0 <= first < WINDOW:
                found[first : first + room] += piece[:room] * self.random.uniform(0.7, 1.12)
        return found

    def _bedded(self, sound: Sound) -> Sound:
        """Return *sound* over the noise of a recording that has real fire, as that was kept."""
        bed = self.quiet()
        noise, peak = float(np.sqrt(np.mean(bed**2))) + 1e-6, float(np.abs(sound).max()) + 1e-6
        loud = np.float32(noise / peak * 10 ** (self.random.uniform(10, 55) / 20))
        both = np.clip(bed + loud * sound, -1, 1).astype(np.float32)
        return compand(both) if self.random.random() < 0.7 else both


def _gunfire(window: Window, *, other: bool) -> tuple[Sound, Sound]:
    """Return for every step of *window* whether it is gunfire and fast, and what each weighs."""
    steps = WINDOW // 12 // PRESENCE_STEP
    truth, known = np.zeros((2, steps), np.float32), np.full((2, steps), float(other), np.float32)

    def step(seconds: float) -> int:
        return max(0, int(seconds * 1000 / PRESENCE_STEP))

    onsets = np.array([] if other else sorted(window.onsets[0]))
    gaps = np.diff(onsets, prepend=-np.inf, append=np.inf)
    fast = np.minimum(gaps[:-1], gaps[1:]) < FAST
    for onset, quick in zip(onsets.tolist(), fast.tolist(), strict=True):
        if onset > -SPAN[1]:
            rows = slice(step(onset + SPAN[0]), step(onset + SPAN[1]) + 1)
            truth[:, rows] = [[1.0], [quick]]
            known[:, rows] = 1.0
    for start, end in window.open:
        if end > 0:
            known[:, step(start) : step(end) + 1] = 0.0
    return truth, known


def fit_presence(clips: Sequence[Clip], steps: int, seed: int) -> PresenceNet:
    """Return the network after *steps* batches of windows drawn from *clips*."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    mixer, bank = PresenceMixer(clips, seed + 20), FilterBank()

    def draw() -> Batch:
        sounds, truth, known = map(torch.from_numpy, mixer.batch(BATCH))
        with torch.no_grad():
            bands = bank(sounds)
        # In every batch yes and no weigh the same; of what is not fast, slow fire and no fire do.
        yes, no = known * truth, known * (1 - truth)
        weights = _shared(yes)
        slow = no[:, 1:] * truth[:, :1]
        weights[:, :1] += _shared(no[:, :1])
        weights[:, 1:] += (_shared(slow) + _shared(no[:, 1:] - slow)) / 2
        return bands, truth, weights

    return descend(PresenceNet(), draw, steps, rate=PEAK_RATE, decay=2e-2, memory=0.995, share=1)


def _shared(weights: torch.Tensor) -> torch.Tensor:
    """Return *weights*, (batch, outputs, steps), so that those of each output sum to one."""
    return weights / weights.sum(dim=(0, 2), keepdim=True).clamp(min=1)
