"""The codes of a claim in ACLED, PLOVER and CAMEO.

Conventions
-----------
A claim's codes are those of its act (``data/codes.yaml``), for the claim alone and whatever its
polarity or certainty. They change where the schemes ask for more than the act: who is shot, who
flees, whether a settlement or only a position is taken, by what means. Where the words do not say
what a scheme asks for, there is no code and the note says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from witnessmark.account.actor_list import head_noun, types
from witnessmark.account.lexicon import acts, data
from witnessmark.model import AcledCode, Claim, Codes, Place

_FORCES = frozenset({1, 2, 3, 4, 8})
_NONSTATE = frozenset({2, 3, 4})
_SETTLEMENTS = frozenset(
    {"village", "town", "city", "district", "settlement", "area", "province", "region", "capital",
     "suburb", "neighbourhood", "neighborhood", "hamlet", "territory", "county", "island"}
)  # fmt: skip
_OUT_OF_FIGHT = re.compile(
    r"\b(?:unarmed|civilians?|prisoners?|captives?|detainees?|hostages?|surrender\w*|wounded|bound|"
    r"blindfold\w*|handcuffed)\b",
    re.I,
)
_CROWD_CONTROL = re.compile(
    r"\b(?:tear[- ]gas|gas|water cannons?|rubber (?:bullets|rounds)|pepper spray|batons?|"
    r"truncheons?|stun grenades?|flash[- ]?bangs?|plastic bullets|pellets?)\b",
    re.I,
)
_BLADE = re.compile(
    r"\b(?:kni(?:fe|ves)|machetes?|blades?|bayonets?|swords?|axes?|stab\w*)\b", re.I
)
_HANDS = re.compile(r"\b(?:fists?|punch\w*|wrestl\w*|bare hands?|brawl\w*|grappl\w*)\b", re.I)
_PROMISE = re.compile(r"\b(?:in principle|promis\w*|pledg\w*|agreed? to|vow\w*)\b", re.I)
_TAKES_EFFECT = re.compile(r"\b(?:t(?:ook|akes?) effect|c[ao]me into force|began|holds?)\b", re.I)
_CACHE = re.compile(r"\b(?:seiz\w+|cache|confiscat\w+)\b", re.I)


def coded(claims: Iterable[Claim], settlements: frozenset[str]) -> tuple[Claim, ...]:
    """Return the claims with their act group and codes; *settlements* are places by name.

    A SEIZE_POSITION of a settlement or larger area becomes the territory act of who takes it.
    """
    recoded = [_with_territory(claim, settlements) for claim in claims]
    assault = any(_is_assault(claim) for claim in recoded)
    return tuple(
        claim.model_copy(
            update={"act_group": acts()[claim.act].group, "codes": codes(claim, assault=assault)}
        )
        for claim in recoded
    )


def settlements(places: Iterable[Place]) -> frozenset[str]:
    """Return the names, in small letters, by which an account calls places that change hands."""
    return frozenset(place.quote.lower() for place in places)


def codes(claim: Claim, *, assault: bool) -> Codes:
    """Return the codes of a claim; *assault* says that its account tells of a PLOVER ASSAULT."""
    row = table()["acts"][claim.act]
    made = Codes(
        acled=acled(row["acled"]), plover=row["plover"], cameo=row["cameo"], note=row.get("note")
    )
    return made.model_copy(update=_changes(claim, made, assault))


def acled(sub_event: str | None) -> AcledCode | None:
    """Return the ACLED code of a sub-event, None for None."""
    if sub_event is None:
        return None
    return AcledCode(event_type=_event_types()[sub_event], sub_event_type=sub_event)


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    """Return ``data/codes.yaml`` as it stands there."""
    loaded: dict[str, Any] = data("codes.yaml")
    return loaded


@lru_cache(maxsize=1)
def _event_types() -> dict[str, str]:
    return {sub: kind for kind, subs in table()["sub_events"].items() for sub in subs}


def _with_territory(claim: Claim, settlements: frozenset[str]) -> Claim:
    if claim.act != "SEIZE_POSITION" or claim.target is None:
        return claim
    if head_noun(claim.target) not in _SETTLEMENTS and claim.target.lower() not in settlements:
        return claim
    taker = set(types(claim.actor)) if claim.actor else set()
    if taker and taker <= _NONSTATE:
        return claim.model_copy(update={"act": "TERRITORY_NONSTATE_TAKES"})
    if taker == {1}:
        return claim.model_copy(update={"act": "TERRITORY_STATE_RETAKES"})
    return claim


def _is_assault(claim: Claim) -> bool:
    return str(table()["acts"][claim.act]["plover"]).startswith("ASSAULT")


def _changes(claim: Claim, made: Codes, assault: bool) -> dict[str, Any]:
    """Return the fields that differ from the codes of the act alone."""
    change = _BY_ACT.get(str(claim.act))
    if change is not None:
        return change(claim)
    if assault and claim.act == "CAPTURE_DETAIN":
        return _capture(claim)
    if assault and str(made.plover).startswith("MOBILIZE"):
        return {"plover": None, "note": "PLOVER drops MOBILIZE beside an ASSAULT"}
    return {}


def _shooting(claim: Claim) -> dict[str, Any]:
    victim = set(types(claim.target)) if claim.target else set()
    if _OUT_OF_FIGHT.search(f"{claim.target or ''} {claim.quote}") or victim & {6, 7}:
        return {}
    if victim and victim <= _FORCES:
        return {
            "acled": acled("Armed clash"),
            "note": "a combatant who is shot is part of an armed clash",
        }
    note = "ACLED Attack asks for an unarmed victim, and the words do not say so"
    return {"acled": None, "note": note}


def _flight(claim: Claim) -> dict[str, Any]:
    who = set(types(claim.actor)) if claim.actor else set()
    if who & _FORCES or claim.actor_side is not None:
        return {}
    reason = "civilians flee" if who else "the words do not say that forces withdraw"
    return {"plover": None, "cameo": None, "note": f"RETREAT is for forces: {reason}"}


def _capture(claim: Claim) -> dict[str, Any]:
    taken = set(types(claim.target)) if claim.target else set()
    fighting = bool(taken & _FORCES) or claim.target_side in {"A", "B"}
    if not fighting:
        return {}
    return {"plover": "ASSAULT-abduct", "note": "PLOVER: combatants captured in a fight"}


def _dispersal(claim: Claim) -> dict[str, Any]:
    if _CROWD_CONTROL.search(claim.quote):
        return {"note": None}
    return {"plover": "COERCE-restrict", "note": "PLOVER: no means of crowd control is named"}


def _close_combat(claim: Claim) -> dict[str, Any]:
    bare = _HANDS.search(claim.quote) and not _BLADE.search(claim.quote)
    return {"plover": "ASSAULT-beat", "note": "PLOVER: bare hands only"} if bare else {}


def _agreement(claim: Claim) -> dict[str, Any]:
    if re.search(r"\b(?:ceasefire|cease-fire|truce)\b", claim.quote, re.I) and (
        _TAKES_EFFECT.search(claim.quote)
    ):
        return {"plover": "RETREAT-ceasefire", "note": "PLOVER: a ceasefire that takes effect"}
    if _PROMISE.search(claim.quote):
        return {"plover": "AGREE", "note": "PLOVER: a promise, not yet an agreement"}
    return {"note": None}


def _seizure(claim: Claim) -> dict[str, Any]:
    if claim.target is not None and head_noun(claim.target) in _SETTLEMENTS:
        note = "territory changes hands, but the words do not say to whose side"
        return {"note": note}
    return {"note": "a position, building or trench is no territory in ACLED"}


def _device(claim: Claim) -> dict[str, Any]:
    if _CACHE.search(claim.quote):
        return {"plover": "COERCE-seize", "note": "PLOVER: a cache is seized"}
    return {}


_BY_ACT = {
    "SHOOT_PERSON": _shooting,
    "FLEE_WITHDRAW": _flight,
    "SURRENDER": _flight,
    "PROTEST_DISPERSED": _dispersal,
    "STAB_CLOSE_COMBAT": _close_combat,
    "AGREEMENT": _agreement,
    "SEIZE_POSITION": _seizure,
    "DISARM_DEVICE": _device,
}
