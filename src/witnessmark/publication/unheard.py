"""Which seconds of a recording nobody and nothing listened to."""

from __future__ import annotations

from witnessmark.model import Recording
from witnessmark.publication.moments import Moment


def unheard_stretches(
    recording: Recording, number: int, length: float | None = None
) -> tuple[Moment, ...]:
    """Return what lies between the decoded stretches of the sound, ends of the file included.

    A recording without sound is one such stretch over its whole *length* (its duration, unless
    another is given). Gaps under a millisecond are rounding of the container's clock, not loss.
    """
    length = recording.duration if length is None else length
    decoded = () if recording.sound is None else recording.sound.decoded
    reached = 0.0
    gaps = []
    for stretch in sorted(decoded, key=lambda s: s.start):
        start = stretch.start.json_seconds
        if start - reached >= 0.001:
            gaps.append(Moment(number, reached, start))
        reached = max(reached, stretch.end.json_seconds)
    if length - reached >= 0.001:
        gaps.append(Moment(number, reached, length))
    return tuple(gaps)
