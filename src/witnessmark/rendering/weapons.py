"""What the rendered weapons do to the air: muzzle blast, bullet, rate of fire.

Conventions
-----------
``blast`` is the peak of the muzzle blast in Pa at one metre ahead of the muzzle, ``phase`` its
positive phase in seconds: rounded values within the 150 to 170 dB and 0.2 to 1 ms that
measurements of small arms give (Maher 2007, IEEE SAFE; Beck, Nakasone and Marr 2011, J. Acoust.
Soc. Am. 129, 1748). Bullet sizes and muzzle velocities are the nominal ones of the cartridge;
``drag`` is k in v = v0 exp(-k s), a constant drag coefficient (McCoy 1999, Modern Exterior
Ballistics), rounded from published velocities at range. They are typical, not those of any arm.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Weapon:
    """One class of weapon; lengths in metres, speed in m/s, ``rate`` in rounds a minute."""

    name: str
    blast: float
    phase: float
    diameter: float
    length: float
    speed: float
    drag: float
    rate: float


WEAPONS: Mapping[str, Weapon] = MappingProxyType(
    {
        weapon.name: weapon
        for weapon in (
            Weapon("pistol", 900.0, 3.0e-4, 9.0e-3, 15.0e-3, 360.0, 2.0e-3, 300.0),
            Weapon("heavy_pistol", 850.0, 3.5e-4, 11.5e-3, 17.0e-3, 255.0, 1.5e-3, 300.0),
            Weapon("light_rifle", 1500.0, 3.0e-4, 5.6e-3, 25.5e-3, 880.0, 1.1e-3, 650.0),
            Weapon("rifle", 1800.0, 3.5e-4, 7.9e-3, 26.8e-3, 715.0, 1.5e-3, 600.0),
            Weapon("marksman_rifle", 2600.0, 4.0e-4, 7.9e-3, 32.0e-3, 830.0, 0.9e-3, 60.0),
            Weapon("machine_gun", 2500.0, 4.0e-4, 7.9e-3, 32.0e-3, 825.0, 0.9e-3, 680.0),
            Weapon("heavy_machine_gun", 6000.0, 8.0e-4, 13.0e-3, 64.0e-3, 820.0, 0.5e-3, 600.0),
        )
    }
)
