"""Bytes to JSON values, and nothing taken on trust: the gate that every document passes.

Conventions
-----------
Stricter than RFC 8259 where two readers could differ (RFC 7493, I-JSON): UTF-8 without a byte
order mark, no key twice in one object, no NaN or infinity, no lone surrogates. Places are named
by JSON Pointer (RFC 6901), the root by the empty string.

>>> parse(b'{"a": [1, 2.5]}')
{'a': [1, 2.5]}
>>> pointer(["claims", 3, "a/b"])
'/claims/3/a~1b'
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable
from typing import NoReturn

from pydantic import JsonValue

from witnessmark.errors import RecordError

#: Bytes a document may have; two hours of dense observations need about a hundredth of it.
LARGEST = 256 * 2**20

#: Levels of arrays and objects a document may nest; the record itself needs eight.
DEEPEST = 64


def pointer(steps: Iterable[str | int]) -> str:
    """Return the JSON Pointer that leads along *steps*."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def parse(data: bytes) -> JsonValue:
    """Return the JSON value that *data* spells.

    Raises RecordError where *data* is no UTF-8, no JSON, larger than :data:`LARGEST`, deeper
    than :data:`DEEPEST`, or spells something that another reader could take otherwise.
    """
    if len(data) > LARGEST:
        raise RecordError(
            f"The document has {len(data)} bytes and at most {LARGEST} are read: split it."
        )
    try:
        value: JsonValue = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_object,
            parse_constant=_refuse_constant,
            parse_float=_finite,
        )
    except UnicodeDecodeError as error:
        raise RecordError(
            f"The document is not UTF-8 from byte {error.start} on: save it as UTF-8."
        ) from error
    except json.JSONDecodeError as error:
        raise RecordError(
            f"The document is not JSON at line {error.lineno}, column {error.colno} "
            f"({error.msg}): check that it arrived whole."
        ) from error
    except RecordError:
        raise
    except RecursionError as error:
        raise _too_deep() from error
    except ValueError as error:
        # Python refuses whole numbers of more than some thousand digits with a bare ValueError.
        raise RecordError("The document holds a number too long to be read: shorten it.") from error
    _check(value)
    return value


def _object(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    made = dict(pairs)
    if len(made) < len(pairs):
        twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise RecordError(f"The document has the key {twice[:40]!r} twice in one object: keep one.")
    return made


def _refuse_constant(word: str) -> NoReturn:
    raise RecordError(f"The document holds {word}, which is no JSON number: use null.")


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise RecordError(f"The number {digits[:40]} in the document is too large to be held.")
    return number


def _too_deep() -> RecordError:
    return RecordError(
        f"The document nests deeper than {DEEPEST} levels, and no record does: it is refused."
    )


def _check(root: JsonValue) -> None:
    """Refuse depth and lone surrogates; a stack, since recursion is what depth would break."""
    waiting: list[tuple[JsonValue, int]] = [(root, 1)]
    while waiting:
        value, depth = waiting.pop()
        if isinstance(value, str):
            _check_text(value)
        elif isinstance(value, dict | list):
            if depth > DEEPEST:
                raise _too_deep()
            if isinstance(value, dict):
                for name in value:
                    _check_text(name)
            inside = value.values() if isinstance(value, dict) else value
            waiting.extend((item, depth + 1) for item in inside)


def _check_text(text: str) -> None:
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        raise RecordError(
            f"The text {text[:40]!r} in the document holds half a character (a lone surrogate) "
            "and cannot be written as UTF-8: repair it."
        )
