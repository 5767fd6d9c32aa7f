"""Detectors in a thread of their own see what they would have seen in the caller's."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from fractions import Fraction

import pytest
from sight_making import scenery, seen_by, views_of

from witnessmark.clock import Span
from witnessmark.media import View
from witnessmark.model import Kind
from witnessmark.perception.sight import Detector, Looker
from witnessmark.perception.sight.apart import MOST_WAITING, TOGETHER, Apart
from witnessmark.perception.sight.faces import Faces
from witnessmark.perception.sight.sighting import Sighting

#: Views that wait at most.
MANY = TOGETHER * (MOST_WAITING + 1)


class _Numbers(Detector):
    """Notes the number of each view; breaks at the one it is told to."""

    name = "numbers"
    kinds = (Kind.KEYFRAME,)
    breaks_at: int | None = None

    def __init__(self) -> None:
        self.seen: list[int] = []
        self.threads: set[int] = set()

    def see(self, view: View) -> None:
        if view.number == self.breaks_at:
            raise ZeroDivisionError
        self.seen.append(view.number)
        self.threads.add(threading.get_ident())

    def sightings(self, shots: Sequence[Span]) -> Iterable[Sighting]:
        return ()


class _Breaks(_Numbers):
    apart = True
    breaks_at = 3


def _views(count: int) -> list[View]:
    return list(views_of([scenery(1, 64, 36)] * count))


def test_every_view_is_seen_in_order_before_the_context_is_left() -> None:
    """No view is lost or overtakes another, however many wait; and none is seen by the caller."""
    one, count = _Numbers(), 3 * MANY + 1
    with Apart([one]) as apart:
        for view in _views(count):
            apart.see(view)
    assert one.seen == list(range(count))
    assert len(one.threads) == 1
    assert threading.get_ident() not in one.threads


@pytest.mark.parametrize("count", [6, 2 * MANY], ids=["at the end", "on the way"])
def test_what_a_detector_raises_reaches_the_caller(count: int) -> None:
    """An error in the thread ends the look as it would have done without a thread."""
    with pytest.raises(ZeroDivisionError):
        Looker((_Breaks,)).look(_views(count), "0" * 64)


def test_a_thread_changes_nothing_that_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Observations are the same from either thread, byte for byte."""
    images = [scenery(n // 20, 640, 360) for n in range(60)]

    def seen() -> list[str]:
        views = views_of(images, whole_every=Fraction(1, 2))
        return [one.model_dump_json() for one in seen_by(Faces, views)]

    with_thread = seen()
    monkeypatch.setattr(Faces, "apart", False)
    assert with_thread == seen()
