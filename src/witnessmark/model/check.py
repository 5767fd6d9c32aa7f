"""What one source of knowledge says to another about an incident: a check, which is no verdict."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field, model_validator

from witnessmark.model.maker import MadeBy
from witnessmark.model.noun import Noun, TextSpan


class CheckOutcome(StrEnum):
    """What came of holding two sources against each other.

    *Conflicts*: both cannot be right as they stand, and the check does not say which is wrong.
    *Speaks for*: one makes something likelier, which the reason names, and settles nothing.
    """

    AGREES = "agrees"
    CONFLICTS = "conflicts"
    SPEAKS_FOR = "speaks_for"
    CANNOT_TELL = "cannot_tell"


class Check(Noun):
    """One rule's answer, with what it is about, its reason and its source of knowledge.

    ``claims`` are named by id, ``sentences`` by index, ``observations`` by id, ``dates`` and
    ``places`` by the span of their mention. ``reason`` is one plain sentence or a few, with
    figures; ``source`` names the formula, data or field that decides. Refused where it conflicts
    with nothing that the account says.
    """

    id: str
    rule: str
    outcome: CheckOutcome
    claims: tuple[str, ...] = ()
    sentences: tuple[int, ...] = ()
    observations: tuple[str, ...] = ()
    dates: tuple[TextSpan, ...] = ()
    places: tuple[TextSpan, ...] = ()
    reason: str = Field(min_length=1)
    source: str = Field(min_length=1)
    made_by: MadeBy

    @model_validator(mode="after")
    def _conflicts_with_something(self) -> Check:
        said = self.claims or self.sentences or self.dates
        if self.outcome is CheckOutcome.CONFLICTS and not said:
            raise ValueError(f"check {self.id} conflicts with nothing that the account says")
        return self
