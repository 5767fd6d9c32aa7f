"""The day of publication against the day of the event: a bound, and never the day itself.

Conventions
-----------
A day's slack is given for the zones that writers and sites count in.
"""

from __future__ import annotations

from datetime import timedelta

from witnessmark.alignment.checks.days import event_days, publication_days, told_days, undated
from witnessmark.alignment.checks.matter import Answer, Matter, Rule
from witnessmark.formats.number_words import counted
from witnessmark.model import CheckOutcome

#: Days by which two dates may differ by the zones that they are counted in.
SLACK = timedelta(days=1)
_SOURCE = "The dates that the account itself gives; nothing is reported before it happens."


def publication(matter: Matter) -> tuple[Answer, ...]:
    """Say that a publication is no event, or hold the two dates against each other."""
    published, event = publication_days(matter.reading), event_days(matter.reading)
    if published is None:
        return ()
    later = [one for one in told_days(matter.reading) if one.first > published.last + SLACK]
    if later:
        words = ", ".join(one.words for one in later)
        reason = (
            f"The account gives {words} as a day of the event or of its filming, and "
            f"{published.words} as that of its publication: one of them must be another."
        )
        dates = (*(span for one in later for span in one.spans), *published.spans)
        return (Answer(CheckOutcome.CONFLICTS, reason, _SOURCE, dates=dates),)
    if event is None:
        reason = (
            f"The account gives the day of its publication ({published.words}) and "
            f"{undated(matter.reading)}. The publication is not the date of the event: it happened "
            "on that day or at any time before."
        )
        return (Answer(CheckOutcome.CANNOT_TELL, reason, _SOURCE, dates=published.spans),)
    if event.last > published.last + SLACK:
        outcome, end = CheckOutcome.CANNOT_TELL, "which may be before or after it"
    else:
        days = (published.first - event.last).days
        outcome = CheckOutcome.AGREES
        end = "the same day" if days <= 0 else f"{counted(days, 'day')} later"
    reason = f"The event is told of {event.words}, the account published {published.words}: {end}."
    return (Answer(outcome, reason, _SOURCE, dates=(*event.spans, *published.spans)),)


RULE = Rule("publication", "1", publication, {"slack_days": SLACK.days})
