"""The account that the project began with, against an invented film of what it tells."""

from functools import cache
from pathlib import Path

import pytest

from witnessmark.account import read_text
from witnessmark.alignment import align
from witnessmark.evaluation.weighing.happenings import happenings
from witnessmark.evaluation.weighing.observing import observe
from witnessmark.model import Kind, Verdict
from witnessmark.rendering.incidents import siege_altered, siege_film
from witnessmark.rendering.truth import truth_of

SEED = Path(__file__).parents[2].parent / "shared" / "seed" / "account.txt"
pytestmark = pytest.mark.skipif(not SEED.is_file(), reason="the shared account is not here")


@cache
def seed():
    return read_text(SEED.read_bytes(), "account.txt")


@cache
def weighed(which=None):
    """The account, weighed against all that happens in the film, or in one altered."""
    film = siege_film() if which is None else siege_altered(which)
    seen = observe("siege", happenings(film, truth_of(film)), film.duration)
    return align(seed(), seen.recording, seen.observations, seen.sought)


def sentence_of(words):
    return next(one.index for one in seed().sentences if words in one.text)


def finding_on(words, which=None):
    claim = next(one for one in seed().claims if words in one.quote)
    return next(one for one in weighed(which).findings if one.claim == claim.id)


def starts(words):
    return [cite.start.json_seconds for cite in finding_on(words).citations]


def changed(which):
    """The sentences whose verdict the alteration changes."""
    return {
        one.sentence
        for one, other in zip(weighed().verdicts, weighed(which).verdicts, strict=True)
        if (one.verdict, one.supports) != (other.verdict, other.supports)
    }


def test_what_is_told_in_turn_is_found_in_turn():
    """A few rounds, automatic fire in answer, and late a gun that fires to the end."""
    rounds, answer = starts("a few rounds"), starts("automatic fire")
    opens, keeps = starts("open fire"), starts("keeps up the fire")
    assert rounds[0] < answer[0] < opens[0]
    assert answer[0] - rounds[-1] < 10
    assert opens == keeps == [pytest.approx(81.0, abs=0.1)]


@pytest.mark.parametrize("words", ["gunfire off camera", "can also be heard", "several more"])
def test_the_other_events_are_found(words):
    """Fire off camera, fire throughout, several more exchanges: all of it fits."""
    assert finding_on(words).supports is True


def test_absences_are_judged_by_coverage():
    """No warning: nobody speaks in the seconds before the gun, of which enough was heard."""
    for words in ("without warning", "no obvious warning"):
        found = finding_on(words)
        assert (found.verdict, found.supports) == (Verdict.NOT_SHOWN, True)
        assert found.coverage >= 0.9


@pytest.mark.parametrize("words", ["get them over the wall", "nearly setting the building"])
def test_near_misses_are_left_open(words):
    """That something nearly happened is neither shown nor refuted by what did."""
    found = finding_on(words)
    assert (found.verdict, found.supports) == (Verdict.NOT_TESTED, None)


def test_opinions_and_the_world_outside_are_not_for_footage():
    """History, opinion and forecast get no verdict but that nothing could show them."""
    last = sentence_of("When most people think")
    assert {one.verdict for one in weighed().verdicts[last:]} == {Verdict.NOT_TESTABLE}


def test_nothing_in_the_film_contradicts_the_account():
    """The film was made after the account: no sentence fails."""
    assert not [one for one in weighed().verdicts if one.supports is False]


@pytest.mark.parametrize(
    ("which", "told"),
    [
        (
            "machine_gun_silent",
            ["heard throughout", "no obvious warning", "keeps up the fire"],
        ),
        ("shouted_warning", ["without warning", "no obvious warning"]),
        ("summer", ["snow falls"]),
        ("grenade_first", []),
    ],
)
def test_an_alteration_changes_the_sentences_that_it_touches_and_no_other(which, told):
    """One more grenade changes no sentence: the account rules no earlier one out."""
    assert changed(which) == {sentence_of(words) for words in told}


def test_a_grenade_before_the_first_shots_is_told_with_the_others():
    """It is cited where the account speaks of grenades, with its second."""
    found = finding_on("tossed by the militants", "grenade_first")
    blasts = {one.id for one in weighed("grenade_first").observations if one.kind is Kind.EXPLOSION}
    assert min(cite.start.json_seconds for cite in found.citations) < 7
    assert blasts == {name for cite in found.citations for name in cite.observations}
