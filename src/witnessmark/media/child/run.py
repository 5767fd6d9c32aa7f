"""What the decoder's process does, from its first line to its last."""

from __future__ import annotations

import importlib
import io
from collections.abc import Callable
from typing import Any, BinaryIO, cast

from witnessmark.media.child.confinement import limit_resources, lock


def main(task: dict[str, Any]) -> None:
    """Confine this process, then do the one *task* and answer on standard output.

    Answers end with ``end``, ``facts``, ``structure``, ``provenance`` or ``locks``, or with
    ``refused`` and a code.
    """
    limit_resources(task["limits"]["cpu_seconds"], task["limits"]["memory_bytes"])
    out = cast("BinaryIO", io.BufferedWriter(io.FileIO(1, "wb"), 1 << 18))
    # Heavy, and under the limits already; nothing can be imported once the locks hold.
    from witnessmark.media.child.preload import preload
    from witnessmark.media.child.refusal import RefusalError
    from witnessmark.media.messages import send

    work = _work(task)
    preload()
    locks = lock()
    try:
        if work is None:
            send(out, "locks", locks)
        else:
            work(task, out)
    except RefusalError as refusal:
        send(out, "refused", {"code": refusal.code, "detail": refusal.detail})
    except MemoryError:
        send(out, "refused", {"code": "memory", "detail": ""})
    except BrokenPipeError:
        pass


def _work(task: dict[str, Any]) -> Callable[[dict[str, Any], BinaryIO], None] | None:
    """Return what does the *task*, None where only the locks are asked for.

    A task imports what it needs alone: numpy and OpenCV take a tenth of a second, and 40 MB of
    address space, that reading facts can do without.
    """
    name = str(task["work"])
    if name == "locks":
        return None
    if name == "provenance":
        from witnessmark.media.child.provenance import Provenance

        return Provenance(task["library"]).send
    if name == "views":
        from witnessmark.media.child.ring import Ring
        from witnessmark.media.child.views import Views

        return Views(Ring(*task["ring"])).send
    module = importlib.import_module(f"witnessmark.media.child.{name}")
    return cast("Callable[[dict[str, Any], BinaryIO], None]", getattr(module, f"send_{name}"))
