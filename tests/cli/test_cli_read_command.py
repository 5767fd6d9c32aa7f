"""``witnessmark read`` from outside: the document, the screen, the refusals."""

import json

import pytest

from witnessmark.cli import run

STORY = (
    "Fight in Grozny\n\nBy Ann Lee, 3 May 2020\n\n"
    "At 0:19 the soldiers apparently fire about forty rounds at a house before rebels throw a "
    "grenade.\n"
)
CLAIM = (
    "id sentence span quote type act actor target weapon place perceptibility camera polarity "
    "certainty hedges time quantities attribution"
)
FIELDS = {
    "claims": CLAIM,
    "places": "name latitude longitude precision country",
    "dates": "edtf role span",
    "relations": "first second allen",
}


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(STORY, "utf-8")
    return path


def test_the_document_has_every_field_of_its_contract(story, capsys):
    """One JSON document; spans are half-open and hold their words; hedges have a scope."""
    assert run(["read", str(story), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    for part, names in FIELDS.items():
        assert document[part]
        for row in document[part]:
            assert set(names.split()) <= set(row), part
    assert {date["role"] for date in document["dates"]} <= {"event", "publication", "other"}
    for claim in document["claims"]:
        assert STORY[slice(*claim["span"])] == claim["quote"]
    scopes = {
        hedge["cue"]: STORY[slice(*hedge["scope"])]
        for claim in document["claims"]
        for hedge in claim["hedges"]
    }
    assert scopes["about"] == "forty"
    assert "fire" in scopes["apparently"]


def test_the_screen_shows_sentences_with_marks_and_no_colour_in_a_pipe(story, capsys):
    """What is piped holds no escape of a terminal, and keeps to COLUMNS."""
    assert run(["read", str(story)]) == 0
    told = capsys.readouterr().out
    assert "\x1b" not in told
    assert "⟨c01" in told
    assert "2  publication line, no claim │ By Ann Lee, 3 May 2020" in told


@pytest.mark.parametrize("columns", ["60", "100"])
def test_piped_output_is_as_wide_as_columns_says(story, capsys, monkeypatch, columns):
    """COLUMNS is followed where there is no terminal to ask."""
    monkeypatch.setenv("COLUMNS", columns)
    assert run(["read", str(story), "--only", "claims"]) == 0
    told = capsys.readouterr().out
    assert int(columns) - 15 < max(map(len, told.splitlines())) <= int(columns)


def test_one_part_and_the_whole_document_exclude_each_other(story, capsys):
    """A half document would pass for a whole one."""
    assert run(["read", str(story), "--json", "--only", "places"]) == 2
    assert "leave --only out" in capsys.readouterr().err


def test_the_help_gives_examples(capsys):
    """Each of its lines can be copied."""
    assert run(["read", "--help"]) == 0
    assert "witnessmark read story.txt --json > reading.json" in capsys.readouterr().out
