"""The written account: its bytes, its sentences, and the places and dates it names."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from witnessmark.model.noun import Noun, Sha256, TextSpan


class Role(StrEnum):
    """What a sentence is for in its document.

    A *label* only names the part below it ("SHOTLIST:"), a *publication* line says when, where or
    by whom the account was published, a *restriction* who may use the footage, a *warning note*
    that it is hard to look at, *boilerplate* belongs to the page and not to the account.
    """

    TITLE = "title"
    PUBLICATION = "publication"
    BODY = "body"
    HEADING = "heading"
    LABEL = "label"
    DATELINE = "dateline"
    CAPTION = "caption"
    SHOT = "shot"
    QUOTATION = "quotation"
    RESTRICTION = "restriction"
    WARNING_NOTE = "warning_note"
    BOILERPLATE = "boilerplate"

    @property
    def is_told(self) -> bool:
        """Whether such a sentence tells of something, so that claims may be drafted from it."""
        return self not in _NOT_TOLD


_NOT_TOLD = frozenset(
    {
        Role.PUBLICATION,
        Role.LABEL,
        Role.DATELINE,
        Role.RESTRICTION,
        Role.WARNING_NOTE,
        Role.BOILERPLATE,
    }
)

#: What kind of file the account came in.
Form = Literal["plain", "markdown", "html", "pdf"]


class Sentence(Noun):
    """A sentence by number (from 0) and by its place in the account; ``text`` is that slice.

    ``speaker`` is who is quoted in it, as the account names them, None where nobody is quoted or
    the words do not say who. ``language`` is its own where that is not the account's.
    ``source_span`` is where it stands in the decoded file, where the text was taken out of a page.
    """

    index: int
    span: TextSpan
    text: str
    role: Role = Role.BODY
    speaker: str | None = None
    language: str | None = None
    source_span: TextSpan | None = None


class EventDate(Noun):
    """When the main event filmed or told happened, as far as the words of the account give it.

    ``edtf`` (EDTF level 1, ISO 8601-2:2019) is None where no words name a day, month or year.
    ``earliest`` and ``latest`` are days (YYYY-MM-DD) that bound it, None where nothing does; the
    days of release and publication are upper bounds and nothing more. ``precision`` is that of
    ``edtf``: day, month, season, year or interval. ``reason`` says in words what decided.
    """

    edtf: str | None = None
    earliest: str | None = None
    latest: str | None = None
    precision: str | None = None
    reason: str = ""


class Account(Noun):
    """One account: whose bytes, in what language, published when and by whom as far as it says.

    ``byline`` None means that no author is named. ``published`` is EDTF, and is never the date
    of the event. ``source`` is the agency, channel or site that publishes, as it names itself.
    ``encoding`` is the one its bytes were read in. ``text_sha256`` is the digest of the text as it
    was read, in UTF-8, where that is not the file itself; spans then count in that text.
    """

    sha256: Sha256
    name: str
    size: int
    characters: int
    language: str
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    event_date: EventDate | None = None
    source: str | None = None
    form: Form = "plain"
    encoding: str = "utf-8"
    text_sha256: Sha256 | None = None


class Namesake(Noun):
    """Another place of one name, that the account may mean instead; ``admin`` is its region."""

    name: str
    country: str | None = None
    admin: str | None = None
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)


class Place(Noun):
    """A named place with the words that name it; coordinates in degrees (WGS 84), None if open.

    ``country`` is its ISO 3166-1 code, ``admin`` the first-level region that it lies in, ``code``
    its own ISO 3166 code where it is a region or country. ``alternatives`` are the other places
    of the name; where the coordinates are None, nothing decided between them.
    """

    name: str
    span: TextSpan
    quote: str
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    precision: int | None = None
    country: str | None = None
    admin: str | None = None
    code: str | None = None
    role: str = "other"
    alternatives: tuple[Namesake, ...] = ()
    reason: str = ""


class DateMention(Noun):
    """A calendar date in the account, in EDTF; ``role`` keeps publication and event apart.

    ``edtf`` is None where the words leave it open: ``alternatives`` then holds every reading, and
    ``reason`` says what would decide. ``earliest`` and ``latest`` are the days (YYYY-MM-DD) that
    the words allow; ``precision`` is day, month, season, year or interval. ``about`` says of what
    it is the date: publication, dateline, filming, release, event, report, war start, and so on.
    """

    edtf: str | None
    role: str
    span: TextSpan
    quote: str
    precision: str = "day"
    reason: str = ""
    about: str = ""
    alternatives: tuple[str, ...] = ()
    earliest: str | None = None
    latest: str | None = None
