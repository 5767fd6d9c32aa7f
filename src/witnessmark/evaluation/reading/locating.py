"""Where quotes and hedge cues lie in an account, when a marking gives them as words only."""

from __future__ import annotations

import re

from witnessmark.evaluation.reading.marked import Span

_SENTENCE_END = re.compile(r"[.!?…][\"'’”)\]]*\s|[\n\r]")


def occurrences(text: str, words: str) -> tuple[Span, ...]:
    """Return every place of *words* in *text*, overlapping ones too."""
    found = []
    at = text.find(words)
    while at >= 0:
        found.append((at, at + len(words)))
        at = text.find(words, at + 1)
    return tuple(found)


def nth(text: str, words: str, number: int) -> Span | None:
    """Return the place of occurrence *number*, from 1, of *words*; None where there is none."""
    found = occurrences(text, words)
    return found[number - 1] if 1 <= number <= len(found) else None


def cue_span(text: str, cue: str, claim: Span) -> Span | None:
    """Return where *cue* hedges the claim at *claim*; None where the account has no such words.

    Within the claim if it is there, else in the claim's sentence, else the nearest before or after.
    Whole words are taken before parts of words, earlier ones before later.
    """

    def rank(span: Span) -> tuple[bool, bool, bool, int, int]:
        inside = claim[0] <= span[0] and span[1] <= claim[1]
        low, high = min(span[0], claim[0]), max(span[1], claim[1])
        gap = max(0, claim[0] - span[1], span[0] - claim[1])
        between = text[span[1] : claim[0]] if span[1] <= claim[0] else text[claim[1] : span[0]]
        apart = gap > 0 and _SENTENCE_END.search(between) is not None
        return (not _whole(text, span), not inside, apart, gap, low + high)

    return min(occurrences(text, cue), key=rank, default=None)


def _whole(text: str, span: Span) -> bool:
    before = text[max(0, span[0] - 1) : span[0]]
    after = text[span[1] : span[1] + 1]
    return not (
        (before.isalnum() and text[span[0]].isalnum())
        or (after.isalnum() and text[span[1] - 1].isalnum())
    )
