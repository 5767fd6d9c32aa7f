"""What the command line exits with, in the words that help texts and docs/exit-status.md print."""

from __future__ import annotations

DONE, PARTLY = 0, 3

#: Each status and its meaning; a status that is the same for all commands names none.
MEANINGS = {
    DONE: "done",
    1: "verify: checked, and something failed",
    2: "what was handed in cannot be used; one sentence says why, nothing is left behind",
    PARTLY: "listen, look, examine: done, but not all was heard or seen well; stderr says what",
    70: "a fault of our own",
    130: "interrupted",
    141: "whoever read the output went away",
}

#: The epilogue of help texts; the first character keeps its lines as they stand.
EXIT_STATUS = "\b\nExit status:\n" + "\n".join(
    f"  {status:<4} {meaning}" for status, meaning in MEANINGS.items()
)
