"""Days counted from days that the account names: "two days later", "his thirtieth birthday".

Conventions
-----------
What is counted from is the last of *near*, the dates that the account names before, the nearest
last. Which day that is where words name it is told in :mod:`.counting`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

from witnessmark.account.dates.written import Value, Written, day_of, interval, single

_DAY = datetime.timedelta(days=1)


def _counted(one: Written, near: tuple[Value, ...]) -> Value | None:
    """Return the day so many days before or after the one of *near*."""
    named = near[-1] if near else None
    if named is None or named.earliest is None:
        return None
    day = named.earliest + (one.since or 0) * _DAY
    return single(day, f"counted from {named.edtf}, the day named with that word")


def _birthday(one: Written, near: tuple[Value, ...]) -> Value | None:
    """Return the day counted from a birthday of who was born on the day of *near*."""
    born = near[-1].earliest if near else None
    there = None if born is None else day_of(born.year + (one.year or 0), born.month, born.day)
    if there is None or born is None:
        return None
    return single(there + (one.since or 0) * _DAY, f"counted from {born}, the day of birth")


def _anniversary(one: Written, near: tuple[Value, ...]) -> Value | None:
    """Return the day so many years before the one of *near*, on which it was kept."""
    kept = near[-1].earliest if near else None
    there = None if kept is None else day_of(kept.year - (one.since or 0), kept.month, kept.day)
    return None if there is None else single(there, f"{one.since} years before {kept}")


def _between(_one: Written, near: tuple[Value, ...]) -> Value | None:
    """Return the stretch between the two days of *near* that were named last."""
    days = sorted(value.earliest for value in near[-2:] if value.earliest)
    return None if len(days) < 2 else interval(days[0], days[1], "the two days named before it")


def _offset(one: Written, near: tuple[Value, ...]) -> Value | None:
    """Return the day so many days before or after the one that *near* names last."""
    named = near[-1] if near else None
    if named is None or named.precision != "day" or named.earliest is None or not named.edtf:
        return None
    # "posted two days after the attack": the attack is two days before the post.
    after = one.word.startswith("after") == one.word.endswith("next")
    days = (one.since or 0) * _DAY
    there = named.earliest + days if after else named.earliest - days
    return single(there, f"counted from {named.edtf}, named with it")


def neighbour(one: Written, near: tuple[Value, ...]) -> Value | None:
    """Return the day so many days before or after the one named last, None where none was."""
    named = near[-1] if near else None
    if named is None or named.precision != "day" or named.earliest is None:
        return None
    if one.word == "same day":
        return single(named.earliest, f"on {named.edtf}, named before it")
    count = one.since or 1
    days = count * _DAY
    day = named.earliest + (days if one.word == "day after" else -days)
    far = "the day" if count == 1 else f"{count} days"
    side = one.word.removeprefix("day ")
    return single(day, f"{far} {side} {named.edtf}, named before it")


#: How each form of date is counted from those named before it.
COUNTED: dict[str, Callable[[Written, tuple[Value, ...]], Value | None]] = {
    "offset": _offset,
    "counted": _counted,
    "birthday": _birthday,
    "anniversary": _anniversary,
    "between": _between,
}
