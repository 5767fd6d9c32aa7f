"""The reader of boxes on bytes that mean harm: it ends, and keeps what it had."""

import json
import os
import struct
import subprocess
import sys

import pytest

SCRIPT = (
    "import json; from witnessmark.media.child.boxes import read_boxes; "
    "print(json.dumps(read_boxes()))"
)
FTYP = struct.pack(">I4s4sI4s", 20, b"ftyp", b"isom", 0, b"mp42")


def box(kind, content):
    """One box."""
    return struct.pack(">I4s", 8 + len(content), kind) + content


def boxes_in(data, tmp_path):
    """What a process of its own reads from *data*, which it has as standard input."""
    path = tmp_path / "boxes.mp4"
    path.write_bytes(data)
    descriptor = os.open(path, os.O_RDONLY)
    try:
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT], stdin=descriptor, check=True, capture_output=True
        )
    finally:
        os.close(descriptor)
    return json.loads(done.stdout)


def test_brands_times_edits_and_names_are_read(tmp_path):
    """Each field stands where the standard puts it, in both widths."""
    media = box(
        b"mdia",
        box(b"mdhd", struct.pack(">BxxxQQIQI", 1, 11, 12, 600, 1200, 0))
        + box(b"hdlr", struct.pack(">II4s12x", 0, 0, b"vide") + b"\x05Movie"),
    )
    edits = box(b"edts", box(b"elst", struct.pack(">IIIii", 0, 1, 1000, 60, 1 << 16)))
    header = box(b"mvhd", struct.pack(">IIIII", 0, 21, 22, 1000, 2000) + bytes(80))
    found = boxes_in(FTYP + box(b"moov", header + box(b"trak", edits + media)), tmp_path)
    assert found["brands"] == ["isom", "mp42"]
    assert found["movie"] == {"created": 21, "modified": 22, "timescale": 1000, "duration": 2000}
    (track,) = found["tracks"]
    assert track["media"] == {"created": 11, "modified": 12, "timescale": 600, "duration": 1200}
    assert (track["handler"], track["handler_name"]) == ("vide", "Movie")
    assert track["edits"] == [[1000, 60]]


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"\0\0\0",
        struct.pack(">I4s", 3, b"moov"),
        struct.pack(">I4s", 0xFFFF_FFFF, b"moov"),
        struct.pack(">I4sQ", 1, b"moov", 2**63),
        struct.pack(">I4s", 1, b"moov"),
        box(b"moov", box(b"mvhd", b"\x01")),
        box(b"moov", box(b"trak", box(b"edts", box(b"elst", struct.pack(">II", 0, 2**31))))),
        box(b"moov", box(b"trak", box(b"mdia", box(b"mdia", box(b"mdia", box(b"hdlr", b"")))))),
        box(b"moov", b"".join(box(b"trak", b"") for _ in range(500))),
        box(b"uuid", b"\xff") * 500,
    ],
)
def test_what_does_not_fit_ends_the_reading(bad, tmp_path):
    """Sizes of nought, of three, beyond the file; counts beyond their box; many of everything."""
    found = boxes_in(FTYP + bad, tmp_path)
    assert found["brands"] == ["isom", "mp42"]
    assert len(found["tracks"]) <= 64
    assert len(found["extensions"]) <= 32
