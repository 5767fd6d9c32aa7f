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
from typing import Literal

import yaml

from witnessmark.alignment.unread import without_words, words_in
from witnessmark.model import Claim, Kind, Polarity


@dataclass(frozen=True, slots=True)
class SightEvidence:
    """The observations that bear on words of sight.

    ``thing`` says what would be seen. ``denied`` is true where the claim says that there is none
    of it; ``never_alone`` why seeing it cannot show the claim, ``quiet`` that it may be there
    and not be found. ``unread`` are words of the claim that this does not weigh.
    """

    kinds: frozenset[Kind]
    thing: str
    denied: bool
    never_alone: str | None
    quiet: bool
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    acts: frozenset[str]
    words: re.Pattern[str]
    kinds: frozenset[Kind]
    thing: str
    denied_by: bool | Literal["always"]
    never_alone: str | None
    quiet: bool


@cache
def _table() -> tuple[tuple[_Row, ...], frozenset[str], frozenset[str]]:
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
    plain, denying = (frozenset(str(data[name]).split()) for name in ("plain", "denying"))
    return rows, plain, denying


def sight_evidence_for(claim: Claim) -> SightEvidence | None:
    """Return what would bear on *claim* in the picture, or None where nothing is known to."""
    rows, plain, denying = _table()
    for row in rows:
        found = row.words.search(claim.quote) if str(claim.act) in row.acts else None
        if found is None:
            continue
        negative = claim.polarity is Polarity.NEGATIVE
        denied = row.denied_by == "always" or negative is not row.denied_by
        rest = f"{claim.quote[: found.start()]} {claim.quote[found.end() :]}"
        cues = (claim.time.cue, *(hedge.cue for hedge in claim.hedges))
        known = plain | denying if denied else plain
        left = (
            word
            for word in words_in(without_words(rest, [cue for cue in cues if cue]))
            if word.casefold() not in known
        )
        return SightEvidence(
            kinds=row.kinds,
            thing=row.thing,
            denied=denied,
            never_alone=row.never_alone,
            quiet=row.quiet,
            unread=tuple(dict.fromkeys(left)),
        )
    return None
