"""What counts in a rendered scene: what its coded file still shows."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from sight_scene_making import scene, shot

from witnessmark.model import Kind
from witnessmark.rendering.sights import SightScene, frames, truth, write
from witnessmark.rendering.sights.painting import Moment, frames_of
from witnessmark.rendering.sights.scene import Coding, Element
from witnessmark.rendering.sights.weather import Snowfall

SNOW = Element("snowfall", 3, (("count", 400), ("haze", 0.0), ("opacity", 1.0), ("wind", 0.5)))
SMOKE = Element(
    "smoke", 4, (("anchor", (0.5, 0.55)), ("size", 0.12), ("thick", 1.2), ("colour", "white"))
)
CLEAR, COARSE = 18, 51


def filmed(element: Element, quality: int, **asked: object) -> SightScene:
    """Return six frames of 320 x 180 pixels with *element*, coded at a *quality*."""
    made = scene(shot(0, 6, element), coding=Coding(quality=quality, keyframes=6), **asked)
    return replace(made, width=320, height=180)


@pytest.mark.parametrize(("quality", "counts"), [(CLEAR, True), (COARSE, False)])
def test_snow_that_the_encoder_swallows_does_not_count(
    quality: int, counts: bool, tmp_path: Path
) -> None:
    """The same flakes count where the file shows them, and do not where it does not."""
    (fact,) = write(filmed(SNOW, quality), tmp_path / "snow.mp4").of(Kind.SNOWFALL)
    assert fact.counted is counts


@pytest.mark.parametrize("coding", [Coding(quality=CLEAR, rotation=1), Coding(hidden=3)])
def test_what_is_seen_is_sought_in_the_frames_that_are_shown(
    coding: Coding, tmp_path: Path
) -> None:
    """Turned files are held upright against what was drawn, and hidden frames are passed over."""
    made = replace(filmed(SNOW, CLEAR), coding=coding)
    (fact,) = write(made, tmp_path / "snow.mp4").of(Kind.SNOWFALL)
    assert fact.counted


@pytest.mark.parametrize(("thick", "counts"), [(1.2, True), (0.005, False)])
def test_thin_smoke_does_not_count(thick: float, counts: bool, tmp_path: Path) -> None:
    """Smoke counts where it changes what is behind it."""
    settings = tuple(pair for pair in SMOKE.settings if pair[0] != "thick")
    made = filmed(replace(SMOKE, settings=(*settings, ("thick", thick))), CLEAR)
    facts = write(made, tmp_path / "smoke.mp4").of(Kind.SMOKE)
    assert any(fact.counted for fact in facts) is counts


def test_the_box_of_smoke_holds_the_plume() -> None:
    """Nearly all that smoke changes strongly in the picture lies in its box, and fills it."""
    with_it, without = filmed(SMOKE, CLEAR), filmed(replace(SMOKE, kind="smoke"), CLEAR)
    without = replace(without, shots=tuple(replace(one, elements=()) for one in without.shots))
    (fact,) = truth(with_it).of(Kind.SMOKE)
    assert fact.box is not None
    drawn, clear = (list(frames(one))[3][0].astype(float) for one in (with_it, without))
    rows, columns = np.nonzero(np.abs(drawn - clear).mean(axis=2) > 20)
    left, top, right, bottom = np.array(fact.box) * (320, 180, 320, 180)
    inside = (columns >= left) & (columns < right) & (rows >= top) & (rows < bottom)
    assert len(rows) > 100
    assert inside.mean() > 0.97
    assert np.ptp(rows) > 0.6 * (bottom - top)


def test_flakes_fall_faster_than_they_sway() -> None:
    """Every flake comes down at 0.5 to 2 m/s, and goes aside with the wind, give or take little."""
    rate, count = 25, 50
    starts = [Fraction(n, rate) for n in range(count + 1)]
    calm = replace(SNOW, settings=(("count", 300), ("wind", 0.0)))
    views = frames_of(shot(0, count, calm), 640, 360, starts[:-1], starts[1:])
    painter = Snowfall(calm, views)
    places = np.array([painter.positions(_moment(painter, n), n / rate) for n in range(count)])
    steps = np.diff(places, axis=0) * rate
    kept = (np.abs(steps).max(axis=2) < 5000).all(axis=0)
    metres = steps[:, kept] * painter.depth[kept, None] / (640 / 1.15)
    fall, aside = metres[..., 1], metres[..., 0]
    assert kept.sum() > 100
    assert 0.5 <= fall.mean(axis=0).min() <= fall.mean(axis=0).max() <= 2.05
    assert np.all(np.abs(aside).max(axis=0) < 0.3 * fall.mean(axis=0))


def _moment(painter: Snowfall, number: int) -> Moment:
    frames_ = painter.frames
    return Moment(
        number,
        float(frames_.clock[number]),
        0.04,
        frames_.views[number],
        None,  # type: ignore[arg-type] # where flakes are hangs on no place
        1.0,
        frames_.width,
        frames_.height,
    )
