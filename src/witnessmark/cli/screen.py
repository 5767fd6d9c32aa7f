"""What a person sees in a terminal: progress, verdict tables, and hostile text made harmless."""

from __future__ import annotations

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

_COLOURS = {
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
    return " ".join(legible(words).split())


def console(*, error: bool = False) -> Console:
    """Return a console; where output goes to no terminal, lines are 120 columns wide."""
    made = Console(stderr=error, highlight=False, markup=False, emoji=False)
    if not made.is_terminal:
        made = Console(stderr=error, highlight=False, markup=False, emoji=False, width=120)
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
            Text(f"{written.sign} {written.word}", style=_COLOURS[verdict.verdict]),
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
