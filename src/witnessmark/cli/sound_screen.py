"""What was heard, as tables in a terminal: shots, groups, the rest, a tagger's word, and gaps.

Conventions
-----------
Text from footage passes through :func:`witnessmark.cli.screen.one_line`. An empty table is left
out, but the closing line always says what was found and what could not be heard. What a tagger
says stands in a table of its own, under its name.
"""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from witnessmark.cli.screen import one_line
from witnessmark.clock import clock_face
from witnessmark.formats.sound_coverage import bridged_words
from witnessmark.formats.sound_table import NumberedGroup, NumberedShot, SoundTable, doubt_words
from witnessmark.model import Kind, Observation
from witnessmark.publication.sound_words import summary_words
from witnessmark.publication.wording import kind_word

#: More reasons for near and far than this would bury what was heard.
MOST_REASONS = 4
#: More bangs of unknown cause than this are told in one line.
MOST_BANGS = 12
_COUNTS = (
    "Shots: how many were found, and the fewest and the most that fit what was heard. Shots that "
    "arrive closer together than can be told apart are found as one; some finds may be echoes."
)
_LIKELY_MORE = "More than were found are likely in {}."
_TAGGED = (
    "A tagger is another program: its scores are its own and not calibrated, and nothing here "
    "rests on it."
)


def print_sounds(out: Console, table: SoundTable) -> None:
    """Print everything in *table*, part by part, and close with what it comes to."""
    taggers = dict.fromkeys(tagged.tagger for tagged in table.tagged)
    said = (_tagged(table, tagger) for tagger in taggers)
    for part in (_shots(table), _groups(table), _others(table), *said, _unheard(table)):
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


_NUMBERS = frozenset({"#", "since the last", "confidence", "crack before", "shots found", "score"})


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
    headings = (
        "#",
        "from",
        "to",
        "shots found",
        "shots that fit",
        "mode",
        "rate",
        "proximity",
        "confidence",
    )
    made = _table("Groups", *headings)
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
        str(group.count),
        group.range_words,
        Text(one_line(", ".join(part for part in mode if part))),
        group.rate_words,
        Text(one_line(group.proximity or "")),
        f"{group.observation.confidence:.2f}",
    ]


def _others(table: SoundTable) -> Table:
    made = _table("Also heard", "what", "from", "to", "confidence")
    bangs = _bangs(table)
    for other in table.others:
        if other.kind is not Kind.IMPULSE or len(bangs) <= MOST_BANGS:
            made.add_row(
                kind_word(other.kind),
                clock_face(other.start.seconds, places=3),
                clock_face(other.end.seconds, places=3),
                f"{other.confidence:.2f}",
            )
    return made


def _bangs(table: SoundTable) -> list[Observation]:
    return [other for other in table.others if other.kind is Kind.IMPULSE]


def _tagged(table: SoundTable, tagger: str) -> Table:
    title = f"Said by the tagger {one_line(tagger)}, not by witnessmark"
    made = _table(title, "class", "from", "to", "score", "disagreement")
    for tagged in table.tagged:
        if tagged.tagger == tagger:
            made.add_row(
                Text(f"“{one_line(tagged.name)}”"),
                clock_face(tagged.observation.start.seconds, places=3),
                clock_face(tagged.observation.end.seconds, places=3),
                f"{tagged.observation.confidence:.2f}",
                f"but {tagged.against}" if tagged.against else "",
            )
    return made


def _unheard(table: SoundTable) -> Table:
    made = _table("Not heard, or not well", "from", "to", "why")
    for gap in table.unheard:
        made.add_row(clock_face(gap.start), clock_face(gap.end), gap.why)
    if table.bridged:
        first, last = table.bridged[0].start.seconds, table.bridged[-1].end.seconds
        made.add_row(clock_face(first), clock_face(last), bridged_words(table.bridged))
    return made


def _notes(table: SoundTable) -> list[str]:
    """Return what the tables need said beside them: counts, bangs, proximity, taggers."""
    reasons: dict[str, list[int]] = {}
    for group in table.groups:
        if group.proximity_reason:
            said = f"{group.proximity or 'unclear'}: {one_line(group.proximity_reason)}"
            reasons.setdefault(said, []).append(group.number)
    notes = [
        f"Proximity {said} ({_listed('group', numbers)})." for said, numbers in reasons.items()
    ]
    if len(notes) > MOST_REASONS:
        notes = [f"What near and far rest on, {len(notes)} reasons: see --csv or --json."]
    more = [group.number for group in table.groups if group.undercounted]
    bangs = _bangs(table)
    if len(bangs) > MOST_BANGS:
        first, last = (clock_face(bang.start.seconds) for bang in (bangs[0], bangs[-1]))
        notes.append(
            f"{len(bangs)} bangs of unknown cause from {first} to {last} are not listed here: "
            "see --csv or --json."
        )
    if table.groups:
        notes.append(
            f"{_COUNTS} {_LIKELY_MORE.format(_listed('group', more))}" if more else _COUNTS
        )
    return [*notes, *_doubts(table), *([_TAGGED] if table.tagged else [])]


def _doubts(table: SoundTable) -> list[str]:
    """Return a line for each reason to doubt a shot or an explosion, naming those it is about."""
    shots: dict[str, list[int]] = {}
    for shot in table.shots:
        shots.setdefault(shot.doubt, []).append(shot.number)
    doubtful = {why: [_listed("shot", numbers)] for why, numbers in shots.items()}
    for other in table.others:
        name = f"{kind_word(other.kind)} at {clock_face(other.start.seconds)}"
        doubtful.setdefault(doubt_words(other), []).append(name)
    return [
        f"Check by ear ({one_line(why)}): {', '.join(names)}."
        for why, names in doubtful.items()
        if why
    ]


def _listed(what: str, numbers: list[int]) -> str:
    """Name every one of ascending *numbers*: ``shots 1, 4–9, 12``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = [f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    return f"{what}{'s' if len(numbers) > 1 else ''} {', '.join(told)}"
