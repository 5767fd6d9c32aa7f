"""A tagger's word beside what was heard."""

import pytest
from heard_sounds import heard, shots_at

from witnessmark.formats.sound_tagger import EXPLAINS_AWAY, SAYS, tagged_sounds
from witnessmark.perception.sound.tagger import asked_classes


def against(name, *others):
    """Return how *others* disagree with a tagger that says *name* from second 2 to 3."""
    said = heard("sound_class", 2, 3, 0.6, **{"class": name, "tagger": "T1"})
    (tagged,) = tagged_sounds([said, *others])
    assert tagged.words.startswith(f"tagger T1 says “{name}”")
    return tagged.against


def test_an_explosion_that_was_not_heard_is_disputed():
    """The picker's silence is set against the class, not printed beside it without a word."""
    assert against("Explosion") == "no shot and no explosion was heard there"
    assert against("Machine gun", heard("explosion", 2, 2.5)) == "no shot was heard there"


def test_a_bang_of_unknown_cause_is_no_agreement():
    """What was heard and not known is said, and still is no explosion."""
    told = against("Explosion", heard("impulse", 2.5, 2.51))
    assert told == "no shot and no explosion was heard there, only a bang of unknown cause"


@pytest.mark.parametrize("at", [1.6, 2.5, 3.4])
def test_a_shot_within_half_a_second_agrees(at):
    """A tagger's stretches are good to half a second; gunfire is a kind of explosion to it."""
    assert against("Gunshot, gunfire", *shots_at(at)) == ""
    assert against("Explosion", *shots_at(at)) == ""


def test_a_shot_elsewhere_does_not_agree():
    """A second away is another moment."""
    assert against("Gunshot, gunfire", *shots_at(4.5)) != ""


def test_a_harmless_cause_disputes_what_was_heard():
    """Fireworks against shots: the two are set side by side."""
    assert against("Fireworks", *shots_at(2.5)) == "a shot was heard there"
    both = against("Firecracker", *shots_at(2.5), heard("explosion", 2.6, 3))
    assert both == "a shot and an explosion were heard there"
    assert against("Fireworks") == ""


def test_other_classes_dispute_nothing():
    """A siren says nothing about shots."""
    assert against("Siren", *shots_at(2.5)) == ""


def test_a_tagger_without_a_name_is_called_by_its_signature():
    """A class is never printed without whose word it is."""
    (tagged,) = tagged_sounds([heard("sound_class", 2, 3, **{"class": "Siren"})])
    assert tagged.tagger == "test.ear"


def test_the_classes_weighed_are_classes_asked_for():
    """A misspelt class would never disagree with anything."""
    assert {*SAYS, *EXPLAINS_AWAY} <= set(asked_classes().values())
