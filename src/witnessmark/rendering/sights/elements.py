"""The painters of all elements by the name that a scene gives them."""

from __future__ import annotations

from witnessmark.rendering.sights.burning import Fire, Smoke
from witnessmark.rendering.sights.firing import Explosion, Muzzle, Spotlit, Tracer
from witnessmark.rendering.sights.painting import Painter
from witnessmark.rendering.sights.passing import (
    Car,
    Clouds,
    Exposure,
    Flag,
    Headlights,
    Lamp,
    Sparks,
    Walker,
    Water,
)
from witnessmark.rendering.sights.weather import Flying, Fog, Rain, Snowfall

PAINTERS: dict[str, type[Painter]] = {
    "car": Car,
    "clouds": Clouds,
    "explosion": Explosion,
    "exposure": Exposure,
    "fire": Fire,
    "flag": Flag,
    "flying": Flying,
    "fog": Fog,
    "headlights": Headlights,
    "lamp": Lamp,
    "muzzle": Muzzle,
    "rain": Rain,
    "smoke": Smoke,
    "snowfall": Snowfall,
    "sparks": Sparks,
    "spotlit": Spotlit,
    "tracer": Tracer,
    "walker": Walker,
    "water": Water,
}
