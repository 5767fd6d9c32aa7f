"""Picture to observations: the one function that looks at a recording."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import cv2

from witnessmark.clock import Span, TimeBase
from witnessmark.media import View
from witnessmark.model import Kind, MadeBy, Observation, Sought
from witnessmark.perception.sight.apart import Apart
from witnessmark.perception.sight.detector import PACKAGE, Detector
from witnessmark.perception.sight.detectors import DETECTORS
from witnessmark.perception.sight.recall import RECALL
from witnessmark.perception.sight.sighting import Sighting

VERSION = "1"


@dataclass(frozen=True, slots=True)
class Looker:
    """Looks with a set of detectors; each signs what it reports.

    With *quick*, only those that can work from keyframes look, and what the others would have
    found is not said to be absent.
    """

    kinds_of_detector: tuple[type[Detector], ...] = DETECTORS
    quick: bool = False

    @property
    def chosen(self) -> tuple[type[Detector], ...]:
        """The detectors that look."""
        return tuple(one for one in self.kinds_of_detector if one.from_keyframes or not self.quick)

    @property
    def whole_every(self) -> Fraction | None:
        """Once in how many seconds a frame is wanted at its own size, None for never."""
        wanted = [one.whole_every for one in self.chosen if one.whole_every is not None]
        return min(wanted, default=None)

    @property
    def made_by(self) -> MadeBy:
        """The signature under what no single detector says."""
        return MadeBy(name=PACKAGE, version=VERSION, settings={"quick": self.quick})

    @property
    def sought(self) -> tuple[Sought, ...]:
        """The kinds that are looked for, each with its recall where it was measured."""
        return tuple(
            Sought(
                kind=kind,
                recall=recall,
                measured_on="rendered pictures",
                made_by=make().made_by,
            )
            for make in self.chosen
            for kind in make.kinds
            if (recall := RECALL.get(kind)) is not None
        )

    def no_picture(self, recording: str, duration: float) -> Observation:
        """Return the observation that a recording of *duration* seconds shows nothing at all."""
        base = TimeBase(1, 1000)
        end = max(base.nearest(Fraction(str(duration))), base.at(1))
        return Observation.of(
            recording=recording,
            kind=Kind.NO_PICTURE,
            span=Span(base.at(0), end),
            confidence=1.0,
            made_by=self.made_by,
        )

    def look(
        self,
        views: Iterable[View],
        recording: str,
        progress: Callable[[float], None] | None = None,
    ) -> tuple[Observation, ...]:
        """Return everything seen in *views* of the recording with SHA-256 *recording*.

        One pass, in memory that grows by a few numbers a frame and by what is reported.
        Observations come in order of their start. *progress* is told the second reached.
        """
        detectors = [make() for make in self.chosen]
        shown: Span | None = None
        near = [one for one in detectors if not one.apart]
        with _single(), Apart([one for one in detectors if one.apart]) as apart:
            for view in views:
                apart.see(view)
                for detector in near:
                    detector.see(view)
                shown = Span(view.start if shown is None else shown.start, view.end)
                if progress is not None:
                    progress(float(view.end.seconds))
        if shown is None:
            return ()
        seen: list[Observation] = []
        shots: tuple[Span, ...] = (shown,)
        for detector in detectors:
            found = list(detector.sightings(shots))
            if Kind.CUT in detector.kinds:
                shots = between(shown, found)
            seen += [_signed(one, detector, recording) for one in found]
        return tuple(sorted(seen, key=lambda o: (o.start, o.end, o.kind, o.id)))


@contextlib.contextmanager
def _single() -> Iterator[None]:
    """Let OpenCV work in the calling thread: pictures so small are done before others wake up."""
    usual = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        yield
    finally:
        cv2.setNumThreads(usual)


def between(shown: Span, found: Sequence[Sighting]) -> tuple[Span, ...]:
    """Return the stretches of *shown* between the cuts among *found*.

    A gradual change belongs half to either side.
    """
    middles = []
    for one in found:
        if one.kind is Kind.CUT:
            base = one.span.start.time_base
            hard = one.attributes.get("form") == "hard"
            middle = (
                one.span.start.seconds if hard else one.span.start.seconds + (one.span.duration / 2)
            )
            middles.append(base.nearest(middle))
    inside = sorted({at for at in middles if shown.start < at < shown.end})
    edges = [shown.start, *inside, shown.end]
    return tuple(Span(a, b) for a, b in itertools.pairwise(edges))


def _signed(one: Sighting, detector: Detector, recording: str) -> Observation:
    return Observation.of(
        recording=recording,
        kind=one.kind,
        span=one.span,
        confidence=one.confidence,
        made_by=detector.made_by,
        attributes=one.attributes,
    )
