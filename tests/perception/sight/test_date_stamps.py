"""Dates in the picture are taken only where they are nothing else, and no order is guessed."""

from __future__ import annotations

import pytest

from witnessmark.perception.sight.date_stamps import date_stamp


@pytest.mark.parametrize(
    ("text", "stamp"),
    [
        ("2014/02/20 09:41:07", {"edtf": "2014-02-20", "clock": "09:41:07"}),
        ("20.02.2014", {"edtf": "2014-02-20"}),
        ("02/20/2014 2:05 PM", {"edtf": "2014-02-20", "clock": "14:05"}),
        ("05.05.2014", {"edtf": "2014-05-05"}),
        ("08:15", {"clock": "08:15"}),
        ("03.04.2022", {"edtf": None, "alternatives": ["2022-03-04", "2022-04-03"]}),
    ],
)
def test_stamps_of_devices_are_read(text: str, stamp: dict[str, object]):
    """Each usual form gives its date and time; an order that is open gives both dates."""
    assert date_stamp(text) == stamp


@pytest.mark.parametrize(
    "text", ["", "31.02.2014", "25:10", "13:00 PM", "Kyiv 2022", "12", "2022-13-40", "1,200"]
)
def test_what_is_no_stamp_gives_none(text: str):
    """Impossible dates, other numbers and sentences are not stamps."""
    assert date_stamp(text) is None
