"""A clip and an account small enough for any test."""

from functools import cache

import av
import numpy as np

from witnessmark.rendering import synthesise_sound
from witnessmark.rendering.sound_scenes import firing

ACCOUNT = """Shots at the mill

Published on 3 May 2021 by A. Writer

Three shots are heard in the clip. Snow lies on the ground. The men were angry about the election.
"""


def write_wav(path, shots=(1.0, 2.0, 3.0), seconds=5, rate=16000):
    """A clip with rendered pistol shots in the open, heard 30 m off, over a quiet bed."""
    generator = np.random.default_rng(4)
    sound = 0.001 * generator.standard_normal(seconds * rate)
    one = shot(rate)
    for at in shots:
        first = int(at * rate) - LEAD
        size = min(one.size, sound.size - first)
        sound[first : first + size] += one[:size]
    samples = (np.clip(sound, -1, 1) * 32767).astype(np.int16)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=rate, layout="mono")
        frame = av.AudioFrame.from_ndarray(samples[None], "s16", "mono")
        frame.rate = rate
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)
    return path


LEAD = 32


@cache
def shot(rate):
    """One shot with its echoes, LEAD samples ahead of its onset, fading out over a second."""
    scene = firing("open", 7, "single", 40.0, 1, 30.0)
    sound, native, fronts = synthesise_sound(scene)
    onset = next(front.time for front in fronts if front.kind == "blast" and front.direct)
    time = onset + (np.arange(rate) - LEAD) / rate
    cut = np.interp(time, np.arange(sound.size) / native, sound)
    return 0.5 * cut / np.abs(cut).max() * np.linspace(1, 0, rate)
