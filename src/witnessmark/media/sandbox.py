"""Which locks the decoder's process is really under on this machine."""

from __future__ import annotations

import os
from pathlib import Path

from witnessmark.media.decoder_process import DecoderProcess
from witnessmark.media.limits import Limits


def sandbox_state(limits: Limits | None = None) -> dict[str, str | bool]:
    """Start a decoder that looks at nothing, and return the locks it reports.

    ``files_refused`` says whether it tried to open a folder and could not; ``landlock`` the
    version in force or why there is none; ``cpu_seconds`` and ``memory_bytes`` are the limits.
    Raises DecoderCrashError where the decoder cannot be started at all.
    """
    limits = limits or Limits()
    nothing = Path(os.devnull)
    with nothing.open("rb") as source:
        process = DecoderProcess(nothing, source.fileno(), {"work": "locks"}, limits)
    try:
        locks = process.receive().says
    finally:
        process.close()
    figures = {"cpu_seconds": limits.cpu_seconds, "memory_bytes": limits.memory_bytes}
    return locks | {name: str(figure) for name, figure in figures.items()}
