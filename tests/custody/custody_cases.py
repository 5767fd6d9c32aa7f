"""Small finished cases to check and to damage, and a record that fits them."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import rfc8785

from witnessmark.clock import Span, TimeBase
from witnessmark.custody import Case
from witnessmark.custody.ledger import hash_of, head_bytes
from witnessmark.formats import write_record
from witnessmark.model import (
    Account,
    Citation,
    CustodyFinding,
    Incident,
    Kind,
    MadeBy,
    Observation,
    Outcome,
    Recording,
    Seal,
    Sentence,
    SentenceVerdict,
    Verdict,
)

MAKER = MadeBy(name="test", version="1", settings={"threshold": 0.5})
ACCOUNT = b"A shot was heard. It was dark."
FOOTAGE = bytes(range(256)) * 800  # four parts of 64 KiB, the last one shorter


def ticking() -> Callable[[], datetime]:
    """Return a clock that moves one second at every look."""
    start = datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)
    ticks = itertools.count()
    return lambda: start + timedelta(seconds=next(ticks))


def incident(footage: Seal, account: Seal) -> Incident:
    """Return a record with one observation, cited by the verdict of a sentence only."""
    frame = TimeBase(1, 25)
    shot = Observation.of(
        recording=footage.sha256,
        kind=Kind.SHOT,
        span=Span(frame.at(50), frame.at(51)),
        confidence=0.9,
        made_by=MAKER,
    )
    citation = Citation(
        start=shot.start, end=shot.end, recording=footage.sha256, observations=(shot.id,)
    )
    text = ACCOUNT.decode()
    return Incident(
        synthetic=True,
        account=Account(
            sha256=account.sha256,
            name="account.txt",
            size=account.size,
            characters=len(text),
            language="en",
        ),
        recordings=(
            Recording(
                sha256=footage.sha256,
                name="clip.mp4",
                size=footage.size,
                container="mp4",
                first_presentation="0",
                duration=10.0,
            ),
        ),
        sentences=(Sentence(index=0, span=(0, len(text)), text=text),),
        claims=(),
        observations=(shot,),
        findings=(),
        verdicts=(
            SentenceVerdict(
                sentence=0, verdict=Verdict.NOT_TESTED, citations=(citation,), reason="A test."
            ),
        ),
        unexplained=(shot.id,),
        made_by=(MAKER,),
    )


def fill(case: Case, folder: Path) -> None:
    """Do what an examination does to a case, up to its end."""
    source = folder / "clip.mp4"
    source.write_bytes(FOOTAGE)
    footage = case.seal_original(source)
    account = case.seal_account(ACCOUNT, "account.txt")
    case.store("derived/sound/peaks.bin", b"peaks", action="derived", parents=(footage.sha256,))
    record = write_record(incident(footage, account))
    parents = (footage.sha256, account.sha256)
    stored = case.store("incident.json", record, action="record_written", parents=parents)
    case.store("page/index.html", b"<p>one</p>", action="published", parents=(stored.sha256,))


def finished_case(folder: Path) -> Path:
    """Make a finished case below *folder* and return where it is."""
    path = folder / "case"
    with Case.begin(path, by="tester", tool="test 1", now=ticking()) as case:
        fill(case, folder)
        case.finish()
    return path


def failures(findings: tuple[CustodyFinding, ...]) -> list[CustodyFinding]:
    """Return those findings that say something is wrong."""
    return [finding for finding in findings if finding.outcome is Outcome.FAILED]


def everything(folder: Path) -> dict[str, bytes | None]:
    """Return every path below *folder*, with the bytes of the files."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def overwrite(path: Path, data: bytes) -> None:
    """Change a sealed file, as somebody with the right to the folder can."""
    path.chmod(0o644)
    path.write_bytes(data)


def forged(case: Path, change: Callable[[list[dict]], None]) -> None:
    """Rewrite the whole ledger and its head, so that all hashes agree with *change*."""
    entries = [json.loads(line) for line in (case / "ledger.jsonl").read_bytes().splitlines()]
    change(entries)
    data, previous = b"", "0" * 64
    for number, entry in enumerate(entries, 1):
        line = rfc8785.dumps({**entry, "previous": previous, "sequence": number})
        previous = hash_of(line)
        data += line + b"\n"
    (case / "ledger.jsonl").write_bytes(data)
    (case / "ledger.head").write_bytes(head_bytes(len(entries), previous, len(data)))
