"""What is known to be true of rendered footage, set beside what the tool proposed."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

#: The words of a rendering's truth as people read them.
TRUTHS = MappingProxyType(
    {
        "true": "true",
        "false": "false",
        "unshowable": "cannot be shown",
        "no_claim": "claims nothing",
    }
)

#: How a verdict stands to the truth, as people read it.
AGREEMENTS = MappingProxyType(
    {
        "agrees": "the verdict agrees",
        "disagrees": "the verdict disagrees",
        "open": "the verdict leaves it open",
    }
)


@dataclass(frozen=True, slots=True)
class KnownTruth:
    """What a rendering's truth says of one sentence, by its index, and whether the verdict agrees.

    ``truth`` is a word of the truth file; ``agreement`` is the evaluation's word. Only rendered
    footage has a known truth; pages about recordings carry none of these.
    """

    sentence: int
    truth: str
    agreement: Literal["agrees", "disagrees", "open"]

    @property
    def words(self) -> str:
        """Both in a line: ``true – the verdict agrees``."""
        return f"{TRUTHS.get(self.truth, self.truth)} – {AGREEMENTS[self.agreement]}"
