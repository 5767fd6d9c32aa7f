"""Stretches in which nothing could have been heard, or not well, found while the sound is read.

Conventions
-----------
:class:`Coverage` looks at the native samples of all channels, before mixing and resampling smear
them: :mod:`.stillness` finds what is muted, cut out or no number, :mod:`.overload` what is clipped
or too loud for a blast to stand out. Its memory does not grow, save by the gaps themselves.
"""

from __future__ import annotations

from collections.abc import Iterable

from witnessmark.perception.sound.blocks import Block
from witnessmark.perception.sound.gap import Gap
from witnessmark.perception.sound.overload import CEILING, Overload
from witnessmark.perception.sound.stillness import LEAST_SILENCE, Stillness
from witnessmark.perception.sound.stretch_frames import Frames, Framing

__all__ = ["CEILING", "LEAST_SILENCE", "Coverage", "Gap"]


class Coverage:
    """Takes the blocks of one track in order and tells, at the end, what could not be heard."""

    def __init__(self) -> None:
        self._framing = Framing()
        self._stillness = Stillness()
        self._overload = Overload()

    def push(self, block: Block) -> None:
        """Take the next block as it was read: all channels, the native rate."""
        self._look(self._framing.cut(block))

    def finish(self) -> list[Gap]:
        """Return every gap in order of start; gaps of different kinds may overlap."""
        self._look(self._framing.finish())
        gaps = [*self._stillness.finish(), *self._overload.finish()]
        return sorted(gaps, key=lambda gap: (gap.start, gap.end, gap.kind))

    def _look(self, seconds: Iterable[Frames]) -> None:
        for frames in seconds:
            high, low = frames.planar.max(axis=2), frames.planar.min(axis=2)
            self._stillness.add(frames, high, low)
            self._overload.add(frames)
