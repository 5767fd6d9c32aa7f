"""One sealed recording looked at: what of it could be seen, and what it shows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from witnessmark.clock import Span
from witnessmark.errors import NoPictureError
from witnessmark.formats.sight_coverage import seeing
from witnessmark.incident.recorded import recorded, stretch
from witnessmark.media import Footage, View, open_footage
from witnessmark.model import Observation, PictureTrack, Recording, Sought
from witnessmark.perception import Looker, file_facts


@dataclass(frozen=True, slots=True)
class Looked:
    """A recording, everything seen in it and said by its file, and what was looked for."""

    recording: Recording
    observations: tuple[Observation, ...]
    sought: tuple[Sought, ...] = ()

    @property
    def gaps(self) -> tuple[str, ...]:
        """What was not seen, and what is damaged, in sentences; empty where there is none.

        Sound without a picture lacks nothing that could have been seen.
        """
        told = seeing(self.recording, self.observations)
        whole = told.complete or self.recording.picture is None
        return (*(() if whole else (told.sentence,)), *self.recording.damage)


def see(
    path: Path,
    *,
    sha256: str,
    name: str,
    looker: Looker,
    progress: Callable[[float, float], None] | None = None,
    onlooker: Callable[[View], None] | None = None,
) -> Looked:
    """Look at the footage at *path*, whose bytes have *sha256* and which came as *name*.

    A file without a picture is looked at too: what its file says is told, and one ``no_picture``
    observation. *onlooker* is given every view on its way. Raises what
    :func:`witnessmark.media.open_footage` raises.
    """
    return _see(open_footage(path), sha256, name, looker, progress, onlooker)


def look(
    path: Path | str,
    progress: Callable[[float, float], None] | None = None,
    *,
    quick: bool = False,
    onlooker: Callable[[View], None] | None = None,
) -> Looked:
    """Look at the footage at *path* as it lies there, sealing nothing.

    *quick* looks at keyframes alone. Raises NoPictureError where there is nothing to look at, and
    what :func:`see` raises.
    """
    path = Path(path)
    footage = open_footage(path)
    if footage.picture is None:
        raise NoPictureError(
            path,
            f"{path} has no picture that can be decoded, so there is nothing to look at: "
            "name a recording with a picture.",
        )
    with path.open("rb") as source:
        sha256 = hashlib.file_digest(source, "sha256").hexdigest()
    return _see(footage, sha256, path.name, Looker(quick=quick), progress, onlooker)


def _see(
    footage: Footage,
    sha256: str,
    name: str,
    looker: Looker,
    progress: Callable[[float, float], None] | None,
    onlooker: Callable[[View], None] | None,
) -> Looked:
    said = file_facts(footage, sha256)
    declared = footage.declared_duration or 0.0
    if footage.picture is None:
        recording = recorded(footage, sha256, name, max(declared, 0.001), damage=footage.damage)
        return Looked(recording, (looker.no_picture(sha256, recording.duration), *said))
    told = None if progress is None else lambda second: progress(second, declared)
    with footage.read_views(whole_every=looker.whole_every, keyframes_only=looker.quick) as reader:
        seen = looker.look(_shown(reader, onlooker), sha256, told)
        decoded, damage = reader.seen, (*footage.damage, *reader.damage)
    picture = _picture(footage.picture, decoded, looker)
    end = max((float(span.end.seconds) for span in decoded), default=0.0)
    # The header's word on the length is taken only where nothing else of it proved wrong.
    duration = max(end if damage else max(end, declared), 0.001)
    recording = recorded(footage, sha256, name, duration, picture=picture, damage=damage)
    if not decoded:
        return Looked(recording, (looker.no_picture(sha256, duration), *said))
    return Looked(recording, tuple(_in_order((*seen, *said))), looker.sought)


def _picture(track: PictureTrack, decoded: Iterable[Span], looker: Looker) -> PictureTrack:
    how = "keyframes" if looker.quick else "every_frame"
    return track.model_copy(update={"decoded": tuple(map(stretch, decoded)), "looked_at": how})


def _shown(views: Iterable[View], onlooker: Callable[[View], None] | None) -> Iterator[View]:
    for view in views:
        if onlooker is not None:
            onlooker(view)
        yield view


def _in_order(observations: Iterable[Observation]) -> list[Observation]:
    return sorted(observations, key=lambda one: (one.start, one.end, one.kind, one.id))
