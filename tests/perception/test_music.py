"""Loud music is told from everything else that fills a recording."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from witnessmark.clock import TimeBase
from witnessmark.media import open_footage
from witnessmark.model import Kind
from witnessmark.perception.sound.gap import Gap
from witnessmark.perception.sound.mixdown import MonoBlock, mixed_down
from witnessmark.perception.sound.music import Music
from witnessmark.perception.sound.resampling import PICKER_RATE, stretches
from witnessmark.rendering import random_scenario, synthesise_sound

NEGATIVES = Path(__file__).parents[2].parent / "shared/data/negatives"
needs_data = pytest.mark.skipif(not NEGATIVES.is_dir(), reason="the shared recordings are not here")


def found(sound: np.ndarray, rate: int, start: int = 0, block: int = 12_000) -> list[Gap]:
    music, base = Music(), TimeBase(1, rate)
    blocks = (
        MonoBlock(base.at(start + at), rate, sound[at : at + block].astype(np.float32))
        for at in range(0, len(sound), block)
    )
    for piece in stretches(blocks):
        music.push(piece)
    return music.finish()


def tune(seconds: float, level: float) -> np.ndarray:
    """Chords of four notes with six harmonics each, a new one every half second."""
    random = np.random.default_rng(8)
    time = np.arange(PICKER_RATE // 2) / PICKER_RATE
    chords = []
    for _ in range(round(2 * seconds)):
        notes = 110 * 2 ** (random.choice(25, 4, replace=False) / 12)
        partials = [np.sin(2 * np.pi * n * h * time) / h for n in notes for h in range(1, 7)]
        chords.append(np.sum(partials, axis=0))
    sound = np.concatenate(chords)
    return level * sound / sound.std() + 1e-4 * random.standard_normal(sound.size)


def test_loud_music_masks_its_own_seconds() -> None:
    """Twelve seconds of chords between noise are one stretch, to a window's length."""
    noise = 0.02 * np.random.default_rng(2).standard_normal(9 * PICKER_RATE)
    gaps = found(np.concatenate([noise, tune(14, 0.1), noise]), PICKER_RATE, start=PICKER_RATE)
    (gap,) = gaps
    assert (gap.kind, gap.attributes) == (Kind.MASKED, {"cause": "music"})
    assert float(gap.start) == pytest.approx(10, abs=4.2)
    assert float(gap.end) == pytest.approx(24, abs=4.2)


@settings(max_examples=15, deadline=None)
@given(st.integers(500, 60_000))
def test_how_the_sound_comes_in_makes_no_difference(block: int) -> None:
    """Music between noise is the same stretch whatever the blocks, at another rate too."""
    noise = 0.02 * np.random.default_rng(2).standard_normal(2 * PICKER_RATE)
    sound = np.concatenate([noise, tune(12, 0.1), noise])
    assert found(sound, 16_000, block=block) == found(sound, 16_000, block=len(sound))


def test_faint_music_masks_nothing() -> None:
    """A radio in the next room hides no more than any other faint sound."""
    assert found(tune(12, 0.003), PICKER_RATE) == []


def test_blocks_make_no_difference() -> None:
    """The same stretches are found whatever the blocks."""
    sound = tune(14, 0.1)
    assert found(sound, PICKER_RATE, block=1777) == found(sound, PICKER_RATE)


def test_a_steady_tone_is_no_music() -> None:
    """A generator's hum with all its harmonics never changes, and is left to the picker."""
    time = np.arange(14 * PICKER_RATE) / PICKER_RATE
    hum = sum(np.sin(2 * np.pi * 97.3 * h * time) / h for h in range(1, 20))
    assert found(0.05 * np.asarray(hum), PICKER_RATE) == []


@pytest.mark.parametrize("seed", range(2))
def test_rendered_gunfire_is_no_music(seed: int) -> None:
    """Shots, echoes and wind hold no pitch."""
    sound, rate, _ = synthesise_sound(random_scenario(seed))
    assert found(sound, rate) == []


@needs_data
@pytest.mark.parametrize(
    ("name", "masked"),
    [
        *((name, True) for name in ("arcade_music", "cinematic", "piano")),
        *((name, False) for name in ("birds1", "car_engine", "crowd_cheering", "rain", "train")),
    ],
)
def test_real_music_is_told_from_real_noise(name: str, masked: bool) -> None:
    """Dense music is masked, birds, rain and engines are not; a lone guitar is missed."""
    music = Music()
    with open_footage(NEGATIVES / f"{name}.flac").read_sound() as reader:
        for piece in stretches(mixed_down(reader)):
            music.push(piece)
    assert bool(music.finish()) is masked
