"""``witnessmark evaluate reading`` scores what it is given, or says in one sentence why not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from marking_cases import SAMPLE, write

from witnessmark.cli import run

ACCOUNT = """Gunfight In The Quarry

The clip begins with a single shot. Two guards take cover behind a truck.
Heavy gunfire can be heard, possibly from the village.
"""
MARKING = {
    "footage": True,
    "violence": True,
    "title": "Gunfight In The Quarry",
    "byline": None,
    "published": None,
    "event_date": {"edtf": None, "earliest": None, "latest": None},
    "places": [],
    "claims": [
        {
            "quote": "The clip begins with a single shot",
            "act": "FIRE_SMALL_ARMS",
            "sense": "visible+audible",
        },
        {"quote": "Two guards take cover behind a truck", "act": "TAKE_COVER", "sense": "visible"},
        {
            "quote": "They all went home again and slept well",
            "act": "BACKGROUND",
            "sense": "neither",
        },
    ],
    "relations": [],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two accounts, in the second of which something is marked that no reader can find."""
    for name, ending in (("one", ""), ("two", "\nThey all went home again and slept well.\n")):
        (tmp_path / f"{name}.txt").write_bytes((ACCOUNT + ending).encode())
        claims = MARKING["claims"] if ending else MARKING["claims"][:2]
        (tmp_path / f"{name}.yaml").write_text(
            yaml.safe_dump(MARKING | {"claims": claims}), "utf-8"
        )
    return tmp_path


def test_json_is_the_same_for_the_same_and_says_what_it_rests_on(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    """Same bytes twice; accounts, claims, goals, baselines, each account and every miss."""
    arguments = ["evaluate", "reading", "--data", str(folder), "--each", "--misses", "--json"]
    assert run(arguments) == 0
    first = capsys.readouterr().out
    assert run(arguments) == 0
    assert capsys.readouterr().out == first
    written = json.loads(first)
    assert (written["accounts"], written["claims"]) == (2, 5)
    assert written["figures"]["claim_recall"]["of"] == 5
    assert written["figures"]["claim_recall"]["accounts"] == 2
    assert set(written["each"]) == {"one", "two"}
    assert written["goals"]["acceptance"]["claim_f1"]["bound"] == 0.7
    assert "hedge_precision" in written["baselines"]["list of thirty hedge words"]
    missed = {miss["figure"] for miss in written["misses"]}
    assert all(written["figures"][figure]["value"] is not None for figure in missed)


def test_the_table_says_figures_goals_and_speed(folder: Path, capsys: pytest.CaptureFixture[str]):
    """A person sees how many accounts, the bounds of all three columns, misses and speed."""
    assert run(["evaluate", "reading", "--data", str(folder), "--each", "--misses"]) == 0
    out = capsys.readouterr().out
    assert "2 accounts with 5 claims marked" in out
    assert "≥ 0.900" in out
    assert "accounts a second" in out
    assert "claims read that are marked: nothing →" in out


def test_what_cannot_be_scored_is_said_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    """No marking, or one with a quote that is not in its account: status 2, one line, the place."""
    assert run(["evaluate", "reading", "--data", str(tmp_path)]) == 2
    assert "no marked account" in capsys.readouterr().err
    wrong = [SAMPLE["claims"][0] | {"quote": "Nobody wrote this"}]
    write(tmp_path, SAMPLE | {"claims": wrong})
    assert run(["evaluate", "reading", "--data", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert "claim 1" in said
    assert "orsel.yaml" in said
    assert said.count("\n") == 1
