"""What the file says of the device and of the place, in the tags of phones and cameras.

Names of tags: Apple's QuickTime metadata keys, Android's MPEG4Writer, 3GPP TS 26.244 (``loci``),
and the user data of GoPro and DJI as FFmpeg hands them on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import JsonValue

from witnessmark.perception.file.fact import Fact, FileRead, Tag, Trust, plain_name

#: What a fact is called, and the tags that state it.
_NAMES = {
    "make": ("make", "com.apple.quicktime.make", "com.android.manufacturer"),
    "model": ("model", "com.apple.quicktime.model", "com.android.model"),
    "software": (
        "software",
        "com.apple.quicktime.software",
        "com.android.version",
        "firmware",
    ),
    "capture_rate": ("com.android.capture.fps",),
}
_PLACES = ("location", "com.apple.quicktime.location.iso6709", "xyz")
#: Words in the name of a track's handler by which devices are known; the word is the device's own.
_HANDLERS = ("gopro", "dji")
#: ISO 6709: signed degrees of latitude and longitude, then perhaps a height in metres.
_ISO_6709 = re.compile(r"([+-]\d{2}(?:\.\d+)?)([+-]\d{3}(?:\.\d+)?)([+-]\d+(?:\.\d+)?)?")

#: Every tag that is told here, so that nobody tells it again.
TOLD = frozenset({name for names in _NAMES.values() for name in names} | set(_PLACES))


def device_facts(read: FileRead) -> Iterator[Fact]:
    """Yield make, model, software and place as the file has them, or that it names no device."""
    named = False
    why = "cameras write it by themselves; any program can write it, change it or take it away"
    for name, tags in _NAMES.items():
        for tag in read.tagged(*tags):
            named = named or name in ("make", "model")
            yield Fact(name, tag.value, tag.said_by, Trust.LOW, why)
    for tag in read.tags:
        if plain_name(tag.name) == "handler_name" and _is_device(tag.value):
            named = True
            yield Fact("device_track", tag.value, tag.said_by, Trust.LOW, why)
    for tag in read.tagged(*_PLACES):
        yield _place(tag)
    if not named:
        why = (
            "so it is in files that went through a messenger, a platform or an editing program, "
            "and in those of many cameras"
        )
        yield Fact("no_device", "the file names no device", "all tags", Trust.HIGH, why)


def _is_device(handler: str) -> bool:
    return any(word in handler.lower() for word in _HANDLERS)


def _place(tag: Tag) -> Fact:
    why = (
        "the device's own reckoning of where it was when it wrote this, perhaps an old one; any "
        "program can write it"
    )
    measures: dict[str, JsonValue] = {}
    found = _ISO_6709.match(tag.value)
    if found and abs(float(found[1])) <= 90 and abs(float(found[2])) <= 180:
        measures = {"latitude": float(found[1]), "longitude": float(found[2])}
        if found[3]:
            measures["height_m"] = float(found[3])
    return Fact("place", tag.value, tag.said_by, Trust.LOW, why, measures)
