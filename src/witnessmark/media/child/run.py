"""What the decoder's process does, from its first line to its last."""

from __future__ import annotations

import io
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
    from witnessmark.media.child.facts import send_facts
    from witnessmark.media.child.frames import send_frames
    from witnessmark.media.child.preload import preload
    from witnessmark.media.child.refusal import RefusalError
    from witnessmark.media.child.sound import send_sound
    from witnessmark.media.messages import send

    def send_locks(_: dict[str, Any], out: BinaryIO) -> None:
        send(out, "locks", locks)

    work = {"facts": send_facts, "sound": send_sound, "frames": send_frames, "locks": send_locks}
    if task["work"] == "views":
        # Reducing pictures needs a library that sound never does: 40 MB of address space.
        from witnessmark.media.child.views import send_views

        work["views"] = send_views
    if task["work"] == "structure":
        from witnessmark.media.child.structure import send_structure

        work["structure"] = send_structure
    if task["work"] == "provenance":
        from witnessmark.media.child.provenance import Provenance

        work["provenance"] = Provenance(task["library"]).send
    preload()
    locks = lock()
    try:
        work[task["work"]](task, out)
    except RefusalError as refusal:
        send(out, "refused", {"code": refusal.code, "detail": refusal.detail})
    except MemoryError:
        send(out, "refused", {"code": "memory", "detail": ""})
    except BrokenPipeError:
        pass
