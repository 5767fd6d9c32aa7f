"""Light over much of the picture that comes at once and goes again.

Conventions
-----------
The picture is looked at as :data:`GRID` cells of mean luma. Brighter cells that the next frames
take back to what they were are a flash, however bright; cells that change and stay changed are a
cut, a lamp or the camera's exposure, and none.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from witnessmark.clock import Instant, Span
from witnessmark.media import View

Cells = NDArray[np.float32]

#: Cells across and down.
GRID = (16, 9)

#: Rise of a cell, in levels, that counts as lit.
LIT = 16.0

#: Least share of the cells that is lit at once, and most that may grow darker meanwhile.
LEAST_SHARE, MOST_DARKER = 0.35, 0.1

#: Share of the rise that may be left when it counts as gone: exposure has to settle.
GONE = 0.4

#: Seconds after which it counts as having stayed.
LONGEST = 0.7

#: Mean luma of a lit cell above which it is nearly white; 235 is white (ITU-R BT.601).
WHITE = 215.0


@dataclass(frozen=True, slots=True)
class WideFlash:
    """Light over a *share* of the picture from start to end.

    ``rise`` is the median rise of lit cells in levels, ``white`` the share of all cells that was
    nearly white, ``contrast`` what was left of the spread between cells (1 is all of it).
    """

    span: Span
    number: int
    frames: int
    share: float
    rise: float
    white: float
    contrast: float


@dataclass(slots=True)
class WideFlashes:
    """Follows the light of the whole picture from frame to frame."""

    _before: Cells | None = None
    _dark: Cells | None = None
    _lit: list[tuple[Instant, Instant]] = field(default_factory=list)
    _mask: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, np.bool_))
    _brightest: tuple[float, Cells] = (0.0, np.zeros(0, np.float32))
    _number: int = 0

    def follow(self, view: View) -> WideFlash | None:
        """Take in the next frame; return the flash that was over in it, if one was."""
        cells = np.asarray(cv2.resize(view.quarter, GRID, interpolation=cv2.INTER_AREA), np.float32)
        before, self._before = self._before, cells
        if self._dark is None:
            if before is not None and _lights_up(before, cells):
                self._dark, self._number = before, view.number
                self._lit = [(view.start, view.end)]
                self._mask = cells - before >= LIT
                self._brightest = float(cells[self._mask].mean()), cells
            return None
        lit, (level, brightest) = self._mask, self._brightest
        if _is_back(self._dark, brightest, cells, lit):
            flash = self._flash(self._dark, brightest, lit)
            self._dark = None
            return flash
        if float(view.end - self._lit[0][0]) > LONGEST:
            self._dark = None
            return None
        self._lit.append((view.start, view.end))
        now = float(cells[lit].mean())
        if now > level:
            self._brightest = now, cells
        return None

    def forget(self) -> None:
        """Begin anew: the next frame has nothing to do with the last."""
        self._before = self._dark = None

    def _flash(self, dark: Cells, brightest: Cells, lit: NDArray[np.bool_]) -> WideFlash:
        rise = brightest - dark
        return WideFlash(
            span=Span(self._lit[0][0], self._lit[-1][1]),
            number=self._number,
            frames=len(self._lit),
            share=float((rise >= LIT).mean()),
            rise=float(np.median(rise[lit])),
            white=float((brightest >= WHITE).mean()),
            contrast=float(brightest.std() / max(1.0, float(dark.std()))),
        )


def _lights_up(before: Cells, cells: Cells) -> bool:
    change = cells - before
    return bool((change >= LIT).mean() >= LEAST_SHARE and (change <= -LIT).mean() <= MOST_DARKER)


def _is_back(dark: Cells, brightest: Cells, cells: Cells, lit: NDArray[np.bool_]) -> bool:
    """Say whether *cells* are again what they were when it was dark."""
    left = np.abs(cells - dark)
    share = left[lit] / (brightest - dark)[lit]
    return bool(np.median(share) <= GONE and np.median(left) <= LIT)
