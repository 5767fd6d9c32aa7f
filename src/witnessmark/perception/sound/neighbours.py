"""Which of ascending moments lie near each of them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def within(moments: NDArray[Any], reach: float) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the first of *moments* no farther than *reach* from each, and the one after the last.

    *moments*, shape (n,), ascend; so have both answers that shape, and each moment is near itself.
    """
    first = np.searchsorted(moments, moments - reach)
    return first, np.searchsorted(moments, moments + reach, side="right")
