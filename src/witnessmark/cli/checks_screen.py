"""The checks across sources in a terminal: what came of each, about what, and why."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from witnessmark.cli.screen import one_line
from witnessmark.model import CheckOutcome, Incident
from witnessmark.publication.checks import checks_shown

_COLOURS = {
    CheckOutcome.CONFLICTS: "red",
    CheckOutcome.SPEAKS_FOR: "yellow",
    CheckOutcome.CANNOT_TELL: "bright_black",
    CheckOutcome.AGREES: "green",
}


def check_table(record: Incident) -> Table | None:
    """Return the checks of *record* as a table, None where there are none."""
    shown = checks_shown(record)
    if not shown:
        return None
    table = Table(
        title="Checks across sources (no verdicts)",
        title_justify="left",
        title_style="bold",
        box=None,
        pad_edge=False,
        padding=(0, 1, 1, 0),
    )
    table.add_column("outcome", min_width=13)
    table.add_column("what is held together", ratio=2)
    table.add_column("reason", ratio=7)
    for one in shown:
        about = f"{one.about} ({one.sentences})" if one.sentences else one.about
        table.add_row(
            Text(f"{one.sign} {one.word}", style=_COLOURS[one.outcome]),
            Text(one_line(about)),
            Text(one_line(one.reason), style="bright_black"),
        )
    if any(one.outcome is CheckOutcome.SPEAKS_FOR for one in shown):
        table.caption = Text(
            "“Speaks for” is a hint: what the reason names is likelier, and nothing is settled.",
            style="bright_black",
        )
        table.caption_justify = "left"
    return table
