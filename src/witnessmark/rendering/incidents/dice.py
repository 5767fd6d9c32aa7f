"""The dice that incidents are made up with: one generator, one incident.

Conventions
-----------
Places are metres and degrees from the camera, bearings clockwise from straight ahead.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

Thing = TypeVar("Thing")
Point = list[float]


class Dice:
    """Draws from *random*; every view of the incident looks towards ``focus``, in degrees."""

    def __init__(self, random: np.random.Generator) -> None:
        self.random = random
        self.focus = self.between(-10.0, 10.0)

    def chance(self, share: float) -> bool:
        """Say yes in *share* of all cases."""
        return bool(self.random.random() < share)

    def between(self, low: float, high: float) -> float:
        """Draw evenly from *low* to *high*."""
        return round(float(self.random.uniform(low, high)), 3)

    def distance(self, low: float, high: float) -> float:
        """Draw metres, evenly in the logarithm."""
        return round(float(np.exp(self.random.uniform(np.log(low), np.log(high)))), 3)

    def one_of(self, names: Sequence[str]) -> str:
        """Draw one of *names*."""
        return str(names[int(self.random.integers(len(names)))])

    def one_of_numbers(self, *numbers: int) -> int:
        """Draw one of *numbers*."""
        return int(numbers[int(self.random.integers(len(numbers)))])

    def count(self, low: int, high: int) -> int:
        """Draw a whole number from *low* to *high*, both of them included."""
        return int(self.random.integers(low, high + 1))

    def shuffled(self, things: Sequence[Thing]) -> list[Thing]:
        """Return *things* in an order drawn."""
        return [things[int(number)] for number in self.random.permutation(len(things))]

    def aside(self) -> float:
        """Draw a bearing that no view shows: well to the side, or behind."""
        return self.focus + self.between(75.0, 180.0) * (1 if self.chance(0.5) else -1)

    def ahead(self, spread: float = 5.0) -> float:
        """Draw a bearing that every view shows."""
        return self.focus + self.between(-spread, spread)

    def point(self, distance: float, bearing: float, height: float) -> Point:
        """Return the place *distance* metres off in the plan, at *bearing* degrees."""
        turn = np.radians(bearing)
        across, away = distance * float(np.sin(turn)), distance * float(np.cos(turn))
        return [round(across, 3), round(away, 3), height]
