"""What a negative beside a number denies: the thing, or only that there was more of it.

Conventions
-----------
"No more than one shot" denies no shot, though the reading has it as a denial; "not a single shot"
denies every one, though the reading has it as one shot. "Zero shots" are a denial without a number.
"It was not a single shot" says what a sound was not: it denies neither. Any other number inside a
denial ("not three shots", "not only one", "neither one nor two") is left open by whoever weighs it,
and so is a zero that is itself denied.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from witnessmark.alignment.framing import without_frames, without_remarks
from witnessmark.alignment.unread import NEITHER_MORE
from witnessmark.alignment.window import MEDIA_UNITS
from witnessmark.model import Claim, Polarity, Quantity

#: A negative that leaves out what it names: "no firing other than single shots" tells of those.
_BUT_ONLY = re.compile(
    r"\b(?:no|not any|nothing|nobody|no one|never|n['’]t)\b(?:\s+\w+){0,4}?\s+"
    r"(?:other than|(?:anything |nothing )?but|except(?: for)?|save(?: for)?|apart from|besides)"
    r"\s+(?:the |an? |some )?(?:single|lone|isolated|individual|separate|semi-automatic)\b",
    re.I,
)
#: A negative that is part of a bound.
_BOUND = re.compile(r"(?:no|not) (?:more|fewer|less) than\b", re.I)
#: One that says "any" where it is denied, and what denies it before it.
_ANY_ONE = re.compile(r"(?:an?|one|another)\b", re.I)
_NOT = re.compile(r"\b(?:not|never)\s+(?:even\s+)?$", re.I)
#: What may deny a number behind it, as a pattern.
NOT = r"(?:\b(?:not|never|neither|nor)|n['’]t)\b"
#: What denies a thing before it is named; "one shot was not heard" leaves out one of several.
_NEGATIVE = re.compile(rf"\b(?:no|nobody|none|without)\b|{NOT}", re.I)
#: A negative before a number with no more between them than what weighs or bounds it.
_NUMBER_DENIED = re.compile(
    rf"{NOT}(?:\s+(?:even|just|only|quite|exactly|precisely|merely|simply"
    r"|really|nearly|almost|about|more|fewer|less|than|over|under|as|many|few|up|to|the))*\s*$",
    re.I,
)
#: Words under which a denial may come to an assertion.
_TURNING = re.compile(
    r"den(?:y|ies|ied|ying)|doubt\w*|disput\w*|refut\w*|question\w*|fail\w*|miss\w*|ceas\w*|stop\w*"
    r"|end(?:s|ed)?|paus\w*|until|till|unless|except\w*|but|only|save|longer|anymore|wonder\w*"
    r"|if|whether|why|surpris\w*|mistak\w*|hid\w*|escap\w*",
    re.I,
)
_SEEM_UNABLE = re.compile(
    r"(?:n['’]t|\bnot|\bnever|\bcannot)\s+(?:even\s+)?seem\b|\bseem\w* unable\b", re.I
)
#: Verbs of a bound, just before its number.
_EXCEEDING = re.compile(r"(?<!not )\b(?:exceed|surpass)(?:s|ed|es)?\s+$", re.I)
_NOT_EXCEEDING = re.compile(r"\b(?:do|does|did)(?: not|n['’]t) (?:exceed|surpass)\s+$", re.I)
_ZERO = re.compile(r"(?:zero|nil|0)\b", re.I)
#: Words that leave little or nothing of what they stand beside, or end it.
_ENDING = re.compile(
    r"\b(?:nothing|silence|silent|free|devoid|void|absent|(?:stop|paus|ceas|halt)(?:s|es|ed|ped)?)\b",
    re.I,
)
_ONLY_IT = re.compile(r"\bnothing (?:but|except|other than|more than)\b", re.I)
_OF_ONLY = frozenset({"nothing", "but", "except", "other", "than", "more"})
_HARDLY_ANY = re.compile(r"\b(?:hardly|barely|scarcely) (?:an?y?|more than an?)\b(?! dozen)", re.I)
_NOR = re.compile(r"\bnor\b", re.I)
#: Something that is not a shot, or not one, is a sound that is called something else.
_COPULA = re.compile(
    r"(?P<there>\bthere\b(?:\s+\w+){0,2}?\s*)?(?:\b(?:is|was|are|were|been)|['’](?:s|re))"
    r"(?:n['’]t|\s+(?:not|never|no))\s+"
    r"(?:(?:even|just|only|merely|simply|really|actually)\s+)*"
    r"(?:an?|one|another|the|any|shots?|gunshots?|gunfire|rounds?|bursts?|explosions?|blasts?)\b",
    re.I,
)


def as_meant(claim: Claim) -> Claim:
    """Return *claim* with the polarity that its number gives it, and without framing words.

    The number of "not a single shot" is taken from it, and that of "zero shots", since they count
    nothing.
    """
    bare = _with_numbers(without_frames(without_remarks(_unbound(claim))), claim)
    claim = claim.model_copy(update={"quote": bare})
    if claim.polarity is Polarity.NEGATIVE:
        if _BUT_ONLY.search(claim.quote):
            return claim.model_copy(update={"polarity": Polarity.POSITIVE})
        if any(_BOUND.match(quantity.text) for quantity in claim.quantities):
            return claim.model_copy(update={"polarity": Polarity.POSITIVE})
        return claim if _NEGATIVE.search(claim.quote) else _without_zeros(claim)
    none = [quantity for quantity in claim.quantities if _denies_any(claim.quote, quantity)]
    if not none:
        return claim
    kept = tuple(quantity for quantity in claim.quantities if quantity not in none)
    return claim.model_copy(update={"polarity": Polarity.NEGATIVE, "quantities": kept})


def _with_numbers(bare: str, claim: Claim) -> str:
    """Return *bare*, the quote without frames, with its numbers whole: "a figure of 22 rounds"."""
    for quantity in claim.quantities:
        first = quantity.span[0] - claim.span[0]
        last = quantity.span[1] - claim.span[0]
        if quantity.unit not in MEDIA_UNITS and 0 <= first < last <= len(bare):
            bare = f"{bare[:first]}{claim.quote[first:last]}{bare[last:]}"
    return bare


def denies_a_number(claim: Claim, words: str) -> bool:
    """Say whether what is denied is the number that *words* give, and not the thing itself."""
    before = claim.quote.partition(words)[0]
    if claim.polarity is Polarity.NEGATIVE:
        return _ANY_ONE.match(words) is None or _NEGATIVE.search(before) is None
    zero = any(quantity.text == words and quantity.max == 0 for quantity in claim.quantities)
    words = re.sub(NEITHER_MORE, " ", words, flags=re.I)
    return zero or _NOR.search(words) is not None or _NUMBER_DENIED.search(before) is not None


def denies_unread(words: Iterable[str], quote: str) -> bool:
    """Say whether there is a negative, or what comes to one, among *words*, which nothing weighed.

    *quote* is all of the claim.

    "Hardly any shooting" and "the gunfire stops" deny some of it, "nothing but the wind" all of it.
    """
    left = list(words)
    if _ONLY_IT.search(quote) and all(word.casefold() in _OF_ONLY for word in left):
        return False  # "nothing but single shots": all else in it was read
    negatives = (_NEGATIVE.search(w) or _ZERO.match(w) or _ENDING.search(w) for w in left)
    return any(negatives) or _HARDLY_ANY.search(quote) is not None


def fell_short(claim: Claim) -> bool:
    """Say whether what is denied is success, not the attempt: a near miss, or "cannot seem to"."""
    return _SEEM_UNABLE.search(claim.quote) is not None or any(
        hedge.effect == "near_miss" for hedge in claim.hedges
    )


def turns(words: Iterable[str]) -> bool:
    """Say whether a word among *words* may turn a denial about: "nobody denied", "not until".

    Where no such thing is there at all, none of any kind is, and other words left unread change
    nothing: no shot "of a heavier weapon" was fired where no shot was.
    """
    return any(_TURNING.fullmatch(word) or _NEGATIVE.search(word) for word in words)


def _unbound(claim: Claim) -> str:
    """Return the quote without a verb that says no more than the bound which its number has.

    It is blanked only where the number was read as that bound: "does not exceed five" has no least,
    "exceeds five" no greatest.
    """
    quote = claim.quote
    for quantity in claim.quantities:
        before, _, _ = quote.partition(quantity.text)
        least, most = quantity.min is not None, quantity.max is not None
        verb = (_EXCEEDING if least else _NOT_EXCEEDING).search(before) if least != most else None
        if verb is not None:
            quote = f"{quote[: verb.start()]}{' ' * len(verb[0])}{quote[verb.end() :]}"
    return quote


def denies_what_it_was(claim: Claim) -> bool:
    """Say whether a sound is said not to be such a thing: "it is not one shot"."""
    found = _COPULA.search(claim.quote)
    return found is not None and found["there"] is None


def _without_zeros(claim: Claim) -> Claim:
    """Return *claim* without its zero; a second one ("zero shots, zero blasts") is of more."""
    zero = next((quantity for quantity in claim.quantities if quantity.max == 0), None)
    if zero is None:
        return claim
    kept = tuple(quantity for quantity in claim.quantities if quantity is not zero)
    return claim.model_copy(update={"quantities": kept})


def _denies_any(quote: str, quantity: Quantity) -> bool:
    before = quote.partition(quantity.text)[0]
    one = _ANY_ONE.match(quantity.text) is not None
    return one and _NOT.search(before) is not None and _COPULA.search(quote) is None
