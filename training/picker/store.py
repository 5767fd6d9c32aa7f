"""All clips of a bank in one row of memory, on the device where windows are drawn from them.

Conventions
-----------
Sound is mono at 12 kHz, kept as float16: plain first, then each variant, of the same length.
Onsets and open spans are in seconds, tables filled up with :data:`NONE`. A shot is a real one that
is followed by a second or more of its own echoes alone; a quiet is what a real recording has before
its first shot.
"""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from bank import RATE, Clip

from witnessmark.perception.sound.picker import CAUSES

#: Where a table has no onset.
NONE = float("inf")
#: Samples of a shot, and those before its onset.
SHOT, LEAD = int(1.6 * RATE), 60


@dataclass(frozen=True)
class Store:
    """Clips on one device; indices of a clip are those of its tables."""

    sound: torch.Tensor  # (samples,) float16
    first: torch.Tensor  # (clips,) where each begins
    size: torch.Tensor  # (clips,) its samples
    variants: torch.Tensor  # (clips,) how many follow it
    onsets: torch.Tensor  # (clips, causes, most) seconds
    open: torch.Tensor  # (clips, most, 2) seconds
    quiet: torch.Tensor  # (clips,) samples before the first shot, 0 where nothing is known
    shots: torch.Tensor  # (shots, SHOT) float32
    shot_size: torch.Tensor  # (shots,) samples
    families: dict[str, torch.Tensor]  # indices of its clips

    @property
    def device(self) -> torch.device:
        """Where everything lies."""
        return self.sound.device


def stored(clips: Sequence[Clip], left_out: str, device: str | torch.device) -> Store:
    """Return *clips*, less those of the origin *left_out*, on *device*."""
    kept = [clip for clip in clips if clip.origin != left_out]
    first, pieces, at = [], [], 0
    for clip in kept:
        first.append(at)
        pieces += [clip.sound.astype(np.float16), *clip.variants]
        at += clip.sound.size * (1 + len(clip.variants))
    causes = [(clip.blasts, clip.cracks, clip.explosions) for clip in kept]
    most = max((len(group) for groups in causes for group in groups), default=0) + 1
    onsets = np.full((len(kept), len(CAUSES), most), NONE, np.float32)
    spans = np.full(
        (len(kept), max((len(clip.open) for clip in kept), default=0) + 1, 2), NONE, np.float32
    )
    for row, groups in enumerate(causes):
        for cause, group in enumerate(groups):
            onsets[row, cause, : len(group)] = group
        spans[row, : len(kept[row].open)] = np.array(kept[row].open).reshape(-1, 2)
    shots, sizes = single_shots([clip for clip in kept if clip.family == "real"])
    quiet = [
        int(max(clip.blasts[0] - 0.1, 0.5) * RATE) if clip.family == "real" else 0 for clip in kept
    ]
    names = np.array([clip.family for clip in kept])

    def there(values: object) -> torch.Tensor:
        return torch.as_tensor(values).to(device)

    return Store(
        there(np.concatenate(pieces)),
        there(np.array(first, np.int64)),
        there(np.array([clip.sound.size for clip in kept], np.int64)),
        there(np.array([len(clip.variants) for clip in kept], np.int64)),
        there(onsets),
        there(spans),
        there(np.array(quiet, np.int64)),
        there(shots),
        there(sizes),
        {name: there(np.flatnonzero(names == name)) for name in sorted(set(names.tolist()))},
    )


def single_shots(clips: Sequence[Clip]) -> tuple[np.ndarray, np.ndarray]:
    """Cut the shots that stand alone, onset at LEAD, faded out: (shots, SHOT), samples of each."""
    rows, sizes = [], []
    for clip in clips:
        last = clip.blasts[-1]
        tail = clip.sound[round(last * RATE) - LEAD :][:SHOT].copy()
        if tail.size < RATE or (len(clip.blasts) > 1 and last - clip.blasts[-2] < 0.55):
            continue
        tail *= np.linspace(1, 0, tail.size, dtype=np.float32) ** 0.7
        tail[:24] *= np.linspace(0, 1, 24, dtype=np.float32)
        rows.append(np.pad(tail, (0, SHOT - tail.size)))
        sizes.append(tail.size)
    return np.stack(rows) if rows else np.zeros((0, SHOT), np.float32), np.array(sizes, np.int64)


def shares_of(store: Store, shares: dict[str, float]) -> dict[str, float]:
    """Return *shares* of the families that *store* can give, adding up to one."""
    there = set(store.families) | {"machine"} | ({"respaced"} if len(store.shots) else set())
    known = {name: share for name, share in shares.items() if name in there}
    return {name: share / sum(known.values()) for name, share in known.items()}


def split(folder: Path, clips: Sequence[Clip]) -> None:
    """Write *clips* to *folder*, one file a family: a network reads those that it hears."""
    folder.mkdir(parents=True, exist_ok=True)
    for family in sorted({clip.family for clip in clips}):
        part = [clip for clip in clips if clip.family == family]
        (folder / f"{family}.pickle").write_bytes(pickle.dumps(part, protocol=5))


def whole(folder: Path) -> list[Clip]:
    """Return all clips that :func:`split` wrote to *folder*."""
    return [
        clip
        for path in sorted(folder.glob("*.pickle"))
        for clip in pickle.loads(path.read_bytes())  # noqa: S301 - our own
    ]
