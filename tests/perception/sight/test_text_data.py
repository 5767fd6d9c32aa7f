"""Whether text can be read is said in words that help."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from witnessmark.perception.sight.text_data import text_data


def test_without_the_extra_reading_is_off(monkeypatch: pytest.MonkeyPatch):
    """Nothing installed is no fault: it says what would add it."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    state = text_data({})
    assert state.works is None
    assert "witnessmark[ocr]" in state.words


@pytest.mark.parametrize(("files", "works"), [((), False), (("eng", "rus", "ukr"), True)])
def test_the_named_folder_is_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, files: tuple[str, ...], works: bool
):
    """A folder that the user names is looked into, and an empty one is told."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: name)
    for one in files:
        (tmp_path / f"{one}.traineddata").touch()
    state = text_data({"WITNESSMARK_TESSDATA": str(tmp_path)})
    assert (state.works, state.languages) == (works, files)
    assert works or str(tmp_path) in state.words
