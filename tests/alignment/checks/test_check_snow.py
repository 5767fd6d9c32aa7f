"""Snow against season and place: decided where the climate leaves no doubt, and only there."""

import pytest
from alignment_nouns import claim
from check_cases import (
    AGREES,
    CANNOT_TELL,
    CONFLICTS,
    SPEAKS_FOR,
    checks_of,
    outcomes,
    place,
    seen,
    snowing,
    told,
)

from witnessmark.alignment.checks import climate, read_snow_days
from witnessmark.alignment.checks.snow import snow_share
from witnessmark.errors import InputError
from witnessmark.model import EventDate, Kind, Polarity


@pytest.mark.parametrize(
    ("where", "day", "outcome"),
    [
        ("Moscow", "2019-01-15", AGREES),
        ("Moscow", "2019-07-15", SPEAKS_FOR),
        ("Moscow", "2019-04-15", CANNOT_TELL),
        ("Khartoum", "2019-07-05", CONFLICTS),
        ("Aleppo", "2019-07-05", SPEAKS_FOR),
        ("Ushuaia", "2019-07-15", AGREES),
        ("Buenos Aires", "2019-01-15", SPEAKS_FOR),
    ],
)
def test_snow_told_of_is_held_against_month_and_place(where, day, outcome):
    """In either hemisphere; high ground within reach keeps it from a conflict."""
    assert outcomes("snow", told(snowing(), event=day, places=[place(where)])) == [outcome]


@pytest.mark.parametrize(
    ("where", "day"),
    [
        ("Miami", "1977-01-19"),
        ("Moscow", "2017-06-02"),
        ("Denver", "2020-09-08"),
        ("Cairo", "2013-12-13"),
        ("Buenos Aires", "2007-07-09"),
    ],
)
def test_snow_that_really_fell_out_of_season_never_conflicts(where, day):
    """Days of snow that made news because they were so unlikely."""
    read = told(snowing(), event=day, places=[place(where)])
    assert CONFLICTS not in outcomes("snow", read)


def test_snow_that_is_surely_seen_counts_like_snow_told_of():
    """What was seen is cited; what was unclear or unsure is not counted."""
    read = told(event="2019-07-05", places=[place("Khartoum")])
    sure = seen(Kind.SNOWFALL)
    (check,) = checks_of("snow", read, [sure])
    assert check.outcome is CONFLICTS
    assert check.observations == (sure.id,)
    assert check.dates == ((1, 2),)
    assert checks_of("snow", read, [seen(Kind.SNOWFALL, confidence=0.7)]) == []
    assert checks_of("snow", read, [seen(Kind.SNOW_COVER, state="unclear")]) == []


def test_lying_snow_may_be_of_the_month_before():
    """In April it lies where in April it would rarely fall."""
    read = told(event="2019-04-15", places=[place("Moscow")])
    assert outcomes("snow", read, [seen(Kind.SNOW_COVER)]) == [AGREES]
    assert outcomes("snow", read, [seen(Kind.SNOWFALL)]) == [CANNOT_TELL]


def test_snow_without_a_day_speaks_for_a_season_and_against_nobody():
    """Published in June, undated: the check names months, height, and that June is no event."""
    read = told(snowing(), published="2017-06-19", places=[place("Dagestan")])
    (check,) = checks_of("snow", read)
    assert check.outcome is SPEAKS_FOR
    for words in ("no day of the event", "In June", "the publication is not the event", "high"):
        assert words in check.reason
    assert "does not make the account false" in check.reason


def test_snow_in_the_month_of_publication_settles_nothing():
    """It fits January, and any other winter too."""
    read = told(snowing(), published="2017-01-19", places=[place("Moscow")])
    assert outcomes("snow", read) == [CANNOT_TELL]


def test_snow_without_a_place_cannot_be_told():
    """Neither a place that is not the event's nor a whole country is enough."""
    wanting = [(), (place("Khartoum", role="contrast"),), (place("Khartoum", code="SD"),)]
    for places in wanting:
        read = told(snowing(), event="2019-07-05", places=places)
        assert outcomes("snow", read) == [CANNOT_TELL]


def test_of_two_places_the_one_that_snow_fits_counts():
    """No conflict with Khartoum where the account also places the event in Moscow."""
    read = told(snowing(), event="2019-01-15", places=[place("Khartoum"), place("Moscow")])
    assert outcomes("snow", read) == [AGREES]


def test_snow_that_is_denied_or_left_open_is_no_snow():
    """Only what is told to be there is held against the climate."""
    for parts in ({"polarity": Polarity.NEGATIVE, "certainty": "CT-"}, {"certainty": "Uu"}):
        read = told(snowing(**parts), event="2019-07-05", places=[place("Khartoum")])
        assert checks_of("snow", read) == []


def test_snow_on_far_heights_is_none_at_the_camera():
    """Snow-capped peaks in the view say nothing of the season below them."""
    read = told(snowing("Snow on the peaks"), event="2019-07-05", places=[place("Khartoum")])
    assert checks_of("snow", read) == []


def test_ground_told_to_be_bare_of_snow_is_no_snow():
    """The word alone is not the thing."""
    bare = claim("The ground is bare of snow", "STATE_SCENE", perceptibility="visible")
    lying = claim("The ground is covered by deep snow", "STATE_SCENE", perceptibility="visible")
    where = {"event": "2019-07-05", "places": [place("Khartoum")]}
    assert checks_of("snow", told(bare, **where)) == []
    (check,) = checks_of("snow", told(lying, **where))
    assert "Lying snow" in check.reason


def test_a_year_leaves_every_month_open():
    """An event of some day of 2019 was on no month that snow could be held against."""
    read = told(snowing(), event="2019-07-05", places=[place("Moscow")])
    year = EventDate(edtf="2019", earliest="2019-01-01", latest="2019-12-31", precision="year")
    account = read.account.model_copy(update={"event_date": year})
    assert outcomes("snow", read.model_copy(update={"account": account})) == [AGREES]


def test_the_share_of_snow_falls_with_warmth():
    """By the published formula: 38 per cent at nought degrees, a thousandth at 21.5."""
    shares = [snow_share(mean) for mean in (-30, -10, 0, 5.5, 21.5, 40)]
    assert shares == sorted(shares, reverse=True)
    assert snow_share(0) == pytest.approx(1 / 2.61)
    assert snow_share(21.5) == pytest.approx(0.001, rel=0.05)


def test_the_climate_table_knows_north_from_south_and_sea_from_steppe():
    """July is warm in Moscow and cold in Buenos Aires; beyond 84 north there is no table."""
    moscow = climate.monthly_means(55.75, 37.62, 50)
    plate = climate.monthly_means(-34.6, -58.4, 50)
    assert moscow is not None
    assert plate is not None
    assert moscow.here.index(max(moscow.here)) == 6
    assert plate.here.index(min(plate.here)) == 6
    assert all(low <= here for low, here in zip(moscow.coldest, moscow.here, strict=True))
    assert climate.monthly_means(89.0, 0.0, 50) is None
    assert climate.monthly_means(-75.0, 0.0, 50) is None
    assert "Copernicus" in climate.about()


def test_the_climate_table_goes_round_the_earth():
    """A point on one side of the date line has the neighbours of the other."""
    west, east = (climate.monthly_means(65.0, lon, 100) for lon in (-180.0, 180.0))
    assert west == east


def test_a_table_of_the_users_own_comes_first(tmp_path):
    """Where it has points in reach; it is named by its digest in source and settings."""
    path = tmp_path / "snow.csv"
    path.write_text("month,latitude,longitude,snow_days\n7,36.3,37.0,0.2\n1,36.3,37.0,0\n")
    own = read_snow_days(path)
    july = told(snowing(), event="2019-07-05", places=[place("Aleppo")])
    (check,) = checks_of("snow", july, snow_days=own)
    assert check.outcome is AGREES
    assert own.sha256 in check.source
    assert check.made_by.settings["snow_days"] == own.sha256
    january = told(snowing(), event="2019-01-05", places=[place("Aleppo")])
    assert outcomes("snow", january, snow_days=own) == [SPEAKS_FOR]
    elsewhere = told(snowing(), event="2019-07-05", places=[place("Khartoum")])
    assert outcomes("snow", elsewhere, snow_days=own) == [CONFLICTS]


@pytest.mark.parametrize(
    "table",
    [
        b"",
        b"lat,lon\n1,2\n",
        b"latitude,longitude,month,snow_days\n1,2,13,0.1\n",
        b"latitude,longitude,month,snow_days\n1,2,3\n",
        b"latitude,longitude,month,snow_days\nnan,2,3,0.5\n",
        b"latitude,longitude,month,snow_days\n1,2,3,often\n",
        b"\xff\xfe\x00",
    ],
)
def test_a_table_of_another_form_is_refused_in_a_sentence(tmp_path, table):
    """Whatever is wrong with it, the path stands in the message."""
    path = tmp_path / "snow.csv"
    path.write_bytes(table)
    with pytest.raises(InputError, match=r"snow\.csv.*\.$"):
        read_snow_days(path)


def test_a_table_that_is_not_there_is_refused_in_a_sentence(tmp_path):
    """As any other file that is handed in."""
    with pytest.raises(InputError, match="cannot be read"):
        read_snow_days(tmp_path / "none.csv")
