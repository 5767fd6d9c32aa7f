"""A coded row that says more than the sentences it was made of: codes carry no hedge and no denial.

Conventions
-----------
Held are the account's one ACLED row against the claims of its own sub-event, its deaths against
the claims that state them, and the codes of single claims against their sentences. A code names
an act, whatever the writer thinks of it; whoever passes the row on must pass the words on too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from witnessmark.alignment.checks.matter import Answer, Matter, Rule, ids, quoted
from witnessmark.formats.number_words import counted
from witnessmark.model import CheckOutcome, Claim, ClaimType, Polarity, RollUp

_SOURCE = "The codes, after the ACLED codebook's definitions, and the sentences they came from."
_CLASH = "Armed clash"
_DEATHS = frozenset({"CASUALTY", "KILL_CAPTIVE"})


def coded(matter: Matter) -> tuple[Answer, ...]:
    """Return what the row and the codes say beyond their sentences; *agrees* where nothing."""
    row = matter.reading.roll_up
    answers = [] if row is None else [_row(row, matter), *_deaths(row, matter)]
    return (*answers, *_denied(matter))


def _row(row: RollUp, matter: Matter) -> Answer:
    named = [claim for claim in matter.reading.claims if claim.id in row.claims]
    own = [
        claim
        for claim in named
        if claim.codes.acled is not None and claim.codes.acled.sub_event_type == row.sub_event_type
    ]
    # A clash is made of several acts, none of which need carry its name.
    basis = own if own and row.sub_event_type != _CLASH else named
    if not basis:
        reason = f"The row “{row.sub_event_type}” in ACLED's terms names no claim that it rests on."
        return Answer(CheckOutcome.CANNOT_TELL, reason, _SOURCE)
    start = (
        f"The row “{row.sub_event_type}”, which is the account in ACLED's terms, rests on "
        f"{counted(len(basis), 'claim')}"
    )
    weak = _weakness(basis)
    if weak is None:
        only = "it is stated" if len(basis) == 1 else "at least one of them is stated"
        reason = f"{start}, and {only} as certain and in the writer's own words."
        return Answer(CheckOutcome.AGREES, reason, _SOURCE, claims=ids(basis))
    reason = (
        f"{start}, {weak} ({quoted(basis)}); the row itself has no place for that, so it says more "
        "than its sentences. That speaks for handing on the sentences with the row."
    )
    return Answer(CheckOutcome.SPEAKS_FOR, reason, _SOURCE, claims=ids(basis))


def _weakness(basis: Sequence[Claim]) -> str | None:
    """Say why no claim states it as certain in the writer's own words; None where one does."""
    if any(c.certainty == "CT+" and c.type is not ClaimType.ATTRIBUTED for c in basis):
        return None
    if all(claim.certainty != "CT+" for claim in basis):
        possible = all(claim.certainty == "PS+" for claim in basis)
        return f"none given as more than {'possible' if possible else 'probable'}"
    if all(claim.type is ClaimType.ATTRIBUTED for claim in basis):
        return "all in the words of others"
    return "each of them hedged or in the words of others"


def _deaths(row: RollUp, matter: Matter) -> Iterator[Answer]:
    """Flag deaths in the row that no sentence states as certain."""
    if row.fatalities is None or row.fatalities.max is None:
        return
    stated = [c for c in matter.told if c.act in _DEATHS]
    highest = float(row.fatalities.max)
    reaching = [c for c in stated if any((q.max or q.min) == highest for q in c.quantities)]
    weak = _weakness(reaching) if reaching else None
    if weak is not None:
        reason = (
            f"The row counts up to {highest:g} dead on {counted(len(reaching), 'claim')}, {weak} "
            f"({quoted(reaching)}). That speaks for handing on the sentences with the row."
        )
        yield Answer(CheckOutcome.SPEAKS_FOR, reason, _SOURCE, claims=ids(reaching))


def _denied(matter: Matter) -> Iterator[Answer]:
    """Flag the codes of claims that deny, or leave open, what the code says."""
    denied = [
        claim
        for claim in matter.reading.claims
        if claim.codes.acled is not None
        and (claim.polarity is Polarity.NEGATIVE or claim.certainty == "Uu")
    ]
    if denied:
        reason = (
            f"{counted(len(denied), 'claim has', 'claims have')} the ACLED code of an event that "
            f"the words deny, call a near miss or leave open ({quoted(denied)}): a list of codes "
            "alone would count it as having happened. That speaks for leaving it out of a count "
            "of events."
        )
        words = reason[0].upper() + reason[1:]
        yield Answer(CheckOutcome.SPEAKS_FOR, words, _SOURCE, claims=ids(denied))


RULE = Rule("coded", "1", coded)
