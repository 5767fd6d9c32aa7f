"""How fast the whole ``witnessmark listen`` is beside decoding alone, and how much memory it takes.

Run: ``python benchmarks/hearing/speed.py``. Files are made in a temporary folder: an mp4 with
48 kHz stereo AAC that holds gunfire in many places, loud everyday sounds and quiet ones. Both
commands run in turn as whole processes on one processor. What they spend before the first sample
(starting, loading the model) is told apart by measuring a long file and a short one: the figures
are processor seconds, of the command and its children, for each further second of sound, and for
the start. Memory is the proportional set size, sampled while the command runs, of 10 minutes and
of 3 hours of sound: the largest sum over its processes, and the largest of its main process.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from witnessmark.rendering import random_scenario, synthesise_sound
from witnessmark.rendering.everyday import make

RATE, SCENES, FRAME = 48_000, 5, 1024
SHORT, LONG, HOURS = 120, 600, 3 * 3600
LOUD = ("jackhammer", "typing", "applause", "drums", "fireworks", "crowd")
QUIET = ("wind", "birds", "footsteps", "speech", "generator", "rain")
DECODE = (
    "import sys, av\n"
    "with av.open(sys.argv[1]) as file:\n"
    "    print(sum(frame.to_ndarray().size for frame in file.decode(audio=0)))\n"
)
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def two_minutes() -> NDArray[np.float32]:
    """Return a minute of rendered gunfire and one of everyday sounds, stereo, shape (2, n)."""
    parts, seed = [], 0
    while len(parts) < SCENES:
        scenario = random_scenario(seed)
        seed += 1
        if scenario.sample_rate == RATE:
            parts.append(synthesise_sound(scenario)[0])
    gunfire = np.concatenate(parts)[: RATE * SHORT // 2]
    each = (SHORT - gunfire.size / RATE) / len(LOUD + QUIET)
    loud = [make(kind, 1, each, RATE) for kind in LOUD]
    quiet = [0.1 * make(kind, 1, each, RATE) for kind in QUIET]
    mono = np.concatenate([gunfire, *loud, *quiet])
    return np.stack([mono, 0.8 * np.roll(mono, 12)]).astype(np.float32)


def write_mp4(path: Path, seconds: int, sound: NDArray[np.float32]) -> None:
    """Write *sound* over and over, *seconds* in all, as 128 kbit/s AAC in an mp4."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=RATE)
        stream.bit_rate = 128_000
        stream.layout = "stereo"
        for begin in range(0, RATE * seconds, FRAME):
            at = np.arange(begin, begin + FRAME) % sound.shape[1]
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(sound[:, at]), "fltp", "stereo")
            frame.sample_rate, frame.pts, frame.time_base = RATE, begin, Fraction(1, RATE)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())


def lengthen(path: Path, source: Path, times: int) -> None:
    """Write the packets of *source* *times* over to *path*: a long file without encoding it."""
    with av.open(str(path), "w") as out:
        with av.open(str(source)) as first:
            stream = out.add_stream_from_template(first.streams.audio[0])
        offset = 0
        for _ in range(times):
            with av.open(str(source)) as again:
                end = 0
                for packet in again.demux(again.streams.audio[0]):
                    if packet.pts is None or packet.pts < 0:
                        continue
                    end = packet.pts + (packet.duration or FRAME)
                    packet.pts += offset
                    packet.dts = packet.pts
                    packet.stream = stream
                    out.mux(packet)
            offset += end


def processor_seconds(command: Sequence[str]) -> float:
    """Run *command* on one processor with one thread; return its and its children's time."""
    process = subprocess.Popen(  # a fixed list of arguments
        command,
        stdout=subprocess.DEVNULL,
        env=os.environ | ONE_THREAD,
        preexec_fn=lambda: os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}),
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def peak_memory(command: Sequence[str]) -> tuple[float, float]:
    """Run *command*; return the most MB that its processes held together, and its main one."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=os.environ | ONE_THREAD)
    together = main_one = 0.0
    while process.poll() is None:
        held = [_held(pid) for pid in _family(process.pid)]
        together, main_one = max(together, sum(held)), max(main_one, *held[:1], 0.0)
        time.sleep(0.1)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return together, main_one


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


def rate_of(commands: Sequence[Sequence[str]], files: Sequence[Path]) -> list[tuple[float, float]]:
    """Return processor seconds a further second of sound, and for the start, of each command."""
    short, long = ([processor_seconds([*c, str(file)]) for c in commands] for file in files)
    slopes = [(b - a) / (LONG - SHORT) for a, b in zip(short, long, strict=True)]
    return [(slope, a - SHORT * slope) for a, slope in zip(short, slopes, strict=True)]


def print_speed(rounds: Sequence[Sequence[tuple[float, float]]]) -> None:
    """Print medians, with their spread over *rounds*, of both commands and of their ratio."""
    for name, times in zip(("listen", "decoding alone"), zip(*rounds, strict=True), strict=True):
        slopes, starts = zip(*times, strict=True)
        spread = f"{min(slopes):.5f} to {max(slopes):.5f}"
        print(f"{name:16} {statistics.median(slopes):.5f} s per s of sound   ({spread})", end="")
        print(f", {statistics.median(starts):.2f} s to start")
    ratios = [ours / theirs for (ours, _), (theirs, _) in rounds]
    spread = f"{min(ratios):.2f} to {max(ratios):.2f}"
    print(f"{'ratio':16} {statistics.median(ratios):.2f}   ({spread})")


def main() -> None:
    """Make the files, time both commands in turn, then measure memory; print both."""
    parser = argparse.ArgumentParser(description="Speed and memory of `witnessmark listen`.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-memory", action="store_true")
    given = parser.parse_args()
    start = "from witnessmark.cli import main; main()"
    listen = [sys.executable, "-c", start, "listen", "--json"]
    commands = [listen, [sys.executable, "-c", DECODE]]
    with tempfile.TemporaryDirectory() as folder:
        short, long, hours = (Path(folder) / f"{name}.mp4" for name in ("short", "long", "hours"))
        sound = two_minutes()
        write_mp4(short, SHORT, sound)
        write_mp4(long, LONG, sound)
        print_speed([rate_of(commands, (short, long)) for _ in range(given.rounds)])
        if given.no_memory:
            return
        lengthen(hours, long, HOURS // LONG)
        for name, file in (("10 minutes", long), ("3 hours", hours)):
            together, main_one = peak_memory([*listen, str(file)])
            print(f"{name:16} {together:.0f} MB at most, {main_one:.0f} of it the main process")


if __name__ == "__main__":
    main()
