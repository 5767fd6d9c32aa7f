"""An account read: the document that ``witnessmark read --json`` prints."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from witnessmark.model.account import Account, DateMention, Place, Sentence
from witnessmark.model.claim import Claim, Relation
from witnessmark.model.maker import MadeBy
from witnessmark.model.noun import Noun, TextSpan

READING_SCHEMA: Literal["witnessmark.reading/1"] = "witnessmark.reading/1"

#: The reason of an antecedent that is an event, taken up by a claim which names none of its own.
EVENT_MEANT = "the last event told of before it that fits"


class Antecedent(Noun):
    """What a pronoun, or a noun named again, takes up; None with a reason where it is left open."""

    sentence: int
    pronoun: str
    span: TextSpan
    antecedent: str | None = None
    reason: str


class Tension(Noun):
    """Claims between which the account pulls against itself, in plain words, without a verdict."""

    kind: Literal["time", "reciprocity", "count"]
    claims: tuple[str, ...]
    text: str


class Fatalities(Noun):
    """How many deaths the account states, as bounds; ``max`` None where there is no upper one."""

    min: int
    max: int | None = None


class RollUp(Noun):
    """The one row that ACLED would make of an account, as far as its words allow.

    ``inter1`` and ``inter2`` hold every actor type that the words leave possible, as ACLED's inter
    codes 1 to 8, and ``interaction`` their pairs. ``reasons`` says for a field without a value why.
    """

    event_type: str
    sub_event_type: str
    actor1: str | None = None
    inter1: tuple[int, ...] = ()
    actor2: str | None = None
    inter2: tuple[int, ...] = ()
    interaction: tuple[int, ...] = ()
    location: str | None = None
    geo_precision: int | None = None
    time_precision: int | None = None
    civilian_targeting: bool | None = None
    fatalities: Fatalities | None = None
    claims: tuple[str, ...] = ()
    reasons: dict[str, str] = Field(default_factory=dict)
    note: str = ""


class Reading(Noun):
    """Sentences, claims and what ties them; every claim lies in a sentence that exists.

    ``roll_up`` is None where the account tells of no event, and ``roll_up_reason`` says so.
    """

    schema_name: Literal["witnessmark.reading/1"] = Field(default=READING_SCHEMA, alias="schema")
    account: Account
    sentences: tuple[Sentence, ...]
    claims: tuple[Claim, ...]
    relations: tuple[Relation, ...] = ()
    places: tuple[Place, ...] = ()
    dates: tuple[DateMention, ...] = ()
    coreference: tuple[Antecedent, ...] = ()
    tensions: tuple[Tension, ...] = ()
    roll_up: RollUp | None = None
    roll_up_reason: str = ""
    made_by: MadeBy

    @model_validator(mode="after")
    def _holds_together(self) -> Reading:
        identifiers = [claim.id for claim in self.claims]
        if len(set(identifiers)) != len(identifiers):
            raise ValueError("two claims have one id")
        indices = {sentence.index: sentence for sentence in self.sentences}
        for claim in self.claims:
            sentence = indices.get(claim.sentence)
            if sentence is None:
                raise ValueError(f"claim {claim.id} names sentence {claim.sentence}: not there")
            start = claim.span[0] - sentence.span[0]
            if start < 0 or sentence.text[start : start + len(claim.quote)] != claim.quote:
                raise ValueError(f"claim {claim.id} does not quote its sentence")
        known = {*identifiers, "VIDEO"}
        for relation in self.relations:
            if not {relation.first, relation.second} <= known:
                raise ValueError("a relation names a claim that is not there")
        return self
