"""``witnessmark reasons``: the verdicts of a finished case with all of every reason."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from witnessmark.cli.screen import console
from witnessmark.cli.verdict_screen import print_verdicts


def reasons(
    case: Annotated[Path, typer.Argument(help="The case folder, as examine left it.")],
    json: Annotated[bool, typer.Option("--json", help="Print the record as JSON.")] = False,
) -> int:
    """Print every sentence of a finished case with its verdict and the whole of its reason.

    Example: witnessmark reasons case-001
    """
    from witnessmark.custody import finished_record
    from witnessmark.formats import write_record

    record = finished_record(case)
    if json:
        typer.echo(write_record(record).decode(), nl=False)
    else:
        print_verdicts(console(), record, reasons=True)
    return 0


def add_to(app: typer.Typer) -> None:
    """Put the command on the command line."""
    app.command()(reasons)
