"""Sound scenes: gunfire in eight kinds of place, and which of it can be heard at all."""

import numpy as np
import pytest

from witnessmark.errors import ScenarioError
from witnessmark.rendering.microphone import impulse_response
from witnessmark.rendering.scenario import Scenario
from witnessmark.rendering.sound import synthesise_sound
from witnessmark.rendering.sound_scenes import (
    DISTANCES,
    PLACES,
    audible,
    crack_pair,
    firing,
    near_far,
    sound_scene,
)
from witnessmark.rendering.weapons import WEAPONS


def with_noise(scenario: Scenario, level: float) -> Scenario:
    """Return *scenario* with even noise of *level* dB, no wind and no limiter."""
    fields = scenario.model_dump(by_alias=True)
    fields["ambience"] = {"level": level, "echo": -90.0}
    fields["wind"] = {"level": 0.0, "gusts": 0.0}
    fields["voices"] = []
    fields["microphone"] |= {"limiter": "none", "overload": 125.0, "noise": 0.0}
    return Scenario.model_validate(fields)


@pytest.mark.parametrize("place", PLACES)
def test_a_scene_is_the_same_every_time(place: str) -> None:
    """One place and one seed give one scene and the same samples; another seed, others."""
    scene = sound_scene(place, 3, duration=3.0)
    assert scene == sound_scene(place, 3, duration=3.0)
    assert scene != sound_scene(place, 4, duration=3.0)
    first, second = synthesise_sound(scene)[0], synthesise_sound(scene)[0]
    assert np.array_equal(first, second)
    assert np.isfinite(first).all()
    assert np.abs(first).max() <= 1.0


@pytest.mark.parametrize("place", PLACES)
def test_scenes_keep_to_the_distances_of_their_place(place: str) -> None:
    """Every shooter stands where shots of this place come from, to within their height."""
    nearest, farthest = DISTANCES[place]
    for seed in range(40):
        for shooter in sound_scene(place, seed).shooters:
            distance = float(np.hypot(shooter.at[0], shooter.at[1]))
            assert nearest - 0.01 <= distance <= farthest + 0.01
            assert shooter.surroundings is not None


def test_scenes_differ_in_all_that_matters() -> None:
    """Over two hundred scenes: every weapon, every limiter, all modes, one round and sixty."""
    scenes = [sound_scene(PLACES[seed % len(PLACES)], seed) for seed in range(200)]
    fire = [group for scene in scenes for group in scene.fire]
    assert {one.weapon for scene in scenes for one in scene.shooters} == set(WEAPONS)
    assert {scene.microphone.limiter for scene in scenes} == {"none", "soft", "gain_control"}
    assert {group.mode for group in fire} == {"single", "burst", "automatic"}
    shots = [group.shots for group in fire if group.shots is not None]
    assert min(shots) == 1
    assert max(shots) > 40
    assert min(group.start for group in fire) < 0.3
    assert {len(scene.shooters) for scene in scenes} == {1, 2, 3}


@pytest.mark.parametrize(
    ("place", "duration", "sentence"),
    [("moon", 12.0, "no place: name one of open"), ("open", 1.0, "too short: ask for 3.0 s")],
)
def test_what_cannot_be_drawn_is_refused(place: str, duration: float, sentence: str) -> None:
    """A place that is not known and a scene that is too short are named, with what to do."""
    with pytest.raises(ScenarioError, match=sentence):
        sound_scene(place, 0, duration=duration)


@pytest.mark.parametrize("rate", [450.0, 1_200.0])
def test_firing_keeps_the_rate_asked_for(rate: float) -> None:
    """One weapon, the number of rounds asked for, all heard, at the rate asked for to 2 %."""
    scene = firing("street", 5, "automatic", rate, 30, 400.0)
    _, _, fronts = synthesise_sound(scene)
    times = [front.time for front in fronts if front.direct and front.kind == "blast"]
    assert len(times) == 30
    assert 60.0 / np.mean(np.diff(times)) == pytest.approx(rate, rel=0.02)
    assert scene.duration - times[-1] >= 1.0


def test_crack_pairs_have_a_crack_for_every_blast() -> None:
    """The bullet passes at 1 to 40 m and its crack comes first, in scene after scene."""
    for seed in range(20):
        _, _, fronts = synthesise_sound(crack_pair(seed))
        direct = [front for front in fronts if front.direct]
        blasts = {front.source: front.time for front in direct if front.kind == "blast"}
        cracks = {front.source: front.time for front in direct if front.kind == "crack"}
        assert blasts
        assert cracks.keys() >= blasts.keys()
        assert all(cracks[source] < time for source, time in blasts.items())


def test_near_and_far_scenes_leave_out_what_is_neither() -> None:
    """Shots are within 60 m or beyond 250 m, about half and half."""
    distances = [np.linalg.norm(near_far(seed).shooters[0].at) for seed in range(60)]
    near = sum(bool(distance < 62.0) for distance in distances)
    assert all(distance < 62.0 or distance >= 250.0 for distance in distances)
    assert 18 <= near <= 42


def test_noise_makes_fronts_inaudible() -> None:
    """Twenty dB more noise is twenty dB less; every direct front has its figure."""
    scene = firing("open", 2, "single", 60.0, 2, 150.0)
    quiet, loud = with_noise(scene, 40.0), with_noise(scene, 60.0)
    levels = []
    for one in (quiet, loud):
        sound, _, fronts = synthesise_sound(one)
        found = audible(one, fronts, sound)
        assert len(found) == sum(front.direct for front in fronts)
        levels.append(found[0])
    assert levels[0] - levels[1] == pytest.approx(20.0, abs=1.0)


def test_audible_measures_what_is_in_the_recording() -> None:
    """The figure is that of the samples themselves, to the ground's share."""
    scene = with_noise(firing("forest", 4, "single", 60.0, 1, 60.0), 45.0)
    sound, rate, fronts = synthesise_sound(scene)
    front = next(one for one in fronts if one.direct and one.kind == "blast")
    level = audible(scene, fronts, sound)[[f for f in fronts if f.direct].index(front)]
    at = int(front.time * rate)
    after = np.mean(np.square(sound[at : at + rate // 50].astype(np.float64)))
    before = np.mean(np.square(sound[at - round(0.0205 * rate) : at - round(0.0005 * rate)]))
    # The ground's reflection lies within the 20 ms of the samples, and not in the front alone.
    assert 10.0 * np.log10(after / before) == pytest.approx(level, abs=4.0)


def test_a_front_under_a_full_scale_is_not_heard() -> None:
    """Where the recording is clipped through and through, no front stands out by 6 dB."""
    fields = with_noise(firing("open", 2, "single", 60.0, 1, 300.0), 90.0).model_dump(by_alias=True)
    fields["microphone"] |= {"overload": 90.0, "limiter": "soft"}
    scene = Scenario.model_validate(fields)
    sound, _, fronts = synthesise_sound(scene)
    assert max(audible(scene, fronts, sound)) < 6.0


def test_the_microphone_response_used_alone_is_the_one_used_whole() -> None:
    """The capture is causal, so a front's first 20 ms need only the filter's first 20 ms."""
    scene = sound_scene("room", 0)
    response = impulse_response(scene.microphone, scene.sample_rate)
    assert np.sum(response[: scene.sample_rate // 50] ** 2) > 0.99 * np.sum(response**2)
