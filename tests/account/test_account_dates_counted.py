"""Days told by feasts and counted from others, and which of many days is the event's."""

from __future__ import annotations

import datetime

import pytest

from witnessmark.account.dates import Calendar, calendar_of
from witnessmark.account.dates.feasts import feast_in
from witnessmark.account.document import read_document

Day = datetime.date


def read(text: str) -> Calendar:
    """Return the calendar of a text."""
    return calendar_of(text, read_document(text).sentences)


@pytest.mark.parametrize(
    ("name", "year", "orthodox", "days"),
    [
        # Easter: tables of the United States Naval Observatory.
        ("easter sunday", 2024, False, [Day(2024, 3, 31)]),
        ("easter", 2024, True, [Day(2024, 5, 5)]),
        ("good friday", 2019, False, [Day(2019, 4, 19)]),
        ("whit monday", 2021, False, [Day(2021, 5, 24)]),
        # Umm al-Qura: as announced by Saudi Arabia.
        ("eid al-fitr", 2023, False, [Day(2023, 4, 21)]),
        ("Eid ul-Adha", 2024, False, [Day(2024, 6, 16)]),
        ("ashura", 2018, False, [Day(2018, 9, 20)]),
        ("yom kippur", 2021, False, [Day(2021, 9, 16)]),
        ("Passover", 2024, False, [Day(2024, 4, 23)]),
        ("memorial day", 2024, False, [Day(2024, 5, 27)]),
        ("thanksgiving", 2023, False, [Day(2023, 11, 23)]),
        ("New Year’s Eve", 2016, False, [Day(2016, 12, 31)]),
        # A year of 365 days can hold two of a shorter one.
        ("eid al-fitr", 2000, False, [Day(2000, 1, 8), Day(2000, 12, 27)]),
        ("diwali", 2020, False, []),
    ],
)
def test_a_feast_falls_where_its_calendar_puts_it(name, year, orthodox, days):
    """Each feast is reckoned by its own calendar; one that none reckons has no day."""
    assert [feast.first for feast in feast_in(name, year, orthodox=orthodox)] == days


@pytest.mark.parametrize(
    ("head", "sentence", "event"),
    [
        ("4 April 2024", "A man fired at the diner early on Easter Sunday.", "2024-03-31"),
        ("14 January 2022", "A gun was fired on the Saturday before Christmas.", "2021-12-18"),
        ("19 June 2024", "We attacked on the second day of Eid al-Adha.", "2024-06-17"),
        ("30 April 2022", "Shells hit the church in the night before Orthodox Easter.",
         "2022-04-23/2022-04-24"),
        ("2 April 2016", "Three days before Nowruz a shell hit it.", "2016-03-17/2016-03-18"),
        # Which reckoning, which of two feasts: left open.
        ("8 May 2024", "Shells hit Kharkiv, Ukraine, on Easter Monday.", None),
        ("20 November 2021", "The convoy was attacked on the first day of Eid.", None),
        # What a feast ends, and what is named after one.
        ("4 April 2024", "The diner was shot at and will be shut until Memorial Day.", None),
    ],
)  # fmt: skip
def test_an_event_is_dated_by_a_feast(head, sentence, event):
    """A feast gives the day where its name, its calendar and the account's day leave one."""
    assert read(f"A note\n\nPublished {head}\n\n{sentence}").event.edtf == event


@pytest.mark.parametrize(
    ("head", "sentences", "event"),
    [
        (
            "The offensive was launched on 4 April 2019.",
            "Eleven days into the offensive a rocket hit the bakery.",
            "2019-04-15",
        ),
        (
            "The clip was uploaded on 3 August 2020.",
            "The shooting happened the day before the upload.",
            "2020-08-02",
        ),
        (
            "He was born on 17 May 1986.",
            "Two days after his thirtieth birthday he was shot.",
            "2016-05-19",
        ),
        (
            "Published 11 March 2024",
            "On Saturday families met for the second anniversary of the shelling of their town.",
            "2022-03-09",
        ),
        (
            "Published 20 January 2024",
            "Ten years ago today I filmed how they fired at us.",
            "2014-01-20",
        ),
        (
            "Published 30 April 2024",
            "Two years ago, on 29 April, gunmen attacked the bus.",
            "2022-04-29",
        ),
        (
            "Published 12 May 2023",
            "He was arrested on Tuesday. What the film shows happened the following afternoon.",
            "2023-05-10",
        ),
        (
            "Pictures from above of 9 November 2022 show the bridge, those of 14 November a gap.",
            "The blast was filmed between those two days.",
            "2022-11-09/2022-11-14",
        ),
        ("Published 7 May 2023", "At night on Sunday the depot was hit.", "2023-05-06/2023-05-07"),
        ("Second quarter 2020", "On 21 May a patrol was ambushed and filmed it.", "2020-05-21"),
    ],
)
def test_a_day_is_counted_from_what_its_words_name(head, sentences, event):
    """A day is counted from the day of the noun that it hangs on, and from no other."""
    assert read(f"{head}\n\n{sentences}").event.edtf == event


def test_of_several_days_the_one_told_as_it_happened_is_the_events():
    """Time of day and footage speak for a day; what had gone before and what followed do not."""
    text = (
        "Findings\n\nThe village had been attacked twice before: on 14 February 2021 and on 3"
        " March 2021.\n\nOn 22 April 2021, at about 5 a.m., men on motorcycles shot at the mosque."
        " A video shows three of them.\n\nThe prosecutor opened an inquiry on 30 April 2021."
    )
    assert read(text).event.edtf == "2021-04-22"


def test_days_that_nothing_sets_apart_are_none():
    """Where days far apart are told alike, none is chosen."""
    text = (
        "A row\n\nNobody knows when. The bridge was closed on 2 March 2020. The lorry was burnt on"
        " 3 May 2020. The lorry was burnt on 9 August 2020."
    )
    assert read(text).event.edtf is None


@pytest.mark.parametrize(
    "stamp",
    [
        "The clock in the corner of the picture reads 01/01/2000, since nobody had ever set it.",
        "The camera shows 03/30/2024 in the corner, but it is set to Mountain Time.",
    ],
)
def test_a_clock_that_was_set_wrong_dates_nothing(stamp):
    """What a burnt-in clock shows is no day of the event where the account says it is wrong."""
    calendar = read(f"Shots at a diner\n\nPublished 4 April 2024\n\nA man fires. {stamp}")
    assert calendar.event.edtf is None
    assert "file" in {mention.about for mention in calendar.mentions}


def test_a_piece_of_memory_is_not_about_the_day_it_is_kept():
    """Where the head looks back over years, an older day that is told of is the event's."""
    text = (
        "Forty years on, a town listens\n\nThe tape was played this morning, as every year.\n\n"
        "On the evening of 14 November 1982 a shot killed a guard.\n\nCourier, 14 November 2022"
    )
    assert read(text).event.edtf == "1982-11-14"
