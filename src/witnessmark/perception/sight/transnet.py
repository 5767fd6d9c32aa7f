"""Cuts by TransNet V2, from an ONNX file of the user's own: a second opinion, off by default.

TransNet V2 (Souček and Lokoč 2020) gives every frame the chance that a shot changes there, from
windows of 100 frames of 48 x 27 pixels. ``training/sight/export_transnet.py`` writes the file. It
does not say of what form a change is: one over three frames or more is told as gradual.

::

    Looker((transnet(Path("transnetv2.onnx")), *others))
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from witnessmark.clock import Instant, Span
from witnessmark.errors import ModelError
from witnessmark.media import View
from witnessmark.model import Kind
from witnessmark.perception.sight.detector import Detector
from witnessmark.perception.sight.sighting import Sighting
from witnessmark.perception.sound.onnx_session import open_session

#: Frames of a window, frames from one window to the next, and context on either side of those.
WINDOW, STEP, CONTEXT = 100, 50, 25
#: Width and height of a frame.
SIZE = (48, 27)
#: Chance from which a shot changes: the authors' own.
LEAST_CHANCE = 0.5
#: Frames of a change from which it is told as gradual.
GRADUAL = 3

Frames = NDArray[np.uint8]


def transnet(path: Path) -> type[Detector]:
    """Return a detector of cuts that looks with the model in *path*.

    ModelError where that is no such model; OSError where it cannot be read.
    """
    model = path.read_bytes()
    try:
        session: Any = open_session(model)
        (given,) = session.get_inputs()
        (told,) = session.get_outputs()
    except ValueError as error:
        sentence = f"{path} is no TransNet V2 with one input and one output."
        raise ModelError(str(path), sentence) from error
    if list(given.shape) != [1, WINDOW, SIZE[1], SIZE[0], 3]:
        raise ModelError(str(path), f"{path} does not take 100 frames of 48 x 27 pixels.")
    digest = sha256(model).hexdigest()

    class Made(TransNet):
        """TransNet V2 with the model of one file."""

        @property
        def model(self) -> str:
            return digest

        def _chances(self, window: Frames) -> NDArray[np.float32]:
            (answer,) = session.run([told.name], {given.name: window[None]})
            return np.asarray(1 / (1 + np.exp(-np.asarray(answer, np.float64))), np.float32).ravel()

    return Made


class TransNet(Detector):
    """Finds where shots change by the chances that a model gives."""

    name = "transnet"
    kinds = (Kind.CUT,)

    def __init__(self) -> None:
        self._waiting: list[Frames] = []
        self._chance = array("f")
        self._starts: list[Instant] = []
        self._end: Instant | None = None

    @property
    def settings(self) -> dict[str, JsonValue]:
        """The threshold and the windows."""
        return {"least_chance": LEAST_CHANCE, "window": WINDOW, "step": STEP, "gradual": GRADUAL}

    def _chances(self, window: Frames) -> NDArray[np.float32]:
        """Return the chance of a change at each of the 100 frames of *window*."""
        raise NotImplementedError

    def see(self, view: View) -> None:
        """Keep the frame small until its window is full."""
        image = _small(view)
        if not self._starts:
            # The first frame stands in for what would have come before it.
            self._waiting = [image] * CONTEXT
        self._starts.append(view.start)
        self._end = view.end
        self._waiting.append(image)
        if len(self._waiting) == WINDOW:
            self._ask()

    def sightings(self, shots: Sequence[Span]) -> Iterable[Sighting]:  # noqa: ARG002
        """Return the changes of shot, each with its largest chance."""
        while self._starts and len(self._chance) < len(self._starts):
            self._waiting += [self._waiting[-1]] * (WINDOW - len(self._waiting))
            self._ask()
        yield from self._changes()

    def _ask(self) -> None:
        chances = self._chances(np.stack(self._waiting))
        self._chance.extend(float(one) for one in chances[CONTEXT : CONTEXT + STEP])
        self._waiting = self._waiting[STEP:]

    def _changes(self) -> Iterator[Sighting]:
        """Yield a sighting for each run of frames that are likely the last of their shot."""
        chance = np.array(self._chance[: len(self._starts)])
        likely = np.flatnonzero(np.diff(np.pad((chance >= LEAST_CHANCE).astype(np.int8), 1)))
        ends = [*self._starts[1:], self._end]
        for first, past in zip(likely[::2], likely[1::2], strict=True):
            surest = round(min(0.99, float(chance[first:past].max())), 4)
            if past - first >= GRADUAL:
                end = ends[past - 1]
                if end is not None:
                    yield Sighting(
                        Kind.CUT, Span(self._starts[first], end), surest, {"form": "gradual"}
                    )
                continue
            # The model marks the last frame of a shot: the new one begins with the next.
            new = int(first + chance[first:past].argmax()) + 1
            end = ends[new] if new < len(ends) else None
            if end is not None:
                yield Sighting(Kind.CUT, Span(self._starts[new], end), surest, {"form": "hard"})


def _small(view: View) -> Frames:
    """Return the frame as the model takes it: 27 x 48 red, green and blue."""
    planes = [
        cv2.resize(plane, SIZE, interpolation=cv2.INTER_AREA)
        for plane in (view.luma, view.red, view.blue)
    ]
    luma = np.clip((planes[0].astype(np.float32) - 16) * (255 / 219), 0, 255).astype(np.uint8)
    merged = cv2.merge([luma, planes[1], planes[2]])
    return np.asarray(cv2.cvtColor(merged, cv2.COLOR_YCrCb2RGB), np.uint8)
