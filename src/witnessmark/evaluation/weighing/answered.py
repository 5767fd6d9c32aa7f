"""A planted sentence and the verdict it was given: plain values, to travel between processes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from witnessmark.evaluation.weighing.expecting import Answer, Answers
from witnessmark.evaluation.weighing.propositions import Seconds

#: Answers that say nothing either way.
UNDECIDED = frozenset({Answer.NOT_TESTED, Answer.NOT_TESTABLE})
#: Answers that bear a sentence out.
BORNE_OUT = frozenset({Answer.SHOWN, Answer.CONSISTENT, Answer.ABSENT})


@dataclass(frozen=True, slots=True)
class Answered:
    """A sentence of an incident's account and its verdict.

    ``cited`` are the seconds of its citations. ``confidence`` is the least of the findings that
    decided, None where none has one. ``uncovered`` says that it was shown by seconds that no
    detector covered, ``kept`` that its words are kept for reports. ``likeness`` is the IoU of cited
    and true seconds, None where either is empty.
    """

    incident: str
    family: str
    text: str
    kind: str
    truth: bool | None
    hedged: bool
    expected: Answers
    given: Answer
    reason: str
    seconds: Seconds = ()
    cited: Seconds = ()
    likeness: float | None = None
    confidence: float | None = None
    uncovered: bool = False
    kept: bool = False

    @property
    def right(self) -> bool:
        """Whether the verdict is one of those that are right."""
        return self.given in self.expected


@dataclass(frozen=True, slots=True)
class Omission:
    """Something that happens and that no sentence speaks of; ``told`` if it was listed so."""

    incident: str
    family: str
    kind: str
    told: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """One incident weighed at one level by one method."""

    level: str
    method: str
    answered: tuple[Answered, ...]
    omissions: tuple[Omission, ...] = ()
    blind: tuple[Answered, ...] = ()


def likeness(
    cited: Seconds, right: Sequence[Seconds], stretch: tuple[float, float] | None
) -> float | None:
    """Return the best IoU of *cited* and one of the *right* ways to cite; None where one is empty.

    What bears a sentence out may be cited whole, or as far as it lies in the *stretch* that the
    words name.
    """
    ways = [one for one in right if one]
    if not cited or not ways:
        return None
    if stretch is not None:
        ways += [_clip(one, stretch) for one in ways]
    found = [_likeness(cited, way) for way in ways if way]
    if stretch is not None:
        found += [_likeness(_clip(cited, stretch), way) for way in ways if way]
    return max(found)


def _clip(spans: Seconds, stretch: tuple[float, float]) -> Seconds:
    low, high = stretch
    return tuple((max(a, low), min(b, high)) for a, b in spans if a < high and low < b)


def _likeness(one: Seconds, two: Seconds) -> float:
    both = _length(one) + _length(two) - _length((*one, *two))
    whole = _length((*one, *two))
    return both / whole if whole else 0.0


def _length(spans: Seconds) -> float:
    """Return how many seconds *spans* cover together."""
    total, reached = 0.0, float("-inf")
    for start, end in sorted(spans):
        total += max(0.0, end - max(start, reached))
        reached = max(reached, end)
    return total
