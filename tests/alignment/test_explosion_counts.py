"""The number of explosions in an account against explosions that may be several."""

import pytest
from alignment_nouns import account_of, claim, explosion, reading, recording, sought

from witnessmark.alignment import align
from witnessmark.model import Quantity, Verdict


def merged(at, most):
    """Return one explosion that stands for *most* fronts."""
    noted = {"at_least": True, "count_interval": [1, most]}
    return explosion(at, 0.995).model_copy(update={"attributes": noted})


def finding(said, observations):
    words = f"{said} explosions"
    number = Quantity(text=words, span=(0, len(words)), unit="explosions", min=said, max=said)
    told = reading(claim(words, act="EXPLOSION_UNATTRIBUTED", quantities=(number,)))
    return align(told, recording(), observations, sought()).findings[0]


@pytest.mark.parametrize(("said", "verdict"), [(1, "consistent"), (2, "consistent")])
def test_a_merged_explosion_bears_out_no_exact_number(said, verdict):
    """One that may be two fits one and two, shows neither, and the reason says it is a bound."""
    found = finding(said, [merged(5, 2)])
    assert found.verdict is Verdict(verdict)
    assert "up to 2 may have" in found.reason
    assert "t least one explosion is heard" in found.reason


def test_an_explosion_that_stands_alone_is_no_bound():
    """Nothing merged: no bound is spoken of."""
    assert "may have" not in finding(1, [explosion(5, 0.995)]).reason


def test_more_than_told_are_all_cited_and_do_not_contradict():
    """What is not surely an explosion refutes no number, and does not bear it out either."""
    heard = [explosion(at, 0.99) for at in (5, 20, 40)]
    found = finding(2, heard)
    assert (found.verdict, found.supports) == (Verdict.NOT_TESTED, False)
    assert len(found.citations) == 3
    assert "at least 3 are heard" in found.reason


@pytest.mark.parametrize(
    "words",
    [
        "Only one blast is heard.",
        "A single explosion can be heard.",
        "There is exactly one detonation.",
        "A solitary blast echoes.",
        "Not more than one explosion is recorded.",
        "Two explosions are heard.",
        "Only one blast is heard near the gate.",
        "Two explosions are heard near the gate.",
    ],
)
def test_every_way_to_tell_too_few_is_left_open(words):
    """One rule for "only one", "a single" and "two", whatever else the words say."""
    heard = [explosion(at, 0.99) for at in (5, 20, 40)]
    made = align(account_of(words), recording(), heard, sought()).findings[-1]
    assert (made.verdict, made.supports) == (Verdict.NOT_TESTED, False)
    assert len(made.citations) == 3
    assert "at least 3 are heard, which does not contradict it" in made.reason
    assert ("sound does not tell where" in made.reason) is ("gate" in words)


def test_more_than_told_with_words_that_nothing_weighs_are_all_cited():
    """Three explosions need not be three grenades: it fits, and no two are picked out."""
    words = "Two grenades explode"
    number = Quantity(text="Two grenades", span=(0, 12), unit="grenades", min=2, max=2)
    told = reading(claim(words, act="EXPLOSION_UNATTRIBUTED", quantities=(number,)))
    heard = [explosion(at, 0.99) for at in (5, 20, 40)]
    found = align(told, recording(), heard, sought()).findings[0]
    assert found.verdict is Verdict.CONSISTENT
    assert len(found.citations) == 3
