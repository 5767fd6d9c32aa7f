"""An account read: the document that ``witnessmark read --json`` prints."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from witnessmark.model.account import Account, DateMention, Place, Sentence
from witnessmark.model.claim import Claim, Relation
from witnessmark.model.maker import MadeBy
from witnessmark.model.noun import Noun

READING_SCHEMA: Literal["witnessmark.reading/1"] = "witnessmark.reading/1"


class Reading(Noun):
    """Sentences, claims and what ties them; every claim lies in a sentence that exists."""

    schema_name: Literal["witnessmark.reading/1"] = Field(default=READING_SCHEMA, alias="schema")
    account: Account
    sentences: tuple[Sentence, ...]
    claims: tuple[Claim, ...]
    relations: tuple[Relation, ...] = ()
    places: tuple[Place, ...] = ()
    dates: tuple[DateMention, ...] = ()
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
