"""Where things lie in a case folder, and which names may be used there.

::

    originals/<sha256><suffix>   the footage, byte for byte as it came
    accounts/<sha256>.txt        the written accounts, likewise
    derived/…                    logged copies, each with its parents
    incident.json                the record
    page/…                       what is published
    ledger.jsonl                 what was done to which bytes, a line an act
    ledger.head                  how many lines, and the hash of the last
"""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath

from witnessmark.errors import CaseError

LEDGER = "ledger.jsonl"
HEAD = "ledger.head"
ORIGINALS = "originals"
ACCOUNTS = "accounts"
RECORD = "incident.json"

#: The one file that may be half-written, and the same for the head: there is one writer at a time.
PART = ".sealing.part"
HEAD_PART = "ledger.head.part"

#: Where files that this run replaces wait until it has finished.
REPLACED = ".replaced"

#: Stands while a failed run is being taken back, and says to how many ledger lines.
DISCARDING = ".discarding"

#: What only an unfinished run leaves in a case folder.
LEFT_OVER = (PART, HEAD_PART, REPLACED, DISCARDING)

#: Suffixes worth keeping; anything else in a name that came from outside stays in the ledger.
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")

#: One part of a path below a case: no separators, no leading dot or dash, no control characters.
_STEP = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.@+,=() -]{0,199}")


def safe_suffix(name: str) -> str:
    r"""Return the suffix of *name* if it is plain, otherwise nothing.

    >>> safe_suffix("clip.final.MP4"), safe_suffix("clip.m p4"), safe_suffix("../x.\u202e4pm")
    ('.MP4', '', '')
    """
    suffix = PurePosixPath(name).suffix
    return suffix if _SUFFIX.fullmatch(suffix) else ""


def printable(name: str | bytes) -> str:
    r"""Return *name* as text that any terminal and any JSON file can hold.

    >>> printable("b\nc"), printable(b"\xff.mp4")
    ('b\\nc', '\\xff.mp4')
    """
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode()
        for character in text
    )


def is_safe(relative: str) -> bool:
    """Say whether *relative* names a place below the case folder and in plain characters."""
    return all(_STEP.fullmatch(step) for step in relative.split("/"))


def place(case: Path, relative: str) -> Path:
    """Return where *relative* lies in *case*.

    Raises CaseError where the name could lead out of the folder, or where one of the folders on
    the way is a link or no folder, since what is written there would land elsewhere.
    """
    if not is_safe(relative):
        raise CaseError(
            case,
            f"{printable(relative)} is no name for a file in a case: use plain letters, digits "
            "and . _ - with / between folders.",
        )
    steps = relative.split("/")
    for count in range(1, len(steps)):
        folder = case.joinpath(*steps[:count])
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise CaseError(
                case, f"{printable(str(folder))} is not a plain folder: remove it and run again."
            )
    return case / relative
