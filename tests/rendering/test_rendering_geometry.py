"""When fronts arrive, from geometry: shock cones, mirrors, and who hears a crack at all."""

import numpy as np
import pytest

from witnessmark.rendering.air import speed_of_sound
from witnessmark.rendering.arrivals import Arrival, arrivals
from witnessmark.rendering.library import parse_scenario
from witnessmark.rendering.scenario import Scenario
from witnessmark.rendering.screening import screen
from witnessmark.rendering.trajectory import Trajectory

SOUND = 340.0


def scenario(body: str) -> Scenario:
    """Return a minimal scenario at 20 °C with the given parts."""
    head = "schema: witnessmark.scenario/1\nid: t\ntitle: t\nseed: 1\nduration: 10\n"
    return parse_scenario(f"{head}air: {{temperature: 20}}\n{body}", "t")


def shot(at: str, aim: str, weapon: str = "rifle", more: str = "") -> tuple[Arrival, ...]:
    """Return the arrivals of one shot fired at one second."""
    shooter = f"{{id: s, side: a, at: {at}, aim: {aim}, weapon: {weapon}}}"
    fire = "{id: f, shooter: s, mode: single, start: 1, shots: 1}"
    return arrivals(scenario(f"shooters: [{shooter}]\nfire: [{fire}]\n{more}"))


def only(found: tuple[Arrival, ...], kind: str, via: str = "direct") -> Arrival | None:
    """Return the one arrival of a kind and way, None where there is none."""
    chosen = [one for one in found if one.kind == kind and one.via == via]
    assert len(chosen) < 2
    return chosen[0] if chosen else None


@pytest.mark.parametrize(("ahead", "miss"), [(100.0, 5.0), (200.0, 40.0), (60.0, 1.0)])
def test_constant_speed_gives_the_mach_cone(ahead: float, miss: float) -> None:
    """Without drag the crack arrives as the cone of Maher 2006 has it."""
    path = Trajectory((0.0, 0.0, 0.0), (0.0, 400.0, 0.0), 850.0, 0.0)
    shock = path.shock_at(np.array([miss, ahead, 0.0]), SOUND)
    assert shock is not None
    angle = np.arcsin(SOUND / 850.0)
    assert shock.delay == pytest.approx(ahead / 850.0 + miss * np.cos(angle) / SOUND, abs=1e-9)


def test_drag_delays_the_crack_and_lowers_its_mach() -> None:
    """A bullet that slows sheds a later shock, at a lower Mach number."""
    listener = np.array([10.0, 300.0, 0.0])
    plain, slowed = (
        Trajectory((0.0, 0.0, 0.0), (0.0, 400.0, 0.0), 800.0, drag).shock_at(listener, SOUND)
        for drag in (0.0, 1e-3)
    )
    assert plain is not None
    assert slowed is not None
    assert slowed.delay > plain.delay
    assert slowed.mach < plain.mach


@pytest.mark.parametrize(
    ("listener", "target"),
    [((5.0, -20.0, 0.0), 400.0), ((5.0, 300.0, 0.0), 200.0), ((300.0, 10.0, 0.0), 400.0)],
)
def test_no_crack_behind_the_muzzle_or_past_the_target(
    listener: tuple[float, float, float], target: float
) -> None:
    """Outside the region that the shock cone sweeps there is none."""
    path = Trajectory((0.0, 0.0, 0.0), (0.0, target, 0.0), 800.0, 0.0)
    assert path.shock_at(np.array(listener), SOUND) is None


def test_blast_arrives_after_distance_over_speed() -> None:
    """The blast of a shot fired at one second, 343.2 m away at 20 °C, is heard at two."""
    found = only(shot("[0, 343.2, 1.6]", "[0, 500, 1.6]"), "blast")
    assert found is not None
    assert found.time == pytest.approx(1.0 + 343.2 / speed_of_sound(20.0), abs=1e-12)


def test_crack_comes_before_the_blast_in_front_of_the_shooter() -> None:
    """A supersonic bullet that passes the microphone is heard before its muzzle."""
    found = shot("[3, 150, 1.6]", "[3, -50, 1.6]")
    crack, blast = only(found, "crack"), only(found, "blast")
    assert crack is not None
    assert blast is not None
    assert crack.time < blast.time


def test_subsonic_bullet_makes_no_crack() -> None:
    """A bullet slower than sound has a blast alone."""
    found = shot("[3, 150, 1.6]", "[3, -50, 1.6]", weapon="heavy_pistol")
    assert only(found, "crack") is None
    assert only(found, "blast") is not None


def test_crack_is_not_heard_from_behind_the_shooter() -> None:
    """A bullet fired away from the microphone has a blast alone."""
    assert only(shot("[3, 20, 1.6]", "[3, 300, 1.6]"), "crack") is None


def test_ground_reflection_takes_the_mirrored_way() -> None:
    """Off the ground the way is as long as from the image below it."""
    found = only(shot("[0, 20, 2.0]", "[0, 90, 2]"), "blast", "ground")
    assert found is not None
    assert found.travelled == pytest.approx(np.hypot(20.0, 3.6))


def test_wall_reflects_only_where_the_ray_meets_it() -> None:
    """A wall opposite gives one reflection; the same wall moved aside, or too low, gives none."""
    wall = "walls: [{{id: w, start: [{}, 30], end: [{}, 30], height: {}}}]\n"
    at, aim = "[4, 10, 1.6]", "[90, 10, 1.6]"
    met = only(shot(at, aim, more=wall.format(-5, 5, 3)), "blast", "w")
    assert met is not None
    assert met.travelled == pytest.approx(np.hypot(4.0, 50.0))
    assert only(shot(at, aim, more=wall.format(20, 30, 3)), "blast", "w") is None
    assert only(shot(at, aim, more=wall.format(-5, 5, 1)), "blast", "w") is None


def test_wall_between_gives_no_mirror() -> None:
    """A source on the wall's other side is not reflected by it."""
    wall = "walls: [{id: w, start: [-5, 30], end: [5, 30], height: 3}]\n"
    assert only(shot("[0, 40, 1.6]", "[0, 90, 1.6]", more=wall), "blast", "w") is None


def test_muzzle_blast_is_weaker_behind() -> None:
    """Fired away from the microphone, a blast is 12 dB weaker than fired towards it."""
    towards = only(shot("[0, 50, 1.6]", "[0, 20, 1.6]"), "blast")
    away = only(shot("[0, 50, 1.6]", "[0, 80, 1.6]"), "blast")
    assert towards is not None
    assert away is not None
    assert 20.0 * np.log10(towards.gain / away.gain) == pytest.approx(12.0)


def test_wall_between_delays_weakens_and_dulls() -> None:
    """Over a wall the way is that over its edge; treble loses more than bass."""
    wall = "walls: [{id: w, start: [-5, 30], end: [5, 30], height: 3}]\n"
    found = only(shot("[0, 40, 1.6]", "[0, 90, 1.6]", more=wall), "blast")
    assert found is not None
    assert found.travelled == pytest.approx(np.hypot(30.0, 1.4) + np.hypot(10.0, 1.4))
    assert found.time == pytest.approx(1.0 + found.travelled / speed_of_sound(20.0))
    loss = -20.0 * np.log10(np.abs(screen(found.detour, 8192, 48_000, 343.0)))
    frequency = np.fft.rfftfreq(8192, 1.0 / 48_000)
    at_1000 = float(np.interp(1000.0, frequency, loss))
    expected = 10.0 * np.log10(3.0 + 20.0 * found.detour * 1000.0 / 343.0)
    assert at_1000 == pytest.approx(expected, abs=0.05)
    assert loss[10] < at_1000 < loss[-1] <= 20.0 + 1e-6


def test_low_wall_screens_nothing() -> None:
    """A wall that the straight way clears leaves it as it was."""
    wall = "walls: [{id: w, start: [-5, 30], end: [5, 30], height: 1}]\n"
    found = only(shot("[0, 40, 1.6]", "[0, 90, 1.6]", more=wall), "blast")
    assert found is not None
    assert found.detour == 0.0
