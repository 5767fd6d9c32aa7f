"""What the footage holds and the account does not mention, the most striking first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from witnessmark.model import Kind
from witnessmark.publication.sightings import Sighting
from witnessmark.publication.wording import FACTS_OF_FILE, counted, kind_word

#: What is counted alone, and what it is noted for.
_COUNTED = MappingProxyType(
    {
        Kind.KEYFRAME: "each stands for what its stretch shows",
        Kind.FACE: "places in the picture, for covering them",
        Kind.CAMERA_MOTION: "how the camera was held and moved",
    }
)
#: Kinds of which none is more striking for being surer: they are listed as they came.
_UNRANKED = frozenset({Kind.IMPULSE, Kind.CUT, Kind.TEXT, Kind.SHOWN_AGAIN, Kind.SOUND_BREAK})


@dataclass(frozen=True, slots=True)
class Unmentioned:
    """One kind of thing nobody wrote about; ``folded`` says what its entries stand for."""

    title: str
    entries: tuple[Sighting, ...]
    folded: str


def unmentioned(heard: Sequence[Sighting], unexplained: Sequence[str]) -> tuple[Unmentioned, ...]:
    """Group the unexplained sightings: gunfire, explosions, then every other kind by name.

    A shot that lies in a group of gunfire is part of that group and is counted, not listed
    apart; key frames, faces and the camera's ways are counted too. What the file says of itself
    stands with the file; nothing is left out.
    """
    loose = set(unexplained)
    left = [s for s in heard if s.id in loose]
    groups = [s for s in heard if s.kind is Kind.GUNFIRE]
    folded = {s.id for s in left if s.kind is Kind.SHOT and _within_any(s, groups)}
    guns = [s for s in left if s.kind in {Kind.GUNFIRE, Kind.SHOT} and s.id not in folded]
    bangs = [s for s in left if s.kind is Kind.EXPLOSION]
    named = [
        _listed("Gunfire", guns, _gunfire_rank, _fold_note(len(folded))),
        _listed("Explosions", bangs, _rank, ""),
    ]
    apart = {Kind.GUNFIRE, Kind.SHOT, Kind.EXPLOSION}
    for kind in Kind:
        mine = [s for s in left if s.kind is kind]
        title = kind_word(kind).capitalize()
        if kind in _COUNTED:
            named.append(_listed(title, [], _rank, _count_note(kind, len(mine))))
        elif kind not in apart | FACTS_OF_FILE:
            rank = _in_time if kind in _UNRANKED else _rank
            named.append(_listed(title, mine, rank, ""))
    return tuple(entry for entry in named if entry.entries or entry.folded)


def _listed(
    title: str, seen: list[Sighting], rank: Callable[[Sighting], tuple[float, ...]], folded: str
) -> Unmentioned:
    return Unmentioned(title, tuple(sorted(seen, key=rank)), folded)


def _rank(seen: Sighting) -> tuple[float, ...]:
    """Order by confidence, then by length: what is surest and longest is read first."""
    length = seen.when.end - seen.when.start
    return (-seen.confidence, -length, seen.when.recording, seen.when.start)


def _in_time(seen: Sighting) -> tuple[float, ...]:
    """Order as they came what is no more striking for being surer."""
    return (seen.when.recording, seen.when.start)


def _gunfire_rank(seen: Sighting) -> tuple[float, ...]:
    """Order by the number of shots first: forty rounds matter more than a surer single one."""
    return (-float(max(seen.shots, 1)), *_rank(seen))


def _fold_note(folded: int) -> str:
    if not folded:
        return ""
    return f"{counted(folded, 'single shot')} within groups of gunfire are not listed again."


def _count_note(kind: Kind, number: int) -> str:
    if not number:
        return ""
    return f"{number:,} noted, not listed one by one: {_COUNTED[kind]}."


def _within_any(shot: Sighting, groups: Sequence[Sighting]) -> bool:
    return any(
        g.when.recording == shot.when.recording and g.when.start <= shot.when.start < g.when.end
        for g in groups
    )
