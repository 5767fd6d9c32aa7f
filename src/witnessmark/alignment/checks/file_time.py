"""When the file says that it was made, against the publication and against the day of the event.

Conventions
-----------
A header's time (ISO/IEC 14496-12) is written anew by every conversion, and may be a clock that was
never set: it never conflicts. The time with a zone that a device writes survives most copies: what
was recorded before the event, or after the account came out, conflicts with it. A day's slack is
given for zones. Times before 1990 are no times.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from witnessmark.alignment.checks.days import Days, event_days, publication_days
from witnessmark.alignment.checks.matter import Answer, Matter, Rule
from witnessmark.alignment.checks.publication import SLACK
from witnessmark.model import CheckOutcome

_FIRST_YEAR = 1990
_SOURCE = (
    "The times in the file itself (ISO/IEC 14496-12; the dated tag of Apple's QuickTime metadata), "
    "which anybody can write."
)


@dataclass(frozen=True, slots=True)
class _Made:
    """When the file says that it was made, and whether its device does."""

    day: date
    words: str
    by_device: bool
    observation: str


def file_time(matter: Matter) -> tuple[Answer, ...]:
    """Hold the file's times against the account's dates; nothing where either has none."""
    made = list(_times(matter))
    published, event = publication_days(matter.reading), event_days(matter.reading)
    answers = [_against_publication(one, published) for one in made if published is not None]
    answers += [_against_event(one, event) for one in made if event is not None]
    return tuple(answers)


def _times(matter: Matter) -> Iterator[_Made]:
    seen = set()
    for one in matter.facts("creation_date", "creation_time"):
        value, device = one.attributes.get("value"), one.attributes["fact"] == "creation_date"
        when = _parsed(value) if isinstance(value, str) else None
        if when is None or when.year < _FIRST_YEAR or (when, device) in seen:
            continue
        seen.add((when, device))
        # In UTC, so that the day is one; the slack covers what the zone makes of it.
        words = f"{'its device' if device else 'its header'} dates it {value}"
        yield _Made(when.astimezone(UTC).date(), words, device, one.id)


def _parsed(text: str) -> datetime | None:
    try:
        when = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if not _FIRST_YEAR <= when.year < 9999:
        return None  # nor could it be moved to another zone at the ends of the calendar
    return when if when.tzinfo is not None else when.replace(tzinfo=UTC)


def _against_publication(made: _Made, published: Days) -> Answer:
    start = f"The account was published {published.words}, and of the file {made.words}"
    if made.day <= published.last + SLACK:
        outcome, end = CheckOutcome.AGREES, "not after it"
    elif made.by_device:
        outcome = CheckOutcome.CONFLICTS
        end = (
            "later than the account came out, by a clock that copies as a rule leave alone: this "
            "is no copy of what the account tells of, or its clock or the account's date is wrong"
        )
    else:
        outcome = CheckOutcome.SPEAKS_FOR
        end = (
            "later than the account came out. That speaks for a copy or conversion made since, "
            "which writes its own time"
        )
    return _answer(outcome, f"{start}: {end}.", made, published)


def _against_event(made: _Made, event: Days) -> Answer:
    start = f"The event is told of {event.words}, and of the file {made.words}"
    if made.day < event.first - SLACK:
        by_device = made.by_device and bool(event.spans)
        outcome = CheckOutcome.CONFLICTS if by_device else CheckOutcome.SPEAKS_FOR
        end = "before the event" + (
            ": the footage is older, or its clock or the account's date is wrong"
            if by_device
            else ". That speaks for older footage, or for a clock that was wrong"
        )
    elif made.day <= event.last + SLACK:
        outcome, end = CheckOutcome.AGREES, "on a day of it, or next to one"
    else:
        outcome = CheckOutcome.CANNOT_TELL
        end = "after the event, as of any later copy; when it was filmed is open"
    return _answer(outcome, f"{start}: {end}.", made, event)


def _answer(outcome: CheckOutcome, reason: str, made: _Made, days: Days) -> Answer:
    return Answer(outcome, reason, _SOURCE, observations=(made.observation,), dates=days.spans)


RULE = Rule("file_time", "1", file_time, {"slack_days": SLACK.days, "first_year": _FIRST_YEAR})
