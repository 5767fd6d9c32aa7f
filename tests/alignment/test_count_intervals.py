"""The number in an account against the interval that a group of gunfire states for its number."""

import pytest
from alignment_nouns import (
    CONSISTENT,
    SHOWN,
    account_of,
    claim,
    fire,
    reading,
    recording,
    sought,
    sure_shots,
)

from witnessmark.alignment import align
from witnessmark.model import Quantity, Verdict


def counted(found, interval, confidence=0.995):
    """Return automatic fire of *found* shots whose number may be anything in *interval*."""
    times = [1 + 0.1 * n for n in range(found)]
    *shots, group = fire(times, mode="automatic", confidence=confidence)
    attributes = {**group.attributes, "count_interval": list(interval)}
    return [*shots, group.model_copy(update={"attributes": attributes})]


@pytest.mark.parametrize(
    ("said", "found", "interval", "verdict"),
    [
        (12, 10, (9, 12), Verdict.CONSISTENT),
        (13, 10, (9, 12), Verdict.NOT_SHOWN),
        (9, 10, (9, 12), Verdict.CONSISTENT),
        (8, 10, (9, 12), Verdict.CONTRADICTED),
        (10, 10, (10, 10), Verdict.SHOWN),
        (10, 10, (10, 12), Verdict.CONSISTENT),
        (11, 10, (10, 10), Verdict.NOT_SHOWN),
    ],
)
def test_a_number_is_held_against_the_interval(said, found, interval, verdict):
    """Rounds that may have been missed or be too many neither contradict nor fall short."""
    words = f"{said} shots"
    number = Quantity(text=words, span=(0, len(words)), unit="shots", min=said, max=said)
    told = reading(claim(words, quantities=(number,)))
    aligned = align(told, recording(), counted(found, interval), sought())
    assert aligned.findings[0].verdict is verdict


@pytest.mark.parametrize(("said", "interval"), [(12, (9, 12)), (14, (9, 13)), (10, (10, 10))])
def test_what_may_have_been_fired_besides_is_said(said, interval):
    """The reason names the most that may have been fired exactly where that is more than heard."""
    words = f"{said} shots"
    number = Quantity(text=words, span=(0, len(words)), unit="shots", min=said, max=said)
    told = reading(claim(words, quantities=(number,)))
    finding = align(told, recording(), counted(10, interval), sought()).findings[0]
    most = interval[1]
    assert (f"up to {most} may have been fired" in finding.reason) is (most > 10)


@pytest.mark.parametrize(
    ("text", "interval", "verdict"),
    [
        ("Shots are heard.", (1, 2), CONSISTENT),
        ("Single shots are heard.", (1, 2), CONSISTENT),
        ("Shots are heard.", (1, 1), SHOWN),
        ("A shot is heard.", (1, 2), SHOWN),
    ],
)
def test_one_shot_that_may_stand_for_several_does_not_show_shots(text, interval, verdict):
    """One round of a burst whose others were missed sounds like a single shot."""
    read = account_of(text)
    found = align(read, recording(), sure_shots(1, interval), sought()).findings[-1]
    assert found.verdict is verdict
    assert ("may be what is left of several" in found.reason) is (verdict is CONSISTENT)
