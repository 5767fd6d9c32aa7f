"""A stretch in which something could not have been heard, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from pydantic import JsonValue

from witnessmark.model import Kind


@dataclass(frozen=True, slots=True)
class Gap:
    """From *start* to *end*, in seconds on the recording's clock, and how sure that is.

    ``kind`` is silence, clipped or masked, or a fact of the file that bears on what was heard;
    ``attributes`` say why, in figures.
    """

    kind: Kind
    start: Fraction
    end: Fraction
    confidence: float
    attributes: dict[str, JsonValue] = field(default_factory=dict)
