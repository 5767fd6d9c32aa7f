"""Our own format: lossless, versioned, byte-stable JSON.

Conventions
-----------
UTF-8, no byte order mark, line feeds, one space of indent, characters as themselves, one newline
at the end. Keys are sorted by code point, but ``schema`` comes first at the top: fields that a
later release added and this one does not know then come out where that release had put them.
Numbers are written the shortest way that reads back as the same number; NaN and infinities are
refused.

Reading what :func:`write` wrote, here or in a later release, and writing it again gives the same
bytes. A document that was written otherwise comes out in this form with the same content and its
defaults filled in; where a value could not be kept as it is, reading refuses.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from pydantic import JsonValue, ValidationError

from witnessmark.errors import RecordError, UnknownSchemaError
from witnessmark.formats.parsing import parse, pointer
from witnessmark.formats.upgrades import UPGRADES, Upgrade, climb
from witnessmark.model import KEEP_UNKNOWN, READING_SCHEMA, SCHEMA, Incident, Noun, Reading

N = TypeVar("N", bound=Noun)


def write(noun: Noun) -> bytes:
    """Return *noun* as a document of its own; equal nouns give equal bytes.

    Raises RecordError where it holds a value that JSON cannot: NaN, an infinity, half a
    character.
    """
    content = noun.model_dump(mode="json")
    ordered = {name: _sorted(content[name]) for name in sorted(content, key=_schema_first)}
    return _encode(ordered, indent=1) + b"\n"


def json_lines(nouns: Iterable[Noun]) -> Iterator[bytes]:
    """Yield each noun as one line with its newline, keys sorted; raises as :func:`write` does."""
    for noun in nouns:
        yield _encode(_sorted(noun.model_dump(mode="json")), indent=None) + b"\n"


def read(data: bytes, kind: type[N]) -> N:
    """Return the *kind* of noun that the document *data* holds, unknown fields and all.

    Raises RecordError, with a JSON Pointer to the place, for anything but such a document: see
    :func:`witnessmark.formats.parsing.parse`, and besides wrong types, missing fields, broken
    promises of the noun, and values that would not come out as they went in.
    """
    return _noun_of(parse(data), kind)


def read_record(data: bytes, upgrades: Mapping[str, Upgrade] = UPGRADES) -> Incident:
    """Return the incident record that *data* holds, lifted to the present version.

    Raises UnknownSchemaError for a version that this release does not know, otherwise as
    :func:`read` does.
    """
    return _versioned(data, Incident, SCHEMA, upgrades)


def read_reading(data: bytes, upgrades: Mapping[str, Upgrade] = UPGRADES) -> Reading:
    """Return the reading of an account that *data* holds; raises as :func:`read_record` does."""
    return _versioned(data, Reading, READING_SCHEMA, upgrades)


def write_record(incident: Incident) -> bytes:
    """Return the record as the bytes of ``incident.json``; raises as :func:`write` does."""
    return write(incident)


def _versioned(data: bytes, kind: type[N], schema: str, upgrades: Mapping[str, Upgrade]) -> N:
    document = parse(data)
    if not isinstance(document, dict) or "schema" not in document:
        raise UnknownSchemaError("of no schema", (*sorted(upgrades), schema))
    return _noun_of(climb(document, to=schema, upgrades=upgrades), kind)


def _noun_of(document: JsonValue, kind: type[N]) -> N:
    try:
        noun = kind.model_validate(document, context={KEEP_UNKNOWN: True})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        raise RecordError(_sentence(pointer(first["loc"]), first["msg"])) from error
    changed = _first_change(document, noun.model_dump(mode="json"), [])
    if changed is not None:
        raise RecordError(_sentence(pointer(changed), "the value is of a kind not used there"))
    return noun


def _sentence(place: str, complaint: str) -> str:
    complaint = complaint.removeprefix("Value error, ").rstrip(".")
    where = f"at {place}" if place else "at its top level"
    return f"The document does not follow its schema {where} ({complaint}): it is not read."


def _first_change(
    given: JsonValue, kept: JsonValue, steps: list[str | int]
) -> list[str | int] | None:
    """Return where *kept* first lacks or alters something of *given*, None where nowhere.

    Added defaults are no change, and 1 and 1.0 are one JSON number.
    """
    if isinstance(given, dict) and isinstance(kept, dict):
        for name, value in given.items():
            if name not in kept:
                return [*steps, name]
            found = _first_change(value, kept[name], [*steps, name])
            if found is not None:
                return found
        return None
    if isinstance(given, list) and isinstance(kept, list) and len(given) == len(kept):
        for index, (value, copy) in enumerate(zip(given, kept, strict=True)):
            found = _first_change(value, copy, [*steps, index])
            if found is not None:
                return found
        return None
    same_kind = isinstance(given, bool) is isinstance(kept, bool)
    return None if same_kind and given == kept else steps


def _schema_first(name: str) -> tuple[bool, str]:
    return name != "schema", name


def _sorted(value: JsonValue) -> JsonValue:
    if isinstance(value, dict):
        return {name: _sorted(value[name]) for name in sorted(value)}
    return [_sorted(item) for item in value] if isinstance(value, list) else value


def _encode(value: JsonValue, indent: int | None) -> bytes:
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
        return text.encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise RecordError(
            f"The document cannot be written as JSON ({error}): correct what made it."
        ) from error
