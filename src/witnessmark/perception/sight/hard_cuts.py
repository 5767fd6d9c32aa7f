"""Hard cuts: from one frame to the next another scene, and it stays.

Evidence: the frame is unlike the last one, and neither of the next few is like those of before,
nor those of before like it: light that flares up for up to :data:`LONGEST_FLASH` frames, a frame
that is damaged or white, comes back to what was there; and so does, within :data:`LONGEST_GLARE`
and without another cut, what an explosion lit up. A change that goes on through several frames (a
whip pan, something that passes before the lens) is no cut. What cannot be told is a cut
between two views that agree block by block, and one into or out of a picture without structure
from a light that went out.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

import cv2
import numpy as np

from witnessmark.clock import Span
from witnessmark.perception.sight.scene_likeness import (
    Glimpse,
    chance_unlike,
    correlation,
    moved_far,
)

#: Longest flash, in frames: what returns within so many is none.
LONGEST_FLASH = 3
#: Longest that a glare may last that dies down to what was there, in seconds, and the least, in
#: levels, by which it makes the picture brighter; no more than half of it is left then.
LONGEST_GLARE, LEAST_BRIGHTER = Fraction(1), 8.0
#: Frames whose thumbs correlate more, with colours that agree to that share, are not compared.
SURELY_ALIKE, SAME_COLOURS = 0.97, 0.8
#: How many times the median of the frames around, in difference or in turn, a cut must exceed: of
#: what passed close before a hand-held lens (nine such places in two real clips) none exceeded 1.4
#: and 2.0, of 370 cuts 99 in 100 did by 2.9 and 3.0.
LEAST_LARGER, LEAST_TURNED = 2.0, 3.0
#: Least chance of another scene, now and over the next frames, that makes a cut.
LEAST_CHANCE = 0.5
#: The same where three frames or more in a row are each unlike the last.
LEAST_IN_A_RUN = 0.9
#: Least share of the later picture in a frame mixed of two for it to be the first new one.
LEAST_MIXED = 0.25


@dataclass(frozen=True, slots=True, eq=False)
class Passing:
    """A frame on its way through: when it is shown, what is kept of it.

    Against the last, ``difference`` is the mean over the thumb in levels, and ``turn`` what lacks
    to full correlation.
    """

    span: Span
    glimpse: Glimpse
    difference: float
    turn: float


@dataclass(frozen=True, slots=True)
class HardCut:
    """The first frame of another scene, with the chance that it is one."""

    number: int
    span: Span
    chance: float


class HardCuts:
    """Finds hard cuts with a few frames' delay and in constant memory."""

    def __init__(self) -> None:
        # The frame in question stands in the middle, with as many before it as after.
        self._around: deque[Passing] = deque(maxlen=2 * LONGEST_FLASH + 3)
        self._count = 0
        self._run: list[tuple[HardCut, Passing, Passing]] = []
        # A cut into a brighter picture, the last frame before it, and the level once it died down.
        self._glaring: tuple[HardCut, Glimpse, float] | None = None
        #: First and last frame of every glare that died down.
        self.glares: list[tuple[int, int]] = []

    def push(self, span: Span, glimpse: Glimpse) -> Iterator[HardCut]:
        """Take in the next frame; yield the cuts that became certain."""
        difference, turn = 0.0, 0.0
        if self._around:
            last = self._around[-1].glimpse
            difference = cv2.norm(glimpse.thumb, last.thumb, cv2.NORM_L1) / glimpse.thumb.size
            turn = 1.0 - correlation(last, glimpse)
        self._around.append(Passing(span, glimpse, difference, turn))
        self._count += 1
        ahead = LONGEST_FLASH
        if len(self._around) > ahead + 1:
            yield from self._judge(len(self._around) - 1 - ahead, self._count - 1 - ahead)

    def finish(self) -> Iterator[HardCut]:
        """Yield the cuts among the last frames."""
        ahead = min(LONGEST_FLASH, self._count - 1)
        for place in range(len(self._around) - ahead, len(self._around)):
            if place > 0:
                number = self._count - len(self._around) + place
                yield from self._judge(place, number)
        yield from self._end_run()
        yield from self._release()

    def _judge(self, place: int, number: int) -> Iterator[HardCut]:
        around = list(self._around)
        chance = _chance(around, place)
        if chance < LEAST_CHANCE:
            yield from self._end_run()
            yield from self._watch_glare(around[place], number)
            return
        cut = HardCut(number, around[place].span, chance)
        self._run.append((cut, around[place - 1], around[place]))

    def _end_run(self) -> Iterator[HardCut]:
        """Yield what is a cut in a run of frames each unlike the last."""
        run, self._run = self._run, []
        if not run:
            return
        yield from self._release()
        cuts = _cuts_of(run)
        brighter = run[-1][2].glimpse.level - run[0][1].glimpse.level
        if len(cuts) == 1 and brighter >= LEAST_BRIGHTER:
            before = run[0][1].glimpse
            self._glaring = cuts[0], before, before.level + max(LEAST_BRIGHTER, brighter / 2)
        else:
            yield from cuts

    def _watch_glare(self, now: Passing, number: int) -> Iterator[HardCut]:
        """Drop a cut into a brighter picture once that has died down to what was there."""
        if self._glaring is None:
            return
        cut, before, settled = self._glaring
        if now.span.start - cut.span.start > LONGEST_GLARE:
            yield from self._release()
        elif now.glimpse.level <= settled and chance_unlike(before, now.glimpse) < LEAST_CHANCE:
            self.glares.append((cut.number, number))
            self._glaring = None

    def _release(self) -> Iterator[HardCut]:
        """Yield the cut into a brighter picture: it stayed, or another cut came."""
        glaring, self._glaring = self._glaring, None
        if glaring is not None:
            yield glaring[0]


def _cuts_of(run: list[tuple[HardCut, Passing, Passing]]) -> list[HardCut]:
    if len(run) == 2 and _one_change(run):
        return [_first_new(run)]
    surest = LEAST_CHANCE if len(run) <= 2 else LEAST_IN_A_RUN
    return [cut for cut, _, _ in run if cut.chance >= surest]


def _chance(around: list[Passing], place: int) -> float:
    """Return the chance that a scene begins at *place* and the one before does not come back."""
    last, now = around[place - 1].glimpse, around[place].glimpse
    # In order of cost: what does not stand out is no cut, however unlike, and need not be compared.
    if _surely_alike(last, now) or not _stands_out(around, place):
        return 0.0
    chance = chance_unlike(last, now)
    if chance >= LEAST_CHANCE and moved_far(last, now):
        return 0.0
    for later in around[place + 1 : place + 1 + LONGEST_FLASH]:
        if chance < LEAST_CHANCE:
            return chance
        chance = min(chance, chance_unlike(last, later.glimpse))
    for earlier in reversed(around[max(0, place - 1 - LONGEST_FLASH) : place - 1]):
        if chance < LEAST_CHANCE:
            return chance
        chance = min(chance, chance_unlike(earlier.glimpse, now))
    return chance


def _stands_out(around: list[Passing], place: int) -> bool:
    """Say whether the frame differs from the last far more than those about it from theirs."""
    others = [one for number, one in enumerate(around) if number not in (0, place)]
    if not others:
        return True
    difference = max(median(one.difference for one in others), 0.1)
    turn = max(median(one.turn for one in others), 0.001)
    now = around[place]
    return now.difference >= LEAST_LARGER * difference or now.turn >= LEAST_TURNED * turn


def _surely_alike(one: Glimpse, other: Glimpse) -> bool:
    if one.plain != other.plain or correlation(one, other) < SURELY_ALIKE:
        return one.plain and other.plain and abs(one.level - other.level) < 8
    return float(np.minimum(one.colours, other.colours).sum()) > SAME_COLOURS


def _mixed(before: Glimpse, between: Glimpse, after: Glimpse) -> tuple[float, float]:
    """Return the share of *after* in *between*, and what that leaves unexplained of the change."""
    change = after.thumb - before.thumb
    total = float(np.vdot(change, change))
    if total == 0.0:
        return 0.0, 1.0
    partly = between.thumb - before.thumb
    share = float(np.vdot(partly, change)) / total
    left = partly - share * change
    return share, float(np.vdot(left, left)) / total


def _one_change(run: list[tuple[HardCut, Passing, Passing]]) -> bool:
    """Say whether two neighbouring changes are one: over a mixed frame, or a plain one."""
    before, between, after = run[0][1].glimpse, run[0][2].glimpse, run[1][2].glimpse
    share, left = _mixed(before, between, after)
    return between.plain or (left < 0.05 and -0.1 < share < 1.1)


def _first_new(run: list[tuple[HardCut, Passing, Passing]]) -> HardCut:
    before, between, after = run[0][1].glimpse, run[0][2].glimpse, run[1][2].glimpse
    share, _ = _mixed(before, between, after)
    return run[0][0] if between.plain or share >= LEAST_MIXED else run[1][0]
