"""Observations as the page speaks of them: what was heard or seen, in a line with its figures.

Conventions
-----------
Attributes come from detectors and from files and are shown as text whatever they hold. The names
read here are those of the design: ``shots``, ``mode``, ``rounds_per_minute``, ``proximity``.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from witnessmark.formats.number_words import counted
from witnessmark.formats.sight_words import sight_words
from witnessmark.formats.sound_table import NumberedGroup, unheard_words
from witnessmark.formats.sound_tagger import TaggedSound, tagged_sounds
from witnessmark.model import Kind, Observation
from witnessmark.publication.moments import Moment, moment, place_of, plain
from witnessmark.publication.wording import FACTS_OF_FILE, SIGHTS, kind_word

#: Attributes that the headline of a sighting says, or its ticks show.
_SAID = frozenset(
    {"shots", "shot_ids", "mode", "count_interval", "at_least", "class", "tagger", "calibrated"}
)

_MODES = frozenset({"single", "burst", "automatic"})


@dataclass(frozen=True, slots=True)
class Sighting:
    """One observation ready to print.

    ``shots`` is the number of shots in a group of gunfire, 0 for anything else; ``ticks`` are
    their seconds, as far as single shots were placed; ``sure`` says how sure it is, and by whose
    measure.
    """

    id: str
    kind: Kind
    when: Moment
    headline: str
    details: str
    confidence: float
    sure: str
    mode: str
    shots: int
    ticks: tuple[float, ...]


def sightings(
    observations: Sequence[Observation], places: Mapping[str, int]
) -> tuple[Sighting, ...]:
    """Return every observation as a sighting, by recording and time."""
    shots: dict[str, list[float]] = {}
    for seen in observations:
        if seen.kind is Kind.SHOT:
            shots.setdefault(seen.recording, []).append(seen.start.json_seconds)
    for starts in shots.values():
        starts.sort()
    tagged = {
        one.observation.id: one
        for recording in dict.fromkeys(seen.recording for seen in observations)
        for one in tagged_sounds([seen for seen in observations if seen.recording == recording])
    }
    made = (
        _sighting(seen, places, shots.get(seen.recording, ()), tagged.get(seen.id))
        for seen in observations
    )
    return tuple(sorted(made, key=lambda s: (s.when.recording, s.when.start, s.when.end, s.id)))


def _sighting(
    seen: Observation,
    places: Mapping[str, int],
    shots: Sequence[float],
    tagged: TaggedSound | None,
) -> Sighting:
    when = moment(seen, place_of(seen.recording, places))
    grouped = seen.kind is Kind.GUNFIRE
    inside = tuple(shots[bisect_left(shots, when.start) : bisect_left(shots, when.end)])
    ticks = inside if grouped else (when.start,) if seen.kind is Kind.SHOT else ()
    number = _number_of_shots(seen.attributes.get("shots"), len(ticks)) if grouped else 0
    mode = str(seen.attributes.get("mode", "")) if grouped else ""
    return Sighting(
        id=seen.id,
        kind=seen.kind,
        when=when,
        headline=_headline(seen, mode, number) if tagged is None else tagged.words,
        details=_chances(seen) if seen.kind is Kind.IMPULSE else _details(seen.attributes),
        confidence=seen.confidence,
        sure=(
            f"confidence {seen.confidence:.2f}"
            if tagged is None
            else f"its score {seen.confidence:.2f}, not calibrated"
        ),
        mode=mode if mode in _MODES else "unclear",
        shots=number,
        ticks=ticks,
    )


def _number_of_shots(stated: JsonValue, placed: int) -> int:
    """Take the detector's own count where it states one, else count what was placed."""
    if isinstance(stated, list):
        return len(stated)
    if isinstance(stated, int) and not isinstance(stated, bool):
        return stated
    return placed


def _headline(seen: Observation, mode: str, shots: int) -> str:
    if seen.kind is not Kind.GUNFIRE:
        if seen.kind in SIGHTS | FACTS_OF_FILE:
            return sight_words(seen)
        silent = unheard_words(seen) if seen.kind in {Kind.SILENCE, Kind.NO_AUDIO} else None
        return silent or kind_word(seen.kind)
    told = "mode unclear" if mode == "unclear" else mode
    manner = f"gunfire, {told}" if told else "gunfire"
    if not shots:
        return manner
    group = NumberedGroup(0, seen, ())
    low, high = group.count_interval or (shots, shots)
    if low != shots or high != shots:
        return f"{manner}, {counted(shots, 'shot')} found, {group.range_words} fit what was heard"
    least = "at least " if group.undercounted else ""
    return f"{manner}, {least}{counted(shots, 'shot')}"


def _chances(seen: Observation) -> str:
    """Say what a bang may have been, the likeliest first."""
    words = {"shot": "a shot", "explosion": "an explosion", "crack": "a bullet's crack"}
    chances = {
        word: chance
        for cause, word in words.items()
        if isinstance(chance := seen.attributes.get(f"chance_of_{cause}"), float)
    }
    ranked = sorted(chances.items(), key=lambda pair: -pair[1])
    said = ", ".join(f"{word} {chance:.0%}" for word, chance in ranked if chance >= 0.01)
    return f"may be {said}" if said else ""


def _details(attributes: Mapping[str, JsonValue]) -> str:
    said = (
        f"{name.replace('_', ' ')}: {_detail(name, value)}"
        for name, value in sorted(attributes.items())
        if name not in _SAID and value is not None
    )
    return "; ".join(said)


def _detail(name: str, value: JsonValue) -> str:
    if name.endswith("_interval") and isinstance(value, list):
        return " to ".join(written(one) for one in value)
    return written(value)


def written(value: JsonValue) -> str:
    """Write a JSON value as a person would: words bare, numbers short, the rest as JSON."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return "not stated"
    if isinstance(value, int | float):
        return plain(value) if abs(value) < 1e15 else str(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
