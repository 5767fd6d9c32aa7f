"""Titles, publication lines, bylines and where sentences end."""

from __future__ import annotations

import pytest

from witnessmark.account.document import read_document
from witnessmark.model import Role


def test_title_publication_and_body_are_told_apart():
    """The head of an account is cut into title and publication line, with the author's name."""
    document = read_document("Fight At The Bridge\n\nPosted on May 3, 2015 by Ann Lee\n\nThey run.")
    assert [s.role for s in document.sentences] == [Role.TITLE, Role.PUBLICATION, Role.BODY]
    assert (document.title, document.byline) == ("Fight At The Bridge", "Ann Lee")


def test_an_empty_byline_takes_no_name_from_the_next_line():
    """An author line with no name behind it names nobody."""
    document = read_document("A Title\n\npublished on 3 May 2015 by\n\nSoldiers advance.")
    assert document.byline is None


def test_a_lone_line_is_body():
    """Nothing in a single caption says that it is a title."""
    (only,) = read_document("Soldiers fire at a house").sentences
    assert only.role is Role.BODY


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Gen. Petrov spoke at 3.30 p.m. and left. He ran.", 2),
        ("No. 5 Company fired. It stopped!", 2),
        ("J. R. Smith was hit.", 1),
        ('He said "stop." Then he fired.', 2),
        ("1. Wide of street\n2. Gunfire heard", 2),
        ("Shots... Then silence.", 2),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, count: int):
    """Abbreviations, initials, item numbers and decimals end no sentence."""
    assert len(read_document(text).sentences) == count


def test_hard_wrapped_prose_is_joined():
    """A sentence broken by a fixed line width is one sentence, its line break inside it."""
    text = "The soldiers walk along the road for a long time while\nsnow falls on them. They stop."
    first = read_document(text).sentences[0]
    assert first.text.endswith("snow falls on them.")
    assert "\n" in first.text


def roles(text: str) -> list[tuple[str, str]]:
    """Return role and words of every sentence."""
    return [(s.role.value, s.text) for s in read_document(text).sentences]


BODY = "Soldiers run across a field. A shot is heard."


@pytest.mark.parametrize(
    ("line", "byline", "source"),
    [
        ("By Ann Lee", "Ann Lee", None),
        ("by", None, None),
        ("Published June 3, 2021 by", None, None),
        ("Posted by u/field_watch on 3 June 2021", "u/field_watch", None),
        ("3 June 2021 | Ann Lee | Harbour Desk", "Ann Lee", "Harbour Desk"),
        ("HARBOUR NEWS AGENCY, 3 June 2021", None, "HARBOUR NEWS AGENCY"),
        ("Author: Ann Lee", "Ann Lee", None),
        ("Source: Harbour Wire", None, "Harbour Wire"),
        ("— Ann Lee", "Ann Lee", None),
        ("Ann Lee reports from Lviv.", "Ann Lee", None),
        ("Updated 2 hours ago", None, None),
        ("Words and pictures: Ann Lee, 3 June 2021", "Ann Lee", None),
    ],
)
def test_lines_of_publication_name_author_and_publisher(line: str, byline: str, source: str):
    """A byline in any of its forms is read; "by" with nothing behind it names nobody."""
    document = read_document(f"A Fight In The Hills\n\n{line}\n\n{BODY}")
    assert (document.byline, document.source) == (byline, source)
    assert document.sentences[1].role is Role.PUBLICATION


@pytest.mark.parametrize(
    "line",
    [
        "On 3 June 2021 soldiers fired at a house.",
        "By 3 June 2021 the town was empty.",
        "The video was posted on 3 June 2021 and shows two men.",
        "May 2014 was the month of the siege.",
    ],
)
def test_a_sentence_that_names_a_day_is_no_line_of_publication(line: str):
    """Only a row of days, names and kickers is one; a statement is not."""
    assert roles(f"A Fight In The Hills\n\n{line}\n\n{BODY}")[1] == ("body", line)


@pytest.mark.parametrize(
    ("opening", "source"),
    [
        ("KHARKIV, Ukraine (Harbour Wire) - ", "Harbour Wire"),
        ("GAZA CITY, May 3 (Xinhua) -- ", "Xinhua"),
        ("MOSCOW, February 8, 2023. /Tass/. ", "Tass"),
        ("Kadugli, 14 October 2023 (Al-Watan Agency) - ", "Al-Watan Agency"),
    ],
)
def test_a_dateline_is_set_apart_and_names_the_agency(opening: str, source: str):
    """Where an agency's report was sent from is no part of its first sentence."""
    document = read_document(f"{opening}{BODY}")
    assert [s.role for s in document.sentences] == [Role.DATELINE, Role.BODY, Role.BODY]
    assert document.sentences[0].text == opening.strip()
    assert document.source == source


@pytest.mark.parametrize(
    "text", ["Two men - one armed - run.", "RPG - hit on a truck.", "A man (Ali) - aged 20 - runs."]
)
def test_a_dash_makes_no_dateline(text: str):
    """A place needs an agency or a day behind it before a dash makes a dateline."""
    assert {role for role, _ in roles(f"{text} He falls.")} == {"body"}


AGENCY_LIST = """HILLS FIGHTING

++EDITORS: SHOT 2 IS MUTE++
DURATION: 1:12
RESTRICTIONS: NO ACCESS LATVIA. NO RESALE.

SHOTLIST:
RIVERTON, LATVIA (JUNE 3, 2021) (WIRE)
1. 00:00 Various of street, smoke rising
2. 00:09 SOUNDBITE (Latvian) RESIDENT, ANNA OZOLA, SAYING: "They came at four. We hid."
3. 00:20 Same gun firing

STORYLINE:
Gunmen fired at a house. Nobody was hurt.
"""


def test_a_shot_list_is_cut_into_its_items():
    """Labels, places, items, who speaks and what is said are told apart."""
    document = read_document(AGENCY_LIST)
    assert [(s.role.value, s.text) for s in document.sentences] == [
        ("title", "HILLS FIGHTING"),
        ("caption", "++EDITORS: SHOT 2 IS MUTE++"),
        ("caption", "DURATION: 1:12"),
        ("restriction", "RESTRICTIONS: NO ACCESS LATVIA."),
        ("restriction", "NO RESALE."),
        ("label", "SHOTLIST:"),
        ("label", "RIVERTON, LATVIA (JUNE 3, 2021) (WIRE)"),
        ("shot", "1. 00:00 Various of street, smoke rising"),
        ("shot", "2. 00:09 SOUNDBITE (Latvian) RESIDENT, ANNA OZOLA, SAYING:"),
        ("quotation", '"They came at four.'),
        ("quotation", 'We hid."'),
        ("shot", "3. 00:20 Same gun firing"),
        ("label", "STORYLINE:"),
        ("body", "Gunmen fired at a house."),
        ("body", "Nobody was hurt."),
    ]
    assert [s.speaker for s in document.sentences if s.role is Role.QUOTATION] == ["ANNA OZOLA"] * 2


def test_time_codes_in_one_line_part_its_shots():
    """A log written in one run is cut where each time code begins."""
    shots = roles("Log:\n00:15 Various of tanks 00:22 Soldiers run 00:40 Explosion heard")
    assert [words for role, words in shots if role == "shot"] == [
        "00:15 Various of tanks", "00:22 Soldiers run", "00:40 Explosion heard"
    ]  # fmt: skip


def test_numbered_paragraphs_of_a_report_are_no_shot_list():
    """Numbers alone make no shots; the words of a shot must follow them."""
    text = "1. The Interior Ministry denied it. No record exists.\n\n2. Counsel says otherwise."
    assert {role for role, _ in roles(f"A Report\n\n{text}")} == {"title", "body"}


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("WARNING: graphic content", "warning_note"),
        ("Viewer discretion is advised", "warning_note"),
        ("Warning shots are fired into the air, and one man is dead.", "body"),
        ("Share this", "boilerplate"),
        ("Facebook | Twitter | WhatsApp", "boilerplate"),
        ("Read more: Ten tanks lost in a week", "boilerplate"),
        ("We use cookies to improve your experience. Accept", "boilerplate"),
        ("27 comments", "boilerplate"),
        ("© 2021 Harbour Wire. All rights reserved", "boilerplate"),
        ("#Ukraine #war @fieldwatch", "boilerplate"),
        ("https://example.org/video/1", "boilerplate"),
        ("Subscribe to our newsletter", "boilerplate"),
        ("This video is from Aleppo.", "body"),
        ("Help is said to have come only after dawn.", "body"),
        ("I agree with the claim that two men ran.", "body"),
        ("Rights groups say: nobody was warned.", "body"),
        ("There was no access to the village for two days.", "body"),
        ("No access Latvia. No archive", "restriction"),
        ("Editorial use only", "restriction"),
        ("Photo: two men stand on a bridge", "caption"),
    ],
)
def test_what_belongs_to_the_page_is_set_aside(line: str, role: str):
    """Menus, notices and restrictions are none of the account; a statement with their words is."""
    found = roles(f"A Fight In The Hills\n\n{BODY}\n\n{line}\n\n{BODY}")
    assert role in {said for said, words in found if words in line}


def test_headings_part_the_body_and_labels_say_nothing():
    """A heading that tells something is told; one that only names what follows is not."""
    parts = ("A Fight In The Hills", BODY, "What we found", BODY, "Rebels Take The Bridge", BODY)
    text = "\n\n".join(parts)
    found = {words: role for role, words in roles(text)}
    assert (found["What we found"], found["Rebels Take The Bridge"]) == ("label", "heading")
    assert not Role.LABEL.is_told
    assert Role.HEADING.is_told


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ('"We left at dawn," said Ann Lee. She wept.', ["Ann Lee", None]),
        ("“Two shells fell here,” the mayor told reporters.", ["the mayor"]),
        ('According to the ministry, "ten men were killed in it".', [None]),
        ('Ann Lee, a nurse, said: "They came at four. We hid."', ["Ann Lee", "Ann Lee"]),
        ('"We left at dawn," he said.', [None]),
        ('The so-called "police station" burned.', [None]),
        ('"We left at dawn. We saw nothing," Ann Lee said.', ["Ann Lee", "Ann Lee"]),
    ],
)
def test_who_is_quoted_is_named_in_the_words_of_the_account(text: str, speakers: list[str | None]):
    """A speaker is the subject of the verb of saying; a pronoun names nobody."""
    assert [s.speaker for s in read_document(text).sentences] == speakers


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("They met at 3 p.m. Monday. He ran.", 2),
        ("He said no. Then he fired.", 2),
        ("Clip 1 was online by 26 Feb. Clip 2 followed.", 2),
        ("What?! He ran.", 2),
        ("Shots… then silence.", 1),
        ("nobody hit. i dive in a hole. my mic is mud.", 3),
        ("The U.N. Mission left. It came back.", 2),
        ("It hit 3.5 km off. Lt. Col. Roe saw it.", 2),
        ("\u0421\u0442\u0440\u0435\u043b\u044f\u044e\u0442. \u0411\u0435\u0433\u0443\u0442.", 2),
        ("\u58eb\u5175\u5f00\u706b\u3002\u7206\u70b8\u3002", 2),
        ("\u0647\u0644 \u0633\u0645\u0639\u062a\u061f \u0646\u0639\u0645.", 2),
        (
            (
                "\u0917\u094b\u0932\u0940 \u091a\u0932\u0940\u0964 "
                "\u0927\u092e\u093e\u0915\u093e\u0964"
            ),
            2,
        ),
        ("Shots are heard \u2022 A man runs", 2),
    ],
)
def test_sentences_end_in_every_script_and_register(text: str, count: int):
    """Ends are found in other scripts, in small-letter prose, and behind bullets."""
    assert len(read_document(text).sentences) == count


def test_an_endless_sentence_is_cut_at_a_comma():
    """Two thousand words without a full stop are cut where a clause may end."""
    text = "the soldiers fire at the house, and " * 280
    spans = [s.text for s in read_document(text).sentences]
    assert len(spans) > 5
    assert all(words.endswith(",") for words in spans[:-1])
