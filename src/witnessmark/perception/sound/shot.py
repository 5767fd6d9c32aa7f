"""One shot as it is handed to the grouping: when, how sure, and how it sounds.

Conventions
-----------
Seconds are on the recording's clock. Nothing here depends on the recording's gain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


def _no_timbre() -> NDArray[np.float32]:
    return np.zeros(0, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Shot:
    """A shot at *seconds*, with the calibrated chance that it is one.

    ``timbre`` holds gain-free band levels in dB, shape (k,), of the same k for every shot of a
    recording; empty where it was not measured. ``crack_to_blast_s`` is the lead of the supersonic
    crack where there is one. ``spread`` is kept for the reader and not used here: the error of the
    onsets is estimated from the shots themselves.
    """

    seconds: float
    confidence: float
    timbre: NDArray[np.float32] = field(default_factory=_no_timbre)
    crack_to_blast_s: float | None = None
    spread: float = 0.0


class Timed(Protocol):
    """Something heard at a time."""

    @property
    def seconds(self) -> float | Fraction:
        """When, on the recording's clock."""
        ...


def parted(chosen: Sequence[int], shots: Sequence[Timed], longest: float) -> list[tuple[int, ...]]:
    """Cut the indices *chosen* of *shots* where the next is more than *longest* seconds later."""
    parts: list[list[int]] = []
    for index in chosen:
        if parts and shots[index].seconds - shots[parts[-1][-1]].seconds <= longest:
            parts[-1].append(index)
        else:
            parts.append([index])
    return [tuple(part) for part in parts]
