"""What a listener hears, in the form that is scored, and the way from ours to it.

Conventions
-----------
A listener is any function from mono float32 samples and their rate to what it heard, in order of
time: peers are scored through the same door as our own. ``attributes`` are those of the
observation, as ``docs/record.md`` names them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from witnessmark.clock import Instant, TimeBase
from witnessmark.model import Observation

#: Samples in each block that our listener is handed: what AAC decoders give, sixteen times.
BLOCK = 16_384


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing heard: its kind, from when to when (seconds), and how sure the listener is."""

    kind: str
    seconds: float
    confidence: float
    end: float = 0.0
    attributes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def by_crack(self) -> bool:
        """Whether this is a round that its bullet's crack alone tells of."""
        return self.attributes.get("heard_by") == "crack"


#: Mono float32 samples and their rate to what is heard, ascending in time.
Hear = Callable[[NDArray[np.float32], int], Sequence[Heard]]


class Listens(Protocol):
    """What our listener promises: blocks of sound to observations."""

    def listen(self, blocks: Iterable[Any], recording: str, /) -> Sequence[Observation]:
        """Return everything heard in *blocks* of the recording with SHA-256 *recording*."""
        ...


@dataclass(frozen=True, slots=True)
class Block:
    """Some samples, shape (n, channels), and the instant of the first."""

    start: Instant
    rate: int
    samples: NDArray[np.float32]


def hear_with(listener: Listens) -> Hear:
    """Return *listener* as a function that can be scored."""

    def hear(samples: NDArray[np.float32], rate: int) -> tuple[Heard, ...]:
        digest = hashlib.sha256(samples.tobytes()).hexdigest()
        observed = listener.listen(blocks_of(samples, rate), digest)
        found = (
            Heard(
                kind=one.kind.value,
                seconds=float(one.start.seconds),
                confidence=one.confidence,
                end=float(one.end.seconds),
                attributes=one.attributes,
            )
            for one in observed
        )
        return tuple(sorted(found, key=lambda one: (one.seconds, one.kind)))

    return hear


def blocks_of(samples: NDArray[np.float32], rate: int) -> Iterator[Block]:
    """Yield mono *samples* in blocks as a decoder would."""
    base = TimeBase(1, rate)
    for first in range(0, samples.size, BLOCK):
        yield Block(base.at(first), rate, samples[first : first + BLOCK, None])
