"""What a person sees in a terminal: progress, verdict tables, and hostile text made harmless."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from witnessmark import __version__
from witnessmark.publication.legible import legible

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
