"""Which of an account's days is its event's: weighed against one another, and against none."""

from __future__ import annotations

import math

import pytest

from witnessmark.account.dates.likeliest import NONE, OVERRULES, candidates, chosen, weighed
from witnessmark.account.dates.reading import calendar_of, days_told
from witnessmark.account.document import read_document

#: The footage's own day stands further down, behind that of a funeral.
_FUNERAL = """HALVA, Friday, Nov. 14, 2014 (Eastern Wire) - Hundreds walked behind the coffin of
a bus driver on Thursday.

The film that his cousin made shows a soldier raise his rifle at 7 a.m. on Tuesday, and fire.
"""


def _told(text):
    return days_told(text, read_document(text).sentences)[1]


def test_every_day_named_is_a_candidate_and_so_is_none():
    """The days of an account, each with its cues, and the choice that none of them is it."""
    named = candidates(_told(_FUNERAL))
    assert {day for day, _ in named} == {NONE, "2014-11-14", "2014-11-13", "2014-11-11"}
    assert all(cues for _, cues in named)


def test_a_day_is_as_heavy_as_its_mentions_together():
    """Two mentions of a weight weigh log 2 more than one."""
    named = [("2020-01-01", {"a": 1.0}), ("2020-01-01", {"a": 1.0}), ("2020-01-02", {"a": 1.0})]
    days = weighed(named, {"a": 0.5})
    assert days["2020-01-02"] == pytest.approx(0.5)
    assert days["2020-01-01"] == pytest.approx(0.5 + math.log(2))


def test_the_rules_are_overruled_by_what_clearly_outweighs_them():
    """A day that is a little heavier than that of the rules changes nothing."""
    assert chosen({"a": 0.0, "b": OVERRULES - 0.01}, "a") == "a"
    assert chosen({"a": 0.0, "b": OVERRULES}, "a") == "b"


def test_the_day_of_the_film_outweighs_that_of_the_funeral():
    """What a first paragraph tells of a funeral is not the day of what was filmed."""
    event = calendar_of(_FUNERAL, read_document(_FUNERAL).sentences).event
    assert event.edtf == "2014-11-11"


def test_publication_is_never_chosen_where_nothing_happened_on_it():
    """An account that tells of no day but its own has no day of the event."""
    text = "Posted 3 March 2019\n\nMen fire from a roof. Nobody knows when this was filmed.\n"
    event = calendar_of(text, read_document(text).sentences).event
    assert (event.edtf, event.latest) == (None, "2019-03-03")
