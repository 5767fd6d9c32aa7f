"""How many bytes a file's own header announces, to tell one that was cut short.

Conventions
-----------
Only sizes that the container itself writes down are used, read from the open descriptor without
moving its offset. A container that states none, or a placeholder as streaming writers do, gives
None. Nothing here is needed to decode: it serves one sentence of damage.
"""

from __future__ import annotations

import os
import struct

#: A file with more top-level boxes than this is told nothing about.
_MOST_BOXES = 100_000


def announced_bytes(descriptor: int, demuxer: str) -> int | None:
    """Return the length of the file by its header's account, or None where it gives none."""
    size = os.fstat(descriptor).st_size
    if demuxer == "mov":
        return _boxes_end(descriptor, size)
    first = os.pread(descriptor, 64, 0)
    if first[:4] in (b"RIFF", b"FORM"):
        (length,) = struct.unpack("<I" if first[:4] == b"RIFF" else ">I", first[4:8])
        is_placeholder = length == 0 or length >= 0xFFFF_FF00
        return None if is_placeholder else int(length) + 8
    if demuxer == "matroska":
        return _segment_end(first)
    return None


def truncation_sentence(descriptor: int, demuxer: str) -> tuple[str, ...]:
    """Return the sentence of damage for a file cut short, or none."""
    there, announced = os.fstat(descriptor).st_size, announced_bytes(descriptor, demuxer)
    if announced is None or announced <= there:
        return ()
    sentence = (
        f"The file was cut short: {there:,} of the {announced:,} bytes that its header "
        "announces are there."
    )
    return (sentence,)


def _boxes_end(descriptor: int, size: int) -> int | None:
    """Walk the top-level boxes (ISO/IEC 14496-12, section 4.2): size, type, long size if 1."""
    offset = 0
    for _ in range(_MOST_BOXES):
        head = os.pread(descriptor, 16, offset)
        if len(head) < 8:
            return offset
        length = int.from_bytes(head[:4], "big")
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        if length < 8:  # 0 means "to the end of the file"
            return None
        offset += length
        if offset >= size:
            return offset
    return None


def _segment_end(first: bytes) -> int | None:
    """Step over the EBML header and read the size of the Segment (RFC 8794, section 4)."""
    header, offset = _variable_integer(first, 4)
    if header is None or first[offset + header : offset + header + 4] != b"\x18S\x80g":
        return None
    segment, offset = _variable_integer(first, offset + header + 4)
    return None if segment is None else offset + segment


def _variable_integer(data: bytes, offset: int) -> tuple[int | None, int]:
    """Return an EBML data size and the offset behind it; None for unknown or absent."""
    if offset >= len(data) or data[offset] == 0:
        return None, offset
    width = 9 - data[offset].bit_length()
    raw = int.from_bytes(data[offset : offset + width], "big")
    value = raw & ((1 << 7 * width) - 1)
    is_unknown = value == (1 << 7 * width) - 1 or offset + width > len(data)
    return (None if is_unknown else value), offset + width
