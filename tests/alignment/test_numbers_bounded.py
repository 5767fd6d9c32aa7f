"""Numbers that more words bound, deny or add to, from the account to the verdict on them."""

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


def findings_on(text, shots):
    """Read *text*, weigh it against that many sure shots; return the findings on its claims."""
    told = account_of(text)
    mine = {claim.id for claim in told.claims if claim.sentence > 0}
    findings = align(told, recording(), sure_shots(shots), sought()).findings
    return [finding for finding in findings if finding.claim in mine]


def first_finding(text, shots):
    """Return the finding on the first claim of *text*."""
    return findings_on(text, shots)[0]


@pytest.mark.parametrize(
    "text",
    [
        "Only one shot is heard, followed by many more.",
        "One shot is heard. Many more follow.",
        "One shot is heard. A second rings out.",
        "One shot is heard. The man falls. Many more follow.",
        "Gunfire is heard. Only one shot is heard, followed by many more.",
    ],
)
def test_a_number_is_not_of_all_where_the_account_goes_on_to_more(text):
    """Three shots do not refute one that others are said to follow."""
    findings = findings_on(text, 3)
    assert CONTRADICTED not in {one.verdict for one in findings}
    others = ("speaks of other gunfire too", "how many of them are those that the account counts")
    assert any(words in one.reason for one in findings for words in others)


def test_a_next_sentence_that_tells_of_no_more_leaves_the_number_whole():
    """Three shots refute one where what follows is of something else."""
    assert first_finding("One shot is heard. A man runs.", 3).verdict is CONTRADICTED


@pytest.mark.parametrize("shots", [3, 5])
@pytest.mark.parametrize(
    "text",
    [
        "Three rounds and two shots are heard.",
        "One shot and two shots are heard.",
        "Two shots and three gunshots are heard.",
    ],
)
def test_several_numbers_are_neither_shown_nor_contradicted(text, shots):
    """They may add up, so that no one of them is held against the total, and the reason says so."""
    finding = first_finding(text, shots)
    assert finding.verdict is CONSISTENT
    assert "the numbers it gives were not weighed together" in finding.reason


def test_fewer_than_each_of_several_numbers_is_too_few():
    """One shot is too few for three and two, but not for a choice of one or three."""
    assert first_finding("Three rounds and two shots are heard.", 1).verdict is NOT_SHOWN
    assert first_finding("One shot or three shots are heard.", 1).verdict is CONSISTENT


@pytest.mark.parametrize(("shots", "verdict"), [(0, NOT_SHOWN), (1, SHOWN), (3, CONTRADICTED)])
@pytest.mark.parametrize(
    "text",
    [
        "Never more than one shot is heard.",
        "The tally never exceeds one shot.",
        "The clip does not run to more than one shot.",
        "One shot at the outside is heard.",
    ],
)
def test_a_negative_before_more_than_bounds_a_number(text, shots, verdict):
    """Never more than one is one at the most, in whatever words."""
    assert first_finding(text, shots).verdict is verdict


@pytest.mark.parametrize("shots", [0, 1, 3])
@pytest.mark.parametrize(
    "text",
    [
        "It is not one shot.",
        "It isn't one shot.",
        "This is not a shot.",
        "It was not a single shot; it was a burst.",
        "The noise was not a single shot.",
        "One shot was not heard.",
        "Not even two shots are heard.",
        "Not two shots but one shot is heard.",
        "Not just one shot is heard.",
    ],
)
def test_what_a_sound_was_not_and_a_denied_number_are_left_open(text, shots):
    """Neither no shot nor three decide what was not one shot."""
    finding = first_finding(text, shots)
    assert finding.verdict is NOT_TESTED
    assert "was not weighed" in finding.reason


@pytest.mark.parametrize(
    "text",
    ["There was not one shot.", "Not one shot was there.", "Zero shots are heard.",
     "There were zero shots."],
)  # fmt: skip
@pytest.mark.parametrize(
    ("shots", "verdict", "supports"), [(0, NOT_SHOWN, True), (3, CONTRADICTED, False)]
)
def test_no_shot_at_all_is_borne_out_by_silence(text, shots, verdict, supports):
    """That there was none is refuted by three, and borne out where none is heard."""
    finding = first_finding(text, shots)
    assert (finding.verdict, finding.supports) == (verdict, supports)


@pytest.mark.parametrize(
    ("text", "shots", "verdict"),
    [
        ("Not more than a single shot is heard.", 1, SHOWN),
        ("Not more than a single shot is heard.", 3, CONTRADICTED),
        ("Not fewer than three shots were fired.", 1, NOT_SHOWN),
        ("Not fewer than three shots were fired.", 3, SHOWN),
        ("Two or fewer shots are heard.", 1, SHOWN),
        ("Two shots or fewer are heard.", 3, CONTRADICTED),
        ("Three or more shots are heard.", 5, SHOWN),
        ("Three or more shots are heard.", 1, NOT_SHOWN),
        ("There were three shots at most.", 1, SHOWN),
        ("Three shots at the most are heard.", 5, CONTRADICTED),
        ("At least three and at most five shots are heard.", 1, NOT_SHOWN),
        ("At least three and at most five shots are heard.", 3, SHOWN),
        ("More than two but fewer than six shots are heard.", 5, SHOWN),
    ],
)
def test_bounds_on_either_side_of_the_number_are_read(text, shots, verdict):
    """Before it, behind it or both, with the negative that belongs to them."""
    assert first_finding(text, shots).verdict is verdict


@pytest.mark.parametrize(
    "text",
    ["Barely three shots are heard.", "A couple of shots at most are heard.",
     "Either two or five shots are heard."],
)  # fmt: skip
def test_unread_words_beside_a_number_keep_it_from_being_too_great(text):
    """One shot is not held against a number that words beside it may lower."""
    finding = first_finding(text, 1)
    assert finding.verdict is NOT_TESTED
    assert "no more than 1 could be told apart" in finding.reason
