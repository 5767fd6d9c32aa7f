"""Gunfire for the ear: sound alone, in eight kinds of place, at every distance and loudness.

Conventions
-----------
One place and one seed, one scenario. Gunfire is between 2 m and 2 km away; levels run from below
the noise to far above full scale. The numbers are chosen to be varied, not to be typical: what is
learnt from them should not depend on them. What was too faint to be heard says
:func:`~witnessmark.rendering.audibility.audible`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from witnessmark.errors import ScenarioError
from witnessmark.rendering.acoustics import DRAWN
from witnessmark.rendering.audibility import audible
from witnessmark.rendering.noises import REFERENCE
from witnessmark.rendering.scenario import Scenario
from witnessmark.rendering.surroundings import Surroundings
from witnessmark.rendering.weapons import WEAPONS

__all__ = ["CRACK_PLACES", "PLACES", "audible", "crack_pair", "firing", "near_far", "sound_scene"]

PLACES = tuple(DRAWN)

#: Those in which a bullet can pass the microphone on its way.
CRACK_PLACES = tuple(
    name for name in PLACES if name not in {"room", "courtyard", "indoors_to_outdoors"}
)

#: Nearest and farthest shots of each place, in metres.
DISTANCES = {
    "open": (5.0, 2_000.0),
    "street": (5.0, 700.0),
    "courtyard": (4.0, 70.0),
    "room": (2.0, 20.0),
    "valley": (40.0, 2_000.0),
    "indoors_to_outdoors": (5.0, 400.0),
    "forest": (8.0, 800.0),
    "urban_canyon": (25.0, 1_400.0),
}

#: Shortest recording, in seconds.
SHORTEST = 3.0

#: Weapons that fire one round at a time.
_SINGLE = frozenset({"pistol", "heavy_pistol", "marksman_rifle"})

_SPEED = 340.0


def sound_scene(place: str, seed: int, *, duration: float = 12.0) -> Scenario:
    """Return the sound scene of *place* and *seed*, *duration* seconds long.

    One to three shooters, each with one group of 1 to 60 rounds, sometimes an explosion or a
    voice. :class:`ScenarioError` where the place is not one of PLACES, or the duration too short.
    """
    _check(place, duration)
    random = np.random.default_rng([seed, PLACES.index(place), 0x50_0D])
    number = int(random.choice([1, 1, 1, 2, 2, 3]))
    shooters, fire = [], []
    for index in range(number):
        distance = _between(random, *DISTANCES[place])
        weapon = str(random.choice(list(WEAPONS)))
        shooters.append(_shooter(random, index, place, distance, weapon))
        fire.append(_group(random, index, weapon, duration, distance / _SPEED))
    explosions = _explosions(random, place, duration) if random.random() < 0.12 else []
    return _scene(random, f"{place}_{seed}", seed, duration, shooters, fire, explosions)


def firing(place: str, seed: int, mode: str, rate: float, rounds: int, distance: float) -> Scenario:
    """Return one weapon at *distance* metres firing *rounds*, *rate* a minute, in *mode*.

    For measuring counts and rates of fire: nothing else fires, the first round is heard within
    three seconds, and the recording ends two seconds after the last. Single shots come evenly
    spread about 60 / *rate* seconds apart, bursts three by three.
    """
    beat = 60.0 / rate
    late = distance / _SPEED
    random = np.random.default_rng([seed, PLACES.index(place) if place in PLACES else 0, 0xF1_2E])
    start = _uniform(random, 0.05, 1.0)
    pauses = 0.0 if mode != "burst" else (rounds // 3) * 0.9
    duration = max(SHORTEST, round(start + late + rounds * beat * 1.3 + pauses + 2.0, 3))
    _check(place, duration)
    loose = [name for name in WEAPONS if name not in _SINGLE]
    weapon = str(random.choice(list(WEAPONS) if mode == "single" else loose))
    group = {
        "id": "fire_0",
        "shooter": "shooter_0",
        "mode": mode,
        "start": start,
        "shots": rounds,
        "rate": rate,
        "interval": [0.8 * beat, 1.2 * beat],
        "jitter": _uniform(random, 0.0, 0.03),
    }
    shooters = [_shooter(random, 0, place, distance, weapon)]
    return _scene(random, f"firing_{place}_{seed}", seed, duration, shooters, [group], [])


def crack_pair(seed: int) -> Scenario:
    """Return a supersonic rifle 50 to 900 m off, fired past the microphone at 1 to 40 m.

    Crack and blast both reach the microphone; one to eight rounds, in any place but indoors.
    """
    random = np.random.default_rng([seed, 0xC2_AC])
    place = str(random.choice(CRACK_PLACES))
    rifles = [name for name, weapon in WEAPONS.items() if weapon.speed > 600.0]
    weapon = str(random.choice(rifles))
    distance = _between(random, 50.0, min(900.0, _supersonic_reach(weapon)))
    shooter = _shooter(random, 0, place, distance, weapon)
    shooter["aim"] = _past(random, shooter["at"], _between(random, 1.0, 40.0))
    shooter["surroundings"] = _lay_open(shooter["surroundings"])
    duration = 10.0
    group = _group(random, 0, weapon, duration, distance / _SPEED)
    group["shots"] = min(group["shots"], 8)
    if random.random() < 0.75:
        # In automatic fire the next round's crack often falls upon this one's blast.
        group["mode"] = "single"
        group["interval"] = [0.6, _uniform(random, 0.8, 2.0)]
    scene = _scene(
        random, f"crack_pair_{seed}", seed, duration, [shooter], [group], [], margin=(20.0, 50.0)
    )
    faint = scene.ambience.model_copy(update={"echo": _uniform(random, -65.0, -45.0)})
    return scene.model_copy(update={"ambience": faint})


def near_far(seed: int) -> Scenario:
    """Return one shooter either within 60 m or beyond 250 m, at any gain, in any place outdoors.

    Half of the scenes have a microphone with gain control: loudness says nothing.
    """
    random = np.random.default_rng([seed, 0x4EA2])
    near = bool(random.random() < 0.5)
    places = ["open", "street", "urban_canyon", "valley", "forest"]
    place = str(random.choice(places))
    distance = _between(random, 5.0, 60.0) if near else _between(random, 250.0, 1_500.0)
    weapon = str(random.choice(list(WEAPONS)))
    shooters = [_shooter(random, 0, place, distance, weapon)]
    fire = [_group(random, 0, weapon, 12.0, distance / _SPEED)]
    return _scene(random, f"near_far_{seed}", seed, 12.0, shooters, fire, [])


def _check(place: str, duration: float) -> None:
    if place not in PLACES:
        raise ScenarioError(f"{place!r} is no place: name one of {', '.join(PLACES)}.")
    if duration < SHORTEST:
        raise ScenarioError(
            f"A sound scene of {duration} s is too short: ask for {SHORTEST} s or more."
        )


def _uniform(random: np.random.Generator, low: float, high: float) -> float:
    return round(float(random.uniform(low, high)), 4)


def _between(random: np.random.Generator, low: float, high: float) -> float:
    """Draw evenly in the logarithm."""
    return round(float(np.exp(random.uniform(np.log(low), np.log(high)))), 4)


def _bounded(value: float, low: float, high: float) -> float:
    return round(min(max(float(value), low), high), 4)


def _shooter(
    random: np.random.Generator, index: int, place: str, distance: float, weapon: str
) -> dict[str, Any]:
    """Draw where a shooter stands and aims, a third of the time somewhere past the microphone."""
    bearing = float(random.uniform(-np.pi, np.pi))
    at = [distance * np.sin(bearing), distance * np.cos(bearing), _uniform(random, 1.0, 12.0)]
    at = [round(float(part), 3) for part in at]
    if random.random() < 0.35:
        aim = _past(random, at, _between(random, 1.0, 60.0))
    else:
        course, reach = float(random.uniform(-np.pi, np.pi)), _between(random, 8.0, 600.0)
        aim = [at[0] + reach * np.sin(course), at[1] + reach * np.cos(course), 1.5]
    return {
        "id": f"shooter_{index}",
        "side": "unknown",
        "at": at,
        "aim": [round(float(part), 3) for part in aim],
        "weapon": weapon,
        "surroundings": DRAWN[place](random, distance),
    }


def _past(random: np.random.Generator, at: list[float], miss: float) -> list[float]:
    """Return a point 30 to 300 m behind the microphone, on a line that passes *miss* m beside it.

    To within the lean of the line, which makes it a little less from close by.
    """
    muzzle = np.asarray(at)
    toward = -muzzle[:2] / np.linalg.norm(muzzle[:2])
    aside = np.array([-toward[1], toward[0]]) * (1.0 if random.random() < 0.5 else -1.0)
    beside = np.array([*(miss * aside), float(random.uniform(1.0, 4.0))])
    onward = (beside - muzzle) / np.linalg.norm(beside - muzzle)
    target = beside + float(random.uniform(30.0, 300.0)) * onward
    return [round(float(part), 3) for part in np.maximum(target, [-5e3, -5e3, 0.0])]


def _lay_open(place: Surroundings) -> Surroundings:
    """Return *place* with so little about that the crack has died away when the blast comes.

    A crack holds 20 to 40 dB more energy than the blast behind it: what it leaves ringing for a
    tenth of a second in a street hides the blast. Those scenes are for :func:`sound_scene`.
    """
    most = {"echo": -18.0, "clutter": -10.0, "scatter": -12.0, "tail": -22.0}
    limited = {name: min(getattr(place, name), level) for name, level in most.items()}
    return place.model_copy(update=limited | {"direct": max(place.direct, -6.0)})


def _supersonic_reach(weapon: str) -> float:
    """Return the metres over which a bullet is faster than 1.1 times sound, in the hottest air."""
    bullet = WEAPONS[weapon]
    return float(np.log(bullet.speed / (1.1 * 355.0)) / bullet.drag)


def _group(
    random: np.random.Generator, index: int, weapon: str, duration: float, late: float
) -> dict[str, Any]:
    """Draw one group of fire that begins to be heard within the recording."""
    mode = "single"
    if weapon not in _SINGLE:
        mode = str(random.choice(["single", "burst", "automatic", "automatic"]))
    most = {"single": 12, "burst": 15, "automatic": 60}[mode]
    last = max(0.1, 0.75 * duration - late)
    quick = _between(random, 0.12, 1.2)
    group: dict[str, Any] = {
        "id": f"fire_{index}",
        "shooter": f"shooter_{index}",
        "mode": mode,
        "start": _uniform(random, 0.05, last),
        "shots": int(np.exp(random.uniform(0.0, float(np.log(most + 0.99))))),
        "interval": [quick, round(quick * float(random.uniform(1.0, 2.5)), 4)],
        "jitter": _uniform(random, 0.0, 0.05),
    }
    if mode != "single":
        group["rate"] = _uniform(random, 450.0, 1_200.0)
        group["string"] = [2, 5] if mode == "burst" else [5, 40]
        group["pause"] = [0.15, _uniform(random, 0.3, 1.2)]
    return group


def _explosions(random: np.random.Generator, place: str, duration: float) -> list[dict[str, Any]]:
    nearest, farthest = DISTANCES[place]
    distance = _between(random, max(10.0, nearest), max(60.0, farthest))
    bearing = float(random.uniform(-np.pi, np.pi))
    return [
        {
            "id": "explosion_0",
            "at": [
                round(distance * float(np.sin(bearing)), 3),
                round(distance * float(np.cos(bearing)), 3),
                0.2,
            ],
            "time": _uniform(random, 0.1, max(0.2, 0.8 * duration - distance / _SPEED)),
            "charge": _between(random, 0.03, 8.0),
            "surroundings": DRAWN[place](random, distance),
        }
    ]


def _heard(shooter: dict[str, Any]) -> tuple[float, float]:
    """Return the level of a shooter's direct blast over 20 ms, and its peak's, in dB.

    The energy of a Friedlander wave of decay 1 is peak^2 T / 4.
    """
    weapon = WEAPONS[shooter["weapon"]]
    place: Surroundings = shooter["surroundings"]
    distance = float(np.linalg.norm(shooter["at"]))
    peak = weapon.blast / distance * 10.0 ** (place.direct / 20.0)
    energy = peak * peak * weapon.phase / 4.0 / 0.02
    dull = 0.006 * distance
    power = 10.0 * float(np.log10(energy / REFERENCE**2)) - dull
    return power, 20.0 * float(np.log10(peak / REFERENCE)) - dull


def _scene(
    random: np.random.Generator,
    name: str,
    seed: int,
    duration: float,
    shooters: list[dict[str, Any]],
    fire: list[dict[str, Any]],
    explosions: list[dict[str, Any]],
    margin: tuple[float, float] = (2.0, 48.0),
) -> Scenario:
    """Return the scenario: noise set against one of the shooters, full scale against their peak."""
    power, peak = _heard(shooters[int(random.integers(len(shooters)))])
    noise = _bounded(power - random.uniform(*margin), 20.0, 88.0)
    windy = random.random() < 0.4
    overload = _bounded(peak + random.uniform(-22.0, 24.0), 90.0, 170.0)
    return Scenario.model_validate(
        {
            "schema": "witnessmark.scenario/1",
            "id": name,
            "title": f"Sound scene {name}",
            "seed": seed,
            "duration": duration,
            "sample_rate": int(random.choice([22_050, 32_000, 44_100, 48_000])),
            "air": {
                "temperature": _uniform(random, -20.0, 40.0),
                "humidity": _uniform(random, 15.0, 98.0),
                "pressure": _uniform(random, 85.0, 103.0),
            },
            "microphone": {
                "at": [0.0, 0.0, _uniform(random, 0.5, 6.0)],
                "overload": overload,
                "noise": _bounded(overload - random.uniform(60.0, 95.0), 10.0, 60.0),
                "low": _between(random, 30.0, 250.0),
                "high": _between(random, 3_000.0, 18_000.0),
                "limiter": str(random.choice(["none", "soft", "gain_control"])),
            },
            "ground": {
                "reflection": _uniform(random, 0.2, 0.9),
                "cutoff": _between(random, 600.0, 10_000.0),
            },
            "wind": {
                "level": _bounded(noise + random.uniform(-5.0, 20.0), 5.0, 100.0)
                if windy
                else 10.0,
                "gusts": _uniform(random, 1.0, 8.0),
            },
            "ambience": {
                "level": noise,
                "echo": _uniform(random, -50.0, -30.0),
                "echo_time": _uniform(random, 0.3, 1.6),
            },
            "shooters": shooters,
            "fire": fire,
            "explosions": explosions,
            "voices": _voices(random, duration),
        }
    )


def _voices(random: np.random.Generator, duration: float) -> list[dict[str, Any]]:
    if random.random() < 0.75:
        return []
    start = _uniform(random, 0.05, 0.5 * duration)
    return [
        {
            "id": "voice_0",
            "at": [_uniform(random, -8.0, 8.0), _uniform(random, 2.0, 20.0), 1.6],
            "start": start,
            "end": round(min(duration, start + float(random.uniform(0.5, 4.0))), 4),
            "kind": str(random.choice(["speech", "shout", "warning"])),
            "pitch": _uniform(random, 90.0, 240.0),
        }
    ]
