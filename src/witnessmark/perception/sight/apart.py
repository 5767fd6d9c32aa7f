"""Shows views to some detectors in a thread of their own, while others look in the caller's.

A detector sees every view, in order, from one thread: what it finds does not depend on which.
Views are handed over many at a time: two threads that wake one another at every frame, and want
Python's one lock in turn, cost a tenth of the whole.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from witnessmark.media import View
from witnessmark.perception.sight.detector import Detector

#: Views handed over together, and most of such bundles that wait to be seen: about one second.
TOGETHER, MOST_WAITING = 12, 2


class Apart:
    """Lets *detectors* see in a thread; leaving the context waits until they have seen all.

    What a detector raises is raised again by the next call, or on leaving.
    """

    def __init__(self, detectors: Sequence[Detector]) -> None:
        self._detectors = detectors
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._bundle: list[View] = []
        self._waiting: deque[Future[None]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        try:
            if error is None and self._bundle:
                self._hand_over()
            while error is None and self._waiting:
                self._waiting.popleft().result()
        finally:
            self._thread.shutdown(cancel_futures=True)

    def see(self, view: View) -> None:
        """Take the next view; wait while :data:`MOST_WAITING` bundles were not seen yet."""
        if not self._detectors:
            return
        self._bundle.append(view)
        if len(self._bundle) >= TOGETHER:
            self._hand_over()

    def _hand_over(self) -> None:
        if len(self._waiting) >= MOST_WAITING:
            self._waiting.popleft().result()
        bundle, self._bundle = self._bundle, []
        self._waiting.append(self._thread.submit(self._show, bundle))

    def _show(self, bundle: list[View]) -> None:
        for view in bundle:
            for detector in self._detectors:
                detector.see(view)
