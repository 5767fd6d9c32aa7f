"""Where everything lies on the timeline of one recording, in percent of its length.

Conventions
-----------
Positions are percentages of the recording's duration, written with four decimals, so that the
drawing scales with the page and its bytes never depend on a machine. Heights are in pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from witnessmark.formats.sight_coverage import Seeing, seeing
from witnessmark.formats.sound_coverage import Hearing, hearing
from witnessmark.model import Kind, Observation, Recording
from witnessmark.publication.axis import AxisStep, axis
from witnessmark.publication.moments import Moment, moment
from witnessmark.publication.sightings import Sighting
from witnessmark.publication.wording import FACTS_OF_FILE

ROW_HEIGHT = 8
_MOST_ROWS = 5
_LABEL_HEIGHT = 17
_LANE_GAP = 7
_TRACK_HEIGHT = 18

#: Ticks nearer than this share of the length are half a pixel apart where a drawing is 600 wide.
_CLOSEST_TICKS = 0.5 / 600

_CUTS = frozenset({Kind.CUT, Kind.SHOWN_AGAIN, Kind.SOUND_BREAK})
_LIGHTS = frozenset({Kind.FLASH, Kind.STREAK})
_CONDITIONS = frozenset(
    {Kind.SNOWFALL, Kind.RAIN, Kind.SNOW_COVER, Kind.DARKNESS, Kind.SMOKE, Kind.FLAME}
)
_LETTERS = frozenset({Kind.TEXT, Kind.OVERLAY})
#: Kinds that have a lane of their own, and what is no event: key frames, faces, the camera's ways.
_APART = (
    frozenset(
        {
            Kind.GUNFIRE,
            Kind.SHOT,
            Kind.EXPLOSION,
            Kind.NO_AUDIO,
            Kind.SILENCE,
            Kind.CLIPPED,
            Kind.MASKED,
            Kind.KEYFRAME,
            Kind.FACE,
            Kind.CAMERA_MOTION,
            Kind.STILL,
            Kind.NO_PICTURE,
        }
    )
    | _CUTS
    | _LIGHTS
    | _CONDITIONS
    | _LETTERS
)
#: The lanes of what was seen, from the top.
_SIGHT_LANES = (
    ("Cuts and breaks", _CUTS),
    ("Flashes and streaks", _LIGHTS),
    ("Conditions", _CONDITIONS),
    ("Text and overlays", _LETTERS),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One drawn thing: an observation, a citation or a stretch that was not heard.

    ``key`` is its name within the page, ``style`` the CSS class it is drawn in, ``sentences``
    the sentences it belongs to.
    """

    key: str
    style: str
    when: Moment
    label: str
    left: str
    width: str
    row: int = 0
    ticks: tuple[str, ...] = ()
    sentences: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Lane:
    """A labelled row of marks; ``top`` is where its track starts and ``height`` its height, px.

    ``note`` stands behind the name: that there is no mark, or what the marks come to.
    """

    name: str
    note: str
    top: int
    height: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The lanes of one recording over ``duration`` seconds, with the labels of its axis."""

    recording: int
    name: str
    duration: float
    lanes: tuple[Lane, ...]
    axis: tuple[AxisStep, ...]
    height: int


@dataclass(frozen=True, slots=True)
class Cited:
    """Seconds that one sentence rests on, with the verdict that they carry."""

    sentence: int
    verdict: str
    word: str
    when: Moment


def timeline(
    number: int,
    recording: Recording,
    heard: Sequence[Sighting],
    cited: Sequence[Cited],
    sentences_of: Mapping[str, tuple[int, ...]],
    observations: Sequence[Observation],
) -> Timeline:
    """Lay out the recording that stands at *number* of the record's list.

    *sentences_of* names, for an observation's id, the sentences whose findings cite it;
    *observations* are what *heard* was made from.
    """
    here = [s for s in heard if s.when.recording == number and s.kind not in FACTS_OF_FILE]
    mine = [c for c in cited if c.when.recording == number]
    ends = [s.when.end for s in here] + [c.when.end for c in mine]
    length = max([recording.duration, *ends, 0.001])
    drawn = _Drawing(number, length, sentences_of)
    told = hearing(recording, observations, length), seeing(recording, observations)
    lanes = drawn.lanes(*told, here, mine)
    below = lanes[-1].top + lanes[-1].height + _LANE_GAP
    return Timeline(number, recording.name, length, lanes, axis(length), below + 16)


@dataclass(slots=True)
class _Drawing:
    """Hands out keys and positions while one timeline is laid out."""

    number: int
    length: float
    sentences_of: Mapping[str, tuple[int, ...]]
    made: int = 0
    reached: int = 0

    def lanes(
        self, heard: Hearing, seen: Seeing, here: Sequence[Sighting], mine: Sequence[Cited]
    ) -> tuple[Lane, ...]:
        """Return every lane from the top, each always there, empty ones saying so."""
        guns = [s for s in here if s.kind is Kind.GUNFIRE]
        lone = [s for s in here if s.kind is Kind.SHOT and not _inside_any(s, guns)]
        bangs = [s for s in here if s.kind is Kind.EXPLOSION]
        other = [s for s in here if s.kind not in _APART]
        none = f"nothing could be heard: {heard.nothing}" if heard.nothing else "none found"
        return (
            self._lane(
                "Cited for the account", self._cites(mine), "no sentence rests on these seconds"
            ),
            self._lane("Gunfire", self._seen([*guns, *lone]), none),
            self._lane("Explosions", self._seen(bangs), none),
            *(self._sights(name, kinds, here, seen) for name, kinds in _SIGHT_LANES),
            self._lane("Other observations", self._seen(other), "none"),
            self._lane("Not heard, or not well", self._gaps(heard), heard.brief, always=True),
            self._lane("Not seen", self._unseen(seen), seen.brief, always=True),
        )

    def _sights(
        self, name: str, kinds: frozenset[Kind], here: Sequence[Sighting], seen: Seeing
    ) -> Lane:
        """Return the lane of some *kinds* of sight, each drawn below those that it overlaps."""
        mine = [s for s in here if s.kind in kinds]
        rows = _rows([s.when for s in mine], self.length)
        none = f"nothing could be seen: {seen.nothing}" if seen.nothing else "none found"
        marks = [replace(mark, row=row) for mark, row in zip(self._seen(mine), rows, strict=True)]
        return self._lane(name, marks, none)

    def _lane(self, name: str, marks: list[Mark], note: str, *, always: bool = False) -> Lane:
        """Stack a lane under the last; its *note* is for no marks, unless it is *always* said."""
        rows = 1 + max((mark.row for mark in marks), default=0)
        height = max(_TRACK_HEIGHT, rows * ROW_HEIGHT)
        top = self.reached + _LABEL_HEIGHT
        self.reached = top + height + _LANE_GAP
        return Lane(name, note if always or not marks else "", top, height, tuple(marks))

    def _cites(self, cited: Sequence[Cited]) -> list[Mark]:
        whole = sorted(set(cited), key=lambda c: (c.when.start, c.when.end, c.sentence))
        rows = _rows([c.when for c in whole], self.length)
        return [
            self._mark(
                f"cite {c.verdict}",
                c.when,
                f"{c.when.words}: cited for sentence {c.sentence + 1}, {c.word}",
                row=row,
                sentences=(c.sentence,),
            )
            for c, row in zip(whole, rows, strict=True)
        ]

    def _seen(self, seen: Sequence[Sighting]) -> list[Mark]:
        return [
            self._mark(
                f"{s.kind.value} {s.mode}" if s.kind is Kind.GUNFIRE else s.kind.value,
                s.when,
                f"{s.when.words}: {s.headline}, {s.sure}",
                ticks=self._ticks(s),
                sentences=self.sentences_of.get(s.id, ()),
            )
            for s in seen
        ]

    def _ticks(self, seen: Sighting) -> tuple[str, ...]:
        """Place the single shots, unless they would run together into a solid block."""
        if len(seen.ticks) > 1:
            apart = (seen.when.end - seen.when.start) / len(seen.ticks) / self.length
            if apart < _CLOSEST_TICKS:
                return ()
        return tuple(self._percent(tick) for tick in seen.ticks)

    def _gaps(self, heard: Hearing) -> list[Mark]:
        return [
            self._mark("gap", when, f"{when.words}: {heard.nothing or one.why}")
            for one in heard.reasons
            for when in (moment(stretch, self.number) for stretch in one.stretches)
        ]

    def _unseen(self, seen: Seeing) -> list[Mark]:
        told = (("not decoded", seen.undecoded), ("black or frozen", seen.blank))
        return [
            self._mark("gap", when, f"{when.words}: {seen.nothing or why}")
            for why, stretches in told
            for when in (moment(stretch, self.number) for stretch in stretches)
        ]

    def _mark(
        self,
        style: str,
        when: Moment,
        label: str,
        *,
        row: int = 0,
        ticks: tuple[str, ...] = (),
        sentences: tuple[int, ...] = (),
    ) -> Mark:
        self.made += 1
        start, end = (min(max(t, 0.0), self.length) for t in (when.start, when.end))
        return Mark(
            key=f"m{self.number}-{self.made}",
            style=style,
            when=when,
            label=label,
            left=self._percent(start),
            width=self._percent(end - start),
            row=row,
            ticks=ticks,
            sentences=sentences,
        )

    def _percent(self, seconds: float) -> str:
        return f"{min(max(seconds / self.length, 0.0), 1.0) * 100:.4f}%"


def _inside_any(shot: Sighting, groups: Iterable[Sighting]) -> bool:
    return any(g.when.start <= shot.when.start < g.when.end for g in groups)


def _rows(moments: Sequence[Moment], length: float) -> list[int]:
    """Give each moment the first row that is free; past the last row they share it."""
    free: list[float] = []
    rows = []
    for when in moments:
        row = next((i for i, end in enumerate(free) if end <= when.start), len(free))
        row = min(row, _MOST_ROWS - 1)
        if row == len(free):
            free.append(0.0)
        free[row] = max(free[row], when.end, when.start + length / 200)
        rows.append(row)
    return rows
