"""The language model that the network begins as: all-MiniLM-L6-v2, its weights and its pieces.

Conventions
-----------
A file of safetensors is a length in eight bytes, a header of JSON, and the numbers. Weights are
kept as (from, to), so that a layer is ``x @ w + b``; those of query, key and value stand in one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from witnessmark.account.learnt.windows import CLOSES, LENGTH, OPENS, ROLES
from witnessmark.account.learnt.wordpiece import BEGIN, END, UNKNOWN, pieces

#: SHA-256 of the weights that the shipped network began as (Apache-2.0).
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
LAYERS = 6
#: Signs that stand first in the table; those of our own begin as pieces that were never used.
SIGNS = (UNKNOWN, BEGIN, END, OPENS, CLOSES, *ROLES.values())

Weights = dict[str, NDArray[np.float32]]


def vocabulary(folder: Path, words: Iterable[str]) -> tuple[list[str], list[int]]:
    """Return the pieces that *words* need, signs first, and the row of each in the first table."""
    every = [line for line in (folder / "vocab.txt").read_text("utf-8").split("\n") if line]
    row = {piece: number for number, piece in enumerate(every)}
    used = {piece.number for word in words for piece in pieces(word, row)}
    used |= {n for piece, n in row.items() if piece.isascii() and len(piece.strip("#")) == 1}
    kept = sorted(used - {row[UNKNOWN], row[BEGIN], row[END]})
    signs = [row[UNKNOWN], row[BEGIN], row[END]]
    signs += [row[f"[unused{number}]"] for number in range(len(SIGNS) - len(signs))]
    return [*SIGNS, *(every[n] for n in kept)], [*signs, *kept]


def weights(folder: Path, rows: list[int]) -> Weights:
    """Return the weights of the model in *folder*, with *rows* of the table of pieces alone."""
    stored = _safetensors(folder / "model.safetensors")
    place = stored["embeddings.position_embeddings.weight"][:LENGTH]
    found = {
        "word": stored["embeddings.word_embeddings.weight"][rows],
        "pos": place + stored["embeddings.token_type_embeddings.weight"][0],
        "n0.w": stored["embeddings.LayerNorm.weight"],
        "n0.b": stored["embeddings.LayerNorm.bias"],
    }
    for number in range(LAYERS):
        found |= _layer(stored, f"encoder.layer.{number}", f"l{number}")
    return {name: np.ascontiguousarray(values, np.float32) for name, values in found.items()}


def _layer(stored: Mapping[str, NDArray[np.float32]], here: str, name: str) -> Weights:
    parts = [f"{here}.attention.self.{part}" for part in ("query", "key", "value")]
    found = {
        f"{name}.qkv.w": np.concatenate([stored[f"{part}.weight"] for part in parts]).T,
        f"{name}.qkv.b": np.concatenate([stored[f"{part}.bias"] for part in parts]),
    }
    dense = {"o": "attention.output.dense", "i": "intermediate.dense", "f": "output.dense"}
    for short, long in dense.items():
        found[f"{name}.{short}.w"] = stored[f"{here}.{long}.weight"].T
        found[f"{name}.{short}.b"] = stored[f"{here}.{long}.bias"]
    for short, long in {"n1": "attention.output", "n2": "output"}.items():
        found[f"{name}.{short}.w"] = stored[f"{here}.{long}.LayerNorm.weight"]
        found[f"{name}.{short}.b"] = stored[f"{here}.{long}.LayerNorm.bias"]
    return found


def _safetensors(path: Path) -> dict[str, NDArray[np.float32]]:
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise SystemExit(f"{path} is not the model that the network begins as")
    start = 8 + int.from_bytes(data[:8], "little")
    found = {}
    for name, about in json.loads(data[8:start]).items():
        if name != "__metadata__" and about["dtype"] == "F32":
            first, last = about["data_offsets"]
            values = np.frombuffer(data[start + first : start + last], np.float32)
            found[name] = values.reshape(about["shape"])
    return found
