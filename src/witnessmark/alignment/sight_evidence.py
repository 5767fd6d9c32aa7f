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

from witnessmark.alignment.framing import without_remarks
from witnessmark.alignment.unread import without_words, words_in
from witnessmark.alignment.window import TIED
from witnessmark.formats.contractions import without_contraction
from witnessmark.model import Claim, Kind, Polarity


@dataclass(frozen=True, slots=True)
class SightEvidence:
    """The observations that bear on words of sight.

    ``thing`` says what would be seen. ``denied`` is true where the claim says that there is none
    of it; ``never_alone`` why seeing it cannot show the claim, ``quiet`` that it may be there
    and not be found; ``denial_fits`` why seeing none of it fits a denial and does no more.
    ``unread`` are words of the claim that this does not weigh.
    """

    kinds: frozenset[Kind]
    thing: str
    denied: bool
    never_alone: str | None
    quiet: bool
    unread: tuple[str, ...]
    denial_fits: str | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    acts: frozenset[str]
    words: re.Pattern[str]
    kinds: frozenset[Kind]
    thing: str
    denied_by: bool | Literal["always"]
    never_alone: str | None
    quiet: bool
    of_recording: bool
    denial_fits: str | None


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
            of_recording=row.get("of_recording", False),
            denial_fits=row.get("denial_fits"),
        )
        for row in data["rows"]
    )
    plain, denying = (frozenset(str(data[name]).split()) for name in ("plain", "denying"))
    return rows, plain, denying


#: Words that open a phrase of place.
_PLACING = (
    "in front of|in|on|at|outside|inside|near|by|behind|beside|next to|along|across|above|below"
    "|under|opposite|among|amid"
)
#: How it is said where something was filmed.
_FILMED = r"(?:filmed|shot|recorded|taken|made|captured)\s+"


#: Words that only point to what was told before.
_POINTING = re.compile(r"\b(?:it|they|these|those|this|that|one|none|any)\b", re.I)


def _without_place(words: str, place: str | None) -> str:
    """Return *words* without the phrase that says where it was filmed, as far as that is *place*.

    "In a snow-covered yard, the video runs without a cut" is about all of the video; "the scene in
    the yard is uncut" is not, nor is what such a phrase ties to something in time.
    """
    if place is None:
        return words
    named = re.escape(place)
    found = re.search(
        rf"^\s*(?:{_PLACING})\s[^,]*?\b{named}\b(?:[^,]*,)?"
        rf"|\b{_FILMED}(?:{_PLACING})\s[^,]*?\b{named}\b",
        words,
        re.I,
    )
    if found is None or TIED.search(found[0]):
        return words
    return f"{words[: found.start()]} {words[found.end() :]}"


def sight_evidence_for(claim: Claim, meaning: str = "") -> SightEvidence | None:
    """Return what would bear on *claim* in the picture, or None where nothing is known to.

    Where its words only point to what was told before, those of *meaning* say what that is.
    """
    rows, plain, denying = _table()
    for row in (one for one in rows if str(claim.act) in one.acts):
        found = row.words.search(claim.quote)
        if found is None and row.words.search(meaning) is None:
            continue
        negative = claim.polarity is Polarity.NEGATIVE
        denied = row.denied_by == "always" or negative is not row.denied_by
        rest = (
            _POINTING.sub(" ", claim.quote)
            if found is None
            else f"{claim.quote[: found.start()]} {claim.quote[found.end() :]}"
        )
        if row.of_recording:
            rest = _without_place(rest, claim.place)
        cues = (claim.time.cue, *(hedge.cue for hedge in claim.hedges))
        known = plain | denying if denied else plain
        left = (
            word
            for word in words_in(without_remarks(without_words(rest, [c for c in cues if c])))
            if without_contraction(word).casefold() not in known
        )
        return SightEvidence(
            kinds=row.kinds,
            thing=row.thing,
            denied=denied,
            never_alone=row.never_alone,
            quiet=row.quiet,
            unread=tuple(dict.fromkeys(left)),
            denial_fits=row.denial_fits,
        )
    return None
