"""Every rule over one account and one recording: the registry, and the one way in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from witnessmark.alignment.checks import (
    bare_ground,
    coded,
    file_time,
    length,
    publication,
    snow,
    strength,
    sun,
    tension,
    weighed,
)
from witnessmark.alignment.checks.matter import Answer, Matter, Rule
from witnessmark.alignment.checks.snow_days import SnowDays
from witnessmark.model import (
    Check,
    CheckOutcome,
    Finding,
    MadeBy,
    Observation,
    Reading,
    Recording,
    Sought,
)

#: Every rule, in the order in which their checks are told.
RULES: tuple[Rule, ...] = (
    publication.RULE,
    file_time.RULE,
    snow.RULE,
    bare_ground.RULE,
    sun.RULE,
    length.RULE,
    weighed.RULE,
    tension.RULE,
    strength.RULE,
    coded.RULE,
)
_ORDER = (
    CheckOutcome.CONFLICTS,
    CheckOutcome.SPEAKS_FOR,
    CheckOutcome.CANNOT_TELL,
    CheckOutcome.AGREES,
)


def cross_check(
    reading: Reading,
    recording: Recording,
    observations: Sequence[Observation],
    findings: Sequence[Finding],
    *,
    sought: Sequence[Sought] = (),
    snow_days: SnowDays | None = None,
) -> tuple[Check, ...]:
    """Return what every rule says: conflicts first, then what speaks for something, then the rest.

    *sought* says what was looked for, so that not having seen it can say something; *snow_days* is
    a table of the user's own. No verdict is changed by a check. The same input gives the same
    checks in the same order.
    """
    matter = Matter(
        reading=reading,
        recording=recording,
        observations=tuple(observations),
        findings=tuple(findings),
        sought=tuple(sought),
        snow_days=snow_days,
    )
    numbers: Counter[str] = Counter()
    checks = []
    for rule in RULES:
        for answer in rule.answer(matter):
            numbers[rule.name] += 1
            checks.append(_check(f"{rule.name}-{numbers[rule.name]}", rule, answer, snow_days))
    return tuple(sorted(checks, key=lambda check: _ORDER.index(check.outcome)))


def _check(name: str, rule: Rule, answer: Answer, snow_days: SnowDays | None) -> Check:
    own = {} if snow_days is None else {"snow_days": snow_days.sha256}
    settings = {**rule.settings, **(own if rule is snow.RULE else {})}
    return Check(
        id=name,
        rule=rule.name,
        outcome=answer.outcome,
        claims=answer.claims,
        sentences=answer.sentences,
        observations=answer.observations,
        dates=answer.dates,
        places=answer.places,
        reason=answer.reason,
        source=answer.source,
        made_by=MadeBy(
            name=f"witnessmark.alignment.checks.{rule.name}",
            version=rule.version,
            settings=settings,
        ),
    )
