"""Whether the models of sound can be loaded, in words for the person who installed them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from witnessmark.errors import ModelError
from witnessmark.perception.sound.tagger import KNOWN, load_tagger
from witnessmark.perception.sound.voicing import MODEL, MODEL_SHA256, voice_model


@dataclass(frozen=True, slots=True)
class ModelState:
    """Whether a model works (None: it was not added), what to say of it, and its SHA-256."""

    works: bool | None
    words: str
    sha256: str | None = None


def speech_state() -> ModelState:
    """Try the voice model that is shipped."""
    try:
        voice_model()
    except ModelError as error:
        return ModelState(works=False, words=str(error))
    return ModelState(works=True, words=f"voices are heard by {MODEL}", sha256=MODEL_SHA256)


def tagger_state(path: Path | None) -> ModelState:
    """Try the tagger in the file at *path*; None where the user has added none."""
    if path is None:
        names = " or ".join(f"{one.name} (package {one.package})" for one in KNOWN.values())
        words = f"off; --tagger FILE with {names} would name kinds of sound"
        return ModelState(works=None, words=words)
    try:
        tagger = load_tagger(path)
    except ModelError as error:
        return ModelState(works=False, words=str(error))
    return ModelState(works=True, words=f"{tagger.name} names kinds of sound", sha256=tagger.sha256)
