"""Incidents in a street: the exchange, the crowd, the celebration, shots at arm's length."""

from __future__ import annotations

import numpy as np

from witnessmark.rendering.incidents.script import AUTOMATIC, PISTOLS, RIFLES, Script
from witnessmark.rendering.scenario import Scenario


def street_exchange(random: np.random.Generator) -> Scenario:
    """Draw two parties that fire at one another across a street, turn by turn.

    Varies: distances of 4 to 120 m, rifles or pistols, modes, how often each fires, a grenade at
    some turn, one side falling silent before the end.
    """
    script = Script(random)
    script.scenery()
    ours = script.point(script.distance(4.0, 25.0), script.aside(), 1.5)
    theirs = script.point(script.distance(25.0, 120.0), script.ahead(25.0), 2.0)
    weapons = [script.one_of([*RIFLES, *AUTOMATIC, "pistol"]) for _ in range(2)]
    guns = [
        script.gun(ours, weapons[0], theirs, side="near_side"),
        script.gun(theirs, weapons[1], ours, side="far_side"),
    ]
    first = script.count(0, 1)
    last = script.count(3, 7)
    silent_from = script.count(2, 12)
    grenade = script.count(1, 6) if script.chance(0.5) else -1
    for turn in range(last):
        who = (first + turn) % 2 if turn < silent_from else first
        single = weapons[who] == "pistol"
        script.fire(
            guns[who], "single" if single else script.one_of(["single", "burst", "automatic"])
        )
        script.wait(1.0, 6.0)
        if turn == grenade:
            script.explosion(script.point(script.between(14.0, 40.0), script.ahead(), 0.1))
            script.wait(1.0, 5.0)
    return script.scenario()


def crowd_fired_on(random: np.random.Generator) -> Scenario:
    """Draw a crowd that is fired on: shouts, fire, shouts or silence, and people who run.

    Varies: shouting before, between and after; fire from 15 to 200 m in any mode, once to four
    times; people who run off or stay.
    """
    script = Script(random, latest=50.0)
    script.scenery()
    for _ in range(script.count(3, 7)):
        x, y, _ = script.point(script.between(7.0, 22.0), script.ahead(9.0), 0.0)
        script.person(x, y, "stand")
    at = script.point(script.distance(15.0, 200.0), script.aside(), 2.0)
    crowd = script.point(script.between(14.0, 20.0), script.ahead(), 1.2)
    gun = script.gun(at, script.one_of(AUTOMATIC), crowd, side="troops")
    for _ in range(script.count(0, 2)):
        _shout(script)
    for turn in range(script.count(1, 4)):
        script.fire(gun, script.one_of(["single", "burst", "automatic"]))
        if turn == 0 and script.chance(0.7):
            script.run_off()
        script.wait(1.0, 9.0)
        if script.chance(0.5):
            _shout(script)
    return script.scenario()


def celebration(random: np.random.Generator) -> Scenario:
    """Draw shots into the air from near by, by two to four people, with cries and no answer.

    Varies: distances of 4 to 90 m, modes, tracers at night, shouting; nobody takes cover.
    """
    script = Script(random, light="night" if random.random() < 0.4 else None)
    script.scenery()
    guns = []
    for _ in range(script.count(2, 4)):
        away, bearing = script.distance(4.0, 90.0), script.ahead(40.0)
        at, up = script.point(away, bearing, 1.9), script.point(away + 30.0, bearing + 10.0, 250.0)
        guns.append(
            script.gun(at, script.one_of([*RIFLES, "machine_gun", "pistol"]), up, side="guest")
        )
    for _ in range(script.count(1, 4)):
        x, y, _ = script.point(script.between(7.0, 20.0), script.ahead(), 0.0)
        script.person(x, y, "stand")
    tracers = script.one_of_numbers(0, 4) if script.setting.light == "night" else 0
    for _ in range(script.count(3, 7)):
        gun = script.one_of(guns)
        script.fire(gun, script.mode_of(gun), tracers=tracers)
        script.wait(1.0, 6.0)
        if script.chance(0.3):
            _shout(script)
    return script.scenario()


def close_shots(random: np.random.Generator) -> Scenario:
    """Draw one to six shots of pistol or rifle within metres of the camera, then nothing more.

    Varies: 2 to 12 m, one weapon or two, talk before, shouting after or silence.
    """
    script = Script(random)
    script.scenery()
    weapons = [script.one_of([*PISTOLS, *PISTOLS, *RIFLES]) for _ in range(script.count(1, 2))]
    target = script.point(script.between(15.0, 30.0), script.ahead(), 1.0)
    if script.chance(0.6):
        script.voice("speech", script.between(1.0, 3.0), script.between(1.5, 5.0))
        script.wait(1.0, 6.0)
    for weapon in weapons:
        at = script.point(script.distance(2.0, 12.0), script.aside(), 1.4)
        gun = script.gun(at, weapon, target, side="one")
        script.fire(gun, "single", script.count(1, 3))
        script.wait(1.0, 8.0)
    if script.chance(0.5):
        _shout(script)
    script.wait(2.0, 10.0)
    return script.scenario()


def _shout(script: Script) -> None:
    script.voice("shout", script.between(2.0, 14.0), script.between(0.8, 2.5))
    script.wait(1.0, 4.0)
