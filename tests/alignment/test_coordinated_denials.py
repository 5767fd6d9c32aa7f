"""Denials beside assertions: "shots and zero explosions", "neither one nor two shots"."""

import pytest
from alignment_nouns import account_of, explosion, recording, sought, sure_shots

from witnessmark.alignment import align
from witnessmark.model import Verdict

SHOTS, BLAST = sure_shots(3), [explosion(20)]


def weighed(text, heard):
    """Return the findings on *text* with the verdict on its sentence."""
    told = account_of(text)
    result = align(told, recording(), heard, sought())
    mine = {claim.id for claim in told.claims if claim.sentence == 1}
    return [one for one in result.findings if one.claim in mine], result.verdicts[1]


@pytest.mark.parametrize("heard", [SHOTS, sure_shots(1), []])
@pytest.mark.parametrize(
    "text",
    [
        "Neither one nor two shots were fired.",
        "Neither one nor two shots are heard.",
        "Neither one shot nor two were fired.",
        "Neither 1 nor 2 rounds were fired.",
        "Neither two nor three rounds were fired by the man.",
        "It was neither one nor two shots.",
        "Not one nor two shots were fired.",
        "Not zero shots were fired.",
        "Zero shots were not fired.",
    ],
)
def test_a_denied_choice_of_numbers_is_left_open(text, heard):
    """Neither one nor two: not three, nor none, decides here what was meant."""
    findings, sentence = weighed(text, heard)
    assert {one.verdict for one in findings} == {Verdict.NOT_TESTED}
    assert sentence.verdict is Verdict.NOT_TESTED


BESIDE = [
    "Shots and zero explosions are heard.",
    "Three shots and zero explosions are heard.",
    "Zero explosions and three shots are heard.",
    "Shots are heard and zero explosions are heard.",
    "Gunfire is heard with zero explosions.",
    "Gunfire is heard without any explosions.",
    "There were three shots and 0 explosions.",
    "Shots and nil explosions are heard.",
    "Shots and no explosions are heard.",
    "No explosions and three shots are heard.",
]


@pytest.mark.parametrize("text", BESIDE)
def test_what_is_denied_beside_an_assertion_is_weighed_on_its_own(text):
    """The shots are shown, the absence is borne out, and the sentence is consistent, no more."""
    findings, sentence = weighed(text, SHOTS)
    assert sorted(one.verdict for one in findings) == [Verdict.NOT_SHOWN, Verdict.SHOWN]
    assert {one.supports for one in findings} == {True}
    assert sentence.verdict is Verdict.CONSISTENT


@pytest.mark.parametrize("text", BESIDE)
def test_what_is_denied_is_not_borne_out_where_it_is_heard(text):
    """An explosion that is heard leaves its denial open, and with it the sentence."""
    findings, sentence = weighed(text, [*SHOTS, *BLAST])
    assert sorted(one.verdict for one in findings) == [Verdict.NOT_TESTED, Verdict.SHOWN]
    assert sentence.verdict is Verdict.NOT_TESTED
    assert sentence.supports is False


@pytest.mark.parametrize(
    "text",
    [
        "Zero shots and an explosion are heard.",
        "Zero shots and two explosions are heard.",
        "No shots and an explosion are heard.",
        "An explosion and zero gunfire are heard.",
        "Zero shots or explosions are heard.",
        "Neither shots nor explosions are heard.",
        "Zero shots are heard.",
        "There was zero gunfire.",
    ],
)
def test_shots_refute_that_there_were_none(text):
    """The zero before the shots denies them, wherever it stands."""
    findings, sentence = weighed(text, SHOTS)
    assert Verdict.CONTRADICTED in {one.verdict for one in findings}
    assert sentence.verdict is Verdict.CONTRADICTED


@pytest.mark.parametrize("text", ["No shots and an explosion are heard.",
                                  "Zero shots and an explosion are heard."])  # fmt: skip
def test_a_denial_stays_with_its_noun(text):
    """The explosion beside the shots is asserted, not denied with them."""
    findings, _ = weighed(text, BLAST)
    assert [one.supports for one in findings] == [True, True]


@pytest.mark.parametrize("heard", [SHOTS, [*SHOTS, *BLAST], BLAST, []])
@pytest.mark.parametrize(
    "text",
    [
        "Gunfire is heard, zero explosions.",
        "Gunfire is heard, no explosions.",
        "Shots are heard and no explosion.",
        "Shots are heard but no explosion.",
        "Three shots but not a single explosion are heard.",
    ],
)
def test_a_denial_that_was_not_read_apart_leaves_the_claim_open(text, heard):
    """Neither shown nor refuted, since one half of it would decide for both."""
    findings, sentence = weighed(text, heard)
    assert {one.verdict for one in findings} == {Verdict.NOT_TESTED}
    assert sentence.verdict is Verdict.NOT_TESTED


def test_a_number_of_something_else_is_named_as_not_weighed():
    """The two explosions of a claim of shots are not covered by the shots."""
    findings, _ = weighed("Shots are heard, two explosions.", SHOTS)
    assert findings[0].verdict is Verdict.CONSISTENT
    assert "not weighed: “two explosions”" in findings[0].reason


@pytest.mark.parametrize(
    "text", ["Shots are heard, but zero explosions.", "Shots are heard, but no explosion."]
)
def test_a_denial_behind_a_comma_is_read_apart_and_decides_for_itself(text):
    """Each half has its own verdict; the sentence is shown only where both are."""
    findings, sentence = weighed(text, SHOTS)
    assert [one.verdict for one in findings] == [Verdict.SHOWN, Verdict.NOT_SHOWN]
    assert [one.supports for one in findings] == [True, True]
    assert sentence.verdict is not Verdict.SHOWN
    shots, blast = weighed(text, [*SHOTS, *BLAST])[0]
    assert shots.verdict is Verdict.SHOWN
    assert blast.verdict is Verdict.NOT_TESTED
