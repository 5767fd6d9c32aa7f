"""How much of what is there is noticed: the least that the measurements allow, by kind.

Each is the lower end of the 95 % interval (Wilson 1927, J. Am. Stat. Assoc. 22, 209) of the share
noticed on rendered scenes that nothing was chosen on, as ``docs/seeing.md`` tells them. A
condition is noticed where it is seen or said to be unclear, for where it is unclear nobody may
call it absent. The scenes' seeds are those from 10000 on, of the conditions 30000 to 30079 and
of snowfall 31000 to 31199. A kind that is not named was never measured so, and its absence says
nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import floor, sqrt
from types import MappingProxyType

from witnessmark.model import Kind

#: Noticed, and how many were there.
MEASURED: Mapping[Kind, tuple[int, int]] = MappingProxyType(
    {
        Kind.CUT: (41, 42),
        Kind.SNOWFALL: (110, 116),
        Kind.RAIN: (14, 16),
        Kind.SNOW_COVER: (101, 102),
        Kind.DARKNESS: (114, 114),
        Kind.SMOKE: (66, 113),
        Kind.FLAME: (94, 99),
        Kind.FLASH: (126, 136),
        Kind.STREAK: (6, 44),
        Kind.TEXT: (13, 16),
        Kind.OVERLAY: (8, 8),
    }
)

#: Two-sided 95 % of the normal distribution.
_Z = 1.959964


def _least(found: int, there: int) -> float:
    """Return the lower end of Wilson's interval, rounded down to a hundredth."""
    share, z = found / there, _Z * _Z / there
    centre = share + z / 2
    spread = _Z * sqrt(share * (1 - share) / there + z / (4 * there))
    return floor(100 * max(0.0, (centre - spread) / (1 + z))) / 100


RECALL: Mapping[Kind, float] = MappingProxyType(
    {kind: _least(found, there) for kind, (found, there) in MEASURED.items()}
)
