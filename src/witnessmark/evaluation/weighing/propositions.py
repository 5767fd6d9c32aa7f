"""What a planted sentence may claim, as nouns, and what the truth can say to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from witnessmark.evaluation.weighing.things import Thing
from witnessmark.model import Allen

Seconds = tuple[tuple[float, float], ...]


class Failure(StrEnum):
    """How a false proposition is false."""

    ABSENT = "absent"
    ELSEWHERE = "elsewhere"
    ORDER = "order"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    MODE = "mode"
    PRESENT = "present"


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the recording that words name, in seconds, and how a perfect reader reads them.

    ``bank`` names the wordings and ``slots`` what they need. ``window`` is in shares of the length;
    ``unit`` is that of a quantity with ``low`` and ``high``; ``clock`` a reading in seconds. Where
    the words are vague, ``surely`` and ``perhaps`` are the least and the most that they may mean.
    """

    bank: str
    start: float
    end: float
    shape: Literal["within", "throughout", "to_the_end"] = "within"
    window: tuple[float, float] | None = None
    relation: tuple[Allen, ...] | None = None
    clock: float | None = None
    unit: str | None = None
    low: float | None = None
    high: float | None = None
    slots: tuple[tuple[str, str], ...] = ()
    surely: tuple[float, float] | None = None
    perhaps: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """There was such a thing, there or then if a place is given."""

    thing: Thing
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Denied:
    """There was no such thing; ``anchor`` with ``side`` says before or after what."""

    thing: Thing
    place: Place | None = None
    anchor: Thing | None = None
    side: Literal["before", "after"] = "before"


@dataclass(frozen=True, slots=True)
class Ordered:
    """The first came before the second."""

    first: Thing
    second: Thing


@dataclass(frozen=True, slots=True)
class Counted:
    """There were so many of them: shots, or explosions, or bouts of fire (``exchanges``).

    ``bank`` names the wordings.
    """

    bank: Literal["exactly", "at_most", "at_least", "more_than", "repeated", "exchanges"]
    what: Literal["shots", "explosions", "exchanges"]
    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class OnlySingle:
    """All gunfire was single shots."""


@dataclass(frozen=True, slots=True)
class Unwarned:
    """A thing began, and no warning was called out before."""

    thing: Thing


@dataclass(frozen=True, slots=True)
class Unshowable:
    """Something that no recording shows, by its topic."""

    topic: str


Proposition = Told | Denied | Ordered | Counted | OnlySingle | Unwarned | Unshowable


@dataclass(frozen=True, slots=True)
class Judged:
    """What the truth says: true, false, or too close to call (None), which is not planted.

    ``failing`` says in which way a false one is false. ``seconds`` are those of the happenings that
    bear a true one out, or that a false one is wrong about; empty for an absence. ``others`` are
    seconds that bear a true one out just as well.
    """

    truth: bool | None
    failing: Failure | None = None
    seconds: Seconds = ()
    others: tuple[Seconds, ...] = ()
