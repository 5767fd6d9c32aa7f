"""What a negative beside a number denies: the thing, or only that there was more of it.

Conventions
-----------
"No more than one shot" denies no shot, though the reading has it as a denial; "not a single shot"
denies every one, though the reading has it as one shot. Any other number inside a denial ("not
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
    """Say whether a denial is of the number that *words* give, and not of the thing itself."""
    return claim.polarity is Polarity.NEGATIVE and _ANY_ONE.match(words) is None


def _denies_any(quote: str, quantity: Quantity) -> bool:
    before = quote.partition(quantity.text)[0]
    return _ANY_ONE.match(quantity.text) is not None and _NOT.search(before) is not None
