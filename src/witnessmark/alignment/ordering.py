"""All claims together: where each lies, which orders hold, and what denials tied to them cover."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from witnessmark.alignment.anchoring import placed_beside
from witnessmark.alignment.bearing import Bearing
from witnessmark.alignment.keeping_up import goes_on_from
from witnessmark.alignment.order import Ordered, within_order
from witnessmark.alignment.ordinals import meant_by
from witnessmark.alignment.placing import Placement, place
from witnessmark.alignment.ranks import tells_of_beginning
from witnessmark.alignment.stretches import most_things
from witnessmark.alignment.warning import placed_before_force
from witnessmark.alignment.worth import options
from witnessmark.model import Observation, Polarity, Recording, Relation

Domains = Mapping[str, tuple[Observation, ...]]


@dataclass(frozen=True, slots=True)
class Together:
    """Every claim's bearing, its denials placed beside what they are tied to, and its order."""

    bearings: Mapping[str, Bearing]
    orders: Mapping[str, Ordered]


def put_together(
    bearings: Mapping[str, Bearing],
    relations: Sequence[Relation],
    ties: Mapping[str, Sequence[Relation]],
    recording: Recording,
    observations: Sequence[Observation],
    *,
    asserted: Collection[str],
) -> Together:
    """Place all claims of *bearings*, by id, in the footage at once.

    *asserted* names every claim that something happened, those too that no sound speaks to; *ties*
    are those of *relations* that tie a claim to another in time, by claim.
    """
    domains = {
        name: one.within
        for name, one in bearings.items()
        if one.claim.polarity is Polarity.POSITIVE
    }
    meant = {name: meant_by(bearings[name]) for name in domains}
    ranked = {name: one or domains[name] for name, one in meant.items()}
    told = (*relations, *goes_on_from(bearings))
    placed = _placed(bearings, domains, told)
    kept = placed if ranked == domains else _placed(bearings, ranked, told)
    bounds = {name: meant.get(name) for name in asserted}
    lying = {
        name: replace(one, within=kept.stretches[name].things) if name in kept.stretches else one
        for name, one in bearings.items()
    }
    beside = {
        name: placed_beside(
            placed_before_force(one, lying, ties.get(name, ()), recording, observations),
            lying,
            ties.get(name, ()),
            recording,
            observations,
        )
        for name, one in bearings.items()
    }
    orders = {}
    for name, one in beside.items():
        # What is counted in seconds of its own is not also bounded by what it is told after.
        own = one.window.stated and one.claim.time.window is None
        kept_orders = [
            tie for tie in ties.get(name, ()) if not (own or _is_given_up(tie, bearings, kept))
        ]
        events, certain = within_order(name, one.events, bounds, domains, kept_orders)
        orders[name] = Ordered(
            fitting=kept.stretches[name].things if name in kept.stretches else one.within,
            events=events,
            certain=certain,
            holds=name not in placed.out_of_order,
            ranked=name not in kept.out_of_order,
        )
    return Together(beside, orders)


def _is_given_up(tie: Relation, bearings: Mapping[str, Bearing], kept: Placement) -> bool:
    """Say whether *tie* orders claims of two sentences, and does not hold in the footage.

    What one sentence wrongly says of order is no bound on what another one counts.
    """
    two = [bearings[name].claim.sentence for name in (tie.first, tie.second) if name in bearings]
    return len(set(two)) == 2 and (tie.first, tie.second) in kept.broken


def _placed(
    bearings: Mapping[str, Bearing], domains: Domains, relations: Sequence[Relation]
) -> Placement:
    """Place every claim of which anything in the footage could be what it speaks of."""
    some = {name: things for name, things in domains.items() if things}
    most = most_things(len(some))
    tied = {
        name
        for one in relations
        if {one.first, one.second} <= some.keys()
        for name in (one.first, one.second)
    }
    return place(
        {
            name: options(bearings[name], things, most, tied=name in tied)
            for name, things in some.items()
        },
        relations,
        {name for name in some if tells_of_beginning(bearings[name].claim.quote)},
    )
