"""Calendar dates: every form, every trap, what each is the date of, and when the event was."""

from __future__ import annotations

import pytest

from witnessmark.account.dates import Calendar, calendar_of
from witnessmark.account.document import read_document


def read(text: str) -> Calendar:
    """Return the calendar of a text."""
    return calendar_of(text, read_document(text).sentences)


def named(text: str) -> list[str | None]:
    """Return the EDTF of every date that a text names."""
    return [mention.edtf for mention in read(text).mentions]


#: A first line from which years and weekdays are resolved: Friday 6 March 2020.
HEAD = "A fight at the bridge\n\nPublished 6 March 2020\n\n"


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("on June 19, 2017", "2017-06-19"),
        ("on 19 June 2017", "2017-06-19"),
        ("on 19th of June, 2017", "2017-06-19"),
        ("on the 19 of June of 2017", "2017-06-19"),
        ("on 19.06.2017", "2017-06-19"),
        ("on 2017-06-19", "2017-06-19"),
        ("at 2017-06-19T14:05:00Z", "2017-06-19"),
        ("on Tue 3 Mar 2020", "2020-03-03"),
        ("on Tuesday, March 3rd, 2020", "2020-03-03"),
        ("on 03-MAR-2020", "2020-03-03"),
        ("at 031405ZMAR20", "2020-03-03"),
        ("in March 2016", "2016-03"),
        ("in early March 2016", "2016-03"),
        ("in early 2014", "2014"),
        ("in summer 2015", "2015-22"),
        ("in the winter of 2015", "2015-24"),
        ("in 2014", "2014"),
        ("since '14", "2014"),
        ("between 2014 and 2015", "2014"),
        ("from 2014-2016", "2014/2016"),
        ("on the night of 3-4 May 2019", "2019-05-03/2019-05-04"),
        ("on the night of May 3-4, 2019", "2019-05-03/2019-05-04"),
        ("between 24 and 27 November 2019", "2019-11-24/2019-11-27"),
        ("from 30 May to 2 June 2019", "2019-05-30/2019-06-02"),
        ("from December 30 to January 2, 2020", "2019-12-30/2020-01-02"),
        ("on ٣ May ٢٠١٩", "2019-05-03"),
        ("around 3 May 2019", "2019-05-03~"),
        ("probably on 3 May 2019", "2019-05-03?"),
        ("on Christmas Day 2019", "2019-12-25"),
        ("shortly before Christmas 2019", "2019-12"),
        ("on 4 March", "2020-03-04"),
        ("on 8 March", "2019-03-08"),
        ("on Tuesday", "2020-03-03"),
        ("on Friday", "2020-03-06"),
        ("last Saturday", "2020-02-29"),
        ("yesterday", "2020-03-05"),
        ("the day before yesterday", "2020-03-04"),
        ("two days ago", "2020-03-04"),
        ("last week", "2020-02-24/2020-03-01"),
        ("over the weekend", "2020-02-29/2020-03-01"),
        ("last month", "2020-02"),
        ("in August", "2019-08"),
        ("on the 4th", "2020-03-04"),
    ],
)
def test_every_form_of_date_is_read(words: str, edtf: str):
    """Each form becomes EDTF no more exact than its words, and never later than the account."""
    assert edtf in named(f"{HEAD}Two houses were hit {words}.")


@pytest.mark.parametrize(
    "words",
    [
        "A T-62 and a T-72 drive past",
        "They may fire 12 shots",
        "Some 12 may have died",
        "The unit sat down now",
        "The 107th Brigade and the 3rd company move up",
        "It began at 10:30 and ended at 2015 hours",
        "Soldiers march on the town",
        "12 March on the capital",
        "The Sunday Times and the Daily Mail said so",
        "Fighting goes on 24/7 after 9/11",
        "They use 7.62 and 12.7 mm rounds",
        "They lost 3-1 and 10-8",
        "It costs $2014 or €1,999",
        "He fired 2,000 rounds, then 2014 rounds",
        "Nearly 2014 soldiers fled",
        "1/2 of the men, aged 20, fell",
        "The video is 2.04 long",
        "Flight 2019 and room 2014 and T-2014",
        "The 17 February Brigade held 14 July Street",
        "It was filmed on 2019-02-30",
        "Every Friday they fire",
        "In Black Friday sales a Sat dish went",
        "The September 11 attacks and 11 September attacks",
        "A Christmas market and an Easter truce",
    ],
)
def test_what_only_looks_like_a_date_is_none(words: str):
    """Tanks, units, calibres, counts, scores, prices, modal verbs and names are no dates."""
    assert named(f"{words}.") == []


def test_day_and_month_are_decided_by_other_dates():
    """Figures are read as the account's own unmistakable dates are."""
    assert named("It was filmed on 25/12/2016 and 10/8/2016.") == ["2016-12-25", "2016-08-10"]
    assert named("It was filmed on 12/25/2016 and 10/8/2016.") == ["2016-12-25", "2016-10-08"]


def test_day_and_month_are_decided_by_a_weekday():
    """A weekday beside the figures decides, for every date of the account."""
    assert named("It was posted on 5/3/2019. On Monday 4/3/2019 they left.") == [
        "2019-03-05",
        "2019-03-04",
    ]


def test_figures_that_nothing_decides_keep_both_readings():
    """Neither reading is chosen and neither is lost."""
    (mention,) = read("It was filmed on 10/8/2016.").mentions
    assert mention.edtf is None
    assert mention.alternatives == ("2016-08-10", "2016-10-08")
    assert (mention.earliest, mention.latest) == ("2016-08-10", "2016-10-08")
    assert "nothing in the account decides" in mention.reason


def test_a_reading_after_publication_is_out():
    """An account of 1 September 2016 cannot tell of 8 October."""
    assert "2016-08-10" in named("A fight\n\nPublished 1 September 2016\n\nIt fell on 10/8/2016.")


def test_without_a_day_of_writing_nothing_is_resolved():
    """No year, no weekday and no yesterday is ever counted from today."""
    for words in ("on 4 May", "on Tuesday", "yesterday"):
        found = read(f"Two houses were hit {words}.")
        assert [mention.edtf for mention in found.mentions] == [None]
        assert all(mention.reason for mention in found.mentions)
        assert found.event.edtf is None


def test_a_weekday_counts_from_the_dateline():
    """The dateline leads where the page was published later."""
    text = (
        "A fight\n\nPublished 20 March 2020\n\nGORIS, March 6, 2020 (Agency) - Two houses were hit"
        " by mortar fire on Tuesday."
    )
    found = read(text)
    assert found.published == "2020-03-20"
    assert found.event.edtf == "2020-03-03"


@pytest.mark.parametrize(
    ("sentence", "about", "role"),
    [
        ("The clip was filmed on 3 March 2020.", "filming", "event"),
        ("It was first uploaded on 3 March 2020.", "release", "other"),
        ("The army said on Tuesday that two men died.", "report", "other"),
        ("Since the invasion of 24 February 2019 the town has been shelled.", "war_start", "other"),
        ("On imagery of 3 March 2020 the roofs are intact.", "imagery", "other"),
        ("A similar attack on 3 March 2019 killed two.", "other_incident", "other"),
        ("Two houses were hit on Tuesday.", "event", "event"),
        ("A court will rule on Monday.", "future", "other"),
        ("The war began in 2014.", "war_start", "other"),
    ],
)
def test_each_date_says_of_what_it_is_the_date(sentence: str, about: str, role: str):
    """Filming, release, report, war and other incidents are kept apart."""
    mention = read(HEAD + sentence).mentions[-1]
    assert (mention.about, mention.role) == (about, role)


def test_publication_is_only_an_upper_bound():
    """No day stated means no event date, whatever the day of publication."""
    found = read(HEAD + "A man fires a machine gun at a house and runs.")
    assert found.published == "2020-03-06"
    assert found.event.edtf is None
    assert (found.event.earliest, found.event.latest) == (None, "2020-03-06")
    assert "no day of the event is told" in found.event.reason


def test_release_of_the_footage_bounds_the_event():
    """It was out by then, and happened no later."""
    found = read(HEAD + "A man fires. The clip was uploaded on 2 February 2020.")
    assert (found.event.edtf, found.event.latest) == (None, "2020-02-02")


def test_the_day_of_filming_leads():
    """What was filmed when outranks what the text tells of otherwise."""
    found = read(HEAD + "Two houses burned on Tuesday. The clip was filmed on 1 February 2020.")
    assert found.event.edtf == "2020-02-01"


def test_a_refuted_day_is_not_the_events():
    """What an uploader claims is no evidence in a text that refutes it."""
    text = (
        "FALSE: this is not the market\n\nPublished 6 March 2020\n\nA video shows the market being"
        " bombed on Tuesday, its caption claims. It was uploaded on 5 May 2018."
    )
    assert (read(text).event.edtf, read(text).event.latest) == (None, "2018-05-05")


def test_the_header_of_a_shot_list_dates_its_shots():
    """A file shot is not of the event; the dated shots are."""
    text = (
        "FIGHT AT GORIS\n\nSHOTLIST:\nGORIS, ARMENIA (MARCH 3, 2020) (AGENCY)\n1. Wide of house"
        "\nGORIS, ARMENIA (FILE - MAY 2018) (AGENCY)\n2. Wedding guests\n"
    )
    found = read(text)
    assert [mention.about for mention in found.mentions] == ["shot_header", "file"]
    assert found.event.edtf == "2020-03-03"


def test_a_title_may_date_the_event():
    """A night in the title is the event's."""
    found = read("Listening log: Goris, night of 5 to 6 July 2019\n\n0:04 dog barks\n0:07 a shot")
    assert found.event.edtf == "2019-07-05/2019-07-06"
    assert (found.event.precision, found.event.latest) == ("interval", "2019-07-06")


def test_a_wrong_weekday_is_told():
    """A weekday that does not fit the date is named in the reason."""
    (mention,) = read("It was filmed on Monday, 3 March 2020.").mentions
    assert "called a Monday and was a Tuesday" in mention.reason


def test_spans_are_those_of_the_account():
    """Every mention quotes the account at its span, digits of other scripts and all."""
    text = "Filmed on ٣ May ٢٠١٩, or on 3–4 May 2019 — nobody knows."
    for mention in read(text).mentions:
        assert text[slice(*mention.span)] == mention.quote


@pytest.mark.parametrize(
    ("text", "published", "event"),
    [
        ("On 7 October 2023, fighters attacked the village and left.", None, "2023-10-07"),
        ("BEIRA, 27 November 2022. Two houses were hit on Saturday.", "2022-11-27", "2022-11-26"),
        (
            (
                "Units destroy houses\n\nDamascus, SANA-12 January 2020\n\nUnits on Sunday hit"
                " two houses in the town."
            ),
            "2020-01-12",
            "2020-01-12",
        ),
    ],
)
def test_a_dateline_is_a_place_and_its_day(text: str, published: str | None, event: str):
    """What opens a report with a place dates the report; a sentence that opens "On …" does not."""
    found = read(text)
    assert (found.published, found.event.edtf) == (published, event)


@pytest.mark.parametrize(
    ("sentences", "event"),
    [
        ("Three men were buried on Sunday. They had been shot two days earlier.", "2020-02-28"),
        ("Soldiers shot at a bus on Sunday. Two days later a man was charged.", "2020-03-01"),
        ("The man, arrested on 2 March, had fired at a bus two days before.", "2020-02-29"),
        ("The court upheld the ruling on 2 March. He had fired on 5 May 2018.", "2018-05-05"),
        ("On 2 March police released footage. A man fires at a bus.", None),
        ("The UN on Monday condemned a film in which a man fires at a bus.", None),
        ("A first raid on 1 March had failed. A second raid came on 3 March.", "2020-03-03"),
        ("The clip was posted on 4 March, the day after the bus was attacked.", "2020-03-03"),
        ("On Monday 5 November the bus was attacked.", "2018-11-05"),
    ],
)
def test_the_verb_says_whether_a_day_is_the_events(sentences: str, event: str | None):
    """Rulings, arrests, funerals, reactions and uploads follow an event and do not date it."""
    assert read(HEAD + sentences).event.edtf == event


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Press release, March 6, 2020", "2020-03-06"),
        ("Streamed live on 6 March 2020", "2020-03-06"),
        ("[06.03.2020 18:40] Bo: shots at the mill", "2020-03-06"),
        ("Sheriff's Office, entered 03/06/2020", "2020-03-06"),
        ("Date posted: 03/06/2020 (Friday)", "2020-03-06"),
    ],
)
def test_a_line_of_publication_gives_its_day(line: str, published: str):
    """Press releases, streams, messages and forms date themselves; so do American figures."""
    assert read(f"A fight at the bridge\n{line}\n\nA man fires.").published == published


def test_a_date_beside_one_with_a_year_takes_its_year():
    """Two days after a dated event is the same year, whatever comes last in the account."""
    text = "On 7 October 2023 fighters attacked the village. On 9 October 2 houses burned."
    assert named(text)[:2] == ["2023-10-07", "2023-10-09"]
