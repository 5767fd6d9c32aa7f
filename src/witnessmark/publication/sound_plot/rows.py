"""What lasts, in rows under the events: groups, speech, a tagger's words, what was not heard."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.ticker import FixedFormatter, FixedLocator, NullLocator

from witnessmark.formats.sound_coverage import bridged_words
from witnessmark.formats.sound_tagger import TaggedSound
from witnessmark.model import Observation
from witnessmark.publication.sound_plot.layout import Panel
from witnessmark.publication.sound_plot.lettering import drawable
from witnessmark.publication.sound_plot.look import INK, MUTED, SHOT, SMALL, TAGGED, VOICE
from witnessmark.publication.sound_plot.placing import place
from witnessmark.publication.wording import kind_word

#: What stands behind lettering, so that hatching and bars do not run through it.
_PAPER = {"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 1.0}


def draw_rows(axes: Axes, panel: Panel) -> None:
    """Draw brackets for groups, bars for what lasts, and the words for what was not heard."""
    seen, rows = panel.view, panel.rows
    axes.set_ylim(max(rows, 1), 0)
    axes.yaxis.set_major_locator(NullLocator())
    second = (seen.sketch.end - seen.sketch.start) / panel.width
    for group, label in zip(seen.groups, panel.brackets, strict=True):
        start = max(group.observation.start.json_seconds, seen.sketch.start)
        end = min(group.observation.end.json_seconds, seen.sketch.end)
        edge = [label.row + 0.08, label.row + 0.22, label.row + 0.22, label.row + 0.08]
        axes.plot([start, start, end, end], edge, color=SHOT, linewidth=1.4, clip_on=False)
        _letter(axes, seen.sketch.start + label.left * second, label.row + 0.6, label.text)
    row = panel.bracket_rows
    named = []
    if panel.brackets:
        named.append((row / 2, "groups"))
    if seen.voices:
        _draw_bars(axes, row, seen.voices, VOICE)
        _write(axes, panel, row, _spans(seen.voices), [kind_word(o.kind) for o in seen.voices])
        named.append((row + 0.5, "speech"))
        row += 1
    if seen.tagged:
        observed = [tagged.observation for tagged in seen.tagged]
        _draw_bars(axes, row, observed, TAGGED)
        names = [_said(tagged) for tagged in seen.tagged]
        _write(axes, panel, row, _spans(observed), names)
        named.append((row + 0.5, "tagger"))
        row += 1
    if seen.unheard or seen.bridged:
        _name_gaps(axes, panel, row)
        named.append((row + 0.5, "not heard"))
    axes.yaxis.set_major_locator(FixedLocator([at for at, _ in named]))
    axes.yaxis.set_major_formatter(FixedFormatter([name for _, name in named]))
    axes.tick_params(axis="y", length=0)


def _draw_bars(axes: Axes, row: int, seen: Sequence[Observation], colour: str) -> None:
    for one in seen:
        start, length = one.start.json_seconds, float(one.span.duration)
        axes.broken_barh(
            [(start, length)],
            (row + 0.25, 0.5),
            facecolor=colour,
            alpha=0.25 + 0.75 * one.confidence,
            linewidth=0,
        )


def _said(tagged: TaggedSound) -> str:
    """Return what a tagger says, in its quotes, and whether what was heard disputes it."""
    return f"“{drawable(tagged.name, most=30)}”{', disputed' if tagged.against else ''}"


def _spans(seen: Sequence[Observation]) -> list[tuple[float, float]]:
    return [(one.start.json_seconds, one.end.json_seconds) for one in seen]


def _name_gaps(axes: Axes, panel: Panel, row: int) -> None:
    named = [((gap.start, gap.end), gap.why) for gap in panel.view.unheard]
    if holes := panel.view.bridged:
        around = holes[0].start.json_seconds, holes[-1].end.json_seconds
        named = sorted([*named, (around, bridged_words(holes))])
    _write(axes, panel, row, [span for span, _ in named], [why for _, why in named])


def _write(
    axes: Axes,
    panel: Panel,
    row: int,
    spans: Sequence[tuple[float, float]],
    texts: Sequence[str],
) -> None:
    """Mark where each of *spans* begins, and write its text there as far as there is room."""
    sketch = panel.view.sketch
    second = (sketch.end - sketch.start) / panel.width
    starts = [min(max((at - sketch.start) / second, 0.0), panel.width) for at, _ in spans]
    labels = place(
        [(start, start) for start in starts],
        [(text,) for text in texts],
        width=panel.width,
        points=SMALL,
        rows=1,
    )
    for (start, _), label in zip(spans, labels, strict=True):
        axes.plot([max(start, sketch.start)] * 2, [row + 0.15, row + 0.85], color=MUTED, lw=1.2)
        _letter(axes, sketch.start + label.left * second, row + 0.5, label.text)


def _letter(axes: Axes, seconds: float, height: float, text: str) -> None:
    """Write *text* from *seconds* on, on paper of its own; nothing where it was left empty."""
    if text:
        axes.text(
            seconds,
            height,
            text,
            va="center",
            fontsize=SMALL,
            color=INK,
            bbox=_PAPER,
            parse_math=False,
        )
