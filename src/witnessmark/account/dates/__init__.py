"""Calendar dates in an account: EDTF, what each is the date of, and when the event was.

Conventions
-----------
Own grammar, no general parser. A date is as exact as its words and never later than the account
(notes: reading, section 6). The day of publication is never the event's.
"""

from witnessmark.account.dates.reading import Calendar, calendar_of

__all__ = ["Calendar", "calendar_of"]
