"""Sound to observations: the one function that listens to a recording."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from witnessmark.clock import Span, TimeBase
from witnessmark.model import Kind, MadeBy, Observation
from witnessmark.perception.sound.attribution import CAUSES, Attribution, shipped_attribution
from witnessmark.perception.sound.candidates import (
    APART,
    LEAST_RISE,
    find_candidates,
    measure_cues,
)
from witnessmark.perception.sound.coverage import (
    CEILING,
    LEAST_SILENCE,
    clipped_stretches,
    silent_stretches,
)
from witnessmark.perception.sound.features import Block, Features, reduce_sound
from witnessmark.perception.sound.gunfire import (
    AUTOMATIC_INTERVAL,
    PAUSE,
    Group,
    group_shots,
)

NAME = "witnessmark.perception.sound"
VERSION = "1"
#: A candidate at least this likely to be a shot, or an explosion, is reported as one.
LEAST_LIKELY = 0.4
#: One less likely than that, but not less than this, is an impulse whose cause is open.
LEAST_IMPULSE = 0.2
#: Stated length of a shot: the positive phase and the first reflections, in seconds.
SHOT_LENGTH = Fraction(1, 100)
#: Stated length of an explosion, in seconds.
EXPLOSION_LENGTH = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Listener:
    """Listens with one set of weights; what it depends on is written into what it reports."""

    attribution: Attribution = field(default_factory=shipped_attribution)
    least_likely: float = LEAST_LIKELY

    @property
    def made_by(self) -> MadeBy:
        """The signature under every observation."""
        return MadeBy(
            name=NAME,
            version=VERSION,
            model=self.attribution.sha256,
            settings={
                "least_rise_db": LEAST_RISE,
                "least_apart_ms": APART,
                "least_likely": self.least_likely,
                "least_impulse": LEAST_IMPULSE,
                "automatic_interval_s": AUTOMATIC_INTERVAL,
                "pause_s": PAUSE,
                "least_silence_s": LEAST_SILENCE,
                "ceiling": CEILING,
            },
        )

    @property
    def perceivable(self) -> dict[Kind, float]:
        """The kinds that can be heard, each with its measured recall on unseen material."""
        recall = self.attribution.recall
        return {
            Kind.SHOT: recall["shot"],
            Kind.GUNFIRE: recall["shot"],
            Kind.EXPLOSION: recall["explosion"],
        }

    def no_audio(self, recording: str, duration: float) -> Observation:
        """Return the observation that a recording of *duration* seconds has no sound at all."""
        base = TimeBase(1, 1000)
        end = max(base.nearest(Fraction(str(duration))), base.at(1))
        return Observation.of(
            recording=recording,
            kind=Kind.NO_AUDIO,
            span=Span(base.at(0), end),
            confidence=1.0,
            made_by=self.made_by,
        )

    def listen(
        self,
        blocks: Iterable[Block],
        recording: str,
        progress: Callable[[float], None] | None = None,
    ) -> tuple[Observation, ...]:
        """Return everything heard in *blocks* of the recording with SHA-256 *recording*.

        Observations come in order of their start. *progress* is told the second reached.
        """
        heard: list[Observation] = []
        for stretch in reduce_sound(_watched(blocks, progress)):
            heard.extend(self._hear(stretch, recording))
        return tuple(sorted(heard, key=lambda o: (o.start, o.end, o.kind, o.id)))

    def _hear(self, stretch: Features, recording: str) -> Iterator[Observation]:
        scribe = _Scribe(stretch, recording, self.made_by)
        frames = find_candidates(stretch)
        chances = self.attribution.probabilities(measure_cues(stretch, frames))
        shots: list[Observation] = []
        for frame, chance in zip(frames.tolist(), chances, strict=True):
            made = self._attribute(scribe, frame, chance)
            if made is not None:
                yield made
                if made.kind is Kind.SHOT:
                    shots.append(made)
        times = [float(shot.start.seconds) for shot in shots]
        for group in group_shots(times, [shot.confidence for shot in shots]):
            yield scribe.gunfire(group, shots)
        for first, last in silent_stretches(stretch):
            yield scribe.note(Kind.SILENCE, first, last, 1.0)
        for first, last in clipped_stretches(stretch):
            yield scribe.note(Kind.CLIPPED, first, last, 1.0)

    def _attribute(
        self, scribe: _Scribe, frame: int, chance: NDArray[np.float64]
    ) -> Observation | None:
        other, shot, explosion = (float(chance[CAUSES.index(c)]) for c in CAUSES)
        if max(shot, explosion) >= self.least_likely:
            if shot >= explosion:
                return scribe.event(Kind.SHOT, frame, SHOT_LENGTH, shot)
            return scribe.event(Kind.EXPLOSION, frame, EXPLOSION_LENGTH, explosion)
        if shot + explosion >= LEAST_IMPULSE:
            chances: dict[str, JsonValue] = {
                "chance_of_shot": round(shot, 4),
                "chance_of_explosion": round(explosion, 4),
            }
            return scribe.event(Kind.IMPULSE, frame, SHOT_LENGTH, other, chances)
        return None


@dataclass(frozen=True, slots=True)
class _Scribe:
    """Writes observations of one stretch on the recording's clock."""

    stretch: Features
    recording: str
    made_by: MadeBy

    @property
    def _base(self) -> TimeBase:
        return TimeBase(1, self.stretch.rate).storable()

    def _observe(
        self,
        kind: Kind,
        start: Fraction,
        end: Fraction,
        confidence: float,
        attributes: dict[str, JsonValue] | None = None,
    ) -> Observation:
        base = self._base
        first, last = base.nearest(start), base.nearest(end)
        span = Span(first, last if last > first else base.at(first.ticks + 1))
        return Observation.of(
            recording=self.recording,
            kind=kind,
            span=span,
            confidence=confidence,
            made_by=self.made_by,
            attributes=attributes,
        )

    def event(
        self,
        kind: Kind,
        frame: int,
        length: Fraction,
        confidence: float,
        attributes: dict[str, JsonValue] | None = None,
    ) -> Observation:
        start = self.stretch.seconds(frame)
        end = min(start + length, self.stretch.end_seconds)
        return self._observe(kind, start, end, confidence, attributes)

    def note(self, kind: Kind, first: int, last: int, confidence: float) -> Observation:
        return self._observe(
            kind, self.stretch.seconds(first), self.stretch.seconds(last), confidence
        )

    def gunfire(self, group: Group, shots: list[Observation]) -> Observation:
        members = [shots[index] for index in group.shots]
        rate = group.rate
        return self._observe(
            Kind.GUNFIRE,
            members[0].start.seconds,
            members[-1].end.seconds,
            group.confidence,
            {
                "shots": len(members),
                "at_least": group.at_least,
                "shot_ids": [shot.id for shot in members],
                "mode": group.mode,
                "rounds_per_minute": None if rate is None else round(rate.value, 1),
                "rounds_per_minute_interval": (
                    None if rate is None else [round(rate.low, 1), round(rate.high, 1)]
                ),
                "proximity": "unclear",
                "proximity_reason": "this release does not judge distance from sound",
            },
        )


def _watched(blocks: Iterable[Block], progress: Callable[[float], None] | None) -> Iterator[Block]:
    for block in blocks:
        yield block
        if progress is not None:
            progress(float(block.start.seconds) + len(block.samples) / block.rate)
