"""Places with their roles and reasons; dates that keep publication and event apart."""

from __future__ import annotations

import pytest

from witnessmark.account.dates import dates, published
from witnessmark.account.document import read_document
from witnessmark.account.places import places


def found_places(text: str):
    """Return the places of a text by the words that name them."""
    return {place.quote: place for place in places(text, read_document(text).sentences)}


def test_a_misspelt_region_keeps_its_spelling():
    """The Caucuses are the Caucasus, and the record says how it was written."""
    place = found_places("Snow falls in the North Caucuses.")["North Caucuses"]
    assert place.name == "North Caucasus"
    assert "written 'North Caucuses'" in place.reason


def test_one_wrong_letter_is_forgiven_with_support():
    """A region one letter off is recognised only where its country is named as well."""
    assert "Ingushetiya" in found_places("Fighting in Ingushetiya.")
    assert found_places("Russia: fighting in Ingusheta.")["Ingusheta"].name == "Ingushetia"
    assert "Ingusheta" not in found_places("Fighting in Ingusheta.")


def test_a_place_named_for_contrast_is_no_event():
    """Contrast and denial keep a place from being where it happened."""
    found = found_places("Fighting in Dagestan. Most people think of Chechnya. It is not in Gaza.")
    assert {name: place.role for name, place in found.items()} == {
        "Dagestan": "event",
        "Chechnya": "contrast",
        "Gaza": "contrast",
    }


def test_a_name_of_two_places_stays_open():
    """Tripoli alone has no coordinates; with its country it has."""
    assert found_places("Fighting in Tripoli.")["Tripoli"].latitude is None
    assert found_places("Fighting in Tripoli, Libya.")["Tripoli"].country == "LY"


@pytest.mark.parametrize("text", ["He ran to the wall.", "The gaza was hot.", "Palestinians ran."])
def test_no_place_is_invented(text: str):
    """Small letters and longer words name no place."""
    assert not found_places(text)


def read_dates(text: str):
    """Return the dates of a text as EDTF with their roles."""
    return [(d.edtf, d.role) for d in dates(read_document(text).sentences)]


def test_publication_and_event_are_kept_apart():
    """The date on the publication line is never the event's."""
    text = (
        "A Fight\n\nfirst published on June 19, 2017 by\n\nThe attack took place on 3 March 2017."
    )
    assert read_dates(text) == [("2017-06-19", "publication"), ("2017-03-03", "event")]
    assert published(dates(read_document(text).sentences)) == "2017-06-19"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was filmed on 25/12/2016 and 10/8/2016.", ["2016-12-25", "2016-08-10"]),
        ("It was filmed on 12/25/2016 and 10/8/2016.", ["2016-12-25", "2016-10-08"]),
        ("It was filmed on 10/8/2016.", ["2016"]),
        ("It was filmed on 31.12.2016.", ["2016-12-31"]),
        ("It was filmed on 2016-02-30.", []),
        ("The T-62 may fire on Sunday.", []),
        ("In March 2022 they met.", ["2022-03"]),
    ],
)
def test_dates_are_as_exact_as_their_words(text: str, expected: list[str]):
    """Undecided figures, impossible days and words that only look like dates give no day."""
    found = [edtf for edtf, _ in read_dates(text)]
    assert [edtf for edtf in found if edtf != "2016" or expected == ["2016"]] == expected or (
        expected == ["2016"] and found == []
    )
