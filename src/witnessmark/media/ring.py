"""Memory in which the decoder's process leaves frames, and out of which ours takes them.

Conventions
-----------
Frames lie in a ring, each in one piece; a message tells where, and how many bytes. Ours copies them
out, so that nothing the decoder does later changes what was seen, and gives back one byte through
a pipe: from then on the place is the decoder's again. The memory's size is sealed, for a decoder
that cut it short would end our process with its own. A pipe would cost two more copies a frame.
"""

from __future__ import annotations

import contextlib
import fcntl
import mmap
import os

import numpy as np
from numpy.typing import NDArray

#: Bytes of the ring: a second of a recording, and more than two of the largest frames.
SIZE = 16 << 20

#: Frames of which either process tells the other at a time while there is no need to wait: to put
#: a process to sleep and wake it costs as much as some of the work on a frame.
TOGETHER = 8


class Ring:
    """Our end: made before the decoder is started, which is given :attr:`descriptors`."""

    def __init__(self) -> None:
        memory = os.memfd_create("frames", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        os.ftruncate(memory, SIZE)
        sealed = fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL
        fcntl.fcntl(memory, fcntl.F_ADD_SEALS, sealed)
        self._bytes = np.frombuffer(mmap.mmap(memory, SIZE, prot=mmap.PROT_READ), np.uint8)
        told, self._telling = os.pipe()
        self.descriptors = (memory, told)
        self._taken = 0

    def started(self) -> None:
        """Close what only the decoder needs, once it has its own."""
        for descriptor in self.descriptors:
            os.close(descriptor)

    def take(self, at: object, length: object) -> NDArray[np.uint8]:
        """Copy *length* bytes out of the place *at*, which is given back, soon.

        ValueError where that is no place in the ring.
        """
        if type(at) is not int or type(length) is not int:
            raise ValueError("A place is two whole numbers.")
        if not 0 <= at <= at + length <= SIZE:
            raise ValueError("This place lies outside the ring.")
        taken = self._bytes[at : at + length].copy()
        self._taken += 1
        if self._taken >= TOGETHER:
            self.give_back()
        return taken

    def give_back(self) -> None:
        """Tell the decoder of every place that was taken: to be done before waiting for it."""
        if self._taken:
            with contextlib.suppress(BrokenPipeError):  # it has written its last frame
                os.write(self._telling, bytes(self._taken))
            self._taken = 0

    def close(self) -> None:
        """Give nothing back any more; what was taken stays valid."""
        os.close(self._telling)
