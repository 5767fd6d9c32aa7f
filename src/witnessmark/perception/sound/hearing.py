"""Sound to observations: the one function that listens to a recording."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

from pydantic import JsonValue

from witnessmark.clock import Span, TimeBase
from witnessmark.model import BRIDGED, Kind, MadeBy, Observation, Sought
from witnessmark.perception.sound.beside import Beside
from witnessmark.perception.sound.blocks import Block
from witnessmark.perception.sound.breaks import Breaks
from witnessmark.perception.sound.bridging import EvenBlock, evened
from witnessmark.perception.sound.carried_on import MOST_FOR_IT
from witnessmark.perception.sound.coverage import CEILING, LEAST_SILENCE, Coverage
from witnessmark.perception.sound.crack_rounds import (
    LEAST_CRACK,
    SURE_ALONE,
    SURE_IF_EVEN,
    SURE_IN_RUN,
)
from witnessmark.perception.sound.doubts import MOST_SURE, Doubts
from witnessmark.perception.sound.event import LEAST_IMPULSE, Event
from witnessmark.perception.sound.fragments import Fragments
from witnessmark.perception.sound.gap import Gap
from witnessmark.perception.sound.gunfire import (
    AUTOMATIC_INTERVAL,
    EVEN,
    PAUSE,
    Group,
    chances_in,
    group_shots,
)
from witnessmark.perception.sound.mixdown import mixed_down
from witnessmark.perception.sound.music import Music
from witnessmark.perception.sound.picker import APART, Picker, load_picker, shipped_picker
from witnessmark.perception.sound.picking import EXPLOSION_LENGTH, events
from witnessmark.perception.sound.placing import placed
from witnessmark.perception.sound.proximity import Proximity, judge
from witnessmark.perception.sound.resampling import Piece, Resampler
from witnessmark.perception.sound.speech import speech_sought
from witnessmark.perception.sound.tagger import Tagger
from witnessmark.perception.sound.voicing import RATE as SPEECH_RATE

NAME = "witnessmark.perception.sound"
VERSION = "6"
#: Stated length of a shot: the positive phase and the first reflections, in seconds.
SHOT_LENGTH = Fraction(1, 100)
#: Times are reported in whole tenths of a millisecond: finer than any microphone's place.
CLOCK = TimeBase(1, 10_000)


@dataclass(frozen=True, slots=True)
class Listener:
    """Listens with one picker; what it depends on is written into what it reports."""

    picker: Picker = field(default_factory=shipped_picker)
    tagger: Tagger | None = None

    @classmethod
    def with_picker(cls, path: Path) -> Listener:
        """Return one that listens with the picker in *path*; ModelError where it holds none."""
        return cls(load_picker(path))

    @property
    def made_by(self) -> MadeBy:
        """The signature under every observation but those of voices and sound classes."""
        return MadeBy(
            name=NAME,
            version=VERSION,
            model=self.picker.sha256,
            settings={
                "least_apart_ms": APART,
                "least_chance": dict(self.picker.card.least),
                "least_impulse": LEAST_IMPULSE,
                "most_for_a_place_in_the_cadence": MOST_FOR_IT,
                "surer_for_an_even_rate": EVEN,
                "sure_crack_alone": SURE_ALONE,
                "sure_cracks_in_a_run": SURE_IN_RUN,
                "sure_if_even": SURE_IF_EVEN,
                "least_crack_alone": LEAST_CRACK,
                "automatic_interval_s": AUTOMATIC_INTERVAL,
                "pause_s": PAUSE,
                "least_silence_s": LEAST_SILENCE,
                "ceiling": CEILING,
                "bridged_s": float(BRIDGED),
                "most_sure_where_doubtful": MOST_SURE,
            },
        )

    @property
    def sought(self) -> tuple[Sought, ...]:
        """The kinds that are listened for, each with its recall on what was kept from fitting."""
        recall, made_by = self.picker.card.recall, self.made_by
        real = [
            Sought(
                kind=kind, recall=recall["blast"], measured_on="real recordings", made_by=made_by
            )
            for kind in (Kind.SHOT, Kind.GUNFIRE)
        ]
        explosion = Sought(
            kind=Kind.EXPLOSION,
            recall=recall["explosion"],
            measured_on="rendered sound",
            made_by=made_by,
        )
        return (*real, explosion, speech_sought())

    def no_audio(self, recording: str, duration: float, cause: str | None = None) -> Observation:
        """Return the observation that a recording of *duration* seconds has no sound at all.

        *cause* says why, where it has a sound track nevertheless.
        """
        base = TimeBase(1, 1000)
        end = max(base.nearest(Fraction(str(duration))), base.at(1))
        return Observation.of(
            recording=recording,
            kind=Kind.NO_AUDIO,
            span=Span(base.at(0), end),
            confidence=1.0,
            made_by=self.made_by,
            attributes=None if cause is None else {"cause": cause},
        )

    def listen(
        self,
        blocks: Iterable[Block],
        recording: str,
        progress: Callable[[float], None] | None = None,
    ) -> tuple[Observation, ...]:
        """Return everything heard in *blocks* of the recording with SHA-256 *recording*.

        One pass, in memory that does not grow with the length but for what is reported.
        Observations come in order of their start, none ends after the sound does, and how the
        sound is cut into blocks changes nothing. *progress* is told the second reached.
        """
        ears = _Ears(Coverage(), Fragments(), Beside(recording, self.tagger))
        pieces = ears.pieces(evened(_watched(blocks, progress)))
        picked = events(self.picker.picks(pieces), self.picker.card.least)
        found, groups = _grouped(
            ears.doubts.doubted(picked), 1.0 - self.picker.card.recall["blast"]
        )
        end = ears.fragments.end
        scribe = _Scribe(recording, self.made_by, end)
        heard = [scribe.event(one) for one in found]
        heard += _gunfire(scribe, found, heard, groups)
        heard += map(scribe.gap, ears.gaps())
        shots = [float(one.seconds) for one in found if one.kind is Kind.SHOT]
        heard += ears.beside.finish(end, shots)
        return tuple(sorted(heard, key=lambda o: (o.start, o.end, o.kind, o.id)))


@dataclass(frozen=True, slots=True)
class _Ears:
    """Everything that listens on the way to the picker, to the same sound."""

    coverage: Coverage
    fragments: Fragments
    beside: Beside
    music: Music = field(default_factory=Music)
    doubts: Doubts = field(default_factory=Doubts)
    breaks: Breaks = field(default_factory=Breaks)

    def pieces(self, blocks: Iterable[EvenBlock]) -> Iterator[Piece]:
        """Yield the sound for the picker."""
        shots, voices = Resampler(), Resampler(SPEECH_RATE)
        for mono in mixed_down(self._noted(blocks)):
            self.beside.push(voices.push(mono))
            yield from self._heard(shots.push(mono))
        self.beside.push(voices.finish())
        yield from self._heard(shots.finish())

    def gaps(self) -> list[Gap]:
        """Return what was not heard, or not well, what was filled in, and where it breaks."""
        told = (self.coverage, self.music, self.fragments, self.breaks)
        return [gap for one in told for gap in one.finish()]

    def _noted(self, blocks: Iterable[EvenBlock]) -> Iterator[EvenBlock]:
        for block in blocks:
            self.coverage.push(block)
            self.fragments.push(block)
            yield block

    def _heard(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        for piece in pieces:
            self.music.push(piece)
            self.doubts.push(piece)
            self.breaks.push(piece)
            yield piece


def _grouped(found: list[Event], missed: float) -> tuple[list[Event], tuple[Group, ...]]:
    """Return the events, each shot as sure as its group makes it, and the groups of the shots."""
    shots = [one.shot for one in found if one.shot is not None]
    groups = group_shots(shots, missed)
    chances = iter(chances_in(shots, groups))
    surer = [one if one.shot is None else replace(one, chance=next(chances)) for one in found]
    return surer, groups


def _gunfire(
    scribe: _Scribe, found: list[Event], heard: list[Observation], groups: Sequence[Group]
) -> Iterator[Observation]:
    pairs = [
        (one, observation)
        for one, observation in zip(found, heard, strict=True)
        if one.shot is not None
    ]
    for group in groups:
        members = [pairs[index][0] for index in group.shots]
        proximity = judge(
            [one.evidence for one in members if one.evidence is not None],
            [one.shot.crack_to_blast_s for one in members if one.shot is not None],
        )
        yield scribe.gunfire(group, [pairs[index][1] for index in group.shots], proximity)


@dataclass(frozen=True, slots=True)
class _Scribe:
    """Writes observations of one recording on its clock, none past second *end*."""

    recording: str
    made_by: MadeBy
    end: Fraction

    def _observe(
        self,
        kind: Kind,
        start: Fraction,
        end: Fraction,
        confidence: float,
        attributes: dict[str, JsonValue] | None = None,
    ) -> Observation:
        return Observation.of(
            recording=self.recording,
            kind=kind,
            span=placed(CLOCK, start, end, self.end),
            confidence=confidence,
            made_by=self.made_by,
            attributes=attributes,
        )

    def event(self, one: Event) -> Observation:
        length = EXPLOSION_LENGTH if one.kind is Kind.EXPLOSION else SHOT_LENGTH
        return self._observe(
            one.kind, one.seconds, one.seconds + length, one.chance, dict(one.attributes)
        )

    def gap(self, one: Gap) -> Observation:
        return self._observe(one.kind, one.start, one.end, one.confidence, one.attributes)

    def gunfire(
        self, group: Group, members: list[Observation], proximity: Proximity
    ) -> Observation:
        rate, count = group.rate, group.count
        return self._observe(
            Kind.GUNFIRE,
            members[0].start.seconds,
            members[-1].end.seconds,
            group.confidence,
            {
                "shots": count.found,
                "at_least": group.at_least,
                "shots_estimated": count.best,
                "count_interval": [count.low, count.high],
                "shot_ids": [shot.id for shot in members],
                "mode": group.mode,
                "rounds_per_minute": None if rate is None else round(rate.value, 1),
                "rounds_per_minute_interval": (
                    None if rate is None else [round(rate.low, 1), round(rate.high, 1)]
                ),
                "overlapping": group.overlapping,
                "weapon": group.weapon,
                "proximity": proximity.value,
                "proximity_reason": proximity.reason,
                "proximity_confidence": round(proximity.confidence, 4),
            },
        )


def _watched(blocks: Iterable[Block], progress: Callable[[float], None] | None) -> Iterator[Block]:
    for block in blocks:
        yield block
        if progress is not None:
            progress(float(block.start.seconds) + len(block.samples) / block.rate)
