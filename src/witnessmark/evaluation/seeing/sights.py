"""Figures of conditions, flashes, streaks, text and overlaid marks.

Conventions
-----------
A condition is found where at least half of its stretch is covered by what was seen of it; a thing
seen is right where at least half of it lies in true stretches. Flashes are compared as stretches of
lit frames, those that touch being one, because two rounds in neighbouring frames look like one;
their place has to be right too.

Metrics
-------
:func:`condition_figures`, :func:`flash_figures`, :func:`streak_figures`, :func:`text_figures`,
:func:`overlay_figures`, :func:`alarm_figures`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from witnessmark.evaluation.figures import Figure, Figures, ratio
from witnessmark.evaluation.seeing.edits import pooled
from witnessmark.evaluation.seeing.matching import (
    Matches,
    box_of,
    box_shared,
    edit_distance,
    match,
    shared,
)
from witnessmark.evaluation.seeing.seen import Seen
from witnessmark.model import Kind, Observation
from witnessmark.perception.sight.detectors import DETECTORS
from witnessmark.rendering.sights import SightFact
from witnessmark.rendering.sights.facts import Box

CONDITIONS = (Kind.SNOWFALL, Kind.RAIN, Kind.SNOW_COVER, Kind.DARKNESS, Kind.SMOKE, Kind.FLAME)
#: Kinds of which a clip without them must show none.
ALARMS = (
    *CONDITIONS,
    Kind.FLASH,
    Kind.STREAK,
    Kind.TEXT,
    Kind.OVERLAY,
    Kind.STILL,
    Kind.SHOWN_AGAIN,
)
#: Least share of a stretch that makes it found, or right.
HALF = 0.5
#: By how much of the picture a flash's place may be off.
PLACE = 0.06
#: Frames by which a streak's time may be off, seconds at 25 a second.
STREAK_SECONDS = 0.12
#: Least share of a text's box that what was read has to cover.
TEXT_SHARE = 0.3


def facts_of(result: Seen, kind: Kind) -> tuple[SightFact, ...]:
    """Return the true facts of *kind* in *result*."""
    return () if result.truth is None else result.truth.of(kind)


def condition_matches(result: Seen, kind: Kind) -> Matches:
    """Return how *kind* as seen in *result* meets the truth; unclear sightings do not count."""
    facts, seen = facts_of(result, kind), result.sure(kind)
    counted = [fact for fact in facts if fact.counted]
    found = tuple(
        (number, -1) for number, fact in enumerate(counted) if _covered(fact, seen) >= HALF
    )
    right = [n for n, one in enumerate(seen) if _borne_out(one, counted) >= HALF]
    wrong = [n for n, one in enumerate(seen) if n not in right and _borne_out(one, facts) < HALF]
    return Matches(found, len(counted), tuple(sorted((*right, *wrong))))


def right_ones(result: Seen, kind: Kind) -> list[tuple[float, bool]]:
    """Return each judged sighting's confidence and whether it is right."""
    facts, seen = facts_of(result, kind), result.sure(kind)
    counted = [fact for fact in facts if fact.counted]
    judged = condition_matches(result, kind).judged
    return [(seen[n].confidence, _borne_out(seen[n], counted) >= HALF) for n in judged]


def _covered(fact: SightFact, seen: Sequence[Observation]) -> float:
    whole = float(fact.end - fact.start)
    return (
        sum(shared((fact.start, fact.end), (o.start.seconds, o.end.seconds)) for o in seen) / whole
    )


def _borne_out(one: Observation, facts: Sequence[SightFact]) -> float:
    span = one.start.seconds, one.end.seconds
    whole = float(span[1] - span[0])
    return sum(shared((fact.start, fact.end), span) for fact in facts) / whole if whole else 0.0


def condition_figures(results: Sequence[Seen]) -> Figures:
    """Return precision, recall and the share left unclear of each condition in rendered scenes."""
    scored = [one for one in results if one.truth is not None]
    tests = [one.name for one in scored]
    figures: Figures = {}
    for kind in CONDITIONS:
        matches = [condition_matches(one, kind) for one in scored]
        judged = [right_ones(one, kind) for one in scored]
        right = [float(sum(is_right for _, is_right in some)) for some in judged]
        figures[f"{kind}_precision"] = ratio(tests, right, [float(len(some)) for some in judged])
        true = [float(one.true) for one in matches]
        figures[f"{kind}_recall"] = ratio(tests, [float(one.met) for one in matches], true)
        figures[f"{kind}_unclear"] = ratio(tests, [_left_unclear(o, kind) for o in scored], true)
    return figures


def _left_unclear(result: Seen, kind: Kind) -> float:
    """Return of how many counted facts only an unclear sighting tells."""
    unclear = [o for o in result.of(kind) if o.attributes.get("state") == "unclear"]
    facts = [fact for fact in facts_of(result, kind) if fact.counted]
    sure = result.sure(kind)
    return float(sum(_covered(f, sure) < HALF <= _covered(f, unclear) for f in facts))


@dataclass(frozen=True, slots=True)
class Lit:
    """A stretch of lit frames and where."""

    start: Fraction
    end: Fraction
    box: Box | None
    cause: str
    confidence: float


def _together(ones: Sequence[Lit]) -> list[Lit]:
    """Join what touches in time and place."""
    joined: list[Lit] = []
    for one in sorted(ones, key=lambda lit: (lit.start, lit.end)):
        last = joined[-1] if joined else None
        if last is not None and one.start <= last.end and _near(last.box, one.box):
            joined[-1] = Lit(
                last.start, max(last.end, one.end), last.box, last.cause, last.confidence
            )
        else:
            joined.append(one)
    return joined


def _near(a: Box | None, b: Box | None) -> bool:
    if a is None or b is None:
        return True
    grown = (a[0] - PLACE, a[1] - PLACE, a[2] + PLACE, a[3] + PLACE)
    return box_shared(grown, b)[0] > 0


def _lit_facts(result: Seen, *, counted: bool) -> list[SightFact]:
    facts = [f for f in facts_of(result, Kind.FLASH) if f.counted is counted]
    lit = _together([Lit(f.start, f.end, f.box, str(f.attributes["cause"]), 1.0) for f in facts])
    return [
        SightFact(Kind.FLASH, one.start, one.end, {"cause": one.cause}, one.box, counted)
        for one in lit
    ]


def flash_matches(result: Seen) -> tuple[Matches, list[SightFact], list[Lit]]:
    """Return how flashes seen meet the truth, and both sides as stretches.

    What is said to come from a photographer or an edit is no flash of fire, and is left out.
    """
    facts = [*_lit_facts(result, counted=True), *_lit_facts(result, counted=False)]
    seen = _together(
        [
            Lit(
                o.start.seconds,
                o.end.seconds,
                box_of(o.attributes),
                str(o.attributes.get("cause")),
                o.confidence,
            )
            for o in result.sure(Kind.FLASH)
            if o.attributes.get("cause") != "photo_or_edit"
        ]
    )
    return match(facts, seen, _same_flash), facts, seen


def _same_flash(fact: SightFact, one: Lit) -> bool:
    return fact.start < one.end and one.start < fact.end and _near(fact.box, one.box)


def flash_figures(results: Sequence[Seen]) -> Figures:
    """Return F1 of flashes and how often their cause is right where one is named."""
    scored = [one for one in results if one.truth is not None]
    told = [flash_matches(one) for one in scored]
    named, right = [], []
    for matches, facts, seen in told:
        counted = [fact for fact in facts if fact.counted]
        causes = [(counted[a].attributes["cause"], seen[b].cause) for a, b in matches.pairs]
        named.append(float(sum(said not in ("unclear", "None") for _, said in causes)))
        right.append(float(sum(true == said for true, said in causes)))
    tests = [one.name for one in scored]
    cause = {"flash_cause_right": ratio(tests, right, named)} if sum(named) else {}
    return pooled("flash", scored, [one for one, _, _ in told]) | cause


def streak_matches(result: Seen) -> Matches:
    """Return how streaks seen meet the truth: in time, and in place where both have one."""

    def same(fact: SightFact, one: Observation) -> bool:
        late = Fraction(STREAK_SECONDS)
        near = fact.start - late < one.end.seconds and one.start.seconds < fact.end + late
        return near and _near(fact.box, box_of(one.attributes))

    return match(facts_of(result, Kind.STREAK), result.sure(Kind.STREAK), same)


def streak_figures(results: Sequence[Seen]) -> Figures:
    """Return F1 of streaks."""
    scored = [one for one in results if one.truth is not None]
    return pooled("streak", scored, [streak_matches(one) for one in scored])


def text_matches(result: Seen) -> Matches:
    """Return how text seen meets the truth, in time and place."""

    def same(fact: SightFact, one: Observation) -> bool:
        box = box_of(one.attributes)
        if fact.box is None or box is None:
            return False
        both, own, _ = box_shared(fact.box, box)
        span = one.start.seconds, one.end.seconds
        return both >= TEXT_SHARE * own and shared((fact.start, fact.end), span) > 0

    return match(facts_of(result, Kind.TEXT), result.of(Kind.TEXT), same)


def text_figures(results: Sequence[Seen]) -> Figures:
    """Return the character error of what was read, how much was not, and errors of script.

    ``character_error`` is edit distance over true characters of the lines that were read, spaces
    at the ends and doubled ones left out; ``text_read`` the share of true lines that were.
    """
    scored = [one for one in results if one.truth is not None]
    tests, wrong, length, read, true, script, said = [], [], [], [], [], 0, 0
    matches = [text_matches(one) for one in scored]
    for one, found in zip(scored, matches, strict=True):
        facts = [fact for fact in facts_of(one, Kind.TEXT) if fact.counted]
        seen = one.of(Kind.TEXT)
        pairs = [(facts[a].attributes, seen[b].attributes) for a, b in found.pairs]
        lines = [
            (str(f["reads"]), " ".join(str(o["reads"]).split())) for f, o in pairs if o.get("reads")
        ]
        tests.append(one.name)
        wrong.append(float(sum(edit_distance(a, b) for a, b in lines)))
        length.append(float(sum(len(a) for a, _ in lines)))
        read.append(float(len(lines)))
        true.append(float(len(facts)))
        scripts = [(f["script"], o.get("script")) for f, o in pairs if f["script"] != "unclear"]
        script += sum(b not in (a, "unclear", None) for a, b in scripts)
        said += len(scripts)
    return pooled("text", scored, matches) | {
        "character_error": ratio(tests, wrong, length),
        "text_read": ratio(tests, read, true),
        "script_wrong": Figure(float(script), said),
    }


def overlay_figures(results: Sequence[Seen]) -> Figures:
    """Return F1 of overlaid marks: of the same sort, or its place shared by half."""
    scored = [one for one in results if one.truth is not None]

    def same(fact: SightFact, one: Observation) -> bool:
        box = box_of(one.attributes)
        alike = {"watermark": "logo"}
        what, said = str(fact.attributes["what"]), str(one.attributes.get("what"))
        if alike.get(what, what) != alike.get(said, said) or fact.box is None:
            return False
        if box is None or what in ("border", "bar"):
            return True
        both, own, other = box_shared(fact.box, box)
        return both >= 0.3 * (own + other - both)

    found = [match(facts_of(o, Kind.OVERLAY), o.sure(Kind.OVERLAY), same) for o in scored]
    return pooled("overlay", scored, found)


def alarm_figures(results: Sequence[Seen]) -> Figures:
    """Return what was seen in real clips that is not in them, for each kind that is looked for."""
    real = [one for one in results if one.truth is None]
    figures: Figures = {}
    if not real:
        return figures
    sought = {kind for detector in DETECTORS for kind in detector.kinds}
    for kind in (kind for kind in ALARMS if kind in sought):
        without = [one for one in real if kind.value not in one.contains]
        false = [one for one in without if one.sure(kind)]
        figures[f"{kind}_false_clips"] = Figure(float(len(false)), len(without))
    figures["hours"] = Figure(sum(one.seconds for one in real) / 3600, len(real))
    return figures
