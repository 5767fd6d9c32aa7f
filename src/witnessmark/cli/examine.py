"""``witnessmark examine``: the main job, start to end."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from witnessmark.cli.exit_status import DONE, EXIT_STATUS, PARTLY
from witnessmark.cli.screen import TOOL, console, one_line, progress_bars
from witnessmark.cli.verdict_screen import print_verdicts
from witnessmark.errors import WitnessmarkError


def examine(
    footage: Annotated[list[Path], typer.Argument(help="The recording to examine.")],
    account: Annotated[list[Path], typer.Option(help="The written account.")],
    case: Annotated[Path, typer.Option(help="A new folder to keep the case in.")],
    by: Annotated[str | None, typer.Option(help="Who signs the ledger [your login name].")] = None,
    snow_days: Annotated[
        Path | None,
        typer.Option(help="A CSV of your own: latitude, longitude, month, snow_days (a share)."),
    ] = None,
    reasons: Annotated[
        bool, typer.Option("--reasons", help="Print all of every reason, not the first part.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the record as JSON.")] = False,
) -> int:
    """Tie each sentence of an account to the seconds of footage that bear on it.

    Example: witnessmark examine clip.mp4 --account story.txt --case case-001
    """
    from witnessmark.formats import write_record
    from witnessmark.incident import examine as run
    from witnessmark.incident import login_name
    from witnessmark.publication import PublishedPage, publish_case

    notes = console(error=True)
    name = by or login_name()
    with progress_bars() as tell:
        done = run(
            footage,
            account,
            case,
            by=name,
            tool=TOOL,
            progress=tell,
            found=lambda sentence: notes.print(one_line(sentence)),
            snow_days=snow_days,
        )
        tell("publishing", 0, 1)
        page: PublishedPage | None = None
        no_page = ""
        try:
            page = publish_case(case, by=name, tool=TOOL)
        except WitnessmarkError as error:
            # The record is made and sealed: a page that could not be must not hide that.
            no_page = f"The case is kept, but its page could not be made. {error}"
    out = console()
    if json:
        typer.echo(write_record(done.record).decode(), nl=False)
    else:
        print_verdicts(out, done.record, reasons=reasons)
        if page is not None:
            out.print(f"page    {one_line(str(page.path))}", soft_wrap=True)
        out.print(f"record  {one_line(str(case / 'incident.json'))}", soft_wrap=True)
        out.print(
            f"ledger  {page.head if page else done.head}\n        Note this number down elsewhere: "
            "`witnessmark verify --head` needs it to show that nothing was cut off or rewritten.",
            soft_wrap=True,
        )
    gaps = (*done.gaps, *([no_page] if no_page else []))
    for gap in gaps:
        notes.print(one_line(gap), soft_wrap=True)
    return PARTLY if gaps else DONE


def add_to(app: typer.Typer) -> None:
    """Put the command on the command line."""
    app.command(epilog=EXIT_STATUS)(examine)
