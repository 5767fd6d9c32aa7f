"""Which supersonic crack belongs to which muzzle blast.

Conventions
-----------
Seconds on the recording's clock, ascending. A bullet's crack comes before the blast of the same
shot, and from one place to one microphone the lead is nearly the same from round to round: of the
cracks that could belong to a blast, the one is taken whose lead most of the neighbouring blasts
have too. A crack belongs to one blast at most. Where several leads have equal support the pairing
is open, and none is given (Maher 2007, IEEE SAFE, on telling the two apart).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

#: The longest lead that is believed, in seconds: that of a rifle at about a kilometre.
LONGEST = 1.5
#: Leads that differ by less than this, in seconds, are the same lead.
SAME = 0.006
#: Blasts further apart than this, in seconds, say nothing of one another.
NEIGHBOURS = 4.0


def pair_cracks(cracks: Sequence[float], blasts: Sequence[float]) -> list[float | None]:
    """Return for each of *blasts* the seconds since its crack, None where it has none or many."""
    heard, fired = np.asarray(cracks, float), np.asarray(blasts, float)
    leads = [_leads(heard, blast) for blast in fired]
    chosen: list[float | None] = []
    for number, (blast, own) in enumerate(zip(fired, leads, strict=True)):
        first = int(np.searchsorted(fired, blast - NEIGHBOURS))
        last = int(np.searchsorted(fired, blast + NEIGHBOURS))
        others = [lead for near in range(first, last) if near != number for lead in leads[near]]
        chosen.append(_best(own, np.sort(np.asarray(others, float))))
    return _once(chosen, fired)


def _leads(cracks: np.ndarray, blast: float) -> list[float]:
    first, last = np.searchsorted(cracks, [blast - LONGEST, blast])
    return [float(blast - crack) for crack in cracks[first:last]]


def _best(own: Sequence[float], others: np.ndarray) -> float | None:
    if not own:
        return None
    support = [
        int(np.searchsorted(others, lead + SAME) - np.searchsorted(others, lead - SAME))
        for lead in own
    ]
    most = max(support)
    if support.count(most) > 1:
        return None
    return own[support.index(most)]


def _once(chosen: Sequence[float | None], blasts: np.ndarray) -> list[float | None]:
    """Give a crack to the blast that comes first after it, and to no other."""
    used: set[int] = set()
    given: list[float | None] = []
    for lead, blast in zip(chosen, blasts, strict=True):
        crack = None if lead is None else round((float(blast) - lead) * 1e6)
        given.append(None if crack is None or crack in used else lead)
        if crack is not None:
            used.add(crack)
    return given
