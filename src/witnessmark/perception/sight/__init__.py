"""What a picture lets one see: one pass over the frames feeds every detector.

Conventions
-----------
Detectors measure light, colour and motion, and say no more than those carry. Places in the frame
are shares of its width and height. A condition that cannot be judged is ``unclear``, with a
confidence of its own; one that was not looked for is not mentioned.
"""

from witnessmark.perception.sight.detector import Detector
from witnessmark.perception.sight.looking import Looker
from witnessmark.perception.sight.sighting import Sighting

__all__ = ["Detector", "Looker", "Sighting"]
