"""The main job: footage and account in, a finished case with its incident record out.

What is handed in is checked before anything is written; what fails later takes away everything it
began. The record holds no clock time, so the same input gives the same bytes; times stand in the
ledger.
"""

from __future__ import annotations

import getpass
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from witnessmark.alignment import Alignment, align
from witnessmark.alignment.checks import SnowDays, cross_check, read_snow_days
from witnessmark.custody import Case
from witnessmark.errors import AccountError, CaseInUseError, FootageError, SealBrokenError
from witnessmark.formats import write_record
from witnessmark.incident.perceiving import Perceived, perceive
from witnessmark.media import open_footage
from witnessmark.model import Incident, MadeBy, Reading, Seal

Stage = Literal["reading the account", "sealing", "listening", "looking", "weighing"]
#: Told the stage, and how much of how much of it is done.
Progress = Callable[[Stage, float, float], None]


@dataclass(frozen=True, slots=True)
class Examination:
    """A finished case: its folder, its record, and the head of its ledger.

    ``gaps`` says in plain sentences what of the footage could not be heard or seen, or not well;
    empty where all of it could.
    """

    case: Path
    record: Incident
    head: str
    gaps: tuple[str, ...]


def examine(
    footage: Path | str | Sequence[Path],
    account: Path | str | Sequence[Path],
    case: Path | str,
    *,
    by: str = "",
    tool: str = "witnessmark library",
    progress: Progress | None = None,
    found: Callable[[str], None] | None = None,
    snow_days: Path | None = None,
) -> Examination:
    """Examine *footage* against *account*, keeping everything in the folder *case*.

    *by* (the login name where it is empty) and *tool* sign the ledger. *found* is told, in a
    sentence, of an earlier run that was cut off in the same folder and is now gone on with.
    *snow_days* is a table of the user's own for the checks (``docs/checks.md``).
    Raises :class:`InputError` and :class:`LimitError` subclasses; the folder is then as it was
    before.
    """
    # Not before an account is read: whoever only listens needs no parser, which takes 45 MB.
    from witnessmark.account import read_account

    path, account, case = (
        _only(footage, "recording", FootageError),
        _only(account, "account", AccountError),
        Path(case),
    )
    by = by or login_name()
    tell = progress or _tell_nobody
    own_snow = None if snow_days is None else read_snow_days(snow_days)
    tell("reading the account", 0, 1)
    reading = read_account(account, progress=partial(tell, "reading the account"))
    open_footage(path)  # refuse what cannot be read before anything is written
    with Case.begin(case, by=by, tool=tool, found=found) as opened:
        try:
            seal = _seal(opened, path, account, reading, tell)
            _keep_text(opened, account, reading)
            perceived = perceive(
                opened.path_of(seal),
                sha256=seal.sha256,
                name=path.name,
                listening=partial(tell, "listening"),
                looking=partial(tell, "looking"),
            )
            tell("weighing", 0, 1)
            alignment = align(
                reading, perceived.recording, perceived.observations, perceived.sought
            )
            record = compose(reading, perceived, alignment, own_snow)
            opened.store(
                "incident.json",
                write_record(record),
                action="record_written",
                parents=(seal.sha256, reading.account.sha256),
            )
            head = opened.finish()
        except BaseException:
            opened.discard()
            raise
    return Examination(case, record, head, perceived.gaps)


def _seal(case: Case, footage: Path, account: Path, reading: Reading, tell: Progress) -> Seal:
    """Seal both, and make sure that they are what was read and what an earlier run began with."""
    seal = case.seal_original(footage, progress=partial(tell, "sealing"))
    others = [path for path in case.seals if path.startswith("originals/") and path != seal.path]
    if others:
        raise CaseInUseError(
            case.path,
            f"{case.path} holds an unfinished run on other footage: name another folder, or give "
            "the footage that it was begun with.",
        )
    written = case.seal_account(account, account.name)
    if written.sha256 != reading.account.sha256:
        raise SealBrokenError(account, reading.account.sha256, written.sha256)
    return seal


def _keep_text(case: Case, account: Path, reading: Reading) -> None:
    """Store the text that spans count in, where that is not the sealed account itself."""
    from witnessmark.account import text_as_read

    if reading.account.text_sha256 is None:
        return
    sealed = case.path_of(case.seals[f"accounts/{reading.account.sha256}.txt"])
    text = text_as_read(sealed.read_bytes(), account.name).encode()
    kept = case.store(
        f"derived/{reading.account.text_sha256}.txt",
        text,
        action="derived",
        parents=(reading.account.sha256,),
        details={"purpose": "the account's text as it was read", "form": reading.account.form},
    )
    if kept.sha256 != reading.account.text_sha256:
        raise SealBrokenError(account, reading.account.text_sha256, kept.sha256)


def _tell_nobody(stage: Stage, done: float, total: float) -> None:
    """Take progress that nobody asked for."""


def compose(
    reading: Reading,
    perceived: Perceived,
    alignment: Alignment,
    snow_days: SnowDays | None = None,
) -> Incident:
    """Put together the record of one account and one recording, with the checks across sources."""
    checks = cross_check(
        reading,
        perceived.recording,
        perceived.observations,
        alignment.findings,
        sought=perceived.sought,
        snow_days=snow_days,
    )
    signed = (
        reading.made_by,
        *(one.made_by for one in perceived.sought),
        *(one.made_by for one in perceived.observations),
        *(one.made_by for one in alignment.findings),
        *(one.made_by for one in checks),
    )
    makers: list[MadeBy] = []
    for maker in signed:
        if maker not in makers:
            makers.append(maker)
    return Incident(
        synthetic=perceived.recording.synthetic,
        account=reading.account,
        recordings=(perceived.recording,),
        sentences=reading.sentences,
        claims=reading.claims,
        relations=reading.relations,
        places=reading.places,
        dates=reading.dates,
        sought=perceived.sought,
        observations=perceived.observations,
        findings=alignment.findings,
        verdicts=alignment.verdicts,
        unexplained=alignment.unexplained,
        checks=checks,
        made_by=tuple(makers),
    )


def login_name() -> str:
    """Return who signs where no name is given; ``unknown`` where the system does not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def _only(
    given: Path | str | Sequence[Path], kind: str, error: type[FootageError | AccountError]
) -> Path:
    """Return the one of a *kind* that was given; raise *error* where it is another number."""
    if isinstance(given, Path | str):
        return Path(given)
    if len(given) != 1:
        raise error(
            given[0] if given else "",
            f"A case holds one {kind}, and {len(given)} were given: run it once for each, with a "
            "case folder of its own, and set the cases side by side with `witnessmark compare`.",
        )
    return Path(given[0])
