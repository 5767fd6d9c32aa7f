"""Incidents on a road: the ambush, and the checkpoint."""

from __future__ import annotations

import numpy as np

from witnessmark.rendering.incidents.script import AUTOMATIC, PISTOLS, RIFLES, Script
from witnessmark.rendering.scenario import Scenario


def road_ambush(random: np.random.Generator) -> Scenario:
    """Draw an ambush: a charge on a road or shots first, fire from the side, and an answer.

    Varies: with or without the charge, before or after the first shots; one or two attackers at
    40 to 350 m; an answer from near the camera or none; flame and smoke on the road.
    """
    script = Script(random)
    script.scenery()
    road = script.point(script.between(22.0, 45.0), script.ahead(), 0.2)
    attackers = []
    for _ in range(script.count(1, 2)):
        at = script.point(script.distance(40.0, 350.0), script.focus + 45.0, 3.0)
        attackers.append(script.gun(at, script.one_of(AUTOMATIC), road, side="attacker"))
    aim = script.point(80.0, script.focus + 40.0, 2.0)
    at = script.point(script.distance(3.0, 14.0), script.aside(), 1.4)
    escort = script.gun(at, script.one_of(RIFLES), aim, side="escort")
    script.person(*_beside(script), "crouch")
    if script.setting.snow_cover and script.chance(0.4):
        script.snowfall()
    steps = script.shuffled(["charge", "fire"]) if script.chance(0.75) else ["fire"]
    for step in steps:
        if step == "charge":
            script.explosion(road, script.distance(0.3, 4.0))
            if script.chance(0.6):
                script.burn(script.one_of(["flame", "smoke"]), [road[0], road[1], 0.6])
        else:
            script.fire(attackers[0], script.one_of(["burst", "automatic", "automatic"]))
        script.wait(1.0, 5.0)
    answered = script.chance(0.75)
    for _ in range(script.count(1, 3)):
        if answered:
            script.fire(escort, script.one_of(["single", "burst", "automatic"]))
            script.wait(1.0, 6.0)
        script.fire(attackers[-1], script.one_of(["single", "burst", "automatic"]))
        script.wait(1.0, 8.0)
    if script.chance(0.4):
        script.voice("shout", script.between(2.0, 10.0), script.between(0.8, 2.5))
    return script.scenario()


def checkpoint(random: np.random.Generator) -> Scenario:
    """Draw a shouted warning and then shots; or shots without it, or before it.

    Varies: shout first, after a first shot or not at all; one warning shot before more; pistol,
    rifle or automatic fire at 3 to 45 m; calm for long or next to nothing between.
    """
    script = Script(random)
    script.scenery()
    target = script.point(script.between(15.0, 40.0), script.ahead(), 1.0)
    at = script.point(script.distance(3.0, 45.0), script.ahead(), 1.5)
    if at[1] > target[1] - 3.0:
        target = script.point(script.between(60.0, 80.0), script.ahead(), 1.0)
    weapon = script.one_of([*PISTOLS, *RIFLES, *RIFLES])
    guard = script.gun(at, weapon, target, side="guard")
    script.person(round(at[0] - 0.35, 3), at[1], "stand", guard)
    if script.chance(0.4):
        script.voice("speech", script.between(1.0, 4.0), script.between(1.5, 3.5))
        script.wait(1.0, 5.0)
    order = script.one_of(["warned", "warned", "warned", "unwarned", "afterwards"])
    if order == "warned":
        for _ in range(script.count(1, 2)):
            script.voice("warning", script.between(2.0, 12.0), script.between(0.8, 2.0))
            script.wait(1.0, 3.0)
    if script.chance(0.4):
        script.fire(guard, "single", 1)
        script.wait(1.5, 8.0)
        if order == "afterwards":
            script.voice("warning", script.between(2.0, 12.0), script.between(0.8, 2.0))
            script.wait(1.0, 4.0)
    modes = ["single"] if weapon in PISTOLS else ["single", "burst", "automatic"]
    for _ in range(script.count(1, 3)):
        script.fire(guard, script.one_of(modes))
        script.wait(1.0, 10.0)
    if script.chance(0.4):
        script.voice("shout", script.between(2.0, 12.0), script.between(0.8, 2.5))
    return script.scenario()


def _beside(script: Script) -> tuple[float, float]:
    """Return a place in the plan that every view shows."""
    x, y, _ = script.point(script.between(8.0, 16.0), script.ahead(), 0.0)
    return x, y
