"""``witnessmark read``: an account with its claims, for a person to check at a glance."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import typer

from witnessmark.cli.exit_status import DONE, EXIT_STATUS
from witnessmark.cli.screen import console, progress_bars


def read(
    account: Annotated[
        Path, typer.Argument(help="The account: text, Markdown, a saved web page, or a PDF.")
    ],
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    only: Annotated[
        Literal["claims", "places", "dates", "relations"] | None,
        typer.Option(help="Print one part alone."),
    ] = None,
) -> int:
    """Print an account, sentence by sentence, with the claims found in it.

    First what the account is, its dates and its places; then each sentence with the words of its
    claims in marks, and a line for each claim; then the order of the claims, whom its pronouns
    mean, where it pulls against itself, and what ACLED would call it.

    Example: witnessmark read story.txt

    Example: witnessmark read saved-page.html --only claims

    Example: witnessmark read story.txt --json > reading.json
    """
    from witnessmark.account import read_account
    from witnessmark.cli.reading_screen import Part, print_reading
    from witnessmark.formats import write

    if json and only is not None:
        raise typer.BadParameter("--json always holds the whole reading: leave --only out.")
    with progress_bars() as tell:
        reading = read_account(account, progress=partial(tell, "reading the account"))
    if json:
        typer.echo(write(reading).decode(), nl=False)
    else:
        print_reading(console(), reading, None if only is None else Part(only))
    return DONE


def add_to(app: typer.Typer) -> None:
    """Put the command on the command line."""
    app.command(epilog=EXIT_STATUS)(read)
