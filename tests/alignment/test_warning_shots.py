"""Warning shots that are denied: gunfire, and no words that a voice would speak."""

import pytest
from alignment_nouns import ME, account_of, explosion, fire, recording, sought

from witnessmark.alignment import align
from witnessmark.model import Kind, Sought, Verdict

HEARS = (
    *sought(),
    Sought(kind=Kind.SPEECH, recall=0.73, measured_on="rendered sound", made_by=ME),
)


@pytest.mark.parametrize(
    "text",
    [
        "The explosion came without warning shots being fired.",
        "Shots were fired without warning shots being fired.",
        "Gunfire is heard without warning shots being fired first.",
        "Police opened fire without warning shots being fired.",
        "An explosion is heard without a warning shot.",
        "No warning shots were fired.",
    ],
)
@pytest.mark.parametrize(
    "sounds", [[], [explosion(30)], fire([20, 40]), [explosion(30), *fire([5])]]
)
def test_denied_warning_shots_are_left_open(text, sounds):
    """Neither silence nor shots decide it, no voice is sought, and no shots are read out of it."""
    told = account_of(text)
    aligned = align(told, recording(), sounds, HEARS)
    # The clause before may be gunfire or an explosion of its own; from "without" on it is this.
    about = [c for c in told.claims if c.span[0] >= told.sentences[-1].span[0]]
    if "without" in text:
        about = about[1:]
    assert about
    for claim in about:
        finding = next(one for one in aligned.findings if one.claim == claim.id)
        assert finding.verdict is Verdict.NOT_TESTED
        assert finding.supports is None
        assert "warning" in finding.reason
        assert "speech" not in finding.reason


def test_a_warning_before_shots_of_another_clause_is_not_cut_in_two():
    """After a comma or a full stop the shots are an event of their own."""
    text = "No warning was given. Shots are heard."
    told = account_of(text)
    assert align(told, recording(), fire([20, 40]), HEARS).findings[-1].verdict is Verdict.SHOWN
