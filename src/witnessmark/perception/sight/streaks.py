"""Which tracks of light are streaks: bright, thin, straight and fast.

Conventions
-----------
Confidence is a logistic function of :func:`figures`, fitted on development scenes of
``rendering.sights`` and on drawn insects, rain and sparks; ``training/sight/fit_flashes.py`` fits
it again on the first of these alone. Left out is what tells a bullet from another fast light: a
firework's star, a meteor or a drone may pass for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import degrees, exp, log, log2
from statistics import median
from types import MappingProxyType

from pydantic import JsonValue

from witnessmark.clock import Span
from witnessmark.model import Kind
from witnessmark.perception.sight.light_tracks import DRAWN_OUT, Track
from witnessmark.perception.sight.sighting import Sighting
from witnessmark.perception.sight.stretches import in_one

#: Widths of the frame a second below which headlights and birds go too.
SLOWEST = 0.5

#: Seconds after which what flies has been in the picture for too long to be a bullet.
LONGEST = 0.7

#: Root mean square distance from a straight line, as a share of the way, that is still straight.
STRAIGHT = 0.02

#: Level of the surroundings above which what moves may be a glint or an edge of something that goes
#: by, and above which that holds for tracks of fewer pieces (from real clips without any streak):
#: unclear, and no surer than this.
DAYLIGHT, DIM, FEW_PIECES, DOUBTFUL = 120.0, 80.0, 3, 0.6

#: Weight of each of :func:`figures`, in log odds, and the constant.
WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "pieces": 0.41,
        "drawn_out": 4.41,
        "fast": 0.21,
        "crowd": -4.37,
        "rise": 3.11,
        "dark_around": -0.26,
        "coloured": 3.1,
        "too_long": -1.17,
        "thick": 0.84,
        "bent": 0.16,
    }
)
CONSTANT = -6.9

#: Chance below which nothing is said.
LEAST_CONFIDENCE = 0.5


def worth_keeping(track: Track) -> bool:
    """Say whether *track* will be reported, if no cut lies across it."""
    return may_be_streak(track) and _confidence(track) >= LEAST_CONFIDENCE


def may_be_streak(track: Track) -> bool:
    """Say whether *track* goes as a streak goes: fast, straight and not for long."""
    if not (track.seconds <= LONGEST and track.speed >= SLOWEST):
        return False
    way = track.speed * track.seconds * track.size[0]
    if track.off_line > 0.7 + STRAIGHT * way:
        return False
    return len(track.pieces) > 2 or _drawn_out(track) == 1.0


def moving_pieces(track: Track) -> Iterator[tuple[int, float, float]]:
    """Yield frame number and place of each piece of *track* that is no flash, for it moves on.

    The first piece of a streak may be the very flash that it came from, if it is as broad as long.
    """
    streak = may_be_streak(track)
    if not streak and len(track.pieces) < 3:
        return
    first = track.pieces[0].spot
    may_be_flash = streak and first.length < DRAWN_OUT * first.breadth
    for piece in track.pieces[may_be_flash:]:
        yield piece.number, piece.spot.x, piece.spot.y


def streak_sightings(tracks: Iterable[Track], shots: Sequence[Span]) -> Iterator[Sighting]:
    """Yield the streaks among *tracks* that stay within a shot."""
    for track in tracks:
        span = Span(track.pieces[0].start, track.pieces[-1].end)
        if in_one(span, shots):
            confidence = _confidence(track)
            if _is_doubtful(track):
                confidence = min(confidence, DOUBTFUL)
            yield Sighting(Kind.STREAK, span, confidence, _attributes(track))


def figures(track: Track) -> dict[str, float]:
    """Return what speaks for a streak, every figure about -2 to 2."""
    spots = [one.spot for one in track.pieces]
    rise = min(one.rise for one in spots)
    step = track.speed * track.size[0] * track.seconds / (len(spots) - 1)
    return {
        "pieces": min(len(spots) - 2, 4) / 2,
        "drawn_out": _drawn_out(track),
        "fast": log(track.speed),
        "crowd": log(1 + track.crowd / 4),
        "rise": log2(rise / 64),
        "dark_around": (100 - median(one.beside for one in spots)) / 60,
        "coloured": min(2.0, max(max(one.red, one.blue, -one.red) for one in spots) / 30),
        "too_long": max(0.0, max(one.length for one in spots) / step - 1.2),
        "thick": log2(median(one.breadth for one in spots) / track.size[0] * 160),
        "bent": min(2.0, track.off_line / 2),
    }


def _confidence(track: Track) -> float:
    odds = CONSTANT + sum(WEIGHTS[name] * value for name, value in figures(track).items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))


def _is_doubtful(track: Track) -> bool:
    """Say whether too little of *track* is there to call it a streak, or it is in bright light."""
    beside = median(one.spot.beside for one in track.pieces)
    return beside > (DIM if len(track.pieces) < FEW_PIECES else DAYLIGHT)


def _drawn_out(track: Track) -> float:
    """Return the share of the pieces that are longer than broad, the way a moving light is."""
    long = [one.spot.length >= DRAWN_OUT * one.spot.breadth for one in track.pieces]
    return sum(long) / len(long)


def _attributes(track: Track) -> dict[str, JsonValue]:
    wide, high = track.size
    (x, y), (to_x, to_y) = track.ends
    red = sum(one.spot.red for one in track.pieces) / len(track.pieces)
    blue = sum(one.spot.blue for one in track.pieces) / len(track.pieces)
    return {
        "from": [_share(x, wide), _share(y, high)],
        "to": [_share(to_x, wide), _share(to_y, high)],
        "angle": round(degrees(track.angle), 1),
        "widths_per_second": round(track.speed, 2),
        "colour": colour(red, blue),
        "frames": len(track.pieces),
        "state": "unclear" if _is_doubtful(track) else "seen",
    }


def _share(pixels: float, side: int) -> float:
    return round(min(1.0, max(0.0, pixels / side)), 4)


def colour(red: float, blue: float) -> str:
    """Name the colour of light by its colour differences: nearly none of either is white."""
    if max(abs(red), abs(blue)) < 8:
        return "white"
    if red < -4 and blue < 4:
        return "green"
    if blue > max(red, 6):
        return "blue"
    return "red" if red > 2 * abs(blue) and red > 20 else "warm"
