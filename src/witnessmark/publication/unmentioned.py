"""What the footage holds and the account does not mention, the most striking first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from witnessmark.formats.number_words import counted
from witnessmark.model import Kind
from witnessmark.model.striking import KINDS, striking_first
from witnessmark.publication.sightings import Sighting
from witnessmark.publication.wording import FACTS_OF_FILE, kind_word

#: What is counted alone, and what it is noted for.
_COUNTED = MappingProxyType(
    {
        Kind.KEYFRAME: "each stands for what its stretch shows",
        Kind.FACE: "places in the picture, for covering them",
        Kind.CAMERA_MOTION: "how the camera was held and moved",
    }
)
_TITLES = MappingProxyType({Kind.GUNFIRE: "Gunfire", Kind.EXPLOSION: "Explosions"})


@dataclass(frozen=True, slots=True)
class Unmentioned:
    """One kind of thing nobody wrote about; ``folded`` says what its entries stand for."""

    title: str
    entries: tuple[Sighting, ...]
    folded: str


def unmentioned(heard: Sequence[Sighting], unexplained: Sequence[str]) -> tuple[Unmentioned, ...]:
    """Group the unexplained sightings by kind, kinds and entries in order of strikingness.

    A shot that lies in a group of gunfire is part of that group and is counted, not listed
    apart; key frames, faces and the camera's ways are counted too. What the file says of itself
    stands with the file; nothing is left out.
    """
    loose = set(unexplained)
    left = [s for s in heard if s.id in loose]
    groups = [s for s in heard if s.kind is Kind.GUNFIRE]
    folded = {s.id for s in left if s.kind is Kind.SHOT and _within_any(s, groups)}
    named = []
    for kind in KINDS:
        mine = [s for s in left if _listed_under(s) is kind and s.id not in folded]
        title = _TITLES.get(kind) or kind_word(kind).capitalize()
        if kind in _COUNTED:
            named.append(Unmentioned(title, (), _count_note(kind, len(mine))))
        elif kind not in FACTS_OF_FILE:
            note = _fold_note(len(folded)) if kind is Kind.GUNFIRE else ""
            named.append(Unmentioned(title, tuple(sorted(mine, key=_rank)), note))
    return tuple(entry for entry in named if entry.entries or entry.folded)


def _listed_under(seen: Sighting) -> Kind:
    """Return the kind under which a sighting is listed: single shots with the other gunfire."""
    return Kind.GUNFIRE if seen.kind is Kind.SHOT else seen.kind


def _rank(seen: Sighting) -> tuple[tuple[float, ...], int, float, str]:
    """Order by strikingness, then by recording and time."""
    length = seen.when.end - seen.when.start
    size = striking_first(seen.kind, seen.confidence, seen.shots, length)
    return size, seen.when.recording, seen.when.start, seen.id


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
