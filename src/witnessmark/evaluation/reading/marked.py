"""An account as a person marked it: what a reader should find in it.

Conventions
-----------
Spans are half-open code points of the account's file decoded as UTF-8, as in the model. Dates are
EDTF text and bounds ISO days. What the marking does not say is None.
"""

from __future__ import annotations

from dataclasses import dataclass

from witnessmark.model import Camera, ClaimType, Perceptibility, Polarity

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class MarkedHedge:
    """A hedge cue with its place and what it touches: claim, part, near_miss, and so on."""

    cue: str
    span: Span
    effect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedClaim:
    """One statement, numbered from 1; ``clock`` is seconds into the footage."""

    number: int
    span: Span
    quote: str
    act: str
    type: ClaimType
    perceptibility: Perceptibility
    camera: Camera
    polarity: Polarity
    certainty: str
    hedges: tuple[MarkedHedge, ...] = ()
    actor: str | None = None
    target: str | None = None
    attribution: str | None = None
    clock: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedPlace:
    """A place named; degrees (WGS 84), None where not marked; ``wide``: a region or a country."""

    name: str
    spans: tuple[Span, ...]
    latitude: float | None
    longitude: float | None
    wide: bool
    role: str | None = None


@dataclass(frozen=True, slots=True)
class MarkedDate:
    """The day of the event as far as the words give it: EDTF, and the days it lies between."""

    edtf: str | None
    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True)
class MarkedRelation:
    """Allen relations that the words allow from one claim to another; None is the video.

    ``screen`` says that only the order on the screen is given, as a shot list gives it.
    """

    first: int
    allen: frozenset[str]
    second: int | None
    screen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedAccount:
    """One account with everything marked in it.

    ``footage`` says whether it describes footage at all, ``violence`` whether it tells of any
    violent act; ``data`` are the bytes of the file, ``text`` the same decoded.
    """

    name: str
    data: bytes
    text: str
    title: str | None
    byline: str | None
    published: str | None
    event_date: MarkedDate
    places: tuple[MarkedPlace, ...]
    claims: tuple[MarkedClaim, ...]
    relations: tuple[MarkedRelation, ...]
    footage: bool
    violence: bool
