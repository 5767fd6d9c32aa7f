"""How the picture runs: intervals between frames, keyframes, bit rate, order of storing.

A constant rate is not claimed from a header: every interval was measured. Trouble with times in
other tools comes from taking a rate for granted that the file does not keep.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from pydantic import JsonValue

from witnessmark.media import Steps, StreamStructure
from witnessmark.perception.file.fact import Fact, FileRead, Trust

_TIMES = "times of the packets"


def pace_facts(read: FileRead) -> Iterator[Fact]:
    """Yield what the packets of the chosen picture and sound tell."""
    picture, sound = read.footage.picture, read.footage.sound
    seen = read.structure.of(None if picture is None else picture.stream)
    if picture is not None and seen is not None:
        yield from _intervals(seen, picture.average_rate)
        yield from _keyframes(seen)
        value = "stored in another order than shown" if seen.reordered else "stored as shown"
        why = "counted in the file: pictures that need later ones (B-frames) are stored after them"
        yield Fact("order_of_frames", value, _TIMES, Trust.HIGH, why)
        yield from _bit_rate("picture", seen)
    heard = read.structure.of(None if sound is None else sound.stream)
    if heard is not None:
        yield from _bit_rate("sound", heard)
    for name, stream in (("picture", seen), ("sound", heard)):
        if stream is not None and stream.untimed:
            why = "counted in the file; such packets are timed by those around them"
            value = f"{stream.untimed} packets of {name} carry no time"
            yield Fact("untimed_packets", value, _TIMES, Trust.HIGH, why)


def _intervals(seen: StreamStructure, stated: str | None) -> Iterator[Fact]:
    steps = seen.intervals
    if steps is None:
        return
    measures = _milliseconds(steps, seen.time_base) | {"frames": seen.packets}
    if stated:
        measures["average_rate"] = stated
    if not steps.off:
        value = f"constant, {measures['middle_ms']:g} ms"
        why = "every interval was measured: none stands out by more than rounding does"
        yield Fact("frame_intervals", value, _TIMES, Trust.HIGH, why, measures)
        return
    value = (
        f"variable, {measures['least_ms']:g} to {measures['most_ms']:g} ms, "
        f"{measures['middle_ms']:g} ms in the middle; {steps.off:,} of {steps.count:,} stand out"
    )
    why = (
        "every interval was measured; frame numbers and a fixed rate do not give the time here, "
        "and phones, screen recorders and dropped frames all make such files"
    )
    yield Fact("frame_intervals", value, _TIMES, Trust.HIGH, why, measures)


def _milliseconds(steps: Steps, base: Fraction) -> dict[str, JsonValue]:
    found: dict[str, JsonValue] = {
        f"{name}_ms": round(float(1000 * getattr(steps, name) * base), 3)
        for name in ("least", "middle", "most")
    }
    return found | {"intervals": steps.count, "off": steps.off, "gaps": steps.gaps}


def _keyframes(seen: StreamStructure) -> Iterator[Fact]:
    why = "counted in the file: pictures that stand by themselves, at which it can be entered"
    steps = seen.keyframe_intervals
    if steps is None:
        value = f"{seen.keyframes} in all"
        yield Fact("keyframes", value, _TIMES, Trust.HIGH, why, {"keyframes": seen.keyframes})
        return
    measures = _milliseconds(steps, seen.time_base) | {"keyframes": seen.keyframes}
    one = "one every {:g} s" if not steps.off else "irregular, every {:g} s in the middle"
    value = one.format(round(float(steps.middle * seen.time_base), 3))
    yield Fact("keyframes", value, _TIMES, Trust.HIGH, why, measures)


def _bit_rate(what: str, stream: StreamStructure) -> Iterator[Fact]:
    if stream.begins is None or stream.ends is None or stream.ends <= stream.begins:
        return
    rate = round(8 * stream.bytes / float(stream.ends - stream.begins))
    value = f"{rate / 1000:,.0f} kbit/s"
    measures: dict[str, JsonValue] = {"bits_per_second": rate, "bytes": stream.bytes}
    why = "counted in the file"
    yield Fact(f"{what}_bit_rate", value, "sizes of the packets", Trust.HIGH, why, measures)
