"""The smallest statement of an account that can get its own verdict (notes: reading, section 1)."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from witnessmark.model.maker import MadeBy
from witnessmark.model.noun import Noun, Sha256, Share, TextSpan


class ClaimType(StrEnum):
    """Who vouches for a claim, and what it is about."""

    OBSERVATION = "observation"
    INFERENCE = "inference"
    ATTRIBUTED = "attributed"
    MEDIA_META = "media_meta"
    CONTEXT = "context"
    OPINION = "opinion"
    PROGNOSIS = "prognosis"


class Perceptibility(StrEnum):
    """Which sense of a recording could show it."""

    VISIBLE = "visible"
    AUDIBLE = "audible"
    EITHER = "visible+audible"
    NEITHER = "neither"


class Camera(StrEnum):
    """Where it lies by the wording."""

    ON = "on_camera"
    OFF = "off_camera"
    MIXED = "mixed"
    NOT_APPLICABLE = "n/a"


class Polarity(StrEnum):
    """Whether it is said to have happened."""

    POSITIVE = "pos"
    NEGATIVE = "neg"


#: How sure the writer is (FactBank, Saurí and Pustejovsky 2009); Uu has no sign.
Certainty = Literal["CT+", "PR+", "PS+", "Uu", "PS-", "PR-", "CT-"]

#: Allen's thirteen interval relations (Allen 1983); a trailing i is the inverse.
Allen = Literal["b", "bi", "m", "mi", "o", "oi", "s", "si", "d", "di", "f", "fi", "e"]


class Hedge(Noun):
    """A hedge cue and what it touches: the claim, a part, completion, a number; or a booster."""

    cue: str
    span: TextSpan
    effect: Literal["claim", "part", "near_miss", "quantifier", "booster"]


class Repeat(Noun):
    """How often, as bounds: "several" is at least three and no upper bound."""

    min: int
    max: int | None = None


class Clock(Noun):
    """A clock reading in the account; only a media clock is a place in the footage."""

    kind: Literal["media_clock", "duration", "tape_timecode", "calendar"]
    value: str
    seconds: float | None = None


class ClaimTime(Noun):
    """When, as far as the words say.

    ``window`` is a prior in fractions of the recording's length; ``relation`` an Allen set
    against the whole video; ``cue`` the words both were read from.
    """

    cue: str | None = None
    window: tuple[Share, Share] | None = None
    relation: tuple[Allen, ...] | None = None
    repeat: Repeat | None = None
    clock: Clock | None = None


class Quantity(Noun):
    """A number or measure in the claim's words, with bounds where the words give any."""

    text: str
    span: TextSpan
    min: float | None = None
    max: float | None = None
    unit: str | None = None
    between: tuple[str, str] | None = None


class Claim(Noun):
    """One statement with a verbatim quote; ``span`` is its place in the account."""

    id: str
    account: Sha256
    sentence: int
    span: TextSpan
    quote: str
    type: ClaimType
    act: str
    actor: str | None = None
    actor_side: str | None = None
    target: str | None = None
    target_side: str | None = None
    weapon: str | None = None
    place: str | None = None
    perceptibility: Perceptibility
    camera: Camera = Camera.MIXED
    polarity: Polarity = Polarity.POSITIVE
    certainty: Certainty = "CT+"
    hedges: tuple[Hedge, ...] = ()
    time: ClaimTime = ClaimTime()
    quantities: tuple[Quantity, ...] = ()
    conditions: tuple[str, ...] = ()
    attribution: str | None = None
    made_by: MadeBy

    @property
    def checkable(self) -> bool:
        """Whether footage could speak to it at all (the rule of the notes)."""
        return (
            self.type in {ClaimType.OBSERVATION, ClaimType.INFERENCE, ClaimType.MEDIA_META}
            and self.perceptibility is not Perceptibility.NEITHER
        )


class Relation(Noun):
    """Allen relations that the words allow from one claim to another, or to ``VIDEO``."""

    first: str
    second: str
    allen: tuple[Allen, ...]
    cue: str
