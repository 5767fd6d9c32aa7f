"""How sure something must be to show a claim, or to contradict one."""

from __future__ import annotations

from typing import Final

#: Something less likely than this shows nothing and contradicts no one.
SURE: Final = 0.9
