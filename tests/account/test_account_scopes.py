"""How far a hedge reaches: the code points that it touches."""

import pytest

from witnessmark.account.read import read_text


def scopes(text):
    """What each hedge of *text* touches, by effect and cue."""
    reading = read_text(text.encode(), "story.txt")
    return {
        (hedge.effect, hedge.cue): text[slice(*hedge.scope)] if hedge.scope else None
        for claim in reading.claims
        for hedge in claim.hedges
    }


def test_a_hedge_on_the_claim_touches_the_whole_claim():
    """The scope is the claim's own span."""
    reading = read_text(b"The soldiers apparently fire at the house.", "story.txt")
    (claim,) = reading.claims
    assert [hedge.scope for hedge in claim.hedges] == [claim.span]


@pytest.mark.parametrize(
    ("text", "effect", "cue", "touched"),
    [
        ("The soldiers fire about forty rounds at a house.", "part", "about", "forty"),
        ("The shooting lasted almost a minute in the yard.", "part", "almost", "a minute"),
        ("Suspected rebels set fire to a truck.", "part", "Suspected", "rebels"),
    ],
)
def test_a_hedge_on_a_part_touches_the_number_or_the_noun_phrase(text, effect, cue, touched):
    """Only the words in doubt, not the claim around them."""
    assert scopes(text)[effect, cue] == touched


def test_a_near_miss_touches_the_verb_phrase_up_to_the_clause_edge():
    """What did not come about, and nothing of the next clause."""
    found = scopes("A shell lands, nearly setting the building on fire, and the men run away.")
    assert found["near_miss", "nearly"] == "setting the building on fire"


def test_scopes_stay_right_in_a_text_that_is_read_in_stretches():
    """Thousands of sentences in, a scope still holds the words that it is of."""
    story = "The soldiers fire about forty rounds at a house. " * 1500
    reading = read_text(story.encode(), "story.txt")
    last = reading.claims[-1]
    assert story[slice(*last.hedges[0].scope)] == "forty"
