"""Footage whose sights are known to the frame: conditions, edits, flashes, text, and their truth.

Conventions
-----------
What is drawn is procedural: light on surfaces, a lens, a hand, a sensor, an editor, an encoder.
Nothing is photographed, and every file says in its metadata that it is synthetic.
"""

from witnessmark.rendering.sights.drawing import frames, truth
from witnessmark.rendering.sights.facts import SightFact, SightTruth
from witnessmark.rendering.sights.families import FAMILIES, sight_scene
from witnessmark.rendering.sights.scene import SightScene
from witnessmark.rendering.sights.visible import coded_truth
from witnessmark.rendering.sights.writing import write

__all__ = [
    "FAMILIES",
    "SightFact",
    "SightScene",
    "SightTruth",
    "coded_truth",
    "frames",
    "sight_scene",
    "truth",
    "write",
]
