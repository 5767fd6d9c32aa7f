"""What every part of a scenario is: frozen, checked, and strict about names.

Conventions
-----------
A part is built by keyword from plain values; what it refuses is a ``ValueError`` of pydantic.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A part of a scenario: frozen, and a name it does not know is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
