"""What a reader of sound yields: samples with the instant of the first."""

from __future__ import annotations

from fractions import Fraction
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from witnessmark.clock import Instant

#: Blocks whose stamps, rounded to milliseconds, leave no more than this between them still touch.
TOUCHING = Fraction(1, 1000)


class Block(Protocol):
    """What a sound reader yields: samples with the instant of the first."""

    @property
    def start(self) -> Instant:
        """When the first sample is presented."""
        ...

    @property
    def rate(self) -> int:
        """Samples a second."""
        ...

    @property
    def samples(self) -> NDArray[np.float32]:
        """Shape (n, channels)."""
        ...
