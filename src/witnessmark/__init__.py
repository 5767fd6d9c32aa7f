"""Witnessmark: footage and its written account in, a checkable incident record out.

The functions below are what the commands call, for notebooks and programs. They are imported when
first asked for, so that ``import witnessmark`` costs nothing.

>>> import witnessmark
>>> witnessmark.listen  # doctest: +ELLIPSIS
<function listen at ...>
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from witnessmark.account import read_account
    from witnessmark.custody import verify_case
    from witnessmark.formats import read_record, write_record
    from witnessmark.incident import examine, listen, look
    from witnessmark.publication import publish_case
    from witnessmark.rendering import load_scenario, render

__version__ = "0.1.0"

__all__ = [
    "__version__",
    "examine",
    "listen",
    "load_scenario",
    "look",
    "publish_case",
    "read_account",
    "read_record",
    "render",
    "verify_case",
    "write_record",
]

_HOME = {
    "examine": "incident",
    "listen": "incident",
    "load_scenario": "rendering",
    "look": "incident",
    "publish_case": "publication",
    "read_account": "account",
    "read_record": "formats",
    "render": "rendering",
    "verify_case": "custody",
    "write_record": "formats",
}


def __getattr__(name: str) -> Any:
    """Import a public function from the stage that it belongs to."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
