"""Rendered footage is heard back: truth, synthesis and decoded sound agree to a millisecond."""

from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from witnessmark.rendering import Scenario, Truth, random_scenario, render, synthesise_sound
from witnessmark.rendering.arrivals import air_of, arrivals
from witnessmark.rendering.propagation import Propagator
from witnessmark.rendering.truth import truth_of

#: What is promised, in seconds.
TOLERANCE = 1e-3


def decoded(path: Path) -> tuple[float, int, NDArray[np.float64]]:
    """Return the time of the first sample, the rate and the samples, as PyAV gives them."""
    with av.open(str(path)) as container:
        frames = list(container.decode(audio=0))
        assert frames[0].pts is not None
        assert frames[0].time_base is not None
        start = float(frames[0].pts * frames[0].time_base)
        samples = np.concatenate([frame.to_ndarray().mean(axis=0) for frame in frames])
        return start, frames[0].sample_rate, samples.astype(np.float64)


def onsets(truth: Truth) -> list[float]:
    """Return every onset that the truth states: blasts, cracks, explosions."""
    found = [time for shot in truth.shots for time in (shot.blast, shot.crack)]
    found += [explosion.arrival for explosion in truth.explosions]
    return sorted(time for time in found if time is not None)


def lag(clean: NDArray[np.float64], heard: NDArray[np.float64], rate: int, onset: float) -> float:
    """Return by how many seconds *heard* runs behind *clean* in 12 ms about *onset*."""
    reach, window = round(3 * TOLERANCE * rate), round(0.012 * rate)
    first = max(reach, int(onset * rate) - window // 4)
    first = min(first, len(clean) - window - reach)
    piece = clean[first : first + window] - clean[first : first + window].mean()
    best, at = -np.inf, 0
    for shift in range(-reach, reach + 1):
        other = heard[first + shift : first + shift + window]
        other = other - other.mean()
        score = float(piece @ other) / (float(np.linalg.norm(other)) + 1e-12)
        if score > best:
            best, at = score, shift
    return at / rate


def check_decoded(scenario: Scenario, folder: Path) -> int:
    """Render, decode, and hold the sound at every onset against the clean synthesis."""
    path = folder / f"{scenario.id}.mp4"
    truth = render(scenario, path)
    start, rate, heard = decoded(path)
    clean, clean_rate, _ = synthesise_sound(scenario)
    assert start == 0.0
    assert rate == clean_rate == scenario.sample_rate
    for onset in onsets(truth):
        assert abs(lag(clean.astype(np.float64), heard, rate, onset)) <= TOLERANCE
    return len(onsets(truth))


def check_rises(scenario: Scenario, truth_times: list[float]) -> None:
    """Hold that each front, as laid into the sound, rises at its time and not before."""
    propagator = Propagator(air_of(scenario), scenario.sample_rate)
    fronts = arrivals(scenario)
    for front in fronts:
        first, wave = propagator.pulse(front)
        times = (first + np.arange(len(wave))) / scenario.sample_rate - front.time
        size = np.abs(wave) / np.abs(wave).max()
        assert -0.05 * TOLERANCE <= times[np.argmax(size > 0.25)] <= TOLERANCE
        assert size[times < -0.15 * TOLERANCE].max(initial=0.0) < 0.05
    stated = sorted(round(front.time, 6) for front in fronts if front.direct)
    assert stated == truth_times


@pytest.mark.parametrize("seed", [3, 8, 14])
def test_every_onset_is_heard_where_the_truth_says(seed: int, tmp_path: Path) -> None:
    """Decoded sound, clean sound and truth agree to 1 ms at every onset of a random scenario."""
    scenario = random_scenario(seed, duration=6.0)
    scenario = scenario.model_copy(update={"width": 160, "height": 90})
    assert check_decoded(scenario, tmp_path) > 0


@pytest.mark.parametrize("seed", range(12))
def test_every_front_rises_at_its_time(seed: int) -> None:
    """Each front alone starts at its stated time, whatever the distance and the weather."""
    scenario = random_scenario(seed)
    check_rises(scenario, onsets(truth_of(scenario)))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_twenty_random_scenarios_are_heard_back(seed: int, tmp_path: Path) -> None:
    """On 20 random scenarios rendered truth and decoded sound agree to 1 ms at every onset."""
    assert check_decoded(random_scenario(seed), tmp_path) > 0


def test_loud_onsets_stand_out_of_the_decoded_sound(tmp_path: Path) -> None:
    """In quiet surroundings each shot's first jump in the decoded file is within 1 ms of truth."""
    base = random_scenario(5, duration=6.0)
    fields = base.model_dump(by_alias=True)
    fields |= {
        "width": 160,
        "height": 90,
        "walls": (),
        "house": None,
        "voices": (),
        "explosions": (),
        "wind": {"level": 20.0},
        "ambience": {"level": 20.0, "echo": -60.0},
        "shooters": [
            {"id": "s", "side": "a", "at": [5, 40, 2], "aim": [5, 200, 2], "weapon": "rifle"}
        ],
        "fire": [{"id": "f", "shooter": "s", "mode": "single", "start": 1.0, "shots": 4}],
    }
    scenario = Scenario.model_validate(fields)
    truth = render(scenario, tmp_path / "quiet.mp4")
    _, rate, heard = decoded(tmp_path / "quiet.mp4")
    for onset in onsets(truth):
        first = int((onset - 0.01) * rate)
        size = np.abs(heard[first : first + round(0.02 * rate)])
        jump = (first + int(np.argmax(size > 0.5 * size.max()))) / rate
        assert jump == pytest.approx(onset, abs=TOLERANCE)
