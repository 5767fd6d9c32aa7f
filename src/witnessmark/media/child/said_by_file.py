"""What the container says of itself, as capped JSON values: testimony, not fact."""

from __future__ import annotations

from typing import Any

from av.container import InputContainer
from av.stream import Stream

#: More entries than this, or longer values, serve nobody but an attacker.
_MOST_ENTRIES, _MOST_CHARACTERS = 64, 1000

#: Largest whole number that every JSON reader restores (RFC 8259, section 6).
_LARGEST = 2**53 - 1


def said_by_file(container: InputContainer) -> dict[str, Any]:
    """Return the metadata of the container and of each stream, names and values capped."""
    said = {
        "metadata": _capped(container.metadata),
        "bit_rate": _whole(container.bit_rate),
        "streams": [_said_by_stream(stream) for stream in container.streams],
    }
    return {name: value for name, value in said.items() if value}


def _said_by_stream(stream: Stream) -> dict[str, Any]:
    context = stream.codec_context
    said = {
        "index": stream.index,
        "type": stream.type,
        "codec": None if context is None else context.codec.canonical_name,
        "profile": None if context is None or not context.profile else context.profile[:100],
        "time_base": None if not stream.time_base else str(stream.time_base),
        "start_time": _whole(stream.start_time),
        "duration": _whole(stream.duration),
        "frames": _whole(getattr(stream, "frames", None)) or None,
        "bit_rate": None if context is None else _whole(context.bit_rate) or None,
        "metadata": _capped(stream.metadata) or None,
    }
    return {name: value for name, value in said.items() if value is not None}


def _capped(metadata: dict[str, str]) -> dict[str, str]:
    kept = sorted(metadata.items())[:_MOST_ENTRIES]
    return {name[:100]: value[:_MOST_CHARACTERS] for name, value in kept}


def _whole(number: int | None) -> int | None:
    return number if number is not None and abs(number) <= _LARGEST else None
