"""Columns of a drawing kept while the sound streams by, in memory that has a bound.

Conventions
-----------
A column is a number from 0 on; of values put into one column the greatest is kept, and what was
never put is :attr:`Tiles.nothing`. Columns lie in tiles of :data:`TILE`, packed by zlib but for the
last touched, and only where something was put. Once there are more than ``most`` columns, every
two become one: how many times is ``halved``.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: Columns of one tile.
TILE = 4096


class Tiles:
    """Columns of *rows* values of *dtype*, at most about *most* of them at a time."""

    def __init__(self, rows: int, dtype: type[np.generic], nothing: float, most: int) -> None:
        self.rows, self.dtype, self.nothing = rows, np.dtype(dtype), nothing
        self.halved = 0
        self._most = most
        self._packed: dict[int, bytes] = {}
        self._open: tuple[int, NDArray[Any]] | None = None

    def put(self, columns: NDArray[np.int64], values: NDArray[Any]) -> None:
        """Keep *values*, (rows, n), at ascending *columns*, (n,), all different."""
        for number in range(int(columns[0]) // TILE, int(columns[-1]) // TILE + 1):
            first, last = np.searchsorted(columns, [number * TILE, (number + 1) * TILE])
            if first < last:
                tile, where = self._opened(number), columns[first:last] - number * TILE
                tile[:, where] = np.maximum(tile[:, where], values[:, first:last])
        if (len(self._packed) + 1) * TILE > self._most:
            self.halve()

    def halve(self) -> None:
        """Make every two columns one."""
        self._close()
        held, self._packed = self._packed, {}
        self.halved += 1
        for number in sorted(held):
            # Packed one by one, so that no more than a tile or two is ever spread out.
            pairs = self._unpacked(held.pop(number)).reshape(self.rows, -1, 2).max(axis=2)
            half = number % 2 * (TILE // 2)
            tile = self._opened(number // 2)
            tile[:, half : half + TILE // 2] = pairs

    def tiles(self, first: int, last: int) -> Iterator[tuple[int, NDArray[Any]]]:
        """Yield the tiles that hold columns from *first* to *last*, each with its first column."""
        self._close()
        for number in sorted(self._packed):
            if first < (number + 1) * TILE and number * TILE < last:
                yield number * TILE, self._unpacked(self._packed[number])

    def _opened(self, number: int) -> NDArray[Any]:
        if self._open is None or self._open[0] != number:
            self._close()
            packed = self._packed.pop(number, None)
            empty = np.full((self.rows, TILE), self.nothing, self.dtype)
            self._open = number, empty if packed is None else self._unpacked(packed)
        return self._open[1]

    def _close(self) -> None:
        if self._open is not None:
            number, tile = self._open
            self._packed[number] = zlib.compress(tile.tobytes(), 1)
            self._open = None

    def _unpacked(self, packed: bytes) -> NDArray[Any]:
        flat = np.frombuffer(zlib.decompress(packed), self.dtype)
        return flat.reshape(self.rows, TILE).copy()
