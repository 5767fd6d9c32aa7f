"""Scenario files: what is refused, and with which field named."""

from pathlib import Path

import pytest

from witnessmark.errors import ScenarioError
from witnessmark.rendering import builtin_account, builtin_scenario, load_scenario, random_scenario
from witnessmark.rendering.library import parse_scenario

HEAD = "schema: witnessmark.scenario/1\nid: t\ntitle: t\nseed: 1\nduration: 10\n"
SHOOTER = "shooters: [{id: s, side: a, at: [0, 20, 2], aim: [0, 90, 2], weapon: rifle}]\n"


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("colour: red", "colour"),
        ("air: {temperature: 900}", r"air\.temperature"),
        ("air: {temperature: .nan}", r"air\.temperature"),
        ("sample_rate: 1", "sample_rate"),
        ("width: 641", "width"),
        ("microphone: {at: [0, 0, -3]}", r"microphone\.at\.2"),
        ("shooters: [{id: s, side: a, at: [0, 9, 1], aim: [0, 90, 1], weapon: bow}]", "bow"),
        ("shooters: [{id: s, side: a, at: [0, 9, 1], aim: [0, 9, 1], weapon: rifle}]", "aim"),
        ("shooters: [{id: s, side: a, at: [0, 0, 1.6], aim: [0, 9, 1], weapon: rifle}]", "half a"),
        ("fire: [{id: f, shooter: x, mode: single, start: 1, shots: 1}]", r"fire\.0\.shooter"),
        (f"{SHOOTER}fire: [{{id: f, shooter: s, mode: single, start: 1}}]", "shots or until"),
        (f"{SHOOTER}fire: [{{id: f, shooter: s, mode: single, start: 1, shots: 0}}]", "shots"),
        (f"{SHOOTER}fire: [{{id: f, shooter: s, mode: single, start: 11, shots: 1}}]", "start"),
        (f"{SHOOTER}fire: [{{id: s, shooter: s, mode: single, start: 1, shots: 1}}]", "twice"),
        (f"{SHOOTER}fire: [{{id: f, shooter: s, mode: wild, start: 1, shots: 1}}]", "mode"),
        ("explosions: [{id: e, at: [0, 20, 0], time: 10}]", r"explosions\.0\.time"),
        ("voices: [{id: v, at: [0, 3, 1], start: 5, end: 4}]", r"voices\.0\.end"),
        ("walls: [{id: w, start: [1, 5], end: [1, 5]}]", r"walls\.0"),
        ("conditions: [{id: c, kind: flame, start: 1, end: 2}]", r"conditions\.0\.at"),
        ("camera: {views: [{start: 1}]}", r"camera\.views"),
        ("statements: [{quote: a, truth: 'true', decided_by: [x], why: b}]", "decided_by"),
    ],
)
def test_impossible_values_are_refused_by_field(body: str, named: str) -> None:
    """Whatever cannot be rendered is refused in one line that names where."""
    with pytest.raises(ScenarioError, match=named) as refusal:
        parse_scenario(HEAD + body, "bad.yaml")
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("text", ["", "- 1\n", "a: [", "\t: x", "!!python/object:os.system {}"])
def test_what_is_no_scenario_is_refused(text: str) -> None:
    """Other YAML, broken YAML and YAML that would run code are refused."""
    with pytest.raises(ScenarioError):
        parse_scenario(text, "bad.yaml")


def test_missing_file_is_refused(tmp_path: Path) -> None:
    """A path with nothing there is refused as a scenario, not as a crash."""
    with pytest.raises(ScenarioError, match=r"none\.yaml"):
        load_scenario(tmp_path / "none.yaml")
    with pytest.raises(ScenarioError, match="not a file"):
        load_scenario(tmp_path)


def test_statements_must_quote_the_account(tmp_path: Path) -> None:
    """A tag whose quote is not the account's next sentence is refused by number."""
    path = tmp_path / "s.yaml"
    tags = "account: a.txt\nstatements: [{quote: One., truth: no_claim, why: w}]\n"
    path.write_text(HEAD + tags)
    (tmp_path / "a.txt").write_text("Two. One.")
    with pytest.raises(ScenarioError, match=r"statements\.0\.quote"):
        load_scenario(path)
    (tmp_path / "a.txt").write_text("One. Two.")
    with pytest.raises(ScenarioError, match="goes on"):
        load_scenario(path)
    (tmp_path / "a.txt").write_text("One.\n")
    assert load_scenario(path).statements[0].quote == "One."


def test_account_may_not_lie_elsewhere(tmp_path: Path) -> None:
    """A scenario cannot make the reader open a file outside its folder."""
    path = tmp_path / "s.yaml"
    path.write_text(f"{HEAD}account: ../secret.txt\n")
    with pytest.raises(ScenarioError, match="beside"):
        load_scenario(path)


def test_builtin_statements_cover_the_builtin_account() -> None:
    """The tags and the account are the same words, blank space apart."""
    quotes = " ".join(tag.quote for tag in builtin_scenario().statements)
    assert quotes.split() == builtin_account().decode("utf-8").split()


def test_random_scenarios_differ_and_repeat() -> None:
    """A seed gives one scenario always, and another seed another."""
    assert random_scenario(7) == random_scenario(7)
    assert len({random_scenario(seed).model_dump_json() for seed in range(50)}) == 50


def test_random_scenarios_are_varied() -> None:
    """Fifty seeds bring near and far fire, all hours, snow and none, at several rates."""
    drawn = [random_scenario(seed) for seed in range(50)]
    assert {one.scene.light for one in drawn} == {"day", "dusk", "night"}
    assert {one.scene.snow_cover for one in drawn} == {True, False}
    assert len({one.sample_rate for one in drawn}) > 2
    reach = [max(abs(x) for x in s.at) for one in drawn for s in one.shooters]
    assert min(reach) < 10.0
    assert max(reach) > 400.0


def test_too_short_a_random_scenario_is_refused() -> None:
    """Below six seconds nothing fits."""
    with pytest.raises(ScenarioError, match="too short"):
        random_scenario(1, duration=3.0)
