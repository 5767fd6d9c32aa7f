"""Whether browsers can play a recording as it is, and under which suffix they expect it.

Conventions
-----------
Container and codecs decide, never the name that the file was handed in under: a suffix taken from
a name could turn footage into a page. Containers are named as FFmpeg names its demuxers. What is
listed is what the HTML media guide of MDN (developer.mozilla.org, "Media container formats" and
the two codec guides) gives as supported by Chromium, Firefox and Safari alike.
"""

from __future__ import annotations

from dataclasses import dataclass

from witnessmark.model import Recording


@dataclass(frozen=True, slots=True)
class _Playable:
    with_picture: str | None
    sound_only: str | None
    pictures: frozenset[str]
    sounds: frozenset[str]


_NONE: frozenset[str] = frozenset()

_CONTAINERS = {
    "mov": _Playable(".mp4", ".m4a", frozenset({"h264", "av1"}), frozenset({"aac", "mp3"})),
    "matroska": _Playable(
        ".webm", ".webm", frozenset({"vp8", "vp9", "av1"}), frozenset({"opus", "vorbis"})
    ),
    "ogg": _Playable(None, ".ogg", _NONE, frozenset({"opus", "vorbis", "flac"})),
    "wav": _Playable(None, ".wav", _NONE, frozenset({"pcm_u8", "pcm_s16le"})),
    "flac": _Playable(None, ".flac", _NONE, frozenset({"flac"})),
    "mp3": _Playable(None, ".mp3", _NONE, frozenset({"mp3", "mp3float"})),
    "aac": _Playable(None, ".aac", _NONE, frozenset({"aac"})),
}


def browser_suffix(recording: Recording) -> str | None:
    """Return the suffix under which browsers play *recording*, None where they do not."""
    known = _CONTAINERS.get(recording.container.split(",")[0].strip().lower())
    if known is None or (recording.sound is None and recording.picture is None):
        return None
    if recording.sound is not None and recording.sound.codec not in known.sounds:
        return None
    if recording.picture is None:
        return known.sound_only
    return known.with_picture if recording.picture.codec in known.pictures else None
