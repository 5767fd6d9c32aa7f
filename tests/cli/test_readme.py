"""The README's promises."""

from pathlib import Path

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


def commands():
    """Return the command lines that CI runs word for word."""
    blocks = README.split("<!-- ci: ")[1:]
    return [block.split("```")[1].split("\n", 1)[1].strip() for block in blocks]


def test_there_are_two_commands_of_one_line_each():
    """One line installs and runs the main job, one line installs and passes the tests."""
    first, second = commands()
    assert "\n" not in first
    assert "\n" not in second
    assert first.startswith("pip install")
    assert first.endswith("witnessmark demo")
    assert "pytest" in second


def test_every_document_that_is_linked_is_there():
    """No link leads nowhere."""
    root = Path(__file__).parents[2]
    links = [part.split(")")[0] for part in README.split("](")[1:]]
    assert links
    for link in links:
        if not link.startswith("http"):
            assert (root / link.split("#")[0]).exists(), link
