"""A small language model that judges claims from all the words around them.

Conventions
-----------
Six layers of a transformer, fitted by ``training/reading`` (docs/reading.md says on what). A claim
is described by what the last layer makes of the sign that opens it, beside the mean of what it
makes of the claim's words; of every piece the layer says whether it is part of a hedge. Windows are
run one by one, on one thread and in whole numbers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from witnessmark.account.learnt.windows import ROLES, Window, windows
from witnessmark.model import Sentence

if TYPE_CHECKING:
    import onnxruntime

#: The file of the network that is shipped, inside this package.
MODEL = "claim_network.onnx"

#: For each question the chance of each answer; they sum to one.
Chances = dict[str, dict[str, float]]


#: How likely a piece must be part of a hedge, to be counted in.
HEDGING = 0.5


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that hedge, by the network: their code points, the effect, and how likely it is."""

    span: tuple[int, int]
    effect: str
    chance: float


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the network makes of an account: chances for each claim, and every hedge cue in order.

    None stands where a claim lies in no sentence that tells of something, or reaches past what the
    network reads at once.
    """

    chances: tuple[Chances | None, ...]
    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The fitted network, the answers to each of its questions, and the pieces that it knows."""

    session: onnxruntime.InferenceSession
    answers: dict[str, tuple[str, ...]]
    effects: tuple[str, ...]
    pieces: dict[str, int]
    sha256: str

    def opinion(self, sentences: Sequence[Sentence], claims: Sequence[tuple[int, int]]) -> Opinion:
        """Return what the network makes of *claims*, spans in code points of the account."""
        found: list[Chances | None] = [None] * len(claims)
        cues: list[Cue] = []
        roles = frozenset(self.pieces[sign] for sign in ROLES.values())
        for window in windows(sentences, claims, self.pieces):
            if not window.claims:
                continue
            *said, touched = self.session.run([*self.answers, "hedge"], _inputs(window))
            cues += _cues(window, np.exp(touched), self.effects, roles)
            for row, (claim, _, _) in enumerate(window.claims):
                found[claim] = {
                    question: dict(zip(names, np.exp(logs[row]).tolist(), strict=True))
                    for (question, names), logs in zip(self.answers.items(), said, strict=True)
                }
        return Opinion(tuple(found), tuple(cues))


def _cues(
    window: Window, chances: NDArray[np.float32], effects: Sequence[str], roles: Set[int]
) -> list[Cue]:
    """Return the runs of pieces that hedge; *chances* of (pieces, effects), the first for none.

    Signs of *roles* stand between sentences, those of claims anywhere in one.
    """
    found: list[Cue] = []
    run: list[tuple[tuple[int, int], NDArray[np.float32]]] = []
    for number in range(window.own, len(window.places) + 1):
        place = window.places[number] if number < len(window.places) else None
        if (
            number < len(window.places) - 1
            and place is None
            and window.numbers[number] not in roles
        ):
            continue
        if place is not None and chances[number, 0] <= 1 - HEDGING:
            run.append((place, chances[number]))
            continue
        if run:
            mean = np.mean([one for _, one in run], axis=0)
            effect = 1 + int(mean[1:].argmax())
            span = run[0][0][0], run[-1][0][1]
            found.append(Cue(span, effects[effect], round(float(1 - mean[0]), 4)))
        run = []
    return found


def _inputs(window: Window) -> dict[str, NDArray[np.int64] | NDArray[np.float32]]:
    shares = np.zeros((len(window.claims), len(window.numbers)), np.float32)
    for row, (_, first, last) in enumerate(window.claims):
        shares[row, first + 1 : last] = 1 / max(1, last - first - 1)
    return {
        "pieces": np.array(window.numbers, np.int64),
        "opens": np.array([first for _, first, _ in window.claims], np.int64),
        "shares": shares,
    }


@lru_cache(maxsize=1)
def network() -> Network:
    """Return the network that is shipped, loaded once in a process."""
    return read_network(resources.files(__package__).joinpath(MODEL).read_bytes())


def read_network(data: bytes) -> Network:
    """Read a network from what ``training/reading`` wrote."""
    # Not before a network is asked for: it takes a while to load.
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
    notes = session.get_modelmeta().custom_metadata_map
    answers = {name: tuple(said) for name, said in json.loads(notes["answers"]).items()}
    pieces = {piece: number for number, piece in enumerate(notes["pieces"].split("\n"))}
    effects = tuple(json.loads(notes["effects"]))
    return Network(session, answers, effects, pieces, hashlib.sha256(data).hexdigest())
