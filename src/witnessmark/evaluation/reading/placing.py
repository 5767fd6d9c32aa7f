"""Whether places named are put where they are.

Conventions
-----------
Asked of marked places with coordinates. A place counts as read where a mention overlaps its words,
or else one has the same name. It is right within 50 km on the great circle, regions and countries
within 150 km of the marked centroid or under the same name; without coordinates it is left open.
``place_right`` is over those that were placed: what is left open does not count against.

Metrics
-------
``place_right``, ``place_placed`` (of all, those given coordinates), ``place_right_of_all``,
``place_right_or_alternative`` (not wrong without the right one among the alternatives), and
``place_role`` where roles are marked.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from witnessmark.evaluation.reading.answers import Answer
from witnessmark.evaluation.reading.hedging import meets
from witnessmark.evaluation.reading.marked import MarkedPlace
from witnessmark.evaluation.reading.names import folded
from witnessmark.evaluation.reading.result import Result
from witnessmark.model import Place

#: Kilometres within which a town, and the centroid of a region, is right.
NEAR, NEAR_CENTROID = 50.0, 150.0

#: Mean radius of the Earth in kilometres (IUGG, Moritz 2000).
EARTH = 6371.0088


def place_answers(result: Result) -> Iterator[Answer]:
    """Yield every answer about the places of one account."""
    read = () if result.reading is None else result.reading.places
    for marked in result.marked.places:
        place = mention(marked, read)
        if marked.role is not None and place is not None:
            right = place.role == marked.role
            yield _answer(result, "place_role", marked, right, marked.role, place.role)
        if marked.latitude is None or marked.longitude is None:
            continue
        placed = place is not None and place.latitude is not None and place.longitude is not None
        right = place is not None and is_right(marked, place)
        face = _face(place)
        yield _answer(result, "place_placed", marked, placed, _marked_face(marked), face)
        yield _answer(result, "place_right_of_all", marked, right)
        if placed and place is not None:
            yield _answer(result, "place_right", marked, right, _marked_face(marked), face)
        named = not placed or right or (place is not None and _alternative(marked, place))
        yield _answer(result, "place_right_or_alternative", marked, named)


def mention(marked: MarkedPlace, read: tuple[Place, ...]) -> Place | None:
    """Return the mention read that is *marked*, by its place in the account, then by its name."""
    for span in marked.spans:
        here = [place for place in read if meets(span, place.span)]
        if here:
            return max(here, key=lambda place: place.span[1] - place.span[0])
    return next((place for place in read if folded(place.quote) == folded(marked.name)), None)


def is_right(marked: MarkedPlace, place: Place) -> bool:
    """Say whether *place* is put where *marked* is."""
    if marked.wide and folded(marked.name) in {folded(place.name), folded(place.quote)}:
        return place.latitude is not None
    return is_near(marked, place.latitude, place.longitude)


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the great-circle distance of two points in degrees (the haversine formula).

    The reader measures distances too; the scorer has its own measure, so as not to share a fault.

    >>> round(kilometres((0.0, 0.0), (0.0, 1.0)))
    111
    """
    (south, west), (north, east) = one, other
    first, second = math.radians(south), math.radians(north)
    half = math.sin((second - first) / 2) ** 2 + math.cos(first) * math.cos(second) * (
        math.sin(math.radians(east - west) / 2) ** 2
    )
    return 2 * EARTH * math.asin(math.sqrt(min(1.0, half)))


def is_near(marked: MarkedPlace, latitude: float | None, longitude: float | None) -> bool:
    """Say whether a point in degrees is as near to *marked* as it has to be; None is nowhere."""
    if marked.latitude is None or marked.longitude is None:
        return False
    if latitude is None or longitude is None:
        return False
    away = kilometres((marked.latitude, marked.longitude), (latitude, longitude))
    return away <= (NEAR_CENTROID if marked.wide else NEAR)


def _alternative(marked: MarkedPlace, place: Place) -> bool:
    return any(is_near(marked, other.latitude, other.longitude) for other in place.alternatives)


def _marked_face(marked: MarkedPlace) -> str:
    return f"{marked.latitude:.2f} {marked.longitude:.2f}"


def _face(place: Place | None) -> str:
    if place is None:
        return "not read"
    if place.latitude is None or place.longitude is None:
        return f"{place.name}, open"
    return f"{place.name} {place.latitude:.2f} {place.longitude:.2f}"


def _answer(
    result: Result, figure: str, marked: MarkedPlace, right: bool, wanted: str = "", read: str = ""
) -> Answer:
    return Answer(
        figure=figure,
        account=result.marked.name,
        score=float(right),
        at=marked.spans[0][0] if marked.spans else 0,
        quote=marked.name,
        wanted=wanted,
        read=read,
        told=bool(wanted),
    )
