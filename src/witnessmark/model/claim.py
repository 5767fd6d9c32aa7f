"""The smallest statement of an account that can get its own verdict (notes: reading, section 1)."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Literal

from pydantic import computed_field, model_validator

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
    """A hedge cue and what it touches: the claim, a part, completion, a number; or a booster.

    ``scope`` holds the code points of the account that it touches: for ``claim`` and ``booster``
    the claim, else the words in question; None where the account does not make them clear.
    """

    cue: str
    span: TextSpan
    effect: Literal["claim", "part", "near_miss", "quantifier", "booster"]
    scope: TextSpan | None = None


class Repeat(Noun):
    """How often, as bounds: "several" is at least three and no upper bound."""

    min: int
    max: int | None = None


class Clock(Noun):
    """A clock reading in the account; only a media clock is a place in the footage.

    ``readings`` are other seconds that the words could mean: 0.30 min is 30 s, or 18 s. A
    ``calendar`` clock counts from midnight; its readings are seconds of the footage, where it is
    left open whether it is one of the day at all.
    """

    kind: Literal["media_clock", "duration", "tape_timecode", "calendar"]
    value: str
    seconds: float | None = None
    readings: tuple[float, ...] = ()


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


class AcledCode(Noun):
    """A sub-event of ACLED and the event type that it is one of."""

    event_type: str
    sub_event_type: str


class Codes(Noun):
    """What a claim is called in public coding schemes, by itself; None where one has no code.

    ``plover`` is category and mode joined by a hyphen. ``note`` says where a code is unsure, or
    why it is not the one of the act alone.
    """

    acled: AcledCode | None = None
    plover: str | None = None
    cameo: str | None = None
    note: str | None = None


class Claim(Noun):
    """One statement with a verbatim quote; ``span`` is its place in the account.

    ``video`` numbers, from 1, the recordings that the account tells of where it tells of more than
    one; None where it tells of one, or does not say of which the claim speaks. ``not_tested`` is
    ``language`` where no reader knows the sentence's language: the quote is then the sentence, and
    type, act, perceptibility, camera, polarity and certainty are None, since nothing is guessed.
    """

    id: str
    account: Sha256
    sentence: int
    span: TextSpan
    quote: str
    type: ClaimType | None
    act: str | None
    actor: str | None = None
    actor_side: str | None = None
    target: str | None = None
    target_side: str | None = None
    weapon: str | None = None
    place: str | None = None
    perceptibility: Perceptibility | None
    camera: Camera | None = Camera.MIXED
    polarity: Polarity | None = Polarity.POSITIVE
    certainty: Certainty | None = "CT+"
    hedges: tuple[Hedge, ...] = ()
    time: ClaimTime = ClaimTime()
    quantities: tuple[Quantity, ...] = ()
    conditions: tuple[str, ...] = ()
    attribution: str | None = None
    video: int | None = None
    not_tested: Literal["language"] | None = None
    act_group: str | None = None
    codes: Codes = Codes()
    made_by: MadeBy

    @model_validator(mode="before")
    @classmethod
    def _leave_out_derived(cls, given: Any) -> Any:
        """Leave out what is worked out anew; the format layer refuses a file that differs."""
        if isinstance(given, dict) and "checkable" in given:
            return {name: value for name, value in given.items() if name != "checkable"}
        return given

    @model_validator(mode="after")
    def _is_read_or_not(self) -> Claim:
        said = (
            self.type, self.act, self.perceptibility, self.camera, self.polarity, self.certainty
        )  # fmt: skip
        if self.not_tested is None and None in said:
            raise ValueError(f"claim {self.id} leaves open what a claim that was read says")
        if self.not_tested is not None and any(field is not None for field in said):
            raise ValueError(f"claim {self.id} was not read, and yet says something")
        return self

    @computed_field  # type: ignore[prop-decorator]
    @property
    def checkable(self) -> bool:
        """Whether footage could speak to it at all (the rule of the notes)."""
        return (
            self.type in {ClaimType.OBSERVATION, ClaimType.INFERENCE, ClaimType.MEDIA_META}
            and self.perceptibility is not Perceptibility.NEITHER
        )


class Relation(Noun):
    """Allen relations that the words allow from one claim to another, or to ``VIDEO``.

    ``timeline`` is ``screen`` where only the order on the screen is told, as a shot list does: the
    order of the edit says nothing of that of the events.
    """

    first: str
    second: str
    allen: tuple[Allen, ...]
    cue: str
    timeline: Literal["event", "screen"] = "event"
