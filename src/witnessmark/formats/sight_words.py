"""What was seen, in a few plain words: the line that people read, on the screen and on the page.

Conventions
-----------
Attributes are those that the detectors of :mod:`witnessmark.perception.sight` write; a record may
come from elsewhere, so that none is taken to be there. Text read off a picture is hostile and is
escaped by whoever shows it.
"""

from __future__ import annotations

from types import MappingProxyType

from witnessmark.clock import clock_face
from witnessmark.model import Kind, Observation

_PLAIN = MappingProxyType(
    {
        Kind.KEYFRAME: "key frame",
        Kind.STREAK: "streak of light",
        Kind.FLAME: "flame",
        Kind.SMOKE: "smoke",
        Kind.SNOWFALL: "falling snow",
        Kind.RAIN: "rain",
        Kind.SNOW_COVER: "snow on the ground",
        Kind.DARKNESS: "dark picture",
        Kind.FACE: "face",
        Kind.SOUND_BREAK: "break in the sound",
        Kind.NO_PICTURE: "no picture",
    }
)
#: The attribute that says which of its kind it is, and words for its values.
_WHICH: MappingProxyType[Kind, tuple[str, dict[str, str]]] = MappingProxyType(
    {
        Kind.CUT: ("form", {"hard": "cut", "dissolve": "dissolve", "fade": "fade"}),
        Kind.FLASH: (
            "cause",
            {
                "muzzle_flash": "muzzle flash",
                "explosion_flash": "flash of an explosion",
                "photo_or_edit": "flash of the whole picture",
            },
        ),
        Kind.OVERLAY: (
            "what",
            {"logo": "logo", "border": "border", "watermark": "watermark", "bar": "bar"},
        ),
        Kind.STILL: (
            "what",
            {"frozen": "frozen picture", "black": "black picture", "one_colour": "one colour"},
        ),
    }
)
_OTHERWISE = MappingProxyType(
    {
        Kind.CUT: "cut",
        Kind.FLASH: "flash of unclear cause",
        Kind.OVERLAY: "overlay",
        Kind.STILL: "still picture",
    }
)
_LOOKS = MappingProxyType(
    {"night_vision": "night vision", "thermal": "thermal image", "infrared": "infrared"}
)
#: More of a reading than this does not fit a line.
_MOST_READ = 80


def sight_words(seen: Observation) -> str:
    """Return what *seen* is in a few words, ``snow on the ground`` or ``text “ABC”``."""
    words = _words(seen)
    return f"unclear: {words}" if seen.attributes.get("state") == "unclear" else words


def _words(seen: Observation) -> str:
    if seen.kind in _WHICH:
        name, words = _WHICH[seen.kind]
        return words.get(str(seen.attributes.get(name)), _OTHERWISE[seen.kind])
    match seen.kind:
        case Kind.TEXT:
            return _text(seen)
        case Kind.DARKNESS:
            look = _LOOKS.get(str(seen.attributes.get("look")))
            return "dark picture" if look is None else f"dark picture, {look}"
        case Kind.CAMERA_MOTION:
            motion = str(seen.attributes.get("motion", "moving")).replace("_", " ")
            return f"camera: {motion}"
        case Kind.SHOWN_AGAIN:
            earlier = seen.attributes.get("earlier_start")
            at = f" at {clock_face(earlier)}" if isinstance(earlier, int | float) else ""
            return f"shown before{at}"
        case Kind.CONTAINER_FACT:
            return f"{str(seen.attributes.get('fact', 'fact')).replace('_', ' ')}"
        case Kind.PROVENANCE:
            return f"provenance: {seen.attributes.get('state', 'unknown')}"
        case _:
            return _PLAIN.get(seen.kind, seen.kind.value.replace("_", " "))


def _text(seen: Observation) -> str:
    reads = seen.attributes.get("reads")
    if not isinstance(reads, str) or not reads:
        return "text that was not read"
    short = reads if len(reads) <= _MOST_READ else f"{reads[:_MOST_READ]}…"
    return f"text “{short}”"
