"""Scenes of muzzle flashes by hour, explosions among them, and tracers."""

from __future__ import annotations

import numpy as np

from witnessmark.rendering.sights.dice import Dice
from witnessmark.rendering.sights.scene import Element, SightScene


def _bursts(dice: Dice) -> tuple[float, ...]:
    """Draw seconds of rounds: single ones and bursts at 500 to 900 a minute."""
    times: list[float] = []
    at = dice.between(0.2, 1.0)
    while at < dice.seconds - 0.3:
        rounds = int(dice.random.choice([1, 1, 1, 3, 5, 9]))
        gap = 60 / dice.between(500, 900)
        times += [at + number * gap for number in range(rounds)]
        at = times[-1] + dice.between(0.35, 1.6)
    return tuple(round(one, 6) for one in times if one < dice.seconds - 0.05)


def _gun(dice: Dice, hour: str) -> Element:
    lights = {"night": dice.between(0.15, 0.8), "dusk": dice.between(0.05, 0.3), "day": 0.0}[hour]
    return dice.element(
        "muzzle",
        anchor=dice.spot(),
        times=_bursts(dice),
        size=dice.between(0.008, 0.035),
        power=dice.between(1.5, 5.0),
        lasts=dice.between(0.001, 0.006),
        lights=lights,
        hidden=dice.between(0.2, 0.6) if dice.chance(0.2) else 0.0,
    )


def _muzzle(hour: str, seed: int) -> SightScene:
    dice = Dice(f"muzzle_{hour}", seed, least_rate=15)
    made = [_gun(dice, hour)]
    if dice.chance(0.2):
        made.append(
            dice.element(
                "explosion",
                anchor=dice.spot(),
                time=dice.between(1, dice.seconds - 1),
                size=dice.between(0.08, 0.25),
                power=dice.between(2, 5),
                fades=dice.between(0.15, 0.5),
                lights={"night": 0.8, "dusk": 0.5, "day": 0.15}[hour],
            )
        )
    if dice.chance(0.3) and hour != "day":
        made.append(_blinker(dice))
    return dice.alone(*made, hour=hour)


def _blinker(dice: Dice) -> Element:
    return dice.element(
        "lamp",
        anchor=dice.spot(),
        manner="blinking",
        rate=dice.between(0.8, 2.0),
        size=0.01,
        colour=(1.0, 0.5, 0.1),
        power=1.2,
    )


def muzzle_night(seed: int) -> SightScene:
    """Muzzle flashes at night, with their light on what stands round the gun."""
    return _muzzle("night", seed)


def muzzle_dusk(seed: int) -> SightScene:
    """Muzzle flashes at dusk."""
    return _muzzle("dusk", seed)


def muzzle_day(seed: int) -> SightScene:
    """Muzzle flashes by day, most of which a short exposure misses."""
    return _muzzle("day", seed)


def tracers(seed: int) -> SightScene:
    """Tracers at night and dusk, across the picture or away from the camera."""
    dice = Dice("tracers", seed, least_rate=15)
    hour = dice.one_of(("night", "night", "dusk"))
    rounds: list[tuple[float, ...]] = []
    start, heading = (
        np.array(dice.spot()),
        dice.between(-0.5, 0.1) + (np.pi if dice.chance(0.5) else 0),
    )
    at = dice.between(0.2, 1.0)
    reach = dice.between(0.35, 0.8)
    while at < dice.seconds - 0.8:
        for _ in range(int(dice.random.choice([1, 2, 4]))):
            turn = heading + dice.between(-0.06, 0.06)
            end = start + reach * np.array([np.cos(turn), np.sin(turn)])
            flight, far = dice.between(0.12, 0.5), float(dice.random.choice([1.0, 3.0, 6.0]))
            rounds.append((round(at, 6), *map(float, start), *map(float, end), flight, far))
            at += dice.between(0.08, 0.3)
        at += dice.between(0.3, 1.5)
    flying = dice.element(
        "tracer",
        rounds=tuple(rounds),
        colour=dice.one_of(("red", "green", "amber")),
        wide=dice.between(0.0015, 0.004),
        power=dice.between(0.8, 2.0),
    )
    made = [flying]
    if dice.chance(0.3):
        made.append(_gun(dice, hour))
    return dice.alone(*made, hour=hour)
