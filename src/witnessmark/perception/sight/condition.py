"""What the detectors of conditions share: looks at intervals, and the stretches that follow.

A condition is something that holds for a while: weather, light, fire, smoke. Its detector looks
now and then, says of each look with what odds the condition held, and reports the likeliest
stretches. Confidence is the chance that the median of the odds stands for. A stretch that is more
likely than not, but not by much, is ``unclear``, and so is what is less likely than that and may
still be there (:data:`PERHAPS`): where nothing is reported, not even as unclear, it is absent as
surely as ``recall.py`` says.
"""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil
from statistics import median
from typing import ClassVar

import numpy as np
from pydantic import JsonValue

from witnessmark.clock import Instant, Span
from witnessmark.media import View
from witnessmark.perception.sight.detector import Detector
from witnessmark.perception.sight.judge import judge
from witnessmark.perception.sight.sighting import Sighting
from witnessmark.perception.sight.stretches import LOUDEST, Sample, besides, stretches

#: Least chance at which a condition is said to be seen; a stretch below is ``unclear``.
SEEN = 0.75

#: Log odds from which on a condition may be there, one in six, unless a detector has its own, and
#: the most that a single look speaks against that: now and then one misses what is there. Of 240
#: development scenes (seeds 2000 to 2039) 23 of 25 with snow falling, 38 of 39 with snow on the
#: ground, 49 of 49 in the dark and 51 of 53 with flame are so for half of the time; of some 190
#: without each 4, 0, 6 and 1 are at any time.
PERHAPS, QUIETEST = -1.5, -2.5

#: Log odds of a condition where none is found and it may not show.
MAY_BE_LOST = -1.0

#: Mean luma, 16 for black and 235 for white, below which a picture is too dark for snow to show.
DARK = 58


def too_dark(view: View) -> bool:
    """Say whether *view* is so dark that snow may be there and not show."""
    return bool(view.half.mean() < DARK)


@dataclass(slots=True)
class Pace:
    """Lets a frame through once in so many seconds; corrupt ones never."""

    every: Fraction
    _due: Instant | None = None

    def due(self, view: View) -> bool:
        """Say whether *view* is to be looked at, and count from it if so."""
        if view.corrupt or (self._due is not None and view.start < self._due):
            return False
        # In whole ticks: asked of every frame, and a fraction made for each costs ten times that.
        base = view.start.time_base
        self._due = base.at(view.start.ticks + ceil(self.every / base))
        return True


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that a look found: its figures, and the words or place that go with them."""

    figures: Mapping[str, float]
    words: Mapping[str, JsonValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Look:
    """With what odds the condition held at an instant, and what spoke for it, if anything did."""

    sample: Sample
    found: Found | None


class Condition(Detector):
    """Reports the stretches over which one condition held; ``looks`` are its looks so far.

    ``reported`` names the figures that a sighting gives as medians, with their decimals;
    ``perhaps`` is the log odds from which on the condition may be there, 0 where its absence is not
    to be told.
    """

    version = "2"
    perhaps: ClassVar[float] = PERHAPS
    reported: ClassVar[Mapping[str, int]]

    def __init__(self) -> None:
        self.looks: list[Look] = []

    @property
    def settings(self) -> dict[str, JsonValue]:
        """The weights that a result depends on."""
        fitted = judge(self.name)
        cues: dict[str, JsonValue] = {name: list(one) for name, one in fitted.cues.items()}
        return {"bias": fitted.bias, "perhaps": self.perhaps, **cues}

    @abstractmethod
    def cues(self, figures: Mapping[str, float]) -> Mapping[str, float]:
        """Return from a look's figures the cues that the judge weighs."""

    def note(self, at: Instant, *found: Found, floor: float = -LOUDEST) -> None:
        """Weigh what a look at the instant *at* found: things of which any may be it, or nothing.

        The log odds are no less than *floor*, which is higher where what is there may not show. Of
        the likeliest no more is kept than what is reported, and nothing where it speaks against
        the condition: there are ten thousands of looks in hours.
        """
        weighed = judge(self.name)
        odds = [weighed.log_odds(self.cues(one.figures)) for one in found]
        best = max(range(len(odds)), key=odds.__getitem__, default=None)
        if best is None:
            self.looks.append(Look(Sample(at, floor), None))
            return
        kept = {name: found[best].figures[name] for name in self.reported}
        thing = Found(kept, found[best].words) if odds[best] > 0 else None
        self.looks.append(Look(Sample(at, max(odds[best], floor)), thing))

    def sightings(self, shots: Sequence[Span]) -> Iterable[Sighting]:
        """Return the stretches over which the condition held, and those where it may have."""
        samples = [one.sample for one in self.looks]
        held = stretches(samples, shots)
        for stretch in held:
            looks = self.looks[stretch.first : stretch.past]
            found = [one.found for one in looks if one.found is not None]
            said: dict[str, JsonValue] = {
                "state": "seen" if stretch.confidence >= SEEN else "unclear"
            }
            for name, decimals in self.reported.items():
                said[name] = round(median([one.figures[name] for one in found]), decimals)
            said |= self.described([one.words for one in found])
            yield Sighting(self.kinds[0], stretch.span, stretch.confidence, said)
        if self.perhaps == 0:
            return
        for stretch in besides(samples, held, stretches(samples, shots, self.perhaps, QUIETEST)):
            yield Sighting(self.kinds[0], stretch.span, stretch.confidence, {"state": "unclear"})

    def described(self, words: Sequence[Mapping[str, JsonValue]]) -> Mapping[str, JsonValue]:
        """Return what is to be said of a stretch, of the *words* of its looks: the commonest."""
        names = sorted({name for one in words for name in one})
        return {
            name: Counter(one[name] for one in words if name in one).most_common(1)[0][0]
            for name in names
        }


def middle_box(boxes: Sequence[JsonValue]) -> list[JsonValue]:
    """Return the box whose edges are the medians of those of *boxes*, at least one."""
    edges = np.array(boxes, np.float64)
    return [round(float(one), 4) for one in np.median(edges, axis=0)]
