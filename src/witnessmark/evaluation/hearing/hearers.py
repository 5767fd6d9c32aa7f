"""Who hears what: the model kept from a clip's firing position, where there is one.

Conventions
-----------
A hearer states the origins that it was trained on. A clip is held out for a hearer that was not
trained on the clip's origin, and for no other; nothing else can make a result count as held out.
A fold model is a file ``without_FP1.onnx`` that says the same of itself in its metadata, under
:data:`TRAINED_ON`, so that a file with the wrong name is refused instead of believed. There too it
names the kinds of place it was trained on, and under :data:`SEEDS_BELOW` the seed that all of its
made sound stayed below; a model that does not say so is taken to know the made sound of every seed.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from witnessmark.errors import FootageNotFoundError, LeakedEvaluationError
from witnessmark.evaluation.hearing.clips import FIRST_SEED, MADE, Clip
from witnessmark.evaluation.hearing.heard import Hear
from witnessmark.evaluation.hearing.recorded import POSITIONS

#: Metadata keys of a model file: the origins it was trained on, with commas between; and the seed
#: below which every seed of its made sound lies.
TRAINED_ON, SEEDS_BELOW = "trained_on", "seeds_below"


@dataclass(frozen=True, slots=True)
class Hearer:
    """A listener by name, the SHA-256 of its weights where known, and what it was trained on."""

    name: str
    hear: Hear
    trained_on: frozenset[str]
    sha256: str | None = None


def choose(hearers: Sequence[Hearer], clip: Clip) -> tuple[Hearer, bool]:
    """Return who hears *clip*, and whether it is held out for that hearer.

    Of several that were not trained on its origin (made sound), the clip's name decides, so that
    each gets its share. Where all were trained on it, the first hears it and it is not held out.
    """
    kept_from = [hearer for hearer in hearers if clip.origin not in hearer.trained_on]
    if not kept_from:
        return hearers[0], False
    return kept_from[zlib.crc32(clip.name.encode()) % len(kept_from)], True


def read_folds(
    folder: Path,
    load: Callable[[Path], Hear],
    trained_on: Callable[[Path], Iterable[str] | None],
) -> tuple[Hearer, ...]:
    """Return the four fold models in *folder*, each loaded by *load*.

    *trained_on* reads what a file says it was trained on. Raises FootageNotFoundError where a
    turn has no file, LeakedEvaluationError where a file says that it was trained on what it is
    named to be without, says nothing, or is the same file as another turn's.
    """
    found: list[Hearer] = []
    for position in POSITIONS:
        path = folder / f"without_{position}.onnx"
        if not path.is_file():
            raise FootageNotFoundError(
                path, f"{path} is not there: train the four folds first (training/picker)."
            )
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        origins = trained_on(path)
        if origins is None:
            raise LeakedEvaluationError(
                f"{path} does not say what it was trained on, so nothing can be held out from it: "
                f"export it again with {TRAINED_ON!r} in its metadata."
            )
        stated = frozenset(origins)
        if position in stated:
            raise LeakedEvaluationError(
                f"{path} was trained on {position}, which its name says it never heard: "
                "train that turn again."
            )
        for other in found:
            if other.sha256 == sha256:
                raise LeakedEvaluationError(
                    f"{path} is the same file as {other.name}: each turn needs its own model."
                )
        found.append(Hearer(path.name, load(path), stated, sha256))
    return tuple(found)


def shipped(hear: Hear, sha256: str | None = None) -> Hearer:
    """Return the package's own model as a hearer: it was trained on every position."""
    return Hearer("shipped", hear, frozenset(POSITIONS), sha256)


def origins_in(path: Path) -> frozenset[str] | None:
    """Return what the ONNX file *path* says it was trained on; None where it says nothing."""
    import onnxruntime

    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    return origins_stated(session.get_modelmeta().custom_metadata_map)


def origins_stated(metadata: Mapping[str, str]) -> frozenset[str] | None:
    """Return the origins that a model's *metadata* names, with MADE unless its seeds are others.

    None where it names none.
    """
    named = frozenset(name.strip() for name in metadata.get(TRAINED_ON, "").split(",")) - {""}
    if not named:
        return None
    below = metadata.get(SEEDS_BELOW, "")
    return named if below.isdigit() and int(below) <= FIRST_SEED else named | {MADE}
