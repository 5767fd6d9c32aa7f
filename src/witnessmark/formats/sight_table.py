"""The table of what was seen: takes between cuts, what shows in them, and what the file says.

Conventions
-----------
Seconds are on the recording's clock. A take runs from one cut to the next; takes are numbered from
1. A cut made over a while belongs half to either side. Attributes that an observation lacks, or
holds as something else, are left out: nothing is made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from witnessmark.clock import Instant, Span, TimeBase
from witnessmark.model import Kind, Observation, Recording

#: What lasts a while and is a state of the scene or of the air, in the order it is listed.
CONDITIONS = (
    Kind.SNOWFALL,
    Kind.RAIN,
    Kind.SNOW_COVER,
    Kind.DARKNESS,
    Kind.SMOKE,
    Kind.FLAME,
)
#: What is over at once.
MOMENTS = (Kind.FLASH, Kind.STREAK)
#: What was put into the picture, or is looked for there to be covered.
MARKS = (Kind.OVERLAY, Kind.FACE)
#: How the picture was made: the camera's hand, and passages that are not new.
MAKING = (Kind.CAMERA_MOTION, Kind.STILL, Kind.SHOWN_AGAIN)
#: Attributes in words that :mod:`.sight_words` leaves out, in the order they are told.
_WORDS = ("direction", "light", "colour")
#: Attributes that are told elsewhere, or to no person.
_UNTOLD = frozenset({"state", "box", "boxes", "reads", "script", "made_by", *_WORDS})
_MOST_FIGURES = 3
#: Facts about the file in the order in which they are listed; what is not named here comes last.
_FACTS = (
    *("container", "brands", "streams", "layout", "fragments"),
    *("stated_duration", "packets_reach", "durations_differ", "start_offset", "late_start"),
    *("creation_time", "creation_times_differ", "modification_time", "creation_date"),
    *("times_compared", "date", "make", "model", "software", "capture_rate", "device_track"),
    *("place", "no_device", "encoder", "handlers", "compressor", "program", "encoder_settings"),
    *("frame_size", "rotation", "pixel_aspect", "interlaced", "high_dynamic_range"),
    *("bits_per_sample", "frame_intervals", "keyframes", "order_of_frames", "untimed_packets"),
    *("picture_bit_rate", "sound_bit_rate", "hidden_by_edit_list", "joined", "encoded_anew"),
    *("written_anew",),
)

_BASE = TimeBase(1, 1_000_000)


@dataclass(frozen=True, slots=True)
class Take:
    """A stretch between cuts: its *number*, and the cut it begins with, None for the first."""

    number: int
    span: Span
    cut: Observation | None

    @property
    def start(self) -> float:
        """Where it begins, in seconds."""
        return self.span.start.json_seconds

    @property
    def end(self) -> float:
        """Where it ends, in seconds."""
        return self.span.end.json_seconds

    @property
    def begins_with(self) -> str:
        """What it begins with: ``hard cut``, ``dissolve``, nothing for the first."""
        if self.cut is None:
            return ""
        form = word_of(self.cut, "form").replace("_", " ")
        return {"hard": "hard cut", "fade": "fade"}.get(form, form or "cut")


@dataclass(frozen=True, slots=True)
class SightTable:
    """Everything that was seen in one recording, each thing once, each part in order of time.

    ``gaps`` are the stretches that were not seen; ``facts`` and ``provenance`` are what the file
    says, which nobody saw.
    """

    takes: tuple[Take, ...]
    keyframes: tuple[Observation, ...]
    conditions: tuple[Observation, ...]
    moments: tuple[Observation, ...]
    texts: tuple[Observation, ...]
    marks: tuple[Observation, ...]
    making: tuple[Observation, ...]
    gaps: tuple[Span, ...]
    facts: tuple[Observation, ...]
    provenance: tuple[Observation, ...]

    def keyframe_of(self, take: Take) -> Observation | None:
        """Return the surest keyframe within *take*, the earliest of several."""
        inside = [one for one in self.keyframes if take.span.contains(one.start)]
        return max(inside, key=lambda one: (one.confidence, -one.start.seconds), default=None)


def sight_table(
    recording: Recording, observations: Sequence[Observation], gaps: Sequence[Span] = ()
) -> SightTable:
    """Return what was seen in *recording*, numbered and sorted, without what was heard."""
    in_time = sorted(observations, key=lambda o: (o.start, o.end, o.kind, o.id))

    def of(*kinds: Kind) -> tuple[Observation, ...]:
        return tuple(one for one in in_time if one.kind in kinds)

    return SightTable(
        takes=tuple(_takes(recording, of(Kind.CUT))),
        keyframes=of(Kind.KEYFRAME),
        conditions=of(*CONDITIONS),
        moments=of(*MOMENTS),
        texts=of(Kind.TEXT),
        marks=of(*MARKS),
        making=of(*MAKING),
        gaps=tuple(gaps),
        facts=tuple(sorted(of(Kind.CONTAINER_FACT), key=_listed)),
        provenance=of(Kind.PROVENANCE),
    )


def is_unclear(seen: Observation) -> bool:
    """Say whether its detector could not judge *seen*."""
    return seen.attributes.get("state") == "unclear"


def word_of(seen: Observation, name: str) -> str:
    """Return the attribute *name* of *seen* where it is a word, else nothing."""
    found = seen.attributes.get(name)
    return found if isinstance(found, str) else ""


def detail_words(seen: Observation) -> str:
    """Say in a line what else is known of *seen*: a word or two, then a few of its figures."""
    words = [word_of(seen, name).replace("_", " ") for name in _WORDS]
    figures = [
        f"{name.replace('_', ' ')} {_figure(value)}"
        for name, value in sorted(seen.attributes.items())
        if name not in _UNTOLD and _is_figure(value)
    ]
    return ", ".join([*(word for word in words if word), *figures[:_MOST_FIGURES]])


def text_words(seen: Observation) -> str:
    """Return what a text reads, in quotation marks, or that it could not be read."""
    reads = word_of(seen, "reads")
    script = word_of(seen, "script")
    if reads:
        return f"“{reads}”"
    return f"not read{f', {script} letters' if script and script != 'unclear' else ''}"


def value_words(fact: Observation) -> str:
    """Return the value of a fact of the file as a person reads it."""
    value = fact.attributes.get("value")
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return _figure(value) if _is_figure(value) else str(value)


def _takes(recording: Recording, cuts: Sequence[Observation]) -> Iterator[Take]:
    whole = _shown(recording)
    if whole is None:
        return
    edges: list[tuple[Instant, Observation | None]] = [(whole.start, None)]
    for cut in cuts:
        at = _edge(cut)
        if edges[-1][0] < at < whole.end:
            edges.append((at, cut))
    ends = [at for at, _ in edges[1:]] + [whole.end]
    for number, ((start, cut_), end) in enumerate(zip(edges, ends, strict=True), start=1):
        yield Take(number, Span(start, end), cut_)


def _shown(recording: Recording) -> Span | None:
    """Return from the first frame looked at to the last, None where there was none."""
    decoded = () if recording.picture is None else recording.picture.decoded
    if not decoded:
        return None
    return Span(min(one.start for one in decoded), max(one.end for one in decoded))


def _edge(cut: Observation) -> Instant:
    if word_of(cut, "form") == "hard":
        return cut.start
    return _BASE.nearest((cut.start.seconds + cut.end.seconds) / 2)


def _listed(fact: Observation) -> tuple[int, str, str]:
    name = word_of(fact, "fact")
    place = _FACTS.index(name) if name in _FACTS else len(_FACTS)
    return place, word_of(fact, "said_by"), fact.id


def _is_figure(value: JsonValue) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _figure(value: JsonValue) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:.4g}"
