"""One incident weighed: at a level, what is read and perceived, and the verdicts that come of it.

Conventions
-----------
Levels: ``logic`` a perfect reading and perfect observations; ``reading`` the real reading and
perfect observations; ``perception`` a perfect reading and real perception; ``all`` both real. The
methods are ``witnessmark`` and ``keyword``.

At the ``logic`` level each incident is weighed once more with its middle third neither heard nor
seen. What happens there alone cannot be shown then, and an absence from the whole recording cannot
be borne out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from witnessmark.account import read_text
from witnessmark.alignment import Alignment, align
from witnessmark.alignment.sentences import sentence_verdict
from witnessmark.clock import Span, union_length
from witnessmark.evaluation.weighing.answered import (
    BORNE_OUT,
    Answered,
    Omission,
    Outcome,
    likeness,
)
from witnessmark.evaluation.weighing.audible import heard_in
from witnessmark.evaluation.weighing.baselines import by_keyword
from witnessmark.evaluation.weighing.composing import Planted, compose
from witnessmark.evaluation.weighing.expecting import Answer, answer_of
from witnessmark.evaluation.weighing.happenings import Happening
from witnessmark.evaluation.weighing.observing import Observed, observe
from witnessmark.evaluation.weighing.perceiving import perceived
from witnessmark.evaluation.weighing.propositions import Seconds
from witnessmark.model import (
    Citation,
    Finding,
    Kind,
    Observation,
    Reading,
    Recording,
    SentenceVerdict,
    Stretch,
    Verdict,
)
from witnessmark.rendering.incidents import draw_incident

LEVELS = ("logic", "reading", "perception", "all")
#: Levels that a perfect reading is needed for, and those that a rendered film is.
PERFECTLY_READ, FILMED = frozenset({"logic", "perception"}), frozenset({"perception", "all"})
#: Kinds that an account might be expected to speak of.
_TOLD_OF = frozenset(
    {Kind.GUNFIRE, Kind.EXPLOSION, Kind.SPEECH, Kind.SNOWFALL, Kind.FLAME, Kind.SMOKE}
)
_SOUND_GAPS = frozenset({Kind.SILENCE, Kind.NO_AUDIO})
_SIGHT_GAPS = frozenset({Kind.STILL, Kind.NO_PICTURE})
_SOUNDS = frozenset({Kind.SHOT, Kind.GUNFIRE, Kind.EXPLOSION, Kind.IMPULSE, Kind.SPEECH})


@dataclass(frozen=True, slots=True)
class Case:
    """An account of an incident with what is planted in it; ``reading`` is the perfect one."""

    name: str
    family: str
    seed: int
    text: str
    planted: tuple[Planted, ...]
    events: tuple[Happening, ...]
    duration: float
    reading: Reading | None


def case_of(family: str, seed: int, work: Path | None = None, bank: str | None = None) -> Case:
    """Return the composed account of the incident of *family* and *seed*.

    *work* keeps which shots can be heard, where it is given; *bank* is the set of wordings.
    """
    scenario = draw_incident(family, seed)
    made = compose(scenario, family, seed, heard_in(scenario, work), bank)
    return Case(
        made.name, family, seed, made.text, made.planted, made.events, scenario.duration,
        made.reading,
    )  # fmt: skip


def weigh_case(case: Case, levels: Sequence[str], work: Path) -> tuple[Outcome, ...]:
    """Return what every one of *levels* says to *case*, by both methods; *work* keeps films."""
    outcomes = []
    read = read_text(case.text.encode(), "account.txt") if {"reading", "all"} & {*levels} else None
    for level in levels:
        reading = case.reading if level in PERFECTLY_READ else read
        if reading is None:
            continue
        if level in FILMED:
            observed = perceived(case.family, case.seed, work)
        else:
            observed = observe(case.name, case.events, case.duration)
        outcomes += _weigh(case, level, reading, observed)
    return tuple(outcomes)


def _weigh(case: Case, level: str, reading: Reading, observed: Observed) -> list[Outcome]:
    found = _align(reading, observed)
    answered = tuple(_answered(case, one, found, observed) for one in case.planted)
    blind = _blinded(case, reading, observed) if level == "logic" else ()
    plain = tuple(_plain(case, one, observed) for one in case.planted)
    return [
        Outcome(level, "witnessmark", answered, tuple(_omissions(case, found)), blind),
        Outcome(level, "keyword", plain),
    ]


def _align(reading: Reading, observed: Observed) -> Alignment:
    return align(reading, observed.recording, observed.observations, observed.sought)


def _verdict_on(planted: Planted, found: Alignment) -> SentenceVerdict:
    """Return the verdict on *planted*: on all sentences together that the reading makes of it.

    "Voices are heard. Then a shot is." is one statement in two sentences, and whoever checks it
    reads both. Where none lies in it for the most part, it is the one that shares most with it.
    """

    def shared(span: tuple[int, int]) -> int:
        return min(span[1], planted.span[1]) - max(span[0], planted.span[0])

    sentences = found.reading.sentences
    own = {s.index for s in sentences if 2 * shared(s.span) >= s.span[1] - s.span[0] > 0}
    most = max(sentences, key=lambda one: (shared(one.span), -one.index))
    if len(own) < 2:
        return next(one for one in found.verdicts if one.sentence == most.index)
    claims = [one for one in found.reading.claims if one.sentence in own]
    findings = {one.claim: one for one in found.findings}
    names = {one.id for one in claims}
    return sentence_verdict(
        most.model_copy(update={"span": planted.span, "text": planted.text}),
        claims,
        [findings[one.id] for one in claims],
        {tie.cue for tie in found.reading.relations if names & {tie.first, tie.second}},
    )


def _answered(case: Case, planted: Planted, found: Alignment, observed: Observed) -> Answered:
    verdict = _verdict_on(planted, found)
    cited = tuple((c.start.json_seconds, c.end.json_seconds) for c in verdict.citations)
    findings = [one for one in found.findings if one.claim in verdict.claims]
    return Answered(
        case.name,
        case.family,
        planted.text,
        planted.kind,
        planted.truth,
        planted.hedged,
        planted.expected,
        answer_of(verdict.verdict, supports=verdict.supports),
        verdict.reason,
        planted.seconds,
        cited,
        likeness(cited, (planted.seconds, *planted.others), planted.stretch),
        _confidence(verdict, findings),
        verdict.verdict is Verdict.SHOWN and not _covered(verdict.citations, observed),
        planted.kept,
    )


def _confidence(verdict: SentenceVerdict, findings: Sequence[Finding]) -> float | None:
    stated = [
        one.confidence
        for one in findings
        if one.confidence is not None and one.supports == verdict.supports
    ]
    return min(stated, default=None)


def _covered(citations: Sequence[Citation], observed: Observed) -> bool:
    """Say whether every cited second was heard, or seen, by what is cited for it."""
    by_id = {one.id: one for one in observed.observations}
    for citation in citations:
        kinds = {by_id[name].kind for name in citation.observations}
        for sounds, gaps in ((True, _SOUND_GAPS), (False, _SIGHT_GAPS)):
            if any((kind in _SOUNDS) is sounds for kind in kinds):
                had = _perceptible(observed.recording, sounds=sounds)
                lost = [one.span for one in observed.observations if one.kind in gaps]
                span = Span(citation.start, citation.end)
                inside = [part for one in had if (part := one.intersection(span))]
                gone = any(one.overlaps(span) for one in lost)
                if gone or union_length(inside) < span.duration - Fraction(1, 20):
                    return False
    return bool(citations)


def _perceptible(recording: Recording, *, sounds: bool) -> list[Span]:
    track = recording.sound if sounds else recording.picture
    return [] if track is None else [Span(one.start, one.end) for one in track.decoded]


def _omissions(case: Case, found: Alignment) -> list[Omission]:
    """Return what happens and no sentence speaks of, and whether alignment lists it so."""
    spoken = [span for one in case.planted for span in one.seconds]
    loose = {one.id: one for one in found.observations if one.id in set(found.unexplained)}
    left = []
    for event in case.events:
        if event.kind not in _TOLD_OF or not event.clear:
            continue
        if any(start < event.end and event.start < end for start, end in spoken):
            continue
        told = any(_meets(one, event) for one in loose.values())
        left.append(Omission(case.name, case.family, event.kind.value, told))
    return left


def _meets(one: Observation, event: Happening) -> bool:
    late = 0.5
    return (
        one.kind is event.kind
        and one.start.json_seconds < event.end + late
        and event.start - late < one.end.json_seconds
    )


def _plain(case: Case, planted: Planted, observed: Observed) -> Answered:
    given, cited = by_keyword(planted.text, observed.observations)
    return Answered(
        case.name, case.family, planted.text, planted.kind, planted.truth, planted.hedged,
        planted.expected, given, "nearest keyword", planted.seconds, cited,
        likeness(cited, (planted.seconds, *planted.others), planted.stretch), kept=planted.kept,
    )  # fmt: skip


def _blinded(case: Case, reading: Reading, observed: Observed) -> tuple[Answered, ...]:
    """Return the answers that must not bear anything out with the middle third not perceived.

    These are of sentences that are true by seconds of that third alone, or of absences from all of
    the recording.
    """
    low, high = case.duration / 3, case.duration * 2 / 3
    part = _without(observed, low, high)
    found = _align(reading, part)
    asked = [
        one
        for one in case.planted
        if one.truth
        and (
            _lies_in(one.seconds, low, high, case.events)
            if one.seconds
            else one.kind in {"absence", "absence_sight", "uncut"}
        )
    ]
    return tuple(_answered(case, one, found, part) for one in asked)


def _lies_in(seconds: Seconds, low: float, high: float, events: Sequence[Happening]) -> bool:
    """Say whether all that happens of the kinds of what fills *seconds* lies in *low* to *high*."""
    kinds = {
        one.kind for one in events for start, end in seconds if one.start < end and start < one.end
    }
    return all(low <= one.start and one.end <= high for one in events if one.kind in kinds)


def answered_blindly(one: Answered) -> bool:
    """Say whether a sentence that could not be judged was borne out all the same."""
    return one.given in BORNE_OUT - {Answer.CONSISTENT} or one.uncovered


def _without(observed: Observed, low: float, high: float) -> Observed:
    """Return *observed* as if nothing between *low* and *high* had been decoded."""
    kept = tuple(
        one
        for one in observed.observations
        if one.end.json_seconds <= low or high <= one.start.json_seconds
    )
    names = {one.id for one in kept}
    whole = tuple(one for one in kept if _members(one) <= names)
    recording = observed.recording
    if recording.sound is None or recording.picture is None:
        return observed
    base = recording.sound.time_base
    edges = [base.nearest(Fraction(str(round(at, 4)))) for at in (0.0, low, high)]
    end = recording.sound.decoded[-1].end
    decoded = (
        Stretch(start=edges[0], end=edges[1], time_base=base),
        Stretch(start=edges[2], end=end, time_base=base),
    )
    holed = recording.model_copy(
        update={
            "sound": recording.sound.model_copy(update={"decoded": decoded}),
            "picture": recording.picture.model_copy(update={"decoded": decoded}),
        }
    )
    return Observed(holed, whole, observed.sought)


def _members(one: Observation) -> set[str]:
    named = one.attributes.get("shot_ids", [])
    return {str(name) for name in named} if isinstance(named, list) else set()
