"""Two finished records side by side: two accounts of one recording, or one account of two.

Conventions
-----------
Nothing is weighed again: every verdict is the record's own. Comparing B with A gives what
comparing A with B gives, with the sides changed over.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from witnessmark import __version__
from witnessmark.errors import RecordError
from witnessmark.formats import write_record
from witnessmark.incident.compared.alone import alone, left_out
from witnessmark.incident.compared.assignment import assign
from witnessmark.incident.compared.conflicts import Matched, conflicts
from witnessmark.incident.compared.likeness import LEAST, paired
from witnessmark.incident.compared.opposition import oppositions
from witnessmark.incident.compared.recordings import difference, same_verdict, span_worth
from witnessmark.incident.compared.stated import Stated, stated
from witnessmark.model import Compared, Comparison, Incident, MadeBy, Pair

_PAIRING = (
    "Which claims of the two accounts speak of the same thing was worked out from their words, "
    "acts and times, and may be wrong: read both before you print a conflict."
)
_COMPARED = (
    "These kinds of conflict are looked for: what one account tells and the other denies; numbers "
    "and lengths; single shots against automatic fire; order; time in the recording, time of day, "
    "season and the day of the event; weather and ground that leave no room for one another; near "
    "or far, in the picture or off camera, inside or outside, in front or behind, left or right. "
    "Who did what to whom, why, in what place and all else is not compared: accounts can conflict "
    "there, and in words that nothing here knows, without a line under this heading."
)
_PERCEPTION = (
    "The two records were not made from the same perception of the recording: what both leave out "
    "is listed only where both have the same observation."
)
_WEIGHING = (
    "The two records were weighed by different releases or settings: verdicts may differ for that "
    "alone."
)


def compare(first: Incident, second: Incident) -> Comparison:
    """Compare two records of one recording, or of one account.

    Two records that share both are taken for two accounts. Raises RecordError where they share
    neither.
    """
    theirs = {one.sha256 for one in second.recordings}
    shared = sorted({one.sha256 for one in first.recordings} & theirs)
    if shared:
        return _accounts(first, second, shared[0])
    same_account = first.account.sha256 == second.account.sha256
    if same_account and first.recordings and second.recordings:
        return _recordings(first, second)
    raise RecordError(
        "The two records have neither a recording nor an account in common, so there is nothing "
        "to compare: name two accounts of one recording, or one account of two recordings."
    )


def _accounts(first: Incident, second: Incident, recording: str) -> Comparison:
    ours, theirs = stated(first, recording), stated(second, recording)
    matched = _matched(ours, theirs, recording, turned=_turned(first, second))
    found = conflicts(first, second, matched)
    disputed = {pair.first.claim for conflict in found for pair in conflict.pairs}
    one_told = {pair.one.claim.id for pair in matched}
    other_told = {pair.other.claim.id for pair in matched}
    return Comparison(
        compares="accounts",
        first=_side(first),
        second=_side(second),
        agreements=tuple(one.pair for one in matched if one.one.claim.id not in disputed),
        conflicts=found,
        first_alone=alone(one for one in ours if one.claim.id not in one_told),
        second_alone=alone(one for one in theirs if one.claim.id not in other_told),
        left_out=left_out(first, second),
        notes=(_PAIRING, _COMPARED, *_perception(first, second), *_weighing(first, second)),
        made_by=_maker(),
    )


def _matched(
    ours: Sequence[Stated], theirs: Sequence[Stated], recording: str, *, turned: bool
) -> list[Matched]:
    """Pair the claims; of pairings that are equally good the same is found from either side."""
    opposed = oppositions(ours, theirs)
    if turned:
        backwards = {(b, a) for a, b in opposed}
        found = [(a, b, like) for b, a, like in paired(theirs, ours, recording, backwards)]
    else:
        found = list(paired(ours, theirs, recording, opposed.keys()))
    return [Matched(ours[a], theirs[b], like, opposed.get((a, b))) for a, b, like in sorted(found)]


def _recordings(first: Incident, second: Incident) -> Comparison:
    ours, theirs = (stated(record, record.recordings[0].sha256) for record in (first, second))
    worth = np.array([[span_worth(one.claim, other.claim) for other in theirs] for one in ours])
    turned = _turned(first, second)
    found = [(a, b) for b, a in assign(worth.T)] if turned else assign(worth)
    agreed, differing = list[Pair](), list[Pair]()
    for a, b in sorted(found):
        one, other = ours[a], theirs[b]
        pair = Pair(first=one.told, second=other.told, likeness=round(float(worth[a, b]), 4))
        (agreed if same_verdict(pair) else differing).append(pair)
    paired_first, paired_second = {a for a, _ in found}, {b for _, b in found}
    return Comparison(
        compares="recordings",
        first=_side(first),
        second=_side(second),
        agreements=tuple(agreed),
        conflicts=tuple(difference(pair, first, second) for pair in differing),
        first_alone=alone(one for n, one in enumerate(ours) if n not in paired_first),
        second_alone=alone(one for n, one in enumerate(theirs) if n not in paired_second),
        notes=_weighing(first, second),
        made_by=_maker(),
    )


def _turned(first: Incident, second: Incident) -> bool:
    """Say whether the second record comes first in an order that does not depend on the naming."""
    if first.account.sha256 != second.account.sha256:
        return second.account.sha256 < first.account.sha256
    return write_record(second) < write_record(first)


def _side(record: Incident) -> Compared:
    return Compared(
        account=record.account.sha256,
        account_name=record.account.name,
        title=record.account.title,
        recordings=tuple(one.sha256 for one in record.recordings),
        recording_names=tuple(one.name for one in record.recordings),
        synthetic=record.synthetic,
        claims=len(record.claims),
    )


def _perception(first: Incident, second: Incident) -> tuple[str, ...]:
    same = {one.id for one in first.observations} == {one.id for one in second.observations}
    return () if same else (_PERCEPTION,)


def _weighing(first: Incident, second: Incident) -> tuple[str, ...]:
    judges = {one.made_by.model_dump_json() for one in first.findings}
    same = judges == {one.made_by.model_dump_json() for one in second.findings}
    return () if same else (_WEIGHING,)


def _maker() -> MadeBy:
    return MadeBy(
        name="incident.comparing", version=__version__, settings={"least_likeness": LEAST}
    )
