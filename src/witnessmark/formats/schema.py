"""The published JSON Schema (draft 2020-12), made from the nouns, and checking against it.

``python -m witnessmark.formats.schema`` writes the shipped files anew after a change of the
nouns. Fields that a schema does not name are allowed, since a later release may have written
them; they are kept (see :mod:`witnessmark.formats.native`).
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from pydantic import JsonValue

from witnessmark.errors import RecordError, UnknownSchemaError
from witnessmark.formats.parsing import pointer
from witnessmark.model import (
    COMPARISON_SCHEMA,
    READING_SCHEMA,
    SCHEMA,
    Comparison,
    Incident,
    Noun,
    Reading,
)

#: The kinds of document that have a published schema, by the name they carry.
PUBLISHED: dict[str, type[Noun]] = {
    SCHEMA: Incident,
    READING_SCHEMA: Reading,
    COMPARISON_SCHEMA: Comparison,
}


def record_schema() -> dict[str, Any]:
    """Return the JSON Schema of the incident record."""
    return schema_of(SCHEMA)


def schema_of(name: str) -> dict[str, Any]:
    """Return the JSON Schema of the documents called *name*, made from the nouns.

    Raises UnknownSchemaError where *name* is none of :data:`PUBLISHED`.
    """
    if name not in PUBLISHED:
        raise UnknownSchemaError(name, tuple(PUBLISHED))
    made = PUBLISHED[name].model_json_schema(mode="validation", by_alias=True)
    for definition in (made, *made.get("$defs", {}).values()):
        _open(definition)
    made["required"] = ["schema", *made.get("required", [])]
    return {
        "$schema": Draft202012Validator.META_SCHEMA["$id"],
        "$id": f"urn:{name.replace('/', ':').replace('.', ':')}",
        **made,
    }


def validate(document: JsonValue) -> None:
    """Check *document* against the shipped schema that it names.

    Raises UnknownSchemaError where it names none that is known, and RecordError with a JSON
    Pointer to the first thing that does not follow it.
    """
    name = document.get("schema") if isinstance(document, dict) else None
    if not isinstance(name, str) or name not in PUBLISHED:
        raise UnknownSchemaError(str(name)[:100], tuple(PUBLISHED))
    error = best_match(_validator(name).iter_errors(document))
    if error is not None:
        place = pointer(error.absolute_path) or "its top level"
        raise RecordError(
            f"The document does not follow {name} at {place} ({error.message[:200]}): it is "
            "not a record as this release knows them."
        )


def file_name(name: str) -> str:
    """Return the name of the file that holds the schema called *name*."""
    return f"{name.replace('/', '-')}.schema.json"


def write_schema(name: str) -> bytes:
    """Return the schema called *name* as the bytes that are shipped."""
    return json.dumps(schema_of(name), indent=1, ensure_ascii=False).encode() + b"\n"


@cache
def _validator(name: str) -> Draft202012Validator:
    shipped = files("witnessmark.formats") / "schemas" / file_name(name)
    return Draft202012Validator(json.loads(shipped.read_bytes()))


def _open(definition: dict[str, Any]) -> None:
    """Take out our own bookkeeping and allow fields that are not named."""
    if "properties" in definition:
        definition["properties"].pop("unrecognised", None)
        definition["additionalProperties"] = True


def main() -> None:
    """Write the shipped schema files anew."""
    folder = Path(__file__).parent / "schemas"
    folder.mkdir(exist_ok=True)
    for name in PUBLISHED:
        (folder / file_name(name)).write_bytes(write_schema(name))


if __name__ == "__main__":
    main()
