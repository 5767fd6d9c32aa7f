"""What is true of a whole shot: the dark, the snow that lies, how the camera moved."""

from __future__ import annotations

from collections.abc import Iterator

from witnessmark.model import Kind
from witnessmark.rendering.sights.facts import SightFact
from witnessmark.rendering.sights.painting import Frames

#: Mean of linear light below which a picture is dark, and from which it is not; between, unasked.
DARK, NOT_DARK = 0.035, 0.07


def shot_facts(frames: Frames) -> Iterator[SightFact]:
    """Yield darkness, snow cover and camera motion of the shot that *frames* are of."""
    shot, start, end = frames.shot, frames.starts[0], frames.ends[-1]
    light, move = shot.light, shot.move
    if light.target < NOT_DARK:
        attributes = {"look": light.look, "light": light.hour}
        yield SightFact(Kind.DARKNESS, start, end, attributes, None, counted=light.target <= DARK)
    if shot.ground == "snow" and shot.place != "room":
        by_day = light.hour == "day" and light.look == "plain"
        yield SightFact(Kind.SNOW_COVER, start, end, {"hour": light.hour}, None, counted=by_day)
    if move.motion == "steady" and not shot.elements:
        # Where nothing moves, a coarse encoder makes every frame the same.
        yield SightFact(Kind.STILL, start, end, {"what": "frozen"}, None, counted=False)
    long = float(end - start) >= 1
    attributes = {"motion": move.motion, "direction": move.direction}
    yield SightFact(Kind.CAMERA_MOTION, start, end, attributes, None, counted=long)
