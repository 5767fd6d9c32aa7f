"""Verdicts to figures: of all sentences, of each kind of plant, and of each family.

Conventions
-----------
Intervals resample incidents. Shares lie in [0, 1].

Metrics
-------
``right``: share of sentences with one of the verdicts that are right for them; ``right_strict``
over those alone for which a single verdict is; ``right_of_kept`` over those with words that are
kept for reports. ``false_shown_of_false``: of false sentences, the share called *shown*;
``false_shown_of_shown``: of what is called *shown*, the share that is not true.
``borne_out_of_false``: of false sentences, the share called anything that bears them out.
``false_contradicted_of_true`` and ``..._of_contradicted`` likewise. ``iou_half``: of true
sentences called *shown*, the share whose cited seconds have an IoU of at least a half with the
true ones. ``unshowable``: of what no recording shows, the share called *not testable*. ``decided``:
of the others, the share that is given any verdict. ``omitted_told``: of what happens and no
sentence speaks of, the share that is listed as left out. ``shown_uncovered``: how many were shown
by seconds that no detector covered; ``blind_answers``: how many were borne out that could not be
judged. ``calibration_error``: the expected calibration error of the stated confidences of what is
decided.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from witnessmark.evaluation.figures import Figure, Figures, ratio
from witnessmark.evaluation.hearing.calibration import (
    Tenth,
    expected_calibration_error,
    reliability,
)
from witnessmark.evaluation.weighing.answered import BORNE_OUT, UNDECIDED, Answered, Outcome
from witnessmark.evaluation.weighing.expecting import Answer
from witnessmark.evaluation.weighing.weighing import answered_blindly

#: Least IoU of cited and true seconds that counts as citing the right ones.
HALF = 0.5
#: Figures that count what may never happen.
COUNTS = frozenset({"shown_uncovered", "blind_answers"})


@dataclass(frozen=True, slots=True)
class Scores:
    """What one level came to by one method.

    ``confusion`` counts given answers by the answers that were right, joined by a bar; ``kinds``
    and ``families`` hold the figures of their parts. ``astray`` are true sentences rightly shown by
    other seconds than theirs, ``blind`` those that were borne out and could not be judged.
    """

    level: str
    method: str
    incidents: int
    figures: Figures
    confusion: Mapping[str, Mapping[str, int]]
    kinds: Mapping[str, Figures]
    families: Mapping[str, Figures]
    table: tuple[Tenth, ...]
    misses: tuple[Answered, ...]
    astray: tuple[Answered, ...]
    blind: tuple[Answered, ...]


def score(outcomes: Iterable[Outcome]) -> tuple[Scores, ...]:
    """Return the scores of *outcomes*, one for each level and method, in the order they come."""
    sorted_out: dict[tuple[str, str], list[Outcome]] = {}
    for one in outcomes:
        sorted_out.setdefault((one.level, one.method), []).append(one)
    return tuple(_score(level, method, some) for (level, method), some in sorted_out.items())


def _score(level: str, method: str, outcomes: Sequence[Outcome]) -> Scores:
    every = [answer for one in outcomes for answer in one.answered]
    table = reliability(_stated(every))
    figures = figures_of(every) | _of_omissions(outcomes) | _of_cover(every, outcomes)
    error = expected_calibration_error(table)
    if error is not None:
        figures["calibration_error"] = Figure(error, sum(row.of for row in table))
    return Scores(
        level,
        method,
        len({one.incident for one in every}),
        figures,
        confusion(every),
        _parts(every, _kind),
        _parts(every, lambda one: one.family),
        table,
        tuple(one for one in every if not one.right),
        tuple(one for one in _placed(every) if (one.likeness or 0.0) < HALF),
        tuple(one for each in outcomes for one in each.blind if answered_blindly(one)),
    )


def _kind(one: Answered) -> str:
    """Return the part a sentence is reported in: what is planted, and whether it is true."""
    if one.truth is None:
        return one.kind
    return f"{one.kind}, {'true' if one.truth else 'false'}{', hedged' if one.hedged else ''}"


def _parts(every: Sequence[Answered], part_of: Callable[[Answered], str]) -> dict[str, Figures]:
    return {
        part: figures_of([one for one in every if part_of(one) == part])
        for part in sorted({part_of(one) for one in every})
    }


def figures_of(every: Sequence[Answered]) -> Figures:
    """Return the figures of *every* answer that it has anything to count for."""
    true = [one for one in every if one.truth]
    false = [one for one in every if one.truth is False]
    unshowable = [one for one in every if one.truth is None]
    shown = [one for one in every if one.given is Answer.SHOWN]
    against = [one for one in every if one.given is Answer.CONTRADICTED]
    placed = _placed(every)
    showable = [*true, *false]
    figures = {
        "right": _share(every, lambda one: one.right),
        "right_strict": _share(
            [one for one in every if len(one.expected) == 1], lambda one: one.right
        ),
        "right_of_true": _share(true, lambda one: one.right),
        "right_of_false": _share(false, lambda one: one.right),
        "right_of_hedged": _share([o for o in every if o.hedged], lambda one: one.right),
        "right_of_kept": _share([o for o in every if o.kept], lambda one: one.right),
        "false_shown_of_false": _share(false, lambda one: one.given is Answer.SHOWN),
        "false_shown_of_shown": _share(shown, lambda one: one.truth is not True),
        "borne_out_of_false": _share(false, lambda one: one.given in BORNE_OUT),
        "false_contradicted_of_true": _share(true, lambda one: one.given is Answer.CONTRADICTED),
        "false_contradicted_of_contradicted": _share(against, lambda one: one.truth is not False),
        "iou_half": _share(placed, lambda one: (one.likeness or 0.0) >= HALF),
        "unshowable": _share(unshowable, lambda one: one.right),
        "decided": _share(showable, lambda one: one.given not in UNDECIDED),
    }
    return {name: one for name, one in figures.items() if one.value is not None}


def _placed(every: Sequence[Answered]) -> list[Answered]:
    """Return the true sentences that were shown and have seconds of their own."""
    return [
        one for one in every if one.given is Answer.SHOWN and one.truth and one.likeness is not None
    ]


def _share(some: Sequence[Answered], counts: Callable[[Answered], bool]) -> Figure:
    return ratio(
        [one.incident for one in some], [float(counts(one)) for one in some], [1.0] * len(some)
    )


def _of_omissions(outcomes: Sequence[Outcome]) -> Figures:
    left = [one for outcome in outcomes for one in outcome.omissions]
    if not left:
        return {}
    return {
        "omitted_told": ratio(
            [one.incident for one in left], [float(one.told) for one in left], [1.0] * len(left)
        )
    }


def _of_cover(every: Sequence[Answered], outcomes: Sequence[Outcome]) -> Figures:
    blind = [answer for one in outcomes for answer in one.blind]
    incidents = len({one.incident for one in every})
    bare = sum(one.uncovered for one in every)
    figures = {"shown_uncovered": Figure(float(bare), len(every), tests=incidents)}
    if blind:
        wrong = sum(answered_blindly(one) for one in blind)
        asked = len({one.incident for one in blind})
        figures["blind_answers"] = Figure(float(wrong), len(blind), tests=asked)
    return figures


def _stated(every: Sequence[Answered]) -> list[tuple[float, bool]]:
    """Return the confidence of each decided sentence, and whether its verdict is right."""
    return [
        (one.confidence, one.right)
        for one in every
        if one.confidence is not None and one.given not in UNDECIDED
    ]


def confusion(every: Sequence[Answered]) -> dict[str, dict[str, int]]:
    """Return how often each answer was given, by the answers that were right."""
    counted: dict[str, Counter[str]] = {}
    for one in every:
        right = " | ".join(str(answer) for answer in Answer if answer in one.expected)
        counted.setdefault(right, Counter())[str(one.given)] += 1
    return {
        right: {str(answer): counted[right][str(answer)] for answer in Answer}
        for right in sorted(counted)
    }
