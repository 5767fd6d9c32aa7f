"""Bytes in, sealed original and ledger entry out; findings when asked whether all still holds.

A case is a plain folder that one process at a time may write (:class:`Case`) and anybody may
check (:func:`verify_case`). What this can and cannot prove is told in ``docs/custody.md``.
"""

from witnessmark.custody.case import Case
from witnessmark.custody.finished import finished_record
from witnessmark.custody.verification import ledger_head, verify_case

__all__ = ["Case", "finished_record", "ledger_head", "verify_case"]
