"""How fast all default detectors see beside decoding alone, and how much memory three hours take.

Run: ``python benchmarks/seeing/speed.py [--hours 3]``. Six seconds of rendered cuts, hand-held, at
1280 x 720 and 25 frames a second, are coded over and over as a minute of H.264 in a temporary
folder. Three ways are timed in turn, --rounds times, by the wall clock and by the processor time of
all processes together: decoding alone in our own process (PyAV, one thread), the confined decoder
whose reduced frames nobody looks at, and all default detectors on them; then ``--quick``, keyframes
alone. Times of the confined ways include starting their two processes. Where other programs use the
same cores, processor time tells more than the clock does. With --hours the same minute at a quarter
of the size is repeated for so long, and the proportional set size of all processes is sampled while
it is looked at.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice
from pathlib import Path

import av

from witnessmark.media import open_footage
from witnessmark.perception.sight import Looker
from witnessmark.rendering.sights import frames, sight_scene

RATE, DRAWN = 25, 150
KEYFRAMES = 50
LOOK = (
    "import sys\n"
    "from pathlib import Path\n"
    "from witnessmark.media import open_footage\n"
    "from witnessmark.perception.sight import Looker\n"
    "looker = Looker()\n"
    "with open_footage(Path(sys.argv[1])).read_views(whole_every=looker.whole_every) as views:\n"
    "    print(len(looker.look(views, '0' * 64)))\n"
)


def write_minute(path: Path, width: int, height: int) -> None:
    """Write a minute of H.264 at 25 frames a second, a keyframe every two seconds."""
    scene = sight_scene("hard_cuts", 0)
    count = min(DRAWN, len(scene.starts))
    drawn = islice(frames(replace(scene, width=width, height=height)), count)
    images = [
        av.VideoFrame.from_ndarray(image, "rgb24").reformat(format="yuv420p") for image, _ in drawn
    ]
    options = {"preset": "veryfast", "crf": "23", "g": str(KEYFRAMES)}
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=RATE, options=options)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for number in range(RATE * 60):
            frame = images[number % len(images)]
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def lengthen(path: Path, source: Path, times: int) -> None:
    """Write the packets of *source* *times* over to *path*: a long file without encoding it."""
    with av.open(str(path), "w") as out:
        with av.open(str(source)) as first:
            stream = out.add_stream_from_template(first.streams.video[0])
            minute = int(60 / first.streams.video[0].time_base)
        for number in range(times):
            with av.open(str(source)) as again:
                for packet in again.demux(again.streams.video[0]):
                    if packet.pts is None or packet.dts is None:
                        continue
                    packet.pts += number * minute
                    packet.dts += number * minute
                    packet.stream = stream
                    out.mux(packet)


def decode_alone(path: Path) -> None:
    """Decode every frame in this process with one thread."""
    with av.open(str(path)) as container:
        container.streams.video[0].thread_count = 1
        for _ in container.decode(video=0):
            pass


def decode_confined(path: Path) -> None:
    """Let the confined decoder send every frame reduced."""
    with open_footage(path).read_views() as views:
        for _ in views:
            pass


def look(path: Path, *, quick: bool = False) -> None:
    """Look at *path* with every default detector, or with those of keyframes."""
    looker = Looker(quick=quick)
    footage = open_footage(path)
    with footage.read_views(whole_every=looker.whole_every, keyframes_only=quick) as views:
        looker.look(views, "0" * 64)


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds by the clock, and of processor time of all processes."""

    wall: float
    processor: float


def seconds(work: Callable[[], None]) -> Taken:
    """Return what *work* takes."""
    begun, used = time.perf_counter(), _used()
    work()
    return Taken(time.perf_counter() - begun, _used() - used)


def _used() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def peak_memory(path: Path) -> float:
    """Look at *path* in a process of its own; return the most MB that it and its children hold."""
    process = subprocess.Popen([sys.executable, "-c", LOOK, str(path)], stdout=subprocess.DEVNULL)
    most = 0.0
    while process.poll() is None:
        most = max(most, sum(_held(pid) for pid in _family(process.pid)))
        time.sleep(0.2)
    if process.returncode:
        raise SystemExit(f"Looking at {path} ended with {process.returncode}")
    return most


def _family(pid: int) -> list[int]:
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    return [pid, *(one for child in listed.split() for one in _family(int(child)))]


def _held(pid: int) -> float:
    """Return the proportional set size of a process in MB: shared pages are counted once."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("Pss:")), 0.0)


def print_times(taken: dict[str, list[Taken]]) -> None:
    """Print the median of each way, and the medians of the ratios between them."""
    for name, times in taken.items():
        walls = [one.wall for one in times]
        middle = statistics.median(walls)
        processor = statistics.median(one.processor for one in times)
        print(
            f"{name:18} {middle:.2f} s ({min(walls):.2f} to {max(walls):.2f}), "
            f"{60 / middle:.0f} times real time; {processor:.2f} s of processor time"
        )
    for name in ("decoding alone", "confined decoder"):
        pairs = list(zip(taken["all detectors"], taken[name], strict=True))
        wall = statistics.median(a.wall / b.wall for a, b in pairs)
        processor = statistics.median(a.processor / b.processor for a, b in pairs)
        print(f"all detectors / {name:18} {wall:.2f}; of processor time {processor:.2f}")


def main() -> None:
    """Make the files, time the ways in turn, then measure memory; print both."""
    parser = argparse.ArgumentParser(description="Speed and memory of all default detectors.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--hours", type=int, default=0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        minute, small, long = (Path(folder) / f"{name}.mp4" for name in ("minute", "small", "long"))
        write_minute(minute, 1280, 720)
        ways: dict[str, Callable[[], None]] = {
            "decoding alone": lambda: decode_alone(minute),
            "confined decoder": lambda: decode_confined(minute),
            "all detectors": lambda: look(minute),
            "quick": lambda: look(minute, quick=True),
        }
        taken: dict[str, list[Taken]] = {name: [] for name in ways}
        for _ in range(given.rounds):
            for name, work in ways.items():
                taken[name].append(seconds(work))
        print_times(taken)
        if given.hours:
            write_minute(small, 640, 360)
            lengthen(long, small, 60 * given.hours)
            print(f"{given.hours} h: {peak_memory(long):.0f} MB at most")


if __name__ == "__main__":
    main()
