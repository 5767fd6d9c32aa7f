"""The sets that hearing is scored on, by name, each an iterator of clips.

Conventions
-----------
``real``, ``everyday``, ``degraded`` and ``respaced`` come from the folder of data; the others are
made here. Made sound uses seeds from :data:`FIRST_SEED` up, below which training stays; and each
turn of training leaves out some kinds of place and of everyday sound, so that every scene and
sound has a model that never met its kind. A quick run takes every fourth test or seed.

>>> [name for name in SETS if name not in NEEDS_DATA]
['automatic', 'scenes', 'pairs', 'near_far', 'made_everyday']
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from witnessmark.errors import RecordError
from witnessmark.evaluation.hearing.clips import FIRST_SEED, Clip
from witnessmark.evaluation.hearing.recorded import labelled, negatives, real
from witnessmark.evaluation.hearing.respacing import respaced

__all__ = [
    "FIRST_SEED",
    "NEEDS_DATA",
    "SETS",
    "clips_of",
    "every_test",
    "labelled",
    "negatives",
    "real",
    "respaced",
]

#: A quick run takes one test, or one seed, in so many.
QUICK = 4


def _real(data: Path | None, quick: int) -> Iterator[Clip]:
    return every_test(real(_given(data)), quick)


def _everyday(data: Path | None, _: int) -> Iterator[Clip]:
    return negatives(_given(data))


def _degraded(data: Path | None, quick: int) -> Iterator[Clip]:
    from witnessmark.evaluation.hearing.degraded import degraded

    return degraded(_real(data, quick))


def _respaced(data: Path | None, quick: int) -> Iterator[Clip]:
    return every_test(respaced(_given(data)), quick)


def _automatic(_: Path | None, quick: int) -> Iterator[Clip]:
    from witnessmark.evaluation.hearing.scenes import automatic

    return automatic(FIRST_SEED, quick)


def _scenes(_: Path | None, quick: int) -> Iterator[Clip]:
    from witnessmark.evaluation.hearing.scenes import scenes

    return scenes(FIRST_SEED, quick)


def _pairs(_: Path | None, quick: int) -> Iterator[Clip]:
    from witnessmark.evaluation.hearing.scenes import pairs

    return pairs(FIRST_SEED, quick)


def _near_far(_: Path | None, quick: int) -> Iterator[Clip]:
    from witnessmark.evaluation.hearing.scenes import near_far

    return near_far(FIRST_SEED, quick)


def _made_everyday(_: Path | None, quick: int) -> Iterator[Clip]:
    from witnessmark.evaluation.hearing.hard_negatives import made_everyday

    return made_everyday(FIRST_SEED, quick)


#: Every set by name: from the folder of data (None without) and the thinning, to clips.
SETS: dict[str, Callable[[Path | None, int], Iterator[Clip]]] = {
    "real": _real,
    "everyday": _everyday,
    "degraded": _degraded,
    "respaced": _respaced,
    "automatic": _automatic,
    "scenes": _scenes,
    "pairs": _pairs,
    "near_far": _near_far,
    "made_everyday": _made_everyday,
}
#: Sets that come from the folder of data.
NEEDS_DATA = frozenset({"real", "everyday", "degraded", "respaced"})


def clips_of(name: str, data: Path | None, *, quick: bool = False) -> Iterator[Clip]:
    """Return the clips of set *name*, made or read as they are asked for.

    Raises RecordError where there is no such set or it needs *data*, FootageNotFoundError where
    *data* does not hold it.
    """
    if name not in SETS:
        raise RecordError(f"There is no set {name!r}: choose from {', '.join(SETS)}.")
    return SETS[name](data, QUICK if quick else 1)


def _given(data: Path | None) -> Path:
    if data is None:
        raise RecordError(
            "This set is made from recordings: name the folder that holds them with --data."
        )
    return data


def every_test(clips: Iterator[Clip], quick: int) -> Iterator[Clip]:
    """Keep every *quick*-th test of *clips*, in order of appearance."""
    place: dict[str, int] = {}
    for clip in clips:
        if place.setdefault(clip.test_id, len(place)) % quick == 0:
            yield clip
