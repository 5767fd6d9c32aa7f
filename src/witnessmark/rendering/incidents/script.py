"""An incident while it is made up: one thing after another, by the clock of whoever films.

Conventions
-----------
The clock is that of what is *heard*: a shot from 700 m is fired two seconds before. Places are
metres and degrees from the camera, bearings clockwise from straight ahead. What would run past the
latest second is left out, and what comes after it too. One generator, one script.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from witnessmark.rendering.air import speed_of_sound
from witnessmark.rendering.incidents.dice import Dice, Point
from witnessmark.rendering.incidents.levels import faintest
from witnessmark.rendering.incidents.setting import draw_hearing, draw_setting, surroundings
from witnessmark.rendering.incidents.views import draw_camera
from witnessmark.rendering.scenario import Scenario
from witnessmark.rendering.weapons import WEAPONS

#: Shortest and longest recording in seconds.
SHORTEST, LONGEST = 20.0, 60.0

#: Weapons by what they can do.
PISTOLS = ("pistol", "heavy_pistol")
RIFLES = ("light_rifle", "rifle")
MACHINE_GUNS = ("machine_gun", "heavy_machine_gun")
AUTOMATIC = (*RIFLES, *MACHINE_GUNS)

#: Rounds of one group, least and most, by mode.
ROUNDS = {"single": (1, 6), "burst": (4, 12), "automatic": (9, 40)}


class Script(Dice):
    """What has been made up so far. ``now`` is the second that has been reached."""

    def __init__(
        self,
        random: np.random.Generator,
        *,
        light: str | None = None,
        snowy: bool | None = None,
        latest: float = LONGEST - 2.0,
    ) -> None:
        super().__init__(random)
        self.setting = draw_setting(random, light=light, snowy=snowy)
        self.latest = latest
        self.now = self.between(2.5, 7.0)
        self._seed = int(random.integers(2**31))
        self._parts: dict[str, list[dict[str, Any]]] = {
            name: [] for name in ("walls", "shooters", "fire", "explosions", "voices", "figures")
        }
        self._conditions: list[dict[str, Any]] = []
        self._to_the_end: list[dict[str, Any]] = []
        self._house: dict[str, Any] | None = None
        self._distances: dict[str, float] = {}
        self._closed: float | None = None
        self._ends: float | None = None

    # The clock.

    def wait(self, least: float = 1.0, most: float = 10.0) -> None:
        """Let a while pass; one time in eight next to nothing."""
        if least <= 1.0 and self.chance(0.12):
            least, most = 0.25, 1.0
        self.now = round(self.now + self.distance(least, most), 3)

    def _takes(self, seconds: float) -> bool:
        """Say whether *seconds* more fit in; once they do not, nothing does."""
        if self._closed is None and self.now + seconds > self.latest:
            self._closed = self.now
        return self._closed is None

    def _left_at(self, distance: float) -> float:
        """Return when that which is heard now left a place *distance* metres off."""
        late = distance / speed_of_sound(self.setting.temperature)
        return max(0.0, round(self.now - late, 3))

    # What there is.

    def wall(self, start: Sequence[float], end: Sequence[float], height: float) -> None:
        """Put a wall up."""
        number = len(self._parts["walls"])
        part = {"id": f"wall_{number}", "start": list(start), "end": list(end), "height": height}
        self._parts["walls"].append(part | {"reflection": self.between(0.6, 0.95)})

    def house(self, depth: float, half: float, middle: float) -> list[Point]:
        """Build a house across the view, its front *depth* metres off; return its windows."""
        high = self.between(3.6, 6.5)
        alongs = [round(share * 2.0 * half, 3) for share in (0.15, 0.42, 0.72)]
        self._house = {
            "front": {
                "id": "house_front",
                "start": [round(middle - half, 3), depth],
                "end": [round(middle + half, 3), depth],
                "height": high,
                "reflection": self.between(0.7, 0.95),
            },
            "openings": [
                {"along": along, "sill": 1.1, "width": 1.3, "height": 1.3} for along in alongs
            ],
        }
        left = middle - half
        return [[round(left + along + 0.65, 3), round(depth - 0.2, 3), 1.8] for along in alongs]

    def scenery(self) -> None:
        """Put up a house or a low wall behind the middle of the scene, or nothing."""
        depth = self.between(45.0, 70.0)
        middle = round(depth * float(np.tan(np.radians(self.focus + self.between(-9.0, 9.0)))), 3)
        if self.chance(0.5):
            self.house(depth, self.between(4.0, 9.0), middle)
        elif self.chance(0.4):
            half = self.between(5.0, 20.0)
            ends = [round(middle - half, 3), depth], [round(middle + half, 3), depth]
            self.wall(*ends, self.between(1.0, 2.5))

    def gun(self, at: Point, weapon: str, aim: Point, *, side: str, screened: bool = True) -> str:
        """Give somebody at *at* a weapon; return their name."""
        name = f"{side}_{len(self._parts['shooters'])}"
        distance = float(np.linalg.norm(np.subtract(at, [0.0, 0.0, self.setting.height])))
        self._distances[name] = distance
        part: dict[str, Any] = {"id": name, "side": side, "at": at, "aim": aim, "weapon": weapon}
        if screened:
            part["surroundings"] = surroundings(self.random, self.setting, distance)
        self._parts["shooters"].append(part)
        return name

    def mode_of(self, shooter: str) -> str:
        """Draw a mode that the weapon of *shooter* can be fired in."""
        if self._weapon(shooter) not in AUTOMATIC:
            return "single"
        return self.one_of(["single", "burst", "automatic"])

    def person(self, x: float, y: float, posture: str, name: str = "") -> None:
        """Put somebody in the scene; one with a shooter's *name* rises to fire."""
        name = name or f"person_{len(self._parts['figures'])}"
        self._parts["figures"].append({"id": name, "keys": [[0.0, x, y, posture]]})

    def run_off(self) -> None:
        """Make everybody in the scene run off from now on."""
        for figure in self._parts["figures"]:
            _, x, y, posture = figure["keys"][-1]
            start = round(self.now + self.between(0.4, 2.5), 3)
            away = self.between(14.0, 24.0) * (1 if x > 0 else -1)
            figure["keys"] += [
                [start, x, y, "run"],
                [round(start + self.between(2.5, 5.0), 3), round(x + away, 3), y, posture],
            ]

    # What happens.

    def fire(self, shooter: str, mode: str, shots: int | None = None, tracers: int = 0) -> None:
        """Let *shooter* fire one group; the clock goes on to its end."""
        shots = shots or self.count(*ROUNDS[mode])
        group, seconds = self._group(shooter, mode, shots)
        if self._takes(seconds):
            self._parts["fire"].append(group | {"shots": shots, "tracers": tracers})
            self.now = round(self.now + seconds, 3)

    def fire_to_the_end(self, shooter: str, seconds: float, tracers: int = 0) -> None:
        """Let *shooter* fire strings for *seconds* from now; there the recording ends."""
        group, _ = self._group(shooter, "automatic", 40)
        group |= {"string": [5, 14], "pause": [0.3, self.between(0.5, 1.0)], "tracers": tracers}
        self._parts["fire"].append(group)
        self._to_the_end.append(group)
        self._ends = round(self.now + seconds, 3)

    def explosion(self, at: Point, charge: float | None = None) -> None:
        """Let something go off at *at*."""
        if not self._takes(0.5):
            return
        distance = float(np.hypot(at[0], at[1]))
        part = {
            "id": f"explosion_{len(self._parts['explosions'])}",
            "at": at,
            "time": self._left_at(distance),
            "charge": charge or self.distance(0.05, 2.0),
            "surroundings": surroundings(self.random, self.setting, distance),
        }
        self._parts["explosions"].append(part)
        self.now = round(self.now + 0.5, 3)

    def voice(self, kind: str, distance: float, seconds: float) -> None:
        """Let somebody speak or shout for *seconds*; the clock goes on."""
        if not self._takes(seconds):
            return
        self._parts["voices"].append(
            {
                "id": f"voice_{len(self._parts['voices'])}",
                "at": self.point(distance, self.between(-180.0, 180.0), 1.6),
                "start": self.now,
                "end": round(self.now + seconds, 3),
                "kind": kind,
                "pitch": self.between(90.0, 240.0),
            }
        )
        self.now = round(self.now + seconds, 3)

    def snowfall(self) -> None:
        """Let it snow from the first frame to the last."""
        self._to_the_end.append(
            self._condition("snowfall", None, 0.0, strength=self.between(0.4, 1.0))
        )

    def burn(self, kind: str, at: Point, *, start: float | None = None) -> None:
        """Let flame or smoke stand at *at* from *start* (now, where left out) to the end."""
        begun = self.now if start is None else start
        self._to_the_end.append(self._condition(kind, at, begun, strength=self.between(0.7, 1.0)))

    def scenario(self) -> Scenario:
        """Return the scenario: the recording runs on for a while after the last thing."""
        end = self._ends or (self._closed or self.now) + self.between(2.0, 7.0)
        duration = float(np.clip(end, SHORTEST, LONGEST))
        for part in self._to_the_end:
            part["until" if "mode" in part else "end"] = round(duration, 3)
        document = {
            "schema": "witnessmark.scenario/1",
            "id": "incident",
            "title": "Incident",
            "seed": self._seed,
            "duration": round(duration, 3),
            **self.setting.fields,
            **self._parts,
            "house": self._house,
            "conditions": self._conditions,
            "camera": draw_camera(self.random, self.focus, duration),
        }
        silent = {"microphone": {"at": [0.0, 0.0, self.setting.height]}}
        level = faintest(Scenario.model_validate(document | silent))
        hearing = draw_hearing(self.random, self.setting, level)
        return Scenario.model_validate(document | hearing)

    def _condition(
        self, kind: str, at: Point | None, start: float, *, strength: float
    ) -> dict[str, Any]:
        part: dict[str, Any] = {
            "id": f"{kind}_{len(self._conditions)}",
            "kind": kind,
            "start": start,
            "strength": strength,
        }
        self._conditions.append(part if at is None else part | {"at": at})
        return self._conditions[-1]

    def _weapon(self, shooter: str) -> str:
        return next(str(one["weapon"]) for one in self._parts["shooters"] if one["id"] == shooter)

    def _group(self, shooter: str, mode: str, shots: int) -> tuple[dict[str, Any], float]:
        """Return a group of fire without its end, and the seconds that it takes at most."""
        weapon = self._weapon(shooter)
        slow, beat = self.between(0.9, 2.2), 60.0 / WEAPONS[weapon].rate
        group: dict[str, Any] = {
            "id": f"fire_{len(self._parts['fire'])}",
            "shooter": shooter,
            "mode": mode,
            "start": self._left_at(self._distances[shooter]),
            "jitter": self.between(0.0, 0.04),
        }
        if mode == "single":
            return group | {"interval": [0.6, slow]}, (shots - 1) * slow
        rate = self.between(500.0, 900.0) if weapon in AUTOMATIC else 60.0 / beat
        group["rate"] = round(rate, 3)
        seconds = shots * 60.0 / rate * 1.1
        if mode == "burst":
            pause = self.between(0.5, 1.1)
            group |= {"string": [2, 5], "pause": [0.4, pause]}
            seconds += shots / 2.0 * pause
        return group, seconds
