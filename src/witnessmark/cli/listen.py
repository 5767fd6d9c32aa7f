"""``witnessmark listen``: what a recording lets one hear."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from witnessmark.cli.screen import console, one_line, progress_bars
from witnessmark.clock import clock_face


def listen(
    footage: Annotated[Path, typer.Argument(help="The recording to listen to.")],
    json: Annotated[bool, typer.Option("--json", help="Print JSON lines.")] = False,
) -> int:
    """List the shots, groups of gunfire, explosions and gaps heard in a recording.

    Example: witnessmark listen clip.mp4 --json > sounds.jsonl
    """
    from witnessmark.formats import json_lines
    from witnessmark.incident import listen as hear

    with progress_bars() as tell:
        heard = hear(footage, progress=lambda done, total: tell("listening", done, total))
    out, notes = console(), console(error=True)
    if json:
        for line in json_lines(heard.observations):
            typer.echo(line.decode(), nl=False)
    else:
        table = Table(box=None, pad_edge=False)
        for heading in ("start", "end", "seconds", "kind", "confidence", "what"):
            table.add_column(heading)
        for one in heard.observations:
            table.add_row(
                clock_face(one.start.seconds),
                clock_face(one.end.seconds),
                f"{one.start.json_seconds:.3f}",
                one.kind.value,
                f"{one.confidence:.2f}",
                Text(_words(one.attributes)),
            )
        out.print(table)
        if not heard.observations:
            out.print("Nothing was heard that could be a shot or an explosion.")
    for gap in heard.recording.damage:
        notes.print(one_line(gap))
    return 3 if heard.recording.damage else 0


def _words(attributes: Mapping[str, object]) -> str:
    shown = ("shots", "mode", "rounds_per_minute", "chance_of_shot", "chance_of_explosion")
    return ", ".join(
        f"{name.replace('_', ' ')} {attributes[name]}"
        for name in shown
        if attributes.get(name) is not None
    )


def add_to(app: typer.Typer) -> None:
    """Put the command on the command line."""
    app.command()(listen)
