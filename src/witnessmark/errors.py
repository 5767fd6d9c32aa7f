"""Every exception of the package, on one page.

Conventions
-----------
``str(error)`` is one sentence that says what is wrong and what to do. Facts a caller may act on
are attributes. Classes are split by whose fault it is, and each has the builtin it resembles as
second parent, so that code which knows nothing of this package can still catch it.

::

    WitnessmarkError
    ├── InputError                      what was handed in is at fault
    │   ├── FootageError
    │   │   ├── FootageNotFoundError        (FileNotFoundError)
    │   │   ├── NotAFileError               (OSError)
    │   │   ├── EmptyFootageError           (ValueError)
    │   │   ├── UnsupportedContainerError   (ValueError)
    │   │   ├── UnreadableFootageError      (ValueError)
    │   │   ├── OversizedFootageError       (ValueError)
    │   │   ├── NoSoundError                (ValueError)
    │   │   └── NoPictureError              (ValueError)
    │   ├── AccountError
    │   │   ├── AccountNotFoundError        (FileNotFoundError)
    │   │   ├── EmptyAccountError           (ValueError)
    │   │   ├── AccountEncodingError        (ValueError)
    │   │   ├── OversizedAccountError       (ValueError)
    │   │   └── UnquotedClaimError          (ValueError)
    │   ├── ScenarioError                   (ValueError)
    │   ├── RecordError                     (ValueError)
    │   │   └── UnknownSchemaError
    │   ├── CaseError
    │   │   ├── CaseInUseError              (FileExistsError)
    │   │   └── NotACaseError               (ValueError)
    │   ├── OutputError                     (ValueError)
    │   ├── ModelError                      (ValueError)
    │   ├── LeakedEvaluationError           (ValueError)
    │   └── MissingExtraError               (ImportError)
    ├── LimitError                      a limit was reached before the work was done
    │   ├── DecoderLimitError               (TimeoutError)
    │   └── StorageFullError                (OSError)
    ├── CustodyError                    bytes or ledger are not what they were
    │   ├── SealBrokenError                 (ValueError)
    │   ├── LedgerBrokenError               (ValueError)
    │   └── LedgerBusyError                 (OSError)
    ├── DecoderCrashError               the decoder died on this input (RuntimeError)
    └── ContractError                   our own code broke a promise: a defect, please report
        ├── BackwardSpanError               (ValueError)
        ├── InexactTimeError                (ValueError)
        ├── UnsettledClaimError             (ValueError)
        ├── LostObservationError            (ValueError)
        ├── SentenceFaultError              (RuntimeError)
        └── PlacementError                  (RuntimeError)
"""

from __future__ import annotations

from pathlib import Path


class WitnessmarkError(Exception):
    """Anything this package raises on purpose."""


class InputError(WitnessmarkError):
    """What was handed in cannot be used as it is."""


class FootageError(InputError):
    """A recording cannot be used; ``path`` says which."""

    def __init__(self, path: Path | str, sentence: str) -> None:
        self.path = Path(path)
        super().__init__(sentence)


class FootageNotFoundError(FootageError, FileNotFoundError):
    """No file stands at the path given."""


class NotAFileError(FootageError, OSError):
    """The path is a folder, a device or a socket, not a file."""


class EmptyFootageError(FootageError, ValueError):
    """The file holds no bytes."""


class UnsupportedContainerError(FootageError, ValueError):
    """The first bytes are those of no container that is read here."""


class UnreadableFootageError(FootageError, ValueError):
    """The container is known, but nothing in it can be decoded."""


class OversizedFootageError(FootageError, ValueError):
    """The file declares more pixels, streams or channels than any recording needs."""


class NoSoundError(FootageError, ValueError):
    """The file has no sound track, or one of no length."""


class NoPictureError(FootageError, ValueError):
    """The file has no picture track."""


class AccountError(InputError):
    """An account cannot be read; ``path`` says which, where there is a file."""

    def __init__(self, path: Path | str | None, sentence: str) -> None:
        self.path = None if path is None else Path(path)
        super().__init__(sentence)


class AccountNotFoundError(AccountError, FileNotFoundError):
    """No account stands at the path given."""


class EmptyAccountError(AccountError, ValueError):
    """The account holds no words."""


class AccountEncodingError(AccountError, ValueError):
    """The account is not UTF-8; ``found`` names the encoding its first bytes suggest."""

    def __init__(self, path: Path | str | None, sentence: str, found: str | None) -> None:
        self.found = found
        super().__init__(path, sentence)


class OversizedAccountError(AccountError, ValueError):
    """The account is longer than any account of one incident."""


class UnquotedClaimError(AccountError, ValueError):
    """A reader handed in a claim that does not quote its account; ``quote`` is what it gave."""

    def __init__(self, reader: str, claim: str, quote: str, why: str) -> None:
        self.reader = reader
        self.claim = claim
        self.quote = quote
        super().__init__(
            None, f"Claim {claim} of the reader {reader} {why}: use another reader, or mend it."
        )


class ScenarioError(InputError, ValueError):
    """A scenario file asks for something that cannot be rendered."""


class RecordError(InputError, ValueError):
    """A record does not follow its schema."""


class UnknownSchemaError(RecordError):
    """A record names a schema or version that this release does not know."""

    def __init__(self, found: str, known: tuple[str, ...]) -> None:
        self.found = found
        self.known = known
        super().__init__(
            f"The record says it is {found!r}, and this release reads {', '.join(known)}: "
            "use the release that wrote it, or a newer one."
        )


class CaseError(InputError):
    """A case folder cannot be used; ``path`` says which."""

    def __init__(self, path: Path | str, sentence: str) -> None:
        self.path = Path(path)
        super().__init__(sentence)


class CaseInUseError(CaseError, FileExistsError):
    """The folder already holds something that must not be written over."""


class NotACaseError(CaseError, ValueError):
    """The folder is not a case."""


class OutputError(InputError, ValueError):
    """A file cannot be written where it was asked for; ``path`` says where."""

    def __init__(self, path: Path | str, sentence: str) -> None:
        self.path = Path(path)
        super().__init__(sentence)


class ModelError(InputError, ValueError):
    """A file of weights is missing, or is not the one that it should be; ``path`` says which."""

    def __init__(self, path: Path | str, sentence: str) -> None:
        self.path = Path(path)
        super().__init__(sentence)


class LeakedEvaluationError(InputError, ValueError):
    """A model would be scored as held out on what it was trained on, or cannot show otherwise."""


class MissingExtraError(InputError, ImportError):
    """What was asked for needs an optional dependency that is not installed."""


class LimitError(WitnessmarkError):
    """A limit was reached before the work was done."""


class DecoderLimitError(LimitError, TimeoutError):
    """The decoder used up its time, memory or output on this input; ``limit`` names which."""

    def __init__(self, path: Path | str, limit: str, sentence: str) -> None:
        self.path = Path(path)
        self.limit = limit
        super().__init__(sentence)


class StorageFullError(LimitError, OSError):
    """There is no room left where the case is written."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        super().__init__(
            f"There is no room left to write {self.path}: free some space or name a case folder "
            "on another disk; what was half-written has been taken away."
        )


class CustodyError(WitnessmarkError):
    """Bytes or ledger are not what they were."""


class SealBrokenError(CustodyError, ValueError):
    """A sealed file no longer has the digest it was sealed with."""

    def __init__(self, path: Path | str, expected: str, found: str) -> None:
        self.path = Path(path)
        self.expected = expected
        self.found = found
        super().__init__(
            f"{self.path} was sealed with SHA-256 {expected} and now has {found}: "
            "run `witnessmark verify` on the case and work from an untouched copy."
        )


class LedgerBrokenError(CustodyError, ValueError):
    """The ledger cannot be continued, because what stands in it does not hold together."""

    def __init__(self, path: Path | str, sentence: str) -> None:
        self.path = Path(path)
        super().__init__(sentence)


class LedgerBusyError(CustodyError, OSError):
    """Another process is writing this ledger."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        super().__init__(
            f"Another process is writing {self.path}: wait until it has finished, then run again."
        )


class DecoderCrashError(WitnessmarkError, RuntimeError):
    """The decoder process died on this input; nothing else was touched."""

    def __init__(self, path: Path | str, sentence: str) -> None:
        self.path = Path(path)
        super().__init__(sentence)


#: Characters of a sentence that are enough to find it in an account.
_SHOWN = 120


class ContractError(WitnessmarkError):
    """Our own code broke a promise; whoever meets this has found a defect."""


class BackwardSpanError(ContractError, ValueError):
    """A span would end before, or at, its start."""


class InexactTimeError(ContractError, ValueError):
    """A time was given in a form that cannot be exact."""


class UnsettledClaimError(ContractError, ValueError):
    """A claim left alignment with no verdict, or with two."""


class LostObservationError(ContractError, ValueError):
    """An observation is neither cited nor listed as unexplained, or is both."""


class SentenceFaultError(ContractError, RuntimeError):
    """The reader failed on one sentence; ``number`` counts from 1, ``sentence`` is its text."""

    def __init__(self, number: int, sentence: str, fault: Exception) -> None:
        self.number = number
        self.sentence = sentence
        shown = sentence if len(sentence) <= _SHOWN else f"{sentence[:_SHOWN]}…"
        super().__init__(
            f"sentence {number}, “{shown}”, stopped the reader with {type(fault).__name__}: "
            f"{fault}; without it the account can be read"
        )


class PlacementError(ContractError, RuntimeError):
    """The solver found no placement of the claims, though there always is one."""
