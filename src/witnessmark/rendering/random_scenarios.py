"""Scenarios drawn at random: as many places, weapons, distances and hours as a detector may meet.

Conventions
-----------
One seed, one scenario. Gunfire is between 5 and 800 m away, from -25 to 40 °C, with and without a
house, walls, snow, wind, voices, explosions, a limiter. The numbers are chosen to be varied, not
to be typical of anything.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from witnessmark.errors import ScenarioError
from witnessmark.rendering.scenario import Scenario
from witnessmark.rendering.weapons import WEAPONS

#: Nearest and farthest gunfire, in metres.
NEAREST, FARTHEST = 5.0, 800.0

#: Shortest recording, in seconds, that what is drawn fits into.
SHORTEST = 6.0


def random_scenario(seed: int, *, duration: float = 12.0) -> Scenario:
    """Return the scenario of *seed*, *duration* seconds long; :class:`ScenarioError` below six."""
    if duration < SHORTEST:
        raise ScenarioError(
            f"A random scenario of {duration} s is too short: ask for {SHORTEST} s or more."
        )
    random = np.random.default_rng([seed, 0x5CE7A210])
    snowy = bool(random.random() < 0.35)
    light = str(random.choice(["day", "day", "dusk", "night"]))
    walls, house = _surfaces(random)
    shooters, fire = _gunfire(random, duration)
    return Scenario.model_validate(
        {
            "schema": "witnessmark.scenario/1",
            "id": f"random_{seed}",
            "title": f"Random scenario {seed}",
            "seed": seed,
            "duration": duration,
            "sample_rate": int(random.choice([32_000, 44_100, 48_000, 48_000])),
            "air": {
                "temperature": _drawn(random, -25.0, 2.0) if snowy else _drawn(random, -5.0, 40.0),
                "humidity": _drawn(random, 15.0, 98.0),
                "pressure": _drawn(random, 85.0, 103.0),
            },
            "microphone": _microphone(random),
            "ground": {
                "reflection": _drawn(random, 0.3, 0.9),
                "cutoff": _drawn(random, 800.0, 8000.0),
            },
            "wind": {"level": _drawn(random, 40.0, 72.0), "gusts": _drawn(random, 1.0, 8.0)},
            "ambience": {
                "level": _drawn(random, 30.0, 55.0),
                "echo": _drawn(random, -40.0, -20.0),
                "echo_time": _drawn(random, 0.3, 1.6),
            },
            "scene": {"light": light, "snow_cover": snowy},
            "walls": walls,
            "house": house,
            "shooters": shooters,
            "fire": fire,
            "explosions": _explosions(random, duration),
            "voices": _voices(random, duration),
            "conditions": _conditions(random, duration, snowy=snowy),
            "camera": _camera(random, duration),
            "figures": _figures(random, duration),
        }
    )


def _drawn(random: np.random.Generator, low: float, high: float) -> float:
    return round(float(random.uniform(low, high)), 3)


def _microphone(random: np.random.Generator) -> dict[str, Any]:
    return {
        "at": [0.0, 0.0, _drawn(random, 1.2, 3.0)],
        "overload": _drawn(random, 114.0, 138.0),
        "noise": _drawn(random, 28.0, 48.0),
        "low": _drawn(random, 30.0, 150.0),
        "high": _drawn(random, 7000.0, 18_000.0),
        "limiter": str(random.choice(["none", "soft", "gain_control"])),
    }


def _surfaces(random: np.random.Generator) -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
    """Draw up to two low walls across the view and up to one house behind them."""
    walls = []
    for number in range(int(random.integers(0, 3))):
        depth = _drawn(random, 9.0, 16.0) + number * 3.0
        middle, half = _drawn(random, -8.0, 8.0), _drawn(random, 3.0, 9.0)
        walls.append(
            {
                "id": f"wall_{number}",
                "start": [round(middle - half, 3), depth],
                "end": [round(middle + half, 3), round(depth + _drawn(random, -1.0, 1.0), 3)],
                "height": _drawn(random, 0.8, 1.5),
                "reflection": _drawn(random, 0.6, 0.95),
            }
        )
    if random.random() < 0.25:
        return walls, None
    depth, half = _drawn(random, 20.0, 40.0), _drawn(random, 5.0, 10.0)
    house = {
        "front": {
            "id": "house_front",
            "start": [-half, depth],
            "end": [half, depth],
            "height": _drawn(random, 3.5, 7.0),
            "reflection": _drawn(random, 0.7, 0.95),
        },
        "openings": [
            {"along": round(half * share, 3), "sill": 1.1, "width": 1.2, "height": 1.3}
            for share in (0.3, 0.8, 1.4)
        ],
    }
    return walls, house


def _gunfire(
    random: np.random.Generator, duration: float
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Draw two to four shooters, each with one group of shots."""
    shooters, fire = [], []
    for number in range(int(random.integers(2, 5))):
        distance = float(np.exp(random.uniform(np.log(NEAREST), np.log(FARTHEST))))
        bearing = float(random.uniform(-np.pi, np.pi))
        at = [distance * np.sin(bearing), distance * np.cos(bearing), _drawn(random, 1.0, 4.0)]
        aim = [_drawn(random, -25.0, 25.0), _drawn(random, -40.0, 40.0), _drawn(random, 1.0, 2.5)]
        if np.hypot(at[0] - aim[0], at[1] - aim[1]) < 8.0:
            aim[0] = round(aim[0] + 60.0, 3)
        weapon = str(random.choice(list(WEAPONS)))
        shooters.append(
            {
                "id": f"shooter_{number}",
                "side": str(random.choice(["cordon", "house"])),
                "at": [round(float(part), 3) for part in at],
                "aim": aim,
                "weapon": weapon,
            }
        )
        fire.append(_group(random, number, duration, weapon))
    return shooters, fire


def _group(
    random: np.random.Generator, number: int, duration: float, weapon: str
) -> dict[str, Any]:
    single = weapon in {"pistol", "heavy_pistol", "marksman_rifle"}
    mode = "single" if single else str(random.choice(["single", "burst", "automatic"]))
    most = {"single": 6, "burst": 9, "automatic": 25}[mode]
    group: dict[str, Any] = {
        "id": f"fire_{number}",
        "shooter": f"shooter_{number}",
        "mode": mode,
        "start": _drawn(random, 0.5, duration - 4.0),
        "shots": int(random.integers(1 if mode == "single" else 3, most + 1)),
        "interval": [0.45, _drawn(random, 0.6, 2.0)],
        "tracers": int(random.choice([0, 0, 3, 5])),
    }
    if mode != "single":
        group["rate"] = _drawn(random, 450.0, 950.0)
    return group


def _explosions(random: np.random.Generator, duration: float) -> list[dict[str, Any]]:
    found = []
    for number in range(int(random.integers(0, 3))):
        distance, bearing = float(random.uniform(12.0, 300.0)), float(random.uniform(-0.9, 0.9))
        at = [distance * np.sin(bearing), distance * np.cos(bearing), 0.1]
        found.append(
            {
                "id": f"explosion_{number}",
                "at": [round(float(part), 3) for part in at],
                "time": _drawn(random, 1.0, duration - 2.0),
                "charge": _drawn(random, 0.04, 2.0),
            }
        )
    return found


def _voices(random: np.random.Generator, duration: float) -> list[dict[str, Any]]:
    found = []
    for number in range(int(random.integers(0, 3))):
        start = _drawn(random, 0.2, duration - 3.0)
        found.append(
            {
                "id": f"voice_{number}",
                "at": [_drawn(random, -6.0, 6.0), _drawn(random, 1.0, 12.0), 1.6],
                "start": start,
                "end": round(start + _drawn(random, 0.5, 2.5), 3),
                "kind": str(random.choice(["speech", "shout", "warning"])),
                "pitch": _drawn(random, 90.0, 240.0),
            }
        )
    return found


def _conditions(
    random: np.random.Generator, duration: float, *, snowy: bool
) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if random.random() < (0.7 if snowy else 0.1):
        strength = _drawn(random, 0.3, 1.0)
        snowfall = {"id": "snowfall", "kind": "snowfall", "start": 0.0, "end": duration}
        found.append({**snowfall, "strength": strength})
    for kind in ("flame", "smoke"):
        if random.random() < 0.3:
            start = _drawn(random, 0.0, duration - 4.0)
            found.append(
                {
                    "id": kind,
                    "kind": kind,
                    "start": start,
                    "end": round(start + _drawn(random, 2.0, 4.0), 3),
                    "at": [_drawn(random, -5.0, 5.0), _drawn(random, 16.0, 19.0), 1.5],
                    "strength": _drawn(random, 0.4, 1.0),
                }
            )
    return found


def _camera(random: np.random.Generator, duration: float) -> dict[str, Any]:
    starts = [0.0, *sorted(_drawn(random, 2.0, duration - 2.0) for _ in range(random.integers(3)))]
    views = []
    for number, start in enumerate(starts):
        wide = number % 2 == 0
        views.append(
            {
                "start": round(start + 0.001 * number, 3),
                "bearing": _drawn(random, -15.0, 15.0),
                "tilt": _drawn(random, -1.0, 5.0),
                "angle": _drawn(random, 55.0, 75.0) if wide else _drawn(random, 28.0, 45.0),
            }
        )
    return {"shake": _drawn(random, 0.0, 1.0), "views": views}


def _figures(random: np.random.Generator, duration: float) -> list[dict[str, Any]]:
    found = []
    for number in range(int(random.integers(0, 4))):
        x, y = _drawn(random, -6.0, 6.0), _drawn(random, 6.0, 13.0)
        posture = str(random.choice(["stand", "crouch"]))
        keys: list[list[Any]] = [[0.0, x, y, posture]]
        if random.random() < 0.4:
            start = _drawn(random, 1.0, duration - 4.0)
            keys += [[start, x, y, "run"], [round(start + 3.0, 3), round(x - 12.0, 3), y, "stand"]]
        found.append({"id": f"figure_{number}", "keys": keys})
    return found
