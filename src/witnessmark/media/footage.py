"""One file of footage: what it is, and the way to its sound and its frames.

Conventions
-----------
The recording's clock starts at the first presentation timestamp over the chosen sound and
picture; ``first_presentation`` is the container's own number for that moment, in seconds. What
the header says (``declared_duration``, ``said_by_file``) is testimony and may be wrong; what was
decoded is in the readers.

::

    footage = open_footage(Path("clip.mp4"))
    with footage.read_sound() as reader:
        for block in reader:
            listen(block.start, block.samples)
    reader.decoded, reader.damage
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, JsonValue

from witnessmark.clock import FINEST, TimeBase
from witnessmark.errors import NoPictureError, NoSoundError
from witnessmark.media.container_magic import DECLARES_DURATION
from witnessmark.media.decoder_process import DecoderProcess
from witnessmark.media.frame_reader import FrameReader
from witnessmark.media.input_file import open_input, sniff
from witnessmark.media.limits import Limits
from witnessmark.media.messages import exact
from witnessmark.media.provenance import C2PA_TYPES, ProvenanceReport
from witnessmark.media.refusals import refusal_error
from witnessmark.media.ring import Ring
from witnessmark.media.sound_reader import SoundReader
from witnessmark.media.structure import Structure
from witnessmark.media.truncation import truncation_sentence
from witnessmark.media.view_reader import ViewReader
from witnessmark.model import SYNTHETIC_MARK, PictureTrack, SoundTrack

Answer = TypeVar("Answer", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Footage:
    """A file whose first sound or picture could be decoded.

    ``declared_duration`` in seconds is None where the container's header states none. ``sound``
    and ``picture`` are None where there is no such track, or none that can be decoded.
    ``damage`` tells such a track, and a file cut short; what is lost within a track is told by
    its reader. ``limits`` and ``demuxer`` (FFmpeg's name) hold for the readers too, and
    ``sound_declared_end`` is the header's word in seconds on the recording's clock.
    ``synthetic`` is true for what this package rendered.
    """

    path: Path
    limits: Limits
    demuxer: str
    container: str
    first_presentation: Fraction
    declared_duration: float | None
    said_by_file: dict[str, JsonValue]
    synthetic: bool
    sound: SoundTrack | None
    picture: PictureTrack | None
    damage: tuple[str, ...] = ()
    sound_declared_end: Fraction | None = None

    def read_sound(self) -> SoundReader:
        """Start decoding the sound; the reader yields blocks of at most a second.

        Raises NoSoundError where there is none, and what :func:`open_footage` raises for a file
        that has gone.
        """
        if self.sound is None:
            raise NoSoundError(
                self.path,
                f"{self.path} has no sound track that can be decoded, or one of no length: only "
                "its picture can be examined.",
            )
        asked = {"rate": self.sound.rate, "channels": self.sound.channels}
        process = self._process("sound", {"stream": self.sound.stream, **asked})
        return SoundReader(process, self.sound, self.sound_declared_end)

    def read_frames(
        self, *, width: int | None = None, grey: bool = False, keyframes_only: bool = False
    ) -> FrameReader:
        """Start decoding the picture; the reader yields frames, upright, as they are shown.

        *width* in pixels of the upright frame scales it down, never up. *keyframes_only* decodes
        only frames that stand by themselves, some twenty times faster. Raises NoPictureError
        where there is none, and ValueError for a *width* below 1.
        """
        if width is not None and width < 1:
            raise ValueError("The width of a frame is at least one pixel.")
        if self.picture is None:
            raise self._no_picture()
        asked = {"width": width, "grey": grey, "keyframes_only": keyframes_only}
        track = {"stream": self.picture.stream, "rotation": self.picture.rotation}
        return FrameReader(self._process("frames", track | asked), self.picture)

    def read_views(
        self, *, whole_every: Fraction | None = None, keyframes_only: bool = False
    ) -> ViewReader:
        """Start decoding the picture for looking at; the reader yields reduced frames, upright.

        One frame in *whole_every* seconds comes whole as well, none where it is None.
        *keyframes_only* is as for :meth:`read_frames`, but leaves out those that follow within a
        second. Raises NoPictureError where there is none.
        """
        if self.picture is None:
            raise self._no_picture()
        every = None if whole_every is None else str(whole_every)
        asked = {"whole_every": every, "keyframes_only": keyframes_only}
        track = {"stream": self.picture.stream, "rotation": self.picture.rotation}
        return ViewReader(self._process("views", track | asked), self.picture)

    def read_structure(self) -> Structure:
        """Measure how the file is built, from every packet of the chosen sound and picture.

        Decodes nothing but one frame; raises what :func:`open_footage` raises.
        """
        tracks = [one.stream for one in (self.sound, self.picture) if one is not None]
        return self._answer("structure", {"streams": tracks}, Structure)

    def read_provenance(self) -> ProvenanceReport | None:
        """Ask the C2PA library about the file, offline; None where it is not installed.

        Raises what :func:`open_footage` raises.
        """
        library = find_spec("c2pa")
        if library is None or library.origin is None:
            return None
        if self.demuxer not in C2PA_TYPES:
            return ProvenanceReport(state="not_read")
        folder = str(Path(library.origin).parent)
        asked = {"library": folder, "type": C2PA_TYPES[self.demuxer]}
        return self._answer("provenance", asked, ProvenanceReport)

    def _answer(self, work: str, asked: dict[str, Any], form: type[Answer]) -> Answer:
        """Return the one message with which the child does *work*, checked against its *form*."""
        process = self._process(work, asked)
        try:
            message = process.receive()
        finally:
            process.close()
        if message.kind != work:
            raise refusal_error(self.path, self.demuxer, self.limits, message)
        with process.distrusting():
            return form.model_validate(message.says)

    def _no_picture(self) -> NoPictureError:
        return NoPictureError(
            self.path,
            f"{self.path} has no picture that can be decoded: only its sound can be examined.",
        )

    def _process(self, work: str, asked: dict[str, Any]) -> DecoderProcess:
        task = {"work": work, "demuxer": self.demuxer, "first": str(self.first_presentation)}
        with open_input(self.path) as descriptor:
            ring = Ring() if work == "views" else None
            return DecoderProcess(self.path, descriptor, task | asked, self.limits, ring)


def open_footage(path: Path, *, limits: Limits | None = None) -> Footage:
    """Look at the file at *path* in a confined process and say what it is.

    Reads the first frames of each track. Raises FootageNotFoundError, NotAFileError,
    EmptyFootageError, UnsupportedContainerError, UnreadableFootageError, OversizedFootageError,
    NoSoundError (only a sound track of no length), DecoderLimitError or DecoderCrashError.
    """
    limits = limits or Limits()
    with open_input(path) as descriptor:
        demuxer = sniff(path, descriptor)
        cut_short = truncation_sentence(descriptor, demuxer)
        task = {"work": "facts", "demuxer": demuxer}
        process = DecoderProcess(path, descriptor, task, limits)
    try:
        message = process.receive()
    finally:
        process.close()
    if message.kind != "facts":
        raise refusal_error(path, demuxer, limits, message)
    with process.distrusting():
        footage = _footage(path, limits, demuxer, message.says)
    return replace(footage, damage=cut_short + footage.damage)


def _footage(path: Path, limits: Limits, demuxer: str, facts: dict[str, Any]) -> Footage:
    first = exact(facts["first"])
    declares = demuxer in DECLARES_DURATION
    return Footage(
        path=path,
        limits=limits,
        demuxer=demuxer,
        container=facts["container"],
        first_presentation=first,
        declared_duration=facts["duration"] if declares else None,
        said_by_file=facts["said_by_file"],
        synthetic=_is_synthetic(facts["said_by_file"]),
        sound=_sound_track(facts["sound"]),
        picture=_picture_track(facts["picture"], first),
        damage=_undecodable(facts["undecodable"]),
        sound_declared_end=_sound_end(facts, first) if declares else None,
    )


def _sound_track(facts: dict[str, Any] | None) -> SoundTrack | None:
    if facts is None:
        return None
    named = {name: facts[name] for name in ("stream", "codec", "rate", "channels")}
    return SoundTrack(**named, time_base=TimeBase(1, facts["rate"]))


def _picture_track(facts: dict[str, Any] | None, first: Fraction) -> PictureTrack | None:
    if facts is None:
        return None
    names = ("stream", "codec", "width", "height", "average_rate", "rotation")
    named = {name: facts[name] for name in names}
    return PictureTrack(**named, time_base=_base_from(first, exact(facts["time_base"])))


def _base_from(first: Fraction, tick: Fraction) -> TimeBase:
    """Return the coarsest time base that holds every stamp of *tick* counted from *first*.

    Where the clock starts off the stream's own ticks, that is their greatest common divisor; one
    too fine for a file is replaced by the finest that is not.
    """
    if (first / tick).denominator == 1:
        return TimeBase(tick).storable()
    shared = tick / (first / tick).denominator
    return TimeBase(shared) if shared >= FINEST else TimeBase(FINEST)


def _sound_end(facts: dict[str, Any], first: Fraction) -> Fraction | None:
    """Return the end of the sound that the header declares, on the recording's clock."""
    if facts["sound"] is None:
        return None
    if facts["sound"]["declared_end"] is not None:
        return exact(facts["sound"]["declared_end"]) - first
    if facts["duration"] is not None and facts["picture"] is None:
        return Fraction(str(facts["duration"]))
    return None


def _undecodable(kinds: list[str]) -> tuple[str, ...]:
    words = {"audio": "sound", "video": "picture"}
    return tuple(
        f"The file has a {words[kind]} track of which nothing could be decoded."
        for kind in kinds
        if kind in words
    )


def _is_synthetic(said: dict[str, Any]) -> bool:
    metadata = said.get("metadata", {})
    return any(
        name.lower() == "comment" and value.startswith(SYNTHETIC_MARK)
        for name, value in metadata.items()
    )
