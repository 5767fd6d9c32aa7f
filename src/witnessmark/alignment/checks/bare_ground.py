"""No snow to be seen where and when it would lie as a rule.

Conventions
-----------
Snow lies as a rule where the means of the month and of the one before are below
:data:`COLD` degrees Celsius even at the place itself, which is ours. A room, a cleared street, a
dry winter and a detector that missed it leave no snow in the picture either, so that this only
ever speaks for something, and never conflicts.
"""

from __future__ import annotations

from witnessmark.alignment.checks import climate
from witnessmark.alignment.checks.days import event_days, event_spots
from witnessmark.alignment.checks.matter import Answer, Matter, Rule
from witnessmark.alignment.seeing import LEAST_RECALL
from witnessmark.alignment.weighed import SOUND_FLOOR
from witnessmark.alignment.window import seen_share
from witnessmark.clock import Span
from witnessmark.model import CheckOutcome, Kind

#: Mean of two months, in degrees Celsius, below which snow lies as a rule.
COLD = -8.0
_SNOW = frozenset({Kind.SNOWFALL, Kind.SNOW_COVER})


def bare_ground(matter: Matter) -> tuple[Answer, ...]:
    """Say so where no snow is seen in a place and month in which it lies as a rule."""
    days, spots = event_days(matter.reading), event_spots(matter.reading)
    if days is None or not spots or not _no_snow_seen(matter):
        return ()
    months = {*days.months, *((month - 2) % 12 + 1 for month in days.months)}
    found = [climate.monthly_means(s.latitude, s.longitude, s.reach_km) for s in spots]
    warmest = [max(means.here[m - 1] for m in months) for means in found if means is not None]
    if len(warmest) < len(spots) or max(warmest) + climate.ERROR >= COLD:
        return ()
    reason = (
        f"No snow is seen anywhere in the picture; in {days.month_words} and the month before, the "
        f"mean air temperature at {spots[0].name} is {max(warmest):.1f} °C or less, where snow "
        "lies as a rule. That speaks for a warmer month or another place, or for a room, cleared "
        "ground or snow that was not found."
    )
    return (
        Answer(
            CheckOutcome.SPEAKS_FOR,
            reason,
            f"{climate.SOURCE}; that snow lies below {COLD:.0f} °C is a rule of ours.",
            dates=days.spans,
            places=tuple(spot.span for spot in spots),
        ),
    )


def _no_snow_seen(matter: Matter) -> bool:
    """Say whether lying snow was looked for, all through, by what finds it, and none was found."""
    looked = [one for one in matter.sought if one.kind is Kind.SNOW_COVER]
    picture = matter.recording.picture
    if not looked or looked[0].recall < LEAST_RECALL or picture is None or not picture.decoded:
        return False
    if any(one.kind in _SNOW for one in matter.observations):
        return False
    whole = Span(min(p.start for p in picture.decoded), max(p.end for p in picture.decoded))
    return seen_share(whole, matter.recording, matter.observations) >= SOUND_FLOOR


RULE = Rule("bare_ground", "1", bare_ground, {"cold_c": COLD, "climate": climate.SOURCE})
