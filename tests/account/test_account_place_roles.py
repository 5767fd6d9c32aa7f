"""What part each place has in an account."""

from __future__ import annotations

import pytest

from witnessmark.account.document import read_document
from witnessmark.account.places import places


def roles(text: str) -> dict[str, str]:
    """Return the role of each quoted name, that of its first mention."""
    given: dict[str, str] = {}
    for place in places(text, read_document(text).sentences):
        given.setdefault(place.quote, place.role)
    return given


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "KYIV, Ukraine (AP) — Missiles struck the city of Dnipro on Friday.",
            {"KYIV": "dateline", "Ukraine": "dateline", "Dnipro": "event"},
        ),
        (
            "BEIRUT (Reuters) - An air strike killed ten people in Douma, Syria.",
            {"BEIRUT": "dateline", "Douma": "event", "Syria": "event"},
        ),
        (
            "The video does not show Gaza; it was filmed in Mosul.",
            {"Gaza": "contrast", "Mosul": "event"},
        ),
        (
            "Clash in Dagestan. Most people think of Chechnya.",
            {"Dagestan": "event", "Chechnya": "contrast"},
        ),
        (
            "A London-based monitor says five were killed in Douma.",
            {"London": "origin", "Douma": "event"},
        ),
        (
            "Most of the men were from Chechnya, but the clip was filmed in Aleppo.",
            {"Chechnya": "origin", "Aleppo": "event"},
        ),
        (
            "Moscow said its forces took Chasiv Yar in the Donetsk region.",
            {"Moscow": "other", "Chasiv Yar": "event", "Donetsk region": "event"},
        ),
        (
            "The Kyiv Post reported shelling near Bakhmut.",
            {"Kyiv": "other", "Bakhmut": "event"},
        ),
        (
            "Islamic State of Iraq claimed the attack in Mosul.",
            {"Iraq": "other", "Mosul": "event"},
        ),
        (
            "Russia's Defence Ministry showed strikes in Kherson.",
            {"Russia": "other", "Kherson": "event"},
        ),
        (
            "US-backed fighters clash near al-Tanf with U.S. forces.",
            {"US": "other", "al-Tanf": "event", "U.S.": "other"},
        ),
        (
            "Two videos: the first was filmed in Deraa, the second in Kharkov.",
            {"Deraa": "event", "Kharkov": "event"},
        ),
        (
            "Shelling in Izyum\n\nA shell hits a school. Rebels had held Sloviansk for years.",
            {"Izyum": "event", "Sloviansk": "other"},
        ),
        (
            "Chinari and Berd, Tavush province, Armenia - 22 August 2018\n1. Wide of village.",
            {"Chinari": "event", "Berd": "event", "Tavush province": "event", "Armenia": "event"},
        ),
        (
            "False: not Benghazi\n\nA post claims to show the market of Potiskum, Yobe State. "  # noqa: ISC004
            "The clip comes from Aba in Nigeria.",
            {
                "Benghazi": "contrast",
                "Potiskum": "contrast",
                "Yobe State": "contrast",
                "Aba": "event",
            },
        ),
    ],
)
def test_each_place_has_its_part(text: str, expected: dict[str, str]):
    """Event, contrast, dateline, origin and other are told apart by the words around the name."""
    found = roles(text)
    assert {name: found.get(name) for name in expected} == expected


def test_every_event_place_says_why():
    """The reason of an event's place names what in the account makes it so."""
    text = "Ambush In Helmand\n\nThe footage shows marines in Sangin."
    given = [p for p in places(text, read_document(text).sentences) if p.role == "event"]
    assert {p.quote for p in given} == {"Helmand", "Sangin"}
    assert all("title" in p.reason or "footage" in p.reason for p in given)


def test_the_same_text_gives_the_same_places():
    """Reading twice gives equal places."""
    text = "Clashes near Bakhmut and in Tripoli. Moscow said nothing."
    sentences = read_document(text).sentences
    assert places(text, sentences) == places(text, sentences)
