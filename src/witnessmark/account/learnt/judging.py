"""What the learnt judges change in a claim that the rules made.

Conventions
-----------
The rules write the claim: its words, who does what to whom, its hedges, its time. Two judges, a
linear one who sees the rules' answers among other things and a network that reads the sentences
around the claim, weigh the same. They decide the type, the sense and the camera, and the act
where no frame or noun of the rules names one, or where they are surer of another. Their answers may
not contradict one another. They read no violent act into an account that is found peaceful, and
none of fire where they are unsure: what is weighed against sound must be said in words.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import exp, log

from witnessmark.account.drafting import Draft
from witnessmark.account.learnt.judge import judge
from witnessmark.account.learnt.network import Chances
from witnessmark.account.learnt.traits import View
from witnessmark.account.lexicon import acts
from witnessmark.account.of_footage import (
    is_of_cuts,
    is_of_light,
    speaks_of_cuts,
    speaks_of_light,
)
from witnessmark.model import Camera, Claim, ClaimType, Perceptibility, Polarity

#: What is asked of a claim.
QUESTIONS = ("act", "type", "sense", "camera")
#: Groups of acts that are violence, or part of it.
VIOLENT = frozenset({"fire", "effect", "manoeuvre", "person", "territory", "crowd", "object"})
#: How likely another act must be where the rules name one, and an act of fire where none do:
#: chosen on the accounts and sentences of five authors whom neither judge had met.
OVERRULES, SURELY = 0.3, 0.3
#: The same where the linear judge, who sees what the rules found, finds their act the likeliest.
OVERRULES_BOTH = 0.5
#: Both again where one of the two acts is heard, and the second where they differ only in how guns
#: are fired: words decide that, for it is held against what is heard.
OVERRULES_HEARD, OVERRULES_HEARD_BOTH = 0.5, 0.85
_HEARD = frozenset({"fire", "sound"})
_GUNFIRE = frozenset({"FIRE_SMALL_ARMS", "FIRE_AUTOMATIC", "FIRE_MACHINE_GUN", "EXCHANGE_FIRE"})
#: How likely violence must be in an account whose words the rules find warlike, and in another:
#: chosen on the marked accounts in fifths, between peaceful texts full of warlike words and
#: violence that is missed.
TOLD, TOLD_WITHOUT = 0.55, 0.9
#: The least that a chance counts for where two judges are weighed: neither can forbid an answer.
LEAST = 1e-6
#: An account of fewer sentences is too short to be judged as a whole.
SHORT = 4
#: Types that what is told of the footage, and of no source, does not have.
_OUT_OF_FOOTAGE = frozenset({ClaimType.CONTEXT, ClaimType.ATTRIBUTED})
#: Types that no recording can speak to.
_OUTSIDE = frozenset({ClaimType.CONTEXT, ClaimType.OPINION, ClaimType.PROGNOSIS})
#: Types that are of somebody else's word, or of nothing that a recording shows.
_TOLD_OUTSIDE = _OUTSIDE | {ClaimType.ATTRIBUTED}
#: Types that say what is seen.
_OF_SIGHT = frozenset({ClaimType.OBSERVATION, ClaimType.INFERENCE})
#: Groups of acts whose words stay those of a deed, whatever is told of the footage beside them.
_DEEDS = frozenset({"fire", "sound", "effect"})
_LIGHT = "STATE_WEATHER_LIGHT"


def tells_of_violence(whole: View, sentences: int, *, warlike: bool) -> bool:
    """Say whether an account of so many *sentences* tells of violence; *whole* is all of it.

    *warlike* says whether the rules find a word in it that has no peaceful sense.
    """
    if sentences < SHORT:
        return warlike
    chance = judge().chances(whole, ("violence",))["violence"]["yes"]
    return chance >= (TOLD if warlike else TOLD_WITHOUT)


def judged(
    draft: Draft,
    claim: Claim,
    seen: View,
    by_network: Chances | None,
    *,
    armed: bool,
    pastime: bool = False,
    of_footage: bool = False,
) -> Claim:
    """Return *claim* as the judges see it; *armed* says whether the account is about violence.

    *of_footage* says that its words name the footage as where it is to be found: it is then no
    context, nor, unless it names a source, what somebody else says.

    *pastime* says that its words are those of a sport, a stage or the like: where it is not armed
    either, even the rules' violent acts are figures of speech, and become background. *by_network*
    is what the network says of the claim, None where it does not speak to it.
    """
    if _is_settled(draft, claim):
        violent = claim.act is not None and acts()[claim.act].group in VIOLENT
        calm = pastime and not armed and violent
        return claim.model_copy(update={"act": "BACKGROUND"}) if calm else claim
    chances = judge().chances(seen, QUESTIONS)
    by_rule = claim.act or draft.act
    backed = _likeliest(chances["act"]) == by_rule
    if by_network is not None:
        chances = {name: weighed(chances[name], by_network[name]) for name in QUESTIONS}
    act = _act(chances["act"], by_rule, armed=armed, named=draft.cue is not None, backed=backed)
    act = by_rule if draft.is_of_prevention else act
    if pastime and not armed and acts()[act].group in VIOLENT:
        act = "BACKGROUND"
    excluded = set() if act == "MEDIA_PROPERTY" else {ClaimType.MEDIA_META}
    if of_footage:
        excluded |= _OUT_OF_FOOTAGE - ({ClaimType.ATTRIBUTED} if draft.voice.reported else set())
    perceptible = of_footage and acts()[act].sense is not Perceptibility.NEITHER
    kind, sense = _together(chances["type"], chances["sense"], excluded, perceptible=perceptible)
    camera = Camera(_likeliest(chances["camera"]))
    if draft.mental:
        sense = Perceptibility.NEITHER
    if kind is not ClaimType.ATTRIBUTED and _names_no_sound(draft, by_rule):
        act, kind = _of_making(act, kind, claim.quote)
    if act == "MEDIA_PROPERTY" and kind not in _TOLD_OUTSIDE and _shows_how_made(claim.quote):
        sense, camera = Perceptibility.VISIBLE, Camera.NOT_APPLICABLE
    elif act == _LIGHT and kind in _OF_SIGHT and is_of_light(claim.quote):
        sense, camera = Perceptibility.VISIBLE, Camera.ON
    if sense is Perceptibility.NEITHER or kind is ClaimType.MEDIA_META:
        camera = Camera.NOT_APPLICABLE
    return claim.model_copy(
        update={"act": act, "type": kind, "perceptibility": sense, "camera": camera}
    )


def _names_no_sound(draft: Draft, by_rule: str) -> bool:
    """Say whether the rules found no word of a deed that is heard or leaves its marks."""
    return draft.cue is None or acts()[by_rule].group not in _DEEDS


def _of_making(act: str, kind: ClaimType, words: str) -> tuple[str, ClaimType]:
    """Return the act and type of *words*: those of the footage or its light where they are sure."""
    if is_of_cuts(words):
        return "MEDIA_PROPERTY", ClaimType.MEDIA_META
    if act not in {"MEDIA_PROPERTY", "BACKGROUND"} and kind in _OF_SIGHT and is_of_light(words):
        return _LIGHT, kind
    return act, kind


def _shows_how_made(words: str) -> bool:
    """Say whether *words*, of the footage as a thing, tell of what is seen of its making."""
    return speaks_of_cuts(words) or speaks_of_light(words)


def _together(
    types: Mapping[str, float],
    senses: Mapping[str, float],
    excluded: Collection[str],
    *,
    perceptible: bool,
) -> tuple[ClaimType, Perceptibility]:
    """Return the likeliest type, none of *excluded*, and the likeliest sense that goes with it.

    What is observed was perceived; what is meant, foretold or known from elsewhere was not. What is
    *perceptible* and inferred was perceived too.
    """
    kind = ClaimType(_likeliest({one: p for one, p in types.items() if one not in excluded}))
    if kind in _OUTSIDE:
        return kind, Perceptibility.NEITHER
    perceived = kind is ClaimType.OBSERVATION or (perceptible and kind is ClaimType.INFERENCE)
    left = {s: p for s, p in senses.items() if not (perceived and s == Perceptibility.NEITHER)}
    return kind, Perceptibility(_likeliest(left))


def weighed(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    """Return the chances that two judges give together: the geometric mean, summing to one.

    That is the logarithmic opinion pool (Genest and Zidek 1986, Statistical Science 1, 114).
    """
    answers = sorted(one.keys() | other.keys())
    both = {
        answer: exp(sum(log(max(LEAST, by.get(answer, 0.0))) for by in (one, other)) / 2)
        for answer in answers
    }
    whole = sum(both.values())
    return {answer: chance / whole for answer, chance in both.items()}


def _is_settled(draft: Draft, claim: Claim) -> bool:
    """Say whether the rules leave nothing to judge.

    So where a pronoun or what was left out settled the act, where something has not happened yet,
    and where a warning is denied: its absence is read by rules of its own.
    """
    denied = claim.act == "WARNING" and claim.polarity is Polarity.NEGATIVE
    return claim.act != draft.act or claim.type is ClaimType.PROGNOSIS or denied


def _needed(by_rule: str, likeliest: str, *, backed: bool) -> float:
    """Return how likely *likeliest* must be where the rules name another act in words."""
    if {by_rule, likeliest} <= _GUNFIRE:
        return OVERRULES_HEARD_BOTH
    if not _HEARD.isdisjoint(acts()[act].group for act in (by_rule, likeliest)):
        return OVERRULES_HEARD_BOTH if backed else OVERRULES_HEARD
    return OVERRULES_BOTH if backed else OVERRULES


def _keeps(by_rule: str, likeliest: str) -> bool:
    """Say whether the rules' act stays whatever is likelier: a warning shot is a warning first."""
    return by_rule in {"WARNING"} or likeliest in {"BACKGROUND"}


def _act(
    chances: Mapping[str, float], by_rule: str, *, armed: bool, named: bool, backed: bool
) -> str:
    """Return the act: that of the rules where words name it and nothing else is likelier by far.

    *named* says that words do, *backed* that the linear judge finds it the likeliest too.
    """
    allowed = {
        act: chance
        for act, chance in chances.items()
        if act == by_rule or _may_be_read(act, chance, armed=armed)
    }
    likeliest = _likeliest(allowed) if allowed else by_rule
    if not named:
        return likeliest
    needed = _needed(by_rule, likeliest, backed=backed)
    if _keeps(by_rule, likeliest) or allowed.get(likeliest, 0.0) < needed:
        return by_rule
    return likeliest


def _may_be_read(act: str, chance: float, *, armed: bool) -> bool:
    group = acts()[act].group
    if group in VIOLENT and not armed:
        return False
    return group != "fire" or chance >= SURELY


def _likeliest(chances: Mapping[str, float]) -> str:
    return max(sorted(chances), key=lambda answer: chances[answer])
