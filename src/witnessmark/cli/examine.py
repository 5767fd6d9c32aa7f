"""``witnessmark examine``: the main job, start to end."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from witnessmark.cli.screen import TOOL, console, one_line, progress_bars, signer, verdict_table
from witnessmark.cli.screen import summary as summarise


def examine(
    footage: Annotated[list[Path], typer.Argument(help="The recording to examine.")],
    account: Annotated[Path, typer.Option(help="The written account, UTF-8 text.")],
    case: Annotated[Path, typer.Option(help="A new folder to keep the case in.")],
    by: Annotated[str | None, typer.Option(help="Who signs the ledger [your login name].")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the record as JSON.")] = False,
) -> int:
    """Tie each sentence of an account to the seconds of footage that bear on it.

    Example: witnessmark examine clip.mp4 --account story.txt --case case-001
    """
    from witnessmark.formats import write_record
    from witnessmark.incident import examine as run
    from witnessmark.publication import publish_case

    notes = console(error=True)
    name = by or signer()
    with progress_bars() as tell:
        done = run(
            footage,
            account,
            case,
            by=name,
            tool=TOOL,
            progress=tell,
            found=lambda sentence: notes.print(one_line(sentence)),
        )
        tell("publishing", 0, 1)
        page = publish_case(case, by=name, tool=TOOL)
    out = console()
    if json:
        typer.echo(write_record(done.record).decode(), nl=False)
    else:
        out.print(verdict_table(done.record))
        out.print(summarise(done.record))
        out.print(f"page    {one_line(str(page.path))}", soft_wrap=True)
        out.print(f"record  {one_line(str(case / 'incident.json'))}", soft_wrap=True)
        out.print(
            f"ledger  {page.head}\n        Note this number down elsewhere: "
            "`witnessmark verify --head` needs it to show that nothing was cut off or rewritten.",
            soft_wrap=True,
        )
    for gap in done.gaps:
        notes.print(one_line(gap))
    return 3 if done.gaps else 0


def add_to(app: typer.Typer) -> None:
    """Put the command on the command line."""
    app.command()(examine)
