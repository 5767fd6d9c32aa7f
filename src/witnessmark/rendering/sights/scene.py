"""What a scene is made of: shots in a row, what is laid over them, and how they are coded.

Conventions
-----------
Everything is frozen, and every number of it follows from family and seed. Frames are counted from
zero; ``first`` is inside a stretch of frames and ``past`` is not. Places in the picture are shares
of width and height.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from witnessmark.rendering.sights.facts import Box


@dataclass(frozen=True, slots=True)
class Coding:
    """How frames become a file.

    ``quality`` is the encoder's own scale. ``lead`` is how many seconds of silence come before the
    first frame; ``hidden`` how many frames are coded and hidden by an edit list; ``rotation`` how
    many quarter turns the file asks its player to make, clockwise.
    """

    encoder: str = "libx264"
    container: str = "mp4"
    quality: int = 23
    keyframes: int = 50
    b_frames: int = 2
    lead: Fraction = Fraction(0)
    hidden: int = 0
    rotation: int = 0


@dataclass(frozen=True, slots=True)
class Move:
    """How the camera moves in a shot.

    ``motion`` is steady, hand_held, pan or zoom; ``direction`` left, right, up, down, in or out;
    ``speed`` widths a second for a pan, the growth a second for a zoom; ``shake`` the standard
    deviation of the hand's wandering in widths.
    """

    motion: str = "steady"
    direction: str = ""
    speed: float = 0.0
    shake: float = 0.0
    zoom: float = 1.0
    across: float = 0.5
    down: float = 0.5


@dataclass(frozen=True, slots=True)
class Light:
    """The hour and what the camera makes of it.

    ``target`` is the mean of linear light, 1 for white, that the exposure aims at; ``grain`` the
    standard deviation of noise in levels of 255 at middle grey; ``look`` plain, night_vision,
    thermal or grey; ``shutter`` the exposure of a frame, ``readout`` of all its rows, in seconds.
    """

    hour: str = "day"
    target: float = 0.2
    grain: float = 2.0
    look: str = "plain"
    shutter: float = 0.005
    readout: float = 0.015
    blur: float = 0.0
    vignette: float = 0.2
    warmth: float = 1.0


@dataclass(frozen=True, slots=True)
class Element:
    """Something in a shot that moves or shines, ``kind`` naming its painter.

    ``settings`` are what its painter takes, as (name, value) pairs.
    """

    kind: str
    seed: int
    settings: tuple[tuple[str, object], ...] = ()

    def get(self, name: str, otherwise: object = None) -> object:
        """Return the setting *name*."""
        return dict(self.settings).get(name, otherwise)

    def number(self, name: str, otherwise: float = 0.0) -> float:
        """Return the setting *name* as a number."""
        value = self.get(name, otherwise)
        assert isinstance(value, int | float)  # noqa: S101 - settings are made by this package
        return float(value)


@dataclass(frozen=True, slots=True)
class Shot:
    """One stretch of one camera: ``first`` and ``past`` are frames of the scene.

    ``place`` and ``world`` (a seed) fix what stands there; ``begins`` is the second of that
    world's own time at which the shot starts; ``overcast`` closes its sky.
    """

    first: int
    past: int
    place: str
    world: int
    ground: str
    light: Light
    move: Move
    elements: tuple[Element, ...] = ()
    begins: float = 0.0
    overcast: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A gradual change to the shot that begins at frame ``past``: mixed from ``first`` on.

    ``form`` is dissolve, fade (through ``colour``) or wipe.
    """

    form: str
    first: int
    past: int
    colour: tuple[int, int, int] = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Repeat:
    """Frames from ``first`` to ``past`` show what frame ``of`` showed: all one, or in a row.

    ``what`` is frozen (every frame shows ``of``), shown_again (``of`` is the first of as many), or
    the name of a colour that fills the picture.
    """

    what: str
    first: int
    past: int
    of: int = 0
    colour: tuple[int, int, int] = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Lettering:
    """Text laid over the picture; ``size`` is the height of a capital as a share of the picture's.

    ``backing`` is none, box, bar, shadow or outline; ``font`` a file's name without its ending.
    """

    reads: str
    script: str
    first: int
    past: int
    left: float
    top: float
    size: float
    font: str
    colour: tuple[int, int, int]
    backing: str
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Graphic:
    """A mark that stands still over the picture: logo, border, watermark or bar."""

    what: str
    first: int
    past: int
    box: Box
    seed: int
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class SightScene:
    """Everything that is drawn and how it is coded; ``starts`` and ``ends`` are exact seconds."""

    family: str
    seed: int
    width: int
    height: int
    starts: tuple[Fraction, ...]
    ends: tuple[Fraction, ...]
    shots: tuple[Shot, ...]
    changes: tuple[Change, ...]
    repeats: tuple[Repeat, ...]
    lettering: tuple[Lettering, ...]
    graphics: tuple[Graphic, ...]
    edit_flashes: tuple[tuple[int, int, str], ...]
    coding: Coding
