"""Locks that the decoder puts on itself before it looks at a single byte of the input.

Conventions
-----------
Two steps: :func:`limit_resources` before the heavy imports, :func:`lock` after them and before
the input is opened. From then on no file, folder or socket can be opened by any code in this
process, FFmpeg's included, by two means that do not depend on one another: no free file
descriptor (RLIMIT_NOFILE, every Linux) and Landlock (Linux 5.13 and newer, where it is switched
on). What is open already stays usable: the input, the pipes to and from the parent, and the memory
through which frames go.

Numbers of system calls and flags: Linux ``include/uapi/linux/landlock.h``; the three Landlock
calls have the same numbers on every architecture.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import struct

_CREATE_RULESET, _RESTRICT_SELF = 444, 446
_RULESET_VERSION = 1
_PR_SET_NO_NEW_PRIVS = 38

#: Landlock version -> how many of the file access rights it knows (execute, write, ... ioctl).
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
_FILE_RIGHTS_NOW = 16
_BIND_AND_CONNECT_TCP = 0b11
_ABSTRACT_SOCKETS_AND_SIGNALS = 0b11


def limit_resources(cpu_seconds: int, memory_bytes: int) -> None:
    """Bound processor time and address space; forbid files to grow and memory to be dumped.

    The soft processor limit raises SIGXCPU, by which the parent knows the cause of death.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal's Ctrl-C is for the parent
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def lock() -> dict[str, str | bool]:
    """Give up every further file and socket; return which locks hold, for ``doctor``."""
    landlock = _landlock()
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    return {"open_files": "none", "landlock": landlock, "files_refused": _files_are_refused()}


def _landlock() -> str:
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _RULESET_VERSION)
    if version < 1:
        return "not offered by this kernel"
    files = (1 << _FILE_RIGHTS.get(version, _FILE_RIGHTS_NOW)) - 1
    network = _BIND_AND_CONNECT_TCP if version >= 4 else 0
    scoped = _ABSTRACT_SOCKETS_AND_SIGNALS if version >= 6 else 0
    wanted = struct.pack("=QQQ", files, network, scoped)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    ruleset = libc.syscall(_CREATE_RULESET, wanted, ctypes.c_size_t(size), 0)
    if ruleset < 0 or libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return "refused by this system"
    held = libc.syscall(_RESTRICT_SELF, ruleset, 0) == 0
    os.close(ruleset)
    return f"version {version}" if held else "refused by this system"


def _files_are_refused() -> bool:
    """Try to open a folder that is always there."""
    try:
        os.close(os.open("/", os.O_RDONLY))
    except OSError:
        return True
    return False
