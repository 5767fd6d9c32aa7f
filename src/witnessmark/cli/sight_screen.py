"""What was seen, as tables in a terminal: takes, what shows in them, text, what the file says.

Conventions
-----------
Text from footage and from files passes through :func:`witnessmark.cli.screen.one_line`. An empty
table is left out, but the closing line always says what was found and what could not be seen. What
the file says stands in a table of its own: nobody saw it.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from witnessmark.cli.screen import one_line
from witnessmark.clock import clock_face
from witnessmark.formats.number_words import counted
from witnessmark.formats.sight_table import (
    SightTable,
    Take,
    detail_words,
    text_words,
    value_words,
)
from witnessmark.formats.sight_words import sight_words
from witnessmark.model import Observation
from witnessmark.publication.sight_words import provenance_words, summary_words

#: More lines than this of one part would bury the rest; --json has all of them.
MOST_LINES = 40
#: A value longer than this is told in part; --json has the whole.
_MOST_CHARACTERS = 100
_NUMBERS = frozenset({"#", "length", "how sure"})
_FACTS = (
    "The file says this of itself: “low” is words that any program can write, “medium” words that "
    "take some trouble to forge, “high” was counted in the file here."
)


def print_sights(out: Console, table: SightTable) -> None:
    """Print everything in *table*, part by part, and close with what it comes to."""
    seen = (*table.conditions, *table.moments)
    parts = (
        _takes(table),
        _seen("Seen", seen),
        _texts(table),
        _seen("Put into the picture", table.marks),
        _seen("How it was filmed", table.making),
        _facts(table),
        _unseen(table),
    )
    for part in parts:
        if part.row_count:
            out.print(part)
            out.print()
    for line in (*_left_out(table), *_provenance(table), *([_FACTS] if table.facts else [])):
        out.print(one_line(line))
    out.print(f"{summary_words(table)}.")


def _table(title: str, *headings: str) -> Table:
    made = Table(box=None, pad_edge=False, title=title, title_justify="left", title_style="bold")
    for heading in headings:
        made.add_column(heading, justify="right" if heading in _NUMBERS else "left")
    return made


def _takes(table: SightTable) -> Table:
    made = _table("Takes, from cut to cut", "#", "from", "to", "length", "begins with", "how sure")
    for take in table.takes[:MOST_LINES]:
        made.add_row(*_take(take))
    return made


def _take(take: Take) -> list[str | Text]:
    return [
        str(take.number),
        clock_face(take.start, places=3),
        clock_face(take.end, places=3),
        f"{take.end - take.start:.3f} s",
        Text(one_line(take.begins_with)),
        "" if take.cut is None else f"{take.cut.confidence:.2f}",
    ]


def _seen(title: str, seen: Sequence[Observation]) -> Table:
    made = _table(title, "what", "from", "to", "how sure", "figures")
    for one in seen[:MOST_LINES]:
        made.add_row(
            Text(one_line(sight_words(one))),
            clock_face(one.start.seconds, places=3),
            clock_face(one.end.seconds, places=3),
            f"{one.confidence:.2f}",
            Text(one_line(detail_words(one))),
        )
    return made


def _texts(table: SightTable) -> Table:
    made = _table("Text in the picture", "reads", "from", "to", "how sure", "figures")
    for one in table.texts[:MOST_LINES]:
        made.add_row(
            Text(_short(text_words(one))),
            clock_face(one.start.seconds, places=3),
            clock_face(one.end.seconds, places=3),
            f"{one.confidence:.2f}",
            Text(one_line(detail_words(one))),
        )
    return made


def _facts(table: SightTable) -> Table:
    made = _table("Said by the file, and counted in it", "what", "value", "said by", "trust")
    for one in table.facts:
        said = one.attributes
        made.add_row(
            Text(one_line(str(said.get("fact", "")).replace("_", " "))),
            Text(_short(value_words(one))),
            Text(_short(str(said.get("said_by", "")))),
            Text(one_line(str(said.get("trust", "")))),
        )
    return made


def _unseen(table: SightTable) -> Table:
    made = _table("Not seen", "from", "to")
    for gap in table.gaps[:MOST_LINES]:
        made.add_row(clock_face(gap.start.seconds), clock_face(gap.end.seconds))
    return made


def _left_out(table: SightTable) -> list[str]:
    """Return a line for each part of which not everything is listed."""
    seen = (*table.conditions, *table.moments)
    parts = (
        ("take", "takes", table.takes),
        ("thing seen", "things seen", seen),
        ("text", "texts", table.texts),
        ("thing put into the picture", "things put into the picture", table.marks),
        ("way of filming", "ways of filming", table.making),
        ("stretch not seen", "stretches not seen", table.gaps),
    )
    return [
        f"{counted(left, f'more {one} is', f'more {several} are')} not listed here: see --json."
        for one, several, things in parts
        if (left := len(things) - MOST_LINES) > 0
    ]


def _provenance(table: SightTable) -> list[str]:
    return [f"{provenance_words(one)}." for one in table.provenance]


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _MOST_CHARACTERS else f"{line[: _MOST_CHARACTERS - 1]}…"
