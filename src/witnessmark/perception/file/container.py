"""The container: what kind it is, what lies in it and in which order, how long it says it lasts."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from pydantic import JsonValue

from witnessmark.media import StreamStructure, TrackBoxes
from witnessmark.perception.file.fact import Fact, FileRead, Trust

#: A header and the packets may differ by this many seconds: how containers round, and how long the
#: last frame is held.
_ROUNDING = Fraction(1, 2)
#: Media that an edit list leaves out is told from this many seconds on: encoders of sound put up to
#: 0.05 s before the first sample, reordered pictures a few frames (ISO/IEC 14496-12, 8.6.6).
_LEAST_HIDDEN = Fraction(1, 4)
_COUNTED = "counted in the file"


def container_facts(read: FileRead) -> Iterator[Fact]:
    """Yield what holds for the file as a whole."""
    footage, boxes = read.footage, read.structure.boxes
    why = "told from the first bytes of the file; its name counts for nothing"
    yield Fact("container", footage.demuxer, "first bytes", Trust.HIGH, why)
    yield Fact("streams", _streams(read), "stream headers", Trust.HIGH, "read from the tracks")
    if boxes is not None:
        if boxes.brands:
            why = "a program writes the brands it likes; converting writes new ones"
            yield Fact("brands", list(boxes.brands), "box ftyp", Trust.LOW, why)
        yield from _layout(read)
        for number, track in enumerate(boxes.tracks):
            yield from _hidden(number, track, boxes.movie.timescale if boxes.movie else 0)
    yield from _durations(read)
    yield from _starts(read)


def _streams(read: FileRead) -> list[JsonValue]:
    said = read.footage.said_by_file.get("streams")
    listed: list[JsonValue] = []
    for stream in said if isinstance(said, list) else []:
        if isinstance(stream, dict):
            parts = (stream.get("type"), stream.get("codec"), stream.get("profile"))
            listed.append(" ".join(str(part) for part in parts if part))
    return listed


def _layout(read: FileRead) -> Iterator[Fact]:
    """Tell where the index stands, and whether the file is in fragments."""
    boxes = read.structure.boxes
    if boxes is None:
        return
    order = list(boxes.order)
    if "moov" in order and "mdat" in order:
        first = order.index("moov") < order.index("mdat")
        why = (
            "a recorder mostly writes the index (moov) behind the media, and programs that make "
            "files ready for the web put it first; either may do the other"
        )
        value = "index before the media" if first else "index after the media"
        measures: dict[str, JsonValue] = {"boxes": [*order]}
        yield Fact("layout", value, "order of the boxes", Trust.HIGH, why, measures)
    if boxes.fragments:
        why = "streaming servers and some recorders write so; it says nothing of what is shown"
        yield Fact("fragments", boxes.fragments, "boxes moof", Trust.HIGH, why)


def _hidden(number: int, track: TrackBoxes, timescale: int) -> Iterator[Fact]:
    """Tell what lies in a track and is not shown, because the edit list leaves it out."""
    media, shown = track.media, [edit for edit in track.edits if edit[1] >= 0]
    if media is None or not media.timescale or not timescale or not shown:
        return
    length = media.seconds or Fraction(0)
    begins = Fraction(shown[0][1], media.timescale)
    ends = max(Fraction(at, media.timescale) + Fraction(for_, timescale) for for_, at in shown)
    after = max(Fraction(0), length - ends)
    what = {"vide": "picture", "soun": "sound"}.get(track.handler, "")
    hidden = max(begins, after)
    if not what or hidden < _LEAST_HIDDEN:
        return
    why = (
        "trimming on a phone or without encoding anew leaves the rest of the recording in the "
        "file; a program that ignores the edit list would play it"
    )
    value = f"{float(begins):.3f} s of {what} before and {float(after):.3f} s after are not shown"
    measures: dict[str, JsonValue] = {
        "track": number,
        "before_s": round(float(begins), 6),
        "after_s": round(float(after), 6),
        "edits": len(track.edits),
    }
    yield Fact("hidden_by_edit_list", value, "box elst", Trust.HIGH, why, measures)


def _durations(read: FileRead) -> Iterator[Fact]:
    stated = read.footage.declared_duration
    ends = [one.ends for one in read.structure.streams if one.ends is not None]
    if ends:
        yield Fact(
            "packets_reach",
            f"{float(max(ends)):.3f} s",
            "times of the packets",
            Trust.HIGH,
            _COUNTED,
            {"seconds": round(float(max(ends)), 6)},
        )
    if stated is None:
        return
    why = "the header's word; a file cut short keeps it"
    measures: dict[str, JsonValue] = {"seconds": stated}
    yield Fact("stated_duration", f"{stated:.3f} s", "header", Trust.LOW, why, measures)
    if ends and abs(Fraction(str(stated)) - max(ends)) > _ROUNDING:
        value = f"the header says {stated:.3f} s, the packets reach {float(max(ends)):.3f} s"
        why = "both are in the file: it was cut, joined or repaired, or its writer was broken off"
        yield Fact("durations_differ", value, "header and packets", Trust.HIGH, why)


def _starts(read: FileRead) -> Iterator[Fact]:
    """Tell where the container's own clock starts, and which of sound and picture is late."""
    footage, structure = read.footage, read.structure
    if footage.first_presentation:
        why = "counted in the file; every time given here starts at it"
        seconds = round(float(footage.first_presentation), 6)
        value, measures = f"{seconds:.3f} s", {"seconds": seconds}
        yield Fact("start_offset", value, "first timestamp", Trust.HIGH, why, dict(measures))
    picture = _begins(structure.of(footage.picture.stream if footage.picture else None))
    sound = _begins(structure.of(footage.sound.stream if footage.sound else None))
    if picture is not None and sound is not None and picture != sound:
        late = picture - sound
        who = "picture" if late > 0 else "sound"
        value = f"{who} starts {abs(float(late)):.3f} s later than the rest"
        both: dict[str, JsonValue] = {
            "picture_s": round(float(picture), 6),
            "sound_s": round(float(sound), 6),
        }
        yield Fact("late_start", value, "times of the packets", Trust.HIGH, _COUNTED, both)


def _begins(stream: StreamStructure | None) -> Fraction | None:
    return None if stream is None else stream.begins
