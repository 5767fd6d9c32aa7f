"""One claim's verdict against the footage, and a sentence's, which follows from its claims'."""

from __future__ import annotations

from enum import StrEnum

from witnessmark.model.maker import MadeBy
from witnessmark.model.noun import Noun, Sha256, Share, TimedNoun


class Verdict(StrEnum):
    """What the footage says to a claim (notes: reading, section 8)."""

    SHOWN = "shown"
    SHOWN_ELSEWHEN = "shown_elsewhen"
    CONSISTENT = "consistent"
    CONTRADICTED = "contradicted"
    NOT_SHOWN = "not_shown"
    NOT_TESTABLE = "not_testable"
    NOT_TESTED = "not_tested"


class Citation(TimedNoun):
    """The seconds a finding rests on, and the observations heard or seen in them."""

    recording: Sha256
    observations: tuple[str, ...] = ()


class Finding(Noun):
    """The one verdict of one claim.

    ``confidence`` is the detectors' (None where nothing was tested), ``coverage`` the share of
    the claimed window that was really heard or seen (None likewise); the writer's certainty
    stays with the claim and is never multiplied in. ``supports`` says whether the verdict bears
    the claim out: for a claim of absence, *not shown* does.
    """

    claim: str
    verdict: Verdict
    supports: bool | None = None
    confidence: Share | None = None
    coverage: Share | None = None
    citations: tuple[Citation, ...] = ()
    reason: str
    made_by: MadeBy


class SentenceVerdict(Noun):
    """What a whole sentence gets: never more than its weakest tested claim earns.

    ``supports`` is as in a finding: true for a denial that is borne out by nothing being heard.
    """

    sentence: int
    verdict: Verdict
    supports: bool | None = None
    claims: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    reason: str
