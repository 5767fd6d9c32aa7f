"""What is counted off is weighed: "the second shot", "the last explosion", also at a time."""

import pytest
from alignment_nouns import (
    CONSISTENT,
    NOT_SHOWN,
    SHOWN,
    account_of,
    claim,
    explosion,
    fire,
    reading,
    recording,
    sought,
)

from witnessmark.alignment import align
from witnessmark.alignment.ranks import LAST, Rank, rank_told
from witnessmark.model import Kind, Verdict

#: Three single shots, then one explosion after another.
HEARD = [*(one for at in (5, 11, 30) for one in fire([at], confidence=0.98)), explosion(20)]


@pytest.mark.parametrize(
    ("words", "kind", "rank"),
    [
        ("the first shot falls", Kind.GUNFIRE, Rank(1, "first")),
        ("the very first single shot", Kind.GUNFIRE, Rank(1, "very first")),
        ("the 3rd explosion", Kind.EXPLOSION, Rank(3, "3rd")),
        ("the final round", Kind.GUNFIRE, Rank(LAST, "final")),
        ("the last burst", Kind.GUNFIRE, Rank(LAST, "last", of_runs=True)),
        ("the second burst", Kind.GUNFIRE, None),  # nobody agrees on where one ends
        ("the first loud shot", Kind.GUNFIRE, None),
        ("the first two shots", Kind.GUNFIRE, None),
        ("between the second shot and the third", Kind.GUNFIRE, None),
        ("the first shots", Kind.GUNFIRE, None),  # how the fire began
        ("a second round of firing", Kind.GUNFIRE, None),
        ("at first shot after shot", Kind.GUNFIRE, None),
        ("the second explosion", Kind.GUNFIRE, None),
    ],
)
def test_a_rank_is_read_where_one_thing_is_counted_off(words, kind, rank):
    """One word that ranks, beside the noun of what is listened for."""
    assert rank_told(words, kind) == rank


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("A second shot is heard.", SHOWN),
        ("The last shot is heard.", SHOWN),
        ("A fourth shot is heard.", NOT_SHOWN),
        ("A second explosion is heard.", NOT_SHOWN),
        ("The last explosion is heard.", CONSISTENT),  # the last of one says nothing
    ],
)
def test_as_many_as_are_counted_off_must_be_there(words, verdict):
    """A second shot takes two."""
    act = "EXPLOSION_UNATTRIBUTED" if "explosion" in words else "EXCHANGE_FIRE"
    told = reading(claim(words, act=act))
    assert align(told, recording(), HEARD, sought()).findings[0].verdict is verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The video is of the gate. The second shot is heard at 0:11.", Verdict.SHOWN),
        ("The video is of the gate. The second shot is heard at 0:05.", Verdict.SHOWN_ELSEWHEN),
        ("The video is of the gate. The first shot is heard at 0:30.", Verdict.SHOWN_ELSEWHEN),
        ("The video is of the gate. The last shot is heard at 0:30.", Verdict.SHOWN),
        ("The video is of the gate. The last shot is heard at 0:11.", Verdict.SHOWN_ELSEWHEN),
    ],
)
def test_a_time_is_that_of_the_one_counted_off(text, verdict):
    """That some shot is heard then does not show that it was the first."""
    told = account_of(text)
    assert align(told, recording(), HEARD, sought()).verdicts[-1].verdict is verdict
