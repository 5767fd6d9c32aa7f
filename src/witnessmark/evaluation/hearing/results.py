"""A clip after it was heard: its truth, what was heard in it, by whom, and held out or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from witnessmark.errors import RecordError
from witnessmark.evaluation.hearing.clips import Clip, Times
from witnessmark.evaluation.hearing.heard import Heard
from witnessmark.evaluation.hearing.hearers import Hearer, choose
from witnessmark.evaluation.hearing.matching import WIDE, match, set_aside

_EMPTY = np.zeros(0, np.float32)


@dataclass(frozen=True, slots=True)
class Result:
    """What one listener heard in one clip; ``clip`` is without its samples, to keep memory small.

    ``heard`` leaves out shots heard where only an ignored onset is.
    """

    clip: Clip
    duration: float
    heard: tuple[Heard, ...]
    hearer: str
    held_out: bool

    def of_kind(self, kind: str) -> tuple[Heard, ...]:
        """Return what was heard as *kind*, ascending in time."""
        return tuple(one for one in self.heard if one.kind == kind)

    def times(self, kind: str = "shot") -> Times:
        """Return when *kind* was heard, seconds, ascending."""
        return np.array([one.seconds for one in self.of_kind(kind)])

    def blasts(self) -> tuple[Heard, ...]:
        """Return the shots heard by their blasts: not those that a crack alone tells of."""
        return tuple(one for one in self.of_kind("shot") if not one.by_crack)

    def blast_times(self) -> Times:
        """Return when those were heard, seconds, ascending."""
        return np.array([one.seconds for one in self.blasts()])

    def judged_shots(self) -> tuple[tuple[Heard, bool], ...]:
        """Return each shot and whether there is one, one to one: a blast, or its own crack."""
        alone = tuple(one for one in self.of_kind("shot") if one.by_crack)
        both = (*_met(self.clip.shots, self.blasts()), *_met(self.clip.cracks, alone))
        return tuple(sorted(both, key=lambda one: one[0].seconds))

    def judged_explosions(self) -> tuple[tuple[Heard, bool], ...]:
        """Return each explosion and whether there is one, one to one."""
        return _met(self.clip.explosions, self.of_kind("explosion"))


def _met(true: Times, heard: tuple[Heard, ...]) -> tuple[tuple[Heard, bool], ...]:
    times = np.array([one.seconds for one in heard])
    met = {other for _, other in match(true, times, WIDE)}
    return tuple((one, number in met) for number, one in enumerate(heard))


def hear_clip(hearers: Sequence[Hearer], clip: Clip) -> Result:
    """Let the right one of *hearers* hear *clip*.

    Raises RecordError where it hears things out of order or surer than sure.
    """
    hearer, held_out = choose(hearers, clip)
    heard = tuple(hearer.hear(clip.samples, clip.rate))
    validate(clip, heard)
    shots = tuple(one for one in heard if one.kind == "shot")
    counted = set_aside(clip.shots, clip.ignored, np.array([one.seconds for one in shots]))
    counted |= np.array([one.by_crack for one in shots], bool)
    dropped = {id(one) for one, kept in zip(shots, counted, strict=True) if not kept}
    kept = tuple(one for one in heard if id(one) not in dropped)
    return Result(replace(clip, samples=_EMPTY), clip.duration, kept, hearer.name, held_out)


def validate(clip: Clip, heard: Sequence[Heard]) -> None:
    """Raise RecordError unless truth and what was heard are ascending, finite and in [0, 1]."""
    for name, times in (("shots", clip.shots), ("cracks", clip.cracks)):
        if not np.isfinite(times).all() or (np.diff(times) < 0).any():
            raise RecordError(f"The {name} of {clip.name} are not finite and ascending.")
    seconds = np.array([one.seconds for one in heard])
    if not np.isfinite(seconds).all() or (np.diff(seconds) < 0).any():
        raise RecordError(f"What was heard in {clip.name} is not finite and in order of time.")
    if any(not 0 <= one.confidence <= 1 for one in heard):
        raise RecordError(f"A confidence stated for {clip.name} is not between 0 and 1.")
