"""Text that is laid over the picture: where, from which frame to which, and what it reads.

Evidence: rows of strokes that stay in their place from sample to sample (``text_tracks.py``), and
what Tesseract makes of them (``text_reading.py``). With the extra ``ocr`` a line is reported where
it could be read, or where it is lettering beyond doubt; without it, only where the row stood still
while the picture around it moved, since fences and windows stand in rows as well. What cannot be
read is reported with ``reads`` null and ``why``.

What it cannot tell: what lies in the scene (a shop's sign in a steady shot) from what was burnt
in; what travels over the picture; what is shown for less than two samples; letters that turn,
bend or stand upright.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import ClassVar

from pydantic import JsonValue

from witnessmark.clock import Span
from witnessmark.media import View
from witnessmark.model import Kind
from witnessmark.perception.sight.date_stamps import date_stamp
from witnessmark.perception.sight.detector import Detector
from witnessmark.perception.sight.sighting import Sighting
from witnessmark.perception.sight.text_data import text_data
from witnessmark.perception.sight.text_reading import Reader, Reading
from witnessmark.perception.sight.text_tracks import Track, Tracker
from witnessmark.perception.sight.worth_reading import worth_reading

#: Luma levels by which the picture around a line must have changed, on the mean, for a line that
#: was not read to be lettering; and for how many samples, of how many strokes.
MOVED, LASTED, STROKES = 8.0, 3, 6
#: Letters and digits of a reading that is given at all, and of one that needs no more confidence.
FEWEST, ENOUGH = 3, 5
#: Confidence that a shorter reading needs.
SHORT = 0.9
#: Confidence below which what was not read is not taken for lettering either: a row of which no
#: model makes anything is texture more often than type. Chosen on development clips.
DOUBTED = 0.55
#: Chance that a sighting is right, read and unread. Not fitted: on development scenes there were
#: too few false ones to fit to, so these are set below what was counted there.
READ, UNREAD = 0.95, 0.8
#: Lines that came and went in one spot and were read, each; of later ones (a running clock's) only
#: those whose number is a power of two.
IN_FULL = 24
#: Lines that wait to be read at most: a few pictures of each are kept until then.
MOST_UNREAD = 48
TOO_OFTEN = Reading(None, "unclear", None, 1.0, "it changes too often to be read each time")
UNTRIED = Reading(None, "unclear", None, 0.0, "nothing before it in this place could be read")
UNLIKE = Reading(None, "unclear", None, 0.0, "its strokes do not stay as type does")

Place = tuple[float, float, float, float]
#: Where a line's middle is, in sixteenths of the width and thirty-seconds of the height.
Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """A line that was followed to its end: where, when, and its reading, None where not tried."""

    place: Place
    span: Span
    height: float
    sure: bool
    reading: Reading | None


class Lettering(Detector):
    """Reports TEXT: ``reads``, ``script``, ``box``, ``height_px``, and ``stamp`` for a date."""

    name: ClassVar[str] = "lettering"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.TEXT,)
    whole_every: ClassVar[Fraction | None] = Fraction(1, 2)

    def __init__(self) -> None:
        data = text_data()
        self._languages = data.languages if data.works else ()
        self._reader = Reader(str(data.folder), frozenset(data.languages)) if data.works else None
        self._tracker = Tracker()
        self._lines: list[Line] = []
        self._ended: Counter[Spot] = Counter()
        self._given: set[Spot] = set()
        # To find lines is much work in Python, which threads do in turn; to read them is not.
        self._beside = ThreadPoolExecutor(max_workers=1)
        self._unread: deque[Future[None]] = deque()

    @property
    def settings(self) -> dict[str, JsonValue]:
        """What a result depends on: the languages that it could be read in above all."""
        return {
            "languages": list(self._languages),
            "whole_every": str(self.whole_every),
            "moved": MOVED,
            "lasted": LASTED,
            "strokes": STROKES,
        }

    def see(self, view: View) -> None:
        """Follow lines from frame to frame; those that end are read meanwhile, one by one."""
        self._hand_over(self._tracker.see(view))

    def sightings(self, shots: Sequence[Span]) -> Iterable[Sighting]:  # noqa: ARG002
        """Return every line once for every string and place."""
        self._hand_over(self._tracker.finish())
        while self._unread:
            self._unread.popleft().result()
        self._beside.shutdown()
        return [_sighting(line) for line in merged(self._lines)]

    def _hand_over(self, ended: Iterable[Track]) -> None:
        """Have the lines that *ended* read; wait while :data:`MOST_UNREAD` others were not."""
        for track in ended:
            if len(self._unread) >= MOST_UNREAD:
                self._unread.popleft().result()
            self._unread.append(self._beside.submit(self._end, track))

    def _end(self, track: Track) -> None:
        """Read the line that ended, and keep it where it is lettering."""
        high, wide = track.shape
        left, top, right, bottom = track.line.box
        place = (left / wide, top / high, right / wide, bottom / high)
        spot = (round(8 * (place[0] + place[2])), round(16 * (place[1] + place[3])))
        sure = track.moved >= MOVED and track.seen >= LASTED and track.line.strokes >= STROKES
        reading = self._read(track, spot)
        if reading is not None:
            sure = (sure and reading.confidence >= DOUBTED) or reading is TOO_OFTEN
            if reading.reads is not None:
                self._given.add(spot)
        if sure or (reading is not None and reading.reads is not None):
            span = Span(track.start, track.end)
            self._lines.append(Line(place, span, (bottom - top) * track.scale, sure, reading))

    def _read(self, track: Track, spot: Spot) -> Reading | None:
        """Return the reading of a line, None where nothing reads."""
        if self._reader is None:
            return None
        if not worth_reading(track):
            return UNLIKE
        self._ended[spot] += 1
        number = self._ended[spot]
        if number > IN_FULL and number & (number - 1):
            return TOO_OFTEN if spot in self._given else UNTRIED
        height = track.line.height * track.scale
        reading = self._reader.read(track.crops, track.line.bright, height)
        return reading if _readable(reading) else replace(reading, reads=None)


def _readable(reading: Reading) -> bool:
    """Say whether enough was read, surely enough for its length, to be given."""
    if reading.reads is None:
        return False
    told = sum(letter.isalnum() for letter in reading.reads)
    return told >= ENOUGH or (told >= FEWEST and reading.confidence >= SHORT)


def merged(lines: list[Line]) -> list[Line]:
    """Return *lines* with those that are one line in truth made one, in order of time.

    One line may have been found by its face and by its outline, whole and in part, or followed in
    pieces: at one time and place the surest reading, then the longest, holds.
    """
    kept: list[Line] = []
    for line in sorted(lines, key=_weight, reverse=True):
        for place, other in enumerate(kept):
            if not _same_place(line.place, other.place):
                continue
            together = line.span.overlaps(other.span)
            if _alike(line, other) and (together or _touch(line.span, other.span)):
                start = min(line.span.start, other.span.start)
                end = max(line.span.end, other.span.end)
                kept[place] = replace(other, span=Span(start, end))
                break
            if together:
                break
        else:
            kept.append(line)
    return sorted(kept, key=lambda one: (one.span, one.place))


def _weight(line: Line) -> tuple[bool, float, float]:
    reading = line.reading
    if reading is None or reading.reads is None:
        return (False, 0.0, line.place[2] - line.place[0])
    return (True, len(reading.reads) * reading.confidence**4, float(line.span.duration))


def _alike(one: Line, other: Line) -> bool:
    texts = [a.reading.reads if a.reading is not None else None for a in (one, other)]
    return texts[0] is None or texts[1] is None or texts[0] in texts[1] or texts[1] in texts[0]


def _touch(one: Span, other: Span) -> bool:
    gap = max(one.start, other.start) - min(one.end, other.end)
    return gap <= 1


def _same_place(one: Place, other: Place) -> bool:
    """Say whether the boxes share half of the smaller one."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return False
    areas = [(a[2] - a[0]) * (a[3] - a[1]) for a in (one, other)]
    return wide * high >= 0.5 * min(areas)


def _sighting(line: Line) -> Sighting:
    reading = line.reading
    attributes: dict[str, JsonValue] = {
        "state": "seen",
        "reads": None if reading is None else reading.reads,
        "script": "unclear" if reading is None else reading.script,
        "box": [round(share, 4) for share in line.place],
        "height_px": round(line.height, 1),
    }
    if reading is None:
        attributes["why"] = "nothing is installed that reads text"
    elif reading.reads is None:
        attributes["why"] = reading.why
    else:
        attributes["reading_confidence"] = reading.confidence
        stamp = date_stamp(reading.reads)
        if stamp is not None:
            attributes["stamp"] = stamp
    confidence = UNREAD if reading is None or reading.reads is None else READ
    return Sighting(Kind.TEXT, line.span, confidence, attributes)
