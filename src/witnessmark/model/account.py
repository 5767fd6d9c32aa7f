"""The written account: its bytes, its sentences, and the places and dates it names."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from witnessmark.model.noun import Noun, Sha256, TextSpan


class Role(StrEnum):
    """What a sentence is for in its document."""

    TITLE = "title"
    PUBLICATION = "publication"
    BODY = "body"


class Sentence(Noun):
    """A sentence by number (from 0) and by its place in the account; ``text`` is that slice."""

    index: int
    span: TextSpan
    text: str
    role: Role = Role.BODY


class Account(Noun):
    """One account: whose bytes, in what language, published when and by whom as far as it says.

    ``byline`` None means that no author is named. ``published`` is EDTF, and is never the date
    of the event.
    """

    sha256: Sha256
    name: str
    size: int
    characters: int
    language: str
    title: str | None = None
    byline: str | None = None
    published: str | None = None


class Place(Noun):
    """A named place with the words that name it; coordinates in degrees (WGS 84), None if open."""

    name: str
    span: TextSpan
    quote: str
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    precision: int | None = None
    country: str | None = None
    role: str = "other"
    reason: str = ""


class DateMention(Noun):
    """A calendar date in the account, in EDTF; ``role`` keeps publication and event apart."""

    edtf: str
    role: str
    span: TextSpan
    quote: str
