"""``witnessmark render``: synthetic footage with known truth from a scenario file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from witnessmark.cli.screen import console, one_line, progress_bars


def render(
    scenario: Annotated[Path, typer.Argument(help="The scenario file, YAML.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The mp4 to write.")],
) -> int:
    """Render a scenario to footage and its truth, marked as synthetic.

    Example: witnessmark render courtyard.yaml -o courtyard.mp4
    """
    from witnessmark.rendering import load_scenario
    from witnessmark.rendering import render as run

    with progress_bars() as tell:
        run(
            load_scenario(scenario),
            output,
            progress=lambda done, total: tell("rendering", done, total),
        )
    out = console()
    out.print(one_line(str(output)), soft_wrap=True)
    out.print(one_line(str(output.with_suffix(".truth.json"))), soft_wrap=True)
    return 0


def add_to(app: typer.Typer) -> None:
    """Put the command on the command line."""
    app.command()(render)
