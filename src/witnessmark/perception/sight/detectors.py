"""The detectors that look at every recording, in the order in which they are asked at the end.

Cuts come first, for the others are told the stretches between them.
"""

from __future__ import annotations

from witnessmark.perception.sight.detector import Detector

DETECTORS: tuple[type[Detector], ...] = ()
