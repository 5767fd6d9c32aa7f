"""A clip and an account small enough for any test."""

import av
import numpy as np

ACCOUNT = """Shots at the mill

Published on 3 May 2021 by A. Writer

Three shots are heard in the clip. Snow lies on the ground. The men were angry about the election.
"""


def write_wav(path, shots=(1.0, 2.0, 3.0), seconds=5, rate=16000):
    """A clip with decaying bursts of noise over a quiet bed."""
    generator = np.random.default_rng(4)
    sound = 0.001 * generator.standard_normal(seconds * rate)
    for at in shots:
        tail = np.exp(-np.arange(rate // 2) / (0.02 * rate)) * generator.standard_normal(rate // 2)
        sound[int(at * rate) : int(at * rate) + rate // 2] += 0.5 * tail
    samples = (np.clip(sound, -1, 1) * 32767).astype(np.int16)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=rate, layout="mono")
        frame = av.AudioFrame.from_ndarray(samples[None], "s16", "mono")
        frame.rate = rate
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)
    return path
