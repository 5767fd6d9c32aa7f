"""A file to observations: what it says of itself, how it is built, and its provenance."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from witnessmark.clock import Span, TimeBase
from witnessmark.media import Footage
from witnessmark.model import Kind, MadeBy, Observation
from witnessmark.perception.file.appearance import appearance_facts
from witnessmark.perception.file.container import container_facts
from witnessmark.perception.file.dates import TOLD as DATES
from witnessmark.perception.file.dates import date_facts
from witnessmark.perception.file.device import TOLD as DEVICES
from witnessmark.perception.file.device import device_facts
from witnessmark.perception.file.editing import editing_signs
from witnessmark.perception.file.encoders import TOLD as ENCODERS
from witnessmark.perception.file.encoders import encoder_facts
from witnessmark.perception.file.fact import Fact, FileRead, Trust, plain_name
from witnessmark.perception.file.pace import pace_facts
from witnessmark.perception.file.provenance import CONFIDENCES, provenance

_FACTS = MadeBy(name="witnessmark.perception.file.facts", version="1")
_BASE = TimeBase(1, 1_000)
#: Tags that are told as something else, or only repeat what the container is.
_TOLD = (
    DATES
    | DEVICES
    | ENCODERS
    | {"major_brand", "minor_version", "compatible_brands", "language", "duration"}
)


def file_facts(footage: Footage, recording: str) -> tuple[Observation, ...]:
    """Return every fact about the file of *footage*, whose bytes have SHA-256 *recording*.

    ``container_fact`` observations, one a fact, then one ``provenance`` where the extra for it is
    installed; each over the whole recording. Raises what
    :func:`witnessmark.media.open_footage` raises.
    """
    read = FileRead(footage, footage.read_structure())
    facts = tuple(_facts(read))
    span = _whole(read)
    found = [_observed(fact, recording, span) for fact in (*facts, *editing_signs(read, facts))]
    # Two tracks may say the same thing in the same words.
    unique = list({one.id: one for one in found}.values())
    said = provenance(footage)
    if said is not None:
        made_by = MadeBy(name="witnessmark.perception.file.provenance", version="1")
        confidence = CONFIDENCES.get(str(said["state"]), 0.0)
        unique.append(
            Observation.of(
                recording=recording,
                kind=Kind.PROVENANCE,
                span=span,
                confidence=confidence,
                made_by=made_by,
                attributes=said,
            )
        )
    return tuple(unique)


def _facts(read: FileRead) -> Iterator[Fact]:
    yield from container_facts(read)
    yield from date_facts(read)
    yield from device_facts(read)
    yield from encoder_facts(read)
    yield from pace_facts(read)
    yield from appearance_facts(read)
    yield from _other_tags(read)


def _other_tags(read: FileRead) -> Iterator[Fact]:
    """Yield every tag that is told nowhere else, as it stands."""
    for tag in read.tags:
        if plain_name(tag.name) not in _TOLD and tag.value.strip():
            why = "any program can write it"
            yield Fact("tag", tag.value, tag.said_by, Trust.LOW, why)


def _whole(read: FileRead) -> Span:
    """Return the stretch that the packets cover, at least a tick."""
    ends = [one.ends for one in read.structure.streams if one.ends is not None]
    reached = max(ends, default=Fraction(0))
    return Span(_BASE.at(0), _BASE.at(max(1, _BASE.nearest(reached).ticks)))


def _observed(fact: Fact, recording: str, span: Span) -> Observation:
    return Observation.of(
        recording=recording,
        kind=Kind.CONTAINER_FACT,
        span=span,
        confidence=fact.trust.rank,
        made_by=_FACTS,
        attributes=fact.attributes,
    )
