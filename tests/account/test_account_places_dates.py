"""Places with their roles and reasons."""

from __future__ import annotations

import pytest

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
