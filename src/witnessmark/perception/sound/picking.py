"""Picks to events: what is reported of them, as what, and which belong together.

Conventions
-----------
A front counts from the chance on that the picker's card names for its cause. A blast that is less
likely than that, but not less than :data:`.event.LEAST_IMPULSE`, is a shot where a cadence asks for
a round (:mod:`.carried_on`), else an impulse whose cause is open; and so is an explosion, or what
might be either but is likeliest a crack; its confidence is the chance that it is none of what is
listened for. Cracks are no events of their own, but of the rounds that they tell of
(:mod:`.crack_rounds`). Explosions closer to the first of them than an explosion lasts are one, at
the first time with the highest chance: what follows so soon is most often its own echo. It may be
another explosion all the same; so such a one is noted ``at_least``, with the ``count_interval``
that it may stand for, from one to as many as were heard.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from pydantic import JsonValue

from witnessmark.model import Kind
from witnessmark.perception.sound.carried_on import carried_on
from witnessmark.perception.sound.crack_rounds import Crack, with_cracks
from witnessmark.perception.sound.event import LEAST_IMPULSE, Event, impulse_at, shot_of
from witnessmark.perception.sound.picker import Pick

#: Stated length of an explosion, in seconds.
EXPLOSION_LENGTH = Fraction(1, 2)


def events(picks: Iterable[Pick], least: Mapping[str, float]) -> list[Event]:
    """Return the events of one recording's *picks*, in order; *least* is each cause's chance."""
    found: list[Event] = []
    cracks: list[Crack] = []
    for pick in picks:
        if pick.chance >= least[pick.cause]:
            if pick.cause == "crack":
                cracks.append(Crack.of(pick))
            elif pick.cause == "explosion":
                _add_explosion(found, Event(pick.seconds, Kind.EXPLOSION, pick.chance))
            else:
                found.append(shot_of(pick))
        elif max(pick.others["blast"], pick.others["explosion"]) >= LEAST_IMPULSE:
            as_shot = shot_of(pick) if pick.cause == "blast" else None
            found.append(impulse_at(pick.seconds, pick.others, as_shot))
    return with_cracks(_with_carried_on(found, least["blast"]), cracks, least["blast"])


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
