"""Flashes are found in their frames and places, and what only resembles them is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from sight_making import Picture, grained, of_kind, scenery, seen_by, views_of

from witnessmark.clock import Span
from witnessmark.model import Kind, Observation
from witnessmark.perception.sight.flash_causes import may_be_flash
from witnessmark.perception.sight.flash_evidence import Glitter, evidence
from witnessmark.perception.sight.flashes import FlashDetector

RATE = 25
Light = NDArray[np.float32]
Draw = Callable[[Light, int, int, int], None]


def _shine(light: Light, x: float, y: float, wide: float, colour: tuple[int, int, int]) -> None:
    down, right = np.mgrid[: light.shape[0], : light.shape[1]].astype(np.float32)
    spot = np.exp(-(((right - x) ** 2 + (down - y) ** 2) / wide**2))
    light += spot[:, :, None] * np.array(colour, np.float32)


def _clip(
    draw: Draw, frames: int = 50, dark: float = 0.12, shake: float = 3.0
) -> Iterator[Picture]:
    """Yield a hand-held scene with whatever *draw* adds at (frame, right, down)."""
    scene = (scenery(7, 320, 180) * dark).astype(np.uint8)
    for number in range(frames):
        right, down = round(shake * np.sin(number / 3)), round(shake * np.cos(number / 4))
        light = np.roll(scene, (down, right), (0, 1)).astype(np.float32)
        draw(light, number, right, down)
        yield grained(np.clip(light, 0, 255).astype(np.uint8), number)


def _seen(draw: Draw, **how: float) -> tuple[Observation, ...]:
    return seen_by(FlashDetector, views_of(_clip(draw, **how), RATE))  # type: ignore[arg-type]


def _frames(one: Observation) -> tuple[int, int]:
    return round(one.start.seconds * RATE), round(one.end.seconds * RATE)


def test_muzzle_flashes_have_frame_and_place() -> None:
    """Shots at night are flashes in just their frames, at their place, however the hand shakes."""
    shots = (8, 10, 12, 30)

    def fire(light: Light, number: int, right: int, down: int) -> None:
        if number in shots:
            _shine(light, 100 + right, 90 + down, 4, (300, 260, 190))

    found = of_kind(_seen(fire), Kind.FLASH)
    assert [_frames(one) for one in found] == [(shot, shot + 1) for shot in shots]
    for one in found:
        left, top, past, bottom = one.attributes["box"]  # type: ignore[misc]
        assert abs((left + past) / 2 - 100 / 320) < 0.015
        assert abs((top + bottom) / 2 - 0.5) < 0.025
        assert one.attributes["cause"] == "muzzle_flash"
    assert [one.attributes["per_minute"] for one in found] == [750, 750, 750, None]


def _lamp(light: Light, number: int, right: int, down: int) -> None:
    if number % 25 < 12:
        _shine(light, 100 + right, 60 + down, 4, (300, 200, 60))


def _strobe(light: Light, number: int, right: int, down: int) -> None:
    if number % 12 == 0:
        _shine(light, 100 + right, 60 + down, 4, (300, 300, 300))


def _headlight(light: Light, number: int, right: int, down: int) -> None:
    _shine(light, 340 - 7 * number, 100 + down, 6, (300, 290, 260))


def _switched_on(light: Light, number: int, right: int, down: int) -> None:
    if number > 20:
        _shine(light, 200 + right, 50 + down, 8, (300, 290, 260))


def _caption(light: Light, number: int, right: int, down: int) -> None:
    if 10 < number < 35:
        words = np.zeros(light.shape, np.uint8)
        cv2.putText(words, "SHOTS FIRED", (60, 160), 0, 0.8, (255, 255, 255), 2, cv2.LINE_AA)
        light[:] = np.maximum(light, words)


def _exposure(light: Light, number: int, right: int, down: int) -> None:
    light *= 1.0 if number < 20 else 2.2


def _cut(light: Light, number: int, right: int, down: int) -> None:
    if number > 24:
        light[:] = light[:, ::-1] * 2 + 30


def _snow(light: Light, number: int, right: int, down: int) -> None:
    for flake in range(60):
        x, y = (flake * 73 + 2 * number) % 320, (flake * 131 + (3 + flake % 5) * number) % 180
        cv2.circle(light, (x, y), 1, (150, 150, 150), -1, cv2.LINE_AA)


def _glitter(light: Light, number: int, right: int, down: int) -> None:
    random = np.random.default_rng(number)
    for x, y in random.integers((0, 90), (320, 180), (30, 2)):
        cv2.circle(light, (int(x), int(y)), 1, (250, 250, 250), -1)


def _nothing(light: Light, number: int, right: int, down: int) -> None:
    pass


@pytest.mark.parametrize(
    "draw",
    [_lamp, _headlight, _switched_on, _caption, _exposure, _cut, _snow, _glitter, _nothing],
)
@pytest.mark.parametrize("dark", [0.12, 0.9])
def test_what_is_no_flash_is_not_reported(draw: Draw, dark: float) -> None:
    """Lamps, cars, captions, cuts, snow, glitter and mere shaking give no flash and no streak."""
    assert _seen(draw, dark=dark) == ()


def test_an_even_strobe_is_not_reported() -> None:
    """A lamp that flashes as evenly as a clock is no gun."""
    assert of_kind(_seen(_strobe, frames=80), Kind.FLASH) == []


def test_a_white_frame_is_a_flash_without_a_place() -> None:
    """A frame bleached by an editor, or by a photographer, is one flash, and of no place."""

    def bleach(light: Light, number: int, right: int, down: int) -> None:
        if number == 20:
            light[:] = 250

    (one,) = of_kind(_seen(bleach), Kind.FLASH)
    assert _frames(one) == (20, 21)
    assert one.attributes["cause"] == "photo_or_edit"
    assert one.attributes["box"] is None


def test_an_explosion_rises_at_once_and_dies_slowly() -> None:
    """A great light that fades over frames is an explosion's, from its first frame."""

    def burst(light: Light, number: int, right: int, down: int) -> None:
        if number >= 15:
            strength = float(np.exp(-(number - 15) / 4))
            shade = (int(420 * strength), int(300 * strength), int(120 * strength))
            _shine(light, 160 + right, 90 + down, 14, shade)
            light += 25 * strength

    (one,) = of_kind(_seen(burst), Kind.FLASH)
    assert _frames(one)[0] == 15
    assert one.attributes["cause"] == "explosion_flash"


def test_a_tracer_is_a_streak_and_no_flash() -> None:
    """Light that moves on in a straight line is one streak, with its way and speed."""

    def fly(light: Light, number: int, right: int, down: int) -> None:
        if 20 <= number < 25:
            x = 20 + 55 * (number - 20)
            cv2.line(light, (x, 60 + x // 10), (x + 40, 64 + x // 10), (255, 190, 110), 2)

    found = _seen(fly)
    (one,) = of_kind(found, Kind.STREAK)
    assert _frames(one) == (20, 25)
    assert of_kind(found, Kind.FLASH) == []
    assert abs(float(str(one.attributes["angle"])) - 5.7) < 2
    assert abs(float(str(one.attributes["widths_per_second"])) - 55 / 320 * RATE) < 0.4
    assert one.attributes["colour"] == "warm"


def test_a_corrupt_frame_is_no_flash() -> None:
    """What the decoder guessed is passed over."""

    def guess(light: Light, number: int, right: int, down: int) -> None:
        if number == 20:
            _shine(light, 100, 90, 6, (300, 280, 240))

    views = views_of(_clip(guess), RATE, corrupt=[20])
    assert seen_by(FlashDetector, views) == ()


def test_what_cannot_be_a_flash_still_counts_against_others() -> None:
    """Flashes among glitter are judged the same whether glitter is kept whole or in short."""
    rng = np.random.default_rng(3)
    places = rng.integers(20, 160, (50, 6, 2))

    def glitter(light: Light, number: int, right: int, down: int) -> None:
        for x, y in places[number]:
            _shine(light, x + right, y + down, 1.5, (60, 60, 60))
        if number in (8, 10, 12, 30):
            _shine(light, 250 + right, 90 + down, 4, (300, 260, 190))

    detector = FlashDetector()
    for view in views_of(_clip(glitter), RATE):
        detector.see(view)
    glows = sorted(detector._lately, key=lambda one: (one.start, one.spot.x, one.spot.y))
    likely = [one for one in glows if may_be_flash(one)]
    short = Glitter()
    for one in glows:
        if one not in likely:
            short.add(one)
    shown = (Span(glows[0].start, max(one.end for one in glows)),)
    assert 1 < len(likely) < len(glows)
    whole = [row for one, row in zip(glows, evidence(glows), strict=True) if one in likely]
    assert np.array_equal(evidence(likely, short.within(shown)), whole)
    last = Span(glows[-1].start, glows[-1].end)
    assert 0 < len(short.within((last,))) < len(short.within(shown))
