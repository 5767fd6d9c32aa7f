"""What a person sees in a terminal: progress, verdict tables, and hostile text made harmless."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from witnessmark import __version__
from witnessmark.clock import clock_face
from witnessmark.model import Citation, Incident, Verdict
from witnessmark.publication.legible import legible
from witnessmark.publication.wording import MARKS, verdict_word

#: How the ledger names this program.
TOOL = f"witnessmark {__version__}"

#: Columns beyond which COLUMNS is not followed.
_NARROWEST, _WIDEST = 40, 1000

#: C1 controls but for NEL, which ends a line; soft hyphens, zero widths, fillers and tags; joiners
#: behind a Latin letter, a figure or a space.
_UNSEEN = re.compile(
    r"[\x80-\x84\x86-\x9f\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u2060-\u2065"
    r"\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
    r"|(?:(?<=[\x00-\u024f])|^)[\u200c\u200d]"
)

#: How verdicts are coloured.
VERDICT_COLOURS = {
    Verdict.SHOWN: "green",
    Verdict.SHOWN_ELSEWHEN: "yellow",
    Verdict.CONSISTENT: "cyan",
    Verdict.CONTRADICTED: "red",
    Verdict.NOT_SHOWN: "magenta",
    Verdict.NOT_TESTABLE: "bright_black",
    Verdict.NOT_TESTED: "bright_black",
}


def one_line(words: str) -> str:
    """Return hostile *words* fit for one line of a terminal: nothing invisible, no line ends."""
    return " ".join(visible(words).split())


def visible(words: str) -> str:
    """Return hostile *words* with every character that shows as nothing written out.

    A terminal obeys the controls of the block C1 too (ECMA-48, section 5.3). Joiners between
    letters that are not Latin are how some scripts are spelt, and stay.
    """
    return _UNSEEN.sub(_named, legible(words))


def _named(match: re.Match[str]) -> str:
    return f"[U+{ord(match[0]):04X}]"


def console(*, error: bool = False) -> Console:
    """Return a console; output that goes to no terminal is 120 columns wide, or COLUMNS."""
    made = Console(stderr=error, highlight=False, markup=False, emoji=False)
    if not made.is_terminal:
        asked = os.environ.get("COLUMNS", "")
        width = int(asked) if asked.isascii() and asked.isdigit() else 120
        width = min(max(width, _NARROWEST), _WIDEST)
        made = Console(stderr=error, highlight=False, markup=False, emoji=False, width=width)
    return made


@contextmanager
def progress_bars() -> Iterator[Callable[[str, float, float], None]]:
    """Show one bar a stage where standard error is a terminal; yields what tells it how far."""
    screen = Console(stderr=True)
    bars = Progress(
        TextColumn("{task.description:<20}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
        console=screen,
        transient=True,
        disable=not screen.is_terminal,
    )
    tasks: dict[str, TaskID] = {}

    def tell(stage: str, done: float, total: float) -> None:
        if stage not in tasks:
            for task in tasks.values():
                bars.update(task, completed=bars.tasks[task].total)
            tasks[stage] = bars.add_task(stage, total=total or None)
        bars.update(tasks[stage], completed=done, total=total or None)

    with bars:
        yield tell


def seconds_of(citations: Sequence[Citation], most: int = 3) -> str:
    """Write cited stretches as people read them, the first *most* and a count of the rest."""
    faces = []
    for cite in citations:
        start, end = clock_face(cite.start.seconds), clock_face(cite.end.seconds)
        faces.append(start if start == end else f"{start}–{end}")
    faces = list(dict.fromkeys(faces))
    more = f" +{len(faces) - most}" if len(faces) > most else ""
    return ", ".join(faces[:most]) + more


def verdict_table(record: Incident, beside: Sequence[tuple[str, str]] | None = None) -> Table:
    """Return the account as a table: each sentence, its verdict, its seconds, the reason.

    *beside* gives a word and a colour for each sentence, shown in a column named "truth".
    """
    table = Table(box=None, pad_edge=False, show_lines=False, padding=(0, 1, 1, 0))
    table.add_column("", justify="right", style="bright_black")
    table.add_column("sentence", ratio=5)
    table.add_column("verdict", min_width=12, ratio=2)
    table.add_column("seconds", ratio=2)
    if beside is None:
        table.add_column("reason", ratio=5)
    else:
        table.add_column("known truth", min_width=11, ratio=2)
    for sentence, verdict in zip(record.sentences, record.verdicts, strict=True):
        written = verdict_word(verdict.verdict, verdict.supports)
        row = [
            Text(str(sentence.index + 1)),
            Text(one_line(sentence.text)),
            Text(f"{written.sign} {written.word}", style=VERDICT_COLOURS[verdict.verdict]),
            Text(seconds_of(verdict.citations)),
        ]
        if beside is None:
            row.append(Text(one_line(verdict.reason), style="bright_black"))
        else:
            word, colour = beside[sentence.index]
            row.append(Text(word, style=colour))
        table.add_row(*row)
    return table


def summary(record: Incident) -> str:
    """Say in one line how many sentences were marked with what."""
    marks = [verdict_word(verdict.verdict, verdict.supports) for verdict in record.verdicts]
    parts = [f"{marks.count(mark)} {mark.word}" for mark in MARKS if mark in marks]
    return f"Of {len(record.sentences)} sentences: {', '.join(parts)}."
