"""What was heard, as tables in a terminal: shots, groups, everything else, and what was not heard.

Conventions
-----------
Text from footage passes through :func:`witnessmark.cli.screen.one_line`. An empty table is left
out, but the closing line always says what was found and what could not be heard.
"""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from witnessmark.cli.screen import one_line
from witnessmark.clock import clock_face
from witnessmark.formats.sound_table import NumberedGroup, NumberedShot, SoundTable
from witnessmark.model import Kind, Observation
from witnessmark.publication.sound_words import summary_words
from witnessmark.publication.wording import kind_word

#: More reasons for near and far than this would bury what was heard.
MOST_REASONS = 4
_AT_LEAST = (
    "At least: shots that arrive closer together than can be told apart count as one, so the "
    "true number may be higher."
)


def print_sounds(out: Console, table: SoundTable) -> None:
    """Print everything in *table*, part by part, and close with what it comes to."""
    parts = (_shots(table), _groups(table), _others(table), _unheard(table))
    for part in parts:
        if part.row_count:
            out.print(part)
            out.print()
    for line in _notes(table):
        out.print(line)
    out.print(f"{summary_words(table)}.")


def _table(title: str, *headings: str) -> Table:
    made = Table(box=None, pad_edge=False, title=title, title_justify="left", title_style="bold")
    for heading in headings:
        made.add_column(heading, justify="right" if heading in _NUMBERS else "left")
    return made


_NUMBERS = frozenset({"#", "since the last", "confidence", "crack before", "found"})


def _shots(table: SoundTable) -> Table:
    cracks = any(shot.crack_to_blast is not None for shot in table.shots)
    headings = ["#", "time", "since the last", "confidence", "group"]
    made = _table("Shots", *headings, *(["crack before"] if cracks else []))
    for shot in table.shots:
        made.add_row(*_shot(shot, cracks))
    return made


def _shot(shot: NumberedShot, cracks: bool) -> list[str]:
    crack = "" if shot.crack_to_blast is None else f"{shot.crack_to_blast:.3f} s"
    return [
        str(shot.number),
        clock_face(shot.seconds, places=3),
        "" if shot.interval is None else f"{shot.interval:.3f} s",
        f"{shot.observation.confidence:.2f}",
        "" if shot.group is None else str(shot.group),
        *([crack] if cracks else []),
    ]


def _groups(table: SoundTable) -> Table:
    made = _table("Groups", "#", "from", "to", "shots", "mode", "rate", "proximity", "confidence")
    for group in table.groups:
        made.add_row(*_group(group))
    return made


def _group(group: NumberedGroup) -> list[str | Text]:
    weapons = {"yes": "more than one weapon", "unclear": "perhaps more than one weapon"}
    mode = [group.mode or "", weapons.get(group.overlapping or "", "")]
    return [
        str(group.number),
        clock_face(group.observation.start.seconds),
        clock_face(group.observation.end.seconds),
        group.count_words,
        Text(one_line(", ".join(part for part in mode if part))),
        group.rate_words,
        Text(one_line(group.proximity or "")),
        f"{group.observation.confidence:.2f}",
    ]


def _others(table: SoundTable) -> Table:
    made = _table("Also heard", "what", "from", "to", "confidence")
    for other in table.others:
        made.add_row(
            Text(one_line(_word(other))),
            clock_face(other.start.seconds, places=3),
            clock_face(other.end.seconds, places=3),
            f"{other.confidence:.2f}",
        )
    return made


def _word(other: Observation) -> str:
    named = other.attributes.get("class") or other.attributes.get("name")
    if other.kind is Kind.SOUND_CLASS and isinstance(named, str):
        return named
    return kind_word(other.kind)


def _unheard(table: SoundTable) -> Table:
    made = _table("Not heard, or not well", "from", "to", "why")
    for gap in table.unheard:
        made.add_row(clock_face(gap.start), clock_face(gap.end), gap.why)
    return made


def _notes(table: SoundTable) -> list[str]:
    """Return what the tables need said beside them: bounds, and on what proximity rests."""
    reasons: dict[str, list[int]] = {}
    for group in table.groups:
        if group.proximity_reason:
            said = f"{group.proximity or 'unclear'}: {one_line(group.proximity_reason)}"
            reasons.setdefault(said, []).append(group.number)
    notes = [f"Proximity {said} ({_listed(numbers)})." for said, numbers in reasons.items()]
    if len(notes) > MOST_REASONS:
        notes = [f"What near and far rest on, {len(notes)} reasons: see --csv or --json."]
    return [*notes, *([_AT_LEAST] if any(group.at_least for group in table.groups) else [])]


def _listed(numbers: list[int]) -> str:
    if len(numbers) > 6:
        return f"{len(numbers)} groups"
    return f"group{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"
