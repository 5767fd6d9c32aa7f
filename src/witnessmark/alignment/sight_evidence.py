"""What words of an account a picture can speak to, as data.

The data is ``sight_evidence.yaml`` beside this file. A claim is looked at where its act is one of
a row's and its quote has one of the row's words; the words of the quote beside them are named as
not weighed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from witnessmark.alignment.unread import words_in
from witnessmark.model import Claim, Kind


@dataclass(frozen=True, slots=True)
class SightEvidence:
    """The observations that bear on words of sight.

    ``thing`` says what would be seen. ``denied_by`` is true where the words say that there is
    none of it; ``never_alone`` why seeing it cannot show the claim, ``quiet`` that it may be there
    and not be found. ``unread`` are words of the claim that this does not weigh.
    """

    kinds: frozenset[Kind]
    thing: str
    denied_by: bool
    never_alone: str | None
    quiet: bool
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    acts: frozenset[str]
    words: re.Pattern[str]
    kinds: frozenset[Kind]
    thing: str
    denied_by: bool
    never_alone: str | None
    quiet: bool


@cache
def _table() -> tuple[tuple[_Row, ...], frozenset[str]]:
    text = resources.files(__package__).joinpath("sight_evidence.yaml").read_text("utf-8")
    data = yaml.safe_load(text)
    rows = tuple(
        _Row(
            acts=frozenset(row["acts"]),
            words=re.compile(rf"(?<!\w)(?:{'|'.join(row['words'])})(?!\w)", re.I),
            kinds=frozenset(Kind(kind) for kind in row["see"]),
            thing=row["thing"],
            denied_by=row.get("denied_by", False),
            never_alone=row.get("never_alone"),
            quiet=row.get("quiet", False),
        )
        for row in data["rows"]
    )
    return rows, frozenset(str(data["plain"]).split())


def sight_evidence_for(claim: Claim) -> SightEvidence | None:
    """Return what would bear on *claim* in the picture, or None where nothing is known to."""
    rows, plain = _table()
    for row in rows:
        found = row.words.search(claim.quote) if str(claim.act) in row.acts else None
        if found is None:
            continue
        rest = f"{claim.quote[: found.start()]} {claim.quote[found.end() :]}"
        for cue in (claim.time.cue, *(hedge.cue for hedge in claim.hedges)):
            rest = rest.replace(cue, " ") if cue else rest
        left = (word for word in words_in(rest) if word.casefold() not in plain)
        return SightEvidence(
            kinds=row.kinds,
            thing=row.thing,
            denied_by=row.denied_by,
            never_alone=row.never_alone,
            quiet=row.quiet,
            unread=tuple(dict.fromkeys(left)),
        )
    return None
