"""Who wrote the file and who encoded its picture: what programs and platforms leave behind.

Only what names itself, or was seen in files whose origin their owner gave, counts as a trace. A
missing trace says nothing: platforms change what they write, and anyone can take it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import JsonValue

from witnessmark.perception.file.fact import Fact, FileRead, Tag, Trust, plain_name

#: Names that programs for making and changing files, and platforms, give themselves.
_PROGRAMS = {
    "lavf": "FFmpeg",
    "lavc": "FFmpeg",
    "handbrake": "HandBrake",
    "gpac": "GPAC",
    "l-smash": "L-SMASH",
    "bento4": "Bento4",
    "mkvmerge": "MKVToolNix",
    "premiere": "Adobe Premiere",
    "after effects": "Adobe After Effects",
    "davinci": "DaVinci Resolve",
    "final cut": "Final Cut",
    "imovie": "iMovie",
    "vegas": "Vegas",
    "camtasia": "Camtasia",
    "capcut": "CapCut",
    "kinemaster": "KineMaster",
    "inshot": "InShot",
    "videolan": "VLC",
    "obs-": "OBS",
    "com.bytedance": "ByteDance",
    "google": "Google (YouTube and others)",
    "whatsapp": "WhatsApp",
    "telegram": "Telegram",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "snapchat": "Snapchat",
    "tiktok": "TikTok",
    "twitter": "Twitter",
}
#: How downloads of ByteDance's platforms (TikTok, Douyin) carry their number in the comment.
_VIDEO_NUMBER = re.compile(r"vid:v[0-9a-f]{4}[0-9a-z]{10,}")
_TAGS = frozenset(
    {"encoder", "encoded_by", "handler_name", "comment", "software", "writing_application"}
    | {"com.apple.quicktime.software", "information", "major_brand"}
)
_SIGNED = "the encoder's signature in the picture"

#: Every tag that is told here, so that nobody tells it again.
TOLD = frozenset({"encoder", "encoded_by", "handler_name", "vendor_id"})


def encoder_facts(read: FileRead) -> Iterator[Fact]:
    """Yield names of encoders and programs as the file has them, and what they amount to."""
    why = "programs write it by themselves; it can be changed, and conversion writes another"
    for tag in read.tagged("encoder", "encoded_by"):
        yield Fact("encoder", tag.value, tag.said_by, Trust.MEDIUM, why)
    handlers = [tag for tag in read.tags if plain_name(tag.name) == "handler_name" and tag.value]
    if handlers:
        names = list(dict.fromkeys(tag.value for tag in handlers))
        yield Fact("handlers", [*names], "tag handler_name of the tracks", Trust.LOW, why)
    yield from _compressors(read)
    yield from _signatures(read)
    yield from _programs(read)


def _compressors(read: FileRead) -> Iterator[Fact]:
    boxes = read.structure.boxes
    tracks = () if boxes is None else boxes.tracks
    for track in (one for one in tracks if one.handler == "vide"):
        for code, name in track.descriptions:
            if name.strip():
                why = "the encoder's own name; it can be changed"
                value = f"{name.strip()} ({code})"
                yield Fact("compressor", value, "box stsd", Trust.MEDIUM, why)


def _signatures(read: FileRead) -> Iterator[Fact]:
    """Tell x264's or x265's settings, each that differs once."""
    seen: set[str] = set()
    for stream in read.structure.streams:
        for one in stream.signatures:
            if one.text in seen:
                continue
            seen.add(one.text)
            why = (
                "a program for computers wrote this picture, with these settings: it is not as a "
                "camera's own circuits left it; taking the signature out takes some trouble"
            )
            measures: dict[str, JsonValue] = {"first_at_s": round(float(one.at), 6)}
            yield Fact("encoder_settings", one.text, _SIGNED, Trust.MEDIUM, why, measures)


def _programs(read: FileRead) -> Iterator[Fact]:
    """Tell each program or platform that the tags name, once, with where it was named."""
    found: dict[str, list[str]] = {}
    for tag in read.tags:
        if plain_name(tag.name) in _TAGS:
            for program in _named_in(tag):
                found.setdefault(program, []).append(tag.said_by)
    for program, places in sorted(found.items()):
        why = "named in the file: it wrote the file, or one that it was made from"
        said_by = ", ".join(dict.fromkeys(places))
        yield Fact("program", program, said_by, Trust.MEDIUM, why)


def _named_in(tag: Tag) -> Iterator[str]:
    text = tag.value.lower()
    for word, program in _PROGRAMS.items():
        if word in text:
            yield program
    if _VIDEO_NUMBER.match(text):
        yield "ByteDance (TikTok and others)"
