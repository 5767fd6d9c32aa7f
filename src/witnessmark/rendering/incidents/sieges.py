"""Incidents about a house: the siege, and the gun that opens late after calm."""

from __future__ import annotations

import numpy as np

from witnessmark.rendering.incidents.script import AUTOMATIC, MACHINE_GUNS, RIFLES, Script
from witnessmark.rendering.scenario import Scenario


def siege(random: np.random.Generator) -> Scenario:
    """Draw people behind a wall and people in a house who exchange fire and grenades.

    Varies: who begins, in what mode, how often they answer one another; one to three grenades on
    the house's side of the wall or none; fire from far round the house or none; an order that is
    shouted; a last machine gun close to the camera in one film of three.
    """
    script = Script(random, latest=46.0)
    depth = script.between(18.0, 32.0)
    middle = depth * float(np.tan(np.radians(script.focus)))
    windows = script.house(depth, script.between(5.0, 8.0), round(middle, 3))
    near = script.between(9.0, 13.0)
    low, high = round(middle - 8.0, 3), round(middle + 8.0, 3)
    script.wall([low, near], [high, near], script.between(1.0, 1.4))
    guards = []
    for side in (-1, 1):
        x, y = round(middle + side * script.between(1.0, 4.0), 3), round(near - 0.7, 3)
        window = windows[script.count(0, 2)]
        weapon = script.one_of(RIFLES)
        guards.append(script.gun([x, y, 1.55], weapon, window, side="guard"))
        script.person(round(x - 0.35, 3), y, "crouch", guards[-1])
    inside = [
        script.gun(window, script.one_of(RIFLES), [round(middle, 3), -30.0, 1.0], side="house")
        for window in script.shuffled(windows)[:2]
    ]
    target = [round(middle, 3), round(depth + 4.0, 3), 2.0]
    farther = script.point(script.distance(150.0, 500.0), script.ahead(60.0), 1.5)
    outer = script.gun(farther, script.one_of(AUTOMATIC), target, side="cordon")
    if script.setting.snow_cover and script.chance(0.7):
        script.snowfall()
    sides = script.shuffled([guards, inside])
    grenades = script.count(0, 3)
    script.fire(sides[0][0], script.one_of(["single", "single", "burst"]))
    for turn in range(script.count(2, 5)):
        script.wait(1.0, 5.0)
        here = sides[(turn + 1) % 2]
        script.fire(here[script.count(0, 1)], script.one_of(["single", "burst", "automatic"]))
        if turn < grenades:
            script.wait(1.0, 4.0)
            x = round(middle + script.between(-4.0, 4.0), 3)
            y = round(near + script.between(1.5, 4.5), 3)
            script.explosion([x, y, 0.1], script.between(0.05, 0.15))
        if script.chance(0.4):
            script.wait(1.0, 5.0)
            script.fire(outer, script.one_of(["burst", "automatic"]))
        if script.chance(0.15):
            script.wait(1.0, 4.0)
            script.voice("shout", script.between(2.0, 9.0), script.between(0.8, 2.0))
    if script.chance(0.33):
        _last_gun(script, windows[0])
    return script.scenario()


def late_gun(random: np.random.Generator) -> Scenario:
    """Draw calm, perhaps talk; then a machine gun close by opens and fires to the end.

    Varies: length of the calm, talk or a shouted warning or neither, a single shot long before,
    tracers, flame where the rounds strike, people who run off.
    """
    script = Script(random, latest=36.0)
    depth = script.between(18.0, 40.0)
    middle = depth * float(np.tan(np.radians(script.focus)))
    windows = script.house(depth, script.between(5.0, 8.0), round(middle, 3))
    for _ in range(script.count(0, 3)):
        x, y = round(middle + script.between(-5.0, 5.0), 3), script.between(7.0, 14.0)
        script.person(x, y, script.one_of(["stand", "crouch"]))
    if script.chance(0.5):
        script.voice("speech", script.between(1.0, 3.0), script.between(1.5, 4.0))
    if script.chance(0.3):
        script.wait(1.0, 4.0)
        at = script.point(script.distance(20.0, 300.0), script.aside(), 1.5)
        once = script.gun(at, script.one_of(RIFLES), windows[0], side="other")
        script.fire(once, "single", script.count(1, 2))
    script.wait(5.0, 12.0)
    if script.chance(0.35):
        script.voice("warning", script.between(2.0, 8.0), script.between(0.8, 1.8))
        script.wait(0.5, 2.5)
    _last_gun(script, windows[script.count(0, 2)])
    return script.scenario()


def _last_gun(script: Script, target: list[float]) -> None:
    """Open fire with a machine gun 2 to 8 m from the camera, to the end."""
    at = script.point(script.distance(2.0, 8.0), script.aside(), 1.3)
    gun = script.gun(at, script.one_of(MACHINE_GUNS), target, side="gunner", screened=False)
    script.wait(1.0, 6.0)
    seconds = script.between(6.0, 18.0)
    begun = script.now
    if script.chance(0.5):
        script.run_off()
    script.fire_to_the_end(gun, seconds, tracers=script.one_of_numbers(0, 0, 4, 5))
    if script.chance(0.5):
        at = [target[0], target[1] - 0.1, 1.4]
        script.burn("flame", at, start=round(begun + script.between(1.0, 3.0), 3))
