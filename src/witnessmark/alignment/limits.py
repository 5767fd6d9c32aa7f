"""What a claim says beyond what sound can tell: the reasons it can be no more than consistent."""

from __future__ import annotations

import re

from witnessmark.alignment.evidence import Evidence
from witnessmark.alignment.in_picture import says_off_camera
from witnessmark.alignment.nearness import nearness_told
from witnessmark.alignment.window import MEDIA_UNITS
from witnessmark.model import Claim, Kind

#: Words for a weapon that say no more than that there was shooting.
_NO_WEAPON = re.compile(
    r"(small[ -]arms|automatic(?: small arms| weapons?| fire)?|gun(?:fire|s|shots?)?|firearms?|"
    r"(?:single |automatic )?(?:shots?|rounds?|fire|bursts?|weapons?)|bursts? of .*)",
    re.I,
)
#: Words in the place of who did it that name nobody.
_NOBODY_NAMED = re.compile(
    rf"{_NO_WEAPON.pattern}|(?:(?:human|several|some|more|an?|(?:an? )?(?:unidentified|unknown)) )?"
    r"(?:voices?|somebody|someone|speech|persons?|people|i|we|you|one|speakers?|shooters?|gunm[ae]n"
    r"|persons? unknown)",
    re.I,
)
#: Words without which a claim was only taken for one of that kind: "someone pipes up" names no gun.
_NAMED_BY = {
    Kind.GUNFIRE: re.compile(
        r"(?:gun|shot|shoot|\bfire|firing|\bround|bullet|burst|volley|salvo|fusillade|weapon|rifle"
        r"|trigger|pistol|cannon|\barms\b|automatic|\bauto\b|carbine|sniper|ambush|magazine"
        r"|tracer|warning)",
        re.I,
    ),
    Kind.SPEECH: re.compile(
        r"(?:voice|speak|spoke|speech|talk|\bword|\bsa(?:y|id)|shout|\bcr(?:y|ies|ied)|call|yell|tell"
        r"|\btold|utter|exclaim|scream|whisper|murmur|mutter|holler|chat|convers|remark|warn|order"
        r"|pip(?:e|es|ed|ing) up|heads-?up|chant|laugh|sing|pray|curs|swear|argu|moan|mouth)",
        re.I,
    ),
}
#: What is left of "shots and no explosions are heard" without what was heard.
_SHARED = re.compile(
    r"\W*(?:(?:is|are|was|were|can|could|be|been)\s+)+(?:to be )?"
    r"(?:heard|audible|fired|discharged|recorded|captured)\b",
    re.I,
)
_MUTUAL = re.compile(r"\b(exchang\w+|trad\w+|return\w* fire|each other|back and forth)\b", re.I)
#: Units of distances.
DISTANCES = frozenset({"m", "ft", "km", "yd", "cm", "mi"})
#: Units of lengths and of distances, which count no things.
LENGTHS = DISTANCES | {"s"}


def limits(claim: Claim, evidence: Evidence) -> tuple[str, ...]:
    """Return, each in half a sentence, what of *claim* sound cannot tell; empty where it can all.

    What is listed neither shows the claim nor contradicts it.
    """
    said = [evidence.never_alone] if evidence.never_alone else []
    if untold := _untold(claim, evidence):
        said.append(f"sound does not tell {_or(untold)}")
    if not _names(claim, evidence.kind):
        said.append(f"its words do not name {evidence.thing}")
    if says_off_camera(claim):
        said.append("no flash seen does not show that it was off camera")
    if any(quantity.unit in DISTANCES for quantity in claim.quantities):
        said.append("how far it was, or how far apart, was not tested")
    numbers = any(quantity.unit not in MEDIA_UNITS for quantity in claim.quantities)
    if evidence.kind is Kind.SPEECH and (claim.time.repeat is not None or numbers):
        said.append("how often was not counted")
    if claim.conditions:
        said.append("the conditions it names were not tested")
    return tuple(said)


def _names(claim: Claim, kind: Kind) -> bool:
    """Say whether *claim*'s words name such a sound, or lack only the subject that they share."""
    named = _NAMED_BY.get(kind)
    if named is None or _SHARED.match(claim.quote) is not None:
        return True
    return named.search(f"{claim.quote} {claim.weapon or ''}") is not None


def _untold(claim: Claim, evidence: Evidence) -> list[str]:
    gunfire = evidence.kind is Kind.GUNFIRE
    untold = []
    doer = claim.actor is not None and not _NOBODY_NAMED.fullmatch(claim.actor.strip())
    if doer or claim.actor_side is not None:
        speech = evidence.kind is Kind.SPEECH
        untold.append("who fired" if gunfire else "who spoke" if speech else "who did it")
    if claim.target is not None or claim.target_side is not None:
        untold.append("at whom or at what")
    if claim.place is not None and nearness_told(claim.place) is None:
        untold.append("where")
    named = claim.weapon is not None and not _NO_WEAPON.fullmatch(claim.weapon.strip())
    if named and not evidence.never_alone:
        untold.append("with what weapon")
    if gunfire and _MUTUAL.search(claim.quote):
        untold.append("that there were two sides")
    return untold


def _or(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
