"""What each date of an account amounts to, the dates beside it and the account's day taken in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from witnessmark.account.dates.anchor import Anchor
from witnessmark.account.dates.counting import BY_NOUN, counted_from, last_named
from witnessmark.account.dates.found import ABSOLUTE, NEIGHBOURS, Found, same_sentence
from witnessmark.account.dates.resolving import resolved
from witnessmark.account.dates.written import Day, Value, Written

#: Characters within which a weekday only names the day before it.
_BESIDE = 8
#: Characters between a day and "last year" that is its own.
_ADJACENT = 3


def anchor_of(found: Sequence[Found], order: bool | None) -> Anchor | None:
    """Return the day from which relative words count: dateline, publication, else the last day."""
    exact: list[tuple[str, Day]] = []
    for one in found:
        if one.written.form not in ABSOLUTE:
            continue
        value = resolved(one.written, order=order, anchor=None)
        if (
            value is not None
            and value.edtf
            and value.latest
            and value.precision in {"day", "interval"}
        ):
            exact.append((one.about, value.latest))
    for name, what in (
        ("dateline", "the dateline"),
        ("publication", "publication"),
        ("update", "the last change"),
    ):
        day = next((day for about, day in exact if about == name), None)
        if day is not None:
            return Anchor(day, f"{what}, {day.isoformat()}")
    told = [day for about, day in exact if about not in {"war_start", "other_incident", "file"}]
    if not told:
        return None
    what = f"{max(told).isoformat()}, the last day that the account names"
    return Anchor(max(told), what, written=False)


def values_of(
    found: Sequence[Found], order: bool | None, anchor: Anchor | None
) -> list[Value | None]:
    """Return what each date amounts to, None where it is no date at all; day first or *order*."""
    full = {
        number: resolved(f.written, order=order, anchor=anchor)
        for number, f in enumerate(found)
        if f.written.form in ABSOLUTE
    }
    values: list[Value | None] = []
    for number, one in enumerate(found):
        if number in full:
            values.append(full[number])
            continue
        if one.written.form == "offset":
            step = 1 if one.written.word.endswith("next") else -1
            beside = full.get(number + step)
            if beside is None and step < 0 and values:
                beside = values[-1]
            near = (
                [beside]
                if beside is not None and same_sentence(found, number, number + step)
                else []
            )
            values.append(resolved(one.written, order=order, anchor=anchor, near=tuple(near)))
            continue
        if one.written.form in BY_NOUN:
            bases = counted_from(found, values, full, number)
            near = [v for base in bases if (v := {**full, **dict(enumerate(values))}.get(base))]
            values.append(resolved(one.written, order=order, anchor=anchor, near=tuple(near)))
            continue
        near = [v for n, v in full.items() if v and v.edtf and 0 < number - n <= 3]
        if (day := _apposed(found, values, number)) is not None:
            values.append(day)
            continue
        if (day := _spelt_behind(found, full, number)) is not None:
            values.append(day)
            continue
        if one.written.form == "yearless":
            year = _year_beside(found, values, anchor, number)
            one = one if year is None else replace(one, written=_in_year(one.written, year))
        before = [
            v
            for v, f in zip(values[-2:], found[max(0, number - 2) : number], strict=True)
            if v is not None and v.edtf is not None and f.about not in {"publication", "dateline"}
        ]
        if one.written.word in NEIGHBOURS:
            base = last_named(found, values, number)
            before = [] if base is None or (day := values[base]) is None else [day]
        values.append(
            resolved(
                one.written,
                order=order,
                anchor=anchor,
                near=tuple(before if one.written.form in {"relative", "ordinal"} else near),
                ahead=one.ahead,
            )
        )
    return values


def _year_beside(
    found: Sequence[Found], values: Sequence[Value | None], anchor: Anchor | None, number: int
) -> int | None:
    """Return the year that its sentence counts: "two years ago, on 5 May", "on 5 May last year"."""
    if number and same_sentence(found, number, number - 1):
        value, word = values[number - 1], found[number - 1].written.word
        if value is not None and value.earliest and "years ago" in word:
            return value.earliest.year
    if anchor is None or number + 1 >= len(found):
        return None
    behind = found[number + 1].written
    near = behind.span[0] - found[number].written.span[1] <= _ADJACENT
    counted = {"last year": 1, "the last year": 1, "this year": 0}.get(behind.word)
    return anchor.day.year - counted if near and counted is not None else None


def _in_year(one: Written, year: int) -> Written:
    return replace(one, year=year, form="full")


def _spelt_behind(
    found: Sequence[Found], full: Mapping[int, Value | None], number: int
) -> Value | None:
    """Return the day that stands in full behind an ordinal: "the 24th, June 24th, 2022"."""
    one = found[number].written
    if one.form != "ordinal" or number + 1 >= len(found):
        return None
    behind, value = found[number + 1].written, full.get(number + 1)
    near = 0 <= behind.span[0] - one.span[1] <= _BESIDE and behind.day == one.day
    return value if near else None


def _apposed(found: Sequence[Found], values: Sequence[Value | None], number: int) -> Value | None:
    """Return the day that a weekday beside it only calls by name: "22 April 2011, the Friday"."""
    one, value = found[number].written, values[-1] if values else None
    if one.form != "weekday" or value is None or value.earliest is None or value.precision != "day":
        return None
    near = one.span[0] - found[number - 1].written.span[1] <= _BESIDE
    fits = value.earliest.weekday() == one.weekday and value.edtf is not None
    return value if near and fits and same_sentence(found, number, number - 1) else None
