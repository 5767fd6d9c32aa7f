"""Denied warnings from the words of an account to the verdict on them."""

import pytest
from alignment_nouns import ME, SHA, account_of, explosion, recording, sought, span

from witnessmark.alignment import align
from witnessmark.model import Kind, Observation, Sought, Verdict

HEARS = (
    *sought(),
    Sought(kind=Kind.SPEECH, recall=0.73, measured_on="rendered sound", made_by=ME),
)


@pytest.mark.parametrize(
    "text",
    [
        "The blast came without warning.",
        "An explosion is heard with no warning.",
        "No warning was given before the explosion.",
        "No warning preceded the blast.",
        "An explosion is heard; no warning had been given.",
    ],
)
@pytest.mark.parametrize(
    ("voices", "verdict"), [((), Verdict.NOT_SHOWN), (((20, 22),), Verdict.NOT_TESTED)]
)
def test_a_denied_warning_is_weighed_in_the_seconds_before_what_it_is_tied_to(
    text, voices, verdict
):
    """No voice in the seconds before bears the denial out; one that may have been it does not."""
    heard = [
        Observation.of(
            recording=SHA, kind=Kind.SPEECH, span=span(*one), confidence=0.97, made_by=ME
        )
        for one in voices
    ]
    told = account_of(text)
    aligned = align(told, recording(), [explosion(30), *heard], HEARS)
    warning = next(claim for claim in told.claims if claim.act == "WARNING")
    finding = next(one for one in aligned.findings if one.claim == warning.id)
    assert finding.verdict is verdict
    assert finding.supports is (verdict is Verdict.NOT_SHOWN)
