"""Scenes with nothing that is looked for, and much that resembles it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from witnessmark.rendering.sights.dice import Dice
from witnessmark.rendering.sights.scene import SightScene


def plain(seed: int) -> SightScene:
    """One hard negative; each of :data:`NEGATIVES` comes round in turn."""
    dice = Dice("plain", seed)
    names = sorted(NEGATIVES)
    return NEGATIVES[names[seed % len(names)]](dice)


def _flying(what: str, low: int, high: int, hours: tuple[str, ...]) -> Callable[[Dice], SightScene]:
    def make(dice: Dice) -> SightScene:
        count = int(dice.between(low, high))
        return dice.alone(
            dice.element("flying", what=what, count=count, wind=dice.between(-1, 1)),
            hour=dice.one_of(hours),
        )

    return make


def _lit(manner: str) -> Callable[[Dice], SightScene]:
    def make(dice: Dice) -> SightScene:
        colour = {
            "steady": (1.0, 0.7, 0.4),
            "blinking": (1.0, 0.45, 0.08),
            "police": (0.1, 0.2, 1.0),
        }[manner]
        lamps = [
            dice.element(
                "lamp",
                anchor=dice.spot(),
                manner=manner,
                rate=dice.between(1, 4),
                size=dice.between(0.008, 0.03),
                colour=colour,
                power=1.5,
            )
            for _ in range(int(dice.random.integers(1, 4)))
        ]
        return dice.alone(*lamps, hour=dice.one_of(("dusk", "night")))

    return make


def _headlights(dice: Dice) -> SightScene:
    return dice.alone(
        dice.element(
            "headlights", anchor=dice.spot(), lasts=dice.between(4, 7), turn=dice.between(0.4, 0.8)
        ),
        hour=dice.one_of(("dusk", "night")),
    )


def _noise(dice: Dice) -> SightScene:
    light = replace(dice.light("night"), grain=dice.between(10, 18), target=0.02)
    return dice.alone(hour="night", light=light)


def _sunset(dice: Dice) -> SightScene:
    light = replace(dice.light("dusk"), warmth=dice.between(1.2, 1.45))
    sun = dice.element(
        "lamp",
        anchor=(dice.between(0.4, 0.6), dice.between(0.36, 0.42)),
        size=dice.between(0.04, 0.09),
        colour=(1.0, 0.45, 0.12),
        power=1.6,
    )
    return dice.alone(
        dice.element("clouds", speed=2.0), sun, hour="dusk", light=light, place="field"
    )


def _vests(dice: Dice) -> SightScene:
    people = [
        dice.element(
            "walker",
            vest=dice.one_of(("orange", "green")),
            speed=dice.between(-0.06, 0.06),
            row=dice.between(0.58, 0.7),
            tall=dice.between(0.2, 0.5),
        )
        for _ in range(3)
    ]
    return dice.alone(*people)


def _flags(dice: Dice) -> SightScene:
    colours = ((0.75, 0.06, 0.04), (0.9, 0.4, 0.03), (0.9, 0.7, 0.05))
    return dice.alone(
        *(
            dice.element("flag", anchor=dice.spot(), size=dice.between(0.06, 0.2), colour=one)
            for one in colours[: int(dice.between(1, 4))]
        )
    )


def _clouds(dice: Dice) -> SightScene:
    return dice.alone(dice.element("clouds", speed=dice.between(2, 10)), place="field")


def _fog(dice: Dice) -> SightScene:
    return dice.alone(
        dice.element("fog", strength=dice.between(0.6, 1.3), drift=dice.between(0, 3))
    )


def _walls(dice: Dice) -> SightScene:
    light = replace(
        dice.light("day"), target=dice.between(0.35, 0.6), warmth=dice.between(0.92, 1.1)
    )
    return dice.alone(place="room", light=light)


def _bright(dice: Dice) -> SightScene:
    light = replace(dice.light("day"), target=dice.between(0.45, 0.65))
    return dice.alone(light=light, ground=dice.one_of(("sand", "concrete")))


def _sand(dice: Dice) -> SightScene:
    return dice.alone(ground="sand", place=dice.one_of(("field", "road")))


def _water(dice: Dice) -> SightScene:
    return dice.alone(
        dice.element("water", count=int(dice.between(30, 120))), ground="water", place="field"
    )


def _exposure(dice: Dice) -> SightScene:
    steps = tuple((dice.between(0.5, dice.seconds - 0.5), dice.between(0.5, 1.8)) for _ in range(2))
    over = dice.one_of_numbers(0.04, 0.3, 1.0)
    return dice.alone(
        dice.element("exposure", steps=tuple(sorted(steps)), over=over),
        hour=dice.one_of(("day", "dusk", "night")),
    )


def _switched(dice: Dice) -> SightScene:
    at = dice.between(1, dice.seconds - 2)
    steps = ((at, 3.0), (at + dice.between(0.6, 1.4), 1.0))
    light = replace(dice.light("night"), target=0.03)
    return dice.alone(
        dice.element("exposure", steps=steps, over=0.02), place="room", hour="night", light=light
    )


def _sparks(dice: Dice) -> SightScene:
    return dice.alone(
        dice.element("sparks", anchor=dice.spot()), hour=dice.one_of(("day", "dusk", "night"))
    )


def _grey(dice: Dice) -> SightScene:
    return dice.alone(light=replace(dice.light("day"), look="grey"))


def _everyday(dice: Dice) -> SightScene:
    return dice.alone(
        hour=dice.one_of(("day", "day", "dusk", "night")),
        place="room" if dice.chance(0.3) else None,
    )


NEGATIVES: dict[str, Callable[[Dice], SightScene]] = {
    "birds": _flying("birds", 5, 40, ("day",)),
    "blinking": _lit("blinking"),
    "bright": _bright,
    "clouds": _clouds,
    "confetti": _flying("confetti", 40, 200, ("day", "dusk")),
    "everyday": _everyday,
    "exposure": _exposure,
    "flags": _flags,
    "fog": _fog,
    "grey": _grey,
    "headlights": _headlights,
    "insects": _flying("insects", 4, 25, ("dusk", "night")),
    "leaves": _flying("leaves", 10, 60, ("day",)),
    "noise": _noise,
    "police": _lit("police"),
    "sand": _sand,
    "sparks": _sparks,
    "street_lamps": _lit("steady"),
    "sunset": _sunset,
    "switched": _switched,
    "vests": _vests,
    "walls": _walls,
    "water": _water,
}
