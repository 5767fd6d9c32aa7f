"""Who or what made a judgement: name, version, settings, and the model file if there was one."""

from __future__ import annotations

from pydantic import Field, JsonValue

from witnessmark.model.noun import Noun, Sha256


class MadeBy(Noun):
    """The signature under an observation, a claim or a finding.

    ``settings`` holds everything the result depends on; ``model`` is the SHA-256 of a weights
    file, None where no file was used.
    """

    name: str
    version: str
    settings: dict[str, JsonValue] = Field(default_factory=dict)
    model: Sha256 | None = None
