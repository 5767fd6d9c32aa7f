"""What is taken up without being named: "another", "four more", "the last one", "it", "none"."""

from __future__ import annotations

import pytest

from witnessmark.account import read_text
from witnessmark.model import EVENT_MEANT, Claim, Polarity, Reading


def read(text: str) -> Reading:
    """Read a sample, behind a sentence that leaves no doubt what it is about."""
    return read_text(f"Gunmen hold the hill above the mill.\n\n{text}".encode(), "a.txt")


def last_claim(text: str) -> Claim:
    """Return the last claim of *text*."""
    return read(text).claims[-1]


def meant_in(text: str) -> list[tuple[str, str | None]]:
    """Return what the claims of *text* take up: the words that point, and what they mean."""
    known = read(text).coreference
    return [(one.pronoun, one.antecedent) for one in known if one.reason == EVENT_MEANT]


@pytest.mark.parametrize(
    ("text", "act", "meant"),
    [
        ("A burst is heard at 0:04. Soon comes another.", "FIRE_AUTOMATIC", "burst"),
        ("A burst of fire is heard. Another one follows at once.", "FIRE_AUTOMATIC", "burst"),
        ("A blast shakes the mill. A second comes at 0:20.", "EXPLOSION_UNATTRIBUTED", "blast"),
        ("A blast shakes the mill. There is one more at 0:20.", "EXPLOSION_UNATTRIBUTED", "blast"),
        ("Two blasts are heard. The latter is at 0:20.", "EXPLOSION_UNATTRIBUTED", "blasts"),
        ("Two shots ring out. The first came at 0:05.", "FIRE_SMALL_ARMS", "shots"),
        ("Two shots ring out. Another at 0:31.", "FIRE_SMALL_ARMS", "shots"),
        ("Two shots ring out. All of it is fired out of sight.", "FIRE_SMALL_ARMS", "shots"),
        ("A scream is heard. Not long after comes another.", "SPEECH", "scream"),
        ("Somebody shouts. One more follows at 0:09.", "SPEECH", "shouts"),
        ("A cut is seen at 0:04. Another comes at 0:09.", "MEDIA_PROPERTY", "cut"),
        ("Flames are seen at the start. They are still there at the end.", "DAMAGE_BURN", "Flames"),
    ],
)
def test_a_claim_that_only_points_is_about_the_event_before(text: str, act: str, meant: str):
    """It takes the act, and the reading says what its words mean."""
    assert last_claim(text).act == act
    assert meant in {found for _, found in meant_in(text)}


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("Three shots ring out. Four more are heard at 0:20.", (4, None)),
        ("Three shots ring out. I count another two at 0:20.", (2, None)),
        ("Some shots ring out. We hear fifteen of them at the very least.", (15, None)),
        ("Some shots ring out. The remaining five fall in the last ten seconds.", (5, None)),
        ("Three shots ring out. They are followed by two more.", (2, None)),
    ],
)
def test_a_number_without_a_noun_counts_what_it_points_to(text: str, bounds: tuple[int, None]):
    """ "Four more" of shots are shots, and never the seconds that stand behind them."""
    shots = [one for one in last_claim(text).quantities if one.unit == "shots"]
    assert [(one.min, one.max) for one in shots] == [bounds]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("We listened for an explosion and found none.", "EXPLOSION_UNATTRIBUTED"),
        ("The caption promises screams, and there are none.", "SPEECH"),
        ("Two shots ring out. None is heard in the last ten seconds.", "FIRE_SMALL_ARMS"),
        ("Two shots ring out. Of shouting there is none.", "SPEECH"),
    ],
)
def test_that_there_was_none_denies_what_was_spoken_of(text: str, act: str):
    """What is denied is what the sentence speaks of, before what was told in others."""
    claim = last_claim(text)
    assert (claim.act, claim.polarity) == (act, Polarity.NEGATIVE)


@pytest.mark.parametrize(
    "text",
    [
        "A blast is heard. Two men run past. Another follows.",
        "Two soldiers run off after the shots. Four more arrive.",
        "A man fires two rounds. A third stops.",
        "Shots are heard. The film is short. It ends at 0:40.",
        "Shots are heard. It is snowing.",
        "Shots are heard. It was filmed at night.",
        "A burst is heard. It is not clear who filmed this.",
        "A burst is heard. The first shot falls at 0:20.",
        "The sentry shouts a warning before the first burst.",
        "Two shots are heard. There were no more than that.",
    ],
)
def test_people_the_film_the_weather_and_nothing_are_left_alone(text: str):
    """Where something else may be meant, or nothing is, the claim stays as it was read."""
    assert meant_in(text) == []


def test_what_was_told_long_before_is_not_taken_up():
    """An event three sentences back is no more meant."""
    text = "A burst is heard. The mill is white. Its door is red. Its roof is old. Another comes."
    assert meant_in(text) == []


def test_an_ordinal_is_no_second_of_time():
    """ "Before the second cut" does not make four seconds of four."""
    claim = last_claim("Three shots are heard. Four more come before the second cut.")
    assert [one.unit for one in claim.quantities] == ["shots"]
