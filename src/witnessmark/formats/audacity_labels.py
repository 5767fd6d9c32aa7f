r"""What was heard as a label track for Audacity, to be checked by ear where it was found.

Conventions
-----------
Audacity's standard label file (its manual, "Importing and Exporting Labels"): UTF-8 text, one
label a line, start, end and text parted by tabs, seconds with six digits after a point; where
start and end agree, the label is a point. Shots, explosions and impulses are points at their
onset, the rest are regions. The optional second line of a label, ``\`` with a low and a high
frequency, is not written: nothing here was measured over a band, and older releases read it as a
label of its own.

Seconds are on the recording's clock, second zero being its first presentation timestamp.
"""

from __future__ import annotations

from collections.abc import Iterator

from witnessmark.formats.sound_table import NumberedShot, SoundTable, note_words
from witnessmark.model import Kind


def write_audacity_labels(table: SoundTable) -> bytes:
    """Return *table* as a label file in order of time, groups before the shots in them."""
    lines = [
        f"{start:.6f}\t{end:.6f}\t{' '.join(text.split())}\n"
        for start, end, text in sorted(_labels(table), key=lambda label: (label[0], -label[1]))
    ]
    return "".join(lines).encode("utf-8", "backslashreplace")


def _labels(table: SoundTable) -> Iterator[tuple[float, float, str]]:
    for group in table.groups:
        seen = group.observation
        yield seen.start.json_seconds, seen.end.json_seconds, f"group {group.number}: {group.words}"
    for shot in table.shots:
        yield shot.seconds, shot.seconds, _shot(shot)
    for other in table.others:
        start = other.start.json_seconds
        end = start if other.kind in {Kind.EXPLOSION, Kind.IMPULSE} else other.end.json_seconds
        note = f" ({note_words(other)})" if note_words(other) else ""
        yield start, end, f"{other.kind.value} {other.confidence:.2f}{note}"
    for tagged in table.tagged:
        seen = tagged.observation
        said = f"{tagged.words} (its score {seen.confidence:.2f})"
        yield seen.start.json_seconds, seen.end.json_seconds, said
    for gap in table.gaps:
        yield gap.start, gap.end, f"not heard, or not well: {gap.why}"


def _shot(shot: NumberedShot) -> str:
    crack = shot.crack_to_blast
    beside = "" if crack is None else f", crack {crack:.3f} s before"
    doubt = f" ({shot.doubt})" if shot.doubt else ""
    return f"shot {shot.number} {shot.observation.confidence:.2f}{beside}{doubt}"
