"""Two records side by side: two accounts of one recording, or one account of two recordings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field, model_validator

from witnessmark.model.finding import Citation, Verdict
from witnessmark.model.maker import MadeBy
from witnessmark.model.noun import Noun, Sha256, Share, TextSpan
from witnessmark.model.observation import Observation

COMPARISON_SCHEMA: Literal["witnessmark.comparison/1"] = "witnessmark.comparison/1"


class Told(Noun):
    """One claim as its record has it: where it stands, its words, its verdict and the reason."""

    claim: str
    sentence: int
    span: TextSpan
    quote: str
    act: str | None
    verdict: Verdict
    supports: bool | None = None
    citations: tuple[Citation, ...] = ()
    reason: str


class Pair(Noun):
    """A claim of the first record and the claim of the second that was taken for the same.

    ``likeness`` is what the pairing rests on: 0 where nothing is alike, 1 where all is.
    """

    first: Told
    second: Told
    likeness: Share


class Difference(Noun):
    """In what paired claims differ, in a plain sentence that quotes both.

    ``footage`` says in a sentence what the findings decide between them. ``pairs`` is one pair,
    or two for an order; it is empty where the accounts differ on a date as a whole. Kind
    ``verdict`` is for one account with two recordings: the claims are the same, the verdicts not.
    """

    kind: Literal["polarity", "number", "order", "mode", "place", "time", "verdict"]
    sentence: str
    footage: str
    pairs: tuple[Pair, ...] = ()


class Compared(Noun):
    """One of the two records: whose account, whose recordings, and how many claims it has."""

    account: Sha256
    account_name: str
    title: str | None = None
    recordings: tuple[Sha256, ...]
    recording_names: tuple[str, ...]
    synthetic: bool
    claims: int


class Comparison(Noun):
    """Every claim of both records in exactly one list: agreed, in conflict, or told by one alone.

    ``compares`` is ``accounts`` for two accounts of one recording, ``recordings`` for one account
    of two. ``left_out`` is what both leave out though the footage holds it. Claims told by one
    alone and what is left out come most striking first, the rest in the order of the first
    account. ``notes`` say what the comparison cannot tell.
    """

    schema_name: Literal["witnessmark.comparison/1"] = Field(
        default=COMPARISON_SCHEMA, alias="schema"
    )
    compares: Literal["accounts", "recordings"]
    first: Compared
    second: Compared
    agreements: tuple[Pair, ...] = ()
    conflicts: tuple[Difference, ...] = ()
    first_alone: tuple[Told, ...] = ()
    second_alone: tuple[Told, ...] = ()
    left_out: tuple[Observation, ...] = ()
    notes: tuple[str, ...] = ()
    made_by: MadeBy

    @property
    def disputed(self) -> tuple[Pair, ...]:
        """Every pair that is in conflict, once."""
        pairs = (pair for conflict in self.conflicts for pair in conflict.pairs)
        return tuple({(p.first.claim, p.second.claim): p for p in pairs}.values())

    @model_validator(mode="after")
    def _loses_nothing(self) -> Comparison:
        for side, listed in (
            (self.first, self._listed("first", self.first_alone)),
            (self.second, self._listed("second", self.second_alone)),
        ):
            claims = list(listed)
            if len(claims) != side.claims or len(set(claims)) != len(claims):
                raise ValueError("every claim stands in exactly one list")
        return self

    def _listed(self, side: Literal["first", "second"], alone: tuple[Told, ...]) -> Iterator[str]:
        for pair in (*self.agreements, *self.disputed):
            yield (pair.first if side == "first" else pair.second).claim
        yield from (told.claim for told in alone)
