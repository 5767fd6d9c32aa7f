"""What the decoder's refusals are called in the package, and the sentence that goes with each."""

from __future__ import annotations

from pathlib import Path

from witnessmark.errors import (
    DecoderCrashError,
    NoSoundError,
    OversizedFootageError,
    UnreadableFootageError,
    WitnessmarkError,
)
from witnessmark.media.limits import Limits
from witnessmark.media.messages import Message


def refusal_error(path: Path, demuxer: str, limits: Limits, message: Message) -> WitnessmarkError:
    """Return the error for a *message* that is no answer; its sentence names *path*."""
    code = str(message.says.get("code", message.kind))
    detail = str(message.says.get("detail", ""))[:200]
    if code in _OVERSIZED:
        declares = _OVERSIZED[code].format(detail=detail or "impossible size", limits=limits)
        return OversizedFootageError(
            path,
            f"{path} {declares}, more than any recording needs: hand in the file as it was first "
            "received.",
        )
    if code == "no_length":
        return NoSoundError(
            path,
            f"{path} holds a track of no length and nothing else: there is nothing to examine.",
        )
    if code in _UNREADABLE:
        return UnreadableFootageError(path, f"{path} {_unreadable(code, demuxer)}")
    return DecoderCrashError(
        path, f"The decoder gave an answer out of place on {path} ({code[:80]}): report it."
    )


_OVERSIZED = {
    "streams": "declares more than {limits.max_streams} streams",
    "pixels": "declares a picture of {detail}",
    "channels": "declares {detail} channels of sound",
    "rate": "declares {detail} of sound",
}

_UNREADABLE = {
    "unreadable": "begins like footage but cannot be opened, being damaged or cut short: look "
    "for a complete copy.",
    "no_tracks": "has neither a sound nor a picture track of a known codec: convert a copy with "
    "another program.",
    "undecodable": "has tracks, but nothing in them could be decoded: look for a complete copy.",
}


def _unreadable(code: str, demuxer: str) -> str:
    if code == "unreadable" and demuxer == "mov":
        return (
            "has no index (moov) that can be read, so the recording was probably cut off before "
            "it was finalised: repair a copy with the device that made it, or find a complete one."
        )
    return _UNREADABLE[code]
