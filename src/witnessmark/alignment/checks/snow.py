"""Snow, seen or told of, against the place and month that the account gives.

Conventions
-----------
Of what falls in a month whose mean air temperature is T degrees Celsius, a share of
1 / (1 + 1.61 * 1.35**T) falls as snow (Legates and Willmott 1990, Int. J. Climatol. 10, 111-127, as
quoted by Knight et al. 2001, Professional Geographer 53, 533-545). The limits on that share are
ours. Snow lies on after it has fallen: the month before counts too. Nothing is decided within the
error of the temperature, and nothing conflicts that higher ground could explain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from witnessmark.alignment.checks import climate
from witnessmark.alignment.checks.days import (
    Days,
    Spot,
    event_days,
    event_spots,
    months_in_words,
    publication_days,
    undated,
)
from witnessmark.alignment.checks.matter import Answer, Matter, Rule, ids, joined, quoted, seconds
from witnessmark.alignment.sight_evidence import sight_evidence_for
from witnessmark.alignment.sureness import SURE
from witnessmark.model import CheckOutcome, Claim, Kind, Observation

#: Share of what falls from which snow is usual; below which it is rare; below which it is unheard
#: of (a month's mean of 5.5, 13.8 and 21.5 degrees).
USUAL, RARE, UNHEARD_OF = 0.10, 0.01, 0.001
#: The same for the shares of days of a user's own table: of thirty days, of a thousand.
USUAL_DAYS, RARE_DAYS = 0.03, 0.001

_SOURCE = (
    f"{climate.SOURCE}; share of snow in what falls by 1 / (1 + 1.61 · 1.35^T) (Legates and "
    "Willmott 1990, as quoted by Knight et al. 2001)."
)
#: Snow on heights in the view says nothing of where the camera stands, and none is no snow.
_NOT_HERE = re.compile(
    r"\bsnow[- ]capped\b|\b(?:mountains?|peaks?|summits?|ridges?)\b"
    r"|\b(?:no|(?:bare|clear|free|devoid) of|without)(?: any)? snow|\bsnow(?:[- ]free|less)\b",
    re.I,
)
_KINDS = {
    Kind.SNOWFALL: ("snowfall", "Falling snow"),
    Kind.SNOW_COVER: ("snow cover", "Lying snow"),
}

_CONDITIONS = frozenset(condition for condition, _ in _KINDS.values())


@dataclass(frozen=True, slots=True)
class _Snow:
    """Snow of one kind, with what tells of it."""

    kind: Kind
    claims: tuple[Claim, ...]
    seen: tuple[Observation, ...]

    def months(self, days: Days) -> tuple[int, ...]:
        """Return the months in which it may have fallen, if it was there on *days*."""
        before = ((days.months[0] - 2) % 12 + 1,) if self.kind is Kind.SNOW_COVER else ()
        return tuple(dict.fromkeys((*before, *days.months)))

    @property
    def words(self) -> str:
        """What there is and who says so; the beginning of a sentence."""
        told = [f"is told of ({quoted(self.claims)})"] if self.claims else []
        shown = [f"is seen at {seconds(self.seen)}"] if self.seen else []
        return f"{_KINDS[self.kind][1]} {joined([*told, *shown])}"


@dataclass(frozen=True, slots=True)
class _Means:
    """The means of every month at the place of the event, and of the coldest ground about it."""

    spot: Spot
    here: tuple[float, ...]
    coldest: tuple[float, ...]

    def at_place(self, months: Sequence[int]) -> float:
        """Return the lowest of the means of *months* at the place."""
        return min(self.here[month - 1] for month in months)

    def about(self, months: Sequence[int]) -> float:
        """Return the lowest of the means of *months* on the coldest ground about the place."""
        return min(self.coldest[month - 1] for month in months)


def snow_share(mean: float) -> float:
    """Return the share of snow in what falls in a month of *mean* degrees Celsius.

    >>> round(snow_share(0.0), 2), round(snow_share(20.0), 4)
    (0.38, 0.0015)
    """
    return float(1 / (1 + 1.61 * 1.35**mean))


def snow(matter: Matter) -> tuple[Answer, ...]:
    """Hold falling and lying snow against the climate; nothing where there is no word of snow."""
    return tuple(_judged(matter, one) for one in _snows(matter))


def _snows(matter: Matter) -> list[_Snow]:
    found = []
    for kind, (condition, _) in _KINDS.items():
        claims = tuple(claim for claim in matter.told if _tells(claim, kind, condition))
        seen = tuple(
            one
            for one in matter.observations
            if one.kind is kind
            and one.confidence >= SURE
            and one.attributes.get("state") != "unclear"
        )
        if claims or seen:
            found.append(_Snow(kind, claims, seen))
    return found


def _tells(claim: Claim, kind: Kind, condition: str) -> bool:
    """Say whether *claim* tells of snow of *kind* where the camera is."""
    if _NOT_HERE.search(claim.quote):
        return False
    if _CONDITIONS & set(claim.conditions):
        return condition in claim.conditions
    known = sight_evidence_for(claim)
    return known is not None and kind in known.kinds and not known.denied


def _judged(matter: Matter, one: _Snow) -> Answer:
    spots, days = event_spots(matter.reading), event_days(matter.reading)
    known = [means for spot in spots if (means := _means(spot)) is not None]
    if not known:
        reason = (
            f"{one.words}; the account names no place of the event smaller than a country whose "
            "climate is in the table, so season and place cannot be held against it."
        )
        return _answer(CheckOutcome.CANNOT_TELL, one, reason, (), None)
    if days is None:
        return _undated(matter, one, known)
    own = _by_own_table(matter, one, spots, days)
    return own if own is not None else _dated(one, known, days)


def _means(spot: Spot) -> _Means | None:
    found = climate.monthly_means(spot.latitude, spot.longitude, spot.reach_km)
    return None if found is None else _Means(spot, found.here, found.coldest)


def _dated(one: _Snow, known: list[_Means], days: Days) -> Answer:
    months = one.months(days)
    here = min(known, key=lambda means: means.at_place(months))
    mean = here.at_place(months)
    coldest = min(means.about(months) for means in known)
    highest = coldest - climate.ERROR - climate.LAPSE * climate.UNSEEN_KM
    figures = (
        f"in {months_in_words(months)} the mean air temperature at {here.spot.name} is "
        f"{mean:.1f} °C{' in the coldest month' if len(months) > 1 else ''}, at which "
        f"{_percent(snow_share(mean))} of what falls is snow"
    )
    if snow_share(mean + climate.ERROR) >= USUAL:
        outcome, end = CheckOutcome.AGREES, "the two fit"
    elif days.spans and snow_share(highest) < UNHEARD_OF:
        outcome = CheckOutcome.CONFLICTS
        end = (
            f"the coldest ground within {_reach(known):.0f} km has {coldest:.1f} °C, and even "
            f"{climate.UNSEEN_KM * 1000:,.0f} m above it snow would be unheard of. Date or place "
            "is another than told, or this is no snow; the check does not say which"
        )
    elif snow_share(mean - climate.ERROR) < RARE:
        outcome = CheckOutcome.SPEAKS_FOR
        end = (
            f"the coldest ground within {_reach(known):.0f} km has {coldest:.1f} °C. The snow "
            "speaks for a colder month or for high ground, and does not by itself make the account "
            "false"
        )
    else:
        outcome = CheckOutcome.CANNOT_TELL
        end = "snow is rare then, and not so rare that it would say anything"
    return _answer(outcome, one, f"{one.words}; {figures}; {end}.", known, days)


def _undated(matter: Matter, one: _Snow, known: list[_Means]) -> Answer:
    here = min(known, key=lambda means: min(means.here))
    usual = tuple(m for m in range(1, 13) if snow_share(here.here[m - 1]) >= USUAL)
    published = publication_days(matter.reading)
    when = (
        f"by its mean temperatures snow is usual at {here.spot.name} in {months_in_words(usual)}"
        if usual
        else f"at {here.spot.name} no month is cold enough in the mean for snow to be usual"
    )
    start = f"{one.words}, and the account gives {undated(matter.reading)}; {when}"
    if len(usual) == 12:
        return _answer(CheckOutcome.AGREES, one, f"{start}.", known, None)
    if published is not None and set(published.months) <= set(usual):
        reason = (
            f"{start}. It was published in {published.month_words}, which the snow fits; the "
            "publication is not the event, and another such month would fit as well."
        )
        return _answer(CheckOutcome.CANNOT_TELL, one, reason, known, None)
    if published is not None:
        months = published.months
        start += (
            f". In {published.month_words}, when it was published, the mean is "
            f"{here.at_place(months):.1f} °C there and {here.about(months):.1f} °C on "
            f"the coldest ground within {_reach(known):.0f} km, but the publication is not the "
            "event"
        )
    reason = (
        f"{start}. The snow speaks for a colder month or for high ground, and does not make the "
        "account false."
    )
    return _answer(CheckOutcome.SPEAKS_FOR, one, reason, known, None)


def _by_own_table(matter: Matter, one: _Snow, spots: Sequence[Spot], days: Days) -> Answer | None:
    """Judge by the user's table where it has points there; None where it has none."""
    table = matter.snow_days
    if table is None:
        return None
    shares = [
        share
        for spot in spots
        for share in table.shares(spot.latitude, spot.longitude, spot.reach_km, one.months(days))
    ]
    if not shares:
        return None
    most = max(shares)
    if most >= USUAL_DAYS:
        outcome, end = CheckOutcome.AGREES, "the two fit"
    elif most >= RARE_DAYS:
        outcome, end = CheckOutcome.CANNOT_TELL, "snow is rare then, and happens"
    else:
        outcome = CheckOutcome.SPEAKS_FOR
        end = "the snow speaks for another month or for higher ground"
    reason = (
        f"{one.words}; in {months_in_words(one.months(days))} it snows there on at most "
        f"{_percent(most)} of days ({len(shares)} figures of your table); {end}."
    )
    source = f"Your own table of snow days, SHA-256 {table.sha256}."
    return _answer(outcome, one, reason, (), days, spots=spots, source=source)


def _answer(
    outcome: CheckOutcome,
    one: _Snow,
    reason: str,
    known: Sequence[_Means],
    days: Days | None,
    *,
    spots: Sequence[Spot] = (),
    source: str = _SOURCE,
) -> Answer:
    return Answer(
        outcome,
        reason,
        source,
        claims=ids(one.claims),
        observations=ids(one.seen),
        dates=() if days is None else days.spans,
        places=tuple(spot.span for spot in (spots or [means.spot for means in known])),
    )


def _reach(known: Sequence[_Means]) -> float:
    return max(means.spot.reach_km for means in known)


def _percent(share: float) -> str:
    if share >= 0.01:
        return f"{share:.0%}"
    return f"{share:.1%}" if share >= 0.001 else "less than 0.1%"


RULE = Rule(
    "snow",
    "1",
    snow,
    {
        "usual": USUAL,
        "rare": RARE,
        "unheard_of": UNHEARD_OF,
        "usual_days": USUAL_DAYS,
        "rare_days": RARE_DAYS,
        "error_c": climate.ERROR,
        "unseen_km": climate.UNSEEN_KM,
        "lapse_c_km": climate.LAPSE,
        "sure": SURE,
        "climate": climate.SOURCE,
    },
)
