"""The sets that hearing is scored on hold what they say."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from witnessmark.errors import FootageNotFoundError, RecordError
from witnessmark.evaluation.hearing.degraded import DEGRADATIONS, degraded
from witnessmark.evaluation.hearing.hard_negatives import everyday_clip
from witnessmark.evaluation.hearing.heard import hear_with
from witnessmark.evaluation.hearing.recorded import POSITIONS, echo_tests, labelled
from witnessmark.evaluation.hearing.respacing import repeat_shot, respaced
from witnessmark.evaluation.hearing.scenes import automatic, pairs
from witnessmark.evaluation.hearing.sets import FIRST_SEED, NEEDS_DATA, SETS, clips_of, every_test
from witnessmark.perception import Listener
from witnessmark.rendering.everyday import KINDS

DATA = Path(__file__).parents[2].parent / "shared" / "data"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the shared recordings are not here")


def row(test: str, *onsets: float) -> dict[str, str]:
    return {
        "firing_position": "FP1",
        "test": test,
        "onsets_s": ";".join(map(str, onsets)),
        "label": "ok",
    }


def test_a_test_whose_sensors_disagree_on_an_interval_is_left_out() -> None:
    """An interval 30 ms longer at one sensor than at another means that one label is an echo."""
    good = [row("a", 1.0, 2.0, 3.0), row("a", 1.4, 2.405, 3.395)]
    echo = [row("b", 1.0, 2.0, 3.0), row("b", 1.4, 2.4, 3.43)]
    assert echo_tests([*good, *echo]) == {"FP1/b"}


@needs_data
def test_no_test_of_the_four_positions_has_an_echo_for_a_label() -> None:
    """All 306 recordings that are labelled ``ok`` stay."""
    rows = labelled(DATA)
    assert len(rows) == 306
    assert {row["firing_position"] for row in rows} == set(POSITIONS)


@needs_data
def test_everyday_sounds_are_dealt_to_the_four_turns() -> None:
    """Thirteen clips, each with one turn, none with a shot."""
    clips = list(clips_of("everyday", DATA))
    assert [clip.origin for clip in clips[:5]] == [*POSITIONS, "FP1"]
    assert len(clips) == 13
    assert not any(clip.shots.size for clip in clips)


def test_a_quick_run_keeps_whole_tests() -> None:
    """What is left out is left out by test, so that sensors of one test stay together."""
    tests = ["a", "a", "b", "c", "a", "d", "e", "e"]
    clips = [everyday_clip(KINDS[0], 2, seconds=0.1)] * len(tests)
    made = (replace(one, test_id=test) for one, test in zip(clips, tests, strict=True))
    assert [clip.test_id for clip in every_test(made, 4)] == ["a", "a", "a", "e", "e"]


@needs_data
def test_respaced_bursts_keep_their_position_and_their_rate() -> None:
    """A burst of a real shot is at 450 to 1,200 rounds a minute and belongs to its position."""
    for clip in islice(respaced(DATA), 6):
        assert clip.origin in POSITIONS
        assert clip.rounds_per_minute is not None
        assert 420 < clip.rounds_per_minute < 1290
        assert 3 <= clip.shots.size <= 30
        assert np.abs(clip.samples).max() <= 0.981


def test_a_repeated_shot_stands_where_it_is_said_to() -> None:
    """The peak of a click recorded at 1 s stands at each time of the burst."""
    samples = np.zeros(12_000 * 3, np.float32)
    samples[12_000] = 0.5
    times = np.array([2.0, 2.1, 2.25])
    made = repeat_shot(samples, 12_000, 1.0, times, np.random.default_rng(1))
    assert np.flatnonzero(made > 0.3).tolist() == [24_000, 25_200, 27_000]


@needs_data
def test_degraded_recordings_keep_their_truth_and_their_clock() -> None:
    """Four conditions of one recording: same name, same onsets, same length to a frame."""
    (clip,) = islice(clips_of("real", DATA), 1)
    made = list(degraded([clip]))
    assert [one.condition for one in made] == list(DEGRADATIONS)
    for one in made:
        assert one.name == clip.name
        assert one.shots is clip.shots
        assert one.duration == pytest.approx(clip.duration, abs=0.03)


def test_automatic_fire_is_what_its_truth_says() -> None:
    """Rendered bursts have the rate of their onsets and at least three rounds."""
    clip = next(automatic(FIRST_SEED, 40))
    assert clip.rounds_per_minute == pytest.approx(60 / float(np.median(np.diff(clip.shots))))
    assert clip.shots.size >= 3
    assert clip.distance_m is not None


def test_a_crack_comes_before_its_blast() -> None:
    """Pairs are of one round each: a true crack, then a blast that is asked for."""
    clip = next(pairs(FIRST_SEED))
    for crack, blast in clip.pairs:
        assert crack < blast
        assert np.abs(clip.cracks - crack).min() == 0
        assert np.abs(clip.shots - blast).min() == 0


@pytest.mark.parametrize("seed", [FIRST_SEED, FIRST_SEED + 1])
def test_made_everyday_sound_is_the_same_each_time(seed: int) -> None:
    """With a chain of recorders and without, a kind and a seed give one sound and no shot."""
    one, other = (everyday_clip(KINDS[0], seed, seconds=4.0) for _ in range(2))
    assert np.array_equal(one.samples, other.samples)
    assert not one.shots.size
    assert one.duration == pytest.approx(4.0, abs=0.05)


def test_what_needs_recordings_says_so(tmp_path: Path) -> None:
    """Without data, with the wrong folder, or by a wrong name, one sentence says what to do."""
    for name in NEEDS_DATA:
        with pytest.raises(RecordError, match="--data"):
            next(iter(clips_of(name, None)))
    with pytest.raises(FootageNotFoundError, match=r"labels\.csv"):
        next(clips_of("real", tmp_path))
    with pytest.raises(RecordError, match="choose from"):
        clips_of("imaginary", None)
    assert set(SETS) > NEEDS_DATA


def test_sets_are_light_to_import() -> None:
    """Training can take the recordings without what only scoring needs."""
    lines = (
        "import sys; from witnessmark.evaluation.hearing import sets;"
        "print(sorted({'mir_eval', 'scipy', 'onnxruntime', 'matplotlib'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_our_listener_is_scored_through_the_same_door() -> None:
    """Observations become what is scored: in order, with kind, seconds and confidence."""
    random = np.random.default_rng(4)
    samples = (1e-4 * random.standard_normal(48_000)).astype(np.float32)
    samples[24_000:24_400] += 0.8 * np.exp(-np.arange(400) / 60).astype(np.float32)
    found = hear_with(Listener())(samples, 12_000)
    assert [one.seconds for one in found] == sorted(one.seconds for one in found)
    assert all(0 <= one.confidence <= 1 for one in found)
