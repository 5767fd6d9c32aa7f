"""Imports whatever PyAV would import later, since nothing can be imported behind the locks."""

from __future__ import annotations

import importlib
import pkgutil

import av

#: Parts of PyAV that no decoding needs: its command line and its sample downloader.
_UNNEEDED = {"av.__main__", "av.datasets"}


def preload() -> None:
    """Import every module of PyAV; it loads its kinds of stream and codec on first use."""
    for module in pkgutil.walk_packages(av.__path__, "av."):
        if module.name not in _UNNEEDED:
            importlib.import_module(module.name)
