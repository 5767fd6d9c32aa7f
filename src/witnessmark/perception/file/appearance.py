"""How the picture is to be shown: size, turned, squeezed, in fields, with more than usual light."""

from __future__ import annotations

from collections.abc import Iterator

from witnessmark.perception.file.fact import Fact, FileRead, Trust

#: Transfer characteristics of high dynamic range (ITU-T H.273, table 3): SMPTE ST 2084 and HLG.
_HIGH_RANGE = {16: "PQ (SMPTE ST 2084)", 18: "HLG (ITU-R BT.2100)"}
_FIRST = "first frame"


def appearance_facts(read: FileRead) -> Iterator[Fact]:
    """Yield what a player must know to show the picture as it was meant."""
    look, picture = read.structure.look, read.footage.picture
    if look is None or picture is None:
        return
    size = f"{look.width} x {look.height}"
    yield Fact("frame_size", size, _FIRST, Trust.HIGH, "decoded", {"format": look.format})
    if picture.rotation:
        why = "a phone writes how it was held; a program can write any turn"
        value = f"shown turned by {picture.rotation} degrees clockwise"
        measures = {"degrees": picture.rotation}
        yield Fact("rotation", value, "display matrix", Trust.MEDIUM, why, dict(measures))
    if look.aspect[0] != look.aspect[1]:
        why = "the file's word; places in the frame are shares of its width, and not touched by it"
        value = f"pixels {look.aspect[0]}:{look.aspect[1]} wide, not square"
        yield Fact("pixel_aspect", value, "sample aspect ratio", Trust.MEDIUM, why)
    if look.interlaced:
        why = "the decoder's word: each frame holds two moments, half a frame apart"
        yield Fact("interlaced", "in fields", _FIRST, Trust.MEDIUM, why)
    if look.transfer in _HIGH_RANGE:
        why = "the file's word; brightness is looked at as it is coded, not as it would be shown"
        value = _HIGH_RANGE[look.transfer]
        yield Fact("high_dynamic_range", value, "colour tags", Trust.MEDIUM, why)
    if look.bits > 8:
        why = "decoded"
        yield Fact("bits_per_sample", look.bits, _FIRST, Trust.HIGH, why)
