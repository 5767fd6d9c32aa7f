"""The conflicts between two accounts of one recording, each in a sentence that quotes both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from witnessmark.incident.compared.clashes import Clash, clashes
from witnessmark.incident.compared.decided import decided, decides
from witnessmark.incident.compared.opposition import weighed_by_state
from witnessmark.incident.compared.orders import opposed
from witnessmark.incident.compared.stated import Stated
from witnessmark.model import Account, Difference, Finding, Incident, Pair

#: The gravest first, where nothing else orders them.
_GRAVITY = ("polarity", "number", "mode", "order", "time", "place")

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Matched:
    """Two claims that were taken for the same, and how much they are alike.

    ``opposed`` says why they exclude one another, where that is why they were paired.
    """

    one: Stated
    other: Stated
    likeness: float
    opposed: Clash | None = None

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """Every way in which the two surely do not go together, each kind once."""
        found = [*([self.opposed] if self.opposed else ()), *clashes(self.one, self.other)]
        return tuple({clash.kind: clash for clash in reversed(found) if clash.sure}.values())[::-1]

    def findings(self, clash: Clash) -> tuple[list[Finding], list[Finding]]:
        """Return what decides between the two: no finding on fire where they clash on weather."""
        sides = self.one, self.other
        of_states = clash is self.opposed and not all(weighed_by_state(side) for side in sides)
        if of_states:
            return [], []
        return [self.one.finding], [self.other.finding]

    @property
    def pair(self) -> Pair:
        """The two as the comparison holds them."""
        return Pair(first=self.one.told, second=self.other.told, likeness=round(self.likeness, 4))


def conflicts(
    first: Incident, second: Incident, matched: Sequence[Matched]
) -> tuple[Difference, ...]:
    """Return every conflict: what the footage decides first, then by kind, then as told."""
    found = [
        *_dates(first.account, second.account),
        *_clashes(matched),
        *_orders(first, second, matched),
    ]
    return tuple(difference for _, difference in sorted(found, key=lambda ranked: ranked[0]))


#: A conflict with what it is sorted by: undecided, how grave its kind is, where it is told.
_Ranked = tuple[tuple[bool, int, int, int], Difference]


def _clashes(matched: Sequence[Matched]) -> Iterator[_Ranked]:
    for number, pair in enumerate(matched):
        for clash in pair.clashes:
            sentence = (
                f"The first account says “{pair.one.claim.quote}” and the second "
                f"“{pair.other.claim.quote}”: {clash.words}."
            )
            findings = pair.findings(clash)
            made = Difference(
                kind=clash.kind, sentence=sentence, footage=decided(*findings), pairs=(pair.pair,)
            )
            yield _ranked(made, findings, number, number)


def _orders(first: Incident, second: Incident, matched: Sequence[Matched]) -> Iterator[_Ranked]:
    names = [(pair.one.claim.id, pair.other.claim.id) for pair in matched]
    for early, late in opposed(names, first.relations, second.relations):
        before, after = matched[early], matched[late]
        sentence = (
            f"The first account puts “{before.one.claim.quote}” before "
            f"“{after.one.claim.quote}”, and the second puts “{after.other.claim.quote}” "
            f"before “{before.other.claim.quote}”."
        )
        findings = (
            [before.one.finding, after.one.finding],
            [before.other.finding, after.other.finding],
        )
        made = Difference(
            kind="order",
            sentence=sentence,
            footage=decided(*findings),
            pairs=(before.pair, after.pair),
        )
        yield _ranked(made, findings, early, late)


def _ranked(
    made: Difference, findings: tuple[list[Finding], list[Finding]], early: int, late: int
) -> _Ranked:
    return (not decides(*findings), _GRAVITY.index(made.kind), early, late), made


def _dates(first: Account, second: Account) -> Iterator[_Ranked]:
    """Yield that the two put the event on days that cannot be one, where they do."""
    mine, yours = _days(first), _days(second)
    if mine[1] and yours[0] and mine[1] < yours[0]:
        words = f"no later than {mine[1]}", f"no earlier than {yours[0]}"
    elif yours[1] and mine[0] and yours[1] < mine[0]:
        words = f"no earlier than {mine[0]}", f"no later than {yours[1]}"
    else:
        return
    made = Difference(
        kind="time",
        sentence=f"The first account puts the event {words[0]}, the second {words[1]}.",
        footage="No finding on a claim decides between two dates.",
    )
    yield (True, _GRAVITY.index("time"), -1, -1), made


def _days(account: Account) -> tuple[str, str]:
    """Return the first and last day on which the account lets the event be; empty where open."""
    event = account.event_date
    days = (event.earliest, event.latest) if event else (None, None)
    first, last = (day if day and _DAY.fullmatch(day) else "" for day in days)
    return first, last
