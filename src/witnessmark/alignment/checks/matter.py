"""What a rule is given, and what it answers with.

Conventions
-----------
A rule is a pure function from :class:`Matter` to answers; it cannot fail, since what it lacks is
None or empty, and it then says that it cannot tell, or nothing where it has nothing to speak of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from witnessmark.alignment.checks.snow_days import SnowDays
from witnessmark.alignment.citing import stretches
from witnessmark.clock import clock_face
from witnessmark.formats.number_words import counted
from witnessmark.model import (
    CheckOutcome,
    Claim,
    ClaimType,
    Finding,
    Kind,
    Observation,
    Polarity,
    Reading,
    Recording,
    Role,
    Sentence,
    Sought,
)
from witnessmark.model.noun import TextSpan

#: What is said of the event or of the footage, by the writer or by somebody quoted.
_TOLD = frozenset(
    {ClaimType.OBSERVATION, ClaimType.INFERENCE, ClaimType.ATTRIBUTED, ClaimType.MEDIA_META}
)


@dataclass(frozen=True, slots=True)
class Matter:
    """Everything that one account and one recording give to a rule."""

    reading: Reading
    recording: Recording
    observations: tuple[Observation, ...]
    findings: tuple[Finding, ...]
    sought: tuple[Sought, ...] = ()
    snow_days: SnowDays | None = None

    @property
    def told(self) -> tuple[Claim, ...]:
        """The claims that tell of the event or the footage and leave it neither open nor denied."""
        return tuple(
            claim
            for claim in self.reading.claims
            if claim.type in _TOLD
            and claim.polarity is Polarity.POSITIVE
            and claim.certainty in {"CT+", "PR+", "PS+"}
        )

    @property
    def roles(self) -> dict[int, Role]:
        """What each sentence is for, by its index."""
        return {sentence.index: sentence.role for sentence in self.reading.sentences}

    def finding_of(self, claim: Claim) -> Finding | None:
        """Return the finding on *claim*."""
        return next((one for one in self.findings if one.claim == claim.id), None)

    def sentence_of(self, claim: Claim) -> Sentence | None:
        """Return the sentence that *claim* is in."""
        wanted = claim.sentence
        return next((one for one in self.reading.sentences if one.index == wanted), None)

    def facts(self, *names: str) -> Iterator[Observation]:
        """Yield what the file says of itself under these *names*."""
        for one in self.observations:
            if one.kind is Kind.CONTAINER_FACT and one.attributes.get("fact") in names:
                yield one


@dataclass(frozen=True, slots=True)
class Answer:
    """What a rule says; a check is made of it."""

    outcome: CheckOutcome
    reason: str
    source: str
    claims: tuple[str, ...] = ()
    sentences: tuple[int, ...] = ()
    observations: tuple[str, ...] = ()
    dates: tuple[TextSpan, ...] = ()
    places: tuple[TextSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by the name that its checks carry; ``settings`` is everything that it goes by."""

    name: str
    version: str
    answer: Callable[[Matter], tuple[Answer, ...]]
    settings: dict[str, float | str] = field(default_factory=dict)


def quoted(claims: Sequence[Claim], most: int = 3) -> str:
    """Quote *claims*, the first *most* of them and the number of the others.

    A quote longer than 90 characters is cut, and says so.
    """
    words = [f"“{_short(claim.quote)}”" for claim in claims[:most]]
    left = len(claims) - most
    more = f" and {counted(left, 'more claim')}" if left > 0 else ""
    return ", ".join(words) + more


def seconds(observations: Sequence[Observation], most: int = 3) -> str:
    """Say when *observations* were, the first *most* of them and the number of the others."""
    spans = sorted(stretches(sorted(observations, key=lambda one: (one.kind, one.start))))
    words = [f"{clock_face(s.start.seconds)} to {clock_face(s.end.seconds)}" for s in spans[:most]]
    left = len(spans) - most
    more = f" and {counted(left, 'more time')}" if left > 0 else ""
    return ", ".join(words) + more


def joined(words: Sequence[str], last: str = "and") -> str:
    """Join *words* as a list in a sentence."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def ids(things: Sequence[Claim] | Sequence[Observation]) -> tuple[str, ...]:
    """Return the ids of *things*, in order and each once."""
    return tuple(dict.fromkeys(one.id for one in things))


def _short(quote: str) -> str:
    plain = " ".join(quote.split())
    return plain if len(plain) <= 90 else f"{plain[:89].rstrip()}…"
