from __future__ import annotations

import numpy as np
import pytest

from witnessmark.perception.sound.proximity import judge, measure
from witnessmark.rendering import synthesise_sound
from witnessmark.rendering.codecs import resample
from witnessmark.rendering.recording_chain import Gain, GainControlled, apply
from witnessmark.rendering.sound_scenes import audible, near_far

RATE = 12_000


@pytest.mark.slow
def test_near_and_far_survive_gain_and_gain_control() -> None:
    """Of ten unseen scenes half are judged at least, and three in four of those rightly."""
    right, said = 0, 0
    for seed in range(70_000, 70_010):
        random = np.random.default_rng(seed)
        scene = near_far(seed)
        sound, rate, fronts = synthesise_sound(scene)
        direct = [front for front in fronts if front.direct]
        heard = [
            front
            for front, snr in zip(direct, audible(scene, fronts, sound), strict=True)
            if snr >= 6
        ]
        blasts = [front for front in heard if front.kind == "blast"]
        cracks = {front.source: front.time for front in heard if front.kind == "crack"}
        if not blasts:
            continue
        steps = (Gain(float(random.uniform(-20, 20))), GainControlled(0.005, 0.4, 0.4))
        recorded = resample(*apply(sound, rate, steps, seed), RATE)
        onsets = [round(front.time * RATE) for front in blasts]
        evidences = [
            measure(recorded, onset, following)
            for onset, following in zip(onsets, [*onsets[1:], None], strict=True)
        ]
        gaps = [
            front.time - cracks[front.source] if front.source in cracks else None
            for front in blasts
        ]
        found = judge(evidences, gaps)
        if found.value != "unclear":
            said += 1
            right += (found.value == "near") == (blasts[0].travelled < 100)
    assert said >= 5
    assert right >= 3 * said / 4
