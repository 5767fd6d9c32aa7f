"""One recording looked at: what is true of it, which frames were decoded, and what was seen."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from witnessmark.clock import Span
from witnessmark.media import View, open_footage
from witnessmark.model import Kind, Observation
from witnessmark.perception.sight import Looker
from witnessmark.rendering.sights import SightTruth


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen in one recording.

    ``family`` is the part that it is reported by. ``truth`` is None for real clips, of which
    ``contains`` names the kinds that may rightly be seen and ``cuts`` the first frames of its shots
    but the first. ``shown`` are the frames' spans;
    ``spent`` is seconds of wall clock, kept out of every stable report.
    """

    name: str
    family: str
    truth: SightTruth | None
    contains: frozenset[str]
    shown: tuple[Span, ...]
    observations: tuple[Observation, ...]
    cuts: tuple[int, ...] = ()
    spent: float = 0.0

    @property
    def seconds(self) -> float:
        """How long the picture is."""
        return (
            float(self.shown[-1].end.seconds - self.shown[0].start.seconds) if self.shown else 0.0
        )

    def of(self, kind: Kind) -> tuple[Observation, ...]:
        """Return the observations of *kind*, in order of time."""
        return tuple(one for one in self.observations if one.kind is kind)

    def sure(self, kind: Kind) -> tuple[Observation, ...]:
        """Return those of *kind* that are not said to be unclear."""
        return tuple(one for one in self.of(kind) if one.attributes.get("state") != "unclear")


def look_at(path: Path, name: str, family: str, truth: SightTruth | None) -> Seen:
    """Look at *path* with all detectors; raises what opening and decoding it raise."""
    looker = Looker()
    shown: list[Span] = []
    begun = time.perf_counter()
    with open_footage(path).read_views(whole_every=looker.whole_every) as views:
        digest = hashlib.sha256(name.encode()).hexdigest()
        observations = looker.look(_noting(views, shown), digest)
    spent = time.perf_counter() - begun
    return Seen(name, family, truth, frozenset(), tuple(shown), observations, spent=spent)


def _noting(views: Iterable[View], shown: list[Span]) -> Iterator[View]:
    for view in views:
        shown.append(Span(view.start, view.end))
        yield view
