"""The checks across sources as rows of what came of each and why, for page and screen."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from witnessmark.model import Check, CheckOutcome, Incident

#: How each outcome is written, with a sign that works without colour.
OUTCOMES = MappingProxyType(
    {
        CheckOutcome.CONFLICTS: ("✕", "conflicts"),
        CheckOutcome.SPEAKS_FOR: ("→", "speaks for"),
        CheckOutcome.CANNOT_TELL: ("?", "cannot tell"),
        CheckOutcome.AGREES: ("✓", "agrees"),
    }
)

_RULES = MappingProxyType(
    {
        "publication": "publication and event",
        "file_time": "the file’s own dates",
        "snow": "snow, season and place",
        "bare_ground": "no snow, season and place",
        "sun": "light and the sun",
        "length": "length of the footage",
        "weighed": "numbers, fire and cuts",
        "tension": "the account against itself",
        "strength": "headline against the text below it",
        "coded": "ACLED codes against their sentences",
    }
)


@dataclass(frozen=True, slots=True)
class CheckShown:
    """One check as it is shown; ``sentences`` are counted from 1."""

    outcome: CheckOutcome
    sign: str
    word: str
    about: str
    sentences: str
    reason: str
    source: str

    @property
    def row(self) -> tuple[str, str]:
        """The check as a name and what it is."""
        place = f" About {self.sentences}." if self.sentences else ""
        return (
            f"{self.sign} {self.word}: {self.about}",
            f"{self.reason}{place} Source: {self.source}",
        )


def checks_shown(record: Incident) -> tuple[CheckShown, ...]:
    """Return every check of the record, in its order."""
    sentence_of = {claim.id: claim.sentence for claim in record.claims}
    return tuple(_shown(check, sentence_of) for check in record.checks)


def _shown(check: Check, sentence_of: dict[str, int]) -> CheckShown:
    sign, word = OUTCOMES[check.outcome]
    numbers = sorted({*check.sentences, *(sentence_of[name] for name in check.claims)})
    listed = ", ".join(str(number + 1) for number in numbers)
    return CheckShown(
        outcome=check.outcome,
        sign=sign,
        word=word,
        about=_RULES.get(check.rule, check.rule.replace("_", " ")),
        sentences=f"sentence{'s' if len(numbers) > 1 else ''} {listed}" if numbers else "",
        reason=check.reason,
        source=check.source,
    )
