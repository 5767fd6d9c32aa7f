"""Families of invented incidents: valid, varied, the same every time; how they are coded."""

import json
from functools import cache

import av
import numpy as np
import pytest

from witnessmark.rendering import render
from witnessmark.rendering.incidents import (
    FAMILIES,
    draw_coding,
    draw_incident,
    render_incident,
)
from witnessmark.rendering.incidents.levels import faintest
from witnessmark.rendering.recording_chain import Coded
from witnessmark.rendering.truth import truth_of

#: Ten seeds for development and ten for reporting.
SEEDS = (*range(10), *range(10_000, 10_010))


@cache
def drawn(family):
    """Twenty incidents of a family, and their truths."""
    scenarios = tuple(draw_incident(family, seed) for seed in SEEDS)
    return scenarios, tuple(truth_of(scenario) for scenario in scenarios)


def test_there_are_many_kinds_and_each_says_what_it_is():
    """At least twelve families; each function says what it draws and what varies."""
    assert len(FAMILIES) >= 12
    for family in FAMILIES.values():
        assert family.__doc__.startswith("Draw ")
        assert "Varies: " in family.__doc__


@pytest.mark.parametrize("family", FAMILIES)
def test_every_seed_gives_an_incident_that_can_be_told(family):
    """20 to 60 s long; all that happens is heard before the end, and lies above the noise."""
    for scenario, truth in zip(*drawn(family), strict=True):
        assert 20.0 <= scenario.duration <= 60.0
        assert all(group.start is not None for group in truth.groups)
        assert all(one.arrival is not None for one in truth.explosions)
        least = faintest(scenario)
        assert least is None or least - scenario.ambience.level >= 5.0


@pytest.mark.parametrize("family", FAMILIES)
def test_incidents_of_a_family_differ(family):
    """Twenty seeds give twenty courses of events, in several lengths, hours and places."""
    scenarios, _ = drawn(family)
    assert len({scenario.seed for scenario in scenarios}) == len(SEEDS)
    assert len({round(scenario.duration) for scenario in scenarios}) >= 5
    assert len({scenario.air.temperature for scenario in scenarios}) == len(SEEDS)
    assert len({len(scenario.camera.views) for scenario in scenarios}) >= 2


@pytest.mark.parametrize("family", FAMILIES)
def test_an_incident_is_the_same_every_time(family):
    """One family and one seed, one scenario and one coding."""
    assert draw_incident(family, 3) == drawn(family)[0][3]
    assert draw_coding(family, 3) == draw_coding(family, 3)


def test_no_such_family_is_refused():
    """A name that is no family is a KeyError, not an empty incident."""
    with pytest.raises(KeyError):
        draw_incident("parade", 1)


def test_events_follow_one_another_far_enough_apart_to_be_told():
    """Nine in ten beginnings of neighbouring events lie a second or more apart as heard."""
    gaps = []
    for family in FAMILIES:
        for truth in drawn(family)[1]:
            begun = [one.start for one in truth.groups] + [one.arrival for one in truth.explosions]
            gaps += list(np.diff(sorted(begun)))
    assert np.mean(np.array(gaps) >= 1.0) >= 0.9


def test_what_is_promised_of_a_family_holds():
    """No fire where none belongs, one gun to the end, nine seconds of silence, far fire unseen."""
    for family in ("calm", "shelling", "explosion_alone"):
        assert not any(scenario.fire for scenario in drawn(family)[0])
    assert all(len(one.explosions) == 1 for one in drawn("explosion_alone")[0])
    assert not any(one.explosions for one in drawn("calm")[0])
    for truth in drawn("late_gun")[1]:
        assert truth.duration - truth.groups[-1].end < 1.5
        assert truth.groups[-1].distance_m < 10.0
    for truth in drawn("long_silence")[1]:
        blasts = sorted(shot.blast for shot in truth.shots if shot.blast is not None)
        assert max(np.diff(blasts)) >= 9.0
    for truth in drawn("far_battle")[1]:
        assert all(group.proximity == "far" and not group.on_camera for group in truth.groups)
    assert all(one.distance_m >= 118 for t in drawn("marksman")[1] for one in t.groups[:1])


def test_coding_is_drawn_from_every_codec():
    """Over two hundred draws each codec comes up, and no coding at all as well."""
    chains = [draw_coding(family, seed) for family in FAMILIES for seed in range(12)]
    codecs = {step.codec for chain in chains for step in chain if isinstance(step, Coded)}
    assert codecs == {"aac", "opus", "mp3", "amr"}
    assert () in chains


def test_a_coded_incident_is_rendered_with_its_truth(tmp_path):
    """Coding changes the rate of the sound and no second of the truth."""
    family = "close_shots"
    wanted = next(n for n in range(200) if _is_amr(draw_coding(family, n)))
    scenario = draw_incident(family, wanted)
    film = tmp_path / "film.mp4"
    truth = render_incident(family, wanted, film)
    assert truth == truth_of(scenario)
    assert json.loads(film.with_suffix(".truth.json").read_text())["scenario"] == scenario.id
    with av.open(str(film)) as container:
        sound, picture = container.streams.audio[0], container.streams.video[0]
        assert (sound.rate, picture.width) == (8_000, scenario.width)
        assert float(sound.duration * sound.time_base) == pytest.approx(scenario.duration, abs=0.2)
    assert "SYNTHETIC" in scenario_comment(film)


def test_a_scenario_is_coded_only_where_it_is_asked(tmp_path):
    """Without coding the file's sound keeps the scenario's rate."""
    scenario = draw_incident("calm", 0).model_copy(update={"duration": 1.0, "conditions": ()})
    scenario = scenario.model_copy(update={"voices": (), "sample_rate": 22_050})
    render(scenario, tmp_path / "plain.mp4")
    with av.open(str(tmp_path / "plain.mp4")) as container:
        assert container.streams.audio[0].rate == 22_050


def scenario_comment(film):
    """Return the comment of a film's container."""
    with av.open(str(film)) as container:
        return container.metadata["comment"]


def _is_amr(chain):
    return bool(chain) and isinstance(chain[-1], Coded) and chain[-1].codec == "amr"
