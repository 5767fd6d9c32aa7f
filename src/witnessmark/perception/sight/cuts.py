"""Changes of scene, exact to the frame: hard cuts, dissolves, wipes and fades.

A hard cut's span is the first new frame. A gradual one runs from the first frame that has anything
of the change to the end of the last. ``form`` is ``hard``, ``dissolve``, ``wipe`` or ``fade``
(out to one colour and in again). See ``hard_cuts.py``, ``gradual_changes.py`` and ``fades.py`` for
the evidence and for what it cannot tell. A fade in at the beginning, or out at the end, is no
change of scene.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pydantic import JsonValue

from witnessmark.clock import Span
from witnessmark.media import View
from witnessmark.model import Kind
from witnessmark.perception.sight import fades, gradual_changes, hard_cuts
from witnessmark.perception.sight.detector import Detector
from witnessmark.perception.sight.fades import Fades
from witnessmark.perception.sight.gradual_changes import Change, GradualChanges, Mixed
from witnessmark.perception.sight.hard_cuts import HardCut, HardCuts
from witnessmark.perception.sight.scene_likeness import glimpse_of
from witnessmark.perception.sight.sighting import Sighting

#: Most that a confidence may be. On development scenes 201 hard cuts of 201 were right, 212 of 218
#: on harsher ones made of moved photographs; of 58 gradual changes 55.
SUREST_HARD, SUREST_GRADUAL = 0.97, 0.95


class Cuts(Detector):
    """Finds where one scene gives way to another."""

    name = "cuts"
    kinds = (Kind.CUT,)

    def __init__(self) -> None:
        self._hard, self._gradual, self._fades = HardCuts(), GradualChanges(), Fades()
        self._cuts: list[HardCut] = []
        self._number = 0

    @property
    def settings(self) -> dict[str, JsonValue]:
        """The thresholds of hard and gradual changes."""
        return {
            "longest_flash_frames": hard_cuts.LONGEST_FLASH,
            "least_chance": hard_cuts.LEAST_CHANCE,
            "most_left": gradual_changes.MOST_LEFT,
            "most_unexplained": dict(gradual_changes.MOST_UNEXPLAINED),
            "most_wiped": gradual_changes.MOST_WIPED,
            "least_unlike": gradual_changes.LEAST_UNLIKE,
            "longest_frames": gradual_changes.LONGEST,
            "longest_plain_s": fades.LONGEST_PLAIN,
        }

    def see(self, view: View) -> None:
        """Compare the frame with those around it; a corrupt one is passed over."""
        if view.corrupt:
            return
        span, glimpse = Span(view.start, view.end), glimpse_of(view)
        self._cuts += self._hard.push(span, glimpse)
        mixed = Mixed.of(self._number, span, glimpse)
        self._gradual.push(mixed)
        self._fades.push(mixed)
        self._number += 1

    def sightings(self, shots: Sequence[Span]) -> Iterable[Sighting]:  # noqa: ARG002
        """Return hard cuts, then gradual changes."""
        cuts = self._cuts + list(self._hard.finish())
        faded = self._fades.finish()
        others = [(one.first, one.last) for one in faded] + self._hard.glares
        mixtures = [one for one in self._gradual.finish() if not _overlaps(one, others)]
        changes = sorted(faded + mixtures, key=lambda one: one.first)
        for cut in cuts:
            if not any(one.first <= cut.number <= one.last for one in changes):
                chance = min(cut.chance, SUREST_HARD)
                yield Sighting(Kind.CUT, cut.span, chance, {"form": "hard"})
        for one in changes:
            chance = min(one.chance, SUREST_GRADUAL)
            yield Sighting(Kind.CUT, one.span, chance, {"form": one.form})


def _overlaps(one: Change, others: list[tuple[int, int]]) -> bool:
    return any(one.first < last and first < one.last for first, last in others)
