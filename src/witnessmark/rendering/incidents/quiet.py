"""Incidents that are mostly calm: nothing at all, one explosion, a long silence between fire."""

from __future__ import annotations

import numpy as np

from witnessmark.rendering.incidents.script import AUTOMATIC, RIFLES, Script
from witnessmark.rendering.scenario import Scenario


def calm(random: np.random.Generator) -> Scenario:
    """Draw calm: weather, people who stand about, talk or none, perhaps a shout.

    Varies: voices, snowfall, standing smoke or flame, people, cuts.
    """
    script = Script(random, latest=50.0)
    script.scenery()
    for _ in range(script.count(0, 4)):
        x, y, _ = script.point(script.between(6.0, 20.0), script.ahead(), 0.0)
        script.person(x, y, script.one_of(["stand", "crouch"]))
    if script.setting.snow_cover and script.chance(0.6):
        script.snowfall()
    elif script.chance(0.3):
        at = script.point(script.between(14.0, 28.0), script.ahead(), 0.4)
        script.burn(script.one_of(["smoke", "flame"]), at, start=script.between(0.0, 8.0))
    for _ in range(script.count(0, 4)):
        kind = script.one_of(["speech", "speech", "shout"])
        script.voice(kind, script.between(1.0, 5.0), script.between(1.0, 4.0))
        script.wait(1.0, 9.0)
    script.wait(3.0, 20.0)
    return script.scenario()


def explosion_alone(random: np.random.Generator) -> Scenario:
    """Draw one explosion, and afterwards nothing: no shot before it and none after.

    Varies: 25 to 500 m, in the picture or out of it, early or late, talk before, shouting after,
    smoke or flame that stays.
    """
    script = Script(random, latest=50.0)
    script.scenery()
    if script.chance(0.5):
        script.voice("speech", script.between(1.0, 4.0), script.between(1.5, 4.0))
    script.wait(1.0, 20.0)
    seen = script.chance(0.6)
    away = script.distance(25.0, 120.0) if seen else script.distance(40.0, 500.0)
    at = script.point(away, script.ahead() if seen else script.aside(), 0.2)
    script.explosion(at, script.distance(0.2, 8.0))
    if seen and away < 45.0 and script.chance(0.5):
        script.burn(script.one_of(["smoke", "flame"]), [at[0], at[1], 0.5])
    script.wait(2.0, 10.0)
    for _ in range(script.count(0, 3)):
        script.voice("shout", script.between(2.0, 12.0), script.between(0.8, 2.5))
        script.wait(1.0, 5.0)
    script.wait(3.0, 12.0)
    return script.scenario()


def long_silence(random: np.random.Generator) -> Scenario:
    """Draw fire, at least nine seconds without any, and fire again.

    Varies: what comes before and after, who fires and from where (3 to 400 m), talk within the
    silence or none.
    """
    script = Script(random)
    script.scenery()
    target = script.point(60.0, script.ahead(), 1.5)
    guns = []
    for _ in range(2):
        at = script.point(script.distance(3.0, 400.0), script.aside(), 1.5)
        guns.append(script.gun(at, script.one_of([*RIFLES, *AUTOMATIC]), target, side="party"))
    for _ in range(script.count(1, 2)):
        script.fire(guns[0], script.one_of(["single", "burst", "automatic"]))
        script.wait(1.0, 3.0)
    script.wait(9.0, 18.0)
    if script.chance(0.4):
        script.voice("speech", script.between(1.0, 3.0), script.between(1.5, 3.0))
        script.wait(1.0, 4.0)
    for _ in range(script.count(1, 2)):
        script.fire(guns[1], script.one_of(["single", "burst", "automatic"]))
        script.wait(1.0, 3.0)
    return script.scenario()
