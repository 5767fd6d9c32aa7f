"""Falling snow: small bright specks that come down together all over the picture.

Evidence is specks that are in a place for a moment, followed over three frames once the camera's
movement is taken out: how many go one way, how many the opposite one, which is chance; how alike
their ways are, how steep, how fast, over how much of the picture. Noise, glitter and what codecs
leave go no way; insects and dust go all ways; sparks go up; confetti is coloured; rain is longer
than wide and faster. It cannot tell snow from falling ash or white petals, and sees none before
a white sky, in the pictures of small or hard-pressed files, or far off, where snow is haze.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, log, log1p, sqrt
from typing import ClassVar

from witnessmark.media import View
from witnessmark.model import Kind
from witnessmark.perception.sight.bursts import Bursts
from witnessmark.perception.sight.condition import MAY_BE_LOST, Condition, Found, too_dark
from witnessmark.perception.sight.falling import (
    LEAST_SPECKS,
    falling,
    may_be_swallowed,
    quiet,
)
from witnessmark.perception.sight.stretches import LOUDEST

#: Cosine of the steepest slant, from straight down, at which snow counts in full: 73 degrees.
STEEP = 0.3


class SnowfallDetector(Condition):
    """Reports stretches of falling snow.

    ``specks`` are those a frame that fly together, ``fall`` their speed in heights of the
    picture a second, ``slant`` degrees from straight down, ``spread`` the share of the picture.
    """

    name = "snowfall"
    version = "3"
    kinds = (Kind.SNOWFALL,)
    reported: ClassVar[Mapping[str, int]] = {"specks": 1, "fall": 3, "slant": 1, "spread": 3}

    def __init__(self) -> None:
        super().__init__()
        self._bursts = Bursts()

    def see(self, view: View) -> None:
        """Take in the next frame."""
        views = self._bursts.take(view)
        if views is not None:
            figures = falling(views)
            if quiet(figures):
                self._bursts.rest()
            # One look alone says little; an encoder leaves flakes out of what it copies.
            lost = not self.looks or too_dark(views[0]) or may_be_swallowed(views)
            self.note(
                views[0].start,
                *([Found(figures)] if figures["specks"] >= LEAST_SPECKS else []),
                floor=MAY_BE_LOST if lost else -LOUDEST,
            )

    def cues(self, figures: Mapping[str, float]) -> Mapping[str, float]:
        """Return how many fall together, against how many by chance, and what they look like."""
        down = min(max(cos(figures["angle"]) / STEEP, 0.0), 1.0)
        along, against = (figures["count"] * figures[way] for way in ("along", "against"))
        return {
            "many": down * log1p(figures["specks"]),
            # What goes one way by chance goes the other as often.
            "ratio": down * log((along + 1) / (against + 1)),
            # Flakes that a long exposure smears stand less alike than drops do.
            "streaky": -figures["streaks"] * figures["streak_accord"] ** 4 / (figures["count"] + 5),
            # A little colour tells more than much of it tells beyond.
            "tint": -sqrt(max(figures["tint"], 0.0)),
        }
