"""The example in docs/scenarios.md."""

from pathlib import Path

from witnessmark.rendering import render
from witnessmark.rendering.library import load_scenario

DOCUMENT = Path(__file__).parents[2] / "docs/scenarios.md"


def test_the_example_in_the_document_renders(tmp_path: Path) -> None:
    """What the page shows is a scenario, and its truth holds what it names."""
    block = DOCUMENT.read_text("utf-8").split("<!-- test: renders -->")[1].split("```")[1]
    scenario = tmp_path / "two_places.yaml"
    scenario.write_text(block.removeprefix("yaml\n"), "utf-8")
    truth = render(load_scenario(scenario), tmp_path / "two_places.mp4")
    assert [group.id for group in truth.groups] == ["aimed", "answer"]
    assert len(truth.shots) == 11
    assert (tmp_path / "two_places.truth.json").is_file()
