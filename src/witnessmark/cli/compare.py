"""``witnessmark compare``: two finished cases side by side."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from witnessmark.cli.outputs import Output, refuse_outputs, write_outputs
from witnessmark.cli.screen import console, one_line
from witnessmark.cli.verdict_screen import verdict_text

if TYPE_CHECKING:
    from rich.console import Console

    from witnessmark.model import Comparison, Difference, Told

#: Entries of a kind that are listed of what both leave out.
_MOST = 3


def compare(
    first: Annotated[Path, typer.Argument(help="A case folder.")],
    second: Annotated[
        Path, typer.Argument(help="Another: of the same recording, or of the same account.")
    ],
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    page: Annotated[Path | None, typer.Option(help="Write it as a web page: FILE.html.")] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the page if it is there already.")
    ] = False,
) -> int:
    """Set two accounts of one recording side by side, or one account of two recordings.

    Example: witnessmark compare case-001 case-002 --page both.html
    """
    from witnessmark.custody import finished_record
    from witnessmark.formats import write
    from witnessmark.incident.comparing import compare as run
    from witnessmark.publication import render_comparison

    outputs = () if page is None else (Output("--page", page, (".html", ".htm")),)
    refuse_outputs(outputs, footage=None, force=force)
    comparison = run(finished_record(first), finished_record(second))
    write_outputs({one.path: render_comparison(comparison).encode() for one in outputs})
    out, notes = console(), console(error=True)
    if json:
        typer.echo(write(comparison).decode(), nl=False)
    else:
        _print(out, comparison)
    for one in outputs:
        (notes if json else out).print(f"page    {one_line(str(one.path))}", soft_wrap=True)
    return 0


def _print(out: Console, comparison: Comparison) -> None:
    from witnessmark.publication.comparison_page import NAMES, comparison_summary

    names = NAMES[comparison.compares]
    for which, side in ((names.first, comparison.first), (names.second, comparison.second)):
        footage = ", ".join(side.recording_names)
        title = f" ({side.title})" if side.title else ""
        line = f"{which}: {side.account_name}{title}, against {footage}"
        out.print(one_line(line), soft_wrap=True)
    _head(out, names.conflicts)
    for conflict in comparison.conflicts:
        _print_conflict(out, conflict)
    if not comparison.conflicts:
        out.print("None.")
    _head(out, names.agreements)
    agreed = _agreements(comparison, (names.first, names.second))
    out.print(agreed if agreed.row_count else "None.")
    for which, alone in (
        (names.first, comparison.first_alone),
        (names.second, comparison.second_alone),
    ):
        _head(out, f"{names.alone}: {which.lower()}")
        out.print(_alone(alone) if alone else "Nothing.")
    if comparison.compares == "accounts":
        _head(out, "What both leave out, though the footage holds it")
        _print_left_out(out, comparison)
    out.print(comparison_summary(comparison), soft_wrap=True)
    for note in comparison.notes:
        out.print(Text(one_line(note), style="bright_black"))


def _head(out: Console, words: str) -> None:
    out.print()
    out.print(Text(words, style="bold"))


def _print_conflict(out: Console, conflict: Difference) -> None:
    from witnessmark.publication.comparison_page import DIFFERENCES

    # That verdicts differ is what the heading says already.
    kind = "" if conflict.kind == "verdict" else f"{DIFFERENCES[conflict.kind].capitalize()}: "
    line = Text(kind, style="red")
    line.append(one_line(conflict.sentence), style="default")
    out.print(line)
    out.print(Text(one_line(conflict.footage), style="bright_black"))
    out.print()


def _agreements(comparison: Comparison, names: tuple[str, str]) -> Table:
    table = _table(names[0], "verdict", names[1], "verdict")
    for pair in comparison.agreements:
        table.add_row(*_cells(pair.first), *_cells(pair.second))
    return table


def _alone(told: Iterable[Told]) -> Table:
    table = _table("claim", "verdict", "reason")
    for one in told:
        table.add_row(*_cells(one), Text(one_line(one.reason), style="bright_black"))
    return table


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 1, 0))
    for name in columns:
        table.add_column(name, ratio=2 if name == "verdict" else 5)
    return table


def _cells(told: Told) -> tuple[Text, Text]:
    from witnessmark.publication.comparison_page import seconds_words

    verdict = verdict_text(told.verdict, told.supports)
    if seconds := seconds_words(told, most=2):
        verdict.append(f"\n{seconds}", style="bright_black")
    return Text(one_line(told.quote)), verdict


def _print_left_out(out: Console, comparison: Comparison) -> None:
    from witnessmark.publication.sightings import sightings
    from witnessmark.publication.unmentioned import unmentioned

    seen = sightings(comparison.left_out, dict.fromkeys(comparison.first.recordings, 0))
    groups = unmentioned(seen, [one.id for one in comparison.left_out])
    for group in groups:
        shown = "; ".join(f"{s.when.words} {s.headline}" for s in group.entries[:_MOST])
        more = len(group.entries) - _MOST
        rest = f"; {more} more" if more > 0 else ""
        out.print(one_line(f"{group.title}: {shown}{rest}"))
    out.print("Nothing that an account could tell of." if not groups else "")


def add_to(app: typer.Typer) -> None:
    """Put the command on the command line."""
    app.command()(compare)
