"""Snow on the ground: bright, colourless surfaces in the lower part of the picture.

Evidence is the share of the lower half, and of the lowest strip, that is about as bright as the
brightest of the scene and without colour or a little blue, how much of it is one piece, and how
much is burnt out. A picture without colour or without contrast is not judged: black-and-white
film, fog and paper; nor is one in the dark, where nothing is white enough: all this is unclear. A
white floor, a salt pan and pale concrete in hard light can look the same to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar

import cv2
import numpy as np
from numpy.typing import NDArray

from witnessmark.media import View
from witnessmark.model import Kind
from witnessmark.perception.sight.bars import inside
from witnessmark.perception.sight.condition import MAY_BE_LOST, Condition, Found, Pace, too_dark
from witnessmark.perception.sight.stretches import LOUDEST

#: Seconds from one look to the next.
EVERY = Fraction(1, 2)

#: Snow is at least this share of the picture's bright end (98th percentile), and this luma.
BRIGHT, LEAST_LUMA = 0.7, 105

#: Furthest off grey that snow is, in levels of chroma: towards red or yellow, and towards blue.
WARM, COOL = 5, 18

#: Chroma (95th percentile, levels off grey) below which a picture is black and white, and contrast
#: (5th to 98th percentile of luma) below which it is fog, paper or a wall: both go unsaid.
LEAST_COLOUR, LEAST_CONTRAST = 2, 50


class SnowCoverDetector(Condition):
    """Reports stretches with snow on the ground.

    ``white_ground`` is the share of the lower half of the picture that is white, ``bluish`` its
    mean chroma towards blue in levels.
    """

    name = "snow_cover"
    kinds = (Kind.SNOW_COVER,)
    from_keyframes = True
    reported: ClassVar[Mapping[str, int]] = {"white_ground": 3, "bluish": 1}

    def __init__(self) -> None:
        super().__init__()
        self._pace = Pace(EVERY)

    def see(self, view: View) -> None:
        """Take in the next frame."""
        if self._pace.due(view):
            figures = cover(view)
            told = figures["colour"] >= LEAST_COLOUR and figures["contrast"] >= LEAST_CONTRAST
            # In the dark nothing is white enough.
            lost = not told or too_dark(view) or figures["bright"] < LEAST_LUMA
            self.note(
                view.start,
                *([Found(figures)] if told else []),
                floor=MAY_BE_LOST if lost else -LOUDEST,
            )

    def cues(self, figures: Mapping[str, float]) -> Mapping[str, float]:
        """Return how white and whole the ground is, how bright the picture, and how burnt out."""
        return {
            "ground": figures["white_ground"],
            "bottom": figures["white_bottom"],
            "whole": figures["largest"] / max(0.02, figures["white_ground"]),
            "burnt": -figures["burnt"],
            "light": figures["bright"] / 100,
        }


def cover(view: View) -> Mapping[str, float]:
    """Return what speaks for and against snow on the ground of *view*, as named figures.

    All are shares of pixels but ``contrast`` and ``bright``, levels of luma, and ``colour`` and
    ``bluish``, levels of chroma.
    """
    rows, columns = inside(view)
    luma = view.half[rows, columns]
    blue, red = (one[rows, columns].astype(np.int16) - 128 for one in (view.blue, view.red))
    low, bright = (float(one) for one in np.percentile(luma[::2, ::2], (5, 98)))
    white = _white(luma, blue, red, bright)
    ground = white[len(white) // 2 :]
    under = luma[len(luma) // 2 :]
    return {
        "white_ground": float(ground.mean()),
        "white_bottom": float(white[-max(1, len(white) // 6) :].mean()),
        "largest": _largest(ground),
        "burnt": float(np.mean(under >= 233)),
        "contrast": bright - low,
        "colour": float(np.percentile(np.maximum(np.abs(blue), np.abs(red))[::3, ::3], 95)),
        "bluish": float(blue[len(blue) // 2 :][ground > 0].mean()) if ground.any() else 0.0,
        "bright": bright,
    }


def _white(
    luma: NDArray[np.uint8], blue: NDArray[np.int16], red: NDArray[np.int16], bright: float
) -> NDArray[np.uint8]:
    light = luma >= max(LEAST_LUMA, BRIGHT * bright)
    cool = (red <= WARM) & (red >= -COOL) & (blue >= -WARM) & (blue <= COOL)
    return (light & cool).astype(np.uint8)


def _largest(mask: NDArray[np.uint8]) -> float:
    """Return the share of *mask* that its largest connected piece covers."""
    # No more pieces than half the pixels, of which there are at most 320 x 320.
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4, ltype=cv2.CV_16U)
    return float(stats[1:, cv2.CC_STAT_AREA].max() / mask.size) if count > 1 else 0.0
