"""Every sample format becomes float32 at the same full scale."""

from __future__ import annotations

import av
import numpy as np
import pytest

from witnessmark.media.child.samples import as_float32, silence_broken

WANTED = np.array([[0.0, -1.0], [0.5, 0.25], [-0.5, 0.125]], np.float32)


@pytest.mark.parametrize("kind", ["u8", "s16", "s32", "flt", "dbl", "s16p", "s32p", "fltp", "dblp"])
def test_each_format_keeps_its_value(kind: str) -> None:
    """Packed or planar, integer or float, a half of full scale is 0.5 in its own channel."""
    scale = {"u8": 128, "s16": 2**15, "s32": 2**31}.get(kind.removesuffix("p"), 1)
    dtype = {"u8": "u1", "s16": "i2", "s32": "i4", "flt": "f4", "dbl": "f8"}[kind.removesuffix("p")]
    raw = (WANTED.astype(np.float64) * scale + (128 if kind == "u8" else 0)).astype(dtype)
    array = raw.T if kind.endswith("p") else raw.reshape(1, -1)
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(array), kind, "stereo")
    samples = as_float32(frame)
    assert samples.dtype == np.float32
    np.testing.assert_array_equal(samples, WANTED)


def test_numbers_that_are_none_become_silence() -> None:
    """NaN, infinity and absurd floats are counted and silenced; a loud sample is kept."""
    samples = np.array([[np.nan], [np.inf], [-1e30], [3.0]], np.float32)
    assert silence_broken(samples) == 3
    assert samples.ravel().tolist() == [0.0, 0.0, 0.0, 3.0]
