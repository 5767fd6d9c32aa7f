"""Follows lettering that stays in its place from sample to sample, and dates it to the frame.

What is burnt in stays where it is, so only strokes that are in two samples running are looked at:
where the picture moves, little else is left. Between samples the frames at hand are compared with
the lettering itself, which dates its coming and going. Lettering that travels over the picture is
not followed, nor what is shown for less than two samples.

Conventions
-----------
Samples are at most :data:`LONGEST` pixels on the longer side; places are in their pixels.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from witnessmark.clock import Instant
from witnessmark.media import View
from witnessmark.perception.sight.text_lines import TextLine, find_lines, inked, stroke_masks

Image = NDArray[np.uint8]
Box = tuple[int, int, int, int]

#: Longer side of the picture in which lines are looked for.
LONGEST = 960
#: Share of a line's strokes, over a stretch as wide as it is high, that must still be there.
STAYS = 0.6
#: Pictures of one line that are kept to be read together.
KEPT = 5
#: Lines begun at one sample, those of most strokes: a page held up to the camera has more.
MOST = 24
#: Only what is new is searched, but for one sample in so many.
ANEW = 6


@dataclass(slots=True)
class Track:
    """One line while it stays: where, from when until when, and pictures of it.

    ``crops`` are luma at the frame's own size with a margin of ``margin`` pixels, ``scale`` is
    that size over the sample's. ``moved`` is how much, in luma levels, the picture around the
    line changed while it stood.
    """

    line: TextLine
    ink: Image
    start: Instant
    end: Instant
    last: int
    shape: tuple[int, ...]
    scale: float
    seen: int = 2
    moved: float = 0.0
    crops: list[Image] = field(default_factory=list)
    _around: Image | None = None

    def stays(self, mask: Image) -> bool:
        """Say whether the line's strokes are still in *mask*, along its whole length."""
        left, top, right, bottom = self.line.box
        still = (self.ink & mask[top:bottom, left:right]).sum(axis=0, dtype=np.int64)
        inked = self.ink.sum(axis=0, dtype=np.int64)
        steps = np.arange(0, inked.size, max(1, bottom - top))
        still, inked = np.add.reduceat(still, steps), np.add.reduceat(inked, steps)
        told = inked >= 0.25 * inked.mean()
        return bool((still[told] >= STAYS * inked[told]).all())

    def keep(self, crop: Image, surroundings: Image) -> None:
        """Keep *crop* to be read, and note how much the picture around the line changed."""
        if self._around is not None and surroundings.size:
            changed = float(cv2.absdiff(self._around, surroundings).mean())
            self.moved = max(self.moved, changed)
        else:
            self._around = surroundings
        if len(self.crops) < KEPT:
            self.crops.append(crop)
        else:
            self.crops[-1] = crop


@dataclass(frozen=True, slots=True)
class Sample:
    """What a frame that came whole gives: its luma, the smaller one, and strokes of both kinds."""

    view: View
    luma: Image
    small: Image
    masks: dict[bool, Image]

    @classmethod
    def of(cls, view: View) -> Sample:
        """Look for strokes in *view*, which must have come whole."""
        assert view.whole is not None  # noqa: S101
        luma = small = view.whole.luma
        if max(luma.shape) > LONGEST:
            scale = LONGEST / max(luma.shape)
            size = (max(1, round(luma.shape[1] * scale)), max(1, round(luma.shape[0] * scale)))
            # Up to a half, four neighbours are all there are to average; areas cost ten times that.
            way = cv2.INTER_LINEAR if 2 * scale > 1 else cv2.INTER_AREA
            small = np.asarray(cv2.resize(luma, size, interpolation=way), np.uint8)
            small = small.reshape(size[::-1])
        return cls(view, luma, small, stroke_masks(small))

    @property
    def scale(self) -> float:
        """Pixels of the frame for one of the sample."""
        return float(max(self.luma.shape) / max(self.small.shape))

    def crop(self, line: TextLine) -> Image:
        """Cut *line* out of the frame with a margin of half a letter."""
        left, top, right, bottom = line.box
        spare = line.height / 2
        height, width = self.luma.shape
        at = [int(one * self.scale) for one in (left - spare, top - spare)]
        to = [int(np.ceil(one * self.scale)) for one in (right + spare, bottom + spare)]
        return self.luma[
            max(0, at[1]) : min(height, to[1]), max(0, at[0]) : min(width, to[0])
        ].copy()

    def around(self, line: TextLine) -> Image:
        """Cut out rows as high as the line above and below it."""
        left, top, right, bottom = line.box
        tall = bottom - top
        above = self.small[max(0, top - 2 * tall) : max(0, top - tall), left:right]
        below = self.small[bottom + tall : bottom + 2 * tall, left:right]
        return np.concatenate([above, below])


@dataclass(frozen=True, slots=True)
class Shown:
    """A frame of which only the small luma is kept, until the next samples."""

    number: int
    start: Instant
    end: Instant
    luma: Image


class Tracker:
    """Takes the frames one by one; closed tracks are handed over by :meth:`see`."""

    def __init__(self) -> None:
        self._last: Sample | None = None
        self._before: int | None = None
        self._stable: dict[bool, Image] = {}
        self._open: list[Track] = []
        self._recent: list[Shown] = []
        self._since = 0

    def see(self, view: View) -> list[Track]:
        """Take in the next frame and return the lines that ended with it."""
        ended: list[Track] = []
        if self._recent and self._recent[-1].luma.shape != view.luma.shape:
            ended = self.finish()
        self._recent.append(Shown(view.number, view.start, view.end, view.luma))
        if view.whole is None or view.corrupt:
            return ended
        sample = Sample.of(view)
        ended += self._follow(sample)
        if self._last is not None and self._last.small.shape == sample.small.shape:
            self._search(self._last, sample)
        self._before = view.number if self._last is None else self._last.view.number
        self._last = sample
        self._recent = [one for one in self._recent if one.number >= self._before]
        return ended

    def finish(self) -> list[Track]:
        """End what is still there with the last frame."""
        for track in self._open:
            track.end = self._dated_end(track)
        ended, self._open = self._open, []
        self._last = self._before = None
        self._stable, self._recent, self._since = {}, [], 0
        return ended

    def _follow(self, sample: Sample) -> list[Track]:
        ended, staying = [], []
        for track in self._open:
            same = sample.small.shape == track.shape
            if same and track.stays(sample.masks[track.line.bright]):
                track.end, track.last = sample.view.end, sample.view.number
                track.seen += 1
                track.keep(sample.crop(track.line), sample.around(track.line))
                staying.append(track)
            else:
                track.end = self._dated_end(track)
                ended.append(track)
        self._open = staying
        return ended

    def _search(self, last: Sample, sample: Sample) -> None:
        """Look for lines in what both samples have and no open track explains."""
        self._since += 1
        for bright, mask in sample.masks.items():
            stable = np.asarray(cv2.bitwise_and(mask, last.masks[bright]), np.uint8)
            before, self._stable[bright] = self._stable.get(bright), stable
            fresh = stable if before is None else np.asarray(cv2.subtract(stable, before), np.uint8)
            parts = inked(fresh if self._since % ANEW else stable)
            if not parts:
                continue
            left_over = stable.copy()
            for track in self._open:
                left, top, right, bottom = track.line.box
                left_over[top:bottom, left:right] = 0
            lines = find_lines(left_over, sample.small, parts, bright=bright)
            for line in sorted(lines, key=lambda one: -one.strokes)[:MOST]:
                self._begin(line, stable, last, sample)

    def _begin(self, line: TextLine, stable: Image, last: Sample, sample: Sample) -> None:
        left, top, right, bottom = line.box
        track = Track(
            line=line,
            ink=(stable[top:bottom, left:right] > 0).astype(np.uint8),
            start=last.view.start,
            end=sample.view.end,
            last=sample.view.number,
            shape=sample.small.shape,
            scale=sample.scale,
        )
        for one in (last, sample):
            track.keep(one.crop(line), one.around(line))
        track.start = self._dated_start(track, last.view.number)
        self._open.append(track)

    def _dated_start(self, track: Track, known: int) -> Instant:
        """Return the start of the first frame that has the line without a break until *known*."""
        start = track.start
        pattern = self._pattern(track, known)
        for one in reversed([one for one in self._recent if one.number < known]):
            if not _shows(track, one.luma, pattern):
                break
            start = one.start
        return start

    def _dated_end(self, track: Track) -> Instant:
        """Return the end of the last frame that has the line without a break."""
        end = track.end
        pattern = self._pattern(track, track.last)
        for one in [one for one in self._recent if one.number > track.last]:
            if not _shows(track, one.luma, pattern):
                break
            end = one.end
        return end

    def _pattern(self, track: Track, known: int) -> NDArray[np.float32]:
        return _relief(track, next(one.luma for one in self._recent if one.number == known))


def _relief(track: Track, luma: Image) -> NDArray[np.float32]:
    """Return how far the line's place stands out from around it, the line's own way only."""
    scale = max(luma.shape) / max(track.shape)
    left, top, right, bottom = (round(one * scale) for one in track.line.box)
    spare = max(2, bottom - top)
    part = luma[max(0, top - spare) : bottom + spare, max(0, left - spare) : right + spare]
    part = part.astype(np.float32)
    relief = part - cv2.blur(part, (2 * spare + 1, 2 * spare + 1))
    return relief if track.line.bright else -relief


def _shows(track: Track, luma: Image, pattern: NDArray[np.float32]) -> bool:
    """Say whether the strokes of *pattern* are in *luma* at half their strength or more."""
    strokes = np.maximum(pattern, 0)
    weight = float((strokes * strokes).sum())
    return weight > 0 and float((_relief(track, luma) * strokes).sum()) >= 0.5 * weight
