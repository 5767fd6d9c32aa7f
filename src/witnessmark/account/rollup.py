"""The one row that ACLED would make of an account: its roll-up.

Conventions
-----------
Only what is told to have happened counts: no prognosis, no opinion, nothing denied or left open;
context only where nothing else tells of an event, and what is merely possible only where nothing
surer does. A two-sided fight is one armed clash, whatever weapons are used in it; otherwise the
order of ``_PRECEDENCE`` decides, which is ours, after the event definitions of the ACLED codebook.
Nothing is filled in: a field that the words do not give is None and ``reasons`` says why.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import product

from witnessmark.account.actor_list import country, kind, types
from witnessmark.account.codes import acled
from witnessmark.account.lexicon import acts
from witnessmark.account.parties import Parties
from witnessmark.model import (
    AcledCode,
    Claim,
    ClaimType,
    EventDate,
    Fatalities,
    Place,
    Polarity,
    RollUp,
)

_PRECEDENCE = (
    "Government regains territory", "Non-state actor overtakes territory", "Sexual violence",
    "Abduction/forced disappearance", "Attack", "Chemical weapon", "Suicide bomb",
    "Air/drone strike", "Shelling/artillery/missile attack", "Remote explosive/landmine/IED",
    "Grenade", "Excessive force against protesters", "Mob violence", "Violent demonstration",
    "Protest with intervention", "Peaceful protest", "Armed clash", "Disrupted weapons use",
    "Arrests", "Looting/property destruction", "Headquarters or base established",
    "Non-violent transfer of territory", "Agreement", "Change to group/activity", "Other",
)  # fmt: skip
_CLASH = "Armed clash"
_TERRITORY = frozenset(_PRECEDENCE[:2])
_AGAINST_CIVILIANS = frozenset({"Sexual violence", "Abduction/forced disappearance", "Attack"})
_TWO_SIDED = frozenset({"EXCHANGE_FIRE", "AMBUSH", "ASSAULT_POSITION"})
_PERSONS = frozenset({"fighters", "people"})
_TOLD = frozenset({ClaimType.OBSERVATION, ClaimType.INFERENCE, ClaimType.ATTRIBUTED})
_DEAD = re.compile(
    r"\b(?:kill\w*|dead|died|dies|deaths?|bod(?:y|ies)|corpses?|martyr\w*|fatalit\w+|slain|fell)\b",
    re.I,
)
_HURT = re.compile(r"\b(?:wound\w*|injur\w*|hurt)\b", re.I)
_WEEK, _MONTH = 7, 31


def roll_up(
    claims: Sequence[Claim],
    places: Sequence[Place],
    when: EventDate | None,
    two: Parties,
    *,
    armed: bool,
) -> tuple[RollUp | None, str]:
    """Return the account's row, or None and why there is none.

    *armed* says that the account is about armed violence at all; a shot told of in one that is not
    is no battle.
    """
    events = [c for c in _events(claims) if armed or acts()[c.act].group != "fire"]
    if not events:
        return None, "the account tells of no event that ACLED has a name for"
    sub_event = _sub_event(events, two)
    code = acled(sub_event)
    if code is None or (sub_event == _CLASH and not _names_armed_party(events, two)):
        return None, "shots are told of, but neither an armed party nor an exchange of fire"
    return _row(code, events, claims, places, when, two), ""


def _row(
    code: AcledCode,
    events: list[Claim],
    claims: Sequence[Claim],
    places: Sequence[Place],
    when: EventDate | None,
    two: Parties,
) -> RollUp:
    sub_event = code.sub_event_type
    reasons: dict[str, str] = {}
    first, second = _actors(events, sub_event, two)
    if second is None:
        reasons["actor2"] = "the words name no second party"
    if first is None:
        reasons["actor1"] = "the words name no party that does it"
    if sub_event == _CLASH and not _is_fight(events, two):
        reasons["sub_event_type"] = "only one party is told of; ACLED's armed clash needs two"
    inter1, inter2 = _inter(first), _inter(second)
    where = _where(places)
    precise = _time_precision(when)
    if where is None:
        reasons["location"] = "no place of the event is named"
    elif where.precision is None:
        reasons["geo_precision"] = "the account does not say which place of this name is meant"
    if precise is None:
        reasons["time_precision"] = "no event date is stated to the month; ACLED needs one"
    deaths = _fatalities(claims)
    if deaths is None:
        reasons["fatalities"] = "no deaths are stated"
    return RollUp(
        event_type=code.event_type,
        sub_event_type=code.sub_event_type,
        actor1=first,
        inter1=inter1,
        actor2=second,
        inter2=inter2,
        interaction=_interaction(inter1, inter2),
        location=where.name if where else None,
        geo_precision=where.precision if where else None,
        time_precision=precise,
        civilian_targeting=_civilians(events, sub_event),
        fatalities=deaths,
        claims=tuple(c.id for c in events),
        reasons=reasons,
        note=_note(events, sub_event),
    )


def _events(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims that tell of an event, of the surest sort that there is."""
    happened = [
        c
        for c in claims
        if c.codes.acled is not None
        and c.polarity is Polarity.POSITIVE
        and c.certainty in {"CT+", "PR+", "PS+"}
    ]
    told = [c for c in happened if c.type in _TOLD]
    context = [c for c in happened if c.type is ClaimType.CONTEXT and c.certainty == "CT+"]
    sure = [c for c in told if c.certainty != "PS+"]
    return sure or context or told


def _sub_event(events: list[Claim], two: Parties) -> str:
    named = {c.codes.acled.sub_event_type for c in events if c.codes.acled is not None}
    if named & _TERRITORY:
        return next(name for name in _PRECEDENCE if name in named)
    if _is_fight(events, two):
        return _CLASH
    if named == {_CLASH} and any(_hits_civilians(c) for c in events):
        return "Attack"
    return next(name for name in _PRECEDENCE if name in named)


def _is_fight(events: list[Claim], two: Parties) -> bool:
    """Say whether two parties fight: said of both, told of an exchange, or of each in turn.

    Small arms fired in an account that names two armed parties count too, unless at civilians.
    """
    armed = [c for c in events if acts()[c.act].group == "fire" or c.act in _TWO_SIDED]
    if any(c.act in _TWO_SIDED and not _hits_civilians(c) for c in armed):
        return True
    sides = {c.actor_side for c in armed}
    small = [c for c in armed if c.codes.acled == acled(_CLASH) and not _hits_civilians(c)]
    return "A+B" in sides or sides >= {"A", "B"} or (bool(small) and two.are_two)


def _names_armed_party(events: list[Claim], two: Parties) -> bool:
    if _is_fight(events, two) or two.first is not None or two.second is not None:
        return True
    return any(set(_inter(name)) - {5, 6, 7} for c in events for name in (c.actor, c.target))


def _actors(events: list[Claim], sub_event: str, two: Parties) -> tuple[str | None, str | None]:
    """Return the first and second party as the account words them."""
    if _is_fight(events, two) or sub_event in _TERRITORY:
        if two.are_two:
            return two.first, two.second
        doer = next((c.actor for c in events if c.actor), None) or two.first or two.second
        return doer, next((c.target for c in events if c.target and types(c.target)), None)
    own = [c for c in events if c.codes.acled and c.codes.acled.sub_event_type == sub_event]
    own = own or events
    doer = next((c.actor for c in own if c.actor and _inter(c.actor)), None)
    sides = {"A": two.first, "B": two.second}
    doer = doer or next((sides[c.actor_side] for c in own if c.actor_side in sides), None)
    doer = doer or next((c.actor for c in own if c.actor and kind(c.actor) in _PERSONS), None)
    done_to = next((c.target for c in own if c.target and _inter(c.target)), None)
    return doer, done_to if done_to != doer else None


def _inter(name: str | None) -> tuple[int, ...]:
    if name is None:
        return ()
    return types(name) or ((1,) if country(name) is not None else ())


def _interaction(first: tuple[int, ...], second: tuple[int, ...]) -> tuple[int, ...]:
    """Return the pairs as ACLED writes them, the lower code first; one actor alone ends in 0.

    >>> _interaction((1,), (2, 3))
    (12, 13)
    """
    if first and second:
        return tuple(sorted({10 * min(pair) + max(pair) for pair in product(first, second)}))
    return tuple(10 * code for code in first or second)


def _where(places: Sequence[Place]) -> Place | None:
    """Return the place of the event known most exactly, the first of them."""
    own = [place for place in places if place.role == "event"]
    return min(own, key=lambda place: (place.precision or 4, place.span), default=None)


def _time_precision(when: EventDate | None) -> int | None:
    """Return ACLED's time precision: 1 for a day, 2 within a week, 3 within a month, or None.

    ACLED codes no event that is known only to the season or year.
    """
    if when is None or when.edtf is None or when.earliest is None or when.latest is None:
        return None
    first, last = date.fromisoformat(when.earliest), date.fromisoformat(when.latest)
    days = (last - first).days
    if days > _MONTH:
        return None
    return 1 if days == 0 else 2 if days < _WEEK else 3


def _hits_civilians(claim: Claim) -> bool:
    return claim.target is not None and set(types(claim.target)) in ({6}, {7})


def _civilians(events: list[Claim], sub_event: str) -> bool | None:
    if sub_event in _AGAINST_CIVILIANS or sub_event == "Excessive force against protesters":
        return True
    return True if any(_hits_civilians(c) for c in events) else None


def _fatalities(claims: Sequence[Claim]) -> Fatalities | None:
    """Return the least and the most deaths stated of what happened; counts are not added up."""
    lows: list[int] = []
    highs: list[int | None] = []
    for claim in claims:
        stated = claim.act in {"CASUALTY", "KILL_CAPTIVE"} and _DEAD.search(claim.quote)
        denied = claim.polarity is Polarity.NEGATIVE or claim.certainty in {"Uu", "PS-", "PR-"}
        if not stated or denied or claim.type is ClaimType.PROGNOSIS:
            continue
        counts = [q for q in claim.quantities if q.min is not None and q.unit != "s"]
        if not counts:
            lows.append(1)
            highs.append(None)
        elif len(counts) == 1 and not _HURT.search(claim.quote):
            lows.append(int(counts[0].min or 0))
            highs.append(None if counts[0].max is None else int(counts[0].max))
        else:
            lows.append(1)
            highs.append(None)
    if not lows:
        return None
    bounded = [high for high in highs if high is not None]
    return Fatalities(min=max(lows) if not bounded else min(lows), max=max(bounded, default=None))


def _note(events: list[Claim], sub_event: str) -> str:
    named = {c.codes.acled.sub_event_type for c in events if c.codes.acled is not None}
    others = [name for name in _PRECEDENCE if name in named and name != sub_event]
    parts = ["one row for the whole account"]
    if others:
        parts.append(f"it also tells of {', '.join(others)}")
    if all(c.type is ClaimType.CONTEXT for c in events):
        parts.append("the event is told as context and not as what the footage shows")
    if all(c.certainty == "PS+" for c in events):
        parts.append("the event is only said to be possible")
    elif all(c.type is ClaimType.ATTRIBUTED for c in events):
        parts.append("the event is told in the words of others only")
    return "; ".join(parts)
