"""Reads the boxes of an ISO base media or QuickTime file: what FFmpeg knows and does not pass on.

Conventions
-----------
Boxes and fields are those of ISO/IEC 14496-12 (section numbers beside each) and of the QuickTime
File Format. Times are whole seconds as written, counted from 1904 by both standards; lengths are
ticks of the timescale beside them. Everything is read from file descriptor 0 by position, so that
FFmpeg's own place in it is not moved. A box that does not fit into the one around it ends that one:
what was read before it is kept.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

#: More boxes than this are not walked; a three-hour file in fragments of a second has 22,000.
_MOST_BOXES = 200_000
#: A box that is read at all is read no further than this.
_MOST_BYTES = 64 << 10
_MOST_TRACKS, _MOST_ENTRIES, _MOST_CHARACTERS = 64, 32, 200
#: Boxes of a track that only hold others (sections 8.3 to 8.6).
_HOLDERS = frozenset({b"mdia", b"minf", b"stbl", b"edts"})


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its type, and where in the file its content begins and ends."""

    kind: bytes
    start: int
    end: int

    def read(self, length: int = _MOST_BYTES) -> bytes:
        """Return the first *length* bytes of the content, or as many as there are."""
        return os.pread(0, max(0, min(length, self.end - self.start)), self.start)


class Walk:
    """Steps through the boxes of a file, :data:`_MOST_BOXES` of them in all."""

    def __init__(self) -> None:
        self.left = _MOST_BOXES

    def inside(self, start: int, end: int) -> Iterator[Box]:
        """Yield the boxes from *start* to *end* (section 4.2: size, type, long size if 1)."""
        while start + 8 <= end and self.left > 0:
            self.left -= 1
            head = os.pread(0, 16, start)
            if len(head) < 8:
                return
            size, begin = int.from_bytes(head[:4], "big"), 8
            if size == 1:
                size, begin = int.from_bytes(head[8:16], "big"), 16
            elif size == 0:  # "to the end of the file"
                size = end - start
            if size < begin or (begin == 16 and len(head) < 16):
                return
            yield Box(head[4:8], start + begin, min(start + size, end))
            start += size


def read_boxes() -> dict[str, Any]:
    """Return the layout of the file on descriptor 0, every list and text in it capped."""
    walk = Walk()
    found: dict[str, Any] = {
        "order": [],
        "brands": [],
        "movie": None,
        "tracks": [],
        "user_data": [],
        "extensions": [],
        "fragments": 0,
    }
    for box in walk.inside(0, os.fstat(0).st_size):
        name = _text(box.kind)
        if name not in found["order"] and len(found["order"]) < _MOST_ENTRIES:
            found["order"].append(name)
        if box.kind == b"ftyp":
            found["brands"] = _brands(box.read(1024))
        elif box.kind == b"moov":
            _read_movie(walk, box, found)
        elif box.kind == b"moof":
            found["fragments"] += 1
        elif box.kind == b"uuid" and len(found["extensions"]) < _MOST_ENTRIES:
            found["extensions"].append(box.read(16).hex())
    return found


def _brands(content: bytes) -> list[str]:
    """Return the major brand, then the compatible ones (section 4.3)."""
    names = [content[:4], *(content[at : at + 4] for at in range(8, len(content) - 3, 4))]
    return [_text(name) for name in names if name][:_MOST_ENTRIES]


def _read_movie(walk: Walk, movie: Box, found: dict[str, Any]) -> None:
    for box in walk.inside(movie.start, movie.end):
        if box.kind == b"mvhd":
            found["movie"] = _header(box.read(64), times_only=False)
        elif box.kind == b"trak" and len(found["tracks"]) < _MOST_TRACKS:
            found["tracks"].append(_track(walk, box))
        elif box.kind == b"udta":
            names = [_text(one.kind) for one in walk.inside(box.start, box.end)]
            found["user_data"] = list(dict.fromkeys(names))[:_MOST_ENTRIES]
        elif box.kind == b"uuid" and len(found["extensions"]) < _MOST_ENTRIES:
            found["extensions"].append(box.read(16).hex())


def _track(walk: Walk, track: Box) -> dict[str, Any]:
    says: dict[str, Any] = {
        "header": None,
        "media": None,
        "handler": "",
        "handler_name": "",
        "descriptions": [],
        "edits": [],
    }
    waiting = [track]
    while waiting:
        holder = waiting.pop()
        for box in walk.inside(holder.start, holder.end):
            if box.kind in _HOLDERS:
                waiting.append(box)
            elif box.kind == b"tkhd":
                says["header"] = _header(box.read(64), times_only=True)
            elif box.kind == b"mdhd":
                says["media"] = _header(box.read(64), times_only=False)
            elif box.kind == b"hdlr" and holder.kind == b"mdia":
                content = box.read(512)
                says["handler"], says["handler_name"] = _text(content[8:12]), _name(content[24:])
            elif box.kind == b"stsd":
                says["descriptions"] = _descriptions(walk, box)
            elif box.kind == b"elst":
                says["edits"] = _edits(box.read())
    return says


def _header(content: bytes, *, times_only: bool) -> dict[str, int] | None:
    """Return the times of a movie, track or media header (sections 8.2.2, 8.3.2, 8.4.2).

    Version 1 has 64 bits for each time; a track's header has no timescale (*times_only*).
    """
    wide = content[:1] == b"\x01"
    form = struct.Struct(">QQIQ" if wide else ">IIII")
    if len(content) < 4 + form.size:
        return None
    created, modified, scale, length = form.unpack_from(content, 4)
    times = {"created": created, "modified": modified}
    if max(created, modified, length) >= 2**63:
        return None
    return times if times_only else {**times, "timescale": scale, "duration": length}


def _edits(content: bytes) -> list[list[int]]:
    """Return each entry of an edit list: length shown, first media time (-1: nothing), §8.6.6."""
    wide = content[:1] == b"\x01"
    form = struct.Struct(">Qqi" if wide else ">Iii")
    count = int.from_bytes(content[4:8], "big")
    room = (len(content) - 8) // form.size
    rows = (form.unpack_from(content, 8 + n * form.size) for n in range(min(count, room)))
    return [[length, first] for length, first, _ in list(rows)[:_MOST_ENTRIES] if length < 2**63]


def _descriptions(walk: Walk, table: Box) -> list[list[str]]:
    """Return code and, for pictures, the compressor's own name of each sample entry (§12.1.3)."""
    entries = []
    for box in walk.inside(table.start + 8, table.end):
        content = box.read(78)
        entries.append([_text(box.kind), _name(content[42:74]) if len(content) == 78 else ""])
    return entries[:_MOST_ENTRIES]


def _name(content: bytes) -> str:
    """Return a name that ends at a zero, or has its length before it (QuickTime)."""
    if content and content[0] < 32 and len(content) > content[0]:
        content = content[1 : 1 + content[0]]
    return _text(content.split(b"\0")[0])


def _text(content: bytes) -> str:
    return content.decode("latin-1" if len(content) == 4 else "utf-8", "replace")[:_MOST_CHARACTERS]
