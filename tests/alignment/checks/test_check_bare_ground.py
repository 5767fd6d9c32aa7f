"""No snow where snow lies as a rule: never more than a hint."""

from alignment_nouns import ME
from check_cases import SPEAKS_FOR, checks_of, film, outcomes, place, seen, told

from witnessmark.model import Kind, Sought

SOUGHT = (Sought(kind=Kind.SNOW_COVER, recall=0.95, measured_on="rendered pictures", made_by=ME),)
FROST = told(event="2019-01-15", places=[place("Yakutsk")])


def test_bare_ground_in_deep_winter_speaks_for_another_month():
    """Looked for all through and not found, at a mean of some forty degrees below nought."""
    (check,) = checks_of("bare_ground", FROST, sought=SOUGHT)
    assert check.outcome is SPEAKS_FOR
    assert "or snow that was not found" in check.reason


def test_bare_ground_says_nothing_where_snow_is_no_rule():
    """In summer, in a warmer town, and without day or place."""
    for read in (
        told(event="2019-07-15", places=[place("Yakutsk")]),
        told(event="2019-01-15", places=[place("Aleppo")]),
        told(event="2019-01-15"),
        told(places=[place("Yakutsk")]),
    ):
        assert outcomes("bare_ground", read, sought=SOUGHT) == []


def test_bare_ground_needs_a_picture_that_was_searched():
    """Nothing looked for, too little found, snow or a doubt of snow seen, or no picture at all."""
    weak = (SOUGHT[0].model_copy(update={"recall": 0.5}),)
    assert outcomes("bare_ground", FROST) == []
    assert outcomes("bare_ground", FROST, sought=weak) == []
    for one in (seen(Kind.SNOW_COVER), seen(Kind.SNOWFALL, state="unclear")):
        assert outcomes("bare_ground", FROST, [one], sought=SOUGHT) == []
    assert outcomes("bare_ground", FROST, [seen(Kind.STILL)], sought=SOUGHT) == []
    blind = film(picture=None)
    assert outcomes("bare_ground", FROST, of=blind, sought=SOUGHT) == []
