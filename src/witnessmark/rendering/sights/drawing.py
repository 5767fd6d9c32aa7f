"""A scene's frames, one after another, and what is true of them.

Conventions
-----------
Frames are RGB bytes, (height, width, 3), upright; the same scene gives the same bytes on one
machine. The picture carries no sign of being synthetic, because text and marks are among the
things that are measured on it: the file's metadata carries it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cached_property

import numpy as np

from witnessmark.rendering.sights.camera import Picture, Sensor, seen
from witnessmark.rendering.sights.editing import edit_facts
from witnessmark.rendering.sights.elements import PAINTERS
from witnessmark.rendering.sights.facts import SightFact, SightTruth
from witnessmark.rendering.sights.lettering import drawn, framed, mark, over
from witnessmark.rendering.sights.painting import Moment, Painter, frames_of
from witnessmark.rendering.sights.places import World, build
from witnessmark.rendering.sights.scene import Change, Shot, SightScene
from witnessmark.rendering.sights.shot_facts import shot_facts
from witnessmark.rendering.sights.surfaces import Colours


def frames(scene: SightScene) -> Iterator[tuple[Picture, Fraction]]:
    """Yield each frame of *scene* with the second at which it is shown; memory stays bounded."""
    cameras = {shot: _Camera(scene, shot) for shot in scene.shots}
    for number, start in enumerate(scene.starts):
        yield _finished(scene, cameras, number), start
        for shot in scene.shots:
            if shot.past < number:
                cameras[shot].forget()


def picture(scene: SightScene, number: int) -> Picture:
    """Return frame *number* of *scene* alone."""
    return _finished(scene, {shot: _Camera(scene, shot) for shot in scene.shots}, number)


def truth(scene: SightScene) -> SightTruth:
    """Return what is there in *scene*, worked out without drawing it, in order of time.

    What outlives the coding of it, and so can be asked for, :func:`write` returns.
    """
    facts: list[SightFact] = []
    for shot in scene.shots:
        camera = _Camera(scene, shot)
        for painter in camera.painters:
            facts += painter.facts()
        facts += shot_facts(camera.frames)
    facts += edit_facts(scene)
    facts.sort(key=lambda fact: (fact.start, fact.end, fact.kind))
    return SightTruth(tuple(facts), scene.starts, scene.ends)


def _finished(scene: SightScene, cameras: dict[Shot, _Camera], number: int) -> Picture:
    """Return frame *number* with everything that is laid over it."""
    picture = _edited(scene, cameras, number)
    for first, past, what in scene.edit_flashes:
        if first <= number < past:
            picture = _bleached(picture, what)
    for graphic in scene.graphics:
        if graphic.first <= number < graphic.past:
            if graphic.what == "sides":
                picture = framed(picture, graphic.box)
            else:
                over(picture, mark(graphic, scene.width, scene.height))
    for item in scene.lettering:
        if item.first <= number < item.past:
            over(picture, drawn(item, scene.width, scene.height)[0])
    return picture


def _bleached(picture: Picture, what: str) -> Picture:
    if what == "white":
        return np.full_like(picture, 255)
    if what == "black":
        return np.zeros_like(picture)
    if what == "negative":
        return np.asarray(255 - picture, np.uint8)
    return np.clip(picture.astype(np.int16) * 2 + 70, 0, 255).astype(np.uint8)


def _edited(scene: SightScene, cameras: dict[Shot, _Camera], number: int) -> Picture:
    """Return the picture of frame *number* after cuts, mixes and repeats."""
    for repeat in scene.repeats:
        if repeat.first <= number < repeat.past:
            if repeat.what == "frozen":
                return _edited(scene, cameras, repeat.of)
            if repeat.what == "shown_again":
                return _edited(scene, cameras, repeat.of + number - repeat.first)
            return np.full((scene.height, scene.width, 3), repeat.colour, np.uint8)
    for change in scene.changes:
        if change.first <= number < change.past:
            return _mixed(scene, cameras, change, number)
    shot = next(one for one in scene.shots if one.first <= number < one.past)
    return cameras[shot].picture(number)


def _mixed(scene: SightScene, cameras: dict[Shot, _Camera], change: Change, number: int) -> Picture:
    """Return a frame of a gradual change.

    Frames from ``first`` on are mixed, ``past`` is the first pure one of the new shot. Both shots
    run on while they are mixed.
    """
    share = (number - change.first + 1) / (change.past - change.first + 1)
    old = next(one for one in scene.shots if one.first <= change.first - 1 < one.past)
    new = next(one for one in scene.shots if one.first <= change.past < one.past)
    if change.form == "fade":
        shot, strength = (old, 1 - 2 * share) if share < 0.5 else (new, 2 * share - 1)
        colour = np.array(change.colour, np.float32)
        picture = cameras[shot].picture(number)
        return (
            np.asarray(colour + (picture - colour) * np.float32(strength), np.float32)
            .round()
            .astype(np.uint8)
        )
    before, after = cameras[old].picture(number), cameras[new].picture(number)
    if change.form == "wipe":
        edge = int(share * scene.width)
        return np.hstack([after[:, :edge], before[:, edge:]])
    mixed = before * np.float32(1 - share) + after * np.float32(share)
    return np.asarray(mixed, np.float32).round().astype(np.uint8)


class _Camera:
    """One shot being filmed: frames may be asked for again and stay the same."""

    def __init__(self, scene: SightScene, shot: Shot) -> None:
        self.scene, self.shot = scene, shot
        reach = [c for c in scene.changes if c.past == shot.first or c.first < shot.past <= c.past]
        first = min([shot.first, *(c.first for c in reach if c.past == shot.first)])
        past = max([shot.past, *(c.past for c in reach if c.first < shot.past)])
        self.first, self.past = first, past
        self.frames = frames_of(
            _stretched(shot, first, past), scene.width, scene.height, scene.starts, scene.ends
        )

    @cached_property
    def painters(self) -> list[Painter]:
        """Everything that moves or shines, in the order in which it is laid."""
        return [PAINTERS[one.kind](one, self.frames) for one in self.shot.elements]

    @property
    def world(self) -> World:
        """The place it plays in."""
        shot = self.shot
        return build(
            shot.place,
            shot.world,
            shot.ground,
            shot.light.hour,
            "overcast" if shot.overcast else "open",
            self.scene.width,
            self.scene.height,
        )

    @cached_property
    def base(self) -> tuple[Colours, float]:
        """The place's light as it leaves the surfaces, and the gain that the exposure asks for."""
        world = self.world
        radiance = np.asarray(world.albedo * world.light + world.shine, np.float32)
        middle = seen(radiance, self.frames.views[0], self.scene.width, self.scene.height)
        return radiance, self.shot.light.target / max(
            float(np.minimum(middle, 4 * middle.mean()).mean()), 1e-6
        )

    @cached_property
    def sensor(self) -> Sensor:
        """The camera's sensor, one for all the shot."""
        return Sensor(self.shot.light, self.shot.world, self.scene.width, self.scene.height)

    def forget(self) -> None:
        """Give back the memory of a shot that is over."""
        self.__dict__.pop("base", None)

    def picture(self, number: int) -> Picture:
        """Return frame *number* of the scene as this shot's camera has it."""
        inside = min(max(number, self.first), self.past - 1) - self.first
        radiance, gain = self.base
        scene, view = self.scene, self.frames.views[inside]
        image = seen(radiance, view, scene.width, scene.height)
        for painter in self.painters:
            gain *= painter.gain(inside)
        moment = Moment(
            inside,
            float(self.frames.clock[inside]),
            float(self.frames.ends[inside] - self.frames.starts[inside]),
            view,
            self.world,
            gain,
            scene.width,
            scene.height,
        )
        for painter in self.painters:
            painter.paint(image, moment)
        return self.sensor.picture(image, gain, inside)


def _stretched(shot: Shot, first: int, past: int) -> Shot:
    return replace(shot, first=first, past=past)
