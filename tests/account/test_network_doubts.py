"""Hedges that no list has, as the network finds them: whose they are and what they lower."""

from witnessmark.account import read_text
from witnessmark.account.document import read_document
from witnessmark.account.grammar import parse
from witnessmark.account.learnt.doubting import SURELY, doubted
from witnessmark.account.learnt.network import Cue

TEXT = "On the face of it shots are fired, and word has it a shell apparently hits the roof."


def parts():
    """The sentence, and the claims that the program reads in it without further cues."""
    (sentence,) = parse(read_document(TEXT).sentences)
    claims = [
        claim.model_copy(update={"certainty": "CT+", "hedges": ()})
        for claim in read_text(TEXT.encode(), "x.txt").claims
    ]
    return sentence, claims


def cue(words, effect="claim", chance=0.99):
    start = TEXT.index(words)
    return Cue((start, start + len(words)), effect, chance)


def test_a_cue_before_two_claims_is_of_the_next():
    """What is certain becomes probable, and the other claim stays as it is."""
    sentence, claims = parts()
    first, *others = doubted(sentence, claims, [cue("On the face of it")])
    assert [hedge.cue for hedge in first.hedges] == ["On the face of it"]
    assert first.certainty == "PR+"
    assert list(others) == claims[1:]


def test_a_cue_that_a_list_has_is_not_counted_again():
    """It touches words that are a hedge already."""
    sentence, claims = parts()
    known = read_text(TEXT.encode(), "x.txt").claims
    hedged = [claim for claim in known if any(h.cue == "apparently" for h in claim.hedges)]
    assert hedged
    assert doubted(sentence, hedged, [cue("apparently")]) == tuple(hedged)
    assert claims


def test_a_doubt_is_lowered_no_further():
    """So a hedge that is taken away never makes a claim less certain."""
    sentence, claims = parts()
    doubtful = [claim.model_copy(update={"certainty": "PS+"}) for claim in claims]
    found = doubted(sentence, doubtful, [cue("On the face of it")])
    assert {claim.certainty for claim in found} == {"PS+"}


def test_a_hedge_on_a_part_leaves_the_act_as_certain():
    """Only the part is doubted."""
    sentence, claims = parts()
    first, *_ = doubted(sentence, claims, [cue("On the face of it", effect="part")])
    assert first.certainty == "CT+"
    assert first.hedges[0].effect == "part"


def test_what_the_network_is_not_sure_of_is_left():
    """Neither a doubtful cue nor a booster changes anything."""
    sentence, claims = parts()
    doubtful = cue("On the face of it", chance=SURELY - 0.01)
    booster = cue("word has it", effect="booster")
    assert doubted(sentence, claims, [doubtful, booster]) == tuple(claims)
