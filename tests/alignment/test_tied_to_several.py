"""Denials tied to what several claims tell of, and order where something is said to have begun."""

from alignment_nouns import account_of, explosion, recording, sought, sure_shots

from witnessmark.alignment import align
from witnessmark.model import Claim, Finding, Polarity, Verdict

FIGHT = "Soldiers with rifles fight. Gunfire is heard."


def weighed(text: str, heard: list) -> list[tuple[Claim, Finding]]:
    told = account_of(text)
    result = align(told, recording(), heard, sought())
    return list(zip(told.claims, result.findings, strict=True))


def denial(text: str, heard: list) -> Finding:
    (found,) = (f for c, f in weighed(text, heard) if c.polarity is Polarity.NEGATIVE)
    return found


def test_before_the_first_shots_is_before_all_that_are_told():
    """What comes later does not count against the denial, and what comes earlier does."""
    text = f"{FIGHT} No explosion is heard before the first shots."
    shots = sure_shots(3)
    first = min(one.start.seconds for one in shots)
    late = denial(text, [*shots, explosion(50)])
    assert (late.verdict, late.supports, late.citations) == (Verdict.NOT_SHOWN, True, ())
    early = denial(text, [*shots, explosion(float(first) / 2)])
    assert early.supports is False
    assert len(early.citations) == 1


def test_what_began_does_not_begin_later_in_its_stretch():
    """The first shots are not after a blast because some of the others are."""
    text = "Soldiers with rifles fight. The first shots follow the explosion."
    shots = sure_shots(3)
    middle = (shots[0].start.seconds + shots[-1].start.seconds) / 2
    between = {c.quote: f for c, f in weighed(text, [*shots, explosion(float(middle))])}
    assert between["The first shots follow"].verdict is Verdict.SHOWN_ELSEWHEN
    before = {c.quote: f for c, f in weighed(text, [*shots, explosion(0.2)])}
    assert before["The first shots follow"].verdict is Verdict.SHOWN


def test_words_of_order_that_tie_a_claim_are_weighed():
    """What puts one thing after another keeps neither from being shown."""
    text = "Soldiers with rifles fight. A shot is heard and, seconds later, automatic fire."
    reasons = [f.reason for c, f in weighed(text, sure_shots(3)) if c.sentence == 2]
    assert len(reasons) == 2
    assert not [reason for reason in reasons if "not weighed" in reason]
