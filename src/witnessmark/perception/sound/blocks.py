"""What a reader of sound yields: samples with the instant of the first."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from witnessmark.clock import Instant


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
