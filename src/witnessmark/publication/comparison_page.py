"""The comparison of two records as one HTML page that needs no network, no server and no script.

Conventions
-----------
As on the incident page everything from accounts, footage and records is hostile and is escaped.
No footage is on this page: it names seconds, and the incident pages of the two cases play them.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from witnessmark.formats.number_words import counted
from witnessmark.model import Comparison, Difference, Pair, Told
from witnessmark.publication.inlining import style_alone
from witnessmark.publication.moments import moment
from witnessmark.publication.page import environment
from witnessmark.publication.sightings import sightings
from witnessmark.publication.unmentioned import unmentioned
from witnessmark.publication.wording import MARKS, VerdictWord, verdict_word

#: What a conflict is about, as people read it.
DIFFERENCES = MappingProxyType(
    {
        "polarity": "told and denied",
        "number": "number",
        "order": "order",
        "mode": "kind of fire",
        "place": "place",
        "time": "time",
        "verdict": "verdict",
    }
)

#: Cited stretches that are written out; the rest are counted.
_MOST = 6


@dataclass(frozen=True, slots=True)
class Names:
    """What the two records are called, and the lists of what they have and have not in common."""

    heading: str
    first: str
    second: str
    conflicts: str
    agreements: str
    alone: str


NAMES = MappingProxyType(
    {
        "accounts": Names(
            "Two accounts of one recording",
            "First account",
            "Second account",
            "Where the accounts conflict",
            "What both say",
            "What one tells alone",
        ),
        "recordings": Names(
            "One account, two recordings",
            "First recording",
            "Second recording",
            "Where the verdicts differ",
            "Where the verdicts agree",
            "Read in one record alone",
        ),
    }
)


@dataclass(frozen=True, slots=True)
class _Side:
    """A claim ready to print; ``number`` counts its sentence from 1."""

    number: int
    quote: str
    verdict: VerdictWord
    reason: str
    seconds: str


@dataclass(frozen=True, slots=True)
class _Sides:
    first: _Side
    second: _Side


@dataclass(frozen=True, slots=True)
class _Conflict:
    kind: str
    sentence: str
    footage: str
    pairs: tuple[_Sides, ...]


def render_comparison(comparison: Comparison) -> str:
    """Return the whole page as HTML text; the same comparison gives the same bytes."""
    style, policy = style_alone("page.css", "comparison.css")
    names = NAMES[comparison.compares]
    seen = sightings(comparison.left_out, dict.fromkeys(comparison.first.recordings, 0))
    return (
        environment()
        .get_template("comparison.html.jinja")
        .render(
            comparison=comparison,
            style=style,
            policy=policy,
            heading=names.heading,
            names=names,
            summary=comparison_summary(comparison),
            conflicts=[_conflict(one) for one in comparison.conflicts],
            agreements=[_sides(pair) for pair in comparison.agreements],
            alone=[
                [_side(told) for told in side]
                for side in (comparison.first_alone, comparison.second_alone)
            ],
            left_out=unmentioned(seen, [one.id for one in comparison.left_out]),
            marks=MARKS,
        )
    )


def comparison_summary(comparison: Comparison) -> str:
    """Say in one line how much of the two goes together."""
    agreed, clashes = len(comparison.agreements), len(comparison.conflicts)
    alone = len(comparison.first_alone), len(comparison.second_alone)
    if comparison.compares == "recordings":
        line = f"{counted(agreed, 'claim')} with the same verdict, {clashes} with another"
        return f"{line}; read in one record alone: {alone[0]} and {alone[1]}."
    return (
        f"{counted(agreed, 'claim')} told by both, {counted(clashes, 'conflict')}; "
        f"{alone[0]} told by the first account alone, {alone[1]} by the second."
    )


def seconds_words(told: Told, most: int = _MOST) -> str:
    """Return the seconds that a claim's finding rests on, the first *most* written out."""
    faces = list(dict.fromkeys(moment(cite, 0).words for cite in told.citations))
    more = f" and {len(faces) - most} more" if len(faces) > most else ""
    return ", ".join(faces[:most]) + more


def _conflict(one: Difference) -> _Conflict:
    # With one account and two recordings the reasons stand under the claim already.
    footage = "" if one.kind == "verdict" else one.footage
    pairs = tuple(_sides(pair) for pair in one.pairs)
    return _Conflict(DIFFERENCES[one.kind].capitalize(), one.sentence, footage, pairs)


def _sides(pair: Pair) -> _Sides:
    return _Sides(_side(pair.first), _side(pair.second))


def _side(told: Told) -> _Side:
    return _Side(
        number=told.sentence + 1,
        quote=told.quote,
        verdict=verdict_word(told.verdict, told.supports),
        reason=told.reason,
        seconds=seconds_words(told),
    )
