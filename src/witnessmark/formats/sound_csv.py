"""What was heard as CSV, one row a thing: for a spreadsheet, a court bundle, a statistician.

Conventions
-----------
RFC 4180: commas, CRLF, quotes doubled, a header row, UTF-8 without a byte order mark. An empty
field does not apply to its row or could not be worked out; it never stands for nought or for no.
Seconds have six digits after the point, the clock face three.
Times, counts and rates are bare numbers. Text that a spreadsheet could take for a formula (it
begins with ``=``, ``+``, ``-``, ``@``, a tab or a line end, or their full-width forms: OWASP, "CSV
Injection") gets an apostrophe before it. Lossy: settings and signatures are in the JSON lines,
which ``id`` leads to.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from witnessmark.clock import clock_face
from witnessmark.formats.sound_table import (
    NumberedGroup,
    NumberedShot,
    SoundTable,
    Unheard,
    note_words,
)
from witnessmark.formats.sound_tagger import TaggedSound
from witnessmark.model import Observation, Recording

#: The header, in order; docs/listen-output.md says what each holds.
COLUMNS = (
    "kind",
    "number",
    "start_s",
    "end_s",
    "start_clock",
    "end_clock",
    "confidence",
    "since_last_shot_s",
    "group",
    "shots_found",
    "shots_estimated",
    "shots_low",
    "shots_high",
    "undercount_likely",
    "mode",
    "rounds_per_minute",
    "rounds_per_minute_low",
    "rounds_per_minute_high",
    "overlapping",
    "crack_to_blast_s",
    "proximity",
    "proximity_reason",
    "tagger",
    "tagger_class",
    "tagger_score",
    "note",
    "id",
    "recording",
    "recording_sha256",
)

#: First characters by which spreadsheets know a formula, or begin a field of their own.
_FORMULA = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def write_sound_csv(table: SoundTable, recording: Recording) -> bytes:
    """Return *table*, heard in *recording*, as CSV in order of time; equal tables, equal bytes."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    source = {"recording": _safe(recording.name), "recording_sha256": recording.sha256}
    for _, row in sorted(_rows(table), key=lambda placed: placed[0]):
        writer.writerow(row | source)
    return text.getvalue().encode("utf-8", "backslashreplace")


def _rows(table: SoundTable) -> Iterator[tuple[tuple[float, int], dict[str, str]]]:
    """Yield each row with its place: by start, a group before its first shot."""
    rank = 0
    groups = {group.number: group for group in table.groups}
    for group in table.groups:
        yield (group.observation.start.json_seconds, rank), _group(group)
    for shot in table.shots:
        rank += 1
        yield (shot.seconds, rank), _shot(shot, groups.get(shot.group or 0))
    for other in table.others:
        rank += 1
        yield (other.start.json_seconds, rank), _observed(other) | {"kind": other.kind.value}
    for tagged in table.tagged:
        rank += 1
        yield (tagged.observation.start.json_seconds, rank), _tagged(tagged)
    for gap in table.gaps:
        rank += 1
        yield (gap.start, rank), _unheard(gap)


def _shot(shot: NumberedShot, group: NumberedGroup | None) -> dict[str, str]:
    row = _observed(shot.observation) | {
        "kind": "shot",
        "number": str(shot.number),
        "since_last_shot_s": _seconds(shot.interval),
        "group": _bare(shot.group),
        "crack_to_blast_s": _seconds(shot.crack_to_blast),
    }
    return row if group is None else row | _of_group(group)


def _group(group: NumberedGroup) -> dict[str, str]:
    low, high = group.count_interval or (None, None)
    return (
        _observed(group.observation)
        | _of_group(group)
        | {
            "kind": "gunfire",
            "number": str(group.number),
            "group": str(group.number),
            "shots_found": str(group.count),
            "shots_estimated": _bare(group.estimate),
            "shots_low": _bare(low),
            "shots_high": _bare(high),
            "undercount_likely": "yes" if group.undercounted else "no",
            "overlapping": _safe(group.overlapping or ""),
        }
    )


def _of_group(group: NumberedGroup) -> dict[str, str]:
    """Return what holds for a group and stands beside each of its shots too."""
    low, high = group.rate_interval or (None, None)
    return {
        "mode": _safe(group.mode or ""),
        "rounds_per_minute": _tenths(group.rate),
        "rounds_per_minute_low": _tenths(low),
        "rounds_per_minute_high": _tenths(high),
        "proximity": _safe(group.proximity or ""),
        "proximity_reason": _safe(group.proximity_reason or ""),
    }


def _observed(one: Observation) -> dict[str, str]:
    start, end = one.start.json_seconds, one.end.json_seconds
    return _times(start, end) | {
        "confidence": f"{one.confidence:.4f}",
        "note": _safe(note_words(one)),
        "id": _safe(one.id),
    }


def _tagged(tagged: TaggedSound) -> dict[str, str]:
    """Return a tagger's row: its score is not calibrated and is no confidence."""
    row = _observed(tagged.observation)
    return row | {
        "kind": tagged.observation.kind.value,
        "confidence": "",
        "tagger": _safe(tagged.tagger),
        "tagger_class": _safe(tagged.name),
        "tagger_score": row["confidence"],
        "note": _safe(tagged.against),
    }


def _unheard(gap: Unheard) -> dict[str, str]:
    observed = {} if gap.observation is None else _observed(gap.observation)
    kind = "not_heard" if gap.observation is None else gap.observation.kind.value
    return _times(gap.start, gap.end) | observed | {"kind": kind, "note": _safe(gap.why)}


def _times(start: float, end: float) -> dict[str, str]:
    return {
        "start_s": _seconds(start),
        "end_s": _seconds(end),
        "start_clock": clock_face(start, places=3),
        "end_clock": clock_face(end, places=3),
    }


def _seconds(value: float | None) -> str:
    return "" if value is None else f"{value:.6f}"


def _tenths(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def _bare(value: int | None) -> str:
    return "" if value is None else str(value)


def _safe(text: str) -> str:
    """Return *text* so that no spreadsheet evaluates it."""
    return f"'{text}" if text[:1] in _FORMULA and text else text
