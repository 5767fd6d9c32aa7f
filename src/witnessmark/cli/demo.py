"""``witnessmark demo``: the built-in incident rendered, examined, and held against its truth."""

from __future__ import annotations

import json
import tempfile
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from witnessmark.cli.screen import TOOL, console, progress_bars, signer, summary, verdict_table
from witnessmark.evaluation.verdicts import Agreement, Compared, compare


def demo(
    case: Annotated[
        Path | None, typer.Option(help="A new folder for the case [witnessmark-demo].")
    ] = None,
    open_page: Annotated[
        bool, typer.Option("--open", help="Open the incident page in a browser.")
    ] = False,
) -> int:
    """Render the built-in incident, examine it, and compare with the known truth.

    Example: witnessmark demo --open
    """
    from witnessmark.incident import examine
    from witnessmark.publication import KnownTruth, publish_case
    from witnessmark.rendering import builtin_account, builtin_scenario, render

    folder = case or _free(Path("witnessmark-demo"))
    with tempfile.TemporaryDirectory() as made, progress_bars() as tell:
        footage = Path(made) / "courtyard.mp4"
        account = Path(made) / "courtyard.txt"
        truth = render(
            builtin_scenario(),
            footage,
            progress=lambda done, total: tell("rendering", done, total),
        )
        account.write_bytes(builtin_account())
        done = examine([footage], account, folder, by=signer(), tool=TOOL, progress=tell)
        compared = compare(done.record, json.loads(truth.to_json()))
        tell("publishing", 0, 1)
        page = publish_case(
            folder,
            by=signer(),
            tool=TOOL,
            agreement=[KnownTruth(c.sentence, c.truth, c.agreement.value) for c in compared],
        )
    out = console()
    out.print(verdict_table(done.record, [_beside(one) for one in compared]))
    out.print(summary(done.record))
    counts = {word: sum(one.agreement is word for one in compared) for word in Agreement}
    out.print(
        f"Against the known truth: {counts[Agreement.AGREES]} agree, "
        f"{counts[Agreement.DISAGREES]} disagree, {counts[Agreement.OPEN]} left open."
    )
    out.print(f"page    {page.path}", soft_wrap=True)
    if open_page:
        webbrowser.open(page.path.resolve().as_uri())
    return 0


def _beside(one: Compared) -> tuple[str, str]:
    truth = {"unshowable": "not showable", "no_claim": "no claim"}.get(one.truth, one.truth)
    sign, colour = {
        Agreement.AGREES: ("✓", "green"),
        Agreement.DISAGREES: ("✕", "red"),
        Agreement.OPEN: ("?", "bright_black"),
    }[one.agreement]
    return f"{truth} {sign} {one.agreement.value}", colour


def _free(path: Path) -> Path:
    """Return *path*, or the first of path-2, path-3 … at which nothing stands."""
    number, free = 2, path
    while free.exists():
        free = path.with_name(f"{path.name}-{number}")
        number += 1
    return free


def add_to(app: typer.Typer) -> None:
    """Put the command on the command line."""
    app.command()(demo)
