"""Incidents whose weather or hour is to be seen: fire at night, in snow, through smoke."""

from __future__ import annotations

import numpy as np

from witnessmark.rendering.incidents.script import AUTOMATIC, RIFLES, Script
from witnessmark.rendering.scenario import Scenario


def night_fire(random: np.random.Generator) -> Scenario:
    """Draw fire at night: flashes in the dark, tracers now and then, something that burns.

    Varies: two guns at 8 to 300 m, in the picture or out of it, flame early, late or not, one
    explosion or none.
    """
    script = Script(random, light="night")
    script.scenery()
    guns = []
    for number in range(2):
        seen = number == 0 or script.chance(0.5)
        away = script.distance(8.0, 60.0) if seen else script.distance(8.0, 300.0)
        at = script.point(away, script.ahead() if seen else script.aside(), 1.5)
        aim = script.point(
            script.between(100.0, 200.0), script.focus + script.between(-30, 30), 4.0
        )
        guns.append(script.gun(at, script.one_of(AUTOMATIC), aim, side="party"))
    burning = script.point(script.between(15.0, 28.0), script.ahead(), 0.4)
    alight = script.one_of(["early", "late", "never"])
    if alight == "early":
        script.burn("flame", burning, start=0.0)
    blast, tracers = script.chance(0.5), script.one_of_numbers(0, 3, 5)
    for turn in range(script.count(2, 6)):
        mode = script.one_of(["single", "burst", "automatic"])
        script.fire(script.one_of(guns), mode, tracers=0 if mode == "single" else tracers)
        script.wait(1.0, 6.0)
        if turn == 1 and blast:
            script.explosion(burning, script.distance(0.1, 1.0))
            script.wait(1.0, 6.0)
        if turn == 1 and alight == "late":
            script.burn("flame", burning)
    script.wait(2.0, 5.0)
    return script.scenario()


def snow_patrol(random: np.random.Generator) -> Scenario:
    """Draw snow that falls on snow, a few shots from a wood, an answer or none.

    Varies: snowfall from light to dense, 20 to 500 m, single shots or bursts, talk, a shout.
    """
    script = Script(random, light=_by_day(random), snowy=True)
    script.scenery()
    script.snowfall()
    wood = script.point(script.distance(20.0, 500.0), script.ahead(30.0), 1.5)
    at = script.point(script.distance(2.5, 12.0), script.aside(), 1.5)
    first = script.gun(wood, script.one_of(RIFLES), at, side="wood")
    own = script.gun(at, script.one_of(RIFLES), wood, side="patrol")
    for _ in range(script.count(1, 3)):
        x, y, _ = script.point(script.between(6.0, 14.0), script.ahead(), 0.0)
        script.person(x, y, script.one_of(["stand", "crouch"]))
    if script.chance(0.4):
        script.voice("speech", script.between(1.0, 4.0), script.between(1.0, 3.0))
        script.wait(1.0, 6.0)
    for _ in range(script.count(1, 4)):
        script.fire(first, script.one_of(["single", "single", "burst"]))
        script.wait(1.0, 8.0)
        if script.chance(0.5):
            script.fire(own, script.one_of(["single", "burst", "automatic"]))
            script.wait(1.0, 8.0)
        if script.chance(0.2):
            script.voice("shout", script.between(2.0, 10.0), script.between(0.8, 2.0))
            script.wait(1.0, 4.0)
    return script.scenario()


def through_smoke(random: np.random.Generator) -> Scenario:
    """Draw smoke before the camera from early on; fire and explosions come through it.

    Varies: four to eight plumes, flame at the root of one, guns at 10 to 250 m, up to two
    explosions.
    """
    script = Script(random, light=_by_day(random))
    script.scenery()
    begun = script.between(0.0, 4.0)
    for number in range(script.count(4, 8)):
        at = script.point(script.between(6.0, 12.0), script.ahead(), 0.3)
        script.burn("smoke", at, start=round(begun + script.between(0.0, 1.0), 3))
        if number == 0 and script.chance(0.4):
            script.burn("flame", at, start=script.between(0.0, 10.0))
    guns = []
    for _ in range(script.count(1, 3)):
        at = script.point(script.distance(10.0, 250.0), script.ahead(90.0), 1.5)
        aim = script.point(400.0, script.aside(), 2.0)
        guns.append(script.gun(at, script.one_of(AUTOMATIC), aim, side="party"))
    kinds = ["fire"] * script.count(2, 5) + ["explosion"] * script.count(0, 2)
    for kind in script.shuffled(kinds):
        if kind == "fire":
            script.fire(script.one_of(guns), script.one_of(["single", "burst", "automatic"]))
        else:
            script.explosion(script.point(script.distance(20.0, 90.0), script.ahead(), 0.2))
        script.wait(1.0, 7.0)
    return script.scenario()


def _by_day(random: np.random.Generator) -> str:
    return str(random.choice(["day", "day", "dusk"]))
