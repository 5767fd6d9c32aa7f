"""A shot without the sound before it, or about it, is no sure shot, and says why."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from witnessmark.model import Kind
from witnessmark.perception.sound.doubts import MOST_SURE, Doubts
from witnessmark.perception.sound.event import Event
from witnessmark.perception.sound.resampling import PICKER_RATE, Piece
from witnessmark.perception.sound.shot import Shot


def shot(seconds: float, chance: float = 0.95, kind: Kind = Kind.SHOT) -> Event:
    return Event(Fraction(seconds), kind, chance, {"kept": 1}, Shot(seconds, chance))


def hiss(seconds: float) -> np.ndarray:
    return 0.003 * np.random.default_rng(4).standard_normal(round(seconds * PICKER_RATE))


def tail(seconds: float) -> np.ndarray:
    """Hiss that begins inside the echoes of a blast."""
    sound = hiss(seconds)
    time = np.arange(sound.size) / PICKER_RATE
    return sound * (1 + 100 * np.exp(-time / 0.1))


def doubts(*sounds: tuple[float, np.ndarray], cut: int = 5000) -> Doubts:
    """Push each sound as a stretch of its own that starts at its second."""
    made = Doubts()
    for number, (start, sound) in enumerate(sounds):
        for at in range(0, sound.size, cut):
            part = sound[at : at + cut].astype(np.float32)
            last = at + cut >= sound.size
            made.push(Piece(number, Fraction(start), PICKER_RATE, at, part, last))
    return made


@pytest.mark.parametrize("cut", [120, 5000, 40_000])
@pytest.mark.parametrize("kind", [Kind.SHOT, Kind.EXPLOSION])
def test_after_an_opening_inside_a_blast_the_first_second_is_doubtful(cut: int, kind: Kind) -> None:
    """What is heard there may be an echo; what is heard later is judged as ever."""
    early, late = doubts((7, tail(3)), cut=cut).doubted([shot(7.3, kind=kind), shot(8.1)])
    assert early.chance == MOST_SURE
    assert early.shot is not None
    assert early.shot.confidence == MOST_SURE
    assert early.attributes == {
        "kept": 1,
        "doubt": "the sound begins in the tail of something earlier",
    }
    assert (late.chance, dict(late.attributes)) == (0.95, {"kept": 1})


def test_an_ordinary_beginning_leaves_shots_as_they_are() -> None:
    """Hiss, a blast 20 ms into the sound and digital silence are no tail of anything."""
    blast = hiss(3)
    blast[240:] = tail(3)[:-240]
    for sound in (hiss(3), blast, np.zeros(36_000)):
        (one,) = doubts((0, sound)).doubted([shot(0.021)])
        assert (one.chance, dict(one.attributes)) == (0.95, {"kept": 1})


def test_a_piece_too_short_to_judge_by_has_no_sure_shot() -> None:
    """A fifth of a second by itself is no basis for an assured count."""
    (one,) = doubts((0, hiss(2)), (3, hiss(0.2))).doubted([shot(3.1)])
    assert one.chance == MOST_SURE
    assert one.attributes["doubt"] == "the piece of sound is too short to judge by"


def test_what_is_unsure_anyway_and_what_is_no_shot_stay() -> None:
    """Doubt raises no confidence, and an impulse makes no claim to lower."""
    given = [shot(0.1, 0.3), Event(Fraction(1, 10), Kind.IMPULSE, 0.7)]
    assert [one.chance for one in doubts((0, tail(2))).doubted(given)] == [0.3, 0.7]
