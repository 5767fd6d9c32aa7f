"""What a negative beside a number denies: the thing, or only that there was more of it.

Conventions
-----------
"No more than one shot" denies no shot, though the reading has it as a denial; "not a single shot"
denies every one, though the reading has it as one shot, and so do "zero shots". "It was not a
single shot" says what a sound was not: it denies neither. Any other number inside a denial ("not
three shots", "not only one") is left open by whoever weighs it.
"""

from __future__ import annotations

import re

from witnessmark.model import Claim, Polarity, Quantity

#: A negative that is part of a bound.
_BOUND = re.compile(r"(?:no|not) (?:more|fewer|less) than\b", re.I)
#: One that says "any" where it is denied, and what denies it before it.
_ANY_ONE = re.compile(r"(?:an?|one|another)\b", re.I)
_NOT = re.compile(r"\b(?:not|never)\s+(?:even\s+)?$", re.I)
#: What denies a thing before it is named; "one shot was not heard" leaves out one of several.
_NEGATIVE = re.compile(r"\b(?:no|not|never|nobody|none|without|neither|nor)\b|n['’]t\b", re.I)
#: A negative before a number with no more between them than what weighs or bounds it.
_NUMBER_DENIED = re.compile(
    r"(?:\b(?:not|never)|n['’]t)(?:\s+(?:even|just|only|quite|exactly|precisely|merely|simply"
    r"|really|nearly|almost|about|more|fewer|less|than|over|under|as|many|few|up|to|the))*\s*$",
    re.I,
)
#: None at all, after nothing or after a verb, so that it is all that the claim counts.
_ZERO = re.compile(r"zero\s", re.I)
_BEFORE_ZERO = re.compile(
    r"(?:^|\b(?:is|are|was|were|been|fire|fires|fired|hear|hears|heard)\s)\s*$", re.I
)
#: Something that is not a shot, or not one, is a sound that is called something else.
_COPULA = re.compile(
    r"(?P<there>\bthere\b(?:\s+\w+){0,2}?\s*)?(?:\b(?:is|was|are|were|been)|['’](?:s|re))"
    r"(?:n['’]t|\s+(?:not|never|no))\s+"
    r"(?:(?:even|just|only|merely|simply|really|actually)\s+)*"
    r"(?:an?|one|another|the|any|shots?|gunshots?|gunfire|rounds?|bursts?|explosions?|blasts?)\b",
    re.I,
)


def as_meant(claim: Claim) -> Claim:
    """Return *claim* with the polarity that its number gives it, any other as it is.

    The number of "not a single shot" is taken from it, since it counts nothing.
    """
    if claim.polarity is Polarity.NEGATIVE:
        bound = any(_BOUND.match(quantity.text) for quantity in claim.quantities)
        return claim.model_copy(update={"polarity": Polarity.POSITIVE}) if bound else claim
    none = [quantity for quantity in claim.quantities if _denies_any(claim.quote, quantity)]
    if not none:
        return claim
    kept = tuple(quantity for quantity in claim.quantities if quantity not in none)
    return claim.model_copy(update={"polarity": Polarity.NEGATIVE, "quantities": kept})


def denies_a_number(claim: Claim, words: str) -> bool:
    """Say whether what is denied is the number that *words* give, and not the thing itself."""
    before = claim.quote.partition(words)[0]
    if claim.polarity is Polarity.NEGATIVE:
        return _ANY_ONE.match(words) is None or _NEGATIVE.search(before) is None
    return _NUMBER_DENIED.search(before) is not None


def denies_what_it_was(claim: Claim) -> bool:
    """Say whether a sound is said not to be such a thing: "it is not one shot"."""
    found = _COPULA.search(claim.quote)
    return found is not None and found["there"] is None


def _denies_any(quote: str, quantity: Quantity) -> bool:
    before = quote.partition(quantity.text)[0]
    if _ZERO.match(quantity.text) and quantity.max == 0:
        return _BEFORE_ZERO.search(before) is not None
    one = _ANY_ONE.match(quantity.text) is not None
    return one and _NOT.search(before) is not None and _COPULA.search(quote) is None
