"""One text against itself: the tensions that its reading found, as checks that settle nothing."""

from __future__ import annotations

from witnessmark.alignment.checks.matter import Answer, Matter, Rule
from witnessmark.model import CheckOutcome

_SOURCE = "Passages of the account itself, against one another."


def tension(matter: Matter) -> tuple[Answer, ...]:
    """Return an answer for each tension of the reading, in its words."""
    return tuple(
        Answer(CheckOutcome.CANNOT_TELL, one.text, _SOURCE, claims=one.claims)
        for one in matter.reading.tensions
    )


RULE = Rule("tension", "1", tension)
