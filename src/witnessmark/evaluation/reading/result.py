"""An account after it was read: its marking, its reading, and which claim is which."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from witnessmark.errors import AccountError
from witnessmark.evaluation.reading.marked import MarkedAccount, MarkedClaim
from witnessmark.evaluation.reading.matching import match
from witnessmark.model import Claim, Reading

#: An account's bytes and name to its reading.
Read = Callable[[bytes, str], Reading]


@dataclass(frozen=True, slots=True)
class Result:
    """What one reader made of one account.

    ``pairs`` are claims marked and read that match. A reader that refused the account has
    ``reading`` None and its reason in ``refused``: everything marked is missed then.
    """

    marked: MarkedAccount
    reading: Reading | None
    refused: str
    pairs: tuple[tuple[MarkedClaim, Claim], ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims read, none where the account was refused."""
        return () if self.reading is None else self.reading.claims


def read_marked(read: Read, marked: MarkedAccount) -> Result:
    """Let *read* read *marked* and match what it found with what is marked."""
    try:
        reading = read(marked.data, f"{marked.name}.txt")
    except AccountError as error:
        return Result(marked, None, str(error), ())
    pairs = match([one.span for one in marked.claims], [one.span for one in reading.claims])
    return Result(
        marked,
        reading,
        "",
        tuple((marked.claims[one], reading.claims[other]) for one, other in pairs),
    )
