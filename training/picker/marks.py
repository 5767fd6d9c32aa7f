"""What each turn's networks say of clips that they never heard, held against the truth.

Conventions
-----------
A front found in an unseen clip is right when a true onset of its cause lies within MATCH seconds,
each onset taken once; where the truth is open it is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import onnxruntime
import torch
from bank import FAST, POSITIONS, Clip, fresh
from blend import Blender
from numpy.typing import NDArray
from store import stored

from witnessmark.perception.sound.picker import CAUSES, find_fronts

#: Seconds within which a front is the one that is true, by cause.
MATCH = (0.020, 0.006, 0.030)
#: Seconds about a front in which two rounds closer than FAST make the fire there fast.
NEARBY = 1.0
#: Windows of re-spaced shots that each turn is judged by.
RESPACED = 150
#: Scenes with cracks, explosions and fast fire, of seeds that no network met, dealt to the turns.
FRESH = 240


@dataclass(frozen=True)
class Marks:
    """The fronts of one clip: cues, and for each cause whether it is right, and if one knows."""

    clip: Clip
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
    if clip.family in {"real", "respaced"}:
        known[:, 1] = right[:, 0] > 0  # nobody has listened for cracks there; a blast is none
    return Marks(clip, at / 1000, cues, right, known)


def unseen(clips: Sequence[Clip], position: str) -> Iterator[Clip]:
    """Yield what the turn's network was not trained on, once as it is and once through a chain."""
    turn = POSITIONS.index(position)
    yield from (fresh(number) for number in range(turn, FRESH, len(POSITIONS)))
    left = [clip for clip in clips if clip.origin == position]
    for number, clip in enumerate(left):
        yield clip
        if clip.variants and clip.family in {"real", "everyday"}:
            sound = clip.variants[number % len(clip.variants)].astype(np.float32)
            yield Clip(clip.origin, clip.family, f"{clip.name} again", sound, clip.blasts)
    torch.manual_seed(77)
    fire = stored([clip for clip in left if clip.family == "real"], "none", "cpu")
    windows = Blender(fire, 77, {"respaced": 1}).respaced(RESPACED)
    for number, (sound, onsets) in enumerate(zip(windows.sound, windows.onsets[:, 0], strict=True)):
        heard = tuple(sorted(onsets[torch.isfinite(onsets)].tolist()))
        yield Clip(position, "respaced", f"respaced {number}", sound.numpy(), heard)


def in_fast_fire(one: Marks) -> NDArray[np.bool_]:
    """Return which fronts of *one* stand in fast fire, shape (n,)."""
    onsets = np.array(sorted(one.clip.blasts))
    quick = np.diff(onsets, append=np.inf) < FAST
    ends = np.append(onsets[1:], np.inf)
    return np.array(
        [bool((quick & (onsets > t - NEARBY) & (ends < t + NEARBY)).any()) for t in one.seconds],
        bool,
    )
