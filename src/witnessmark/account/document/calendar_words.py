"""Days and clock times as lines around an account write them."""

from __future__ import annotations

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
WEEKDAY = r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?:\s*[-–/]\s*\d{1,2}(?:st|nd|rd|th)?)?"

#: A day of the calendar, with or without its year; never a bare number.
DAY = (
    rf"(?:(?:{WEEKDAY}\.?,?\s+)?(?:{MONTH}\s+{_DAY}(?:,?\s+\d{{4}})?"
    rf"|{_DAY}(?:\s+of)?\s+{MONTH},?(?:\s+\d{{4}})?)"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d))"
)

#: A day with its year: the sort of date that a line of publication carries.
DAY_OF_YEAR = (
    rf"(?:(?:{WEEKDAY}\.?,?\s+)?(?:{MONTH}\s+{_DAY},?\s+\d{{4}}"
    rf"|{_DAY}(?:\s+of)?\s+{MONTH},?\s+\d{{4}})"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{4})"
)

#: A time of day: "18:40", "18h40", "6.40 pm", "2 hours ago".
TIME = (
    r"(?:at\s+)?(?:\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?)"
    r"(?:\s*(?:gmt|utc|est|edt|cet|cest|eet|eest|msk|bst|ist|local time)(?:[+-]\d{1,2})?)?"
    r"|\d+\s+(?:minutes?|hours?|days?|weeks?)\s+ago"
)
