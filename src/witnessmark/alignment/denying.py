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
from witnessmark.alignment.ordinals import too_few_for_rank
from witnessmark.alignment.pauses import pause_of_length
from witnessmark.alignment.ranks import RANKS
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
from witnessmark.clock import Span, clock_face
from witnessmark.formats.number_words import counted
from witnessmark.model import Kind, Sought, Verdict

#: "No single shots" may leave out bursts; "not a single shot" does not.
_NO_SINGLE = re.compile(
    r"^(?!.*\bnot (?:a|one) single\b).*"
    r"\bno (?:single|individual|isolated|lone) (?:gun)?(?:shots?|rounds?)\b",
    re.I,
)
#: Words that may say of which seconds a denial is, if nobody read them.
_PLACES = re.compile(
    r".*\d.*|.*(?:second|minute|half|mark|moment|point|frame|stretch|segment|part|third|quarter).*"
    rf"|(?:{'|'.join(RANKS)}|last|final|end\w*|start\w*|begin\w*|opening|closing|middle|rest|later"
    r"|earlier|still|yet|again|when|until|till|once|then|further|more|other)",
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
    if bearing.rank is not None and too_few_for_rank(bearing):
        return _no_such_rank(bearing, sought)
    # Where there is none at all in its seconds, what narrows the denial changes nothing.
    none_then = not bearing.within and not bearing.maybe and bearing.window.stated
    left = unweighed(bearing)
    empty = nowhere or (none_then and not any(map(_PLACES.fullmatch, left)))
    if left and not (empty and not turns(left)):
        doubted = left_open(bearing, f"This is a denial, and {not_weighed(bearing)}")
        return replace(doubted, supports=False if bearing.within else None)
    placed = bearing.window.unplaced is None and bearing.share >= SOUND_FLOOR
    if placed and (pause := pause_of_length(bearing)) is not None:
        return _paused(bearing, sought, pause)
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
    told = limits(bearing.claim, bearing.evidence, bearing.meaning)
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


def _no_such_rank(bearing: Bearing, sought: Sought) -> Weighed:
    """Bear out that there was no second one, or third, where fewer were heard."""
    there = describe(bearing.everywhere)
    heard = f"{sentence(there)}, and" if there else "There is"
    which = bearing.rank.words if bearing.rank is not None else ""
    return Weighed(
        Verdict.NOT_SHOWN,
        f"{heard} no {which}, as the account says{said_by(bearing)}.",
        supports=True,
        confidence=sought.recall,
        citations=bearing.cite(bearing.everywhere),
    )


def _paused(bearing: Bearing, sought: Sought, pause: Span) -> Weighed:
    """Bear out that there was none for so long; where in the footage the account does not say."""
    start, end = clock_face(pause.start.seconds), clock_face(pause.end.seconds)
    return Weighed(
        Verdict.NOT_SHOWN,
        f"No {bearing.evidence.thing} is heard from {start} to {end}, for "
        f"{float(pause.duration):.0f} s, which is as long as the account says that there was none"
        f"{said_by(bearing)}.",
        supports=True,
        confidence=sought.recall,
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
