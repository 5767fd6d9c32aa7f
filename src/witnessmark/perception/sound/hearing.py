"""Sound to observations: the one function that listens to a recording."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from pydantic import JsonValue

from witnessmark.clock import Span, TimeBase
from witnessmark.model import Kind, MadeBy, Observation, Sought
from witnessmark.perception.sound.attribution import Attribution, shipped_attribution
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
from witnessmark.perception.sound.features import FRAME_RATE, Block, Features, reduce_sound
from witnessmark.perception.sound.gunfire import (
    AUTOMATIC_INTERVAL,
    PAUSE,
    Group,
    group_shots,
)
from witnessmark.perception.sound.picking import (
    EXPLOSION_FRAMES,
    LEAST_IMPULSE,
    LEAST_LIKELY,
    Pick,
    pick,
)

NAME = "witnessmark.perception.sound"
VERSION = "1"
#: Stated length of a shot: the positive phase and the first reflections, in seconds.
SHOT_LENGTH = Fraction(1, 100)
#: Stated length of an explosion, in seconds.
EXPLOSION_LENGTH = Fraction(EXPLOSION_FRAMES, FRAME_RATE)


@dataclass(frozen=True, slots=True)
class Listener:
    """Listens with one set of weights; what it depends on is written into what it reports."""

    attribution: Attribution = field(default_factory=shipped_attribution)

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
                "least_likely": LEAST_LIKELY,
                "least_impulse": LEAST_IMPULSE,
                "automatic_interval_s": AUTOMATIC_INTERVAL,
                "pause_s": PAUSE,
                "least_silence_s": LEAST_SILENCE,
                "ceiling": CEILING,
            },
        )

    @property
    def sought(self) -> tuple[Sought, ...]:
        """The kinds that are listened for, each with its recall on what was kept from fitting."""
        recall, made_by = self.attribution.recall, self.made_by
        shot, explosion = recall["shot"], recall["explosion"]
        return (
            Sought(kind=Kind.SHOT, recall=shot, measured_on="real recordings", made_by=made_by),
            Sought(kind=Kind.GUNFIRE, recall=shot, measured_on="real recordings", made_by=made_by),
            Sought(
                kind=Kind.EXPLOSION,
                recall=explosion,
                measured_on="rendered sound",
                made_by=made_by,
            ),
        )

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
        picks = pick(frames.tolist(), chances)
        heard = [scribe.event(one) for one in picks]
        yield from heard
        shots = [one for one in heard if one.kind is Kind.SHOT]
        times = [float(shot.start.seconds) for shot in shots]
        for group in group_shots(times, [shot.confidence for shot in shots]):
            yield scribe.gunfire(group, shots)
        for first, last in silent_stretches(stretch):
            yield scribe.note(Kind.SILENCE, first, last, 1.0)
        for first, last in clipped_stretches(stretch):
            yield scribe.note(Kind.CLIPPED, first, last, 1.0)


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

    def event(self, one: Pick) -> Observation:
        start = self.stretch.seconds(one.frame)
        length = EXPLOSION_LENGTH if one.kind is Kind.EXPLOSION else SHOT_LENGTH
        end = min(start + length, self.stretch.end_seconds)
        return self._observe(one.kind, start, end, one.chance, one.attributes)

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
