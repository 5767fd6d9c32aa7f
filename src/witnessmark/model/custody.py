"""What was done to which bytes: the entries of a case's ledger, and what verifying them finds."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field, JsonValue

from witnessmark.model.noun import Noun, Sha256

Action = Literal[
    "case_opened",
    "original_sealed",
    "account_sealed",
    "derived",
    "record_written",
    "examination_finished",
    "examination_resumed",
    "published",
]


class Seal(Noun):
    """The digests of a file, and of its parts, so that damage can be placed.

    ``parts`` are BLAKE3 digests of consecutive stretches of ``part_size`` bytes.
    """

    path: str
    size: int
    sha256: Sha256
    blake3: Sha256
    part_size: int
    parts: tuple[Sha256, ...]


class LedgerEntry(Noun):
    """One line of the ledger. ``previous`` is the SHA-256 of the line before it, newline apart."""

    sequence: int
    previous: Sha256
    at: str
    by: str
    tool: str
    action: Action
    seal: Seal | None = None
    parents: tuple[Sha256, ...] = ()
    details: dict[str, JsonValue] = Field(default_factory=dict)


class Outcome(StrEnum):
    """How one check of a case went."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_CHECKED = "not_checked"


class CustodyFinding(Noun):
    """One check: what was looked at, where, what was expected and what was found."""

    check: str
    outcome: Outcome
    where: str
    expected: str | None = None
    found: str | None = None
    sentence: str
