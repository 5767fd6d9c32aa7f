"""``witnessmark evaluate hearing`` does what it says, or says in one sentence why not."""

from __future__ import annotations

import builtins
import json
from pathlib import Path

import pytest

from witnessmark.cli import run

DATA = Path(__file__).parents[2].parent / "shared" / "data"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the shared recordings are not here")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--sets", "imaginary"), "choose from"),
        (("--sets", "real"), "--data"),
        (("--sets", "real", "--data", "nowhere"), "labels.csv"),
        (("--folds", "nowhere"), "without_FP1.onnx"),
    ],
)
def test_what_cannot_be_scored_is_said_in_one_sentence(
    arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The exit status is 2 and the sentence says what to do."""
    assert run(["evaluate", "hearing", *arguments]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1


@needs_data
@pytest.mark.slow
def test_without_folds_everyday_sounds_are_not_called_held_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """JSON of the shipped model says that it has trained on these recordings; same bytes twice."""
    arguments = ["evaluate", "hearing", "--data", str(DATA), "--sets", "everyday", "--json"]
    assert run(arguments) == 0
    first = capsys.readouterr().out
    assert run(arguments) == 0
    assert capsys.readouterr().out == first
    (written,) = json.loads(first)["sets"]
    assert not written["held_out"]
    assert "trained on these recordings" in written["note"]
    assert written["figures"]["hours"]["value"] == pytest.approx(170.3 / 3600, rel=1e-3)


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without mir_eval one sentence says how to install it."""
    import numpy as np

    from witnessmark.errors import MissingExtraError
    from witnessmark.evaluation.hearing.matching import match

    real_import = builtins.__import__

    def no_mir_eval(name: str, *others: object, **named: object) -> object:
        if name.startswith("mir_eval"):
            raise ImportError(name)
        return real_import(name, *others, **named)

    monkeypatch.setattr(builtins, "__import__", no_mir_eval)
    with pytest.raises(MissingExtraError, match=r"witnessmark\[evaluation\]"):
        match(np.array([1.0]), np.array([1.0]), 0.05)
