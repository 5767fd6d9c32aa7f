"""The account that the project began from: snow, a June publication, and no day of the event."""

from pathlib import Path

import pytest
from alignment_nouns import recording

from witnessmark.account import read_account
from witnessmark.alignment.checks import cross_check
from witnessmark.model import CheckOutcome

SEED = Path(__file__).parents[4] / "shared" / "seed" / "account.txt"


@pytest.fixture(scope="module")
def checks():
    if not SEED.exists():
        pytest.skip("the seed account is not beside the project")
    return cross_check(read_account(SEED), recording(), (), ())


def test_its_publication_is_said_to_be_no_event(checks):
    """19 June 2017 bounds the event and is not its date."""
    (check,) = [one for one in checks if one.rule == "publication"]
    assert check.outcome is CheckOutcome.CANNOT_TELL
    assert "2017-06-19" in check.reason
    assert "not the date of the event" in check.reason


def test_its_snow_speaks_for_a_colder_month_or_a_height(checks):
    """And does not make the account false."""
    (check,) = [one for one in checks if one.rule == "snow"]
    assert check.outcome is CheckOutcome.SPEAKS_FOR
    for words in ("June", "colder month", "high ground", "does not make the account false"):
        assert words in check.reason


def test_nothing_in_it_conflicts(checks):
    """Its tensions are told as what they are."""
    assert CheckOutcome.CONFLICTS not in {check.outcome for check in checks}
    assert [one.rule for one in checks].count("tension") == 2
