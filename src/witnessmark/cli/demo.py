"""``witnessmark demo``: the built-in incident rendered, examined, and held against its truth."""

from __future__ import annotations

import json
import tempfile
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from witnessmark.cli.screen import TOOL, console, progress_bars
from witnessmark.cli.verdict_screen import summary, truth_table
from witnessmark.evaluation.verdicts import DECISIVE, Agreement, Compared, compare
from witnessmark.model import Verdict


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
    from witnessmark.incident import examine, login_name
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
        done = examine([footage], account, folder, by=login_name(), tool=TOOL, progress=tell)
        compared = compare(done.record, json.loads(truth.to_json()))
        tell("publishing", 0, 1)
        page = publish_case(
            folder,
            by=login_name(),
            tool=TOOL,
            agreement=[KnownTruth(c.sentence, c.truth, c.agreement.value) for c in compared],
        )
    out = console()
    out.print(truth_table(done.record, [_beside(one) for one in compared]))
    out.print(summary(done.record))
    out.print(_score(compared))
    out.print(f"page    {page.path}", soft_wrap=True)
    if open_page:
        webbrowser.open(page.path.resolve().as_uri())
    return 0


def _score(compared: Sequence[Compared]) -> str:
    """Say how many verdicts decided anything, how many of those were right, and what is left."""
    decided = [one for one in compared if one.verdict in DECISIVE]
    right = sum(one.agreement is Agreement.AGREES for one in decided)
    fitting = [one for one in compared if one.verdict is Verdict.CONSISTENT]
    agreeing = sum(one.agreement is Agreement.AGREES for one in fitting)
    rest = [one for one in compared if one not in decided and one not in fitting]
    declined = sum(one.agreement is Agreement.AGREES for one in rest)
    return (
        f"Against the known truth: {len(decided)} decided, {right} of them rightly; "
        f"{len(fitting)} only consistent, {agreeing} of them in agreement; "
        f"{declined} rightly declined; "
        f"{len(rest) - declined} left open."
    )


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
