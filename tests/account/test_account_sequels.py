"""Events that are told after another with no verb of their own, and those that say only when."""

import pytest

from witnessmark.account import read_text
from witnessmark.model import Polarity, Reading


def told(text: str) -> Reading:
    """Read *text* as the story of an account of fighting."""
    return read_text(f"A farm is seen.\n\nSoldiers with rifles fight. {text}".encode(), "a.txt")


def acts(text: str) -> list[str | None]:
    return [claim.act for claim in told(text).claims[2:]]


def ordered(text: str) -> set[tuple[str, str]]:
    """The quotes of what comes earlier and later by the relations of *text*."""
    read = told(text)
    quotes = {claim.id: claim.quote for claim in read.claims}
    pairs = set()
    for one in read.relations:
        if one.second == "VIDEO":
            continue
        back = set(one.allen) <= {"bi", "mi", "oi", "f", "d"}
        names = (one.second, one.first) if back else (one.first, one.second)
        pairs.add((quotes[names[0]], quotes[names[1]]))
    return pairs


@pytest.mark.parametrize(
    "text",
    [
        "Gunfire is heard, and then an explosion.",
        "Gunfire is heard, then a blast.",
        "Gunfire is heard and, seconds later, an explosion.",
        "Gunfire is heard, and after it an explosion.",
        "Gunfire is heard, and moments later a second explosion.",
        "First gunfire is heard, then a loud explosion.",
        "Gunfire is heard, followed by a blast.",
        "Gunfire is heard, and finally an explosion.",
        "Gunfire is heard, later an explosion.",
    ],
)
def test_an_event_without_a_verb_is_told_after_the_one_before(text):
    """It is a claim of its own, and comes later."""
    assert acts(text) == ["EXCHANGE_FIRE", "EXPLOSION_UNATTRIBUTED"]
    claims = told(text).claims[2:]
    assert (claims[0].quote, claims[1].quote) in ordered(text)


def test_three_in_a_row_are_three():
    """Each is after the one before it."""
    text = "Three single shots ring out, then a long burst, then an explosion."
    assert acts(text) == ["FIRE_SMALL_ARMS", "FIRE_AUTOMATIC", "EXPLOSION_UNATTRIBUTED"]
    assert len(ordered(text)) == 2


def test_an_event_that_is_only_joined_has_no_order():
    """The word "and" by itself puts nothing first."""
    text = "Gunfire is heard, and an explosion."
    assert acts(text) == ["EXCHANGE_FIRE", "EXPLOSION_UNATTRIBUTED"]
    assert not ordered(text)


def test_items_of_a_line_are_told_in_turn_whichever_the_parser_hangs_on_which():
    """A line without a verb has as many events as it names."""
    assert acts("A loud bang, then a burst of gunfire.") == [
        "EXPLOSION_UNATTRIBUTED",
        "FIRE_AUTOMATIC",
    ]


@pytest.mark.parametrize(
    "text", ["Shots are fired at the gate, then at the wall.", "Two shots, then more, are heard."]
)
def test_what_names_no_further_event_is_one_claim(text):
    """A place, or a subject of the verb behind it, is no event of its own."""
    assert len(acts(text)) == 1


@pytest.mark.parametrize(
    ("text", "early", "late"),
    [
        ("A burst is fired before the first explosion.", "A burst is fired", "the first explosion"),
        ("A burst is fired after the second blast.", "the second blast", "A burst is fired"),
        ("No blast is heard before the first shots.", "No blast is heard", None),
        ("An explosion follows the first shots.", "the first shots", "An explosion follows"),
        (
            "Single shots are followed by automatic fire.",
            "Single shots are followed",
            "automatic fire",
        ),
        ("Single shots are preceded by a blast.", "a blast", "Single shots are preceded"),
    ],
)
def test_an_event_that_says_when_is_ordered(text, early, late):
    """It is told of on its own, or meant as what is told elsewhere."""
    fight = "Soldiers with rifles fight"
    assert (early or fight, late or fight) in ordered(text)


def test_a_denial_keeps_its_side():
    """What is denied before something is denied there alone."""
    read = told("No blast is heard before the first shots.")
    (denied,) = (claim for claim in read.claims if claim.polarity is Polarity.NEGATIVE)
    assert denied.quote == "No blast is heard"


@pytest.mark.parametrize(
    "text",
    [
        "The buzz lasts until the first gunshots.",
        "The clip was filmed the day before the shelling.",
        "The camera pans to the left before the blast.",
        "Shots are heard both before and after the explosion.",
    ],
)
def test_what_is_no_sound_is_told_whole(text):
    """Only where the order of two sounds can be weighed is the second told apart."""
    assert text.rstrip(".") in [claim.quote for claim in told(text).claims]
