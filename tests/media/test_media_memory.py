"""Memory does not grow with the length of a recording."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from media_making import write_clip

#: Reads a file to its end and prints samples, our own growth and the decoder's peak, in KiB.
READ = """
import resource, sys
from pathlib import Path
from witnessmark.media import open_footage
footage = open_footage(Path(sys.argv[1]))
samples = peak = 0
with footage.read_sound() as reader:
    samples += len(next(reader).samples)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number, block in enumerate(reader):
        samples += len(block.samples)
        if number % 500 == 0:
            status = Path(f"/proc/{reader.decoder_pid}/status").read_text()
            peak = max(peak, int(status.split("VmHWM:")[1].split()[0]))
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(samples, after - before, peak)
"""


@pytest.mark.slow
def test_two_hours_are_read_in_little_memory(tmp_path: Path) -> None:
    """Two hours of sound cost our process a few megabytes and the decoder under 150."""
    silence = np.zeros((7200 * 8000, 1), np.float32)
    path = write_clip(tmp_path / "long.m4a", rate=8000, samples=silence)
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True
    )
    samples, growth, decoder = (int(word) for word in done.stdout.split())
    assert samples == pytest.approx(7200 * 8000, rel=0.001)
    assert growth < 20 << 10
    assert 0 < decoder < 150 << 10
