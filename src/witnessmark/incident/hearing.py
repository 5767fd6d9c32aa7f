"""One sealed recording listened to: what of it was decoded, and what it holds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from witnessmark.clock import TimeBase
from witnessmark.errors import NoSoundError
from witnessmark.formats.sound_coverage import hearing
from witnessmark.formats.sound_table import UNUSABLE
from witnessmark.incident.recorded import recorded, stretch
from witnessmark.media import Footage, SoundBlock, open_footage
from witnessmark.model import Observation, Recording, Sought
from witnessmark.perception import Listener, load_tagger


@dataclass(frozen=True, slots=True)
class Heard:
    """A recording, everything perceived in it in order of time, and what was listened for."""

    recording: Recording
    observations: tuple[Observation, ...]
    sought: tuple[Sought, ...] = ()

    @property
    def gaps(self) -> tuple[str, ...]:
        """What was not heard, or not well, and what is damaged, in sentences; empty where none is.

        Muted, overloaded and masked stretches count as much as what could not be decoded.
        """
        told = hearing(self.recording, self.observations)
        return (*(() if told.complete else (told.sentence,)), *self.recording.damage)


def hear(
    path: Path,
    *,
    sha256: str,
    name: str,
    listener: Listener,
    progress: Callable[[float, float], None] | None = None,
) -> Heard:
    """Listen to the footage at *path*, whose bytes have *sha256* and which came as *name*.

    A file without sound, or without a sample of it that could be used, is heard too: it yields
    one ``no_audio`` observation, with the cause. Raises what
    :func:`witnessmark.media.open_footage` raises.
    """
    return _hear(open_footage(path), sha256, name, listener, progress)


def listen(
    path: Path | str,
    progress: Callable[[float, float], None] | None = None,
    *,
    tagger: Path | None = None,
    onlooker: Callable[[SoundBlock], None] | None = None,
) -> Heard:
    """Listen to the footage at *path* as it lies there, sealing nothing.

    *tagger* is the file of a tagger that names kinds of sound as well; *onlooker* is given every
    block of sound on its way to the listener. Raises NoSoundError where
    there is nothing to listen to, ModelError where *tagger* is none that is known, and what
    :func:`hear` raises.
    """
    path = Path(path)
    listener = Listener(tagger=None if tagger is None else load_tagger(tagger))
    footage = open_footage(path)
    if footage.sound is None:
        raise NoSoundError(
            path,
            f"{path} has no sound track, so there is nothing to listen to: "
            "name a recording with sound.",
        )
    with path.open("rb") as source:
        sha256 = hashlib.file_digest(source, "sha256").hexdigest()
    return _hear(footage, sha256, path.name, listener, progress, onlooker)


def _hear(
    footage: Footage,
    sha256: str,
    name: str,
    listener: Listener,
    progress: Callable[[float, float], None] | None,
    onlooker: Callable[[SoundBlock], None] | None = None,
) -> Heard:
    if footage.sound is None:
        duration = _picture_length(footage)
        recording = recorded(footage, sha256, name, duration, damage=footage.damage)
        return Heard(recording, (listener.no_audio(sha256, duration),))
    declared = footage.declared_duration or 0.0
    with footage.read_sound() as reader:
        told = None if progress is None else lambda second: progress(second, declared)
        observations = listener.listen(_shown(reader, onlooker), sha256, told)
        decoded, damage = reader.decoded, (*footage.damage, *reader.damage)
        reached = float(reader.reached)
    sound = footage.sound.model_copy(update={"decoded": tuple(map(stretch, decoded))})
    if not decoded:
        duration = max(reached, declared, 0.001)
        recording = recorded(footage, sha256, name, duration, sound=sound, damage=damage)
        return Heard(recording, (listener.no_audio(sha256, duration, UNUSABLE),))
    end = float(max(span.end.seconds for span in decoded))
    # The header's word on the length is taken only where nothing else of it proved wrong.
    duration = end if damage else max(end, declared)
    recording = recorded(footage, sha256, name, duration, sound=sound, damage=damage)
    return Heard(recording, observations, listener.sought)


def _shown(
    blocks: Iterable[SoundBlock], onlooker: Callable[[SoundBlock], None] | None
) -> Iterator[SoundBlock]:
    for block in blocks:
        if onlooker is not None:
            onlooker(block)
        yield block


def _picture_length(footage: Footage) -> float:
    if footage.declared_duration:
        return footage.declared_duration
    with footage.read_frames(width=16, grey=True, keyframes_only=True) as frames:
        last = max((frame.start for frame in frames), default=TimeBase(1, 1000).at(0))
    return max(last.json_seconds, 0.001)
