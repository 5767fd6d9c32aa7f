"""Flashes and streaks: light that comes and goes within a few frames, in one place or on its way.

Evidence
--------
A spot far brighter than all near it were in the frame before (:mod:`bright_spots`). Gone again
where it was, it is a flash (:mod:`glows`, judged in :mod:`flash_causes`); farther on in the next
frame and the one after, along a straight line, a streak (:mod:`light_tracks`, judged in
:mod:`streaks`). Light over much of the picture is looked at as a whole (:mod:`wide_flashes`).
The two kinds are one detector's because each is what the other is not.

What it cannot tell: what fired, or whether anything did. A lamp that is switched on for two
frames looks the same as one shot; only that it comes again, and is heard, says more. By day most
muzzle flashes are no brighter than what is around them, or fall between two frames.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from witnessmark.clock import Span
from witnessmark.media import View
from witnessmark.model import Kind
from witnessmark.perception.sight import bright_spots, glows, light_tracks, wide_flashes
from witnessmark.perception.sight.bright_spots import SLACK, new_light, spread
from witnessmark.perception.sight.detector import Detector
from witnessmark.perception.sight.flash_causes import flash_sightings, may_be_flash
from witnessmark.perception.sight.flash_evidence import Glitter
from witnessmark.perception.sight.glows import Glow, Glows
from witnessmark.perception.sight.light_tracks import LightTracks, Track
from witnessmark.perception.sight.motion import GlobalMotion, motion_between
from witnessmark.perception.sight.sighting import Sighting
from witnessmark.perception.sight.streaks import moving_pieces, streak_sightings, worth_keeping
from witnessmark.perception.sight.wide_flashes import WideFlash, WideFlashes

Plane = NDArray[np.uint8]

#: Pixels on the shorter side below which nothing is small enough to be a flash.
SMALLEST = 24

#: Places kept of those that flashed in one second; only swarms have more, of which none matters.
MOST_A_SECOND = 15

#: Places that went dark before they are gone through.
MOST_LATELY = 2000


class FlashDetector(Detector):
    """Looks for flashes and streaks; needs every frame."""

    name: ClassVar[str] = "flashes"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.FLASH, Kind.STREAK)

    def __init__(self) -> None:
        self._before: View | None = None
        self._spread: Plane | None = None
        self._glows = Glows()
        self._tracks = LightTracks()
        self._wide = WideFlashes()
        self._dark_again: list[Glow] = []
        self._glitter = Glitter()
        self._passed: list[Track] = []
        self._flashed: list[WideFlash] = []
        self._lately: list[Glow] = []
        self._moving: set[tuple[int, float, float]] = set()

    @property
    def settings(self) -> dict[str, JsonValue]:
        """The thresholds that decide what is looked at."""
        return {
            "least_rise": bright_spots.LEAST_RISE,
            "lit": bright_spots.LIT,
            "stays": glows.STAYS,
            "aslant": light_tracks.ASLANT,
            "cells_lit": wide_flashes.LEAST_SHARE,
        }

    def see(self, view: View) -> None:
        """Compare the frame with the one before it; a corrupt one is passed over, and parts two."""
        before, reach = self._before, self._spread
        self._before = self._spread = None
        if view.corrupt or min(view.luma.shape) < SMALLEST:
            self._part()
            return
        self._before, self._spread = view, spread(view.luma)
        if before is None or reach is None or before.luma.shape != view.luma.shape:
            self._part()
            self._wide.follow(view)
            return
        motion = motion_between(before, view)
        reach, shift = _lined_up(reach, motion)
        light = new_light(view, reach, shift)
        self._lately += self._glows.follow(view, light, reach, shift)
        self._pass(self._tracks.follow(view, light, shift))
        wide = self._wide.follow(view)
        if wide is not None:
            self._flashed.append(wide)
        if len(self._lately) > MOST_LATELY:
            self._settle()

    def sightings(self, shots: Sequence[Span]) -> Iterable[Sighting]:
        """Return flashes and streaks; what is on its way is no flash, and a cut is neither."""
        if self._before is not None:
            self._pass(self._tracks.rest(self._before.luma.shape[::-1]))
        self._settle()
        yield from flash_sightings(self._dark_again, self._glitter, self._flashed, shots)
        yield from streak_sightings(self._passed, shots)

    def _settle(self) -> None:
        """Keep of what went dark lately what did not move, the strongest of each second."""
        still = [
            one for one in self._lately if (one.number, one.spot.x, one.spot.y) not in self._moving
        ]
        seconds: dict[int, list[Glow]] = {}
        for one in still:
            seconds.setdefault(int(one.start.seconds), []).append(one)
        for lit in seconds.values():
            lit.sort(key=lambda one: (-one.spot.strength, one.number, one.spot.x, one.spot.y))
            for one in lit[:MOST_A_SECOND]:
                if may_be_flash(one):
                    self._dark_again.append(one)
                else:
                    self._glitter.add(one)
        self._lately, self._moving = [], set()

    def _pass(self, tracks: Iterable[Track]) -> None:
        for track in tracks:
            self._moving.update(moving_pieces(track))
            if worth_keeping(track):
                self._passed.append(track)

    def _part(self) -> None:
        self._glows.forget()
        self._tracks.forget()
        self._wide.forget()


def _lined_up(reach: Plane, motion: GlobalMotion) -> tuple[Plane, tuple[int, int]]:
    """Return the frame before as this one can be compared with it, and the shift that is left.

    A shift by whole pixels costs nothing; a turn or a zoom that carries the corners farther than
    half of :data:`SLACK` has to be redrawn.
    """
    if not motion.known:
        return reach, (0, 0)
    height, width = reach.shape
    shift = (round(motion.right * width), round(motion.down * height))
    swing = float(np.hypot(motion.scale - 1, motion.turn)) * width / 2
    if swing > SLACK / 2:
        still = GlobalMotion(0.0, 0.0, motion.scale, motion.turn, motion.agreement)
        reach = np.asarray(still.carried(reach), np.uint8)
    return reach, shift
