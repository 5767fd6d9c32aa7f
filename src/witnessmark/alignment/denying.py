"""A denial against what was heard: "no shots", "without warning", "not to the end"."""

from __future__ import annotations

import re
from dataclasses import replace

from witnessmark.alignment.bearing import Bearing
from witnessmark.alignment.counting import counts, unweighed
from witnessmark.alignment.description import describe, sentence
from witnessmark.alignment.lasting import LENGTH_UNTESTED, length_told
from witnessmark.alignment.limits import limits
from witnessmark.alignment.negatives import denies_a_number, denies_what_it_was, fell_short, turns
from witnessmark.alignment.sureness import SURE
from witnessmark.alignment.warning import OPEN_SHOTS
from witnessmark.alignment.weighed import (
    NUMBER_DENIED,
    SOUND_FLOOR,
    Weighed,
    against,
    left_open,
    not_weighed,
    nothing_there,
    perhaps,
    perhaps_goes_on,
    said_by,
    unheard,
)
from witnessmark.alignment.window import ends_early
from witnessmark.formats.number_words import counted
from witnessmark.model import Kind, Sought, Verdict

#: "No single shots" may leave out bursts; "not a single shot" does not.
_NO_SINGLE = re.compile(
    r"^(?!.*\bnot (?:a|one) single\b).*"
    r"\bno (?:single|individual|isolated|lone) (?:gun)?(?:shots?|rounds?)\b",
    re.I,
)


def weigh_denial(bearing: Bearing, sought: Sought) -> Weighed:
    """Return the verdict on a denial that sound can speak to; *sought* as for an assertion."""
    if fell_short(bearing.claim):
        return left_open(bearing, "The account says that this failed or nearly happened")
    if bearing.claim.act == "WARNING" and bearing.evidence.kind is Kind.GUNFIRE:
        return left_open(bearing, sentence(OPEN_SHOTS))
    if any(denies_a_number(bearing.claim, count.words) for count in counts(bearing)):
        return left_open(bearing, NUMBER_DENIED)
    if denies_what_it_was(bearing.claim):
        return left_open(bearing, "This says what a sound was not, and was not weighed")
    nowhere = not bearing.everywhere and not bearing.maybe
    if unweighed(bearing) and not (nowhere and not turns(unweighed(bearing))):
        doubted = left_open(bearing, f"This is a denial, and {not_weighed(bearing)}")
        return replace(doubted, supports=False if bearing.within else None)
    if bearing.window.unplaced is not None and not nowhere:
        return left_open(bearing, f"This denies something at a time, and {bearing.window.unplaced}")
    how_long = ends_early(bearing.window, [one.span for one in bearing.within], bearing.whole)
    if how_long is not None:
        return _absent(bearing, sought, how_long)
    if not bearing.within:
        return nothing_there(bearing, sought)
    if bearing.bounded:
        return left_open(bearing, "This denies something for a time that could not be placed")
    if _NO_SINGLE.search(bearing.claim.quote):
        return left_open(bearing, "This may deny single shots alone, or any")
    told = limits(bearing.claim, bearing.evidence)
    if length_told(bearing.claim) is not None:
        told = (*told, LENGTH_UNTESTED)
    sure = tuple(one for one in bearing.within if one.confidence >= SURE)
    if told or not sure:
        why = told or ("it is not sure enough to contradict the account",)
        return Weighed(
            Verdict.NOT_TESTED,
            f"{sentence(describe(bearing.within))}, which neither bears this out nor contradicts "
            f"it: {'; '.join(why)}{said_by(bearing)}.",
            supports=False,
            citations=bearing.cite(bearing.within),
        )
    return against(
        bearing,
        Verdict.CONTRADICTED,
        f"The account says there was no {bearing.evidence.thing} {bearing.window.words}, and "
        f"{describe(sure)}"
        f"{_less_sure(len(bearing.within) - len(sure))}",
        bearing.within,
        max(one.confidence for one in sure),
    )


def _less_sure(number: int) -> str:
    """Say how many more were heard that alone would not contradict the account."""
    if not number:
        return ""
    return f"; {counted(number, 'more is', 'more are')} heard then, less surely"


def _absent(bearing: Bearing, sought: Sought, how_long: str) -> Weighed:
    """Bear out that something did not last, where it can be told that it did not."""
    if perhaps_goes_on(bearing):
        return perhaps(bearing, f"No {bearing.evidence.thing} is surely heard {how_long}")
    if bearing.share < SOUND_FLOOR:
        return unheard(bearing, "", bearing.within)
    none = f"No {bearing.evidence.thing} is heard {how_long}, as the account says"
    there = describe(bearing.within)
    return Weighed(
        Verdict.NOT_SHOWN,
        f"It does not last {how_long}, as the account says: {there}." if there else f"{none}.",
        supports=True,
        confidence=sought.recall,
        citations=bearing.cite(bearing.within),
    )
