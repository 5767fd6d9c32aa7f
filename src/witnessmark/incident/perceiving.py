"""One sealed recording listened to and looked at: what both found, as one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from witnessmark.incident.hearing import Heard, hear
from witnessmark.incident.looking import Looked, see
from witnessmark.model import Observation, Recording, Sought
from witnessmark.perception import Listener, Looker


@dataclass(frozen=True, slots=True)
class Perceived:
    """A recording, everything perceived in it in order of time, and what was sought."""

    recording: Recording
    observations: tuple[Observation, ...]
    sought: tuple[Sought, ...]
    gaps: tuple[str, ...]


def perceive(
    path: Path,
    *,
    sha256: str,
    name: str,
    listening: Callable[[float, float], None] | None = None,
    looking: Callable[[float, float], None] | None = None,
) -> Perceived:
    """Listen to the footage at *path* and look at it; neither knows what the other finds.

    *sha256* and *name* are as for :func:`witnessmark.incident.hearing.hear`, which says what is
    raised; *listening* and *looking* are told how many of how many seconds are done.
    """
    heard = hear(path, sha256=sha256, name=name, listener=Listener(), progress=listening)
    looked = see(path, sha256=sha256, name=name, looker=Looker(), progress=looking)
    return together(heard, looked)


def together(heard: Heard, looked: Looked) -> Perceived:
    """Return what was *heard* and what was seen of one recording, as of that one recording."""
    damage = dict.fromkeys((*heard.recording.damage, *looked.recording.damage))
    if heard.recording.sound is None:
        length = looked.recording.duration
    elif looked.recording.picture is None:
        length = heard.recording.duration
    else:
        length = max(heard.recording.duration, looked.recording.duration)
    recording = heard.recording.model_copy(
        update={
            "duration": length,
            "picture": looked.recording.picture,
            "damage": tuple(damage),
        }
    )
    both = (*heard.observations, *looked.observations)
    return Perceived(
        recording=recording,
        observations=tuple(sorted(both, key=lambda one: (one.start, one.end, one.kind, one.id))),
        sought=(*heard.sought, *looked.sought),
        gaps=tuple(dict.fromkeys((*heard.gaps, *looked.gaps))),
    )
