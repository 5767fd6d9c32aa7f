"""Something perceived in one recording, by one detector."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import rfc8785
from pydantic import Field, JsonValue

from witnessmark.clock import Span
from witnessmark.model.maker import MadeBy
from witnessmark.model.noun import Sha256, Share, TimedNoun


class Kind(StrEnum):
    """What can be perceived; the list of DESIGN, sounds first, then sights, then file facts."""

    SHOT = "shot"
    GUNFIRE = "gunfire"
    EXPLOSION = "explosion"
    IMPULSE = "impulse"
    SPEECH = "speech"
    SOUND_CLASS = "sound_class"
    SILENCE = "silence"
    CLIPPED = "clipped"
    MASKED = "masked"
    NO_AUDIO = "no_audio"
    CUT = "cut"
    KEYFRAME = "keyframe"
    SHOWN_AGAIN = "shown_again"
    SOUND_BREAK = "sound_break"
    FLASH = "flash"
    STREAK = "streak"
    FLAME = "flame"
    SMOKE = "smoke"
    SNOWFALL = "snowfall"
    RAIN = "rain"
    SNOW_COVER = "snow_cover"
    DARKNESS = "darkness"
    TEXT = "text"
    OVERLAY = "overlay"
    FACE = "face"
    CAMERA_MOTION = "camera_motion"
    STILL = "still"
    NO_PICTURE = "no_picture"
    CONTAINER_FACT = "container_fact"
    PROVENANCE = "provenance"


class Observation(TimedNoun):
    """A kind of thing, from start to end of one recording, with a calibrated confidence.

    ``id`` follows from the content, so the same perception of the same bytes has the same name
    everywhere and a changed one has another.
    """

    id: str
    recording: Sha256
    kind: Kind
    confidence: Share
    attributes: dict[str, JsonValue] = Field(default_factory=dict)
    made_by: MadeBy

    @property
    def span(self) -> Span:
        """The stretch of the recording it lies in."""
        return Span(self.start, self.end)

    @classmethod
    def of(
        cls,
        *,
        recording: str,
        kind: Kind,
        span: Span,
        confidence: float,
        made_by: MadeBy,
        attributes: Mapping[str, JsonValue] | None = None,
    ) -> Observation:
        """Make an observation and name it by its content."""
        parts: dict[str, Any] = {
            "recording": recording,
            "kind": kind,
            "start": span.start,
            "end": span.end,
            "confidence": round(confidence, 4),
            "attributes": dict(attributes or {}),
            "made_by": made_by,
        }
        named = cls(id="", **parts)
        content = named.model_dump(mode="json", exclude={"id"})
        digest = hashlib.sha256(rfc8785.dumps(content)).hexdigest()
        return named.model_copy(update={"id": f"{kind.value}-{digest[:12]}"})
