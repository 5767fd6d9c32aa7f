"""``witnessmark verify``: whether a case is what its ledger says it is."""

from __future__ import annotations

import json as jsonlib
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from witnessmark.cli.screen import console, one_line, progress_bars
from witnessmark.model import Outcome

_SIGNS = {
    Outcome.PASSED: ("✓", "green"),
    Outcome.FAILED: ("✕", "red"),
    Outcome.NOT_CHECKED: ("?", "bright_black"),
}


def verify(
    case: Annotated[Path, typer.Argument(help="The case folder.")],
    head: Annotated[
        str | None, typer.Option(help="The ledger head noted when the case was made.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON lines.")] = False,
) -> int:
    """Check seals, ledger and record of a case; the exit status is 1 where anything failed.

    Example: witnessmark verify case-001
    """
    from witnessmark.custody import verify_case

    with progress_bars() as tell:
        findings = verify_case(
            case, expected_head=head, progress=lambda done, total: tell("verifying", done, total)
        )
    out = console()
    for finding in findings:
        if json:
            typer.echo(jsonlib.dumps(finding.model_dump(mode="json"), ensure_ascii=False))
            continue
        sign, colour = _SIGNS[finding.outcome]
        line = Text(f"{sign} ", style=colour)
        # A sentence that does not name its file says "it": the file stands before it then.
        of = "" if finding.where in finding.sentence else f"{finding.where}: "
        line.append(one_line(f"{of}{finding.sentence}"), style="default")
        out.print(line, soft_wrap=True)
    counts = {word: sum(f.outcome is word for f in findings) for word in Outcome}
    if not json:
        out.print(
            f"{counts[Outcome.PASSED]} passed, {counts[Outcome.FAILED]} failed, "
            f"{counts[Outcome.NOT_CHECKED]} not checked."
        )
    return 1 if counts[Outcome.FAILED] else 0


def add_to(app: typer.Typer) -> None:
    """Put the command on the command line."""
    app.command()(verify)
