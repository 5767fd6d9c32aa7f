"""Where faces are, so that they can be covered before footage is shown; never whose they are.

Evidence: the detector YuNet (Wu, Peng and Yu 2023, Machine Intelligence Research 20, 656) on
frames of at most 640 pixels, one in :data:`EVERY` seconds and one wherever the picture has become
another. Landmarks that it gives are dropped at once; nothing is kept but boxes.

What it cannot tell: who; and that there is no face, for small, turned, covered and dark ones are
missed. Between two samples a track says that a face was at both, not where it was in between:
whoever covers faces must look at every frame of the track, and at what lies around it.

Cost: 15 ms of one core a look at 640 x 360, as measured here: 0.2 ms a frame at 25 frames a second.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from importlib import resources
from typing import ClassVar

import cv2
import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from witnessmark.clock import Instant, Span
from witnessmark.errors import ModelError
from witnessmark.media import View, Whole
from witnessmark.model import Kind
from witnessmark.perception.sight.detector import Detector
from witnessmark.perception.sight.sighting import Sighting

#: The shipped file (OpenCV Zoo, MIT, ``models/YUNET-LICENSE``) and its SHA-256.
MODEL = "face_detection_yunet_2023mar.onnx"
MODEL_SHA256 = "8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4"
#: Seconds between looks, and the least between two where the picture changes.
EVERY, SOONEST = Fraction(3), Fraction(1, 2)
#: Mean change of luma, in levels, from the frame before that makes another picture.
CHANGED = 24.0
#: YuNet's score from which a box is a face, and the share of two boxes that makes them one.
SCORE, ONE_BOX = 0.8, 0.3
#: Seconds after which a face that was not seen again is another.
PATIENCE = EVERY * 3 / 2

Box = tuple[float, float, float, float]


@dataclass(slots=True)
class _Track:
    start: Instant
    end: Instant
    last: Instant
    boxes: list[tuple[Instant, Box, float]] = field(default_factory=list)


class Faces(Detector):
    """Reports FACE: ``box`` around all of a track, ``boxes`` with the second of each."""

    name: ClassVar[str] = "faces"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.FACE,)
    apart: ClassVar[bool] = True

    def __init__(self) -> None:
        self._last: Instant | None = None
        self._before: NDArray[np.uint8] | None = None
        self._changed = True
        self._tracks: list[_Track] = []

    @property
    def settings(self) -> dict[str, JsonValue]:
        """Every threshold."""
        return {"every": str(EVERY), "soonest": str(SOONEST), "changed": CHANGED, "score": SCORE}

    @property
    def model(self) -> str | None:
        """SHA-256 of the network."""
        return MODEL_SHA256

    def see(self, view: View) -> None:
        """Look for faces where a look is due."""
        if view.corrupt or not self._is_due(view):
            return
        self._last, self._changed = view.start, False
        for box, score in find_faces(Whole(view.luma, view.blue, view.red).bgr()):
            self._place(view, box, score)

    def sightings(self, shots: Sequence[Span]) -> Iterable[Sighting]:  # noqa: ARG002
        """Return one sighting for each face that was followed from look to look."""
        return [_sighting(track) for track in self._tracks]

    def _is_due(self, view: View) -> bool:
        before, self._before = self._before, view.quarter
        if before is None or before.shape != view.quarter.shape:
            self._changed = True
        elif not self._changed:
            change = float(cv2.norm(before, view.quarter, cv2.NORM_L1)) / before.size
            self._changed = change > CHANGED
        since = None if self._last is None else view.start - self._last
        return since is None or since >= (SOONEST if self._changed else EVERY)

    def _place(self, view: View, box: Box, score: float) -> None:
        """Give the box to the track whose last box it shares most with, or to a new one."""
        best, most = None, ONE_BOX
        for track in self._tracks:
            if track.last < view.start and view.start - track.last <= PATIENCE:
                shared = _shared(track.boxes[-1][1], box)
                if shared > most:
                    best, most = track, shared
        if best is None:
            best = _Track(view.start, view.end, view.start)
            self._tracks.append(best)
        best.end, best.last = view.end, view.start
        best.boxes.append((view.start, box, score))


def find_faces(bgr: NDArray[np.uint8]) -> list[tuple[Box, float]]:
    """Return the faces in *bgr*, shape (height, width, 3): boxes as shares, and scores."""
    height, width = bgr.shape[:2]
    if min(height, width) < 32:
        return []
    detector = _detector()
    detector.setInputSize((width, height))
    _, found = detector.detect(bgr)
    faces = []
    for left, top, wide, high, *rest in [] if found is None else found.tolist():
        box = (left / width, top / height, (left + wide) / width, (top + high) / height)
        inside = tuple(round(min(1.0, max(0.0, share)), 4) for share in box)
        if inside[0] < inside[2] and inside[1] < inside[3]:
            faces.append(((inside[0], inside[1], inside[2], inside[3]), float(rest[-1])))
    return faces


@cache
def _detector() -> cv2.FaceDetectorYN:
    try:
        data = (resources.files(__package__) / "models" / MODEL).read_bytes()
    except OSError as error:
        raise ModelError(MODEL, f"{MODEL} is missing: install witnessmark again.") from error
    if hashlib.sha256(data).hexdigest() != MODEL_SHA256:
        raise ModelError(MODEL, f"{MODEL} is not as it was shipped: install witnessmark again.")
    network, none = np.frombuffer(data, np.uint8), np.zeros(0, np.uint8)
    usual = cv2.utils.logging.getLogLevel()
    # It warns of a setting that nobody made.
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_ERROR)
    try:
        return cv2.FaceDetectorYN.create("onnx", network, none, (320, 320), SCORE)
    finally:
        cv2.utils.logging.setLogLevel(usual)


def _shared(one: Box, other: Box) -> float:
    """Return how much of two boxes together they share (intersection over union)."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return 0.0
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
    return wide * high / (sum(areas) - wide * high)


def _sighting(track: _Track) -> Sighting:
    edges = np.array([box for _, box, _ in track.boxes])
    around = [*edges[:, :2].min(axis=0).tolist(), *edges[:, 2:].max(axis=0).tolist()]
    return Sighting(
        Kind.FACE,
        Span(track.start, track.end),
        round(min(0.99, max(score for _, _, score in track.boxes)), 4),
        {
            "state": "seen",
            "box": around,
            "boxes": [{"at": at.json_seconds, "box": list(box)} for at, box, _ in track.boxes],
        },
    )
