"""What is more striking than what."""

from alignment_nouns import bang, explosion, fire, shot
from hypothesis import given
from hypothesis import strategies as st

from witnessmark.model import Kind, Observation
from witnessmark.model.striking import KINDS, LASTING, TELLABLE, UNRANKED, by_strikingness


def lasting(kind: Kind, seconds: int, confidence: float) -> Observation:
    """Something that lasts, with the parts of a shot otherwise."""
    one = shot(10)
    end = one.start.time_base.at(one.start.ticks + 1000 * seconds)
    return one.model_copy(update={"kind": kind, "end": end, "confidence": confidence})


def test_every_kind_has_one_place():
    """A kind that a later release adds must be given a place before anything is ordered."""
    assert sorted(KINDS) == sorted(Kind)
    assert LASTING.isdisjoint(UNRANKED)
    assert Kind.KEYFRAME not in TELLABLE
    assert Kind.EXPLOSION in TELLABLE


def test_gunfire_counts_by_the_shots_that_are_likely_in_it():
    """Forty rounds before a sure single one; that before three that hardly are any."""
    forty, doubtful = fire(range(40), "automatic", 0.6)[-1], fire([50, 51, 52], "burst", 0.2)[-1]
    single = shot(60, 0.97)
    ordered = sorted([doubtful, single, forty], key=by_strikingness)
    assert [one.id for one in ordered] == [forty.id, single.id, doubtful.id]


def test_what_lasts_counts_by_the_seconds_that_are_likely_of_it():
    """A minute of likely flames comes before a sure blink of one."""
    long, blink = lasting(Kind.FLAME, 60, 0.8), lasting(Kind.FLAME, 1, 1.0)
    assert sorted([blink, long], key=by_strikingness) == [long, blink]


def test_what_is_dangerous_comes_before_what_is_noted():
    """Shots, explosions, flames, voices, bangs, weather, and only then cuts."""
    cut, snow = lasting(Kind.CUT, 1, 1.0), lasting(Kind.SNOWFALL, 60, 1.0)
    voice, flame = lasting(Kind.SPEECH, 9, 1.0), lasting(Kind.FLAME, 1, 0.3)
    wanted = [shot(50, 0.1), explosion(5), flame, voice, bang(30), snow, cut]
    assert sorted([*wanted[3:], *wanted[:3]], key=by_strikingness) == wanted


def test_bangs_of_unknown_cause_come_as_they_were_heard():
    """None of them is more striking for being surer."""
    late, early = bang(30, chance_of_shot=0.9), bang(2)
    assert sorted([late, early], key=by_strikingness) == [early, late]


@given(st.sampled_from(Kind), st.floats(0, 1), st.integers(1, 60))
def test_any_observation_can_be_ordered_with_any_other(kind, confidence, seconds):
    """The order is one of equal lengths, so that comparing two never fails."""
    one = by_strikingness(lasting(kind, seconds, confidence))
    assert len(one) == len(by_strikingness(shot(1))) == 4
