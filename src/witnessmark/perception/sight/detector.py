"""The contract of everything that looks at a picture: one pass, then what was seen.

A detector is one file. It is given every view of a recording once, in order of presentation,
keeps of each no more than a few numbers, and says at the end what it saw. It knows neither the
account nor any other detector but through ``shots``, the stretches between cuts.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import ClassVar

from pydantic import JsonValue

from witnessmark.clock import Span
from witnessmark.media import View
from witnessmark.model import Kind, MadeBy
from witnessmark.perception.sight.sighting import Sighting

#: Every signature of sight begins with it.
PACKAGE = "witnessmark.perception.sight"


class Detector(ABC):
    """Looks for some kinds of thing in one recording; made afresh for each.

    ``name`` is the file's. ``kinds`` are all that it may report. ``from_keyframes`` says that it
    can work where only keyframes are shown (seconds apart); ``whole_every`` asks for a frame at
    its own size once in that many seconds (``View.whole``). ``apart`` asks for a thread beside that
    of the others, for one whose work is long and done outside Python; it shares no measurement.
    """

    name: ClassVar[str]
    version: ClassVar[str] = "1"
    kinds: ClassVar[tuple[Kind, ...]]
    from_keyframes: ClassVar[bool] = False
    whole_every: ClassVar[Fraction | None] = None
    apart: ClassVar[bool] = False

    @property
    def settings(self) -> dict[str, JsonValue]:
        """Every threshold that a result depends on, for the signature."""
        return {}

    @property
    def model(self) -> str | None:
        """SHA-256 of the model file that it looks with, None where it has none."""
        return None

    @property
    def made_by(self) -> MadeBy:
        """The signature under what it reports."""
        return MadeBy(
            name=f"{PACKAGE}.{self.name}",
            version=self.version,
            model=self.model,
            settings=self.settings,
        )

    @abstractmethod
    def see(self, view: View) -> None:
        """Take in the next frame; the planes of *view* may be kept for as long as needed."""

    @abstractmethod
    def sightings(self, shots: Sequence[Span]) -> Iterable[Sighting]:
        """Return what was seen; *shots* tile what was shown, from cut to cut.

        Called once, after the last view. Nothing lies outside the views' times.
        """
