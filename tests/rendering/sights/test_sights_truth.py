"""The truth of rendered sights: kinds, frames, boxes, to the exact second."""

from __future__ import annotations

from fractions import Fraction

import pytest
from sight_scene_making import scene, shot

from witnessmark.model import Kind
from witnessmark.rendering.sights import FAMILIES, sight_scene, truth
from witnessmark.rendering.sights.scene import Change, Element, Lettering, Repeat

EXPECTED = {
    "hard_cuts": Kind.CUT,
    "gradual": Kind.CUT,
    "snowfall": Kind.SNOWFALL,
    "rain": Kind.RAIN,
    "snow_cover": Kind.SNOW_COVER,
    "smoke": Kind.SMOKE,
    "flame": Kind.FLAME,
    "muzzle_night": Kind.FLASH,
    "muzzle_dusk": Kind.FLASH,
    "tracers": Kind.STREAK,
    "text": Kind.TEXT,
    "overlays": Kind.OVERLAY,
    "camera": Kind.CAMERA_MOTION,
}


@pytest.mark.parametrize("family", EXPECTED)
def test_a_family_holds_what_it_is_named_for(family: str) -> None:
    """Some seed among the first twenty has a counted fact of the family's kind."""
    facts = [f for seed in range(20) for f in truth(sight_scene(family, seed)).of(EXPECTED[family])]
    assert any(fact.counted for fact in facts)


def test_plain_scenes_hold_nothing_that_is_looked_for() -> None:
    """Hard negatives have no fact but those of the dark and of the camera."""
    allowed = {Kind.DARKNESS, Kind.CAMERA_MOTION}
    for seed in range(46):
        facts = truth(sight_scene("plain", seed)).facts
        assert {fact.kind for fact in facts if fact.counted} <= allowed


@pytest.mark.parametrize("family", FAMILIES)
def test_facts_lie_on_frames_and_boxes_in_the_picture(family: str) -> None:
    """Every fact starts and ends with a frame; every box is inside the picture, right way round."""
    for seed in (1, 2, 3):
        one = truth(sight_scene(family, seed))
        edges = {*one.starts, one.ends[-1]}
        for fact in one.facts:
            assert {fact.start, fact.end} <= edges
            assert fact.start < fact.end
            if fact.box is not None:
                left, top, right, bottom = fact.box
                assert 0 <= left <= right <= 1
                assert 0 <= top <= bottom <= 1


def test_a_hard_cut_spans_the_first_frame_of_its_shot() -> None:
    """The truth names the new shot's first frame, from its start to its end."""
    (cut,) = truth(scene(shot(0, 5), shot(5, 9), rate=Fraction(30000, 1001))).of(Kind.CUT)
    assert (cut.start, cut.end) == (Fraction(5 * 1001, 30000), Fraction(6 * 1001, 30000))


def test_a_dissolve_spans_its_mixed_frames() -> None:
    """A gradual change runs from its first mixed frame to the first pure one."""
    made = scene(shot(0, 10), shot(10, 20), changes=(Change("dissolve", 4, 10),))
    (cut,) = truth(made).of(Kind.CUT)
    assert (cut.start, cut.end, cut.attributes["form"]) == (
        Fraction(4, 25),
        Fraction(10, 25),
        "dissolve",
    )


def test_a_short_exposure_misses_a_flash_between_two_frames() -> None:
    """A round fired while no row is exposed has no fact; one fired within an exposure has."""
    settings = (("anchor", (0.5, 0.5)), ("lasts", 0.001), ("size", 0.1))
    missed = Element("muzzle", 1, (*settings, ("times", (0.035,))))
    caught = Element("muzzle", 1, (*settings, ("times", (0.046,))))
    assert not truth(scene(shot(0, 5, missed, shutter=0.004))).of(Kind.FLASH)
    (flash,) = truth(scene(shot(0, 5, caught, shutter=0.004))).of(Kind.FLASH)
    assert flash.start == Fraction(1, 25)


def test_a_cut_under_a_standing_picture_is_no_cut() -> None:
    """What a black passage covers is not to be seen; its own edges are cuts."""
    made = scene(shot(0, 10), shot(10, 20), repeats=(Repeat("black", 6, 14),))
    starts = [cut.start for cut in truth(made).of(Kind.CUT)]
    assert starts == [Fraction(6, 25), Fraction(14, 25)]


def test_text_is_told_with_its_height_and_place() -> None:
    """The fact of a caption has its words, script, the height of its capitals and its box."""
    line = Lettering("Тихо", "cyrillic", 1, 3, 0.1, 0.5, 0.2, "DejaVuSans", (255, 255, 255), "box")
    (fact,) = truth(scene(shot(0, 4), lettering=(line,))).of(Kind.TEXT)
    assert (fact.attributes["reads"], fact.attributes["script"]) == ("Тихо", "cyrillic")
    assert (fact.start, fact.end) == (Fraction(1, 25), Fraction(3, 25))
    assert fact.attributes["height_px"] == pytest.approx(12.8)
    assert not fact.counted
