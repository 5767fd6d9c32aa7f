"""Darkness: stretches whose picture is dark, and what the light then looks like.

Evidence is the distribution of luma inside black bars, and of colour. A picture is dark where most
of it is; a few lamps in it do not matter. That is a statement on the picture and not on the
place: an unlit room, a dress before the lens and a night all darken it, so ``light`` says "night"
only where the upper part is as dark as the lower while points of light stand out, "dusk" where
an open bright upper part stands over a dark lower one, and else "unclear". A picture that is all
one green, as image intensifiers give, is said to look like night vision; one without any colour
is "colourless", which infrared, thermal and black-and-white pictures are alike. A picture that is
black all over is none (``no_picture`` is another detector's).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from witnessmark.media import View
from witnessmark.model import Kind
from witnessmark.perception.sight.bars import inside
from witnessmark.perception.sight.condition import Condition, Found, Pace

#: Seconds from one look to the next.
EVERY = Fraction(1, 2)

#: An amplified picture counts as one whose luma is nowhere above this: nobody amplifies by day.
AMPLIFIED = 45.0

#: A picture is black, and so none, where all but a thousandth of it is at or below this luma.
NOTHING = 26

#: Chroma, in levels off grey, below which a picture has no colour (98th percentile).
COLOURLESS = 4


@dataclass(frozen=True, slots=True)
class Tone:
    """Luma and chroma of a picture, in levels; shares of its pixels."""

    mean: float
    median: float
    upper: float
    lower: float
    bright: float
    points: float
    chroma: float
    green: float

    @property
    def figures(self) -> Mapping[str, float]:
        """What darkness is judged by."""
        return {
            "mean_luma": self.mean,
            "median": self.median,
            "upper": self.upper,
            "bright": self.bright,
            "points_of_light": self.points,
            "amplified": float(self.look == "night_vision"),
        }

    @property
    def look(self) -> str:
        """What kind of camera the colours are like."""
        if self.green > 0.95 and self.chroma >= COLOURLESS:
            return "night_vision"
        return "colourless" if self.chroma < COLOURLESS else "plain"

    @property
    def light(self) -> str:
        """What hour the light is like, if any."""
        if self.upper > 1.8 * self.lower and self.upper > 55:
            return "dusk"
        if self.upper < 45 and self.points > 0 and self.points < 0.05:
            return "night"
        return "unclear"


def tone(view: View) -> Tone | None:
    """Return the tone of *view* inside its bars; None where the picture is black."""
    rows, columns = inside(view)
    luma = stretched(view.half[rows, columns][::2, ::2])
    brightest = float(np.percentile(luma, 99.9))
    if brightest <= stretched(np.array([NOTHING], np.uint8))[0]:
        return None
    blue, red = (
        one[rows, columns][::3, ::3].astype(np.int16) - 128 for one in (view.blue, view.red)
    )
    third = max(1, len(luma) // 3)
    return Tone(
        mean=float(luma.mean()),
        median=float(np.median(luma)),
        upper=float(np.median(luma[:third])),
        lower=float(np.median(luma[-third:])),
        bright=float(np.percentile(luma, 90)),
        points=float(np.mean(luma > max(120.0, 3 * float(np.median(luma))))),
        chroma=float(np.percentile(np.maximum(np.abs(blue), np.abs(red)), 98)),
        green=_greenness(blue, red),
    )


def stretched(luma: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return luma of video, 16 for black and 235 for white (ITU-R BT.601), as 0 to 255."""
    scaled = (luma.astype(np.float32) - 16) * (255 / 219)
    return np.asarray(np.clip(scaled, 0, 255), np.float32)


def _greenness(blue: NDArray[np.int16], red: NDArray[np.int16]) -> float:
    """Return the share of coloured pixels within 20 degrees of their mean hue; 0 if no green."""
    here = (np.abs(blue) + np.abs(red)) >= COLOURLESS
    if here.mean() < 0.3:
        return 0.0
    b, r = blue[here].astype(np.float32), red[here].astype(np.float32)
    hue = np.arctan2(r, b)
    middle = float(np.arctan2(r.mean(), b.mean()))
    # Green lies where both colour differences are negative.
    if not -2.75 < middle < -1.6:
        return 0.0
    return float(np.mean(np.cos(hue - middle) > np.cos(np.pi / 9)))


class DarknessDetector(Condition):
    """Reports stretches of dark picture.

    ``mean_luma`` is 0 for black and 255 for white; ``points_of_light`` a share of the picture;
    ``look`` is plain, night_vision or colourless; ``light`` night, dusk or unclear.
    """

    name = "darkness"
    kinds = (Kind.DARKNESS,)
    from_keyframes = True
    reported: ClassVar[Mapping[str, int]] = {"mean_luma": 1, "points_of_light": 4}

    def __init__(self) -> None:
        super().__init__()
        self._pace = Pace(EVERY)

    def see(self, view: View) -> None:
        """Take in the next frame."""
        if not self._pace.due(view):
            return
        seen = tone(view)
        if seen is None:
            self.note(view.start)
        else:
            words: dict[str, JsonValue] = {"look": seen.look, "light": seen.light}
            self.note(view.start, Found(seen.figures, words))

    def cues(self, figures: Mapping[str, float]) -> Mapping[str, float]:
        """Return how dark it is in the mean, in the middle, above and where it is brightest."""
        most = AMPLIFIED if figures["amplified"] else 255.0
        return {
            "mean": -min(figures["mean_luma"], most) / 10,
            "median": -min(figures["median"], most) / 10,
            "upper": -min(figures["upper"], most) / 10,
            "bright": -min(figures["bright"], most) / 10,
        }
