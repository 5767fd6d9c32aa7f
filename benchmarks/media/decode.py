"""How fast sound comes through the confined decoder, beside PyAV in our own process.

Run: ``python benchmarks/media/decode.py [FILE]``. Without a file ten minutes of AAC at 48 kHz,
stereo, are made in a temporary folder. Both ways are timed in turn, three times, in one run;
times of the confined way include starting its two processes.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from witnessmark.media import open_footage

RATE, SECONDS, ROUNDS = 48_000, 600, 3


def make_sound(path: Path) -> None:
    """Write ten minutes of quiet noise as AAC."""
    noise = np.random.default_rng(1).normal(0.0, 0.05, (2, 1024 * 64)).astype(np.float32)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=RATE)
        stream.layout = "stereo"
        for begin in range(0, RATE * SECONDS, 1024):
            at = begin % noise.shape[1]
            part = np.ascontiguousarray(noise[:, at : at + 1024])
            frame = av.AudioFrame.from_ndarray(part, "fltp", "stereo")
            frame.sample_rate, frame.pts, frame.time_base = RATE, begin, Fraction(1, RATE)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())


def in_process(path: Path) -> int:
    """Decode with PyAV directly and return the number of samples."""
    with av.open(str(path)) as container:
        return sum(frame.to_ndarray().size for frame in container.decode(audio=0))


def confined(path: Path) -> int:
    """Decode through witnessmark.media and return the number of samples."""
    with open_footage(path).read_sound() as reader:
        return sum(block.samples.size for block in reader)


def seconds_of(read: Callable[[Path], int], path: Path) -> float:
    """Return how long *read* takes."""
    begun = time.perf_counter()
    read(path)
    return time.perf_counter() - begun


def main() -> None:
    """Print both times, the ratio, and how many times real time the confined way runs at."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder) / "noise.m4a"
        if len(sys.argv) == 1:
            make_sound(path)
        footage = open_footage(path)
        length = footage.declared_duration or float("nan")
        times = [(seconds_of(in_process, path), seconds_of(confined, path)) for _ in range(ROUNDS)]
    direct, ours = (min(column) for column in zip(*times, strict=True))
    print(f"PyAV in process  {direct:6.2f} s   {length / direct:6.0f} x real time")
    print(f"confined         {ours:6.2f} s   {length / ours:6.0f} x real time")
    print(f"ratio            {ours / direct:6.2f}")


if __name__ == "__main__":
    main()
