"""What decoding one file may cost before it is stopped.

Conventions
-----------
Bytes and seconds are whole limits for one child process: opening a file, reading its sound and
reading its frames each start with the full allowance. The limits are part of what a result
depends on, since a file past one of them is refused and not read in part.
"""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that the decoder may use, and the most that a file may declare.

    ``cpu_seconds`` of processor time; ``memory_bytes`` of address space (the interpreter, numpy
    and FFmpeg take about 0.2 GB of it before the first frame, of which 50 MB are resident);
    ``wall_seconds`` and ``stall_seconds`` of waiting for the decoder, in all and at a stretch
    (the time that the caller spends between two blocks does not count); ``output_bytes`` of
    samples and pixels handed back. ``max_streams``, ``max_pixels`` in a picture,
    ``max_channels`` and ``max_rate`` in Hz bound what a header may ask for: 8192 x 8192 holds
    an 8K picture twice, 384 kHz is the highest rate of any recorder on sale.

    Raises ValueError where a limit is not above zero.
    """

    cpu_seconds: int = 4 * 3600
    memory_bytes: int = 2 << 30
    wall_seconds: float = 4 * 3600.0
    stall_seconds: float = 60.0
    output_bytes: int = 1 << 40
    max_streams: int = 64
    max_pixels: int = 8192 * 8192
    max_channels: int = 64
    max_rate: int = 384_000

    def __post_init__(self) -> None:
        for field in fields(self):
            if not getattr(self, field.name) > 0:
                raise ValueError(f"The limit {field.name} must be above zero.")
