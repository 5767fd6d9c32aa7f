"""Promises of the published JSON Schema: shipped as the nouns have it, and checked against."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from record_strategies import NOUNS, incidents, planted

from witnessmark.errors import RecordError, UnknownSchemaError
from witnessmark.formats import write_record
from witnessmark.formats.schema import (
    PUBLISHED,
    file_name,
    record_schema,
    schema_of,
    validate,
    write_schema,
)
from witnessmark.model import Incident


@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_shipped_schema_is_what_the_nouns_give(name: str) -> None:
    """The shipped file is current; `python -m witnessmark.formats.schema` renews it."""
    shipped = files("witnessmark.formats") / "schemas" / file_name(name)
    assert shipped.read_bytes() == write_schema(name)


@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_schema_is_itself_valid(name: str) -> None:
    """Each schema follows JSON Schema 2020-12."""
    Draft202012Validator.check_schema(schema_of(name))


@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_every_noun_is_described_and_open(name: str) -> None:
    """Each definition says what it is, allows later fields, and shows none of our bookkeeping."""
    schema = schema_of(name)
    for title, definition in schema["$defs"].items():
        if title != "JsonValue":
            assert definition.get("description"), title
        if "properties" in definition:
            assert definition["additionalProperties"] is True
            assert "unrecognised" not in definition["properties"]
    assert "schema" in schema["required"]


@settings(max_examples=30, deadline=None)
@given(incidents())
def test_every_record_follows_the_schema(incident: Incident) -> None:
    """What is written follows the published schema, also with fields of a later release."""
    document = json.loads(write_record(incident))
    validate(document)
    for place in NOUNS:
        planted(document, place, "a_later_field", {"x": 1})
    validate(document)


@pytest.mark.parametrize(
    ("change", "place"),
    [({"synthetic": "no"}, "/synthetic"), ({"claims": 1}, "/claims")],
)
def test_what_does_not_follow_is_named_by_pointer(change, place: str) -> None:
    """The error leads to the place in the document."""
    document = {name: [] for name in record_schema()["required"]}
    document |= {"schema": "witnessmark.incident/1", "synthetic": True}
    document["account"] = {
        "sha256": "0" * 64,
        "name": "",
        "size": 0,
        "characters": 0,
        "language": "en",
    }
    validate(document)
    with pytest.raises(RecordError, match=f"at {place} "):
        validate(document | change)


@pytest.mark.parametrize("document", [None, [], {}, {"schema": 1}, {"schema": "x/1"}])
def test_document_of_no_known_schema_is_refused(document) -> None:
    """What names no published schema is not checked against one."""
    with pytest.raises(UnknownSchemaError):
        validate(document)
    with pytest.raises(UnknownSchemaError):
        schema_of("x/1")
