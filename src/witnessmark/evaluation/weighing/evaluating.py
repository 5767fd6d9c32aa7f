"""Many incidents weighed, by several processes, in an order that does not depend on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from witnessmark.errors import RecordError
from witnessmark.evaluation.weighing.answered import Outcome
from witnessmark.evaluation.weighing.handwritten import case_in
from witnessmark.evaluation.weighing.weighing import LEVELS, Case, case_of, weigh_case
from witnessmark.evaluation.weighing.writer import BANKS
from witnessmark.rendering.incidents import FAMILIES

Progress = Callable[[float, float], None]
T = TypeVar("T")


def incidents(count: int, first: int) -> tuple[tuple[str, int], ...]:
    """Return *count* incidents by family and seed, from seed *first* on, the families in turn."""
    names = list(FAMILIES)
    return tuple((names[n % len(names)], first + n // len(names)) for n in range(count))


def levels_named(text: str) -> tuple[str, ...]:
    """Return the levels that *text* names with commas between; RecordError for another name."""
    names = tuple(name.strip() for name in text.split(","))
    unknown = sorted(set(names) - set(LEVELS))
    if unknown:
        raise RecordError(f"No level is called {unknown[0]!r}: there are {', '.join(LEVELS)}.")
    return names


def weigh_incidents(
    chosen: Sequence[tuple[str, int]],
    levels: Sequence[str],
    work: Path,
    jobs: int = 1,
    progress: Progress | None = None,
    bank: str | None = None,
) -> list[Outcome]:
    """Return the outcomes of all *chosen* incidents at *levels*, in their order.

    *jobs* processes share the work; *progress* is told how many incidents are done, of how many;
    *bank* is the set of wordings. RecordError where there is no such set.
    """
    if bank is not None and bank not in BANKS:
        raise RecordError(f"No set of wordings is called {bank!r}: there are {', '.join(BANKS)}.")
    weigh = partial(_incident, levels=tuple(levels), work=work, bank=bank)
    return _run(weigh, chosen, jobs, progress)


def weigh_accounts(
    paths: Sequence[Path],
    levels: Sequence[str],
    work: Path,
    jobs: int = 1,
    progress: Progress | None = None,
) -> list[Outcome]:
    """Return the outcomes of the accounts written by hand in the files *paths*, in their order.

    Levels that need a perfect reading are left out, since nobody has written one down.
    RecordError for a file that is no such account.
    """
    return _run(partial(_account, levels=tuple(levels), work=work), paths, jobs, progress)


def _incident(
    one: tuple[str, int], levels: tuple[str, ...], work: Path, bank: str | None
) -> tuple[Outcome, ...]:
    return weigh_case(case_of(*one, work, bank), levels, work)


def _account(path: Path, levels: tuple[str, ...], work: Path) -> tuple[Outcome, ...]:
    case: Case = case_in(path, work)
    return weigh_case(case, levels, work)


def _run(
    weigh: Callable[[T], tuple[Outcome, ...]],
    chosen: Sequence[T],
    jobs: int,
    progress: Progress | None,
) -> list[Outcome]:
    found: list[Outcome] = []

    def note(number: int, outcomes: tuple[Outcome, ...]) -> None:
        found.extend(outcomes)
        if progress is not None:
            progress(float(number), float(len(chosen)))

    if jobs <= 1:
        for number, one in enumerate(chosen, 1):
            note(number, weigh(one))
        return found
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for number, outcomes in enumerate(pool.map(weigh, chosen), 1):
            note(number, outcomes)
    return found
