"""Scenes of weather, dark, smoke and flame."""

from __future__ import annotations

from dataclasses import replace

from witnessmark.rendering.sights.dice import Dice
from witnessmark.rendering.sights.scene import SightScene


def snowfall(seed: int) -> SightScene:
    """Falling snow by day, at dusk, and by night round lamps; seldom a few flakes only.

    Snow that melts to 0.3 to 3 mm of water an hour has 9 to 150 flakes of 3 mm and more in a cubic
    metre (Gunn and Marshall, J. Meteorol. 15, 1958, 452, for flakes of a fourteenth of water's
    density), and the first five metres before the lens are 30 of them: 270 to 4700 flakes there,
    and about as many again, of those drawn, behind. Up to half of that is drawn.
    """
    dice = Dice("snowfall", seed)
    hour = dice.one_of(("day", "day", "day", "dusk", "night"))
    few = dice.chance(0.1)
    count = int(dice.between(60, 200) if few else 500 * 10 ** dice.random.random())
    snow = dice.element(
        "snowfall",
        count=count,
        wind=dice.between(-2.5, 2.5),
        haze=dice.between(0.02, 0.3),
        opacity=dice.between(0.7, 1.0),
    )
    ground = dice.one_of(("snow", "snow", "asphalt", "grass"))
    light = replace(dice.light(hour, ground), shutter=dice.between(0.004, 0.016))
    return dice.alone(snow, hour=hour, ground=ground, light=light, overcast=True)


def rain(seed: int) -> SightScene:
    """Rain that streaks."""
    dice = Dice("rain", seed)
    hour = dice.one_of(("day", "day", "dusk", "night"))
    drops = dice.element(
        "rain", count=int(dice.between(150, 900)), wind=dice.between(-2, 2), opacity=0.9
    )
    fog = dice.element("fog", strength=dice.between(0.1, 0.35))
    ground = dice.one_of(("asphalt", "earth", "grass"))
    # Rain comes with little light: exposures are long, and drops are streaks.
    light = replace(dice.light(hour), shutter=dice.between(0.008, 0.02))
    return dice.alone(fog, drops, hour=hour, ground=ground, light=light, overcast=True)


def snow_cover(seed: int) -> SightScene:
    """Snow that lies, mostly by day; with some more falling at times."""
    dice = Dice("snow_cover", seed)
    hour = dice.one_of(("day", "day", "day", "day", "dusk"))
    falling = (
        [dice.element("snowfall", count=int(dice.between(100, 700)), wind=dice.between(-2, 2))]
        if dice.chance(0.25)
        else []
    )
    return dice.alone(
        *falling, hour=hour, ground="snow", place=dice.one_of(("street", "field", "road", "wood"))
    )


def darkness(seed: int) -> SightScene:
    """Nights, dark rooms, night vision and thermal cameras; dusk and day between them."""
    dice = Dice("darkness", seed)
    hour = dice.one_of(("night", "night", "night", "dusk", "day"))
    light = dice.light(hour)
    if hour == "night" and dice.chance(0.45):
        look = dice.one_of(("night_vision", "thermal", "grey"))
        light = replace(light, look=look, target=0.03 if look == "grey" else 0.12, vignette=0.9)
    place = "room" if dice.chance(0.15) else None
    return dice.alone(hour=hour, light=light, place=place)


def smoke(seed: int) -> SightScene:
    """Columns and clouds of smoke, grey, black, white or brown; flame at some of their feet."""
    dice = Dice("smoke", seed)
    where, size = dice.spot(), dice.between(0.08, 0.22)
    hour = dice.one_of(("day", "day", "day", "dusk"))
    # Black smoke before dark ground is not to be seen.
    colours = ("grey", "black", "white", "brown") if hour == "day" else ("grey", "white")
    begins = dice.between(0, 2) if dice.chance(0.4) else -99.0
    made = [
        dice.element(
            "smoke",
            anchor=where,
            size=size,
            thick=dice.between(0.45, 1.3),
            begins=begins,
            colour=dice.one_of(colours),
            rise=dice.between(0.05, 0.16),
            wind=dice.between(-0.08, 0.08),
            life=dice.between(4, 8),
            puffs=int(dice.between(30, 60)),
        )
    ]
    if dice.chance(0.3):
        made.append(dice.element("fire", anchor=where, size=size * 0.7, rate=dice.between(3, 12)))
    return dice.alone(*made, hour=hour)


def flame(seed: int) -> SightScene:
    """Open fire by day, dusk and night, alone or with smoke."""
    dice = Dice("flame", seed, least_rate=15)
    where, size = dice.spot(), dice.between(0.04, 0.22)
    hour = dice.one_of(("day", "dusk", "night"))
    fire = dice.element(
        "fire",
        anchor=where,
        size=size,
        rate=dice.between(3, 13),
        slender=dice.between(0.8, 2.0),
        power={
            "day": dice.between(1.0, 1.8),
            "dusk": dice.between(0.3, 0.6),
            "night": dice.between(0.2, 0.4),
        }[hour],
        begins=dice.between(0.5, 2) if dice.chance(0.25) else 0.0,
    )
    made = [fire]
    if dice.chance(0.5):
        made.insert(
            0,
            dice.element(
                "smoke",
                anchor=where,
                size=size,
                thick=dice.between(0.5, 1.0),
                colour=dice.one_of(("grey", "black")),
                rise=0.12,
            ),
        )
    return dice.alone(*made, hour=hour)
