"""Words that only point at the footage, blanked in the copy of a sentence that the parser is given.

Conventions
-----------
"Near the end, the video shows, a gun fires", "note how a gun fires", "as recorded, a gun fires",
"what happens at 0:12 is this: a gun fires": all say that a gun fires. What is blanked becomes
spaces or a comma, so that every other word keeps its place; quotations of the account are never
touched.
"""

from __future__ import annotations

import re

from witnessmark.account.footage_names import MEDIUM

_SHOWS = (
    r"(?:(?:clearly )?(?:shows?|showed|reveals?|revealed|confirms?|confirmed|documents?|documented"
    r"|makes? (?:it )?clear|made (?:it )?clear|has it))"
)
_SHOWN = r"(?:documented|recorded|captured|established|evident|clear|seen|heard|shown|noted)"
_HAS_BEEN = r"(?:is|was|has been|can be)"
_BY_IT = rf"(?:(?:clearly )?(?:by|in|on|from) {MEDIUM})"
_LOOK = r"(?:notice|note|see|hear|observe)"
_ASIDES = (
    # between commas, or at the end
    rf"(?<=,) {MEDIUM} {_SHOWS}(?=,)",
    rf"(?<=,) (?:as )?(?:you|we|one) (?:will|can|may|'ll) {_LOOK}(?=,)",
    rf"(?<=,) as {MEDIUM} {_SHOWS}(?=[,.;]|$)",
    rf"(?<=,) as (?:is |was |can be )?{_SHOWN} {_BY_IT}(?=[,.;]|$)",
    # before everything
    r"^\W*(?:note|notice|observe|watch|listen|see|mark)(?: closely| well)? (?:how|that)(?= \w)",
    rf"^\W*as (?:is |was |can be )?{_SHOWN}(?: {_BY_IT})?(?=,)",
    # the same behind an adverb that opens the sentence: "In the last half, it is documented that"
    rf"(?:^\W*|(?<=,) )it {_HAS_BEEN} (?:clearly )?{_SHOWN}(?: {_BY_IT})? that(?= \w)",
)
_ASIDE = re.compile("|".join(f"(?:{one})" for one in _ASIDES), re.I)
_WHAT_HAPPENS = re.compile(
    r"^(?P<what>\W*what (?:happens|happened|follows|occurs))(?P<when> [^:;.]{3,90}?)"
    r"(?P<this> (?:is|was) (?:this|the following):)(?= \w)",
    re.I,
)


def without_asides(text: str) -> str:
    """Return *text*, of the same length, without the words that only point at the footage."""
    return _ASIDE.sub(lambda found: " " * len(found[0]), _WHAT_HAPPENS.sub(_plainly, text))


def _plainly(found: re.Match[str]) -> str:
    return f"{' ' * len(found['what'])}{found['when']},{' ' * (len(found['this']) - 1)}"
