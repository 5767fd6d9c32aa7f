"""Windows to learn from: clips cut, stretched, re-spaced, echoed, masked, overdriven; seeded.

Conventions
-----------
A window is WINDOW samples at 12 kHz with, for every cause and millisecond, a target in [0, 1] (a
Gaussian about each onset) and a weight (zero where the truth is open). The priors of the real
set (one or three rounds, after the second second, 0.4 s apart or more) are broken here: shots
are taken from their recordings with their echoes and set anywhere, in any number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from bank import RATE, Clip
from numpy.typing import NDArray

from witnessmark.perception.sound.picker import CAUSES
from witnessmark.rendering.gain_control import compand
from witnessmark.rendering.microphone import soft_limit

Sound = NDArray[np.float32]
WINDOW = 48 * 1536
FRAMES = WINDOW // 12
#: Deviation of the target about an onset, in milliseconds.
DEVIATION = 2.5
#: Weight of a certain onset against one of nothing.
ONSET_WEIGHT = 8.0


@dataclass
class Window:
    """A sound under construction: samples, onsets of each cause in seconds, open spans."""

    sound: Sound
    onsets: tuple[list[float], list[float], list[float]]
    open: list[tuple[float, float]]


@dataclass(frozen=True)
class Shot:
    """One real shot with its echoes, its onset at sample LEAD."""

    origin: str
    sound: Sound


LEAD = 60
Item = TypeVar("Item")


def single_shots(clips: Sequence[Clip]) -> list[Shot]:
    """Cut the shots that are followed by a second or more of their own echoes alone."""
    found = []
    for clip in clips:
        last = clip.blasts[-1]
        start = round(last * RATE) - LEAD
        tail = clip.sound[start : start + int(1.6 * RATE)].copy()
        if tail.size < RATE or (len(clip.blasts) > 1 and last - clip.blasts[-2] < 0.55):
            continue
        tail *= np.linspace(1, 0, tail.size, dtype=np.float32) ** 0.7
        tail[:24] *= np.linspace(0, 1, 24, dtype=np.float32)
        found.append(Shot(clip.origin, tail))
    return found


def drawn(random: np.random.Generator, items: Sequence[Item]) -> Item:
    """Draw one of *items*."""
    return items[int(random.integers(len(items)))]


def echoed(sound: Sound, random: np.random.Generator) -> Sound:
    """Give the place a few more walls, each later and weaker than what it echoes."""
    response = np.zeros(int(1.8 * RATE), np.float32)
    response[0] = 1.0
    for _ in range(int(random.integers(1, 12))):
        delay = float(np.exp(random.uniform(np.log(0.02), np.log(1.7))))
        size = random.uniform(0.05, 0.75) * np.exp(-0.7 * delay) * random.choice([-1, 1])
        # An echo off anything but a smooth wall is spread over a few milliseconds.
        width = int(random.choice([3, 12, 36, 90]))
        shape = random.standard_normal(width) / np.sqrt(width)
        first = int(delay * RATE)
        room = min(width, response.size - first)
        response[first : first + room] += (size * shape[:room]).astype(np.float32)
    n = fast_length(sound.size + response.size)
    spectrum = np.fft.rfft(sound, n) * np.fft.rfft(response, n)
    return np.fft.irfft(spectrum, n)[: sound.size].astype(np.float32)


def fast_length(least: int) -> int:
    """Return the next number from *least* on that is 2, 3 or 5 times a power of two."""
    return min(factor << max(0, (-(-least // factor) - 1).bit_length()) for factor in (1, 3, 5))


class Mixer:
    """Draws windows from the families of clips it was given."""

    def __init__(self, clips: Sequence[Clip], seed: int, shares: dict[str, float]) -> None:
        self.random = np.random.default_rng(seed)
        self.families: dict[str, list[Clip]] = {}
        for clip in clips:
            self.families.setdefault(clip.family, []).append(clip)
        self.shots = single_shots(self.families.get("real", []))
        self.noises = [*self.families.get("everyday", []), *self.families.get("made", [])]
        known = {name for name in shares if name == "respaced" or name in self.families}
        self.names = sorted(known)
        weight = np.array([shares[name] for name in self.names])
        self.weight = weight / weight.sum()

    def batch(self, size: int) -> tuple[Sound, Sound, Sound]:
        """Return samples (size, WINDOW), targets and weights (size, causes, FRAMES)."""
        parts = [self._one() for _ in range(size)]
        sounds, targets, weights = (np.stack(part) for part in zip(*parts, strict=True))
        return sounds, targets, weights

    def _one(self) -> tuple[Sound, Sound, Sound]:
        family = str(self.random.choice(self.names, p=self.weight))
        window = self.respaced() if family == "respaced" else self._cut(family)
        window = self._spoil(window, family)
        return window.sound, *self._truth(window, family)

    # -- where windows come from ---------------------------------------------------------

    def _cut(self, family: str) -> Window:
        clip = drawn(self.random, self.families[family])
        sound = clip.sound
        if clip.variants and self.random.random() < 0.6:
            sound = drawn(self.random, clip.variants).astype(np.float32)
        pace = self.random.uniform(0.88, 1.14) if self.random.random() < 0.5 else 1.0
        need = int(WINDOW * pace) + 2
        if sound.size < need:
            sound = np.concatenate([sound, np.zeros(need - sound.size, np.float32)])
        start = int(self.random.integers(0, sound.size - need + 1))
        piece = sound[start : start + need]
        if pace != 1.0:
            piece = np.interp(np.arange(WINDOW) * pace, np.arange(need), piece).astype(np.float32)

        def place(seconds: float) -> float:
            return (seconds - start / RATE) / pace

        onsets = tuple(
            [place(o) for o in group] for group in (clip.blasts, clip.cracks, clip.explosions)
        )
        spans = [(place(a), place(b)) for a, b in clip.open]
        return Window(piece[:WINDOW].copy(), onsets, spans)

    def respaced(self) -> Window:
        """Return real shots with their echoes, set anew over the noise of one recording."""
        random = self.random
        bed = self.quiet()
        if random.random() < 0.3:
            bed *= 10 ** (random.uniform(-30, 0) / 20)
        times: list[float] = []
        for _ in range(int(random.choice([1, 1, 1, 1, 2, 2, 3]))):
            shot = drawn(self.random, self.shots)
            pace = random.uniform(0.85, 1.18)
            size = int(shot.sound.size / pace)
            sound = np.interp(np.arange(size) * pace, np.arange(shot.sound.size), shot.sound)
            lead = LEAD / pace
            loud = 10 ** (random.uniform(-12, 4) / 20)
            at = random.uniform(-1.0, WINDOW / RATE)
            for gap in self._gaps():
                at += gap
                first = round(at * RATE - lead)
                if first < 0 or first + 200 > WINDOW:
                    continue
                room = min(size, WINDOW - first)
                gain = loud * random.uniform(0.85, 1.12)
                bed[first : first + room] += gain * sound[:room]
                times.append((first + lead) / RATE)
        return Window(bed.astype(np.float32), (sorted(times), [], []), [])

    def quiet(self) -> Sound:
        """Return a window of what a real recording has before its first shot, over and over."""
        clip = drawn(self.random, self.families["real"])
        quiet = clip.sound[: int(max(clip.blasts[0] - 0.1, 0.5) * RATE)]
        return np.tile(quiet, WINDOW // quiet.size + 1)[:WINDOW]

    def _gaps(self) -> NDArray[np.float64]:
        random = self.random
        mode = random.random()
        if mode < 0.35:
            return np.concatenate([[0.0], random.uniform(0.2, 1.5, int(random.integers(0, 6)))])
        count = int(random.integers(3, 40))
        gap = 60 / random.uniform(430, 1250)
        gaps = gap * (1 + random.uniform(0, 0.05) * random.standard_normal(count))
        gaps[0] = 0.0
        if random.random() < 0.4:  # strings with pauses between
            gaps[random.random(count) < 0.2] += random.uniform(0.2, 0.8)
        return np.maximum(gaps, 0.0)

    # -- what befalls them ---------------------------------------------------------------

    def _spoil(self, window: Window, family: str) -> Window:
        random, sound = self.random, window.sound
        if random.random() < 0.4 and family in {"real", "respaced"}:
            sound = echoed(sound, random)
        if random.random() < 0.5:
            tilt = random.uniform(-0.6, 0.7)
            sound = sound - np.float32(tilt) * np.concatenate([sound[:1], sound[:-1]])
        peak = float(np.abs(sound).max()) + 1e-6
        if self.noises and random.random() < 0.45:
            noise = self._cut_noise()
            loud = float(np.sqrt(np.mean(noise**2))) + 1e-7
            below = random.uniform(8, 45)
            sound = sound + noise * np.float32(peak / loud * 10 ** (-below / 20))
        peak = float(np.abs(sound).max()) + 1e-6
        top = random.uniform(-36, 0) if random.random() < 0.75 else random.uniform(0, 15)
        sound = np.clip(sound * np.float32(10 ** (top / 20) / peak), -1, 1)
        if random.random() < 0.25:
            sound = soft_limit(sound, knee=0.5)
        hiss = 10 ** (random.uniform(-95, -55) / 20)
        sound = sound + np.float32(hiss) * random.standard_normal(WINDOW, dtype=np.float32)
        if random.random() < 0.2:
            sound = compand(sound)
        if random.random() < 0.08:  # a muted stretch
            at = int(random.integers(0, WINDOW))
            size = int(random.uniform(0.05, 1.5) * RATE)
            sound[at : at + size] = 0
            window.open.append((at / RATE - 0.02, (at + size) / RATE + 0.02))
        if random.random() < 0.5:
            sound = -sound
        return Window(sound.astype(np.float32), window.onsets, window.open)

    def _cut_noise(self) -> Sound:
        clip = drawn(self.random, self.noises)
        sound = clip.sound
        if sound.size < WINDOW:
            sound = np.tile(sound, WINDOW // sound.size + 1)
        start = int(self.random.integers(0, sound.size - WINDOW + 1))
        return sound[start : start + WINDOW]

    # -- what is true of them ------------------------------------------------------------

    def _truth(self, window: Window, family: str) -> tuple[Sound, Sound]:
        target = np.zeros((len(CAUSES), FRAMES), np.float32)
        weight = np.ones((len(CAUSES), FRAMES), np.float32)
        for row, onsets in enumerate(window.onsets):
            for onset in onsets:
                centre = onset * 1000
                first, last = max(0, int(centre) - 10), min(FRAMES, int(centre) + 12)
                if last <= first:
                    continue
                shape = np.exp(-0.5 * ((np.arange(first, last) - centre) / DEVIATION) ** 2)
                target[row, first:last] = np.maximum(target[row, first:last], shape)
        weight += (ONSET_WEIGHT - 1) * target
        if family in {"real", "respaced"}:
            weight[1:] *= 0.1  # nobody has listened for cracks here
        for start, end in window.open:
            a, b = (int(min(max(t * 1000, 0), FRAMES)) for t in (start, end))
            weight[:, a:b] = 0
        return target, weight
