"""Publication, event and the file's own dates against one another."""

import pytest
from check_cases import (
    AGREES,
    CANNOT_TELL,
    CONFLICTS,
    SPEAKS_FOR,
    checks_of,
    fact,
    outcomes,
    told,
)


def test_a_publication_alone_is_said_to_be_no_event():
    """The check says so in words, and decides nothing."""
    (check,) = checks_of("publication", told(published="2017-06-19"))
    assert check.outcome is CANNOT_TELL
    assert "The publication is not the date of the event" in check.reason
    assert check.dates == ((0, 1),)


def test_days_of_which_none_is_the_events_are_named():
    """An account of several days has no one day of the event."""
    read = told(published="2017-06-19", event="2017-06-10")
    account = read.account.model_copy(update={"event_date": None})
    (check,) = checks_of("publication", read.model_copy(update={"account": account}))
    assert check.outcome is CANNOT_TELL
    assert "no one day of the event (2017-06-10 is told)" in check.reason


@pytest.mark.parametrize(
    ("event", "outcome"),
    [("2017-06-10", AGREES), ("2017-06-20", AGREES), ("2017-06-25", CONFLICTS)],
)
def test_nothing_is_published_before_it_happens(event, outcome):
    """A day's slack for time zones, and no more."""
    read = told(published="2017-06-19", event=event)
    assert outcomes("publication", read) == [outcome]


def test_without_a_publication_nothing_is_said():
    """There is nothing to hold against the event."""
    assert outcomes("publication", told(event="2017-06-10")) == []


@pytest.mark.parametrize(
    ("name", "value", "outcome"),
    [
        ("creation_time", "2017-06-18T10:00:00Z", AGREES),
        ("creation_time", "2017-06-20T10:00:00Z", AGREES),
        ("creation_time", "2018-01-02T10:00:00Z", SPEAKS_FOR),
        ("creation_date", "2018-01-02T10:00:00+0300", CONFLICTS),
        ("creation_date", "2017-06-21T01:00:00+1400", AGREES),
    ],
)
def test_a_file_made_after_the_account_is_no_copy_of_what_it_tells_of(name, value, outcome):
    """A header is written anew by any conversion; a device's dated tag is not, as a rule."""
    read = told(published="2017-06-19")
    assert outcomes("file_time", read, [fact(name, value)]) == [outcome]


@pytest.mark.parametrize(
    ("name", "value", "outcome"),
    [
        ("creation_date", "2016-01-02T10:00:00+0300", CONFLICTS),
        ("creation_time", "2016-01-02T10:00:00Z", SPEAKS_FOR),
        ("creation_time", "2017-06-09T23:00:00Z", AGREES),
        ("creation_date", "2017-06-15T23:00:00Z", CANNOT_TELL),
    ],
)
def test_a_file_made_before_the_event_does_not_show_it(name, value, outcome):
    """By its device's clock; a header's may never have been set."""
    read = told(event="2017-06-10")
    (check,) = checks_of("file_time", read, [fact(name, value)])
    assert check.outcome is outcome
    assert check.dates == ((1, 2),)


@pytest.mark.parametrize(
    "value",
    ["not set", "1970-01-01T00:00:00Z", "soon", "", 5, None, "9999-12-31T23:59:59-10:00"],
)
def test_a_time_that_is_none_says_nothing(value):
    """Neither an unset clock nor any other value makes a check, or an error."""
    read = told(published="2017-06-19", event="2017-06-10")
    assert outcomes("file_time", read, [fact("creation_time", value)]) == []
