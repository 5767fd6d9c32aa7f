"""A goal: the bound that a figure has to reach."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Goal:
    """A bound: at least, or at most, so much."""

    bound: float
    at_least: bool

    def met(self, value: float) -> bool:
        """Say whether *value* is within the bound."""
        return value >= self.bound if self.at_least else value <= self.bound

    @property
    def sign(self) -> str:
        """The bound's sign as people write it."""
        return "≥" if self.at_least else "≤"


def least(bound: float) -> Goal:
    """Return the goal of at least *bound*."""
    return Goal(bound, at_least=True)


def most(bound: float) -> Goal:
    """Return the goal of at most *bound*."""
    return Goal(bound, at_least=False)
