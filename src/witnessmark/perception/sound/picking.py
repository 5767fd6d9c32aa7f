"""Picks to events: what is reported of them, as what, and which belong together.

Conventions
-----------
A front counts from the chance on that the picker's card names for its cause. A blast that is less
likely than that, but not less than :data:`LEAST_IMPULSE`, is a shot where a cadence asks for a
round (:mod:`.carried_on`), else an impulse whose cause is open; and so is an explosion, or what
might be either but is likeliest a crack; its confidence is the chance that it is none of what is
listened for. A supersonic crack is no event of its own: it is noted with its blast as
``crack_to_blast_s``. Explosions closer to the first of them than an explosion lasts are one, at the
first time with the highest chance: what follows so soon is most often its own echo. It may be
another explosion all the same; so such a one is noted ``at_least``, with the ``count_interval``
that it may stand for, from one to as many as were heard.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from pydantic import JsonValue

from witnessmark.model import Kind
from witnessmark.perception.sound.carried_on import carried_on
from witnessmark.perception.sound.crack_pairs import pair_cracks
from witnessmark.perception.sound.picker import Pick
from witnessmark.perception.sound.proximity_evidence import Evidence, measure
from witnessmark.perception.sound.shot import Shot
from witnessmark.perception.sound.timbre import timbre

#: What is at least this likely a blast or an explosion, though not likely enough, is an impulse.
LEAST_IMPULSE = 0.2
#: Stated length of an explosion, in seconds.
EXPLOSION_LENGTH = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Event:
    """Something heard: when, what, how surely; for a shot also what it is grouped by.

    ``fronts`` is how many picks it stands for. Of an impulse that is likeliest a blast, ``as_shot``
    is the shot that it would be.
    """

    seconds: Fraction
    kind: Kind
    chance: float
    attributes: Mapping[str, JsonValue] = field(default_factory=dict)
    shot: Shot | None = None
    evidence: Evidence | None = None
    fronts: int = 1
    as_shot: Event | None = None


def events(picks: Iterable[Pick], least: Mapping[str, float]) -> list[Event]:
    """Return the events of one recording's *picks*, in order; *least* is each cause's chance."""
    found: list[Event] = []
    cracks: list[float] = []
    for pick in picks:
        if pick.chance >= least[pick.cause]:
            if pick.cause == "crack":
                cracks.append(float(pick.seconds))
            elif pick.cause == "explosion":
                _add_explosion(found, Event(pick.seconds, Kind.EXPLOSION, pick.chance))
            else:
                found.append(_shot(pick))
        elif max(pick.others["blast"], pick.others["explosion"]) >= LEAST_IMPULSE:
            found.append(_impulse(pick))
    return _with_cracks(_with_carried_on(found, least["blast"]), cracks)


def _shot(pick: Pick) -> Event:
    shot = Shot(float(pick.seconds), pick.chance, timbre(pick.around, pick.onset))
    evidence = measure(pick.around, pick.onset, pick.next_onset)
    return Event(pick.seconds, Kind.SHOT, pick.chance, {}, shot, evidence)


def _impulse(pick: Pick) -> Event:
    none = max(0.0, 1.0 - sum(pick.others.values()))
    noted: dict[str, JsonValue] = {
        f"chance_of_{'shot' if cause == 'blast' else cause}": round(chance, 4)
        for cause, chance in pick.others.items()
    }
    as_shot = _shot(pick) if pick.cause == "blast" else None
    return Event(pick.seconds, Kind.IMPULSE, none, noted, as_shot=as_shot)


def _with_carried_on(found: Sequence[Event], least: float) -> list[Event]:
    """Return the events with the doubtful blasts that a cadence asks for as shots."""
    doubtful = [(place, one.as_shot) for place, one in enumerate(found) if one.as_shot is not None]
    shots = [one.shot for one in found if one.shot is not None]
    carried = carried_on(shots, [(float(one.seconds), one.chance) for _, one in doubtful], least)
    events = list(found)
    for round_ in carried:
        place, one = doubtful[round_.index]
        if one.shot is not None:
            noted: dict[str, JsonValue] = {"chance_without_cadence": round(one.chance, 4)}
            shot = replace(one.shot, confidence=round_.chance)
            events[place] = replace(one, chance=round_.chance, attributes=noted, shot=shot)
    return events


def _add_explosion(found: list[Event], new: Event) -> None:
    last = next((n for n in range(len(found) - 1, -1, -1) if found[n].kind is Kind.EXPLOSION), None)
    if last is None or new.seconds - found[last].seconds >= EXPLOSION_LENGTH:
        found.append(new)
    else:
        found[last] = _merged(found[last], new)


def _merged(first: Event, another: Event) -> Event:
    """Return *first*, with a note that *another* so soon after it may be one more."""
    fronts = first.fronts + another.fronts
    noted: dict[str, JsonValue] = {"at_least": True, "count_interval": [1, fronts]}
    chance = max(first.chance, another.chance)
    return replace(first, chance=chance, attributes=noted, fronts=fronts)


def _with_cracks(found: Sequence[Event], cracks: Sequence[float]) -> list[Event]:
    shots = [one.shot for one in found if one.shot is not None]
    leads = iter(pair_cracks(cracks, [shot.seconds for shot in shots]))
    return [one if one.shot is None else _led(one, next(leads)) for one in found]


def _led(event: Event, lead: float | None) -> Event:
    if lead is None or event.shot is None:
        return event
    noted = {**event.attributes, "crack_to_blast_s": round(lead, 4)}
    return replace(event, attributes=noted, shot=replace(event.shot, crack_to_blast_s=lead))
