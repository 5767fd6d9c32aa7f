"""Numbers of shots from the words of an account to the verdict on them."""

import pytest
from alignment_nouns import (
    CONSISTENT,
    CONTRADICTED,
    NOT_SHOWN,
    NOT_TESTED,
    SHOWN,
    account_of,
    recording,
    sought,
    sure_shots,
)

from witnessmark.alignment import align


def last_finding(text, shots, interval=None, **parts):
    """Read *text*, weigh it against that many sure shots; return the finding on its last claim."""
    told = account_of(text)
    return align(told, recording(**parts), sure_shots(shots, interval), sought()).findings[-1]


@pytest.mark.parametrize(
    "text",
    [
        "Only one shot is heard.",
        "A single shot was fired.",
        "Exactly one shot is heard.",
        "There was just one gunshot.",
        "No more than one shot was fired.",
        "Gunfire is heard. Only one shot was fired.",
    ],
)
def test_only_one_shot_is_contradicted_by_three(text):
    """Three sure shots refute that there was one only, and the reason has the figures."""
    finding = last_finding(text, 3, (2, 4))
    assert finding.verdict is CONTRADICTED
    assert "at least 2 are heard: 3 shots are heard at 0:05.0 to 0:11.0" in finding.reason
    assert "99% sure that there were more than 1." in finding.reason


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Police fired only one shot.", "who fired"),
        ("Automatic fire is heard. Only one shot was fired.", "speaks of other gunfire too"),
        ("Several shots are heard. Only one shot was fired.", "speaks of other gunfire too"),
        ("Gunfire is heard. One shot was fired.", "speaks of other gunfire too"),
    ],
)
def test_one_shot_of_more_that_the_account_tells_of_is_not_contradicted(text, why):
    """Where the other shots may be someone else's or told elsewhere, that is said with figures."""
    finding = last_finding(text, 3)
    assert finding.verdict is CONSISTENT
    assert why in finding.reason
    assert "3 are heard in all, at least 3 of them with 90% certainty" in finding.reason


@pytest.mark.parametrize(
    ("text", "shots", "verdict"),
    [
        ("Two shots are heard.", 5, CONTRADICTED),
        ("Two shots are heard.", 2, SHOWN),
        ("No more than three shots are heard.", 5, CONTRADICTED),
        ("No more than three shots are heard.", 3, SHOWN),
        ("Fewer than three shots are heard.", 3, CONTRADICTED),
        ("Fewer than three shots are heard.", 2, SHOWN),
        ("A maximum of three shots were fired.", 5, CONTRADICTED),
        ("At least four shots are heard.", 2, NOT_SHOWN),
        ("At least four shots are heard.", 4, SHOWN),
        ("More than three shots are heard.", 3, NOT_SHOWN),
        ("More than three shots are heard.", 4, SHOWN),
        ("Over three shots are heard.", 3, NOT_SHOWN),
    ],
)
def test_bounds_in_words_are_held_against_what_was_heard(text, shots, verdict):
    """Least and greatest numbers, with the number itself inside or not as the words have it."""
    finding = last_finding(text, shots)
    assert finding.verdict is verdict
    assert any(figure in finding.reason for figure in (f"{shots} shots", f"than {shots}"))


def test_a_least_number_not_reached_is_held_against_no_one_where_little_was_heard():
    """Two of at least four, where half was not heard, decide nothing."""
    finding = last_finding("At least four shots are heard.", 2, decoded=((0, 30),))
    assert finding.verdict is NOT_TESTED
    assert "no more than 2 could be told apart" in finding.reason


@pytest.mark.parametrize("text", ["Not a single shot is heard.", "Not one shot was fired."])
@pytest.mark.parametrize(
    ("shots", "verdict", "supports"), [(0, NOT_SHOWN, True), (1, CONTRADICTED, False)]
)
def test_not_a_single_shot_denies_every_one(text, shots, verdict, supports):
    """The one in it is no number: none bears it out, and one refutes it."""
    finding = last_finding(text, shots)
    assert (finding.verdict, finding.supports) == (verdict, supports)


def test_no_more_than_one_does_not_deny_the_one():
    """One shot fits that there was no more than one."""
    assert last_finding("No more than one shot was fired.", 1).verdict is SHOWN


@pytest.mark.parametrize(("shots", "verdict"), [(0, NOT_SHOWN), (2, CONSISTENT), (5, CONSISTENT)])
def test_a_number_that_is_not_exceeded_is_a_bound(shots, verdict):
    """They did not fire more than three: who fired is not heard, so that five refute nothing."""
    assert last_finding("They did not fire more than three shots.", shots).verdict is verdict
