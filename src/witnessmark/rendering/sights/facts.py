"""What is truly to be seen in a rendered scene, and when.

Conventions
-----------
Times are exact seconds on the recording's own clock, which begins with the first frame shown.
Boxes are [left, top, right, bottom] as shares of the upright picture. A fact that is not
``counted`` is there but too faint to be asked for: whoever scores takes it neither for truth nor
what is found there for false.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from witnessmark.model import Kind

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class SightFact:
    """One thing that is to be seen from ``start`` to ``end``; without a ``box``, everywhere."""

    kind: Kind
    start: Fraction
    end: Fraction
    attributes: Mapping[str, object] = field(default_factory=dict)
    box: Box | None = None
    counted: bool = True


@dataclass(frozen=True, slots=True)
class SightTruth:
    """All facts of one scene, and when each frame is shown; ``ends`` are the next ones' starts."""

    facts: tuple[SightFact, ...]
    starts: tuple[Fraction, ...]
    ends: tuple[Fraction, ...]

    @property
    def duration(self) -> Fraction:
        """Seconds from the first frame's start to the last one's end."""
        return self.ends[-1]

    def of(self, kind: Kind) -> tuple[SightFact, ...]:
        """Return the facts of *kind*, in order of their start."""
        return tuple(fact for fact in self.facts if fact.kind is kind)
