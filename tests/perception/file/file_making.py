"""Files and readings of files made in code, for the tests of what a file says."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from witnessmark.clock import TimeBase
from witnessmark.media import Boxes, Footage, Limits, StreamStructure, Structure
from witnessmark.model import PictureTrack
from witnessmark.perception.file.fact import FileRead

#: Seconds from 1904 to the first of January 2024, UTC.
NEW_YEAR_2024 = 3_786_912_000


def picture(**named):
    """A track of H.264 as the footage knows it."""
    parts = {"stream": 0, "codec": "h264", "width": 64, "height": 48, "average_rate": "25/1"}
    return PictureTrack(**{**parts, "time_base": TimeBase(1, 1000), **named})


def footage(metadata=None, tracks=(), **named):
    """Footage that says *metadata* of itself, and each of *tracks* of a track."""
    streams = [
        {"index": n, "type": "video", "codec": "h264", "metadata": tags}
        for n, tags in enumerate(tracks)
    ]
    parts = {
        "path": Path("clip.mp4"),
        "limits": Limits(),
        "demuxer": "mov",
        "container": "mov,mp4",
        "first_presentation": Fraction(0),
        "declared_duration": 2.0,
        "said_by_file": {"metadata": metadata or {}, "streams": streams},
        "synthetic": False,
        "sound": None,
        "picture": picture(),
    }
    return Footage(**{**parts, **named})


def stream(**named):
    """Two seconds of picture at 25 frames a second."""
    parts = {
        "index": 0,
        "time_base": "1/1000",
        "packets": 50,
        "bytes": 25_000,
        "untimed": 0,
        "left_out": 0,
        "reordered": False,
        "begins": "0",
        "ends": "2",
        "intervals": {"count": 49, "least": 40, "middle": 40, "most": 40, "off": 0, "gaps": 0},
        "keyframes": 5,
        "keyframe_intervals": None,
        "signed": 0,
        "signatures": [],
    }
    return StreamStructure.model_validate({**parts, **named})


def track(**named):
    """The boxes of a track of picture, two seconds long."""
    parts = {
        "header": None,
        "media": None,
        "handler": "vide",
        "handler_name": "VideoHandler",
        "descriptions": [["avc1", ""]],
        "edits": [],
    }
    return {**parts, **named}


def header(created=0, modified=0, timescale=1000, duration=2000):
    """The header of a movie, or of the media of a track."""
    return {
        "created": created,
        "modified": modified,
        "timescale": timescale,
        "duration": duration,
    }


def boxes(**named):
    """An ordinary file with its index at the end."""
    parts = {
        "order": ["ftyp", "mdat", "moov"],
        "brands": ["isom", "isom"],
        "movie": header(),
        "tracks": [track()],
        "user_data": [],
        "extensions": [],
        "fragments": 0,
    }
    return Boxes.model_validate({**parts, **named})


def read(metadata=None, tracks=(), streams=None, look=None, layout=None, **named):
    """Everything that facts are made from, of a file made up of these parts."""
    structure = Structure.model_validate(
        {
            "streams": [stream()] if streams is None else streams,
            "look": look,
            "boxes": boxes() if layout is None else layout,
        }
    )
    return FileRead(footage(metadata, tracks, **named), structure)


def named(facts, name):
    """The facts called *name*."""
    return [fact for fact in facts if fact.name == name]


def value_of(facts, name):
    """The value of the one fact called *name*."""
    (fact,) = named(facts, name)
    return fact.value
