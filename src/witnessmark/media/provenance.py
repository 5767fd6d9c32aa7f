"""What the C2PA library says of the manifest in a file.

Conventions
-----------
``state`` is ``valid``, ``trusted`` or ``invalid`` as the library has it, ``none`` where the file
holds no manifest, ``unreadable`` where the library gives ``error`` instead of an answer, and
``not_read`` where it reads no file of this container. ``report`` is its own JSON.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

#: FFmpeg's demuxer to the type by which the library chooses its reader; it reads no others.
C2PA_TYPES = {
    "mov": "video/mp4",
    "avi": "video/avi",
    "wav": "audio/wav",
    "mp3": "audio/mpeg",
    "flac": "audio/flac",
}

State = Literal["none", "valid", "trusted", "invalid", "remote", "unreadable", "not_read"]


class ProvenanceReport(BaseModel):
    """The library's answer, as it came."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    state: State
    report: dict[str, JsonValue] = Field(default_factory=dict)
    remote: str | None = None
    embedded: bool = True
    error: str = ""

    @property
    def active(self) -> dict[str, Any]:
        """The manifest that speaks for the file, empty where there is none."""
        manifests, name = self.report.get("manifests"), self.report.get("active_manifest")
        found = manifests.get(name) if isinstance(manifests, dict) and isinstance(name, str) else {}
        return found if isinstance(found, dict) else {}
