"""Fields of a marking file, checked as they are taken; what is wrong is named with its place."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from witnessmark.errors import RecordError


def account_text(path: Path) -> tuple[bytes, str]:
    """Return the bytes of an account and the same decoded; RecordError where it is not UTF-8."""
    data = path.read_bytes()
    try:
        return data, data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RecordError(f"{path} is not UTF-8: marked accounts are kept as UTF-8.") from error


class Fields:
    """The fields of one thing in a marking file; ``where`` is how messages call it."""

    def __init__(self, row: Any, where: str) -> None:
        if not isinstance(row, Mapping):
            raise RecordError(f"{where} is not a set of named fields: write it as `field: value`.")
        self.row: Mapping[str, Any] = row
        self.where = where

    def words(self, name: str, default: str | None = None) -> str:
        """Return a text that has to be there, or *default*; RecordError otherwise."""
        value = self.row.get(name, default)
        if not isinstance(value, str) or not value:
            raise RecordError(f"{self.where} has no {name}: give it as text.")
        return value

    def maybe(self, name: str) -> str | None:
        """Return a text or a date as text, None where the field is empty or left out."""
        value = self.row.get(name)
        if value is None or value == "":
            return None
        if isinstance(value, datetime.date):
            return value.isoformat()
        if isinstance(value, str | int) and not isinstance(value, bool):
            return str(value)
        raise RecordError(f"{self.where} has {name} {value!r}: give it as text, or leave it out.")

    def one_of(self, name: str, allowed: Iterable[str], default: str | None = None) -> str:
        """Return a word of a closed list, or *default* where it is left out."""
        value = self.row.get(name, default)
        known = sorted(allowed)
        if value not in known:
            raise RecordError(
                f"{self.where} has {name} {value!r}: it must be one of {', '.join(known)}."
            )
        return str(value)

    def number(self, name: str) -> float | None:
        """Return a number, None where the field is empty or left out."""
        value = self.row.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise RecordError(f"{self.where} has {name} {value!r}: it must be a number.")
        return float(value)

    def rows(self, name: str) -> list[Any]:
        """Return a list, empty where the field is empty or left out."""
        value = self.row.get(name) or []
        if not isinstance(value, list):
            raise RecordError(f"{self.where} has {name} that is no list: write one item a line.")
        return value

    def numbered(self, name: str, called: str) -> list[Fields]:
        """Return the rows of a list as fields, each *called* so and by its number from 1."""
        return [
            Fields(row, f"{self.where} {called} {number}")
            for number, row in enumerate(self.rows(name), start=1)
        ]

    def said(self, name: str) -> bool:
        """Return a yes or no that has to be there."""
        value = self.row.get(name)
        if not isinstance(value, bool):
            raise RecordError(f"{self.where} does not say {name}: give true or false.")
        return value
