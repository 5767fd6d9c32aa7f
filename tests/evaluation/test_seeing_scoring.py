"""The figures of seeing, on cases made by hand."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest

from witnessmark.clock import Span, TimeBase
from witnessmark.evaluation.seeing.edits import (
    camera_figures,
    cut_figures,
    real_cut_figures,
    time_figures,
)
from witnessmark.evaluation.seeing.evaluating import score_set
from witnessmark.evaluation.seeing.matching import edit_distance, match
from witnessmark.evaluation.seeing.report import as_json
from witnessmark.evaluation.seeing.seen import Seen
from witnessmark.evaluation.seeing.sights import (
    alarm_figures,
    condition_figures,
    flash_figures,
    text_figures,
)
from witnessmark.model import Kind, MadeBy, Observation
from witnessmark.rendering.sights import SightFact, SightTruth

BASE = TimeBase(1, 100)
MADE_BY = MadeBy(name="witnessmark.test", version="1", settings={})
BOX = (0.4, 0.4, 0.5, 0.5)


def at(frame: int) -> Fraction:
    return Fraction(frame, 25)


def observed(
    kind: Kind, first: int, past: int, confidence: float = 0.9, **attributes: object
) -> Observation:
    span = Span(BASE.nearest(at(first)), BASE.nearest(at(past)))
    return Observation.of(
        recording="0" * 64,
        kind=kind,
        span=span,
        confidence=confidence,
        made_by=MADE_BY,
        attributes=attributes,  # type: ignore[arg-type]
    )


def fact(
    kind: Kind,
    first: int,
    past: int,
    attributes: Mapping[str, object] | None = None,
    *,
    counted: bool = True,
    box: tuple[float, float, float, float] | None = None,
) -> SightFact:
    return SightFact(kind, at(first), at(past), attributes or {}, box, counted)


def seen(
    facts: list[SightFact],
    observations: list[Observation],
    name: str = "a",
    family: str = "hard_cuts",
) -> Seen:
    frames = range(100)
    truth = SightTruth(tuple(facts), tuple(at(n) for n in frames), tuple(at(n + 1) for n in frames))
    shown = tuple(Span(BASE.nearest(at(n)), BASE.nearest(at(n + 1))) for n in frames)
    return Seen(name, family, truth, frozenset(), shown, tuple(observations))


def test_a_hard_cut_is_found_at_its_own_frame_only() -> None:
    """A cut one frame late is missed, and false besides."""
    facts = [fact(Kind.CUT, 10, 11, {"form": "hard"}), fact(Kind.CUT, 50, 51, {"form": "hard"})]
    found = [observed(Kind.CUT, 10, 11, form="hard"), observed(Kind.CUT, 51, 52, form="hard")]
    figures = cut_figures([seen(facts, found)])
    assert figures["hard_f1"].value == 0.5
    assert figures["hard_recall"].value == 0.5


def test_a_gradual_change_may_be_three_frames_off_at_either_end() -> None:
    """Three frames are within, four are not."""
    facts = [fact(Kind.CUT, 20, 40, {"form": "dissolve"})]
    near, far = (observed(Kind.CUT, n, 40, form="dissolve") for n in (23, 24))
    assert cut_figures([seen(facts, [near])])["gradual_f1"].value == 1
    assert cut_figures([seen(facts, [far])])["gradual_f1"].value == 0


def test_a_flash_taken_for_a_cut_is_counted() -> None:
    """A cut said to be where a flash ends is one taken for it; a true cut there is none."""
    flash = fact(Kind.FLASH, 30, 32, {"cause": "photo_or_edit"}, counted=False)
    cut = observed(Kind.CUT, 32, 33, form="hard")
    assert cut_figures([seen([flash], [cut])])["flashes_taken_for_cuts"].value == 1
    true = fact(Kind.CUT, 32, 33, {"form": "hard"})
    assert cut_figures([seen([flash, true], [cut])])["flashes_taken_for_cuts"].value == 0


def test_cuts_of_real_clips_are_weighed_by_frame_number() -> None:
    """A real clip's cuts are the frames that its table names."""
    made = seen(
        [], [observed(Kind.CUT, 30, 31, form="hard"), observed(Kind.CUT, 60, 61, form="hard")]
    )
    real = Seen("r", "real", None, frozenset(), made.shown, made.observations, cuts=(30,))
    figures = real_cut_figures([real])
    assert (figures["cuts_precision"].value, figures["cuts_recall"].value) == (0.5, 1.0)


def test_observations_off_the_frames_are_not_in_time() -> None:
    """A third of a frame is within half a frame, and a whole stretch lies on frames."""
    good = observed(Kind.SMOKE, 10, 20)
    figures = time_figures([seen([], [good])])
    assert figures["frames_in_time"].value == 1
    assert figures["observations_in_time"].value == 1


def test_conditions_are_found_by_half_and_right_by_half() -> None:
    """Half of a stretch has to be covered; unclear sightings are neither found nor false."""
    facts = [fact(Kind.SMOKE, 0, 40)]
    half, less = (
        observed(Kind.SMOKE, 0, 20, state="seen"),
        observed(Kind.SMOKE, 0, 19, state="seen"),
    )
    unclear = observed(Kind.SMOKE, 0, 40, state="unclear")
    wrong = observed(Kind.SMOKE, 60, 90, state="seen")
    assert condition_figures([seen(facts, [half])])["smoke_recall"].value == 1
    assert condition_figures([seen(facts, [less])])["smoke_recall"].value == 0
    told = condition_figures([seen(facts, [unclear])])
    assert (told["smoke_recall"].value, told["smoke_unclear"].value) == (0, 1)
    assert told["smoke_precision"].value is None
    assert condition_figures([seen(facts, [half, wrong])])["smoke_precision"].value == 0.5


def test_what_is_faint_counts_neither_way() -> None:
    """A fact that is not counted is not asked for, and seeing it is not false."""
    facts = [fact(Kind.SMOKE, 0, 40, counted=False)]
    figures = condition_figures([seen(facts, [observed(Kind.SMOKE, 0, 40)])])
    assert figures["smoke_precision"].value is None
    assert figures["smoke_recall"].value is None


def test_flashes_in_neighbouring_frames_are_one_stretch() -> None:
    """Two rounds in touching frames count once; a flash elsewhere in the picture is false."""
    cause = {"cause": "muzzle_flash"}
    facts = [fact(Kind.FLASH, 10, 11, cause, box=BOX), fact(Kind.FLASH, 11, 12, cause, box=BOX)]
    here = observed(Kind.FLASH, 10, 12, cause="muzzle_flash", box=list(BOX))
    there = observed(Kind.FLASH, 10, 12, cause="muzzle_flash", box=[0.8, 0.8, 0.9, 0.9])
    assert flash_figures([seen(facts, [here])])["flash_f1"].value == 1
    assert flash_figures([seen(facts, [there])])["flash_f1"].value == 0
    assert flash_figures([seen(facts, [here])])["flash_cause_right"].value == 1


def test_text_is_weighed_by_character_and_script() -> None:
    """One wrong letter of four is a quarter; another script is an error; unread text is unread."""
    words = {"reads": "ТИХО", "script": "cyrillic"}
    facts = [fact(Kind.TEXT, 0, 50, words, box=BOX)]
    read = observed(Kind.TEXT, 0, 50, reads="ТИХА", script="cyrillic", box=list(BOX))
    other = observed(Kind.TEXT, 0, 50, reads="TNXO", script="latin", box=list(BOX))
    none = observed(Kind.TEXT, 0, 50, reads=None, script="unclear", box=list(BOX))
    assert text_figures([seen(facts, [read])])["character_error"].value == 0.25
    assert text_figures([seen(facts, [other])])["script_wrong"].value == 1
    unread = text_figures([seen(facts, [none])])
    assert (unread["text_read"].value, unread["script_wrong"].value) == (0, 0)


def test_camera_motion_is_weighed_by_time() -> None:
    """Half the time told rightly is a half; what is unclear is not told."""
    facts = [fact(Kind.CAMERA_MOTION, 0, 100, {"motion": "pan", "direction": "left"})]
    said = [
        observed(Kind.CAMERA_MOTION, 0, 50, motion="pan", direction="left"),
        observed(Kind.CAMERA_MOTION, 50, 100, motion="steady"),
    ]
    figures = camera_figures([seen(facts, said)])
    assert figures["camera_right"].value == pytest.approx(0.5)
    assert figures["direction_right"].value == 1


def test_real_clips_may_show_what_they_contain() -> None:
    """What a clip is said to contain is not false there; anything else is."""
    made = seen([], [observed(Kind.FLASH, 0, 40), observed(Kind.OVERLAY, 0, 40)])
    real = Seen("r", "real", None, frozenset({"flash"}), made.shown, made.observations)
    figures = alarm_figures([real])
    assert (figures["flash_false_clips"].value, figures["flash_false_clips"].of) == (0, 0)
    assert figures["overlay_false_clips"].value == 1


def test_as_many_pairs_are_made_as_can_be() -> None:
    """A fact that could meet two leaves the one that another needs."""
    facts = [fact(Kind.FLASH, 0, 10), fact(Kind.FLASH, 0, 5)]
    pairs = match(facts, [3, 8], lambda f, frame: f.start <= at(frame) < f.end).pairs
    assert pairs == ((0, 1), (1, 0))


def test_edit_distance_of_nothing_is_the_length() -> None:
    """Everything has to be put in."""
    assert edit_distance("", "abc") == 3


def test_scores_are_the_same_bytes_for_the_same_results() -> None:
    """The JSON holds no clock, and says which goals are met."""
    results = [
        seen(
            [fact(Kind.CUT, 10, 11, {"form": "hard"})],
            [observed(Kind.CUT, 10, 11, form="hard")],
            name,
        )
        for name in ("a", "b")
    ]
    first, again = (as_json([score_set("cuts", results)], 10, 2) for _ in range(2))
    assert first == again
    assert b'"met": true' in first
    assert score_set("cuts", results).figures["calibration_error"].value == pytest.approx(0.1)
