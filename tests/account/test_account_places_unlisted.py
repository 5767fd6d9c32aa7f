"""Names that no table has stand where the account says they are, or nowhere."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from witnessmark.account.document import read_document
from witnessmark.account.places import places
from witnessmark.evaluation.reading.hedging import meets
from witnessmark.evaluation.reading.locating import nth
from witnessmark.evaluation.reading.names import folded
from witnessmark.evaluation.reading.placing import NEAR, NEAR_CENTROID, kilometres
from witnessmark.model import Place

ACCOUNTS = Path(__file__).parent / "data" / "placed_accounts.yaml"


def found(text: str) -> dict[str, Place]:
    """Return the places of a text by the words that name them, the first mention of each."""
    given: dict[str, Place] = {}
    for place in places(text, read_document(text).sentences):
        given.setdefault(place.quote, place)
    return given


@pytest.mark.parametrize(
    ("text", "quote", "latitude", "longitude"),
    [
        ("Police shot a man in the Qalandar quarter of Aleppo.", "Qalandar quarter", 36.2, 37.16),
        ("Snipers in Merkhadiya, in the south of Damascus, fired.", "Merkhadiya", 33.51, 36.29),
        ("Kharkiv's Vorobinka district was shelled.", "Vorobinka district", 49.99, 36.23),
        ("A bus burned on Orlanda Avenue in Tbilisi.", "Orlanda Avenue", 41.69, 44.83),
        (
            "In Tbilisi a bus burned. Youths ran down Orlanda Street.",
            "Orlanda Street",
            41.69,
            44.83,
        ),
        ("A raid on Tobolgo, a village 30 km east of Goma.", "Tobolgo", -1.67, 29.49),
        ("Clashes in Ras al-Ain (Serê Kanîro).", "Serê Kanîro", 36.85, 40.07),
        ("This is Beirut, the Bab al-Harish side.", "Bab al-Harish side", 33.89, 35.5),
        ("Two men fired shots from a car in Ranelagh, Dublin, Ireland.", "Ranelagh", 53.35, -6.26),
    ],
)
def test_a_name_of_no_table_stands_where_the_words_put_it(
    text: str, quote: str, latitude: float, longitude: float
):
    """A quarter, street or village takes the point of what is named with it, and says so."""
    place = found(text)[quote]
    assert place.latitude == pytest.approx(latitude, abs=0.1)
    assert place.longitude == pytest.approx(longitude, abs=0.1)
    assert place.precision == 2
    assert "no table has" in place.reason


@pytest.mark.parametrize(
    "text",
    [
        "A call from Wexley in London was cut off.",
        "Jean Mubago, a teacher in a village near Goma, filmed it.",
        "Shells hit Tobolgo, some 300 km north of Goma.",
        "Fighters of the Qalandar quarter left Aleppo for Idlib and Homs.",
        "Doctors at Heal Africa in Goma treated the wounded.",
        "KYIV (Ukrinvest) - Police fired into the air.",
        "Shells fell on Tobolgo in Syria.",
    ],
)
def test_what_the_words_leave_open_stands_nowhere(text: str):
    """People, groups, far villages, several towns and whole countries give no point."""
    named = {"Wexley", "Mubago", "Tobolgo", "Qalandar quarter", "Heal Africa", "Ukrinvest"}
    assert not named & found(text).keys()


def test_a_street_named_after_a_country_is_no_country():
    """Syria Street in Tripoli is in Tripoli."""
    given = found("Tripoli, Lebanon. Snipers fire down Syria Street in Tripoli.")
    assert "Syria" not in given
    assert given["Syria Street"].country == "LB"


@pytest.mark.parametrize(
    ("text", "quote", "country", "region"),
    [
        ("WICHITA, Kan. - Police shot a man.", "WICHITA", "US", "Kansas"),
        ("Police in Durham, N.C., shot a man.", "Durham", "US", "North Carolina"),
        ("Police in Springfield, IL, shot a man.", "Springfield", "US", "Illinois"),
    ],
)
def test_states_are_read_as_agencies_shorten_them(text: str, quote: str, country: str, region: str):
    """The shortened state behind a town says which town is meant."""
    place = found(text)[quote]
    assert (place.country, place.admin) == (country, region)


def test_open_names_that_lie_together_decide_one_another():
    """Bayonne and Pau have namesakes each; only in France do they lie together."""
    given = found("The widow lives in Bayonne. The judge sits in Pau.")
    assert given["Bayonne"].country == given["Pau"].country == "FR"


def test_a_city_is_no_village_of_its_name():
    """The hamlet of Tuba is not Touba in Senegal."""
    place = found("Settlers came to the hamlet of Tuba.").get("Tuba")
    assert place is None or place.country != "SN"


def figures(*, kept: bool) -> Counter[str]:
    """Return how many places of one half of the accounts are marked, placed and right."""
    count: Counter[str] = Counter()
    for account in yaml.safe_load(ACCOUNTS.read_text("utf-8"))["accounts"]:
        if account.get("kept", False) is not kept:
            continue
        text = account["text"]
        read = places(text, read_document(text).sentences)
        for marked in account["places"]:
            place = _read(marked, text, read)
            placed = place is not None and place.latitude is not None
            count["marked"] += 1
            count["placed"] += placed
            count["right"] += place is not None and placed and _is_right(marked, place)
    return count


def _read(marked: dict[str, Any], text: str, read: tuple[Place, ...]) -> Place | None:
    span = nth(text, marked["name"], marked.get("at", 1))
    assert span is not None, marked
    here = [place for place in read if meets(span, place.span)]
    if here:
        return max(here, key=lambda place: place.span[1] - place.span[0])
    name = folded(marked["name"])
    return next((place for place in read if folded(place.quote) == name), None)


def _is_right(marked: dict[str, Any], place: Place) -> bool:
    wide = marked["level"] in {"region", "country"}
    if wide and folded(marked["name"]) in {folded(place.name), folded(place.quote)}:
        return True
    point = (place.latitude or 0.0, place.longitude or 0.0)
    away = kilometres((marked["lat"], marked["lon"]), point)
    return away <= (NEAR_CENTROID if wide else NEAR)


@pytest.mark.parametrize(("kept", "least"), [(False, 0.92), (True, 0.85)])
def test_places_of_short_accounts(*, kept: bool, least: float):
    """Most places of both halves are put right, and hardly any of those placed is wrong."""
    count = figures(kept=kept)
    assert count["right"] / count["marked"] >= least
    assert count["right"] / count["placed"] >= 0.97
