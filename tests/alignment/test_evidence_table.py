"""What each act would sound or look like: the data, held against the vocabulary of acts."""

import json
from pathlib import Path

import pytest

from witnessmark.account.lexicon import acts
from witnessmark.alignment.evidence import beyond_table, evidence_table
from witnessmark.alignment.sight_evidence import _table

ONTOLOGY = Path(__file__).parents[2].parent / "shared" / "ontology.json"


def test_every_act_can_be_heard_or_has_a_reason_why_not():
    """No act of the reading is forgotten, and none stands in both lists."""
    named = {str(act) for act in acts() if act is not None}
    assert set(evidence_table()) | set(beyond_table()) == named
    assert not set(evidence_table()) & set(beyond_table())


def test_words_of_sight_are_of_acts_that_there_are():
    """A row whose act is misspelt would never be looked at."""
    rows, _, _ = _table()
    assert {act for row in rows for act in row.acts} <= {str(act) for act in acts()}


@pytest.mark.skipif(not ONTOLOGY.is_file(), reason="the shared ontology is not here")
def test_the_acts_are_those_of_the_ontology():
    """The project's ontology and the table name the same acts."""
    named = json.loads(ONTOLOGY.read_text("utf-8"))["acts"]
    assert set(named) == set(evidence_table()) | set(beyond_table())
