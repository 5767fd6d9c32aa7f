"""A record is refused whose checks are about what is not there."""

import pytest
from pydantic import ValidationError

from witnessmark.model import Account, Check, CheckOutcome, Incident, MadeBy

ME = MadeBy(name="test", version="1")


def incident(*checks: Check) -> Incident:
    account = Account(sha256="b" * 64, name="a", size=0, characters=0, language="en")
    return Incident(
        synthetic=False,
        account=account,
        recordings=(),
        sentences=(),
        claims=(),
        observations=(),
        findings=(),
        verdicts=(),
        unexplained=(),
        checks=checks,
        made_by=(ME,),
    )


def check(name: str = "snow-1", **parts: object) -> Check:
    return Check.model_validate(
        {
            "id": name,
            "rule": "snow",
            "outcome": CheckOutcome.AGREES,
            "reason": "So.",
            "source": "There.",
            "made_by": ME,
            **parts,
        }
    )


def test_checks_of_the_account_itself_need_nothing_else():
    """A check may be about dates alone."""
    assert incident(check(dates=((0, 3),))).checks[0].dates == ((0, 3),)


@pytest.mark.parametrize("parts", [{"claims": ("c1",)}, {"sentences": (0,)}, {"observations": "x"}])
def test_a_check_about_nothing_in_the_record_is_refused(parts):
    """Claims, sentences and observations must be there."""
    with pytest.raises(ValidationError, match="not there"):
        incident(check(**{name: tuple(value) for name, value in parts.items()}))


def test_two_checks_of_one_name_are_refused():
    """People refer to a check by its id."""
    with pytest.raises(ValidationError, match="one id"):
        incident(check(), check())
