"""Incidents far off: the marksman, the battle that is only heard, shelling."""

from __future__ import annotations

import numpy as np

from witnessmark.rendering.incidents.script import AUTOMATIC, MACHINE_GUNS, Script
from witnessmark.rendering.scenario import Scenario


def marksman(random: np.random.Generator) -> Scenario:
    """Draw a distant marksman: single shots, seconds apart, and no answer, or one burst.

    Varies: 120 to 800 m, two to seven shots, bullets that pass close by or strike elsewhere, talk
    or shouting after the first, people who run off.
    """
    script = Script(random)
    script.scenery()
    away, bearing = script.distance(120.0, 800.0), script.between(-180.0, 180.0)
    at = script.point(away, bearing, 6.0)
    aim = script.point(script.between(5.0, 60.0), bearing + script.between(40.0, 160.0), 0.5)
    gun = script.gun(at, "marksman_rifle", aim, side="marksman")
    for _ in range(script.count(0, 3)):
        x, y, _ = script.point(script.between(7.0, 18.0), script.ahead(), 0.0)
        script.person(x, y, "stand")
    answer = script.count(1, 4) if script.chance(0.3) else -1
    for number in range(script.count(2, 7)):
        script.fire(gun, "single", 1)
        if number == 0 and script.chance(0.4):
            script.run_off()
        script.wait(1.5, 10.0)
        if number == answer:
            near = script.point(script.distance(3.0, 20.0), script.aside(), 1.5)
            own = script.gun(near, script.one_of(AUTOMATIC), at, side="patrol")
            script.fire(own, "burst")
            script.wait(1.5, 6.0)
        if script.chance(0.25):
            script.voice("shout", script.between(2.0, 8.0), script.between(0.8, 2.0))
            script.wait(1.0, 4.0)
    return script.scenario()


def far_battle(random: np.random.Generator) -> Scenario:
    """Draw a battle 200 to 800 m off, heard and not seen; the picture shows a calm place.

    Varies: two to four guns, modes, up to three explosions, talk near the camera.
    """
    script = Script(random)
    script.scenery()
    guns = []
    for _ in range(script.count(2, 4)):
        at = script.point(script.distance(200.0, 800.0), script.aside(), 2.0)
        aim = script.point(script.between(300.0, 500.0), script.aside(), 2.0)
        guns.append(script.gun(at, script.one_of(AUTOMATIC), aim, side="unseen"))
    kinds = ["fire"] * script.count(3, 6) + ["explosion"] * script.count(0, 3)
    if script.chance(0.4):
        kinds.append("talk")
    for kind in script.shuffled(kinds):
        if kind == "fire":
            script.fire(script.one_of(guns), script.one_of(["single", "burst", "automatic"]))
        elif kind == "explosion":
            at = script.point(script.distance(200.0, 800.0), script.aside(), 0.2)
            script.explosion(at, script.distance(0.5, 10.0))
        else:
            script.voice("speech", script.between(1.0, 3.0), script.between(1.5, 4.0))
        script.wait(1.0, 6.0)
    return script.scenario()


def shelling(random: np.random.Generator) -> Scenario:
    """Draw explosions and no gunfire: two to seven of them, near or far, one by one.

    Varies: 40 to 800 m, in the picture or out of it, charges of 0.5 to 15 kg, pauses, a place
    that goes on smoking or burning, shouting between.
    """
    script = Script(random)
    script.scenery()
    for number in range(script.count(2, 7)):
        seen = script.chance(0.5)
        bearing = script.ahead() if seen else script.aside()
        at = script.point(script.distance(40.0, 800.0), bearing, 0.2)
        script.explosion(at, script.distance(0.5, 15.0))
        if number == 0 and script.chance(0.4):
            burning = script.point(script.between(16.0, 30.0), script.ahead(), 0.4)
            script.burn(script.one_of(["flame", "smoke"]), burning)
        script.wait(1.0, 10.0)
        if script.chance(0.25):
            script.voice("shout", script.between(2.0, 10.0), script.between(0.8, 2.0))
            script.wait(1.0, 4.0)
    return script.scenario()


def heavy_gun(random: np.random.Generator) -> Scenario:
    """Draw a machine gun some way off: string after string, and an answer from farther away.

    Varies: 60 to 400 m, strings of bursts or long ones, one answer or none, explosions where it
    stands.
    """
    script = Script(random)
    script.scenery()
    at = script.point(script.distance(60.0, 400.0), script.ahead(40.0), 2.0)
    aim = script.point(500.0, script.aside(), 2.0)
    gun = script.gun(at, script.one_of(MACHINE_GUNS), aim, side="position")
    other = script.point(script.distance(250.0, 800.0), script.aside(), 2.0)
    rifle = script.gun(other, script.one_of(AUTOMATIC), at, side="opponent")
    for _ in range(script.count(2, 5)):
        script.fire(gun, script.one_of(["burst", "automatic", "automatic"]))
        script.wait(1.0, 6.0)
        if script.chance(0.35):
            script.fire(rifle, script.one_of(["single", "burst"]))
            script.wait(1.0, 6.0)
    if script.chance(0.5):
        script.explosion(at, script.distance(0.3, 5.0))
        script.wait(3.0, 8.0)
    return script.scenario()
