"""Whether the ledger holds together: each line, the chain, the head, and the closing line.

A damaged line is named and passed over, so that one finding never hides the next: the chain is
followed from the bytes that are there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from witnessmark.custody.findings import failed, limited, not_checked, passed
from witnessmark.custody.layout import HEAD, LEDGER
from witnessmark.custody.ledger import (
    GENESIS,
    LONGEST_LINE,
    check_line,
    hash_of,
    head_bytes,
    is_closing,
    time_of,
)
from witnessmark.custody.sealing import open_plain
from witnessmark.model import CustodyFinding, LedgerEntry

#: Bytes of the largest ledger that is read.
LARGEST_LEDGER = 2**28


@dataclass
class ReadLedger:
    """What could be read of a ledger: the entries that are entries, and what is wrong."""

    entries: list[LedgerEntry] = field(default_factory=list)
    lines: int = 0
    size: int = 0
    head: str = GENESIS
    failures: list[CustodyFinding] = field(default_factory=list)


def read_ledger(case: Path) -> ReadLedger:
    """Return what can be read of the ledger of *case*; whatever is wrong becomes a finding."""
    ledger = ReadLedger()
    try:
        with open_plain(case / LEDGER, follow=False) as source:
            while line := source.readline(LONGEST_LINE + 1):
                _take(ledger, line)
                if len(line) > LONGEST_LINE or ledger.size > LARGEST_LEDGER:
                    ledger.failures.append(
                        failed(
                            "ledger line",
                            _where(ledger),
                            f"Line {ledger.lines} of the ledger, or the ledger itself, is longer "
                            "than any that is written; it was read no further.",
                        )
                    )
                    break
    except OSError as error:
        ledger.failures.append(
            failed("ledger", LEDGER, f"The ledger cannot be read ({error.strerror or 'no file'}).")
        )
    return ledger


def check_ledger(ledger: ReadLedger) -> Iterator[CustodyFinding]:
    """Yield the findings on the lines: form, chain, numbering, order of acts, times."""
    yield from limited(ledger.failures)
    if not ledger.lines and not ledger.failures:
        yield failed("ledger", LEDGER, "The ledger has no lines.")
    elif not ledger.failures:
        yield passed(
            "ledger",
            LEDGER,
            f"All {ledger.lines} lines are in canonical form, numbered, and each holds the hash "
            "of the one before.",
        )
    yield from limited(_misplaced(ledger.entries))
    yield from _clock(ledger.entries)


def check_head(case: Path, ledger: ReadLedger) -> Iterator[CustodyFinding]:
    """Yield whether the head file, which shows that nothing was cut off, agrees."""
    expected = head_bytes(ledger.lines, ledger.head, ledger.size)
    try:
        with open_plain(case / HEAD, follow=False) as source:
            found = source.read(4096)
    except OSError as error:
        yield failed(
            "head",
            HEAD,
            f"The file that notes the last ledger line cannot be read "
            f"({error.strerror or 'no file'}), so nothing shows whether lines were cut off.",
        )
        return
    if found == expected:
        yield passed(
            "head",
            HEAD,
            f"The ledger has the {ledger.lines} lines that it says, and ends as it says.",
        )
    else:
        yield failed(
            "head",
            HEAD,
            f"It does not note the {ledger.lines} ledger lines that are there: the last line was "
            "changed, lines were cut off or added, or the note itself was changed.",
            expected.decode().strip(),
            found.decode("ascii", "backslashreplace").strip(),
        )


def check_closing(ledger: ReadLedger) -> Iterator[CustodyFinding]:
    """Yield whether the last line closes a run and lists every file as the ledger has it."""
    last = ledger.entries[-1] if ledger.entries else None
    where = f"{LEDGER} line {ledger.lines}"
    if last is None or not is_closing(last):
        yield failed(
            "finished",
            where,
            "The last line does not close a run: the run was stopped, or lines were cut off.",
        )
        return
    recorded = {e.seal.path: e.seal.sha256 for e in ledger.entries if e.seal is not None}
    listed = last.details["files"]
    if listed == recorded:
        yield passed("finished", where, f"The run was closed with a list of {len(recorded)} files.")
        return
    names = listed if isinstance(listed, dict) else {}
    different = sorted(
        path for path in {*names, *recorded} if names.get(path) != recorded.get(path)
    )
    yield failed(
        "finished",
        where,
        f"The closing list and the lines before it disagree on {len(different)} files, "
        f"{different[:1]} the first.",
    )


def check_noted_head(ledger: ReadLedger, noted: str | None) -> CustodyFinding:
    """Return whether the ledger is the one whose head was noted elsewhere."""
    if noted is None:
        return not_checked(
            "noted head",
            LEDGER,
            "No head noted elsewhere was given to compare with; whoever can write this folder "
            f"could have rewritten all of it. Its head is {ledger.head}.",
        )
    if noted.strip().lower() == ledger.head:
        return passed("noted head", LEDGER, "The last line has the hash that was noted elsewhere.")
    return failed(
        "noted head",
        LEDGER,
        "The last line does not have the hash that was noted elsewhere: the ledger was "
        "continued, cut or rewritten since.",
        noted,
        ledger.head,
    )


def _take(ledger: ReadLedger, line: bytes) -> None:
    """Add one line, with its line feed where it has one."""
    ledger.lines += 1
    where = _where(ledger)
    if not line.endswith(b"\n"):
        ledger.failures.append(
            failed("ledger line", where, f"Line {ledger.lines} is cut off: no line feed ends it.")
        )
    body = line.removesuffix(b"\n")
    entry, wrong = check_line(body, ledger.lines, ledger.head)
    if entry is not None:
        ledger.entries.append(entry)
    for complaint in wrong:
        ledger.failures.append(
            failed("ledger line", where, f"Line {ledger.lines} {complaint.rstrip('.')}.")
        )
    ledger.size += len(line)
    ledger.head = hash_of(body)


def _where(ledger: ReadLedger) -> str:
    return f"{LEDGER} line {ledger.lines} (from byte {ledger.size})"


def _misplaced(entries: list[LedgerEntry]) -> Iterator[CustodyFinding]:
    """Yield acts that no run logs where they stand."""
    sealed: set[str] = set()
    for place, entry in enumerate(entries):
        complaint = None
        if (place == 0) is not (entry.action == "case_opened"):
            complaint = "a case is opened once, in its first line"
        elif entry.action == "derived" and not entry.parents:
            complaint = "a derivative has no parent"
        elif not set(entry.parents) <= sealed:
            complaint = "a parent is named that no line before it sealed"
        if complaint is not None:
            yield failed(
                "ledger order",
                f"{LEDGER} line {entry.sequence}",
                f"Line {entry.sequence} does not fit where it stands: {complaint}.",
            )
        if entry.seal is not None:
            sealed.add(entry.seal.sha256)


def _clock(entries: list[LedgerEntry]) -> Iterator[CustodyFinding]:
    times = [time for entry in entries if (time := time_of(entry)) is not None]
    back = [at for at in range(1, len(times)) if times[at] < times[at - 1]]
    if back:
        yield not_checked(
            "clock",
            f"{LEDGER} line {back[0] + 1}",
            f"Line {back[0] + 1} says it was written before the line above it: the machine's "
            "clock was set back or two machines differ. The order stands, the times do not.",
        )
