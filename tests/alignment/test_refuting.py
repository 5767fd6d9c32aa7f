"""What a sentence tells of only to deny it decides nothing."""

import pytest
from alignment_nouns import account_of, claim, explosion, fire, reading, recording, sought

from witnessmark.alignment import align
from witnessmark.alignment.evidence import Evidence
from witnessmark.alignment.refuting import refuted
from witnessmark.model import Kind, Verdict

DENIED = {"polarity": "neg", "certainty": "CT-"}
BLAST = {"act": "EXPLOSION_UNATTRIBUTED"}


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The rumour of a blast is false: no explosion is heard.", Verdict.NOT_SHOWN),
        ("People spoke of an explosion, but no explosion is heard.", Verdict.NOT_SHOWN),
        ("Explosions are heard, but no gunfire.", Verdict.CONTRADICTED),
    ],
)
def test_talk_of_what_the_sentence_denies_is_no_claim(text, verdict):
    """The denial decides where it is of the same kind; else what is told is asked for."""
    account = account_of(text)
    aligned = align(account, recording(), fire([5, 6]), sought())
    last = aligned.verdicts[-1]
    assert last.verdict is verdict
    assert last.supports is (verdict is Verdict.NOT_SHOWN)


def test_only_a_denial_of_the_same_kind_refutes():
    """Shots are not refuted by a denial of blasts."""
    shots, blasts = Evidence(Kind.GUNFIRE), Evidence(Kind.EXPLOSION)
    account = reading(claim("Talk of shots, but"), claim("no blast is heard", **BLAST, **DENIED))
    one, two = account.claims
    asked = {one.id: (one, shots), two.id: (two, blasts)}
    assert refuted(account, asked, frozenset()) == frozenset()


def test_a_blast_that_is_there_still_contradicts():
    """What is mentioned being set aside, the denial is weighed as any other."""
    account = account_of("The rumour of a blast is false: no explosion is heard.")
    aligned = align(account, recording(), [explosion(20)], sought())
    assert aligned.verdicts[-1].supports is not True
