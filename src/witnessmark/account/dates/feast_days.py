"""Days told by a feast: "on Easter Sunday", "two days after Eid", "the Friday before Christmas".

Conventions
-----------
A feast without its year is the last one up to the day on which the account was written. When it
fell is reckoned in :mod:`.feasts`.
"""

from __future__ import annotations

import datetime
from dataclasses import replace

from witnessmark.account.dates.anchor import Anchor
from witnessmark.account.dates.feasts import Feast, feast_in
from witnessmark.account.dates.written import Value, Written, interval, single

_DAY = datetime.timedelta(days=1)
#: Days after an Eid within which no other can be meant.
_JUST_AFTER = datetime.timedelta(days=14)


def holiday(one: Written, anchor: Anchor | None) -> Value | None:
    """Return the day of a feast; before and after it only its month is sure."""
    feast = _feast(one, anchor)
    if feast is None:
        return None
    why, after = feast.why, (one.since or 0) * _DAY
    first, last = feast.first + after, feast.last + after
    if one.weekday is not None and one.word.endswith(" weekday"):
        back = (first.weekday() - one.weekday - 1) % 7 + 1
        forth = (one.weekday - first.weekday() - 1) % 7 + 1
        day = first - back * _DAY if one.word.startswith("before") else first + forth * _DAY
        return single(day, f"counted from a feast on {first.isoformat()}, {why}")
    if one.word == "into":
        return interval(first - _DAY, last, f"the night before a feast, {why}")
    if one.word == "on" and feast.other is not None and not feast.shifts:
        both = sorted((first, feast.other + after))
        names = tuple(day.isoformat() for day in both)
        return Value(None, both[0], both[1], "day", why, names)
    if one.word == "on":
        value = interval(first, last, f"a feast: {why}")
        other = None if feast.other is None else feast.other + after
        return value if other is None else replace(value, alternatives=(other.isoformat(),))
    why = f"{one.word} a feast on {feast.first.isoformat()}: its days are not told"
    if "before" in one.word:
        first, last = (first - _DAY).replace(day=1), first - _DAY
    elif "after" in one.word or one.word == "since":
        first, last = last + _DAY, last + 31 * _DAY
    elif one.word == "during":
        last = last + 3 * _DAY
    else:
        first, last = first - 3 * _DAY, last + 3 * _DAY
    if first.month == last.month and "before" in one.word:
        return Value(first.isoformat()[:7], first, last, "month", why)
    return interval(first, last, why)


def _feast(one: Written, anchor: Anchor | None) -> Feast | None:
    """Return the feast of its year, or the last one up to the anchor."""
    bare = one.feast == "eid"
    if one.year is not None:
        found = feast_in(one.feast, one.year, orthodox=one.orthodox)
        return found[0] if len(found) == 1 else None
    if anchor is None:
        return None
    after = (one.since or 0) * _DAY
    past = [
        feast
        for year in (anchor.day.year - 1, anchor.day.year)
        for feast in feast_in(one.feast, year, orthodox=one.orthodox)
        if feast.first + after <= anchor.day
    ]
    last = max(past, key=lambda feast: feast.first, default=None)
    if last is not None and last.other is not None and last.other + after > anchor.day:
        last = replace(last, other=None)  # of two reckonings, the one that had been
    # Which of the two Eids is meant is plain only just after one.
    return None if last is None or (bare and anchor.day - last.first > _JUST_AFTER) else last
