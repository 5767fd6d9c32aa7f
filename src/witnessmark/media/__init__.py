"""Footage as sound and frames with exact times, decoded where it can do no harm.

Conventions
-----------
Media are hostile until proven otherwise: FFmpeg runs in a child process that can open no file and
no socket, holds only the one input, and is stopped at its limits. What comes back is on the
recording's own clock, which starts at the first presentation timestamp.
"""

from witnessmark.media.footage import Footage, open_footage
from witnessmark.media.frame_reader import Frame, FrameReader
from witnessmark.media.limits import Limits
from witnessmark.media.provenance import ProvenanceReport
from witnessmark.media.sandbox import sandbox_state
from witnessmark.media.sound_reader import SoundBlock, SoundReader
from witnessmark.media.structure import Boxes, Steps, StreamStructure, Structure, TrackBoxes
from witnessmark.media.view_reader import View, ViewReader, Whole

__all__ = [
    "Boxes",
    "Footage",
    "Frame",
    "FrameReader",
    "Limits",
    "ProvenanceReport",
    "SoundBlock",
    "SoundReader",
    "Steps",
    "StreamStructure",
    "Structure",
    "TrackBoxes",
    "View",
    "ViewReader",
    "Whole",
    "open_footage",
    "sandbox_state",
]
