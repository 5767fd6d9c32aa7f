"""Something seen, before it is signed: what a detector hands over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import JsonValue

from witnessmark.clock import Span
from witnessmark.model import Kind


@dataclass(frozen=True, slots=True)
class Sighting:
    """A *kind* of thing over *span*, with a calibrated chance that it is truly there.

    Places in the picture are ``box``: [left, top, right, bottom] as shares of width and height
    of the upright frame, rounded to four digits.
    """

    kind: Kind
    span: Span
    confidence: float
    attributes: Mapping[str, JsonValue] = field(default_factory=dict)
