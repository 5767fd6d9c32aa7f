"""The day from which an account counts "yesterday" and the dates without their year."""

from __future__ import annotations

from dataclasses import dataclass

from witnessmark.account.dates.written import Day


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day from which relative words count, and in words what day that is.

    ``written`` says that it is the day on which the account was written: nothing it tells of as
    past can come later.
    """

    day: Day
    what: str
    written: bool = True
