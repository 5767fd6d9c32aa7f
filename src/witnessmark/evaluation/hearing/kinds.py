"""Cracks, explosions and nearness: whether each kind is told from the others.

Conventions
-----------
A crack and its blast are right where the blast is heard as a shot that states an interval to its
crack within :data:`PAIR_WINDOW` of the true one. Nearness is judged on what the listener commits
to; ``unclear`` is an abstention, and so is a burst of which nothing was heard.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from witnessmark.evaluation.figures import Figure, Figures, mean, quantile, ratio
from witnessmark.evaluation.hearing.clips import Times
from witnessmark.evaluation.hearing.matching import WIDE, match
from witnessmark.evaluation.hearing.results import Result

#: Seconds within which a stated crack-to-blast interval is right.
PAIR_WINDOW = 0.002


def pair_figures(results: Sequence[Result]) -> Figures:
    """Return how many crack-and-blast pairs are right, and cracks that were taken for shots."""
    scored = [result for result in results if result.clip.pairs]
    if not scored:
        return {}
    tests: list[str] = []
    right: list[float] = []
    errors: list[float] = []
    who: list[str] = []
    for result in scored:
        for error in pair_errors(result):
            tests.append(result.clip.test_id)
            right.append(float(error is not None and error <= PAIR_WINDOW))
            if error is not None:
                errors.append(error)
                who.append(result.clip.test_id)
    taken = [(len(_taken_for_shots(r)), r.clip.cracks.size, r.clip.test_id) for r in scored]
    return {
        "pairs_right": mean(tests, right),
        "pairs_stated": ratio([t for _, _, t in taken], *_stated(scored)),
        "pair_interval_error_median_s": quantile(who, errors, 0.5),
        "cracks_as_shots": ratio(
            [test for _, _, test in taken], [n for n, _, _ in taken], [size for _, size, _ in taken]
        ),
    }


def pair_errors(result: Result) -> list[float | None]:
    """Return the error of the interval stated for each true pair, seconds; None where unstated."""
    blasts = np.array([blast for _, blast in result.clip.pairs])
    met = dict(match(blasts, result.blast_times(), WIDE))
    shots = result.blasts()
    errors: list[float | None] = []
    for number, (crack, blast) in enumerate(result.clip.pairs):
        stated = None
        if number in met:
            stated = shots[met[number]].attributes.get("crack_to_blast_s")
        errors.append(None if stated is None else abs(float(stated) - (blast - crack)))
    return errors


def _stated(scored: Sequence[Result]) -> tuple[list[float], list[float]]:
    stated = [float(sum(e is not None for e in pair_errors(result))) for result in scored]
    return stated, [float(len(result.clip.pairs)) for result in scored]


def _taken_for_shots(result: Result) -> Times:
    """Return the cracks that count as a shot beside that of their own blast, or as a blast."""
    false = [one.seconds for one, right in result.judged_shots() if not right and not one.by_crack]
    taken = {number for number, _ in match(result.clip.cracks, np.array(false), WIDE)}
    alone = np.array([one.seconds for one in result.of_kind("shot") if one.by_crack])
    heard = {number for number, _ in match(result.clip.cracks, alone, WIDE)}
    paired = np.array([crack for crack, _ in result.clip.pairs])
    blasts = np.array([blast for _, blast in result.clip.pairs])
    both = {number for number, _ in match(blasts, result.blast_times(), WIDE)}
    for number in both:
        taken |= heard & set(np.flatnonzero(result.clip.cracks == paired[number]).tolist())
    return result.clip.cracks[sorted(taken)]


def crack_figures(results: Sequence[Result]) -> Figures:
    """Return how many rounds are told by their crack alone, and how many of those are right."""
    alone = [[right for one, right in r.judged_shots() if one.by_crack] for r in results]
    tests = [result.clip.test_id for result in results]
    if not any(alone):
        return {}
    return {
        "rounds_by_crack_alone": Figure(float(sum(map(len, alone))), len(results)),
        "cracks_alone_right": ratio(tests, [sum(a) for a in alone], [len(a) for a in alone]),
    }


def proximity_figures(results: Sequence[Result]) -> Figures:
    """Return how often near and far are right where stated, and how often nothing is stated."""
    scored = [result for result in results if result.clip.proximity is not None]
    if not scored:
        return {}
    tests = [result.clip.test_id for result in scored]
    said = [stated_proximity(result) for result in scored]
    committed = [
        (test, float(word == result.clip.proximity))
        for test, word, result in zip(tests, said, scored, strict=True)
        if word is not None
    ]
    return {
        "proximity_right": mean([t for t, _ in committed], [right for _, right in committed]),
        "proximity_abstained": mean(tests, [float(word is None) for word in said]),
        "proximity_unheard": mean(tests, [float(not r.of_kind("gunfire")) for r in scored]),
    }


def stated_proximity(result: Result) -> str | None:
    """Return ``near`` or ``far`` as the group with the most shots has it; None for neither."""
    groups = result.of_kind("gunfire")
    if not groups:
        return None
    largest = max(groups, key=lambda group: int(group.attributes.get("shots", 0)))
    word = largest.attributes.get("proximity")
    return str(word) if word in {"near", "far"} else None


def explosion_figures(results: Sequence[Result]) -> Figures:
    """Return how many explosions are found within 50 ms, and how many of those heard are true."""
    scored = [r for r in results if r.clip.explosions.size]
    if not scored:
        return {}
    tests = [result.clip.test_id for result in scored]
    judged = [result.judged_explosions() for result in scored]
    found = [float(sum(right for _, right in one)) for one in judged]
    return {
        "explosion_recall": ratio(tests, found, [r.clip.explosions.size for r in scored]),
        "explosion_precision": ratio(tests, found, [len(one) for one in judged]),
    }
