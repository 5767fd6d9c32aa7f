"""Sources of knowledge held against each other: footage, account, file, calendar, climate, sun.

A check is no verdict: those are for :mod:`witnessmark.alignment.aligning` alone. What each rule
goes by and what it cannot tell is in ``docs/checks.md``.
"""

from witnessmark.alignment.checks.checking import RULES, cross_check
from witnessmark.alignment.checks.snow_days import SnowDays, read_snow_days

__all__ = ["RULES", "SnowDays", "cross_check", "read_snow_days"]
