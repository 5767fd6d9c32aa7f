"""The picker: a small network that says, for every millisecond, what kind of front arrives in it.

Conventions
-----------
Sound is mono float32 at 12 kHz. The network gives the logit of an onset of each cause in
:data:`CAUSES` for every millisecond; the trees that judge its fronts stand in the model file
itself, under ``judges``, compressed; from which chance on a pick counts, and how much was found of
what was kept from it, under ``card``. It works through a stretch in chunks with sound on both sides
of each, so that memory does not grow with the length and how the sound comes in changes nothing.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from witnessmark.errors import ModelError, RecordError
from witnessmark.perception.sound.onnx_session import open_session
from witnessmark.perception.sound.presence_view import PRESENCE_CUES, view_presence
from witnessmark.perception.sound.relations import CUES as RELATIONS
from witnessmark.perception.sound.relations import explained_as_echoes, relate
from witnessmark.perception.sound.resampling import PICKER_RATE, Piece
from witnessmark.perception.sound.two_judges import Chances, FrontJudges, TwoJudges
from witnessmark.perception.sound.wide_view import BURST_CUES, WIDE_CUES, view
from witnessmark.perception.trees import Forest

if TYPE_CHECKING:
    import onnxruntime

CAUSES = ("blast", "crack", "explosion")
#: What the trees judge a front by.
CUES = RELATIONS + WIDE_CUES + BURST_CUES + PRESENCE_CUES
#: Samples under one output of the network: a millisecond.
FRAME = PICKER_RATE // 1000
#: Milliseconds under one output of the wide networks, and of the presence network.
WIDE_STEP, PRESENCE_STEP = 16, 32
#: Samples under its coarsest step; it takes multiples of these only.
STRIDE = 1536
#: Strides in the middle of a chunk, and on either side of it: 30.7 s and 5.1 s, so that a front has
#: all that it is held against, 4 s with the pace of its neighbours, and most of what the networks
#: see of that.
CORE, MARGIN = 240, 40
#: Two fronts of one cause are at least so many milliseconds apart: 1,500 rounds a minute are 40.
APART = 30
#: Two fronts of different causes are at least so many milliseconds apart.
CAUSES_APART = 6
#: A model's trees are no larger than this, in bytes, once they are unpacked.
MOST_OF_JUDGES = 8_000_000
#: Fainter peaks than this (the network's own chance) are not looked at.
LEAST = 0.08

#: Samples kept before and after an onset to measure it by: 50 and 600 ms.
BEFORE, AFTER = PICKER_RATE // 20, PICKER_RATE * 6 // 10

Sound = NDArray[np.float32]
SHIPPED = "shot_picker.onnx"


@dataclass(frozen=True, slots=True)
class Pick:
    """One front: when, what, how surely; and the sound about it to measure it by.

    ``chance`` is calibrated; ``others`` holds the chances of every cause there. ``around``
    is the sound at 12 kHz with the onset at sample ``onset``, and ``next_onset`` the sample of
    the next blast that counts, which may lie past its end; None where none is in sight.
    """

    seconds: Fraction
    cause: str
    chance: float
    others: Mapping[str, float]
    around: Sound = field(repr=False)
    onset: int = 0
    next_onset: int | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """What the model file says of itself: see ``training/picker``."""

    blasts: TwoJudges
    others: Mapping[str, Forest]
    echo_share: float
    least: Mapping[str, float]
    recall: Mapping[str, float]
    held_out: str

    @classmethod
    def from_documents(cls, card: Mapping[str, Any], judges: Mapping[str, Any]) -> Card:
        """Read a card; KeyError, TypeError, ValueError or RecordError where it is another's."""
        if tuple(card["causes"]) != CAUSES or card["rate"] != PICKER_RATE:
            raise ValueError("a card of other causes")
        blasts, *others = CAUSES
        return cls(
            TwoJudges.from_document(judges[blasts], CUES),
            {cause: Forest.from_document(judges[cause], CUES) for cause in others},
            card["echo_share"],
            card["least"],
            card["recall"],
            card["held_out"],
        )

    def chances(self, at: NDArray[np.float64], cues: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the chance of each cause for each front *at* ms with its row of *cues*."""
        said = front_chances(self.blasts.fronts, self.others, self.echo_share, cues)
        likely = cues[:, CUES.index("logit")]
        blasts = self.blasts.chances(np.rint(at).astype(np.int64), likely, said)
        return np.stack([blasts, *(said[cause] for cause in self.others)], axis=1)

    def judge(
        self, at: NDArray[np.float64], cues: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.bool_]]:
        """Return chances (n, causes), likeliest cause, and which stand apart, of fronts *at* ms."""
        chances = self.chances(at, cues)
        causes = chances.argmax(axis=1)
        return chances, causes, standing_apart(at, causes, chances.max(axis=1, initial=0.0))


def front_chances(
    blasts: FrontJudges,
    others: Mapping[str, Forest],
    echo_share: float,
    cues: NDArray[np.float64],
) -> Chances:
    """Return what every judge of single fronts says of those with these *cues*.

    In slow fire a blast that a wall explains better is no likelier than *echo_share*, the share of
    such fronts that were shots all the same.
    """
    most = np.where(explained_as_echoes(cues), echo_share, 1.0)
    return blasts.say(cues, {cause: one.chances(cues) for cause, one in others.items()}, most)


class Picker:
    """One network, ready to run on one thread."""

    def __init__(self, model: bytes, name: str) -> None:
        """Load *model*; :class:`ModelError` where it is no picker of this release."""
        self.sha256 = hashlib.sha256(model).hexdigest()
        try:
            self._session = open_session(model)
            told = self._session.get_modelmeta().custom_metadata_map
            judges = zlib.decompressobj().decompress(b64decode(told["judges"]), MOST_OF_JUDGES)
            self.card = Card.from_documents(json.loads(told["card"]), json.loads(judges))
        except (RecordError, KeyError, ValueError, TypeError, zlib.error) as error:
            raise ModelError(
                name,
                f"{name} is no shot picker of this release: take the one that is shipped, or "
                "train one with training/picker.",
            ) from error

    def picks(self, pieces: Iterable[Piece]) -> Iterator[Pick]:
        """Yield every front in *pieces* that stands apart, in order of time, however unlikely."""
        held: list[Sound] = []
        size = done = first = 0
        for piece in pieces:
            held.append(piece.samples)
            size += piece.samples.size
            while size - (done - first) >= (CORE + MARGIN) * STRIDE:
                sound = np.concatenate(held)
                yield from self._chunk(sound, first, done, done + CORE * STRIDE, piece)
                done += CORE * STRIDE
                keep = max(first, done - MARGIN * STRIDE)
                held, first = [sound[keep - first :]], keep
                size = held[0].size
            if piece.last:
                if size > done - first:
                    yield from self._chunk(np.concatenate(held), first, done, first + size, piece)
                held, size, done, first = [], 0, 0, 0

    def _chunk(
        self, held: Sound, first: int, start: int, stop: int, piece: Piece
    ) -> Iterator[Pick]:
        """Yield the fronts from sample *start* to *stop*; *held* begins at sample *first*."""
        sound = held[: stop + MARGIN * STRIDE - first]
        at, cues = find_fronts(self._session, sound)
        frames = np.rint(at).astype(np.int64)
        chances, causes, kept = self.card.judge(at, cues)
        counts = chances[:, 0] >= self.card.least["blast"]
        blasts = frames[kept & (causes == 0) & counts]
        for number in np.flatnonzero(kept).tolist():
            onset = round(at[number] * FRAME)
            sample = first + onset
            if not start <= sample < stop:
                continue
            before = min(onset, BEFORE)
            later = blasts[np.searchsorted(blasts, frames[number], side="right") :]
            cause = CAUSES[causes[number]]
            others = dict(zip(CAUSES, chances[number].tolist(), strict=True))
            yield Pick(
                piece.start_seconds + Fraction(sample, PICKER_RATE),
                cause,
                others[cause],
                others,
                sound[onset - before : onset + AFTER].copy(),
                before,
                before + int((later[0] - frames[number]) * FRAME) if later.size else None,
            )


def find_fronts(
    session: onnxruntime.InferenceSession, sound: Sound
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the fronts of *sound* (n,) in milliseconds, ascending, and the cues of each."""
    padded = np.zeros((1, -(-sound.size // STRIDE) * STRIDE), np.float32)
    padded[0, : sound.size] = sound
    frames = -(-sound.size // FRAME)
    outputs = ["logits", "bands", "wide", "presence"]
    logits, bands, wide, presence = session.run(outputs, {"sound": padded})
    at = fronts(logits[0, :, :frames])
    whole = np.rint(at).astype(np.int64)
    related = relate(bands[0, :, :frames], logits[0, :, :frames], whole)
    seen = [view(row, whole, WIDE_STEP) for row in wide[0, :, : -(-frames // WIDE_STEP)]]
    heard = presence[0, :, : -(-frames // PRESENCE_STEP)]
    present = view_presence(heard, whole, related[:, 0], PRESENCE_STEP)
    return at, np.hstack([related, *seen, present])


def fronts(logits: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the millisecond of every peak of *logits* (causes, milliseconds), ascending.

    Peaks of one cause are :data:`APART` or more from one another, of different causes
    :data:`CAUSES_APART`; of two that are nearer the higher stays.
    """
    least = float(np.log(LEAST / (1 - LEAST)))
    peaks = []
    for cause, row in enumerate(logits):
        wide = np.concatenate([[-np.inf], row, [-np.inf]])
        top = np.flatnonzero((row > least) & (row >= wide[:-2]) & (row > wide[2:]))
        peaks += [(float(row[at]), int(at), cause) for at in top]
    taken = np.zeros((logits.shape[0], logits.shape[1] + 2 * APART), bool)
    found = []
    for _, at, cause in sorted(peaks, key=lambda peak: (-peak[0], peak[1], peak[2])):
        if taken[cause, at + APART]:
            continue
        taken[cause, at + 1 : at + 2 * APART] = True
        taken[:, at + APART - CAUSES_APART + 1 : at + APART + CAUSES_APART] = True
        found.append(at + _between(logits[cause], at))
    return np.sort(np.array(found, np.float64))


def standing_apart(
    at: NDArray[np.float64], causes: NDArray[np.int64], chances: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Return which fronts at milliseconds *at* are the likeliest of their cause within APART."""
    kept = np.ones(at.size, bool)
    for number in np.argsort(-chances, kind="stable").tolist():
        if kept[number]:
            first = np.searchsorted(at, at[number] - APART, side="right")
            last = np.searchsorted(at, at[number] + APART)
            near = np.arange(first, last)
            kept[near[(causes[near] == causes[number]) & (near != number)]] = False
    return kept


def _between(row: NDArray[np.float32], at: int) -> float:
    """Return how far from frame *at* the top of the parabola through its neighbours lies."""
    if not 0 < at < row.size - 1:
        return 0.0
    left, middle, right = (float(value) for value in row[at - 1 : at + 2])
    bend = left - 2 * middle + right
    return 0.5 * (left - right) / bend if bend < 0 else 0.0


@lru_cache(maxsize=1)
def shipped_picker() -> Picker:
    """Return the picker that the package ships."""
    model = resources.files(__package__).joinpath("models", SHIPPED).read_bytes()
    return Picker(model, SHIPPED)


def load_picker(path: Path) -> Picker:
    """Return the picker in *path*; :class:`ModelError` where it cannot be read or is none."""
    try:
        model = path.read_bytes()
    except OSError as error:
        raise ModelError(
            path, f"{path.name} cannot be read: check the path of the model."
        ) from error
    return Picker(model, path.name)
