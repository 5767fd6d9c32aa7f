"""What travels from the decoder's process to ours: a JSON header, then raw bytes.

Conventions
-----------
Each message is two unsigned 32-bit little-endian lengths, the header as UTF-8 JSON, the payload.
The receiving side trusts neither length: both are held against a bound before anything is read.
Where the header has ``at`` and ``length``, the payload lies in the ring (``ring.py``) and not here.
"""

from __future__ import annotations

import json
import re
import struct
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:  # facts are read without it, in half the time
    import numpy as np
    from numpy.typing import NDArray

#: Header length and payload length.
LENGTHS = struct.Struct("<II")

#: No header is longer: the facts of 64 streams with 64 capped strings each fit.
MAX_HEADER = 8 << 20


#: Twice 63 bits on either side, which no product of a timestamp and a time base exceeds.
_FRACTION = re.compile(r"-?[0-9]{1,40}(/[0-9]{1,40})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Message:
    """One answer of the decoder: its ``kind``, what it says, and the bytes that came with it."""

    kind: str
    says: dict[str, Any]
    payload: bytearray | NDArray[np.uint8]


def exact(text: str) -> Fraction:
    """Return the fraction that *text* writes as ``n`` or ``n/d``; ValueError for anything else.

    ``Fraction`` itself would take "1e999999999" and work on it until the end of time.
    """
    if not _FRACTION.fullmatch(text):
        raise ValueError(f"no exact time: {text[:80]!r}")
    return Fraction(text)


def send(
    stream: BinaryIO, kind: str, says: dict[str, Any], payload: bytes | memoryview = b""
) -> None:
    """Write one message and flush it; BrokenPipeError tells that nobody listens any more."""
    stream.write(beginning(kind, says, len(payload)))
    stream.write(payload)
    stream.flush()


def beginning(kind: str, says: dict[str, Any], length: int) -> bytes:
    """Return what stands before the payload, of *length* bytes, of a message."""
    header = json.dumps({"kind": kind, **says}, ensure_ascii=True).encode("ascii")
    return LENGTHS.pack(len(header), length) + header
