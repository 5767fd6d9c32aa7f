"""Marked text as the network is taught on it: windows of pieces, and what is right in each.

Conventions
-----------
Each text is seen twice: with the claims that a person marked, and with those that the rules read,
of which those that match a marked one have its answers. Answers are numbers, ``UNKNOWN`` where
nobody marked any. A text without violence has no answers: only violent acts are wrong in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from marked import Marked
from numpy.typing import NDArray

from witnessmark.account.document import read_document
from witnessmark.account.english import by_rules
from witnessmark.account.learnt.windows import windows
from witnessmark.evaluation.reading.matching import match
from witnessmark.model import Sentence

#: What is asked of a claim; the last two only help to learn the others.
QUESTIONS = ("act", "type", "sense", "camera", "polarity", "certainty")
#: What is asked of a piece: is it of a hedge, and of which effect; it helps too.
EFFECTS = ("none", "claim", "part", "near_miss", "quantifier", "booster")
UNKNOWN = -1

Span = tuple[int, int]
View = Literal["marked", "read"]


@dataclass(frozen=True, eq=False)
class Taught:
    """A window: its pieces, its claims (answers' row, first, last), the effect of each piece."""

    pieces: NDArray[np.int64]
    claims: tuple[tuple[int, int, int], ...]
    effects: NDArray[np.int64] | None
    answers: NDArray[np.int64]
    peaceful: bool


@dataclass(frozen=True, eq=False)
class Lesson:
    """A text with its windows in both views, and what the rules answered for each claim read."""

    author: str
    name: str
    marked: tuple[Taught, ...]
    read: tuple[Taught, ...]
    by_rule: tuple[dict[str, str], ...]


def answers_of(texts: Sequence[Marked]) -> dict[str, list[str]]:
    """Return every answer that is marked, by question, sorted."""
    return {
        question: sorted(
            {c.answers[question] for t in texts for c in t.claims if question in c.answers}
        )
        for question in QUESTIONS
    }


def lesson(text: Marked, known: Mapping[str, int], answers: Mapping[str, list[str]]) -> Lesson:
    """Return *text* as it is taught; *known* are the pieces, *answers* those of each question."""
    sentences = tuple(read_document(text.text).sentences)
    read = [claim for claim, _ in by_rules(sentences)]
    spans = [claim.span for claim in text.claims]
    right = np.array([_numbers(c.answers, answers) for c in text.claims], np.int64)
    right = right.reshape(-1, len(QUESTIONS))
    partner = {r: m for m, r in match(spans, [claim.span for claim in read])}
    nothing = np.full(len(QUESTIONS), UNKNOWN)
    matched = [right[partner[n]] if n in partner else nothing for n in range(len(read))]
    by_rule = tuple(
        {
            "act": str(claim.act),
            "type": claim.type.value,
            "sense": claim.perceptibility.value,
            "camera": claim.camera.value,
        }
        for claim in read
    )
    return Lesson(
        text.author,
        text.name,
        _taught(text, sentences, spans, right, known) if spans else (),
        _taught(text, sentences, [c.span for c in read], np.array(matched), known),
        by_rule,
    )


def _numbers(said: Mapping[str, str], answers: Mapping[str, list[str]]) -> list[int]:
    return [answers[q].index(said[q]) if q in said else UNKNOWN for q in QUESTIONS]


def _taught(
    text: Marked,
    sentences: Sequence[Sentence],
    spans: Sequence[Span],
    answers: NDArray[np.int64],
    known: Mapping[str, int],
) -> tuple[Taught, ...]:
    touched = {
        place: EFFECTS.index(effect)
        for claim in text.claims
        for (start, end), effect in claim.hedges
        for place in range(start, end)
    }
    found = []
    for window in windows(sentences, spans, known):
        effects = [
            max((touched.get(at, 0) for at in range(*place)), default=0) if place else 0
            for place in window.places
        ]
        found.append(
            Taught(
                np.array(window.numbers, np.int64),
                window.claims,
                np.array(effects, np.int64) if text.hedged else None,
                answers.reshape(-1, len(QUESTIONS)),
                text.author == "peace",
            )
        )
    return tuple(found)
