"""How sure something must be to show a claim, or to contradict one."""

from __future__ import annotations

from math import floor
from typing import Final

#: Something less likely than this shows nothing and contradicts no one.
SURE: Final = 0.9


def not_sure(chance: float, thing: str) -> str:
    """Say in half a sentence that a *thing* with this *chance*, below :data:`SURE`, is not sure.

    Rounded down, so that what falls short of it is never printed as what is needed.

    >>> not_sure(0.898, "gunfire")
    'it is 89% likely to be gunfire, less than the 90% that counts as sure'
    """
    likely = floor(chance * 100 + 1e-9)
    return f"it is {likely}% likely to be {thing}, less than the {SURE:.0%} that counts as sure"
