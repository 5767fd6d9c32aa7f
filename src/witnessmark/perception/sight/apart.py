"""Shows views to some detectors in a thread of their own, while others look in the caller's.

A detector sees every view, in order, from one thread: what it finds does not depend on which.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from witnessmark.media import View
from witnessmark.perception.sight.detector import Detector

#: Most views that wait to be seen: about one second.
MOST_WAITING = 25


class Apart:
    """Lets *detectors* see in a thread; leaving the context waits until they have seen all.

    What a detector raises is raised again by the next call, or on leaving.
    """

    def __init__(self, detectors: Sequence[Detector]) -> None:
        self._detectors = detectors
        self._thread = ThreadPoolExecutor(max_workers=1)
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
            while error is None and self._waiting:
                self._waiting.popleft().result()
        finally:
            self._thread.shutdown(cancel_futures=True)

    def see(self, view: View) -> None:
        """Hand over the next view; wait while :data:`MOST_WAITING` others were not seen yet."""
        if not self._detectors:
            return
        if len(self._waiting) >= MOST_WAITING:
            self._waiting.popleft().result()
        self._waiting.append(self._thread.submit(self._show, view))

    def _show(self, view: View) -> None:
        for detector in self._detectors:
            detector.see(view)
