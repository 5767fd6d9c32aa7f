"""The parent's side of the decoder: starts it, listens to it, and stops it.

Conventions
-----------
One process does one task on one open file and ends. It is killed, by its own process id and no
other, when a limit is reached, when the reader is closed and when nobody holds the reader any
more. The input reaches it as standard input, already open: it is never given a path.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import select
import signal
import subprocess
import sys
import time
import types
import weakref
from collections.abc import Iterator
from dataclasses import asdict
from math import ceil
from pathlib import Path
from typing import IO, Any

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from witnessmark.errors import DecoderCrashError, DecoderLimitError
from witnessmark.media.limits import Limits
from witnessmark.media.messages import LENGTHS, MAX_HEADER, Message
from witnessmark.media.ring import TOGETHER, Ring

#: Enters this package without running the ``__init__`` of the packages above the decoder, whose
#: imports it does not need; isolated mode (-I) keeps the caller's environment and folder out.
_START = """
import json, sys, types
task = json.loads(sys.argv[1])
sys.path += [root for root in task["roots"] if root not in sys.path]
for name, folder in task["packages"]:
    sys.modules[name] = types.ModuleType(name)
    sys.modules[name].__path__ = [folder]
from witnessmark.media.child.run import main
main(task)
"""

#: Bytes a pipe holds, so that the decoder works on while the caller uses a block; the default
#: ceiling of Linux for unprivileged users (pipe(7)).
_PIPE_BYTES = 1 << 20
_MOST_ERROR_TEXT = 4096

#: Less than this is asked for together with what follows it.
_READ_AHEAD = 16 << 10

#: How Python, the dynamic linker and OpenBLAS say that the address space is used up.
_OUT_OF_MEMORY = (
    "MemoryError",
    "Cannot allocate memory",
    "failed to map segment",
    "Memory allocation still failed",
)


class DecoderProcess:
    """One confined child process; *receive* its messages, *close* it at the end.

    *descriptor* is the open input; the child gets a copy, and the caller closes its own. Where
    there is a *ring*, the child may leave what it sends in it.
    """

    def __init__(
        self,
        path: Path,
        descriptor: int,
        task: dict[str, Any],
        limits: Limits,
        ring: Ring | None = None,
    ) -> None:
        self.path = path
        self.limits = limits
        self._waited = 0.0
        self._received = 0
        self._error_text = b""
        self._ahead = b""
        self._ring = ring
        self._process = _start(descriptor, {**task, "limits": asdict(limits)}, ring)
        self._poll = select.poll()
        for stream in (self._process.stdout, self._process.stderr):
            self._poll.register(_pipe(stream), select.POLLIN)
        self._finalizer = weakref.finalize(self, _end, self._process, ring)

    @property
    def pid(self) -> int:
        """Process id of the decoder."""
        return self._process.pid

    def receive(self) -> Message:
        """Return the next message.

        Raises DecoderLimitError where a limit is reached, DecoderCrashError where the process
        dies or breaks the message format. Either ends the process.
        """
        header_length, payload_length = LENGTHS.unpack(self._read(LENGTHS.size))
        if header_length > MAX_HEADER or payload_length > self.limits.memory_bytes:
            raise self._crashed("sent a message of impossible length")
        header = self._read(header_length)
        self._count(payload_length)
        payload: bytearray | NDArray[np.uint8] = self._read(payload_length)
        try:
            says = json.loads(header)
            kind = says.pop("kind")
            if self._ring is not None and "at" in says:
                payload = self._ring.take(says.pop("at"), says.pop("length"))
        except (ValueError, KeyError, AttributeError, TypeError) as error:
            raise self._crashed("sent a message that cannot be read") from error
        self._count(len(payload) - payload_length)
        if kind == "refused" and says.get("code") == "memory":
            gigabytes = self.limits.memory_bytes / 2**30
            raise self._limit("memory", f"needs more than {gigabytes:.2g} GB of memory")
        return Message(kind, says, payload)

    @contextlib.contextmanager
    def distrusting(self) -> Iterator[None]:
        """Turn whatever a misshapen answer does to its reader into DecoderCrashError."""
        try:
            yield
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            raise self._crashed("gave an answer out of form") from error

    def close(self) -> None:
        """End the process, whatever it is doing, and free its pipes; twice does no harm."""
        self._finalizer()

    def _count(self, length: int) -> None:
        self._received += length
        if self._received > self.limits.output_bytes:
            raise self._limit("output", f"gave more than {self.limits.output_bytes} bytes")

    def _read(self, length: int) -> bytearray:
        """Read exactly *length* bytes of standard output, within the limits on waiting.

        What a short read brings beyond them is kept: lengths, header and the beginning of a
        payload come in one.
        """
        data = bytearray(length)
        view = memoryview(data)
        filled = min(length, len(self._ahead))
        view[:filled], self._ahead = self._ahead[:filled], self._ahead[filled:]
        output = _pipe(self._process.stdout)
        while filled < length:
            self._wait()
            if length - filled < _READ_AHEAD:
                got = os.read(output, _READ_AHEAD)
                count = min(length - filled, len(got))
                view[filled : filled + count], self._ahead = got[:count], got[count:]
            else:
                count = os.readv(output, [view[filled:]])
            if not count:
                raise self._ended()
            filled += count
        return data

    def _wait(self) -> None:
        """Return once standard output can be read; drain standard error meanwhile."""
        if self._ring is not None:
            self._ring.give_back()
        begun = time.monotonic()
        stalled_at = begun + self.limits.stall_seconds
        over_at = begun + self.limits.wall_seconds - self._waited
        output, errors = _pipe(self._process.stdout), _pipe(self._process.stderr)
        while True:
            left = max(0.0, min(stalled_at, over_at) - time.monotonic())
            ready = {descriptor for descriptor, _ in self._poll.poll(ceil(1000 * left))}
            now = time.monotonic()
            if errors in ready and not self._take_error_text(errors):
                self._poll.unregister(errors)
            if output in ready:
                self._waited += now - begun
                if self._waited > self.limits.wall_seconds:
                    raise self._limit_of_time(stalled=False)
                return
            if now >= min(stalled_at, over_at):
                raise self._limit_of_time(stalled=stalled_at < over_at)

    def _take_error_text(self, errors: int) -> bool:
        text = os.read(errors, _MOST_ERROR_TEXT)
        self._error_text = (self._error_text + text)[-_MOST_ERROR_TEXT:]
        return bool(text)

    def _limit_of_time(self, *, stalled: bool) -> DecoderLimitError:
        if stalled:
            return self._limit("stall", f"gave nothing for {self.limits.stall_seconds:g} s")
        return self._limit("wall", f"took more than {self.limits.wall_seconds:g} s")

    def _limit(self, limit: str, what: str) -> DecoderLimitError:
        self.close()
        return DecoderLimitError(
            self.path,
            limit,
            f"Decoding {self.path} {what} and was stopped: raise the limit if the file is to be "
            "trusted, or cut out the part that matters.",
        )

    def _crashed(self, what: str) -> DecoderCrashError:
        self.close()
        return DecoderCrashError(
            self.path,
            f"The decoder {what} on {self.path}, and nothing else was touched: the file may be "
            "damaged, or made to break decoders; convert a copy with another program.",
        )

    def _ended(self) -> DecoderLimitError | DecoderCrashError:
        """Say why the process ended before its last message."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=5)
        code = self._process.returncode
        if code == -signal.SIGXCPU:
            return self._limit("cpu", f"took more than {self.limits.cpu_seconds} s of computing")
        text = self._error_text.decode("utf-8", "replace").strip()
        if code == 1 and any(words in text for words in _OUT_OF_MEMORY):
            return self._limit("memory", "needs more memory than it may have")
        if code is not None and code < 0:
            return self._crashed(f"died of signal {-code}")
        last = text.splitlines()[-1][:200] if text else f"exit status {code}"
        return self._crashed(f"ended ({last})")


def _start(descriptor: int, task: dict[str, Any], ring: Ring | None) -> subprocess.Popen[bytes]:
    media = Path(__file__).parent
    libraries = (av, cv2, np)
    task["roots"] = sorted({str(_folder_of(library).parent) for library in libraries})
    task["packages"] = [["witnessmark", str(media.parent)], ["witnessmark.media", str(media)]]
    passed = () if ring is None else ring.descriptors
    task["ring"] = (*passed, TOGETHER)
    process = subprocess.Popen(
        [sys.executable, "-I", "-c", _START, json.dumps(task)],
        stdin=descriptor,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
        env=_environment(),
        pass_fds=passed,
    )
    if ring is not None:
        ring.started()
    with contextlib.suppress(OSError):
        fcntl.fcntl(_pipe(process.stdout), fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
    return process


def _folder_of(library: types.ModuleType) -> Path:
    return Path(str(library.__file__)).parent


def _environment() -> dict[str, str]:
    """One thread for numpy and one heap, which keep the address space small; no more."""
    kept = {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}
    return kept | {
        "LANG": "C.UTF-8",
        "MALLOC_ARENA_MAX": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }


def _pipe(stream: IO[bytes] | None) -> int:
    if stream is None:
        raise TypeError("the decoder was started without pipes")
    return stream.fileno()


def _end(process: subprocess.Popen[bytes], ring: Ring | None) -> None:
    """Kill the process if it still runs, collect it, close its pipes and our end of the ring."""
    if process.poll() is None:
        process.kill()
    process.wait()
    for stream in (process.stdout, process.stderr):
        if stream is not None:
            stream.close()
    if ring is not None:
        ring.close()
