"""Fades: one scene goes out into a colour, and another comes in from it.

Evidence: a frame that is plain, or has next to no contrast left, and on either side of it a picture
whose every frame is a mixture of it and that colour, evenly more or less; and the two pictures are
of two scenes. Light that goes out and comes back shows the same scene, a black frame cut in has no
mixture beside it. Fades that stay plain for longer than :data:`LONGEST_PLAIN` seconds are not told.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace

from witnessmark.clock import Span
from witnessmark.perception.sight.gradual_changes import Change, Mixed, described
from witnessmark.perception.sight.scene_likeness import chance_unlike

#: Longest that a fade may stay on one colour, in seconds.
LONGEST_PLAIN = 2
#: Frames looked at on either side, and that are kept.
SIDE, KEPT = 60, 300
#: Spans of frames over which a picture goes out or comes in.
REACHES = (3, 4, 6, 9, 14, 22, 34, 52)
#: Share of the contrast on both sides that the plain frame has left at most.
MOST_CONTRAST = 0.3
#: Least chance that the two pictures show different scenes.
LEAST_UNLIKE = 0.6
#: Shortest half, in mixed frames; and shortest fade, in frames.
SHORTEST_HALF, SHORTEST = 1, 5


class Fades:
    """Finds fades as frames come by, in constant memory."""

    def __init__(self) -> None:
        self._kept: deque[Mixed] = deque(maxlen=KEPT)
        self._plainest: Mixed | None = None
        self._last_plain: Mixed | None = None
        self._highest = 0.0
        self._found: list[Change] = []

    def push(self, mixed: Mixed) -> None:
        """Take in the next frame."""
        self._kept.append(mixed)
        contrast = mixed.glimpse.contrast
        if self._plainest is None or self._last_plain is None:
            if contrast <= MOST_CONTRAST * self._recent_contrast():
                self._plainest = self._last_plain = mixed
            return
        low = self._plainest.glimpse.contrast
        self._highest = max(self._highest, contrast)
        if self._highest > 2 * low and contrast <= MOST_CONTRAST * self._highest:
            # The picture had come back: this is the next fade.
            self._look()
            self._plainest = self._last_plain = mixed
        elif contrast < low - 0.5:
            self._plainest = self._last_plain = mixed
        elif contrast <= low + 0.5:
            self._last_plain = mixed
        elif mixed.number - self._last_plain.number >= SIDE:
            self._look()

    def finish(self) -> list[Change]:
        """Return the fades found, in order."""
        self._look()
        return self._found

    def _recent_contrast(self) -> float:
        newest = len(self._kept) - 1
        return max(
            self._kept[k].glimpse.contrast for k in range(max(0, newest - 24), newest + 1, 3)
        )

    def _look(self) -> None:
        """Judge what lies around the plain frames, and wait for the next."""
        plainest, last_plain = self._plainest, self._last_plain
        self._plainest = self._last_plain = None
        self._highest = 0.0
        if plainest is None or last_plain is None:
            return
        if last_plain.span.start - plainest.span.start > LONGEST_PLAIN:
            return
        frames = list(self._kept)
        before = [one for one in frames if one.number <= plainest.number][-SIDE:]
        after = [one for one in frames if one.number >= last_plain.number][:SIDE]
        out = _best([before[-reach - 1 :] for reach in REACHES if reach < len(before)])
        back = _best([after[: reach + 1] for reach in REACHES if reach < len(after)])
        if out is None or back is None:
            return
        self._keep(frames, out, back)

    def _keep(self, frames: list[Mixed], out: Change, back: Change) -> None:
        number = {one.number: one for one in frames}
        old, new = number.get(out.first - 1), number.get(back.last)
        if old is None or new is None or back.last - out.first < SHORTEST:
            return
        chance = chance_unlike(old.glimpse, new.glimpse)
        if chance < LEAST_UNLIKE:
            return
        span = Span(out.span.start, back.span.end)
        self._found.append(replace(out, last=back.last, span=span, chance=chance))


def _best(windows: list[list[Mixed]]) -> Change | None:
    """Return the change that fits best, of those in which nearly all contrast comes or goes."""
    found = []
    for frames in windows:
        low, high = sorted(one.glimpse.contrast for one in (frames[0], frames[-1]))
        one = described(frames, "fade", SHORTEST_HALF) if low <= MOST_CONTRAST * high else None
        if one is not None:
            found.append(one)
    return max(found, key=lambda one: (one.quality, one.last - one.first), default=None)
