"""Marked accounts to scores: read each, ask every question, and bring the answers together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from witnessmark.evaluation.figures import Figures
from witnessmark.evaluation.reading.answers import Answer, figures_of
from witnessmark.evaluation.reading.claim_fields import claim_answers, confusion, f1_figures
from witnessmark.evaluation.reading.clocks import clock_answers
from witnessmark.evaluation.reading.dating import date_answers
from witnessmark.evaluation.reading.head import head_answers
from witnessmark.evaluation.reading.hedging import hedge_answers
from witnessmark.evaluation.reading.invention import invention_answers
from witnessmark.evaluation.reading.marked import MarkedAccount
from witnessmark.evaluation.reading.ordering import order_answers
from witnessmark.evaluation.reading.placing import place_answers
from witnessmark.evaluation.reading.result import Read, Result, read_marked
from witnessmark.evaluation.reading.vocabulary import Vocabulary

Progress = Callable[[float, float], None]


@dataclass(frozen=True, slots=True)
class Scores:
    """Every answer, its figures over all accounts and for each, and types marked against read."""

    results: tuple[Result, ...]
    answers: tuple[Answer, ...]
    figures: Figures
    each: Mapping[str, Figures]
    types: Mapping[str, Mapping[str, int]]


def read_all(
    read: Read, accounts: Sequence[MarkedAccount], progress: Progress | None = None
) -> tuple[Result, ...]:
    """Let *read* read each account; *progress* is told how many were, and of how many."""
    results: list[Result] = []
    for account in accounts:
        results.append(read_marked(read, account))
        if progress is not None:
            progress(float(len(results)), float(len(accounts)))
    return tuple(results)


def score(results: Sequence[Result], vocabulary: Vocabulary) -> Scores:
    """Return the scores of *results*."""
    by_account = {one.marked.name: tuple(_answers(one, vocabulary)) for one in results}
    answers = tuple(answer for some in by_account.values() for answer in some)
    return Scores(
        results=tuple(results),
        answers=answers,
        figures=f1_figures(results) | figures_of(answers),
        each={
            one.marked.name: f1_figures([one]) | figures_of(by_account[one.marked.name])
            for one in results
        },
        types=confusion(results),
    )


def _answers(result: Result, vocabulary: Vocabulary) -> Iterator[Answer]:
    yield from claim_answers(result, vocabulary)
    yield from hedge_answers(result)
    yield from place_answers(result)
    yield from date_answers(result)
    yield from head_answers(result)
    yield from order_answers(result)
    yield from clock_answers(result)
    yield from invention_answers(result, vocabulary)
