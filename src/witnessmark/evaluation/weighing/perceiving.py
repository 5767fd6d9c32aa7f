"""What the real detectors make of an incident's film, kept so that it is perceived only once.

Conventions
-----------
A film is rendered, perceived and thrown away. What was perceived is kept under a name that follows
from the scenario, the coding of its sound, and the version, settings and model of every detector:
another of these is perceived anew. A change in the renderer alone is not noticed: then empty the
folder.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from witnessmark.evaluation.weighing.observing import Observed
from witnessmark.formats.native import read, write
from witnessmark.incident.perceiving import perceive
from witnessmark.model import Observation, Recording, Sought
from witnessmark.model.noun import Noun
from witnessmark.perception import Listener, Looker
from witnessmark.rendering.incidents import draw_coding, draw_incident, render_incident


class _Kept(Noun):
    """What was perceived of one film."""

    recording: Recording
    observations: tuple[Observation, ...]
    sought: tuple[Sought, ...]


def perceived(family: str, seed: int, work: Path) -> Observed:
    """Return what is perceived in the film of an incident, from *work* where it is kept there.

    Raises what rendering and perceiving raise, and OSError where *work* cannot be written to.
    """
    path = work / f"{family}-{seed}-{_name(family, seed)}.json"
    if path.is_file():
        kept = read(path.read_bytes(), _Kept)
        return Observed(kept.recording, kept.observations, kept.sought)
    work.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="witnessmark-") as folder:
        film = Path(folder) / f"{family}-{seed}.mp4"
        render_incident(family, seed, film)
        digest = hashlib.sha256(film.read_bytes()).hexdigest()
        found = perceive(film, sha256=digest, name=film.name)
    kept = _Kept(recording=found.recording, observations=found.observations, sought=found.sought)
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(write(kept))
    part.replace(path)
    return Observed(kept.recording, kept.observations, kept.sought)


def _name(family: str, seed: int) -> str:
    """Return a name that follows from everything that is perceived, and by what."""
    scenario = draw_incident(family, seed).model_dump_json(by_alias=True)
    detectors = [one.model_dump_json() for one in (*Listener().sought, *Looker().sought)]
    parts = "\n".join([scenario, repr(draw_coding(family, seed)), *detectors])
    return hashlib.sha256(parts.encode()).hexdigest()[:16]
