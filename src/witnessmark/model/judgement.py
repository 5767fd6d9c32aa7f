"""A person's word on anything in the record: appended, never written over what it is about."""

from __future__ import annotations

from typing import Literal

from witnessmark.model.noun import Noun


class Judgement(Noun):
    """A confirmation, correction or note by a named person on an item of the record, by its id.

    ``at`` is RFC 3339 in UTC.
    """

    about: str
    by: str
    at: str
    action: Literal["confirm", "correct", "note"]
    text: str
    replaces: str | None = None
