"""Only rows of strokes that stay as type does are given to be read."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from witnessmark.clock import TimeBase
from witnessmark.perception.sight.text_lines import TextLine
from witnessmark.perception.sight.text_tracks import Track
from witnessmark.perception.sight.worth_reading import worth_reading

BASE = TimeBase(1, 25)


def _crop(text: str, shift: int = 0, level: int = 230) -> np.ndarray:
    crop = np.full((60, 320), 90, np.uint8)
    cv2.putText(crop, text, (20 + shift, 40), cv2.FONT_HERSHEY_SIMPLEX, 1.0, level, 3)
    return crop


def _track(crops: list[np.ndarray], seen: int = 4, strokes: int = 8, height: float = 24) -> Track:
    line = TextLine((20, 15, 300, 45), height, 230.0, strokes, bright=True)
    ink = np.zeros((30, 280), np.uint8)
    ends = BASE.at(0), BASE.at(50)
    return Track(line, ink, *ends, last=40, shape=(360, 640), scale=1.0, seen=seen, crops=crops)


def test_letters_that_stay_are_worth_reading() -> None:
    """The same strokes in the same place in two samples are read."""
    assert worth_reading(_track([_crop("KYIV 2022"), _crop("KYIV 2022")]))


def test_letters_that_fade_in_are_worth_reading() -> None:
    """One pair of samples that agrees is enough: the first and last may be faint."""
    crops = [_crop("KYIV 2022", level=level) for level in (100, 200, 230, 100)]
    assert worth_reading(_track(crops))


@pytest.mark.parametrize(
    "track",
    [
        _track([_crop("KYIV 2022"), _crop("KYIV 2022", shift=9)]),
        _track([_crop("KYIV 2022", level=116)] * 2),
        _track([_crop("KYIV 2022")] * 2, height=8),
        _track([_crop("KYIV 2022")] * 2, seen=2, strokes=5),
    ],
    ids=["moved on", "faint", "tiny", "short and soon gone"],
)
def test_what_does_not_stay_as_type_does_is_not_read(track: Track) -> None:
    """Strokes that move, hardly stand out, are too small or few and brief are passed over."""
    assert not worth_reading(track)
