"""Sound in pieces: what was too short to hear in is named, and so is what was filled in."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from witnessmark.clock import TimeBase
from witnessmark.model import Kind
from witnessmark.perception.sound.bridging import EvenBlock
from witnessmark.perception.sound.fragments import Fragments
from witnessmark.perception.sound.gap import Gap


def gaps(*stretches: tuple[float, float], bridged: Fraction = Fraction(0)) -> list[Gap]:
    """Push a block for each (start, length) in seconds."""
    fragments = Fragments()
    for start, length in stretches:
        samples = np.zeros((round(1000 * length), 1), np.float32)
        fragments.push(EvenBlock(TimeBase(1, 1000).at(round(1000 * start)), 1000, samples, bridged))
    return fragments.finish()


def test_pieces_too_short_to_hear_in_are_named_together() -> None:
    """Twenty pieces of a tenth of a second are one stretch that was not heard."""
    (gap,) = gaps((0, 1), (1, 1), *((3 + 0.16 * n, 0.1) for n in range(20)))
    assert gap.kind is Kind.SILENCE
    assert (float(gap.start), float(gap.end)) == (3, 6.14)
    assert gap.attributes == {"cause": "pieces too short", "pieces": 20}


def test_long_pieces_are_heard() -> None:
    """A second, a hole and a quarter of a second leave nothing unheard; nor does no sound."""
    assert gaps((0, 1), (1.06, 0.25)) == []
    assert gaps((0, 1), (1, 0.1)) == []
    assert gaps() == []


def test_pieces_far_apart_are_named_apart() -> None:
    """A minute between two short pieces is no part of either."""
    assert [float(gap.start) for gap in gaps((0, 0.1), (60, 0.1))] == [0, 60]


def test_more_than_a_trace_of_filling_is_said() -> None:
    """The share that was filled in stands in the record, unless it is next to nothing."""
    (fact,) = gaps((0, 1), (1, 1), bridged=Fraction(1, 10))
    assert fact.kind is Kind.CONTAINER_FACT
    assert (fact.start, fact.end) == (0, 2)
    assert fact.attributes["bridged_share"] == 0.1
    assert gaps((0, 1), (1, 1), bridged=Fraction(1, 1000)) == []
