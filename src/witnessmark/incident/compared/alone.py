"""What one account tells alone, and what both leave out, the most striking first."""

from __future__ import annotations

from collections.abc import Iterable

from witnessmark.incident.compared.decided import stand
from witnessmark.incident.compared.stated import Stated
from witnessmark.model import ClaimType, Incident, Observation, Told
from witnessmark.model.striking import TELLABLE, by_strikingness

#: Groups of acts, what harms people first; a judgement of ours.
_GROUPS = (
    "person",
    "effect",
    "fire",
    "crowd",
    "manoeuvre",
    "object",
    "sound",
    "territory",
    "state",
    "media",
    "context",
)

#: What is told of the scene; the rest is about the recording, or lies outside it.
_OF_SCENE = frozenset({ClaimType.OBSERVATION, ClaimType.INFERENCE, ClaimType.ATTRIBUTED})


def alone(left: Iterable[Stated]) -> tuple[Told, ...]:
    """Return the claims *left* unpaired, the most striking first.

    What is told of the scene comes before the rest, then what harms people, then what the footage
    decides either way, then as told.
    """
    return tuple(one.told for one in sorted(left, key=_rank))


def left_out(first: Incident, second: Incident) -> tuple[Observation, ...]:
    """Return what neither account mentions and one could tell of, the most striking first.

    Observations of two records are the same where their ids are, which follow from their content.
    """
    loose = set(first.unexplained) & set(second.unexplained)
    found = (one for one in first.observations if one.id in loose and one.kind in TELLABLE)
    return tuple(sorted(found, key=lambda one: (*by_strikingness(one), one.id)))


def _rank(one: Stated) -> tuple[bool, int, bool, tuple[int, int], str]:
    group = _GROUPS.index(one.group) if one.group in _GROUPS else len(_GROUPS)
    open_one = stand(one.finding) == "open"
    return one.claim.type not in _OF_SCENE, group, open_one, one.claim.span, one.claim.id
