"""Promises of our own format: lossless, byte-stable, and strict about what it reads."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from record_strategies import NOUNS, VALUE, incidents, planted

from witnessmark.errors import ContractError, RecordError, UnknownSchemaError
from witnessmark.formats import json_lines, read, read_reading, read_record, write, write_record
from witnessmark.formats.upgrades import climb
from witnessmark.model import Account, Incident, MadeBy, Reading

MAKER = MadeBy(name="a", version="1")


def document(**changes: Any) -> dict[str, Any]:
    """Return the smallest record as a JSON value, with *changes*."""
    account = Account(sha256="0" * 64, name="a", size=0, characters=0, language="en")
    empty: dict[str, Any] = dict.fromkeys(
        ("recordings", "sentences", "claims", "observations", "findings"), ()
    )
    noun = Incident(
        synthetic=False, account=account, verdicts=(), unexplained=(), made_by=(MAKER,), **empty
    )
    return json.loads(write(noun)) | changes


def encoded(value: Any) -> bytes:
    return json.dumps(value).encode()


@settings(max_examples=60, deadline=None)
@given(incidents())
def test_record_comes_back_equal_and_its_bytes_too(incident: Incident) -> None:
    """Any record that holds together is read back equal, and written to the same bytes."""
    data = write_record(incident)
    again = read_record(data)
    assert again == incident
    assert write_record(again) == data


@settings(max_examples=60, deadline=None)
@given(
    incidents(),
    st.lists(st.tuples(st.sampled_from(NOUNS), st.text("abcxyz_", min_size=9), VALUE), min_size=1),
)
def test_unknown_fields_survive_wherever_they_stand(incident: Incident, fields) -> None:
    """Fields of a later release are kept at every depth, in the bytes that it wrote."""
    later = json.loads(write_record(incident))
    for place, name, value in fields:
        planted(later, place, name, value)
    data = later_release(later)
    assert write_record(read_record(data)) == data


def later_release(value: dict[str, Any]) -> bytes:
    """Write as the format says, in words of our own."""
    first = {"schema": value["schema"]}
    rest = {name: value[name] for name in sorted(value) if name != "schema"}
    text = json.dumps(
        first | {name: json.loads(json.dumps(part, sort_keys=True)) for name, part in rest.items()},
        indent=1,
        ensure_ascii=False,
    )
    return text.encode() + b"\n"


@pytest.mark.parametrize("name", ["unrecognised", "schema_name", "Schema", ""])
def test_unknown_field_may_be_called_anything(name: str) -> None:
    """Not even a name that this code uses for itself is lost or misread."""
    data = later_release(document(**{name: {"a": [1]}}))
    assert write_record(read_record(data)) == data


def test_schema_comes_first_and_keys_are_sorted() -> None:
    """A record begins with what it is; then keys in order, one newline at the end."""
    data = write(read_record(encoded(document())))
    assert data.startswith(b'{\n "schema": "witnessmark.incident/1",\n "account": {\n')
    assert data.endswith(b"}\n")
    assert b"\r" not in data


def test_characters_stand_as_themselves() -> None:
    """Letters of any script are written in UTF-8, not as escapes."""
    assert "Ж’".encode() in write(MadeBy(name="Ж’", version="1"))


def test_equal_nouns_give_equal_bytes() -> None:
    """The order in which settings were given does not show."""
    one = MadeBy(name="a", version="1", settings={"x": 1, "y": {"b": 1, "a": 2}})
    two = MadeBy(name="a", version="1", settings={"y": {"a": 2, "b": 1}, "x": 1})
    assert write(one) == write(two)


def test_lines_are_one_noun_each() -> None:
    """JSON lines hold a noun a line, each readable on its own."""
    lines = list(json_lines([MAKER, MadeBy(name="b\n", version="2")]))
    assert [line.count(b"\n") for line in lines] == [1, 1]
    assert [read(line, MadeBy).name for line in lines] == ["a", "b\n"]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800"])
def test_what_json_cannot_hold_is_not_written(value: Any) -> None:
    """NaN, infinity and half a character are refused, not written as something else."""
    smuggled = MAKER.model_copy(update={"settings": {"x": value}})
    with pytest.raises(RecordError, match="cannot be written"):
        write(smuggled)


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"", "not JSON at line 1"),
        (b'{"name": "a",', "not JSON"),
        (b"\xef\xbb\xbf{}", "not JSON"),
        (b'{"name": "\xff"}', "not UTF-8 from byte 10"),
        ('{"name": "a"}'.encode("utf-16"), "not UTF-8"),
        (b'{"name": "a", "name": "b", "version": "1"}', "'name' twice"),
        (b'{"name": "a", "version": "1", "settings": {"x": NaN}}', "NaN"),
        (b'{"name": "a", "version": "1", "settings": {"x": -Infinity}}', "-Infinity"),
        (b'{"name": "a", "version": "1", "settings": {"x": 1e999}}', "too large"),
        (b'{"name": "a", "version": "1", "settings": {"x": "\\udc00"}}', "half a character"),
        (b'{"name": "a", "version": "1", "\\ud800": 1}', "half a character"),
        (b'{"x":' * 100 + b"1" + b"}" * 100, "deeper than 64"),
        (b"[" * 100_000, "deeper than 64"),
        (b"9" * 5000, "too long"),
        (b"[]", "at its top level"),
        (b"null", "at its top level"),
        (b'{"name": "a"}', "at /version"),
        (b'{"name": 1, "version": "1"}', "at /name"),
        (b'{"name": "a", "version": "1", "settings": []}', "at /settings"),
        (b'{"name": "a", "version": "1", "model": "abc"}', "at /model"),
    ],
)
def test_bad_documents_are_refused_in_a_sentence(data: bytes, complaint: str) -> None:
    """Whatever is wrong with a document is one RecordError that says what and where."""
    with pytest.raises(RecordError, match=complaint) as caught:
        read(data, MadeBy)
    assert str(caught.value).endswith(".") or str(caught.value).endswith("held.")


OBSERVATION = {
    "id": "x",
    "recording": "0" * 64,
    "kind": "shot",
    "start": 1.0,
    "end": 2.0,
    "time_base": "1/25",
    "confidence": 0.5,
    "made_by": {"name": "a", "version": "1"},
}


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"start": "1.0"}, "/observations/0"),
        ({"start": True}, "/observations/0"),
        ({"start": 1e300}, "/observations/0"),
        ({"start": 10**400}, "/observations/0"),
        ({"start": 1.013}, "/observations/0/start"),
        ({"end": 1.0}, "/observations/0"),
        ({"time_base": "1/0"}, "/observations/0"),
        ({"time_base": "0/1"}, "/observations/0"),
        ({"time_base": "1e-999999999"}, "/observations/0"),
        ({"time_base": "2/50"}, "/observations/0/time_base"),
        ({"time_base": 0.04}, "/observations/0"),
        ({"time_base": None}, "/observations/0"),
        ({"time_base": ["1/25"]}, "/observations/0"),
        ({"confidence": "0.5"}, "/observations/0/confidence"),
        ({"confidence": True}, "/observations/0/confidence"),
        ({"confidence": 1.5}, "/observations/0/confidence"),
        ({"kind": "SHOT"}, "/observations/0/kind"),
        ({"attributes": None}, "/observations/0/attributes"),
    ],
)
def test_values_that_would_not_come_out_as_they_went_in_are_refused(change, place: str) -> None:
    """No value is bent into shape: a number in quotes or a time off its clock is named."""
    with pytest.raises(RecordError, match=f"at {place} "):
        read_record(encoded(document(observations=[OBSERVATION | change], unexplained=["x"])))


def test_the_same_observation_unchanged_is_read() -> None:
    """The document that the refusals above start from is a good one."""
    record = read_record(encoded(document(observations=[OBSERVATION], unexplained=["x"])))
    assert record.observations[0].start.ticks == 25


def test_broken_promise_of_the_record_is_refused() -> None:
    """A record whose observation is neither cited nor listed is not read."""
    with pytest.raises(RecordError, match="cited or listed"):
        read_record(encoded(document(observations=[OBSERVATION])))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=40) | VALUE.map(encoded))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Nothing but a RecordError comes of bytes that are no record."""
    with pytest.raises(RecordError):
        read_record(data)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_any_value_anywhere_is_read_or_refused(data: st.DataObject) -> None:
    """A good record with one value exchanged is kept as it is, or refused with a RecordError."""
    value = document(observations=[copy.deepcopy(OBSERVATION)], unexplained=["x"])
    noun: Any = value
    for _ in range(data.draw(st.integers(0, 3))):
        keys = [key for key in noun if isinstance(noun[key], dict)]
        keys += [key for key in noun if isinstance(noun[key], list) and noun[key][:1]]
        inner = noun[data.draw(st.sampled_from(keys))] if keys else noun
        noun = inner[0] if isinstance(inner, list) else inner
        if not isinstance(noun, dict):
            return
    if noun:
        noun[data.draw(st.sampled_from(sorted(noun)))] = data.draw(VALUE)
    try:
        kept = json.loads(write(read_record(encoded(value))))
    except RecordError:
        return
    assert is_within(value, kept)


def is_within(value: Any, kept: Any) -> bool:
    """Say whether *kept* is *value*, but for fields that were added with their defaults."""
    if isinstance(value, dict):
        return all(name in kept and is_within(value[name], kept[name]) for name in value)
    if isinstance(value, list):
        return len(value) == len(kept) and all(map(is_within, value, kept))
    return value == kept and isinstance(value, bool) is isinstance(kept, bool)


@pytest.mark.parametrize(
    "schema", ["witnessmark.incident/2", "witnessmark.reading/1", "", None, 1, ["x"], {"a": 1}]
)
def test_unknown_schema_is_named(schema: Any) -> None:
    """A record of another schema or version is refused as such."""
    with pytest.raises(UnknownSchemaError):
        read_record(encoded(document(schema=schema)))


def test_document_without_schema_is_refused() -> None:
    """What does not say what it is, is not taken for a record."""
    value = document()
    del value["schema"]
    with pytest.raises(UnknownSchemaError):
        read_record(encoded(value))


def test_reading_comes_back() -> None:
    """A reading names its schema and is read back equal."""
    account = Account(sha256="0" * 64, name="a", size=0, characters=0, language="en")
    reading = Reading(account=account, sentences=(), claims=(), made_by=MAKER)
    assert b'"schema": "witnessmark.reading/1"' in write(reading)
    assert read_reading(write(reading)) == reading


def test_old_record_climbs_step_by_step() -> None:
    """A record two versions old is lifted by two upgrades, one after the other."""
    taken: list[str] = []

    def step(to: str):
        def upgrade(old: dict[str, Any]) -> dict[str, Any]:
            taken.append(to)
            return old | {"schema": to}

        return upgrade

    upgrades = {
        "witnessmark.incident/-1": step("witnessmark.incident/0"),
        "witnessmark.incident/0": step("witnessmark.incident/1"),
    }
    old = encoded(document(schema="witnessmark.incident/-1"))
    assert read_record(old, upgrades) == read_record(encoded(document()))
    assert taken == ["witnessmark.incident/0", "witnessmark.incident/1"]


def test_upgrade_must_climb_one_step() -> None:
    """An upgrade that stands still, or leaps, is a defect and never a loop."""
    for wrong in ("example/1", "example/3", "other/2"):
        with pytest.raises(ContractError):
            climb(
                {"schema": "example/1"},
                to="example/3",
                upgrades={"example/1": lambda old, wrong=wrong: old | {"schema": wrong}},
            )
