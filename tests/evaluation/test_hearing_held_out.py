"""What was trained on can never be reported as held out."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from witnessmark.errors import FootageNotFoundError, LeakedEvaluationError
from witnessmark.evaluation.hearing.clips import FIRST_SEED, MADE, Clip
from witnessmark.evaluation.hearing.evaluating import hear_all, score_set
from witnessmark.evaluation.hearing.heard import Heard
from witnessmark.evaluation.hearing.hearers import (
    Hearer,
    choose,
    origins_stated,
    read_folds,
    shipped,
)
from witnessmark.evaluation.hearing.recorded import POSITIONS
from witnessmark.evaluation.hearing.report import NOT_HELD_OUT, as_json, as_table, goal_of


def perfect(samples: object, rate: int) -> tuple[Heard, ...]:
    return (Heard("shot", 1.0, 0.95, 1.01),)


def clip(origin: str, name: str = "a", condition: str = "") -> Clip:
    samples = np.zeros(2000, np.float32)
    return Clip(
        name=name,
        origin=origin,
        set_name="real",
        test_id=name,
        samples=samples,
        rate=1000,
        shots=np.array([1.0]),
        condition=condition,
    )


def folds() -> list[Hearer]:
    every = frozenset(POSITIONS)
    return [Hearer(f"without {one}", perfect, every - {one}) for one in POSITIONS]


def write_folds(folder: Path) -> None:
    for position in POSITIONS:
        (folder / f"without_{position}.onnx").write_bytes(position.encode())


def all_but_own(path: Path) -> set[str]:
    return {position for position in POSITIONS if position not in path.name}


def loaded(_: Path) -> Callable[..., tuple[Heard, ...]]:
    return perfect


@pytest.mark.parametrize("position", POSITIONS)
def test_a_position_is_heard_by_the_model_that_never_heard_it(position: str) -> None:
    """Of four folds the one kept from the clip's position hears it."""
    hearer, held_out = choose(folds(), clip(position))
    assert hearer.name == f"without {position}"
    assert held_out


def test_made_sound_is_shared_among_the_folds() -> None:
    """What no fold was trained on goes to each of them in turn by name."""
    names = {choose(folds(), clip(MADE, f"clip {n}"))[0].name for n in range(40)}
    assert len(names) == len(POSITIONS)


def test_the_shipped_model_is_never_held_out_on_the_positions() -> None:
    """Without folds the report says whose training data the figures are on, and sets no goal."""
    hearers = [shipped(perfect)]
    scores = score_set("real", hear_all([clip("FP1")], hearers))
    assert not scores.held_out
    assert goal_of(scores, "f_50") is None
    (written,) = json.loads(as_json([scores], hearers, quick=False))["sets"]
    assert written["note"] == NOT_HELD_OUT
    assert written["goals"] == {}


def test_one_leaked_clip_spoils_the_whole_set() -> None:
    """A set of which one clip was trained on is not held out."""
    only = [Hearer("without FP1", perfect, frozenset({"FP2", "FP3", "FP4"}))]
    results = hear_all([clip("FP1"), clip("FP2", "b")], only)
    assert [result.held_out for result in results] == [True, False]
    assert not score_set("real", results).held_out


def test_folds_are_read_with_what_they_were_trained_on(tmp_path: Path) -> None:
    """Four files that say what they should are four hearers, in the order of the positions."""
    write_folds(tmp_path)
    read = read_folds(tmp_path, loaded, all_but_own)
    assert [choose(read, clip(position))[1] for position in POSITIONS] == [True] * 4
    assert len({hearer.sha256 for hearer in read}) == 4


def test_a_fold_trained_on_what_its_name_denies_is_refused(tmp_path: Path) -> None:
    """The file's own word counts, not its name."""
    write_folds(tmp_path)
    with pytest.raises(LeakedEvaluationError, match="was trained on FP1"):
        read_folds(tmp_path, loaded, lambda _: POSITIONS)


def test_a_fold_that_says_nothing_is_refused(tmp_path: Path) -> None:
    """Nothing is held out from a model that does not say what it knows."""
    write_folds(tmp_path)
    with pytest.raises(LeakedEvaluationError, match="does not say"):
        read_folds(tmp_path, loaded, lambda _: None)


def test_one_model_cannot_stand_for_two_folds(tmp_path: Path) -> None:
    """The same bytes under two names are one model, which heard one of the two positions."""
    write_folds(tmp_path)
    (tmp_path / "without_FP3.onnx").write_bytes(b"FP1")
    with pytest.raises(LeakedEvaluationError, match="same file"):
        read_folds(tmp_path, loaded, all_but_own)


def test_a_missing_fold_is_named(tmp_path: Path) -> None:
    """Three folds are not four; the missing one is named."""
    write_folds(tmp_path)
    (tmp_path / "without_FP4.onnx").unlink()
    with pytest.raises(FootageNotFoundError, match=r"without_FP4\.onnx"):
        read_folds(tmp_path, loaded, all_but_own)


def test_a_model_that_keeps_its_seeds_to_itself_knows_all_made_sound() -> None:
    """Made sound is held out only from a model that says its seeds stayed below ours."""
    origins = "FP2, FP3,FP4,street"
    assert origins_stated({"trained_on": origins, "seeds_below": str(FIRST_SEED)}) == {
        *("FP2", "FP3", "FP4", "street")
    }
    for below in ("", "many", str(FIRST_SEED + 1)):
        stated = origins_stated({"trained_on": origins, "seeds_below": below})
        assert stated is not None
        assert MADE in stated
    assert origins_stated({}) is None


def test_the_same_scores_give_the_same_bytes_and_no_time_of_day() -> None:
    """Two runs over the same clips and weights can be compared byte by byte."""
    every = [[score_set("real", hear_all([clip("FP1"), clip("FP2", "b")], folds()))] for _ in "ab"]
    one, other = (as_json(scores, folds(), quick=False) for scores in every)
    assert one == other
    (written,) = json.loads(one)["sets"]
    assert written["held_out"]
    assert written["goals"]["f_50"] == {"at_least": True, "bound": 0.97, "met": True}
    assert set(written["parts"]) == {"FP1", "FP2"}


def test_the_fall_is_of_the_same_recordings_and_the_worst_condition_counts() -> None:
    """A condition that loses every shot falls by 1, and that is the set's figure."""

    def hears_only_good(samples: object, rate: int) -> tuple[Heard, ...]:
        return perfect(samples, rate) if rate == 1000 else ()

    listener = [Hearer("x", hears_only_good, frozenset())]
    real = hear_all([clip("FP1"), clip("FP2", "b")], listener)
    spoilt = clip("FP1", condition="bad")
    spoilt = Clip(**{n: getattr(spoilt, n) for n in spoilt.__slots__} | {"rate": 500})
    worse = hear_all([clip("FP1", condition="fair"), spoilt], listener)
    scores = score_set("degraded", worse, real)
    assert scores.parts["fair"]["f_50_fall"].value == 0.0
    assert scores.figures["f_50_fall"].value == 1.0


def test_the_table_can_be_drawn() -> None:
    """What the terminal shows is made of the same scores."""
    from rich.console import Console

    scores = score_set("real", hear_all([clip("FP1"), clip("FP2", "b")], folds()))
    console = Console(width=120, file=io.StringIO(), record=True)
    console.print(as_table([scores]))
    text = console.export_text()
    assert "held out" in text
    assert "onset F ±50 ms" in text
    assert "met" in text
