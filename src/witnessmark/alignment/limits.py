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
    Kind.EXPLOSION: re.compile(
        r"(?:explo|blast|deton|\bb(?:oo|u)m|bang|thu[dm]|crump|shell|shelling|bomb|grenade|\bmines?\b"
        r"|rocket|missile|mortar|artillery|howitzer|cannon|ordnance|munition|strike|struck|impact"
        r"|charge|blew|blow|\b(?:goes|go|went|gone|going|set|sets|setting) (?:it |them )?off|burst"
        r"|device|\brpg|warhead|dynamite|crash|report|fireball|salvo|volley|barrage|tank|gun|fire"
        r"|drone|raid|pop|crack|nois|sound|land(?:s|ed|ing)?\b|\bhits?\b|blown)",
        re.I,
    ),
}
#: Words that may name one and show none: enough to ask for it, and to miss it.
_MAY_NAME = re.compile(
    r"\b(?:discharg\w+|reports?|cracks?|pops?|popping|bangs?|taps?|loos(?:e|ed|ing)|let(?:s|ting)? "
    r"(?:off|fly|rip|go)|open(?:s|ed|ing)? up|squeez\w+|rattl\w+|chatter\w*|stutter\w*|spray\w*"
    r"|semi|full|singles?|cyclic|string|stream|hail|murmur\w*|bellow\w*|bawl\w*|mouth\w*)\b",
    re.I,
)
#: Phrases of speech in which nobody in the footage speaks.
_NOBODY_SPEAKS = re.compile(
    r"\b(?:talk(?:s|ing|ed)? (?:about|of)|(?:that|which) is to say|so to (?:say|speak)"
    r"|(?:needless|strange|sad|fair) to say|(?:it )?(?:has|must) be said|let['’]s say|not to say"
    r"|to say (?:nothing|the least)|said to be|so-called|call (?:it|that|this)|in other words"
    r"|speaks? (?:for|of|volumes)|tells? (?:us|you|me|of|against)|(?:the|any) talk)\b",
    re.I,
)
#: What is left of "shots and no explosions are heard" without what was heard.
_SHARED = re.compile(
    r"\W*(?:(?:is|are|was|were|can|could|be|been)\s+)+(?:to be )?"
    r"(?:heard|audible|fired|discharged|recorded|captured)\b",
    re.I,
)
#: Voices of a kind, which are heard as voices and no more.
_MANNER = re.compile(
    r"\b(?:scream|shriek|wail|howl|sob|weep|wept|moan|groan|laugh|chant|sing(?:s|ing)?\b|sang|pray)",
    re.I,
)
_MUTUAL = re.compile(r"\b(exchang\w+|trad\w+|return\w* fire|each other|back and forth)\b", re.I)
#: Units of distances.
DISTANCES = frozenset({"m", "ft", "km", "yd", "cm", "mi"})
#: Units of lengths and of distances, which count no things.
LENGTHS = DISTANCES | {"s"}


def limits(claim: Claim, evidence: Evidence, meaning: str = "") -> tuple[str, ...]:
    """Return, each in half a sentence, what of *claim* sound cannot tell; empty where it can all.

    What is listed neither shows the claim nor contradicts it. *meaning* are the words of the
    account that the claim's own take up: the shots of "four more".
    """
    said = [evidence.never_alone] if evidence.never_alone else []
    if untold := _untold(claim, evidence):
        said.append(f"sound does not tell {_or(untold)}")
    if not names_it(claim, evidence, meaning):
        said.append(f"its words do not name {evidence.thing}")
    if says_off_camera(claim):
        said.append("no flash seen does not show that it was off camera")
    if any(quantity.unit in DISTANCES for quantity in claim.quantities):
        said.append("how far it was, or how far apart, was not tested")
    numbers = any(quantity.unit not in MEDIA_UNITS for quantity in claim.quantities)
    if evidence.kind is Kind.SPEECH and (claim.time.repeat is not None or numbers):
        said.append("how often was not counted")
    if evidence.kind is Kind.SPEECH and _MANNER.search(claim.quote):
        said.append("how a voice is raised is not told apart")
    if claim.conditions:
        said.append("the conditions it names were not tested")
    return tuple(said)


def names_it(claim: Claim, evidence: Evidence, meaning: str = "") -> bool:
    """Say whether *claim*'s words name such a sound, or lack only the subject that they share.

    What they take up, *meaning*, names it as well as they would. Where nothing does it was only
    taken for one, and that none is heard speaks of nothing.
    """
    named = _NAMED_BY.get(evidence.kind)
    if named is None or _SHARED.match(claim.quote) is not None:
        return True
    said = _NOBODY_SPEAKS.sub(" ", claim.quote) if evidence.kind is Kind.SPEECH else claim.quote
    return named.search(f"{said} {claim.weapon or ''} {meaning}") is not None


def may_name_it(claim: Claim, evidence: Evidence, meaning: str = "") -> bool:
    """Say whether *claim*'s words name such a sound, or may: then that none is there counts."""
    return names_it(claim, evidence, meaning) or _MAY_NAME.search(claim.quote) is not None


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
