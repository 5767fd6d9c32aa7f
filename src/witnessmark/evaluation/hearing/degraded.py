"""The real recordings after what phones, messengers and overload do to sound."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from witnessmark.evaluation.hearing.clips import Clip
from witnessmark.rendering.recording_chain import Clipped, Coded, Resampled, Step, apply

#: What is done, by name: the four that targets are set for.
DEGRADATIONS: dict[str, tuple[Step, ...]] = {
    "AAC 64 kbit/s": (Resampled(44_100), Coded("aac", 64_000)),
    "Opus 24 kbit/s": (Resampled(48_000), Coded("opus", 24_000)),
    "AMR-NB 12.2 kbit/s": (Resampled(8_000), Coded("amr", 12_200)),
    "12 dB clipping": (Clipped(12.0),),
}


def degraded(clips: Iterable[Clip]) -> Iterator[Clip]:
    """Yield each of *clips* once for each of :data:`DEGRADATIONS`, its truth unchanged.

    Name, origin and test stay those of the recording; ``condition`` says what was done.
    """
    for clip in clips:
        for condition, steps in DEGRADATIONS.items():
            seed = zlib.crc32(f"{clip.name} {condition}".encode())
            samples, rate = apply(clip.samples, clip.rate, steps, seed)
            yield replace(
                clip, samples=samples, rate=rate, set_name="degraded", condition=condition
            )
