"""The days and places of an event and of a publication, as far as an account tells them.

Conventions
-----------
A day counts as the event's only where the account gives it as such: release and publication bound
it and are never taken for it. A country is no place for what differs within it.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from witnessmark.model import DateMention, Place, Reading
from witnessmark.model.noun import TextSpan

#: What a date can be about and then is a day of the event or of its filming.
_OF_EVENT = frozenset({"event", "filming", "shot_header"})
#: Kilometres about a place's point within which what is told there lies, by precision; ours.
REACH_KM = {1: 50.0, 2: 100.0, 3: 300.0}


@dataclass(frozen=True, slots=True)
class Days:
    """The first and last day that words allow, the words, and where they stand."""

    first: date
    last: date
    words: str
    spans: tuple[TextSpan, ...] = ()

    @property
    def months(self) -> tuple[int, ...]:
        """The months, from 1, that the days lie in; each once, in order."""
        if (self.last - self.first).days >= 366:
            return tuple(range(1, 13))
        found, day = [self.first.month], self.first
        while day < self.last:
            day = min(day + timedelta(days=1), self.last)
            if day.month not in found:
                found.append(day.month)
        return tuple(found)

    @property
    def month_words(self) -> str:
        """The months in words."""
        return months_in_words(self.months)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the event with its point in degrees, and how far about it is meant."""

    name: str
    latitude: float
    longitude: float
    reach_km: float
    span: TextSpan


def event_days(reading: Reading) -> Days | None:
    """Return the days of the event, None where the account tells of none."""
    told = reading.account.event_date
    if told is None or told.edtf is None or told.earliest is None or told.latest is None:
        return None
    first, last = _day(told.earliest), _day(told.latest)
    if first is None or last is None or last < first:
        return None
    spans = tuple(
        one.span
        for one in reading.dates
        if one.about in _OF_EVENT and _overlaps(one, first, last) and one.edtf is not None
    )
    return Days(first, last, told.edtf, spans)


def told_days(reading: Reading) -> tuple[Days, ...]:
    """Return every date that is said to be the event's or its filming's, in order."""
    found = []
    for one in reading.dates:
        first, last = _day(one.earliest), _day(one.latest)
        if one.about in _OF_EVENT and one.edtf and first and last and first <= last:
            found.append(Days(first, last, one.edtf, (one.span,)))
    return tuple(found)


def undated(reading: Reading) -> str:
    """Say, behind "the account gives", that there is no day of the event."""
    told = dict.fromkeys(one.words for one in told_days(reading))
    if not told:
        return "no day of the event"
    return f"no one day of the event ({', '.join(told)} {'is' if len(told) == 1 else 'are'} told)"


def publication_days(reading: Reading) -> Days | None:
    """Return the days of publication, None where the account gives none that bounds it."""
    published = reading.account.published
    if published is None:
        return None
    mine = [d for d in reading.dates if d.role == "publication" and d.edtf == published]
    for one in mine:
        first, last = _day(one.earliest), _day(one.latest)
        if first and last and first <= last:
            return Days(first, last, published, (one.span,))
    first = _day(published)
    return None if first is None else Days(first, first, published)


def event_spots(reading: Reading) -> tuple[Spot, ...]:
    """Return the places of the event with a point, the first mention of each; no countries."""
    spots: dict[tuple[float, float], Spot] = {}
    for place in reading.places:
        if place.role != "event" or _is_country(place):
            continue
        if place.latitude is None or place.longitude is None:
            continue
        reach = REACH_KM.get(place.precision or 3, REACH_KM[3])
        spot = Spot(place.name, place.latitude, place.longitude, reach, place.span)
        known = spots.get((place.latitude, place.longitude))
        if known is None or known.reach_km > reach:
            spots[place.latitude, place.longitude] = spot
    return tuple(spots.values())


def months_in_words(months: tuple[int, ...]) -> str:
    """Name *months*; those that follow one another as a stretch, over the end of the year too.

    >>> months_in_words((11, 12, 1, 2)), months_in_words((6,)), months_in_words((1, 2, 12))
    ('November to February', 'June', 'December to February')
    """
    if len(months) == 12:
        return "every month"
    wanted = set(months)
    starts = [month for month in sorted(wanted) if (month - 2) % 12 + 1 not in wanted]
    stretches = []
    for start in starts:
        end = start
        while end % 12 + 1 in wanted:
            end = end % 12 + 1
        name = calendar.month_name[start]
        stretches.append(name if start == end else f"{name} to {calendar.month_name[end]}")
    return ", ".join(stretches)


def _is_country(place: Place) -> bool:
    return place.code is not None and len(place.code) == 2


def _overlaps(mention: DateMention, first: date, last: date) -> bool:
    begin, end = _day(mention.earliest), _day(mention.latest)
    return begin is not None and end is not None and begin <= last and first <= end


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
