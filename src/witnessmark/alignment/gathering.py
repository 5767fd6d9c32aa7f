"""The claims that sound can speak to: what bears on each, and how it stands to the others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from witnessmark.alignment.bearing import Bearing, bear, members
from witnessmark.alignment.continuing import mentions_of_more, tells_of_more
from witnessmark.alignment.counting import only_mentions
from witnessmark.alignment.evidence import Evidence
from witnessmark.alignment.in_picture import fired_in_picture, says_off_camera
from witnessmark.alignment.pointing import meanings
from witnessmark.alignment.totals import is_of_all
from witnessmark.alignment.window import MEDIA_SECONDS, TIED
from witnessmark.model import Claim, Observation, Polarity, Reading, Recording, Relation, Sentence

Testable = Mapping[str, tuple[Claim, Evidence]]
Ties = Mapping[str, Sequence[Relation]]

#: A length of time for which something is denied, told beside the denial.
_FOR_A_TIME = re.compile(
    r"\bfor (?:[\w-]+ ){1,6}(?:seconds?|minutes?)\b|\b(?:pause|lull|break|silence|gap) of\b"
    r"|\b[\w-]+ (?:seconds?|minutes?) (?:following|after|before|leading up to)\b",
    re.I,
)
#: A time without the thing that is told of, of whatever length, or what is left of something.
_PAUSE = re.compile(
    r"\b(?:pauses?|lulls?|intervals?|respites?|hush|stillness|gaps?|breaks?|breathers?|meanwhile"
    r"|meantime|in between|the (?:next|following|remaining|rest|remainder)|follow(?:s|ed|ing))\b",
    re.I,
)
_AFTER = re.compile(r"\b(?:after|following|since|from the|subsequent to)\b", re.I)


def gather(
    reading: Reading,
    testable: Testable,
    ties: Ties,
    recording: Recording,
    by_id: Mapping[str, Observation],
) -> dict[str, Bearing]:
    """Return what bears on each claim of *testable*, which has claims by id with their evidence.

    *ties* are the relations of each claim that is tied to another in time, *by_id* all that was
    perceived.
    """
    kinds = Counter(
        evidence.kind
        for claim, evidence in testable.values()
        if claim.polarity is Polarity.POSITIVE
    )
    mentions = mentions_of_more(reading)
    whole = {
        name
        for name, (claim, evidence) in testable.items()
        if not tells_of_more(claim, evidence.kind, mentions)
    }
    asked = any(says_off_camera(claim) for claim, _ in testable.values())
    shots = {one.id: members(one) for one in by_id.values()}
    pointed = meanings(reading)
    lit = fired_in_picture(by_id.values(), shots) if asked else {}
    bearings = {
        name: bear(
            claim,
            evidence,
            recording,
            by_id,
            lit,
            sole=kinds[evidence.kind] == 1 and name in whole,
            relations=ties.get(name, ()),
            meaning=pointed.get(name, ""),
        )
        for name, (claim, evidence) in testable.items()
    }
    bearings = {
        name: one if name in ties else _untied_denial(one, reading)
        for name, one in bearings.items()
    }
    quotes = {one.id: one.quote for one in reading.claims}
    covering = _covering(bearings, ties) & whole
    return {
        name: replace(
            one,
            covering=name in covering,
            bounded=_is_bounded(one, reading, tied=name in ties),
            total=name not in ties
            and not one.window.stated
            and is_of_all(quotes[name], tells_of_more=name not in whole),
        )
        for name, one in bearings.items()
    }


def _untied_denial(bearing: Bearing, reading: Reading) -> Bearing:
    """Return a denial as not placed where words beside it, that nobody read, tie it in time.

    "Up to the moment something blows up, nobody fires" denies no shot after it.
    """
    claim, window = bearing.claim, bearing.window
    denied = claim.polarity is Polarity.NEGATIVE and claim.act != "WARNING"
    if not denied or window.stated or window.unplaced is not None:
        return bearing
    beside = _beside(claim, reading)
    found = TIED.search(beside)
    if found is not None:
        why = f"{found.group()!r} ties it to something else in time"
    elif claim.time.cue is None and _names_footage_time(beside):
        why = "words beside it say when"
    else:
        return bearing
    return replace(bearing, window=replace(window, unplaced=why))


def _is_bounded(bearing: Bearing, reading: Reading, *, tied: bool) -> bool:
    """Say whether a denial holds for less than its window: "for six seconds after the blast".

    So, too, where it holds until a moment and is tied to another: "after the blast, until 0:58".
    """
    claim = bearing.claim
    if claim.polarity is not Polarity.NEGATIVE or claim.act == "WARNING":
        return False
    until = bearing.window.stated and any(
        one.unit == MEDIA_SECONDS and not one.min and one.max for one in claim.quantities
    )
    opened = until and (tied or _AFTER.search(_sentence_of(claim, reading).text) is not None)
    beside = _beside(claim, reading)
    if opened or _FOR_A_TIME.search(beside) is not None:
        return True
    return not bearing.window.stated and _PAUSE.search(f"{beside} {claim.quote}") is not None


def _beside(claim: Claim, reading: Reading) -> str:
    """Return the words of the claim's sentence on either side of it."""
    sentence = _sentence_of(claim, reading)
    start, end = (at - sentence.span[0] for at in claim.span)
    return f"{sentence.text[:start]} . {sentence.text[end:]}"


def _sentence_of(claim: Claim, reading: Reading) -> Sentence:
    return next(one for one in reading.sentences if one.index == claim.sentence)


def _names_footage_time(words: str) -> bool:
    # Reading loads a parser of language, which whoever only listens has no use for.
    from witnessmark.account.time_cues import names_footage_time

    return names_footage_time(words)


def _covering(bearings: Mapping[str, Bearing], ties: Ties) -> set[str]:
    """Return the claims that share their kind with bare mentions at most."""
    mentions = {name for name, one in bearings.items() if name not in ties and only_mentions(one)}
    asserted = {n: b for n, b in bearings.items() if b.claim.polarity is Polarity.POSITIVE}
    return {
        name
        for name, one in asserted.items()
        if mentions.issuperset(
            n for n, b in asserted.items() if n != name and b.evidence.kind is one.evidence.kind
        )
    }
