"""How many sentences got which verdict: the line, and the bar, at the head of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from witnessmark.model import Verdict
from witnessmark.publication.agreement import KnownTruth
from witnessmark.publication.panels import SentencePanel
from witnessmark.publication.wording import MARKS, VerdictWord


@dataclass(frozen=True, slots=True)
class Tally:
    """How many sentences got one verdict, and where its bar lies in the whole (percent)."""

    verdict: VerdictWord
    count: int
    left: str
    width: str


def tallies(panels: Sequence[SentencePanel]) -> tuple[Tally, ...]:
    """Count the sentences of each mark, every one of them in legend order."""
    made, reached, whole = [], 0, max(len(panels), 1)
    for word in MARKS:
        count = sum(panel.verdict == word for panel in panels)
        made.append(
            Tally(word, count, f"{reached / whole * 100:.4f}%", f"{count / whole * 100:.4f}%")
        )
        reached += count
    return tuple(made)


#: The two verdicts that say nothing of the footage, only of the test.
UNTESTED = frozenset({Verdict.NOT_TESTABLE.value, Verdict.NOT_TESTED.value})


def summary(
    counts: Sequence[Tally],
    panels: Sequence[SentencePanel],
    known: Sequence[KnownTruth] | None,
) -> str:
    """Say in one line what came of the sentences, what could not be tested included.

    Figures of agreement with known truth follow where there is any.
    """
    total = sum(tally.count for tally in counts)
    tested = [
        f"{t.count} {t.verdict.word}" for t in counts if t.verdict.code not in UNTESTED and t.count
    ]
    untested = sum(t.count for t in counts if t.verdict.code in UNTESTED)
    line = f"Of {total} {'sentence' if total == 1 else 'sentences'}: "
    line += ", ".join(tested) if tested else "none could be tested"
    if untested:
        line += f"; {untested} could not be tested"
    if known:
        line += f". Against the known truth of the rendering: {_score(panels, known)}"
    return line + "."


def _score(panels: Sequence[SentencePanel], known: Sequence[KnownTruth]) -> str:
    """Say how many verdicts decided anything and how many of those were right: no more counts."""
    undecided = {*UNTESTED, Verdict.CONSISTENT.value}
    decided = {panel.index for panel in panels if panel.verdict.code not in undecided}
    right = sum(truth.agreement == "agrees" for truth in known if truth.sentence in decided)
    wrong = sum(truth.agreement == "disagrees" for truth in known)
    return f"{len(decided)} decided, {right} of them rightly; {wrong} wrong in all"
