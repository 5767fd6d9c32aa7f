"""Figures of cuts, of times, of standing and repeated passages, and of camera motion.

Conventions
-----------
A hard cut is found where the same frame is named; a gradual one where its first and last frame are
each within three. What is called hard is never weighed against gradual truth, nor the other way.

Metrics
-------
:func:`cut_figures`, :func:`real_cut_figures`, :func:`time_figures`, :func:`still_figures`,
:func:`camera_figures`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from witnessmark.evaluation.figures import Figure, Figures, ratio
from witnessmark.evaluation.seeing.matching import Matches, frame_of, likeness, match, shared
from witnessmark.evaluation.seeing.seen import Seen
from witnessmark.model import Kind, Observation
from witnessmark.rendering.sights import SightFact, SightTruth

#: Frames by which either end of a gradual change may be off.
GRADUAL_FRAMES = 3
#: Least likeness (Jaccard) of a standing or repeated passage and what was seen of it.
PASSAGE_LIKENESS = 0.5


def pooled(prefix: str, results: Sequence[Seen], matches: Sequence[Matches]) -> Figures:
    """Return F1, precision and recall over all things of *results*, with their intervals.

    F1 is 2 x met / (true + judged).
    """
    tests = [one.name for one in results]
    met = [float(one.met) for one in matches]
    true, judged = [float(one.true) for one in matches], [float(len(m.judged)) for m in matches]
    both = [(a + b) / 2 for a, b in zip(true, judged, strict=True)]
    return {
        f"{prefix}_f1": ratio(tests, met, both, of=round(sum(true))),
        f"{prefix}_precision": ratio(tests, met, judged),
        f"{prefix}_recall": ratio(tests, met, true),
    }


def cut_matches(result: Seen, *, hard: bool) -> Matches:
    """Return how hard or gradual cuts of *result* meet the truth."""
    truth = _truth(result)
    facts = [f for f in truth.of(Kind.CUT) if (f.attributes.get("form") == "hard") is hard]
    seen = [o for o in result.of(Kind.CUT) if (o.attributes.get("form") == "hard") is hard]
    return match(facts, seen, _same_cut(truth, 0 if hard else GRADUAL_FRAMES))


def _same_cut(truth: SightTruth, within: int) -> Callable[[SightFact, Observation], bool]:
    """Return whether a fact and an observation are one cut: their edges *within* frames."""
    edges = (*truth.starts, truth.ends[-1])

    def same(fact: SightFact, one: Observation) -> bool:
        start = frame_of(edges, fact.start) - frame_of(edges, one.start.seconds)
        if not within:
            return start == 0
        end = frame_of(edges, fact.end) - frame_of(edges, one.end.seconds)
        return abs(start) <= within and abs(end) <= within

    return same


def cut_figures(results: Sequence[Seen]) -> Figures:
    """Return F1 of hard cuts (the exact frame) and of gradual ones, and flashes taken for cuts."""
    scored = [one for one in results if one.truth is not None]
    if not scored:
        return {}
    hard = [cut_matches(one, hard=True) for one in scored]
    slow = [cut_matches(one, hard=False) for one in scored]
    figures: Figures = {}
    if any(one.true or one.judged for one in hard):
        figures |= pooled("hard", scored, hard)
    if any(one.true or one.judged for one in slow):
        figures |= pooled("gradual", scored, slow)
    flashes, taken = 0, 0
    for one in scored:
        for flash in _truth(one).of(Kind.FLASH):
            flashes += 1
            taken += _is_cut(one, flash)
    if flashes:
        figures["flashes_taken_for_cuts"] = Figure(float(taken), flashes)
    return figures


def real_cut_figures(results: Sequence[Seen]) -> Figures:
    """Return F1 of cuts in real clips, the exact frame; gradual ones seen there are false."""
    real = [one for one in results if one.truth is None]
    return pooled("cuts", real, [_real_cuts(one) for one in real])


def _real_cuts(result: Seen) -> Matches:
    starts = [span.start.seconds for span in result.shown]
    ends = [span.end.seconds for span in result.shown]
    facts = [SightFact(Kind.CUT, starts[at], ends[at]) for at in result.cuts]
    truth = SightTruth(tuple(facts), tuple(starts), tuple(ends))
    return match(facts, result.of(Kind.CUT), _same_cut(truth, 0))


def _is_cut(result: Seen, flash: SightFact) -> bool:
    """Say whether a cut was seen where *flash* begins, is, or ends, and none is there."""
    truth = _truth(result)
    edges = (*truth.starts, truth.ends[-1])
    true = {frame_of(edges, cut.start) for cut in truth.of(Kind.CUT)}
    first, last = frame_of(edges, flash.start), frame_of(edges, flash.end)
    said = {frame_of(edges, one.start.seconds) for one in result.of(Kind.CUT)} - true
    return any(first <= one <= last for one in said)


def time_figures(results: Sequence[Seen]) -> Figures:
    """Return how many frames and observations stand within half a frame of the true times.

    A frame's own length is what half is taken of; an observation stands on frames where both its
    ends lie within half a frame of one's start or end.
    """
    scored = [one for one in results if one.truth is not None]
    if not scored:
        return {}
    tests = [one.name for one in scored]
    frames = [_frames_right(one) for one in scored]
    lengths = [float(max(len(_truth(one).starts), len(one.shown))) for one in scored]
    right = [_observations_right(one) for one in scored]
    return {
        "frames_in_time": ratio(tests, frames, lengths),
        "observations_in_time": ratio(tests, right, [float(len(o.observations)) for o in scored]),
    }


def _frames_right(result: Seen) -> float:
    truth = _truth(result)
    pairs = zip(truth.starts, truth.ends, result.shown, strict=False)
    return float(sum(abs(one.start.seconds - a) <= (b - a) / 2 for a, b, one in pairs))


def _observations_right(result: Seen) -> float:
    truth = _truth(result)
    edges = (*truth.starts, truth.ends[-1])
    half = min(b - a for a, b in zip(truth.starts, truth.ends, strict=True)) / 2

    def near(second: Fraction) -> bool:
        return abs(edges[frame_of(edges, second)] - second) <= half

    return float(
        sum(near(one.start.seconds) and near(one.end.seconds) for one in result.observations)
    )


def still_figures(results: Sequence[Seen]) -> Figures:
    """Return F1 of standing passages (and what stands) and of those shown again."""
    scored = [one for one in results if one.truth is not None]
    stands = [match(_truth(o).of(Kind.STILL), o.of(Kind.STILL), _same_still) for o in scored]
    again = [
        match(_truth(o).of(Kind.SHOWN_AGAIN), o.of(Kind.SHOWN_AGAIN), _same_passage) for o in scored
    ]
    return pooled("still", scored, stands) | pooled("shown_again", scored, again)


def _same_passage(fact: SightFact, one: Observation) -> bool:
    span = one.start.seconds, one.end.seconds
    return likeness((fact.start, fact.end), span) >= PASSAGE_LIKENESS


def _same_still(fact: SightFact, one: Observation) -> bool:
    return fact.attributes["what"] == one.attributes.get("what") and _same_passage(fact, one)


def camera_figures(results: Sequence[Seen]) -> Figures:
    """Return for how much of the time the camera's motion, and its direction, is told right.

    ``camera_told`` is the share of time of which anything but unclear is said.
    """
    scored = [one for one in results if one.truth is not None]
    tests = [one.name for one in scored]
    times = [_camera_times(one) for one in scored]
    columns = {name: [float(one[name]) for one in times] for name in _TIMES}
    size = len(scored)
    return {
        "camera_right": ratio(tests, columns["right"], columns["told"], of=size),
        "camera_told": ratio(tests, columns["told"], columns["whole"], of=size),
        "direction_right": ratio(tests, columns["ways"], columns["turned"], of=size),
    }


#: Seconds: in all, told, told rightly, turning or zooming and told so, and told with its direction.
_TIMES = ("whole", "told", "right", "turned", "ways")


def _camera_times(result: Seen) -> dict[str, float]:
    """Return the seconds of *result* by :data:`_TIMES`."""
    times = dict.fromkeys(_TIMES, 0.0)
    said = [o for o in result.sure(Kind.CAMERA_MOTION) if o.attributes.get("motion") != "unclear"]
    for fact in _truth(result).of(Kind.CAMERA_MOTION):
        if not fact.counted:
            continue
        motion, direction = fact.attributes["motion"], fact.attributes["direction"]
        times["whole"] += float(fact.end - fact.start)
        for one in said:
            seconds = shared((fact.start, fact.end), (one.start.seconds, one.end.seconds))
            times["told"] += seconds
            if motion == one.attributes.get("motion"):
                times["right"] += seconds
                times["turned"] += seconds if direction else 0.0
                same = bool(direction) and direction == one.attributes.get("direction")
                times["ways"] += seconds if same else 0.0
    return times


def _truth(result: Seen) -> SightTruth:
    assert result.truth is not None  # noqa: S101 - callers keep to rendered recordings
    return result.truth
