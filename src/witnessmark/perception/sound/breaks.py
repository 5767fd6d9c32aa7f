"""Breaks in the sound such as an edit leaves: from one frame to the next another background.

Evidence: the levels of bands are steady for more than a second before and after, in most bands they
are far apart, and they change within two frames. What sounds does not begin and end like that: a
room rings on, a machine runs up, automatic gain takes its time. A cut between two takes of one
place, or within loud or lively sound, leaves no such step and is not told; a switch of the
microphone or of a filter is.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from witnessmark.model import Kind
from witnessmark.perception.sound.gap import Gap
from witnessmark.perception.sound.resampling import PICKER_RATE, Piece

#: Length of a frame in samples at 12 kHz: 20 ms.
FRAME = 240
#: Edges of the bands in Hz, from above hum and wind to what a phone's codec keeps.
EDGES = (150, 350, 700, 1300, 2200, 3500, 5500)
#: Frames of either side that must be steady: 1.2 s; and those around the break that may be neither.
SIDE, GUARD = 60, 1
#: Of frames so near to one another the one with the largest step is the break.
NEAR = 3
#: Least difference of a band's mean level before and after, in decibels, and in how many bands.
LEAST_STEP, LEAST_BANDS = 9.0, 4
#: Loudest background, all bands together, in decibels (noise of 0.04 of full scale, root of mean
#: square): automatic fire can be as steady, and begins and ends as suddenly, but it is louder.
LOUDEST = -35.0
#: Share of the step that the frame before it may have made already, and the one after it lack.
MOST_EARLY = 0.2
#: Most that a band's level may deviate on either side, in decibels: noise in a band of 200 Hz
#: deviates by about 2.5 over 20 ms, and speech or fire by 8 and more.
MOST_DEVIATION = 3.5
#: Level, in decibels to full scale, that counts as none, and up to which a side is digital silence.
NOTHING, NEXT_TO_NOTHING = -90.0, -85.0
#: Chance that a break so found was edited, kept below certainty: in an hour of 355 recordings of
#: gunfire and of other sounds 70 were found, each the edge of digital silence laid around them.
CONFIDENCE = 0.8

Levels = NDArray[np.float64]


class Breaks:
    """Takes the pieces of the sound at 12 kHz in order; keeps three seconds of band levels."""

    def __init__(self) -> None:
        self._found: list[Gap] = []
        self._stretch = -1
        self._start = Fraction(0)
        self._rest = np.zeros(0, np.float32)
        self._levels = np.zeros((0, len(EDGES) - 1))
        self._first = 0
        self._last_break = -SIDE

    def push(self, piece: Piece) -> None:
        """Take the next piece."""
        if piece.stretch != self._stretch:
            self._stretch, self._start = piece.stretch, piece.start_seconds
            self._rest = np.zeros(0, np.float32)
            self._levels = np.zeros((0, len(EDGES) - 1))
            self._first, self._last_break = 0, -SIDE
        samples = np.concatenate([self._rest, piece.samples])
        whole = len(samples) // FRAME
        self._rest = samples[whole * FRAME :]
        if whole:
            self._levels = np.vstack([self._levels, band_levels(samples[: whole * FRAME])])
            self._look()

    def finish(self) -> list[Gap]:
        """Return the breaks in order."""
        return self._found

    def _look(self) -> None:
        """Judge every frame that has both its sides, and keep what later ones need."""
        for place, step in _steps(self._levels):
            number = self._first + place
            if number - self._last_break > SIDE:
                self._last_break = number
                sides = self._levels[place - SIDE - GUARD], self._levels[place + SIDE]
                silent = any(float(side.max()) <= NEXT_TO_NOTHING for side in sides)
                self._found.append(self._break(number, step, silent=silent))
        done = max(0, len(self._levels) - 2 * (SIDE + GUARD + NEAR))
        self._levels = self._levels[done:]
        self._first += done

    def _break(self, number: int, step: Levels, *, silent: bool) -> Gap:
        start = self._start + Fraction(number * FRAME, PICKER_RATE)
        return Gap(
            kind=Kind.SOUND_BREAK,
            start=start,
            end=start + Fraction(FRAME, PICKER_RATE),
            confidence=CONFIDENCE,
            attributes={
                "evidence": "edge_of_silence" if silent else "background",
                "step_db": round(float(np.median(step)), 1),
                "bands": int(np.count_nonzero(np.abs(step) >= LEAST_STEP)),
                "of_bands": len(step),
            },
        )


def band_levels(samples: NDArray[np.float32]) -> Levels:
    """Return the level of each band in each frame, (frames, bands), in decibels to full scale."""
    frames = samples.reshape(-1, FRAME).astype(np.float64) * np.hanning(FRAME)
    power = np.abs(np.fft.rfft(frames, axis=1)) ** 2 / FRAME**2
    steps = np.searchsorted(np.fft.rfftfreq(FRAME, 1 / PICKER_RATE), EDGES)
    bands = np.add.reduceat(power, steps, axis=1)[:, :-1]
    return np.asarray(np.maximum(10 * np.log10(bands + 1e-12), NOTHING), np.float64)


def _steps(levels: Levels) -> Iterator[tuple[int, Levels]]:
    """Yield the frames of a break with the step in each band: of neighbouring ones the largest."""
    reach = SIDE + GUARD
    count = len(levels) - 2 * reach
    if count <= 0:
        return
    sums, squares = (
        np.cumsum(np.pad(one, ((1, 0), (0, 0))), axis=0) for one in (levels, levels**2)
    )
    places = np.arange(reach, reach + count)
    before = _moments(sums, squares, places - reach)
    after = _moments(sums, squares, places + GUARD + 1)
    step = after[0] - before[0]
    steady = (before[1] <= MOST_DEVIATION) & (after[1] <= MOST_DEVIATION)
    changed = ((np.abs(step) >= LEAST_STEP) & steady).sum(axis=1) >= LEAST_BANDS
    changed &= _abrupt(levels, places, before[0], step)
    changed &= np.maximum(_together(before[0]), _together(after[0])) <= LOUDEST
    sizes = np.where(changed, np.abs(step).sum(axis=1), 0.0)
    for place in np.flatnonzero(changed[NEAR : count - NEAR]) + NEAR:
        if sizes[place] == sizes[place - NEAR : place + NEAR + 1].max():
            yield int(places[place]), step[place]


def _together(levels: Levels) -> Levels:
    """Return the level of all bands together, in decibels."""
    return np.asarray(10 * np.log10((10 ** (levels / 10)).sum(axis=1)), np.float64)


def _abrupt(
    levels: Levels, places: NDArray[np.int64], before: Levels, step: Levels
) -> NDArray[np.bool_]:
    """Say where the frame before is still as it was and the frame after as it will be.

    In the mean over the bands that change, so that the chance of a single one does not decide.
    """
    weights = step / np.maximum((step**2).sum(axis=1, keepdims=True), 1e-9)
    gone = [((levels[places + shift] - before) * weights).sum(axis=1) for shift in (-1, 1)]
    return np.asarray((gone[0] <= MOST_EARLY) & (gone[1] >= 1 - MOST_EARLY), np.bool_)


def _moments(sums: Levels, squares: Levels, firsts: NDArray[np.int64]) -> tuple[Levels, Levels]:
    """Return mean and deviation of the levels of a side that begins at each of *firsts*."""
    mean = (sums[firsts + SIDE] - sums[firsts]) / SIDE
    square = (squares[firsts + SIDE] - squares[firsts]) / SIDE
    return mean, np.sqrt(np.maximum(square - mean**2, 0.0))
