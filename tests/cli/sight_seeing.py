"""Things seen, made in code, for the tests of tables, drawings and screens."""

from __future__ import annotations

from fractions import Fraction

import cv2

from witnessmark.clock import Span, TimeBase
from witnessmark.media import View
from witnessmark.model import Kind, MadeBy, Observation, PictureTrack, Recording, Stretch

BASE = TimeBase(1, 1000)
SHA = "0" * 64


def span(start, end):
    """A stretch in seconds."""
    return Span(BASE.nearest(Fraction(str(start))), BASE.nearest(Fraction(str(end))))


def seen(kind, start, end, confidence=0.9, **attributes):
    """One observation of *kind*."""
    return Observation.of(
        recording=SHA,
        kind=kind,
        span=span(start, end),
        confidence=confidence,
        made_by=MadeBy(name="test", version="1"),
        attributes=attributes,
    )


def fact(name, value, said_by="header", trust="low"):
    """One fact of the file."""
    told = {"fact": name, "value": value, "said_by": said_by, "trust": trust, "why": "because"}
    return seen(Kind.CONTAINER_FACT, 0, 10, 0.3, **told)


def recorded(duration=10.0, decoded=True, name="clip.mp4", **parts):
    """A recording of *duration* seconds, all of whose picture was looked at."""
    stretch = Stretch(start=BASE.at(0), end=BASE.at(round(duration * 1000)), time_base=BASE)
    track = PictureTrack(
        stream=0,
        codec="h264",
        width=64,
        height=48,
        time_base=BASE,
        decoded=(stretch,) if decoded else (),
        looked_at="every_frame",
    )
    return Recording(
        sha256=SHA,
        name=name,
        size=1000,
        container="mov,mp4",
        first_presentation="0",
        duration=duration,
        **{"picture": track, **parts},
    )


def everything():
    """Two cuts, conditions sure and unclear, moments, texts, marks, a still, facts, provenance."""
    return [
        seen(Kind.CUT, 3, 3.04, 0.98, form="hard"),
        seen(Kind.CUT, 6, 7, 0.9, form="dissolve"),
        seen(Kind.KEYFRAME, 4, 4.04),
        seen(Kind.DARKNESS, 0, 10, look="night_vision", light="night", mean_luma=31.25),
        seen(Kind.SNOWFALL, 1, 2, 0.5, state="unclear"),
        seen(Kind.FLASH, 5, 5.04, cause="muzzle_flash", box=[0.1, 0.2, 0.3, 0.4]),
        seen(Kind.STREAK, 5.2, 5.4),
        seen(Kind.TEXT, 0, 2, reads="НОВОСТИ 24", script="cyrillic"),
        seen(Kind.TEXT, 8, 9, reads=None, script="arabic"),
        seen(Kind.OVERLAY, 0, 10, what="logo"),
        seen(Kind.FACE, 0, 2, box=[0.25, 0.25, 0.75, 0.75]),
        seen(Kind.CAMERA_MOTION, 0, 3, motion="pan", direction="left"),
        seen(Kind.STILL, 9, 10, what="frozen"),
        fact("frame_intervals", "constant, 40 ms", "times of the packets", "high"),
        fact("brands", ["isom", "mp42"]),
        seen(Kind.PROVENANCE, 0, 10, 0.95, state="invalid", codes={"failure": ["a.mismatch"]}),
    ]


def views(images, times):
    """A view of each RGB picture; *times* are the starts in seconds, and the end of the last."""
    for number, image in enumerate(images):
        height, width = image.shape[:2]
        luma, red, blue = cv2.split(cv2.cvtColor(image, cv2.COLOR_RGB2YCrCb))
        half = ((width + 1) // 2, (height + 1) // 2)
        shown = span(times[number], times[number + 1])
        yield View(
            number=number,
            start=shown.start,
            end=shown.end,
            luma=luma.reshape(height, width),
            blue=cv2.resize(blue, half).reshape(half[::-1]),
            red=cv2.resize(red, half).reshape(half[::-1]),
            whole=None,
            keyframe=number == 0,
            corrupt=False,
            interlaced=False,
        )
