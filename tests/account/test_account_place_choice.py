"""Which place is meant: support in the account decides, and nothing is guessed."""

from __future__ import annotations

import pytest

from witnessmark.account.document import read_document
from witnessmark.account.places import places
from witnessmark.model import Place


def found(text: str) -> dict[str, Place]:
    """Return the places of a text by the words that name them, the first mention of each."""
    given: dict[str, Place] = {}
    for place in places(text, read_document(text).sentences):
        given.setdefault(place.quote, place)
    return given


@pytest.mark.parametrize(
    ("text", "quote", "country", "latitude", "longitude"),
    [
        ("Police fire tear gas in Atlanta, Georgia.", "Atlanta", "US", 33.75, -84.39),
        ("Riot police in Tbilisi, Georgia.", "Georgia", "GE", 42.3, 43.2),
        ("Fighting in Tripoli. Libyan forces advance.", "Tripoli", "LY", 32.89, 13.19),
        ("Clashes in Tripoli, Lebanon.", "Tripoli", "LB", 34.43, 35.84),
        ("A tank burns in Hajin, Deir ez-Zor governorate, Syria.", "Hajin", "SY", 34.69, 40.83),
        ("A tank burns in Sangin, Helmand.", "Sangin", "AF", 32.07, 64.84),
        ("Marines in Al-Qaim, Anbar province.", "Al-Qaim", "IQ", 34.37, 41.09),
        ("Protest in Cartagena, Colombia.", "Cartagena", "CO", 10.4, -75.5),
        ("Protest in Cartagena, Spain.", "Cartagena", "ES", 37.6, -0.99),
        ("Ukrainian troops hold a trench outside Avdiivka.", "Avdiivka", "UA", 48.14, 37.75),
        ("A drone hits a car in Engels, Saratov region.", "Engels", "RU", 51.48, 46.11),
    ],
)
def test_the_account_decides_between_namesakes(
    text: str, quote: str, country: str, latitude: float, longitude: float
):
    """A region, country or people named with a place says which of the name it is."""
    place = found(text)[quote]
    assert place.country == country
    assert place.latitude == pytest.approx(latitude, abs=0.3)
    assert place.longitude == pytest.approx(longitude, abs=0.3)


def test_where_nothing_decides_all_are_named():
    """Tripoli alone stays open, with both cities among its alternatives."""
    place = found("ISIS fighters in Tripoli.")["Tripoli"]
    assert (place.latitude, place.longitude, place.precision, place.country) == (None,) * 4
    assert {"LY", "LB"} <= {other.country for other in place.alternatives}
    assert "nothing here decides" in place.reason


def test_a_choice_names_the_other_places():
    """A place chosen among namesakes keeps them as alternatives."""
    place = found("Fighting in Tripoli. Libyan forces advance.")["Tripoli"]
    assert "LB" in {other.country for other in place.alternatives}


def test_a_namesake_in_a_country_not_named_is_not_taken():
    """A small town's only namesake elsewhere is an alternative, never the place."""
    place = found("Russian forces in Mariupol and Jenin Gorny, in the town of Bunyu.").get("Bunyu")
    assert place is None or place.latitude is None or place.country in {"UA", "RU"}


@pytest.mark.parametrize(
    ("text", "quote", "name", "code"),
    [
        ("Shelling in Idlib province.", "Idlib province", "Idlib Governorate", "SY-ID"),
        ("Shelling in rural Damascus.", "rural Damascus", "Rif Dimashq Governorate", "SY-RD"),
        ("A raid in Dagestan.", "Dagestan", "Dagestan", "RU-DA"),
        ("A raid in Borno State.", "Borno State", "Borno", "NG-BO"),
        ("A strike on Kharkov region.", "Kharkov region", "Kharkiv Oblast", "UA-63"),
    ],
)
def test_regions_come_with_their_code(text: str, quote: str, name: str, code: str):
    """A region is a large one (3), with its ISO 3166-2 code, however it is worded."""
    place = found(text)[quote]
    assert (place.name, place.code, place.precision) == (name, code, 3)


@pytest.mark.parametrize(
    ("text", "quote", "precision"),
    [
        ("Clashes in Bakhmut.", "Bakhmut", 1),
        ("Clashes near Bakhmut.", "Bakhmut", 2),
        ("Clashes 5 km from Bakhmut.", "Bakhmut", 2),
        ("Clashes in Jabal al-Zawiya.", "Jabal al-Zawiya", 2),
        ("Clashes in Donbas.", "Donbas", 3),
    ],
)
def test_precision_is_no_finer_than_the_words(text: str, quote: str, precision: int):
    """A town is 1, near one or a small region 2, a large region 3."""
    assert found(text)[quote].precision == precision


@pytest.mark.parametrize(
    "text",
    [
        "Jackson said he saw the tank. Mr Hassan ran to the wall.",
        "Battle rages on. Victory is near. Of course they ran. Most fled.",
        "Reports from Reading and Bath. Nice work by Split.",
        "Saleh, 34, was killed by a sniper.",
        "A Toyota with a DShK, and a T-72 of the FSA. May was hard.",
        "A Syrian soldier runs. The Russian officer shouts in French.",
        "Captain Salem and General Santos look at the map.",
        "The video was filmed by Omar Daraji and by Trent Halloway.",
        "An SPG-9 fires. Heavy Machine Gun In Action. Close Quarters Battle.",
    ],
)
def test_other_names_are_no_places(text: str):
    """People, weapons, months and the first words of sentences name no town."""
    assert found(text) == {}


def test_a_writer_without_capitals_is_read():
    """A city behind a preposition is found where a writer uses no capitals."""
    place = found("im in kharkiv right now, shelling all night. cant sleep")["kharkiv"]
    assert place.country == "UA"


def test_capitals_throughout_hide_no_place():
    """A line in capitals still names its town."""
    assert found("RUSSIAN SOLDIERS WALKING NEAR BAKHMUT, UKRAINE")["BAKHMUT"].country == "UA"


def test_a_people_with_a_wrong_letter_is_no_region():
    """Dagestani is no misspelt Dagestan."""
    assert "Dagestani" not in found("Dagestan: the Dagestani fighters ran.")
