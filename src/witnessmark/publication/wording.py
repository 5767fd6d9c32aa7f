"""The words people read for the record's codes: one name for one thing, on every screen."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from witnessmark.model import ClaimType, Kind, Verdict


@dataclass(frozen=True, slots=True)
class VerdictWord:
    """How one verdict is written: its word, a sign that works without colour, its meaning."""

    code: str
    word: str
    sign: str
    meaning: str
    bears_out: bool = False

    @property
    def classes(self) -> str:
        """What the page's style goes by."""
        return f"{self.code} bears-out" if self.bears_out else self.code


def _word(verdict: Verdict, word: str, sign: str, meaning: str) -> tuple[Verdict, VerdictWord]:
    return verdict, VerdictWord(verdict.value, word, sign, meaning)


#: Every verdict, in the order in which counts and legend list them.
VERDICTS = MappingProxyType(
    dict(
        (
            _word(
                Verdict.SHOWN,
                "shown",
                "✓",
                "The footage bears this out, at the time the account gives.",
            ),
            _word(
                Verdict.SHOWN_ELSEWHEN,
                "shown at another time",
                "↔",
                "The footage bears this out, but not when, or not in the order, the account says.",
            ),
            _word(
                Verdict.CONSISTENT,
                "consistent",
                "≈",
                "The footage fits this and would fit other things too: it does not settle it.",
            ),
            _word(
                Verdict.CONTRADICTED,
                "contradicted",
                "✕",
                "What the footage holds cannot be squared with this.",
            ),
            _word(
                Verdict.NOT_SHOWN,
                "not shown",
                "○",
                "It would be seen or heard, was looked for, and was not found. "
                "That is not the same as contradicted.",
            ),
            _word(
                Verdict.NOT_TESTABLE,
                "cannot be shown",
                "–",
                "No footage could show this: a motive, a name, something off camera and silent.",
            ),
            _word(
                Verdict.NOT_TESTED,
                "not checked",
                "?",
                "Footage might show this, and it was not tested: no detector for it, "
                "or too little of the footage could be heard or seen.",
            ),
        )
    )
)

_AS_SAID = VerdictWord(
    Verdict.NOT_SHOWN.value,
    "not shown (as the account says)",
    "○",
    "The account denies it, it was listened for, and it was not found.",
    bears_out=True,
)


#: Everything a sentence can be marked with, in the order in which counts and legend list it.
MARKS = tuple(
    mark
    for verdict, word in VERDICTS.items()
    for mark in ((_AS_SAID, word) if verdict is Verdict.NOT_SHOWN else (word,))
)


def verdict_word(verdict: Verdict, supports: bool | None) -> VerdictWord:
    """Return how a verdict is written; a denial that is borne out is told from a failed claim."""
    return _AS_SAID if verdict is Verdict.NOT_SHOWN and supports else VERDICTS[verdict]


#: The writer's certainty (FactBank, Saurí and Pustejovsky 2009) in plain words.
CERTAINTIES = MappingProxyType(
    {
        "CT+": "states it as certain",
        "PR+": "gives it as probable",
        "PS+": "gives it as possible",
        "Uu": "does not say how sure",
        "PS-": "says it possibly did not happen",
        "PR-": "says it probably did not happen",
        "CT-": "states that it did not happen",
    }
)

#: What a hedge touches.
HEDGE_EFFECTS = MappingProxyType(
    {
        "claim": "weakens the whole claim",
        "part": "weakens part of the claim",
        "near_miss": "says that it was not completed",
        "quantifier": "loosens the number",
        "booster": "strengthens the claim",
    }
)

CLAIM_TYPES = MappingProxyType(
    {
        ClaimType.OBSERVATION: "what the writer says was seen or heard",
        ClaimType.INFERENCE: "what the writer infers",
        ClaimType.ATTRIBUTED: "what somebody else is reported to say",
        ClaimType.MEDIA_META: "about the footage itself",
        ClaimType.CONTEXT: "background",
        ClaimType.OPINION: "opinion",
        ClaimType.PROGNOSIS: "about the future",
    }
)

#: Kinds of observation whose code is not already a plain word.
_KIND_WORDS = MappingProxyType(
    {
        Kind.IMPULSE: "bang of unknown cause",
        Kind.SOUND_CLASS: "sound named by a tagger",
        Kind.SILENCE: "silent, or too little to judge by",
        Kind.CLIPPED: "overloaded sound",
        Kind.MASKED: "sound too loud for a shot to stand out",
        Kind.NO_AUDIO: "no sound",
        Kind.KEYFRAME: "key frame",
        Kind.SHOWN_AGAIN: "shown before",
        Kind.SOUND_BREAK: "break in the sound",
        Kind.STREAK: "streak of light",
        Kind.SNOWFALL: "falling snow",
        Kind.SNOW_COVER: "snow on the ground",
        Kind.DARKNESS: "dark picture",
        Kind.TEXT: "text in the picture",
        Kind.OVERLAY: "logo or border",
        Kind.CAMERA_MOTION: "camera movement",
        Kind.STILL: "still or black picture",
        Kind.NO_PICTURE: "no picture",
        Kind.CONTAINER_FACT: "statement of the file",
        Kind.PROVENANCE: "provenance data",
    }
)

#: Kinds that are seen, not heard; the rest are sounds, or facts about the file.
SIGHTS = frozenset(
    {
        Kind.CUT,
        Kind.KEYFRAME,
        Kind.SHOWN_AGAIN,
        Kind.FLASH,
        Kind.STREAK,
        Kind.FLAME,
        Kind.SMOKE,
        Kind.SNOWFALL,
        Kind.RAIN,
        Kind.SNOW_COVER,
        Kind.DARKNESS,
        Kind.TEXT,
        Kind.OVERLAY,
        Kind.FACE,
        Kind.CAMERA_MOTION,
        Kind.STILL,
        Kind.NO_PICTURE,
    }
)

FACTS_OF_FILE = frozenset({Kind.CONTAINER_FACT, Kind.PROVENANCE})


def kind_word(kind: Kind) -> str:
    """Return the plain word for a kind of observation."""
    return _KIND_WORDS.get(kind, kind.value)
