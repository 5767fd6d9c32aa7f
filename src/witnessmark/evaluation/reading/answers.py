"""One question put to a reading, and how well it was answered.

Conventions
-----------
A figure is the mean score of its answers, pooled over accounts, or, where nothing of the kind may
ever happen (:data:`COUNTED`), the number of wrong ones. A miss is an answer that scores less than 1
and is to be told of. So no figure can fall without a line that says where.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from witnessmark.evaluation.figures import Figure, Figures, ratio

#: Figures that count what is wrong; each account asked gives at least one answer to them.
COUNTED = frozenset(
    {
        *("absurd_dates", "publication_as_event", "invented_events", "invented_names"),
        *("relations_across_videos", "dateparser_junk"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A question of figure ``figure`` on words of an account; ``score`` 1 is right, 0 wrong.

    ``at`` is where the words stand, for the order of misses. ``told`` is False where another
    answer tells of the same miss already.
    """

    figure: str
    account: str
    score: float
    at: int = 0
    quote: str = ""
    wanted: str = ""
    read: str = ""
    told: bool = True


def figures_of(answers: Iterable[Answer]) -> Figures:
    """Return the mean score of each figure, in the order in which figures first come up."""
    by_figure: dict[str, list[Answer]] = {}
    for answer in answers:
        by_figure.setdefault(answer.figure, []).append(answer)
    return {name: _figure(name, some) for name, some in by_figure.items()}


def _figure(name: str, answers: Sequence[Answer]) -> Figure:
    accounts = [one.account for one in answers]
    if name in COUNTED:
        asked = len(set(accounts))
        return Figure(float(sum(one.score < 1 for one in answers)), asked, tests=asked)
    return ratio(accounts, [one.score for one in answers], [1.0] * len(answers))


def misses(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """Return the answers to be told of that are less than right, by account and place."""
    wrong = [one for one in answers if one.told and one.score < 1]
    return tuple(sorted(wrong, key=lambda one: (one.account, one.at)))
