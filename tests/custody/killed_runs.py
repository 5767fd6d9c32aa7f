"""A simulator: runs that are killed before each single act on the disk, and the runs after them.

Started as a program, so that the many children it forks come from a process of one thread. It
writes, as JSON, what became of each: ``python killed_runs.py FOLDER KIND STEP``.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from custody_cases import failures, fill, finished_case, ticking

from witnessmark.custody import Case, verify_case
from witnessmark.errors import CaseInUseError

#: Everything that changes a disk, or makes a change last.
ACTS = ("open", "write", "fsync", "ftruncate", "fchmod", "unlink", "replace", "mkdir", "rmdir")


def killed_at(number: int, job: Callable[[], None]) -> bool:
    """Run *job* in a child killed before its act *number*; a write is cut in half instead.

    Return whether the child was killed; False when it came to its end before.
    """
    child = os.fork()
    if child == 0:
        count = 0

        def counting(real):
            def act(*arguments, **more):
                nonlocal count
                count += 1
                if count == number:
                    if real is write:
                        real(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*arguments, **more)

            return act

        write = os.write
        for name in ACTS:
            setattr(os, name, counting(getattr(os, name)))
        code = 1
        try:
            job()
            code = 0
        finally:
            os._exit(code)
    status = os.waitpid(child, 0)[1]
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit(f"the run to be killed at act {number} failed by itself")
    return os.WIFSIGNALED(status)


def examine(path: Path, found: list[str]) -> None:
    """Examine from the start, or go on."""
    with Case.begin(path, by="t", tool="t", found=found.append, now=ticking()) as case:
        fill(case, path.parent)
        case.finish()


def _publish(path: Path, found: list[str], close: Callable[[Case], object]) -> None:
    with Case.reopen(path, by="t", tool="t", found=found.append, now=ticking()) as case:
        parents = (case.seals["incident.json"].sha256,)
        case.store("page/index.html", b"two", action="published", parents=parents)
        case.store("page/new/x.css", b"new", action="published", parents=parents)
        close(case)


def publish_again(path: Path, found: list[str]) -> None:
    """Replace the page of a finished case, and add a file."""
    _publish(path, found, Case.finish)


def publish_and_discard(path: Path, found: list[str]) -> None:
    """The same, taken back."""
    _publish(path, found, Case.discard)


def examine_and_discard(path: Path, found: list[str]) -> None:
    """Examine from the start, and take all of it back."""
    with Case.begin(path, by="t", tool="t", found=found.append, now=ticking()) as case:
        fill(case, path.parent)
        case.discard()


JOBS = {
    "new": (examine, examine),
    "again": (publish_again, publish_again),
    "discard": (examine_and_discard, examine),
    "discard_again": (publish_and_discard, publish_again),
    "resume": (examine, examine),
}


def prepare(kind: str, path: Path, pattern: Path) -> None:
    """Put what was there before the killed run where it belongs."""
    shutil.rmtree(path, ignore_errors=True)
    if kind in {"again", "discard_again"}:
        shutil.copytree(pattern, path)
    elif kind == "resume":
        killed_at(60, lambda: examine(path, []))


def main(folder: Path, kind: str, step: int) -> None:
    """Kill one run of *kind* at every *step*-th act in turn, and let the next one follow."""
    pattern = finished_case(folder)
    path = folder / "work" / "case"
    path.parent.mkdir()
    job, after = JOBS[kind]
    told = []
    number = 1
    while True:
        prepare(kind, path, pattern)
        if not killed_at(number, lambda: job(path, [])):
            break
        found: list[str] = []
        with suppress(CaseInUseError):  # it was killed when it had finished already
            after(path, found)
        sentences = [finding.sentence for finding in failures(verify_case(path))]
        page = (path / "page/index.html").read_text()
        told.append({"act": number, "found": found, "failures": sentences, "page": page})
        number += step
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
