"""Sends what the C2PA library makes of the manifest in the file, behind the same locks.

Conventions
-----------
The library is native and parses hostile bytes: it is loaded before the locks and given nothing
but file descriptor 0. Fetching manifests and revocation lists is switched off, and no socket could
be opened for it anyway. One message, ``provenance``: ``state`` is ``none`` where there is no
manifest, the library's own word in lower case where there is one, ``unreadable`` where it gives an
error instead; ``report`` is its JSON, ``remote`` the address of a manifest kept elsewhere.
"""

from __future__ import annotations

import importlib
import io
import json
import os
from typing import Any, BinaryIO

from witnessmark.media.messages import MAX_HEADER, send

_SETTINGS = {"verify": {"remote_manifest_fetch": False, "ocsp_fetch": False}}
_MOST_REPORT = MAX_HEADER // 4
_MOST_CHARACTERS = 500


class Provenance:
    """The library, loaded and set up; made before the locks hold, used once behind them.

    *folder* is the package's own: the library is looked for in the working folder first, where
    someone else's could lie.
    """

    def __init__(self, folder: str) -> None:
        os.chdir(folder)
        self._c2pa: Any = importlib.import_module("c2pa")
        self._context = self._c2pa.Context.from_dict(_SETTINGS)

    def send(self, task: dict[str, Any], out: BinaryIO) -> None:
        """Read the manifest of the input and send what became of it."""
        source = io.FileIO(0, "rb", closefd=False)
        try:
            with self._c2pa.Reader(task["type"], source, context=self._context) as reader:
                says = {
                    "state": (reader.get_validation_state() or "unreadable").lower(),
                    "report": json.loads(reader.json()),
                    "remote": reader.get_remote_url(),
                    "embedded": bool(reader.is_embedded()),
                    "error": "",
                }
        except self._c2pa.C2paError.ManifestNotFound:
            says = {"state": "none"}
        except self._c2pa.C2paError as error:
            says = _refused(str(error)[:_MOST_CHARACTERS])
        if len(json.dumps(says)) > _MOST_REPORT:
            says = {"state": says["state"], "error": "its report is longer than is read here"}
        send(out, "provenance", says)


def _refused(error: str) -> dict[str, Any]:
    """Tell a manifest that is kept elsewhere from one that could not be read."""
    address = error.partition(" url ")[2]
    if error.startswith("Remote:") and address:
        return {"state": "remote", "remote": address}
    return {"state": "unreadable", "error": error}
