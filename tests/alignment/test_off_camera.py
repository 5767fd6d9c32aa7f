"""Fire said to be off camera, against fire whose flashes are seen in the picture."""

from fractions import Fraction

import pytest
from alignment_nouns import (
    CONSISTENT,
    ME,
    NOT_SHOWN,
    NOT_TESTED,
    SHA,
    claim,
    fire,
    reading,
    recording,
    sought,
    span,
)

from witnessmark.alignment import align
from witnessmark.model import Kind, Observation

SEEN_AT, UNSEEN_AT = (5.0, 5.7, 6.1, 7.4, 7.9), (30.0, 30.4, 31.7)
SAID = "Shots are fired off camera."


def flash(at):
    start = Fraction(int(at * 25), 25)
    return Observation.of(
        recording=SHA,
        kind=Kind.FLASH,
        span=span(start, start + Fraction(1, 25)),
        confidence=0.95,
        made_by=ME,
        attributes={"cause": "muzzle_flash", "state": "seen", "box": [0.49, 0.49, 0.51, 0.51]},
    )


def flashes(times):
    return [flash(at) for at in times]


def weighed(observations, words=SAID, **parts):
    return align(reading(claim(words)), recording(**parts), observations, sought()).findings[0]


def test_fire_whose_flashes_are_seen_is_not_off_camera():
    """All that is heard was fired in the picture: the words are not borne out."""
    found = weighed([*fire(SEEN_AT), *flashes(SEEN_AT)])
    assert (found.verdict, found.supports) == (NOT_SHOWN, False)


def test_the_flashes_are_cited_with_the_fire():
    """The evidence against is the flash as much as the bang."""
    seen = flashes(SEEN_AT)
    found = weighed([*fire(SEEN_AT), *seen])
    assert {one.id for one in seen} <= set(found.citations[0].observations)


def test_fire_without_flashes_fits_and_is_not_shown():
    """No flash is no evidence that the gun stood outside the picture."""
    assert weighed(fire(SEEN_AT)).verdict is CONSISTENT


def test_only_the_fire_that_may_be_off_camera_is_cited():
    """Beside fire in the picture there is some of which no flash is seen."""
    found = weighed([*fire(SEEN_AT), *flashes(SEEN_AT), *fire(UNSEEN_AT)])
    assert found.verdict is CONSISTENT
    assert [cite.start.json_seconds for cite in found.citations] == [UNSEEN_AT[0]]


def test_fire_half_of_which_is_seen_may_be_off_camera():
    """A group whose flashes are seen of a part alone may hold a second gun."""
    assert weighed([*fire(SEEN_AT), *flashes(SEEN_AT[:3])]).verdict is CONSISTENT


def test_unheard_seconds_leave_it_open():
    """Where half of the sound is lost there may have been fire off camera in it."""
    heard = [*fire(SEEN_AT), *flashes(SEEN_AT)]
    assert weighed(heard, decoded=((0, 30),)).verdict is NOT_TESTED


@pytest.mark.parametrize("words", ["Shots are fired.", "Gunfire can be heard."])
def test_a_claim_that_says_nothing_of_the_picture_takes_no_notice_of_flashes(words):
    """Where the gun stood is not asked."""
    assert weighed([*fire(SEEN_AT), *flashes(SEEN_AT)], words) == weighed(fire(SEEN_AT), words)
