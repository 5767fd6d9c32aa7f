"""Which picks are reported, as what."""

from fractions import Fraction

import numpy as np
import pytest

from witnessmark.model import Kind
from witnessmark.perception.sound.picker import Pick
from witnessmark.perception.sound.picking import events

LEAST = {"blast": 0.5, "crack": 0.5, "explosion": 0.5}
SOUND = np.random.default_rng(1).standard_normal(7800).astype(np.float32)


def pick(seconds, cause, chance=0.9, **others):
    known = {"blast": 0.0, "crack": 0.0, "explosion": 0.0, **others, cause: chance}
    return Pick(Fraction(str(seconds)), cause, chance, known, SOUND, 600)


def test_a_crack_is_noted_with_the_shot_that_follows_it():
    """One crack, one shot: the interval is known, and the crack is no shot."""
    (one,) = events([pick(1, "crack"), pick("1.24", "blast")], LEAST)
    assert (one.kind, one.seconds) == (Kind.SHOT, Fraction("1.24"))
    assert one.attributes == {"crack_to_blast_s": pytest.approx(0.24)}
    assert one.shot is not None
    assert one.shot.crack_to_blast_s == pytest.approx(0.24)


def test_an_unlikely_crack_leads_no_shot():
    """A crack below its least chance is not noted."""
    (one,) = events([pick(1, "crack", 0.4), pick("1.24", "blast")], LEAST)
    assert one.attributes == {}


def test_explosions_close_together_are_one():
    """The earlier time stays, with the higher chance; a later one stands alone."""
    found = events(
        [
            pick(1, "explosion", 0.7),
            pick("1.1", "explosion", 0.9),
            pick("1.7", "explosion", 0.7),
        ],
        LEAST,
    )
    assert [(one.seconds, one.chance) for one in found] == [
        (1, 0.9),
        (Fraction("1.7"), 0.7),
    ]


def test_merged_explosions_say_how_many_they_may_be():
    """Three fronts within an explosion's length are one to three; one that stands alone is one."""
    times = (1, "1.1", "1.4", "1.7")
    merged, alone = events([pick(at, "explosion") for at in times], LEAST)
    assert merged.attributes == {"at_least": True, "count_interval": [1, 3]}
    assert alone.attributes == {}


def test_a_doubtful_blast_is_an_impulse_with_its_chances():
    """Between the two least chances the cause is open, and what it might be is said."""
    (one,) = events([pick(1, "blast", 0.3, explosion=0.1)], LEAST)
    assert one.kind is Kind.IMPULSE
    assert one.chance == pytest.approx(0.6)
    assert one.attributes["chance_of_shot"] == 0.3
    assert one.shot is None


def test_a_shot_is_no_less_sure_than_its_crack():
    """Who is sure of the crack is sure of the round."""
    (one,) = events([pick(1, "crack", 0.97), pick("1.24", "blast", 0.6)], LEAST)
    assert one.chance == 0.97
    assert one.shot is not None
    assert one.shot.confidence == 0.97
    assert "chance_without_crack" not in one.attributes


def test_a_doubtful_blast_with_a_crack_is_a_shot():
    """What it was worth alone stays beside it; without the crack it is an impulse."""
    (one,) = events([pick(1, "crack", 0.9), pick("1.24", "blast", 0.3)], LEAST)
    assert (one.kind, one.chance) == (Kind.SHOT, 0.9)
    assert one.attributes == {
        "crack_to_blast_s": pytest.approx(0.24),
        "chance_without_crack": 0.3,
    }
    assert [one.kind for one in events([pick("1.24", "blast", 0.3)], LEAST)] == [Kind.IMPULSE]


def test_a_sure_crack_without_a_blast_is_a_round():
    """It is reported where the crack is, and says so; an unsure one is an impulse."""
    (one,) = events([pick(1, "crack", 0.97)], LEAST)
    assert (one.kind, one.seconds, one.chance) == (Kind.SHOT, 1, 0.97)
    assert one.attributes == {"heard_by": "crack"}
    assert [one.kind for one in events([pick(1, "crack", 0.8)], LEAST)] == [Kind.IMPULSE]


def test_a_front_of_crack_and_blast_is_a_round():
    """Crack and blast that come as one are a shot, whichever is the likelier."""
    (one,) = events([pick(1, "crack", 0.8, blast=0.7)], LEAST)
    assert (one.kind, one.chance) == (Kind.SHOT, 0.8)


def test_a_crack_that_a_shot_may_belong_to_is_no_round():
    """Which of two blasts is that of the crack is open: it is one of them, and no third round."""
    found = events([pick(1, "crack", 0.97), pick("1.2", "blast"), pick("1.9", "blast")], LEAST)
    assert [one.seconds for one in found] == [Fraction("1.2"), Fraction("1.9")]


def test_sure_cracks_vouch_for_the_others_of_their_run():
    """Three sure cracks make rounds of two doubtful ones among them, and of none a second later."""
    run = [pick(f"1.{n}", "crack", chance) for n, chance in enumerate((0.97, 0.7, 0.97, 0.6, 0.97))]
    found = events([*run, pick(3, "crack", 0.7)], LEAST)
    assert [one.kind for one in found] == [*[Kind.SHOT] * 5, Kind.IMPULSE]


def test_cracks_at_an_even_rate_are_rounds():
    """Six that come as evenly as automatic fire need be less sure than six that do not."""
    even = [pick(f"{1 + n / 10:.1f}", "crack", 0.94) for n in range(8)]
    assert {one.kind for one in events(even, LEAST)} == {Kind.SHOT}
    uneven = [
        pick(at, "crack", 0.94)
        for at in ("1.0", "1.04", "1.19", "1.23", "1.4", "1.46", "1.64", "1.66")
    ]
    assert {one.kind for one in events(uneven, LEAST)} == {Kind.IMPULSE}


def test_what_is_too_unlikely_is_left_out():
    """A doubtful crack that is nothing else, and a blast below both chances, are no events."""
    assert events([pick(1, "crack", 0.3), pick(2, "blast", 0.1)], LEAST) == []


@pytest.mark.parametrize("others", [{"blast": 0.25}, {"explosion": 0.25}])
def test_what_may_be_fire_is_never_dropped_without_a_word(others):
    """Likeliest a crack, not likely enough, and perhaps a shot or an explosion: an impulse."""
    (one,) = events([pick(1, "crack", 0.3, **others)], LEAST)
    assert one.kind is Kind.IMPULSE
