"""What one panel shows, and where its labels go, before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from witnessmark.clock import Span
from witnessmark.formats import SoundTable
from witnessmark.formats.sound_table import NumberedGroup, NumberedShot, Unheard
from witnessmark.formats.sound_tagger import TaggedSound
from witnessmark.model import Kind, Observation
from witnessmark.publication.sound_plot.look import SMALL
from witnessmark.publication.sound_plot.placing import Placed, place
from witnessmark.publication.sound_plot.sketch import Sketch

#: Heights of the parts, inches.
WAVE_HEIGHT, SPECTRUM_HEIGHT, EVENT_HEIGHT, ROW_HEIGHT = 1.05, 1.35, 1.2, 0.34
_MOST_ROWS = 3


@dataclass(frozen=True, slots=True)
class View:
    """What one panel shows: a sketch, and of the table what lies within it."""

    sketch: Sketch
    shots: tuple[NumberedShot, ...]
    groups: tuple[NumberedGroup, ...]
    others: tuple[Observation, ...]
    tagged: tuple[TaggedSound, ...]
    unheard: tuple[Unheard, ...]
    bridged: tuple[Span, ...]
    title: str = ""

    @property
    def voices(self) -> tuple[Observation, ...]:
        """Sounds that last: speech."""
        return tuple(o for o in self.others if o.kind is Kind.SPEECH)


def view(sketch: Sketch, table: SoundTable, title: str = "") -> View:
    """Return what *sketch* shows of *table*."""
    first, last = sketch.start, sketch.end

    def here(start: float, end: float) -> bool:
        return start <= last and end >= first

    def seen(one: Observation) -> bool:
        return here(one.start.json_seconds, one.end.json_seconds)

    return View(
        sketch,
        tuple(shot for shot in table.shots if here(shot.seconds, shot.seconds)),
        tuple(group for group in table.groups if seen(group.observation)),
        tuple(other for other in table.others if seen(other)),
        tuple(tagged for tagged in table.tagged if seen(tagged.observation)),
        tuple(gap for gap in table.unheard if here(gap.start, gap.end)),
        tuple(h for h in table.bridged if here(h.start.json_seconds, h.end.json_seconds)),
        title,
    )


@dataclass(frozen=True, slots=True)
class Panel:
    """A view laid out *width* inches wide, ready to be drawn."""

    view: View
    width: float
    scale: float
    brackets: tuple[Placed, ...]

    @property
    def rows(self) -> int:
        """How many rows of brackets and bars stand under the events."""
        seen = self.view
        gaps = bool(seen.unheard or seen.bridged)
        return self.bracket_rows + bool(seen.voices) + bool(seen.tagged) + gaps

    @property
    def bracket_rows(self) -> int:
        """How many of them are brackets."""
        return max((one.row + 1 for one in self.brackets), default=0)

    @property
    def heights(self) -> tuple[float, float, float, float]:
        """Heights in inches of waveform, spectrogram, events and rows."""
        parts = (WAVE_HEIGHT, SPECTRUM_HEIGHT, EVENT_HEIGHT)
        wave, spectrum, events = (self.scale * part for part in parts)
        return wave, spectrum, events, max(ROW_HEIGHT * self.rows, 0.02)

    @property
    def height(self) -> float:
        """Height in inches, axis and title included."""
        return sum(self.heights) + 0.3 + (0.25 if self.view.title else 0)


def lay_out(seen: View, width: float, scale: float = 1.0) -> Panel:
    """Return *seen* with a place for every group's label; *scale* shrinks the drawn parts."""
    per_second = width / (seen.sketch.end - seen.sketch.start)

    def at(seconds: float) -> float:
        return min(max(seconds - seen.sketch.start, 0) * per_second, width)

    spans = [
        (at(g.observation.start.json_seconds), at(g.observation.end.json_seconds))
        for g in seen.groups
    ]
    texts = [
        (
            f"{g.number}: {g.words}",
            f"{g.number}: {g.brief_words}",
            f"{g.number}: {g.count_words.replace('at least ', '≥ ')}",
            str(g.number),
        )
        for g in seen.groups
    ]
    brackets = place(spans, texts, width=width, points=SMALL, rows=_MOST_ROWS)
    return Panel(seen, width, scale, brackets)
