"""How fast the whole ``witnessmark listen`` is beside decoding alone, and how much memory it takes.

Run: ``python benchmarks/hearing/speed.py``. Files are made in a temporary folder: an mp4 with
48 kHz stereo AAC that holds gunfire in many places. Both commands run in turn as whole processes
on one processor. What both spend before the first sample (starting, loading the model) is taken
away by measuring a long file and a short one: the figures are processor seconds for each further
second of sound. Memory is the largest sum over the command's processes, sampled while it runs, of
10 minutes and of 3 hours of sound.
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

RATE, SCENES, FRAME = 48_000, 5, 1024
SHORT, LONG, HOURS = 60, 600, 3 * 3600
DECODE = (
    "import sys, av\n"
    "with av.open(sys.argv[1]) as file:\n"
    "    print(sum(frame.to_ndarray().size for frame in file.decode(audio=0)))\n"
)
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def minute() -> NDArray[np.float32]:
    """Return a minute of rendered gunfire, stereo, shape (2, n)."""
    parts, seed = [], 0
    while len(parts) < SCENES:
        scenario = random_scenario(seed)
        seed += 1
        if scenario.sample_rate == RATE:
            parts.append(synthesise_sound(scenario)[0])
    mono = np.concatenate(parts)[: RATE * SHORT]
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


def peak_memory(command: Sequence[str]) -> float:
    """Run *command* and return the largest memory, in MB, that its processes held together."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, sum(map(_held, _family(process.pid))))
        time.sleep(0.1)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return peak


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


def rate_of(commands: Sequence[Sequence[str]], files: Sequence[Path]) -> list[float]:
    """Return processor seconds a further second of sound, one for each command, run in turn."""
    short, long = ([processor_seconds([*c, str(file)]) for c in commands] for file in files)
    return [(b - a) / (LONG - SHORT) for a, b in zip(short, long, strict=True)]


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
        sound = minute()
        write_mp4(short, SHORT, sound)
        write_mp4(long, LONG, sound)
        rounds = [rate_of(commands, (short, long)) for _ in range(given.rounds)]
        for name, times in zip(
            ("listen", "decoding alone"), zip(*rounds, strict=True), strict=True
        ):
            spread = f"{min(times):.5f} to {max(times):.5f}"
            print(f"{name:16} {statistics.median(times):.5f} s per s of sound   ({spread})")
        ratios = [ours / theirs for ours, theirs in rounds]
        spread = f"{min(ratios):.2f} to {max(ratios):.2f}"
        print(f"{'ratio':16} {statistics.median(ratios):.2f}   ({spread})")
        if not given.no_memory:
            lengthen(hours, long, HOURS // LONG)
            for name, file in (("10 minutes", long), ("3 hours", hours)):
                print(f"{name:16} {peak_memory([*listen, str(file)]):.0f} MB at most")


if __name__ == "__main__":
    main()
