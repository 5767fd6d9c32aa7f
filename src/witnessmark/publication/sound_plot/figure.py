"""The whole drawing: head, overview, close-ups, legend and what to know about it; as PNG or SVG.

Conventions
-----------
The same sound, table and release give the same bytes (see :mod:`.writing`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from witnessmark.clock import clock_face
from witnessmark.errors import NoSoundError
from witnessmark.formats import SoundTable
from witnessmark.formats.number_words import counted
from witnessmark.formats.sound_table import doubt_words
from witnessmark.model import Kind, Recording
from witnessmark.publication.sound_plot.close_ups import close_ups
from witnessmark.publication.sound_plot.layout import Panel, lay_out, view
from witnessmark.publication.sound_plot.lettering import drawable, fitting, inches_wide
from witnessmark.publication.sound_plot.look import (
    HATCH,
    HOLLOW,
    INK,
    MARKERS,
    MUTED,
    SMALL,
    TAGGED,
    VOICE,
)
from witnessmark.publication.sound_plot.panel import draw_panel
from witnessmark.publication.sound_plot.sketch import Sketch, Trace
from witnessmark.publication.sound_plot.writing import DPI, same_everywhere, written
from witnessmark.publication.sound_words import summary_words

#: Inches: the sheet, its margins, the space between two close-ups, head and foot.
_WIDE, _LEFT, _RIGHT, _BETWEEN = 14.0, 0.95, 0.4, 0.85
_HEAD, _FOOT = 1.3, 0.65
#: Inches kept for the sign that a recording is rendered, and for one more line of the legend.
_SIGN, _LINE = 4.0, 0.19
#: Inches of a legend's entry besides its words.
_HANDLE = 0.5
#: Columns of a drawing for each inch of it: one a dot.
_COLUMNS = DPI

_FOOTNOTE = (
    "Each column of waveform and spectrogram shows the loudest moment that falls into it. "
    "A shot is drawn where it arrives at the microphone.\n"
    "The higher a mark, the surer it is; the darker the spectrogram, the louder. “2 to 5 shots”: "
    "the fewest and the most that fit what was heard. Every mark is a machine's proposal."
)


def draw_sound(
    trace: Trace,
    recording: Recording,
    table: SoundTable,
    *,
    form: Literal["png", "svg"],
    tool: str,
) -> bytes:
    """Return a drawing of *table*, heard in *recording*, over the sound that *trace* took in.

    *tool* names the program and its release in the head. Raises NoSoundError where the recording
    has no sound track.
    """
    if recording.sound is None:
        raise NoSoundError(
            recording.name,
            f"{recording.name} has no sound track, so there is nothing to draw.",
        )
    rate = recording.sound.rate
    ends = [one.end.json_seconds for one in table.others] + [s.seconds for s in table.shots]
    length = max(recording.duration, *ends, 1 / rate)
    inner = _WIDE - _LEFT - _RIGHT
    half = (inner - _BETWEEN) / 2
    chosen = close_ups(table, length)
    trace.begin(rate)
    whole = trace.sketch(0.0, length, round(inner * _COLUMNS))
    near = [trace.sketch(a, b, round(half * _COLUMNS)) for a, b in chosen.stretches]
    with same_everywhere():
        overview = lay_out(view(whole, table), inner)
        panels = [lay_out(view(one, table, _stretch_words(one)), half, 0.72) for one in near]
        figure = _compose(recording, table, overview, panels, chosen.left_out, tool)
        return written(figure, form)


def _compose(
    recording: Recording,
    table: SoundTable,
    overview: Panel,
    panels: list[Panel],
    left_out: int,
    tool: str,
) -> Figure:
    pairs = [panels[n : n + 2] for n in range(0, len(panels), 2)]
    legend = _legend(table)
    lines = _lines(legend)
    head = _HEAD + _LINE * (lines - 1)
    tall = head + overview.height + sum(_tallest(pair) for pair in pairs) + _FOOT
    figure = Figure(figsize=(_WIDE, tall), dpi=DPI, facecolor="white")
    _write_head(figure, recording, table, tool, tall)
    _draw_legend(figure, legend, lines, tall)
    top = head
    draw_panel(figure, overview, _LEFT, top)
    top += overview.height
    for pair in pairs:
        for n, panel in enumerate(pair):
            draw_panel(figure, panel, _LEFT + n * (panel.width + _BETWEEN), top + 0.15)
        top += _tallest(pair)
    note = _FOOTNOTE
    if left_out:
        note += f" {counted(left_out, 'shot')} in no close-up: see the table."
    figure.text(_LEFT / _WIDE, 0.2 / tall, note, fontsize=SMALL, color=MUTED, va="bottom")
    return figure


def _tallest(pair: list[Panel]) -> float:
    return max(panel.height for panel in pair) + 0.15


def _write_head(
    figure: Figure, recording: Recording, table: SoundTable, tool: str, tall: float
) -> None:
    sound = recording.sound
    facts = [
        f"SHA-256 {recording.sha256[:16]}…",
        clock_face(recording.duration, places=1),
        *([f"{sound.rate:,} Hz, {counted(sound.channels, 'channel')}"] if sound else []),
        tool,
    ]
    left = _LEFT / _WIDE
    inner = _WIDE - _LEFT - _RIGHT
    # Bold comes out wider than what is measured, by a sixth at most.
    name = fitting(recording.name, 14, (inner - (_SIGN if recording.synthetic else 0)) / 1.2)
    figure.text(left, 1 - 0.32 / tall, name, fontsize=14, fontweight="bold", color=INK)
    line = fitting("  ·  ".join(facts), 9, inner)
    figure.text(left, 1 - 0.56 / tall, line, fontsize=9, color=MUTED)
    said = fitting(summary_words(table), 10.5, inner)
    figure.text(left, 1 - 0.80 / tall, said, fontsize=10.5, color=INK)
    if recording.synthetic:
        figure.text(
            1 - _RIGHT / _WIDE,
            1 - 0.32 / tall,
            "SYNTHETIC: rendered, no recording of events",
            fontsize=10,
            fontweight="bold",
            ha="right",
            color="#3d2f00",
            bbox={"facecolor": "#f6e3a8", "edgecolor": "none", "pad": 4},
        )


def _draw_legend(
    figure: Figure, handles: Sequence[Line2D | Patch], lines: int, tall: float
) -> None:
    figure.legend(
        handles=handles,
        loc="upper right",
        bbox_to_anchor=(1 - _RIGHT / _WIDE, 1 - 0.92 / tall),
        bbox_transform=figure.transFigure,
        ncols=-(-len(handles) // lines) or 1,
        frameon=False,
        fontsize=SMALL,
        handletextpad=0.4,
        columnspacing=1.4,
        borderaxespad=0,
        labelcolor=INK,
    )


def _lines(handles: Sequence[Line2D | Patch]) -> int:
    """Return in how many lines of the legend *handles* fit side by side."""
    wide = [_HANDLE + inches_wide(str(one.get_label()), SMALL) for one in handles]
    inner = _WIDE - _LEFT - _RIGHT
    for lines in range(1, len(wide) + 1):
        # The legend is filled column by column.
        if sum(max(wide[n : n + lines]) for n in range(0, len(wide), lines)) <= inner:
            return lines
    return max(len(wide), 1)


def _legend(table: SoundTable) -> list[Line2D | Patch]:
    kinds = {o.kind for o in table.others}
    alone = " or only its bullet's crack" if any(s.crack_alone for s in table.shots) else ""
    words = {
        "shot": (f"shot (muzzle blast{alone})", bool(table.shots)),
        "crack": ("crack of its bullet", any(s.crack_to_blast for s in table.shots)),
        "explosion": ("explosion", Kind.EXPLOSION in kinds),
        "impulse": ("bang of unknown cause", Kind.IMPULSE in kinds),
    }
    handles: list[Line2D | Patch] = [
        Line2D([], [], linestyle="none", label=word, **MARKERS[kind])
        for kind, (word, there) in words.items()
        if there
    ]
    if any(s.doubt for s in table.shots) or any(doubt_words(o) for o in table.others):
        look = MARKERS["shot"] | HOLLOW
        handles.append(Line2D([], [], linestyle="none", label="hollow: check by ear", **look))
    if Kind.SPEECH in kinds:
        handles.append(Patch(facecolor=VOICE, label="speech"))
    for tagger in dict.fromkeys(tagged.tagger for tagged in table.tagged):
        said = drawable(f"said by tagger {tagger}", most=40)
        handles.append(Patch(facecolor=TAGGED, label=said))
    if table.unheard:
        handles.append(Patch(label="not heard, or not well", **HATCH))
    return handles


def _stretch_words(sketch: Sketch) -> str:
    return f"{clock_face(sketch.start)}–{clock_face(sketch.end)}"
