"""The incident record: an account, the footage, and what each sentence is worth against it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from witnessmark.model.account import Account, DateMention, Place, Sentence
from witnessmark.model.check import Check
from witnessmark.model.claim import Claim, Relation
from witnessmark.model.finding import Finding, SentenceVerdict
from witnessmark.model.judgement import Judgement
from witnessmark.model.maker import MadeBy
from witnessmark.model.noun import Noun, Share
from witnessmark.model.observation import Kind, Observation
from witnessmark.model.recording import Recording

SCHEMA: Literal["witnessmark.incident/1"] = "witnessmark.incident/1"


class Sought(Noun):
    """A kind of thing that was looked or listened for, so that not finding it means something.

    ``recall`` is the share of such things that are found where they are there, at the worst place
    measured, and ``measured_on`` says on what. A kind that is not named was not sought, and its
    absence from the observations says nothing.
    """

    kind: Kind
    recall: Share
    measured_on: Literal["real recordings", "rendered sound", "rendered pictures"]
    made_by: MadeBy


class Incident(Noun):
    """Everything that was found, nothing of when: the same input gives the same bytes.

    Refused unless every claim has exactly one finding, every sentence exactly one verdict, and
    every observation is either cited or listed as unexplained. ``checks`` are no verdicts: what a
    check is about may be cited by a finding too, or be unexplained.
    """

    schema_name: Literal["witnessmark.incident/1"] = Field(default=SCHEMA, alias="schema")
    synthetic: bool
    account: Account
    recordings: tuple[Recording, ...]
    sentences: tuple[Sentence, ...]
    claims: tuple[Claim, ...]
    relations: tuple[Relation, ...] = ()
    places: tuple[Place, ...] = ()
    dates: tuple[DateMention, ...] = ()
    sought: tuple[Sought, ...] = ()
    observations: tuple[Observation, ...]
    findings: tuple[Finding, ...]
    verdicts: tuple[SentenceVerdict, ...]
    unexplained: tuple[str, ...]
    checks: tuple[Check, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    made_by: tuple[MadeBy, ...]

    @model_validator(mode="after")
    def _is_total(self) -> Incident:
        if sorted(f.claim for f in self.findings) != sorted(c.id for c in self.claims):
            raise ValueError("every claim needs exactly one finding")
        if [v.sentence for v in self.verdicts] != [s.index for s in self.sentences]:
            raise ValueError("every sentence needs exactly one verdict, in order")
        known = {o.id for o in self.observations}
        cited = {o for f in self.findings for c in f.citations for o in c.observations}
        loose = set(self.unexplained)
        if cited & loose or cited | loose != known:
            raise ValueError("every observation is cited or listed as unexplained, never both")
        return self

    @model_validator(mode="after")
    def _checks_what_is_there(self) -> Incident:
        if len({check.id for check in self.checks}) != len(self.checks):
            raise ValueError("two checks have one id")
        claims, sentences = {c.id for c in self.claims}, {s.index for s in self.sentences}
        observations = {o.id for o in self.observations}
        for check in self.checks:
            known = (
                claims.issuperset(check.claims)
                and sentences.issuperset(check.sentences)
                and observations.issuperset(check.observations)
            )
            if not known:
                raise ValueError(f"check {check.id} is about something that is not there")
        return self
