"""The detectors that look at every recording, in the order in which they are asked at the end.

Cuts come first, for the others are told the stretches between them.
"""

from __future__ import annotations

from witnessmark.perception.sight.camera_motion import CameraMotion
from witnessmark.perception.sight.cuts import Cuts
from witnessmark.perception.sight.darkness import DarknessDetector
from witnessmark.perception.sight.detector import Detector
from witnessmark.perception.sight.faces import Faces
from witnessmark.perception.sight.flame import FlameDetector
from witnessmark.perception.sight.flashes import FlashDetector
from witnessmark.perception.sight.keyframes import Keyframes
from witnessmark.perception.sight.lettering import Lettering
from witnessmark.perception.sight.overlays import Overlays
from witnessmark.perception.sight.rain import RainDetector
from witnessmark.perception.sight.shown_again import ShownAgain
from witnessmark.perception.sight.smoke import SmokeDetector
from witnessmark.perception.sight.snow_cover import SnowCoverDetector
from witnessmark.perception.sight.snowfall import SnowfallDetector
from witnessmark.perception.sight.stillness import Stillness

DETECTORS: tuple[type[Detector], ...] = (
    Cuts,
    Keyframes,
    CameraMotion,
    Stillness,
    ShownAgain,
    FlashDetector,
    SnowfallDetector,
    RainDetector,
    SnowCoverDetector,
    DarknessDetector,
    SmokeDetector,
    FlameDetector,
    Lettering,
    Overlays,
    Faces,
)
