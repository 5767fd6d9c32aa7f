"""Where and when an incident happens: air, light, ground, the film's size and rate.

Conventions
-----------
Drawn before anything happens. Snow on the ground means cold air; falling snow is a condition of
the scenario, drawn with it. Pictures are small, so that rendering is cheap.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from witnessmark.rendering.acoustics import DRAWN

#: Width, height and frames a second, and how often each is drawn.
FORMATS = ((320, 180, 10), (320, 180, 15), (426, 240, 15), (480, 270, 25), (640, 360, 25))
FORMAT_SHARES = (0.25, 0.35, 0.20, 0.12, 0.08)

#: What the place does to sound, and how often; "" is bare geometry and a diffuse echo.
PLACES = ("", "open", "forest", "street", "valley")
PLACE_SHARES = (0.55, 0.15, 0.10, 0.10, 0.10)


@dataclass(frozen=True, slots=True)
class Setting:
    """A place at an hour. ``echoes`` is one of :data:`PLACES`."""

    light: str
    snow_cover: bool
    temperature: float
    echoes: str
    height: float
    fields: dict[str, Any]


def draw_setting(random: np.random.Generator, *, light: str | None, snowy: bool | None) -> Setting:
    """Draw a setting; *light* and *snowy* fix what a family asks for."""
    hour = light or str(random.choice(["day", "day", "day", "dusk", "night"]))
    cover = bool(random.random() < 0.25) if snowy is None else snowy
    temperature = _even(random, -22.0, 1.0) if cover else _even(random, -3.0, 39.0)
    width, height, frame_rate = FORMATS[_weighed(random, FORMAT_SHARES)]
    echoes = PLACES[_weighed(random, PLACE_SHARES)]
    fields = {
        "width": width,
        "height": height,
        "frame_rate": frame_rate,
        "sample_rate": int(random.choice([22_050, 32_000, 44_100, 48_000])),
        "air": {
            "temperature": temperature,
            "humidity": _even(random, 15.0, 98.0),
            "pressure": _even(random, 85.0, 103.0),
        },
        "ground": {
            "reflection": _even(random, 0.3, 0.9),
            "cutoff": _even(random, 800.0, 2_000.0 if cover else 8_000.0),
        },
        "scene": {"light": hour, "snow_cover": cover},
    }
    return Setting(hour, cover, temperature, echoes, _even(random, 1.2, 2.2), fields)


def surroundings(
    random: np.random.Generator, setting: Setting, distance: float
) -> dict[str, Any] | None:
    """Draw what the place does to what comes from *distance* metres, None for bare geometry."""
    if not setting.echoes:
        return None
    return DRAWN[setting.echoes](random, distance).model_dump()


def draw_hearing(
    random: np.random.Generator, setting: Setting, faintest: float | None
) -> dict[str, Any]:
    """Draw microphone, wind and the noise of the place, all below what is *faintest* (dB).

    The even noise lies 8 to 40 dB under it, so that nothing that happens is inaudible on paper.
    """
    quietest = 70.0 if faintest is None else faintest
    noise = _within(quietest - random.uniform(8.0, 40.0), 18.0, 56.0)
    overload = _even(random, 112.0, 134.0)
    return {
        "microphone": {
            "at": [0.0, 0.0, setting.height],
            "overload": _within(overload, 100.0, max(100.0, quietest + 62.0)),
            "noise": _within(noise - random.uniform(3.0, 20.0), 12.0, 48.0),
            "low": _even(random, 40.0, 180.0),
            "high": _even(random, 6_000.0, 18_000.0),
            "limiter": str(random.choice(["none", "soft", "gain_control"])),
        },
        "wind": {
            "level": _within(noise + random.uniform(-10.0, 14.0), 10.0, 70.0),
            "gusts": _even(random, 1.0, 6.0),
        },
        "ambience": {
            "level": noise,
            "echo": _even(random, -45.0, -35.0) if setting.echoes else _even(random, -30.0, -18.0),
            "echo_time": _even(random, 0.5, 1.5),
        },
    }


def _weighed(random: np.random.Generator, shares: tuple[float, ...]) -> int:
    return int(random.choice(len(shares), p=shares))


def _even(random: np.random.Generator, low: float, high: float) -> float:
    return round(float(random.uniform(low, high)), 3)


def _within(value: float, low: float, high: float) -> float:
    return round(float(np.clip(value, low, high)), 3)
