"""Rain: long thin streaks that all stand alike, in another place in every frame.

Evidence is what is brighter than before and after for one frame, longer than wide, upright or
leaning one way, all over the picture, and never where another frame had it too, as edges of the
scene that tremble do. Drops before a bright sky, drizzle and rain in the pictures of small or
hard-pressed files leave no such streaks: that nothing is reported says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, log1p, radians
from typing import ClassVar

from witnessmark.media import View
from witnessmark.model import Kind
from witnessmark.perception.sight.bursts import Bursts
from witnessmark.perception.sight.condition import Condition, Found
from witnessmark.perception.sight.falling import LEAST_STREAKS, falling, quiet


class RainDetector(Condition):
    """Reports stretches of rain.

    ``streaks`` a frame; ``streak_tilt`` degrees from upright; ``streak_length`` in heights.
    """

    name = "rain"
    version = "3"
    kinds = (Kind.RAIN,)
    #: Too much else looks a little like it for its absence to be told by the lack of that.
    perhaps = 0.0
    reported: ClassVar[Mapping[str, int]] = {"streaks": 1, "streak_tilt": 1, "streak_length": 3}

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
            self.note(
                views[0].start, *([Found(figures)] if figures["streaks"] >= LEAST_STREAKS else [])
            )

    def cues(self, figures: Mapping[str, float]) -> Mapping[str, float]:
        """Return how many streaks there are, how alike, how upright, how far spread, how new."""
        return {
            "many": log1p(figures["streaks"]),
            "accord": figures["streak_accord"],
            "upright": cos(radians(figures["streak_tilt"])),
            "spread": figures["streak_spread"] ** 0.5,
            "again": -figures["streak_again"],
            "share": figures["streaks"] / (figures["count"] + 5),
            "tint": -max(figures["tint"], 0.0),
        }
