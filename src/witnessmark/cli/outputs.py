"""Files that a command writes where it was told to: refused before the work, written whole after.

Conventions
-----------
What stands at a path is replaced only with ``--force``, and footage and cases never are. A file
takes its name only once all of it is written, so that a reader never meets half of one.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from witnessmark.custody.layout import LEDGER
from witnessmark.errors import OutputError


@dataclass(frozen=True, slots=True)
class Output:
    """A file that was asked for by *option*, and the suffixes its name may have."""

    option: str
    path: Path
    suffixes: tuple[str, ...]

    @property
    def suffix(self) -> str:
        """The suffix in lower case, without its dot."""
        return self.path.suffix.lower().removeprefix(".")


def refuse_outputs(outputs: Sequence[Output], *, footage: Path | None, force: bool) -> None:
    """Raise OutputError for the first of *outputs* that cannot or must not be written."""
    taken: dict[Path, str] = {}
    for one in outputs:
        sentence = _objection(one, footage, force)
        if sentence:
            raise OutputError(one.path, sentence)
        twin = taken.setdefault(one.path.resolve(), one.option)
        if twin != one.option:
            raise OutputError(
                one.path,
                f"{twin} and {one.option} both name {one.path}: give each a file of its own.",
            )


def _objection(one: Output, footage: Path | None, force: bool) -> str | None:
    path, folder = one.path, one.path.parent
    if path.suffix.lower() not in one.suffixes:
        known = " or ".join(one.suffixes)
        return f"{one.option} writes {known} files, and {path} is not named so: change its ending."
    if not folder.is_dir():
        return f"There is no folder {folder} for {path.name}: make it, or name another place."
    if not os.access(folder, os.W_OK | os.X_OK):
        return f"The folder {folder} cannot be written to: name another place for {path.name}."
    if path.is_dir():
        return f"{path} is a folder: name a file in it."
    if footage and path.exists() and footage.exists() and path.samefile(footage):
        return f"{path} is the footage itself, which is never written over: name another file."
    case = next((above for above in path.resolve().parents if (above / LEDGER).exists()), None)
    if case is not None:
        return f"{case} is a case and {path.name} is none of its files: name a place outside it."
    if not force and os.path.lexists(path):
        return f"{path} exists already: name another file, or add --force to replace it."
    return None


def write_outputs(contents: Mapping[Path, bytes]) -> None:
    """Write each of *contents* to its path, whole or not at all.

    Raises OutputError for the first that could not be written; those before it are kept.
    """
    for path, content in contents.items():
        part = path.with_name(f".witnessmark-{os.getpid()}.part")
        try:
            part.write_bytes(content)
            part.replace(path)
        except OSError as error:
            raise OutputError(
                path,
                f"{path} could not be written ({error.strerror}): free some room or name "
                "another place.",
            ) from error
        finally:
            with suppress(OSError):
                part.unlink()
