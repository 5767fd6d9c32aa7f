"""What a user's tagger named, kept apart from what was heard here, and where the two disagree.

Conventions
-----------
A tagger is another program's judgement: its classes carry its name wherever they are printed, and
its score is its own, never a calibrated confidence. A class that says *shot* or *explosion* where
none was heard disagrees; so does one that gives a harmless cause where one was heard. A tagger
that says nothing does not disagree: its silence is no evidence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from witnessmark.model import Kind, Observation

#: A tagger's stretches are good to half a second (``perception.sound.tagging``), so an event so
#: near to one counts as inside it.
REACH = Fraction(1, 2)

_SHOTS = frozenset({Kind.SHOT, Kind.GUNFIRE})
_ANY = _SHOTS | {Kind.EXPLOSION}
#: Classes that say shot or explosion, and what must have been heard for them to agree. In AudioSet
#: (Gemmeke et al. 2017, ICASSP) gunfire and artillery are kinds of "Explosion".
SAYS: Mapping[str, frozenset[Kind]] = MappingProxyType(
    {
        "Gunshot, gunfire": _SHOTS,
        "Machine gun": _SHOTS,
        "Fusillade": _SHOTS,
        "Artillery fire": _ANY,
        "Explosion": _ANY,
    }
)
#: Classes that give a harmless cause for what may be taken for a shot or an explosion.
EXPLAINS_AWAY: Mapping[str, frozenset[Kind]] = MappingProxyType(
    {
        "Fireworks": _ANY,
        "Firecracker": _ANY,
        "Cap gun": _SHOTS,
        "Thunder": frozenset({Kind.EXPLOSION}),
    }
)


@dataclass(frozen=True, slots=True)
class TaggedSound:
    """A kind of sound that a tagger named; ``against`` says how what was heard disagrees, or ""."""

    observation: Observation
    tagger: str
    name: str
    against: str

    @property
    def words(self) -> str:
        """Who says what: ``tagger YAMNet says “Siren”``, and what speaks against it."""
        said = f"tagger {self.tagger} says “{self.name}”"
        return f"{said}, but {self.against}" if self.against else said


def tagged_sounds(observations: Sequence[Observation]) -> tuple[TaggedSound, ...]:
    """Return every sound class among *observations* of one recording, in order of time."""
    heard = [one for one in observations if one.kind in _ANY | {Kind.IMPULSE}]
    tagged = [one for one in observations if one.kind is Kind.SOUND_CLASS]
    return tuple(
        TaggedSound(one, _tagger(one), name := _class(one), _against(one, name, heard))
        for one in sorted(tagged, key=lambda o: (o.start, o.end, o.id))
    )


def _against(tagged: Observation, name: str, heard: Sequence[Observation]) -> str:
    first, last = tagged.start.seconds - REACH, tagged.end.seconds + REACH
    there = {one.kind for one in heard if one.start.seconds < last and one.end.seconds > first}
    if name in SAYS and not SAYS[name] & there:
        none = "no shot" if SAYS[name] == _SHOTS else "no shot and no explosion"
        bang = ", only a bang of unknown cause" if Kind.IMPULSE in there else ""
        return f"{none} was heard there{bang}"
    found = EXPLAINS_AWAY.get(name, frozenset()) & there
    if not found:
        return ""
    things = [
        *(["a shot"] if found & _SHOTS else []),
        *(["an explosion"] if Kind.EXPLOSION in found else []),
    ]
    return f"{' and '.join(things)} {'was' if len(things) == 1 else 'were'} heard there"


def _class(tagged: Observation) -> str:
    named = tagged.attributes.get("class")
    return named if isinstance(named, str) and named else "a class without a name"


def _tagger(tagged: Observation) -> str:
    """Return the tagger's own name, or the name it signed with where it gave none."""
    named = tagged.attributes.get("tagger")
    return named if isinstance(named, str) and named else tagged.made_by.name
