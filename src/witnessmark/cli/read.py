"""``witnessmark read``: an account with its claims, for a person to check at a glance."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from witnessmark.cli.screen import console, one_line, progress_bars
from witnessmark.model import Claim, Reading


def read(
    account: Annotated[Path, typer.Argument(help="The written account, UTF-8 text.")],
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> int:
    """Print an account, sentence by sentence, with the claims found in it.

    Example: witnessmark read story.txt
    """
    from witnessmark.account import read_account
    from witnessmark.formats import write

    with progress_bars() as tell:
        reading = read_account(account, progress=partial(tell, "reading the account"))
    if json:
        typer.echo(write(reading).decode(), nl=False)
        return 0
    _print(reading)
    return 0


def _print(reading: Reading) -> None:
    out = console()
    for sentence in reading.sentences:
        out.print(Text(f"{sentence.index + 1:>3}  {one_line(sentence.text)}"))
        for claim in reading.claims:
            if claim.sentence == sentence.index:
                out.print(Text(f"     {claim.id}  {_words(claim)}", style="cyan"))
                out.print(Text(f"          “{one_line(claim.quote)}”", style="bright_black"))


def _words(claim: Claim) -> str:
    hedges = ", ".join(f"“{hedge.cue}”" for hedge in claim.hedges)
    parts = [
        claim.act,
        claim.type.value,
        claim.perceptibility.value,
        claim.certainty,
        f"by {claim.actor}" if claim.actor else "",
        f"with {claim.weapon}" if claim.weapon else "",
        f"when: {claim.time.cue}" if claim.time.cue else "",
        f"hedged by {hedges}" if hedges else "",
        "said not to have happened" if claim.polarity.value == "neg" else "",
    ]
    return one_line(" · ".join(part for part in parts if part))


def add_to(app: typer.Typer) -> None:
    """Put the command on the command line."""
    app.command()(read)
