"""What is more striking than what, of things that were heard or seen.

Conventions
-----------
Kinds come in one fixed order, from what an account of violence would be blamed for leaving out to
what is only noted. Within a kind the larger comes first: gunfire by the shots that are likely in
it, what lasts by the seconds that are likely of it, each number times the detector's confidence,
so that neither a sure trifle nor a doubtful multitude leads. The order of kinds is a judgement of
ours and was not measured.
"""

from __future__ import annotations

from witnessmark.model.observation import Kind, Observation

#: Every kind, the most striking first.
KINDS = (
    Kind.GUNFIRE,
    Kind.SHOT,
    Kind.EXPLOSION,
    Kind.FLAME,
    Kind.SMOKE,
    Kind.STREAK,
    Kind.FLASH,
    Kind.SPEECH,
    Kind.SOUND_CLASS,
    Kind.IMPULSE,
    Kind.TEXT,
    Kind.SNOWFALL,
    Kind.RAIN,
    Kind.SNOW_COVER,
    Kind.DARKNESS,
    Kind.CUT,
    Kind.SHOWN_AGAIN,
    Kind.SOUND_BREAK,
    Kind.STILL,
    Kind.OVERLAY,
    Kind.SILENCE,
    Kind.NO_AUDIO,
    Kind.NO_PICTURE,
    Kind.CLIPPED,
    Kind.MASKED,
    Kind.FACE,
    Kind.CAMERA_MOTION,
    Kind.KEYFRAME,
    Kind.CONTAINER_FACT,
    Kind.PROVENANCE,
)

#: Kinds of which one is more striking than another for lasting longer.
LASTING = frozenset(
    {
        Kind.FLAME,
        Kind.SMOKE,
        Kind.SPEECH,
        Kind.SNOWFALL,
        Kind.RAIN,
        Kind.SNOW_COVER,
        Kind.DARKNESS,
        Kind.STILL,
        Kind.SILENCE,
        Kind.NO_AUDIO,
        Kind.NO_PICTURE,
        Kind.CLIPPED,
        Kind.MASKED,
    }
)

#: Kinds of which none is more striking for being surer: they come in order of time.
UNRANKED = frozenset({Kind.IMPULSE, Kind.CUT, Kind.TEXT, Kind.SHOWN_AGAIN, Kind.SOUND_BREAK})

#: Kinds that an account could be expected to tell of; the rest is about the recording, or noted.
TELLABLE = frozenset(KINDS[: KINDS.index(Kind.DARKNESS) + 1])

_PLACE = {kind: place for place, kind in enumerate(KINDS)}


def striking_first(kind: Kind, confidence: float, shots: int, length: float) -> tuple[float, ...]:
    """Return what sorts by: lower is more striking; ties are for the caller to settle by time.

    *shots* is the number in a group of gunfire; a single shot counts as one whatever is given.
    *length* is in seconds. A single shot and a group of gunfire are of one kind here.
    """
    if kind in {Kind.GUNFIRE, Kind.SHOT}:
        return (0.0, -confidence * max(shots, 1), -length)
    place = float(_PLACE[kind])
    if kind in UNRANKED:
        return (place,)
    size = confidence * length if kind in LASTING else confidence
    return (place, -size, -length)


def by_strikingness(seen: Observation) -> tuple[float, ...]:
    """Return what observations are sorted by: the most striking first, then as they came."""
    shots = seen.attributes.get("shots")
    number = shots if isinstance(shots, int) and not isinstance(shots, bool) else 0
    if isinstance(shots, list):
        number = len(shots)
    length = float(seen.end.seconds - seen.start.seconds)
    rank = striking_first(seen.kind, seen.confidence, number, length)
    return (*rank, *(0.0,) * (3 - len(rank)), float(seen.start.seconds))
