"""``witnessmark publish``: the incident page of a finished case, made again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from witnessmark.cli.screen import TOOL, console, one_line


def publish(
    case: Annotated[Path, typer.Argument(help="The case folder.")],
    by: Annotated[str | None, typer.Option(help="Who signs the ledger [your login name].")] = None,
) -> int:
    """Write the incident page of a case, and log that it was written.

    Example: witnessmark publish case-001
    """
    from witnessmark.incident import login_name
    from witnessmark.publication import publish_case

    page = publish_case(case, by=by or login_name(), tool=TOOL)
    out = console()
    out.print(one_line(str(page.path)), soft_wrap=True)
    out.print(f"ledger  {page.head}", soft_wrap=True)
    return 0


def add_to(app: typer.Typer) -> None:
    """Put the command on the command line."""
    app.command()(publish)
