"""What could not be had of a track, in plain sentences.

Conventions
-----------
Places are clock faces on the recording's clock, lengths are seconds. At most five places are
named one by one; more are counted. Pure functions: figures in, sentences out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from witnessmark.clock import Span, clock_face, union_length

#: Shorter than this and the end of the sound is the end its header declares: the last frame of a
#: codec is rarely full, and headers count it either way.
_EARLY = Fraction(1, 4)
_NAMED = 5

#: Timestamps rounded to milliseconds still touch.
_TOUCHING = Fraction(1, 1000)

#: More places than this are not kept apart.
_MOST_PLACES = 10_000


@dataclass(slots=True)
class SoundFaults:
    """What went wrong while sound was decoded, gathered as it happens.

    ``lost`` are the (start, end) of packets that did not decode, joined where they touch, and
    ``lost_packets`` how many there were, with or without a time; ``resets`` the places where the
    file's clock was set anew; ``converted`` (start or None, seconds, rate, channels); ``broken``
    how many samples were no number that could be sound, ``first_broken`` where the first longer run
    of them is.
    """

    lost: list[tuple[Fraction, Fraction]] = field(default_factory=list)
    lost_packets: int = 0
    resets: list[Fraction] = field(default_factory=list)
    converted: list[tuple[Fraction | None, Fraction, int, int]] = field(default_factory=list)
    broken: int = 0
    first_broken: Fraction | None = None

    def add_lost(self, start: Fraction | None, seconds: Fraction) -> None:
        """Take note of a packet that did not decode; a hostile file cannot fill the memory."""
        self.lost_packets += 1
        if start is None:
            return
        end = start + seconds
        if self.lost and abs(start - self.lost[-1][1]) <= _TOUCHING:
            self.lost[-1] = (self.lost[-1][0], max(self.lost[-1][1], end))
        elif len(self.lost) < _MOST_PLACES:
            self.lost.append((start, end))


def sound_damage(
    decoded: Sequence[Span], faults: SoundFaults, declared: Fraction | None
) -> tuple[str, ...]:
    """Return the sentences for a track whose *decoded* stretches hold samples, of numbers or not.

    *declared* is the end that the header states, in seconds on the recording's clock.
    """
    end = decoded[-1].end.seconds if decoded else Fraction(0)
    whole = max(end, declared or Fraction(0))
    lost = sorted(faults.lost)
    sentences = _lost_sentences(lost, faults.lost_packets, whole)
    sentences += _gap_sentences(decoded, lost)
    if declared is not None and declared - end > _EARLY:
        had = union_length(list(decoded))
        sentences.append(
            f"The file ends early: {_seconds(had)} of the {_seconds(declared)} its header "
            "declares could be decoded."
        )
    return (*sentences, *_other_sentences(faults))


def picture_damage(
    packets: int, lost: int, first_lost: Fraction | None, resets: Sequence[Fraction]
) -> tuple[str, ...]:
    """Return the sentences for a track of *packets* of picture, *lost* of them undecodable."""
    sentences = []
    if lost:
        place = "" if first_lost is None else f", the first at {clock_face(first_lost)}"
        sentences.append(f"{lost} of {packets} packets of picture could not be decoded{place}.")
    return (*sentences, *_reset_sentences("picture", resets))


def _lost_sentences(
    lost: list[tuple[Fraction, Fraction]], packets: int, whole: Fraction
) -> list[str]:
    if not packets:
        return []
    if not lost:
        return [f"{_counted(packets, 'packet')} of sound could not be decoded, at unknown times."]
    total = sum((end - start for start, end in lost), Fraction(0))
    share = f"{float(100 * total / whole):.2g}% of the track" if whole else "the whole track"
    if len(lost) <= _NAMED:
        places = _listed([clock_face(start) for start, _ in lost])
        return [
            f"The sound could not be decoded at {places}, for {_seconds(total)} in all ({share})."
        ]
    return [
        (
            f"The sound could not be decoded in {len(lost)} places from "
            f"{clock_face(lost[0][0])} to {clock_face(lost[-1][1])}, "
            f"for {_seconds(total)} in all ({share})."
        )
    ]


def _gap_sentences(decoded: Sequence[Span], lost: list[tuple[Fraction, Fraction]]) -> list[str]:
    """Name the holes between the stretches that no undecodable packet accounts for."""
    gaps = [(before.end.seconds, after.start.seconds) for before, after in pairwise(decoded)]
    gaps = [gap for gap in gaps if not _overlaps(gap, lost)]
    if not gaps:
        return []
    total = sum((end - start for start, end in gaps), Fraction(0))
    if len(gaps) <= _NAMED:
        places = _listed([clock_face(start) for start, _ in gaps])
        return [f"The file holds no sound after {places}, for {_seconds(total)} in all."]
    return [
        (
            f"The file holds no sound in {len(gaps)} places from {clock_face(gaps[0][0])} to "
            f"{clock_face(gaps[-1][1])}, for {_seconds(total)} in all."
        )
    ]


def _overlaps(gap: tuple[Fraction, Fraction], lost: list[tuple[Fraction, Fraction]]) -> bool:
    """Say whether a hole shares time with what did not decode; *lost* is in order."""
    before = bisect_left(lost, (gap[1], gap[1]))
    return before > 0 and lost[before - 1][1] > gap[0]


def _other_sentences(faults: SoundFaults) -> list[str]:
    sentences = _reset_sentences("sound", faults.resets)
    for start, seconds, rate, channels in faults.converted[:_NAMED]:
        place = "Somewhere" if start is None else f"From {clock_face(start)}"
        sentences.append(
            f"{place}, for {_seconds(seconds)}, the sound changes to {rate} Hz and "
            f"{_counted(channels, 'channel')}, and was converted to the form it begins with."
        )
    if faults.broken:
        first = faults.first_broken
        place = "" if first is None else f", from {clock_face(first)} on"
        sentences.append(
            f"{_counted(faults.broken, 'sample')} of sound held no number that could be sound "
            f"and were left out{place}."
        )
    return sentences


def _reset_sentences(track: str, resets: Sequence[Fraction]) -> list[str]:
    if not resets:
        return []
    places = _listed([clock_face(at) for at in resets[:_NAMED]])
    return [
        (
            f"The file's own clock jumps at {places}: the {track} was laid end to end from there, "
            "and later times are counted, not read."
        )
    ]


def _seconds(seconds: Fraction) -> str:
    return f"{float(seconds):.1f} s" if seconds >= 1 else f"{float(seconds):.3f} s"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _listed(places: list[str]) -> str:
    return places[0] if len(places) == 1 else f"{', '.join(places[:-1])} and {places[-1]}"
