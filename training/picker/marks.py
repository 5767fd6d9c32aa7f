"""What each turn's networks say of clips that they never heard, held against the truth.

Conventions
-----------
A front found in an unseen clip is right when a true onset of its cause lies within MATCH seconds,
each onset taken once; where the truth is open it is left out. Beside what each turn left out its
networks hear what no network of any turn was trained on: real recordings in other places and
through other chains ("varied"), the sound of invented incidents ("incident"), bangs and machines at
the pace of fire ("machine"), ordinary sounds over the noise of recordings with real fire
("bedded").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import onnxruntime
import torch
from bank import FAST, FILM_FAMILIES, POSITIONS, RATE, Clip, film, fresh, with_variants
from blend import Blender, Windows
from mixing import echoed
from numpy.typing import NDArray
from presence import PresenceBlender
from store import stored

from witnessmark.perception.sound.picker import CAUSES, find_fronts
from witnessmark.rendering.gain_control import compand

#: Seconds within which a front is the one that is true, by cause.
MATCH = (0.020, 0.006, 0.030)
#: Seconds about a front in which two rounds closer than FAST make the fire there fast.
NEARBY = 1.0
#: Windows of re-spaced shots that each turn is judged by, of repeated bangs, and of machines.
RESPACED, REPEATED, MACHINES = 100, 120, 80
#: Scenes with cracks, explosions and fast fire, of seeds that no network met, dealt to the turns.
FRESH = 240
#: Invented incidents whose sound is heard, dealt to the turns.
FILMS = 576
#: Windows that are drawn at a time.
DRAWN = 10


@dataclass(frozen=True)
class Marks:
    """The fronts of one clip: cues, and for each cause whether it is right, and if one knows.

    The clip is kept without its sound, which lasted ``length`` seconds.
    """

    clip: Clip
    length: float
    seconds: NDArray[np.float64]
    cues: NDArray[np.float64]
    right: NDArray[np.float64]
    known: NDArray[np.bool_]


def mark(session: onnxruntime.InferenceSession, clip: Clip) -> Marks:
    """Let the network hear *clip* and hold its fronts against the truth."""
    at, cues = find_fronts(session, clip.sound)
    right = np.zeros((at.size, len(CAUSES)))
    known = np.ones((at.size, len(CAUSES)), bool)
    for cause, onsets in enumerate((clip.blasts, clip.cracks, clip.explosions)):
        for onset in onsets:
            gaps = np.abs(at / 1000 - onset)
            near = gaps <= MATCH[cause]
            if near.any():
                # Of two that are near, the likelier: five milliseconds are worth one of logit.
                worth = cues[:, cause] - 200 * gaps
                right[int(np.argmax(np.where(near, worth, -np.inf))), cause] = 1.0
    for start, end in clip.open:
        known &= (right > 0) | ((at / 1000 < start) | (at / 1000 > end))[:, None]
    if clip.family in {"real", "varied", "respaced"}:
        known[:, 1] = right[:, 0] > 0  # nobody has listened for cracks there; a blast is none
    bare = replace(clip, sound=np.zeros(0, np.float32), variants=[])
    return Marks(bare, clip.sound.size / RATE, at / 1000, cues, right, known)


def unseen(clips: Sequence[Clip], position: str) -> Iterator[Clip]:
    """Yield what the turn's network was not trained on.

    What is real is heard as it is, through a chain and varied; of everything else every second clip
    as it is and every second one through a chain.
    """
    turn = POSITIONS.index(position)
    for number in range(turn, FRESH, len(POSITIONS)):
        clip = fresh(number)
        # A turn's scenes are of three kinds by turns: every second round of them.
        yield again(clip, 0) if number // (3 * len(POSITIONS)) % 2 else clip
    for number in range(FILMS):
        if number // len(FILM_FAMILIES) % len(POSITIONS) == turn:
            yield film(number)
    left = [clip for clip in clips if clip.origin == position]
    random = np.random.default_rng([9, turn])
    for number, clip in enumerate(left):
        if clip.family in {"real", "everyday"}:
            yield clip
            yield again(clip, number)
            yield from varied(clip, number, random)
        else:
            yield clip if number % 2 else again(clip, 0)
    fire = [clip for clip in left if clip.family == "real"]
    none = [clip for clip in left if clip.family in {"everyday", "made", "ordinary"}]
    yield from respaced(fire, position)
    yield from machines(none, position)
    yield from bedded([clip for clip in none if clip.family == "ordinary"], fire, random)


def again(clip: Clip, number: int) -> Clip:
    """Return *clip* through one of its chains."""
    sound = clip.variants[number % len(clip.variants)].astype(np.float32)
    return replace(clip, name=f"{clip.name} again", sound=sound, variants=[])


def varied(clip: Clip, number: int, random: np.random.Generator) -> Iterator[Clip]:
    """Yield a real *clip* through two chains that it never went through, and in another place."""
    family = "varied" if clip.family == "real" else clip.family
    plain = replace(clip, family=family, name=f"{clip.name} varied", variants=[])
    for sound in with_variants(plain, clip.sound, RATE, 2, 5001 + 7 * number).variants:
        yield replace(plain, sound=sound.astype(np.float32), variants=[])
    sound = echoed(clip.sound, random) if random.random() < 0.6 else clip.sound
    spectrum = np.fft.rfft(sound)
    octaves = np.log2(np.maximum(np.fft.rfftfreq(sound.size, 1 / RATE), 80) / 1000)
    slope, depth = random.uniform(-8, 8) / 3, random.uniform(-5, 5)
    wave = np.cos(octaves * random.uniform(0.5, 2) + random.uniform(0, 6))
    coloured = np.fft.irfft(spectrum * 10 ** ((slope * octaves + depth * wave) / 20), sound.size)
    loud = coloured / (np.abs(coloured).max() + 1e-9) * 10 ** (random.uniform(-20, -0.5) / 20)
    noise = 10 ** (random.uniform(-85, -50) / 20) * random.standard_normal(sound.size)
    yield replace(plain, sound=(loud + noise).clip(-1, 1).astype(np.float32), variants=[])


def respaced(fire: Sequence[Clip], position: str) -> Iterator[Clip]:
    """Yield windows of the shots of *fire* at other times, with their echoes."""
    torch.manual_seed(77)
    windows = Blender(stored(fire, "none", "cpu"), 77, {"respaced": 1}).respaced(RESPACED)
    for number, (sound, onsets) in enumerate(zip(windows.sound, windows.onsets[:, 0], strict=True)):
        heard = tuple(sorted(onsets[torch.isfinite(onsets)].tolist()))
        yield Clip(position, "respaced", f"respaced {number}", sound.numpy(), heard)


def machines(none: Sequence[Clip], position: str) -> Iterator[Clip]:
    """Yield windows in which a bang of *none*, or a machine, comes at the pace of fire."""
    torch.manual_seed(100 + POSITIONS.index(position))
    store = stored(none, "none", "cpu")
    blender = PresenceBlender(store, 5, {"made": 0.5, "ordinary": 0.5})
    families = [family for family in ("made", "ordinary") if family in store.families]
    for number in range(0, REPEATED, DRAWN):
        family = families[number // DRAWN % len(families)]
        cut = blender.cut(blender.pick(store.families[family], DRAWN))
        sound = blender.echoed(blender.repeated(cut.sound), 0.4)
        yield from _nothing_in(blender, sound, position, f"repeated {number}")
    for number in range(0, MACHINES, DRAWN):
        sound = blender.echoed(blender.machines(DRAWN), 0.3)
        yield from _nothing_in(blender, sound, position, f"machine {number}")


def _nothing_in(blender: Blender, sound: torch.Tensor, position: str, name: str) -> Iterator[Clip]:
    spoilt: Windows = blender.spoilt(blender.none_in(sound))
    for number, row in enumerate(spoilt.sound.numpy()):
        yield Clip(position, "machine", f"{name} {number}", row.astype(np.float32))


def bedded(
    ordinary: Sequence[Clip], fire: Sequence[Clip], random: np.random.Generator
) -> Iterator[Clip]:
    """Yield *ordinary* sounds over what the recordings of *fire* have before their first shot."""
    quiets = [clip.sound[: int((min(clip.blasts) - 0.12) * RATE)] for clip in fire]
    for clip in ordinary:
        quiet = quiets[int(random.integers(len(quiets)))]
        there_and_back = np.concatenate([quiet, quiet[::-1]])
        bed = np.resize(there_and_back, clip.sound.size)
        level = float(np.sqrt(np.mean(quiet**2))) + 1e-6
        gain = level / (np.abs(clip.sound).max() + 1e-6) * 10 ** (random.uniform(12, 50) / 20)
        sound = (bed + gain * clip.sound).clip(-1, 1).astype(np.float32)
        if random.random() < 0.8:
            sound = compand(sound)
        yield Clip(clip.origin, "bedded", clip.name, sound)


def in_fast_fire(one: Marks) -> NDArray[np.bool_]:
    """Return which fronts of *one* stand in fast fire, shape (n,)."""
    onsets = np.array(sorted(one.clip.blasts))
    quick = np.diff(onsets, append=np.inf) < FAST
    ends = np.append(onsets[1:], np.inf)
    return np.array(
        [bool((quick & (onsets > t - NEARBY) & (ends < t + NEARBY)).any()) for t in one.seconds],
        bool,
    )
