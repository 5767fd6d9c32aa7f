"""Windows to learn from, drawn on the device: cut, re-spaced, echoed, masked, overdriven, coded.

Conventions
-----------
A batch is windows of WINDOW samples at 12 kHz, in rows sorted by family, with the onsets of each
cause and the open spans in seconds (:data:`~store.NONE` where a table has none). Every draw is of
the generator of the torch that runs; a seed gives the same windows on the same kind of device. The
priors of the real set (one or three rounds, after the second second, 0.4 s apart or more) are
broken here: shots are taken from their recordings with their echoes and set anywhere, in any
number. Nothing waits for the device.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

import numpy as np
import torch
from bank import RATE
from store import LEAD, NONE, SHOT, Store, shares_of

from witnessmark.rendering.gain_control import compand

WINDOW = 48 * 1536
FRAMES = WINDOW // 12
#: Weapons of a re-spaced window at most, and rounds of each.
WEAPONS, ROUNDS = 3, 40
#: Blows of a machine in a window at most, and samples that one rings.
BLOWS, RING = 300, 6000
#: Length of a Fourier transform that holds a window and what is folded with it.
FOLD = 98_304
#: Walls that a place is given at most, the latest echo, and how far rough ones spread, in samples.
WALLS, LATEST, SPREADS = 11, int(1.8 * RATE), (3, 12, 36, 90)
#: Frame of the transform in which sound is coded: 43 ms, about that of AAC.
CODED = 512
#: Samples between two values of a gain.
STEP = RATE // 1000
#: Families of windows whose sound may be given walls: what is rendered has its own.
REAL = frozenset({"real", "respaced"})
#: Families that are noise to others.
NOISES = ("everyday", "made", "ordinary")


@dataclass
class Windows:
    """A batch under construction."""

    sound: torch.Tensor  # (n, WINDOW)
    onsets: torch.Tensor  # (n, causes, most)
    open: torch.Tensor  # (n, most, 2)


class Blender:
    """Draws batches from a store."""

    def __init__(self, store: Store, seed: int, shares: dict[str, float]) -> None:
        self.store, self.device = store, store.device
        self.shares = shares_of(store, shares)
        self.random = np.random.default_rng(seed)
        none = [store.families[name] for name in NOISES if name in store.families]
        self.noises = torch.cat(none) if none else None
        levels = np.unique(compand(np.linspace(-1, 1, 100_001, dtype=np.float32)))
        self.levels = torch.as_tensor(levels).to(self.device)
        self.between = (self.levels[1:] + self.levels[:-1]) / 2

    # -- chance --------------------------------------------------------------------------

    def rand(self, *shape: int) -> torch.Tensor:
        """Return numbers from 0 to 1."""
        return torch.rand(shape, device=self.device)

    def uniform(self, low: float, high: float, *shape: int) -> torch.Tensor:
        """Return numbers from *low* to *high*."""
        return low + (high - low) * self.rand(*shape)

    def normal(self, *shape: int) -> torch.Tensor:
        """Return numbers of the normal distribution."""
        return torch.randn(shape, device=self.device)

    def pick(self, items: torch.Tensor, *shape: int) -> torch.Tensor:
        """Return some of *items* (n,), each as likely."""
        return items[(self.rand(*shape) * items.shape[0]).long()]

    def counts(self, size: int) -> dict[str, int]:
        """Return how many of *size* windows are of each family, one more or less by chance."""
        edges = np.cumsum([0.0, *self.shares.values()]) * size
        whole = np.floor(edges + self.random.random()).astype(int)
        whole[0], whole[-1] = 0, size
        return dict(zip(self.shares, np.diff(whole).tolist(), strict=True))

    def batch(self, size: int) -> tuple[Windows, list[str]]:
        """Return *size* windows and the family of each, spoilt as by chance."""
        parts, names = [], []
        for family, number in self.counts(size).items():
            if number:
                parts.append(self.placed(family, self.windows(family, number)))
                names += [family] * number
        return self.spoilt(joined(parts)), names

    def placed(self, family: str, windows: Windows) -> Windows:
        """Return *windows* of *family* with what their place adds."""
        if family in REAL:
            windows.sound = self.echoed(windows.sound, 0.4)
        return windows

    # -- where windows come from ---------------------------------------------------------

    def windows(self, family: str, number: int) -> Windows:
        """Return *number* windows of *family*."""
        if family == "respaced":
            return self.respaced(number)
        if family == "machine":
            return self.none_in(self.machines(number))
        return self.cut(self.pick(self.store.families[family], number))

    def none_in(self, sound: torch.Tensor) -> Windows:
        """Return windows of *sound* in which nothing is to be found."""
        most = torch.full((sound.shape[0], 3, 1), NONE, device=self.device)
        return Windows(sound, most, torch.full((sound.shape[0], 1, 2), NONE, device=self.device))

    def cut(self, clips: torch.Tensor, pace: tuple[float, float] = (0.88, 1.14)) -> Windows:
        """Return a window of each of *clips*, at its own pace or another, plain or a variant."""
        number, store = clips.shape[0], self.store
        speed = torch.where(self.rand(number) < 0.5, self.uniform(*pace, number), 1.0)
        size = store.size[clips]
        start = (self.rand(number) * (size - WINDOW * speed - 2).clamp(min=0)).floor()
        variant = (self.rand(number) * store.variants[clips]).long() + 1
        chosen = (self.rand(number) < 0.6) & (store.variants[clips] > 0)
        first = store.first[clips] + torch.where(chosen, variant, 0) * size
        at = start[:, None] + torch.arange(WINDOW, device=self.device) * speed[:, None]
        sound = self.between_samples(first, size, at)
        onsets = (store.onsets[clips] - start[:, None, None] / RATE) / speed[:, None, None]
        spans = (store.open[clips] - start[:, None, None] / RATE) / speed[:, None, None]
        return Windows(sound, onsets, spans)

    def between_samples(
        self, first: torch.Tensor, size: torch.Tensor, at: torch.Tensor
    ) -> torch.Tensor:
        """Return the stored sound from *first* on at the samples *at*, zero outside *size*."""
        left = at.floor()
        part = at - left
        left = left.long()
        inside = left < (size - 1)[:, None]
        place = first[:, None] + torch.where(inside, left, 0)
        here, there = self.store.sound[place].float(), self.store.sound[place + 1].float()
        return (here + part * (there - here)) * inside

    def around(self, clips: torch.Tensor, size: torch.Tensor) -> torch.Tensor:
        """Return a window of the first *size* samples of each of *clips*, over and over."""
        start = (self.rand(clips.shape[0]) * size).long()
        place = (start[:, None] + torch.arange(WINDOW, device=self.device)) % size[:, None]
        return self.store.sound[self.store.first[clips][:, None] + place].float()

    def quiet(self, number: int) -> torch.Tensor:
        """Return windows of what real recordings have before their first shot."""
        clips = self.pick(self.store.families["real"], number)
        return self.around(clips, self.store.quiet[clips])

    def respaced(self, number: int) -> Windows:
        """Return real shots with their echoes, set anew over the noise of one recording."""
        bed = self.quiet(number)
        faint = self.rand(number, 1) < 0.3
        bed = torch.where(faint, bed * 10 ** (self.uniform(-30, 0, number, 1) / 20), bed)
        draw = torch.tensor([1, 1, 1, 1, 2, 2, 3], device=self.device)
        fires = torch.arange(WEAPONS, device=self.device) < self.pick(draw, number)[:, None]
        shot = (self.rand(number, WEAPONS) * len(self.store.shots)).long()
        pace = self.uniform(0.85, 1.18, number, WEAPONS)
        at = torch.arange(int(SHOT / 0.85), device=self.device) * pace[..., None]
        left = at.floor().clamp(max=SHOT - 2).long()
        waves = self.store.shots[shot]
        sound = torch.gather(waves, 2, left)
        sound = sound + (at - left) * (torch.gather(waves, 2, left + 1) - sound)
        sound = sound * (at < self.store.shot_size[shot][..., None] - 1)
        times, due = self.fire(number)
        lead = (LEAD / pace)[..., None]
        first = (times * RATE - lead).round()
        due = due & fires[..., None] & (first >= 0) & (first + 200 <= WINDOW)
        loud = 10 ** (self.uniform(-12, 4, number, WEAPONS, 1) / 20)
        gain = loud * self.uniform(0.85, 1.12, *first.shape) * due
        train = torch.zeros(number, WEAPONS, WINDOW, device=self.device)
        train.scatter_add_(2, torch.where(due, first, 0).long(), gain)
        fired = folded(train, sound).sum(dim=1)
        heard = torch.where(due, (first + lead) / RATE, NONE).reshape(number, 1, -1)
        onsets = torch.cat([heard, torch.full_like(heard, NONE).expand(-1, 2, -1)], dim=1)
        return Windows(bed + fired, onsets, self.none_in(bed).open)

    def fire(self, number: int) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the seconds of rounds, (number, WEAPONS, ROUNDS), and which are fired."""
        shape = (number, WEAPONS, ROUNDS)
        slow = self.rand(number, WEAPONS, 1) < 0.35
        period = 60 / self.uniform(430, 1250, number, WEAPONS, 1)
        jitter = 1 + self.uniform(0, 0.05, number, WEAPONS, 1) * self.normal(*shape)
        pauses = (self.rand(number, WEAPONS, 1) < 0.4) & (self.rand(*shape) < 0.2)
        gaps = period * jitter + pauses * self.uniform(0.2, 0.8, *shape)
        gaps = torch.where(slow, self.uniform(0.2, 1.5, *shape), gaps).clamp(min=0)
        gaps[..., 0] = self.uniform(-1.0, WINDOW / RATE, number, WEAPONS)
        count = torch.where(
            slow, self.uniform(1, 7, number, WEAPONS, 1), self.uniform(3, 40, number, WEAPONS, 1)
        )
        return gaps.cumsum(-1), torch.arange(ROUNDS, device=self.device) < count.floor()

    def machines(self, number: int) -> torch.Tensor:
        """Return what strikes in time: a few modes and a noise that ring, at 0.7 to 45 Hz."""
        time = torch.arange(RING, device=self.device) / RATE
        pitch = torch.exp(self.uniform(np.log(50), np.log(5000), number, 4, 1))
        decay = torch.exp(self.uniform(np.log(0.003), np.log(0.15), number, 5, 1))
        level = 10 ** (self.uniform(-24, 0, number, 5, 1) / 20)
        phase = self.uniform(0, 2 * np.pi, number, 4, 1)
        parts = torch.sin(2 * np.pi * pitch * time + phase)
        noise = self.normal(number, 1, RING)
        ring = (level * torch.exp(-time / decay) * torch.cat([parts, noise], 1)).sum(1)
        period = torch.exp(self.uniform(np.log(1 / 45), np.log(1 / 0.7), number, 1))
        jitter = self.uniform(0, 1, number, 1) ** 3 * 0.4
        gaps = (period * (1 + jitter * self.normal(number, BLOWS))).clamp(min=0.004)
        at = gaps.cumsum(-1) - self.uniform(0, 1, number, 1) * period
        works = torch.exp(self.uniform(np.log(0.4), np.log(20), number, 1))
        rests = torch.where(self.rand(number, 1) < 0.5, 0.0, self.uniform(0.2, 2.0, number, 1))
        on = torch.remainder(at + self.uniform(0, 9, number, 1), works + rests) < works
        uneven = self.uniform(0, 6, number, 1) * self.normal(number, BLOWS) / 20
        place = (at * RATE).round()
        on = on & (place >= 0) & (place < WINDOW)
        train = torch.zeros(number, WINDOW, device=self.device)
        train.scatter_add_(1, torch.where(on, place, 0).long(), 10**uneven * on)
        sound = folded(train, ring)
        sound = sound / (sound.abs().amax(1, keepdim=True) + 1e-6)
        hum = 10 ** (self.uniform(-60, -14, number, 1) / 20)
        return sound + hum * self.rumbling(number)

    def rumbling(self, number: int) -> torch.Tensor:
        """Return noise whose spectrum falls by 0 to 12 dB an octave, its deviation one."""
        spectrum = torch.fft.rfft(self.normal(number, WINDOW))
        steps = torch.arange(1, spectrum.shape[-1] + 1, device=self.device)
        noise = torch.fft.irfft(spectrum * (steps + 40.0) ** -self.uniform(0, 2, number, 1), WINDOW)
        return noise / (noise.std(1, keepdim=True) + 1e-9)

    # -- what befalls them ---------------------------------------------------------------

    def echoed(self, sound: torch.Tensor, share: float) -> torch.Tensor:
        """Give the places of *share* of *sound* a few more walls, each later and weaker."""
        number, widest = sound.shape[0], max(SPREADS)
        there = torch.arange(WALLS, device=self.device) < self.uniform(1, 12, number, 1).floor()
        delay = torch.exp(self.uniform(np.log(0.02), np.log(1.7), number, WALLS))
        size = self.uniform(0.05, 0.75, number, WALLS) * torch.exp(-0.7 * delay) * there
        size = size * torch.where(self.rand(number, WALLS) < 0.5, -1.0, 1.0)
        # An echo off anything but a smooth wall is spread over a few milliseconds.
        width = self.pick(torch.tensor(SPREADS, device=self.device), number, WALLS)[..., None]
        along = torch.arange(widest, device=self.device)
        shape = self.normal(number, WALLS, widest) * (along < width) / width.sqrt()
        place = ((delay * RATE).long()[..., None] + along).clamp(max=LATEST - 1)
        response = torch.zeros(number, LATEST, device=self.device)
        response.scatter_add_(1, place.flatten(1), (size[..., None] * shape).flatten(1))
        response[:, 0] += 1.0
        return torch.where(self.rand(number, 1) < share, folded(sound, response), sound)

    def noise(self, number: int) -> torch.Tensor:
        """Return windows without gunfire; silence where the store has none."""
        if self.noises is None:
            return torch.zeros(number, WINDOW, device=self.device)
        clips = self.pick(self.noises, number)
        return self.around(clips, self.store.size[clips])

    def spoilt(self, windows: Windows) -> Windows:
        """Return *windows* as a recorder would have kept them, or several."""
        sound = windows.sound
        number = sound.shape[0]

        def some(share: float, changed: torch.Tensor, kept: torch.Tensor) -> torch.Tensor:
            return torch.where(self.rand(number, 1) < share, changed, kept)

        tilt = self.uniform(-0.6, 0.7, number, 1)
        before = torch.cat([sound[:, :1], sound[:, :-1]], 1)
        sound = some(0.5, sound - tilt * before, sound)
        noise = self.noise(number)
        loud = noise.square().mean(1, keepdim=True).sqrt() + 1e-7
        below = 10 ** (-self.uniform(8, 45, number, 1) / 20)
        sound = some(0.45, sound + noise * _peak(sound) / loud * below, sound)
        sound = some(0.2, self.controlled(sound), sound)
        top = some(0.75, self.uniform(-36, 0, number, 1), self.uniform(0, 15, number, 1))
        sound = (sound * 10 ** (top / 20) / _peak(sound)).clamp(-1, 1)
        bent = sound.sign() * (0.5 + 0.5 * torch.tanh((sound.abs() - 0.5) / 0.5))
        sound = some(0.25, torch.where(sound.abs() <= 0.5, sound, bent), sound)
        sound = some(0.25, self.coded(sound), sound)
        hiss = 10 ** (self.uniform(-95, -55, number, 1) / 20)
        sound = sound + hiss * self.normal(number, WINDOW)
        sound = some(0.2, self.companded(sound), sound)
        start, long = self.uniform(0, WINDOW / RATE, number, 1), self.uniform(0.05, 1.5, number, 1)
        at = torch.arange(WINDOW, device=self.device) / RATE
        muted = self.rand(number, 1) < 0.08
        sound = torch.where(muted & (at >= start) & (at < start + long), 0.0, sound)
        span = torch.cat([start - 0.02, start + long + 0.02], 1)[:, None]
        span = torch.where(muted[..., None], span, NONE)
        sound = some(0.5, -sound, sound)
        return Windows(sound, windows.onsets, torch.cat([windows.open, span], 1))

    def companded(self, sound: torch.Tensor) -> torch.Tensor:
        """Return *sound* on the levels of mu-law telephony."""
        return self.levels[torch.bucketize(sound.contiguous(), self.between)]

    def controlled(self, sound: torch.Tensor) -> torch.Tensor:
        """Return *sound* under a gain that falls within milliseconds and recovers slowly."""
        number = sound.shape[0]
        sound = sound / _peak(sound) * 10 ** (self.uniform(-20, 0, number, 1) / 20)
        peaks = sound.abs().reshape(number, -1, STEP).amax(-1)
        steps = torch.arange(peaks.shape[1], device=self.device)
        fall = 1 / (1000 * 10 ** self.uniform(-1.2, 0.5, number, 1))
        held = torch.cummax((peaks + 1e-5).log() + steps * fall, 1).values - steps * fall
        late = (10 ** self.uniform(-0.3, 1.7, number, 1)).long()
        held = torch.gather(held, 1, (steps - late).clamp(min=0))
        most = 10 ** (self.uniform(0, 30, number, 1) / 20)
        gain = (self.uniform(0.1, 0.9, number, 1) / held.exp()).minimum(most)
        return (sound * gain.repeat_interleave(STEP, 1)).clamp(-1, 1)

    def coded(self, sound: torch.Tensor) -> torch.Tensor:
        """Return *sound* as a transform codec keeps it: coarse steps, holes and a lower band.

        The power-law steps are those of ISO/IEC 13818-7; how coarse they are is drawn.
        """
        number = sound.shape[0]
        window = torch.hann_window(CODED, device=self.device).sqrt()
        spectrum = torch.stft(sound, CODED, CODED // 2, window=window, return_complex=True)
        size = spectrum.abs()
        level = torch.nn.functional.avg_pool1d(
            size.square().transpose(1, 2).reshape(-1, 1, size.shape[1]), 17, 1, 8
        )
        level = level.reshape(number, size.shape[2], -1).transpose(1, 2).sqrt() + 1e-6
        ratio = 10 ** (self.uniform(-14, 3, number, 1, 1) / 20)
        step = (ratio * level) ** 0.75
        kept = (torch.floor(size**0.75 / step + 0.4054) * step) ** (4 / 3)
        bins = torch.arange(size.shape[1], device=self.device)[:, None]
        kept = kept * (bins < self.uniform(70, 400, number, 1, 1))
        spectrum = spectrum * (kept / (size + 1e-9))
        return torch.istft(spectrum, CODED, CODED // 2, window=window, length=WINDOW)


def joined(parts: Sequence[Windows]) -> Windows:
    """Return the windows of *parts* as one batch."""
    most = max(part.onsets.shape[2] for part in parts)
    spans = max(part.open.shape[1] for part in parts)

    def filled(values: torch.Tensor, axis: int, size: int) -> torch.Tensor:
        shape = list(values.shape)
        shape[axis] = size - shape[axis]
        return torch.cat([values, values.new_full(shape, NONE)], axis)

    return Windows(
        torch.cat([part.sound for part in parts]),
        torch.cat([filled(part.onsets, 2, most) for part in parts]),
        torch.cat([filled(part.open, 1, spans) for part in parts]),
    )


def rows(names: Sequence[str], families: Set[str], device: torch.device) -> torch.Tensor:
    """Return which of *names* are of *families*, (n,)."""
    return torch.tensor([name in families for name in names], device=device)


def folded(sound: torch.Tensor, response: torch.Tensor) -> torch.Tensor:
    """Return *sound* (..., WINDOW) convolved with *response* (..., n), as long as *sound*."""
    both = torch.fft.rfft(sound, FOLD) * torch.fft.rfft(response, FOLD)
    return torch.fft.irfft(both, FOLD)[..., :WINDOW]


def within(start: torch.Tensor, stop: torch.Tensor, size: int) -> torch.Tensor:
    """Return which of *size* steps lie from *start* to before *stop*, (n, spans): (n, size)."""
    there = torch.isfinite(start) & torch.isfinite(stop)
    ends = []
    for edge in (start, stop):
        place = torch.where(there, edge, 0.0).clamp(0, size).long()
        ends.append(torch.zeros(start.shape[0], size + 1, device=start.device))
        ends[-1].scatter_add_(1, place, there.float())
    return (ends[0] - ends[1]).cumsum(1)[:, :size] > 0.5


def _peak(sound: torch.Tensor) -> torch.Tensor:
    return sound.abs().amax(1, keepdim=True) + 1e-6
