"""One fact about a file, with who says it and how far that goes.

Conventions
-----------
``low``: words that any program can write and many write wrongly. ``medium``: words that whoever
wrote the file puts in by itself, and that take some trouble to forge or to remove by accident.
``high``: counted in the file by us. The number that stands for each as an observation's confidence
is a rank and no calibrated chance: nobody can measure how often files lie.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pydantic import JsonValue

from witnessmark.media import Footage, Structure


class Trust(StrEnum):
    """How far a fact goes."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def rank(self) -> float:
        """The number that stands for it."""
        return {"low": 0.3, "medium": 0.6, "high": 0.95}[self.value]


@dataclass(frozen=True, slots=True)
class Fact:
    """A *name* and its *value*; *why* is the reason for *trust*, in plain words.

    *said_by* is the box, tag or measurement it comes from; *measures* are its numbers, where it
    has more than the value tells.
    """

    name: str
    value: JsonValue
    said_by: str
    trust: Trust
    why: str
    measures: Mapping[str, JsonValue] = field(default_factory=dict)

    @property
    def attributes(self) -> dict[str, JsonValue]:
        """The fact as an observation carries it."""
        said: dict[str, JsonValue] = {
            "fact": self.name,
            "value": self.value,
            "said_by": self.said_by,
            "trust": self.trust.value,
            "why": self.why,
        }
        return said | ({"measures": dict(self.measures)} if self.measures else {})


@dataclass(frozen=True, slots=True)
class Tag:
    """A name and a value that the file carries, and ``place``, what of it carries them."""

    name: str
    value: str
    place: str

    @property
    def said_by(self) -> str:
        """Where it stands, in words."""
        return f"tag {self.name} of {self.place}"


@dataclass(frozen=True, slots=True)
class FileRead:
    """Everything that facts are made from: what the file says, and how it is built."""

    footage: Footage
    structure: Structure

    @property
    def tags(self) -> tuple[Tag, ...]:
        """Every tag of the container, then of each track."""
        said = self.footage.said_by_file
        found = _tags(said.get("metadata"), "the file")
        streams = said.get("streams")
        for stream in streams if isinstance(streams, list) else []:
            if isinstance(stream, dict):
                found += _tags(stream.get("metadata"), f"track {stream.get('index')}")
        return tuple(found)

    def tagged(self, *names: str) -> tuple[Tag, ...]:
        """Return the tags of these *names*, a language behind a hyphen not counted."""
        wanted = {name.lower() for name in names}
        return tuple(tag for tag in self.tags if plain_name(tag.name) in wanted)


def plain_name(name: str) -> str:
    """Return the *name* of a tag in lower case, without the language FFmpeg puts behind it.

    >>> plain_name("location-eng"), plain_name("com.apple.quicktime.make")
    ('location', 'com.apple.quicktime.make')
    """
    stem, hyphen, language = name.lower().rpartition("-")
    return stem if hyphen and len(language) == 3 else name.lower()


def _tags(metadata: JsonValue, place: str) -> list[Tag]:
    if not isinstance(metadata, dict):
        return []
    return [Tag(name, value, place) for name, value in metadata.items() if isinstance(value, str)]
