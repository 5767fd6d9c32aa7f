"""The cue table of the notes, row by row: what each cue gives, and where it gives nothing."""

from __future__ import annotations

from functools import lru_cache

import pytest

from witnessmark.account import read_text
from witnessmark.account.time_cues import claim_time, repeat
from witnessmark.model import Polarity, Reading

BEFORE = {"b", "m", "o", "fi", "di"}
SHARED = {"o", "oi", "s", "si", "d", "di", "f", "fi", "e"}


@lru_cache
def read(text: str) -> Reading:
    """Read a short account."""
    return read_text(text.encode(), "account.txt")


def related(text: str) -> list[tuple[str, set[str], str]]:
    """Return the relations of a text with quotes for names."""
    found = read(text)
    quotes = {claim.id: claim.quote for claim in found.claims} | {"VIDEO": "VIDEO"}
    return [(quotes[r.first], set(r.allen), quotes[r.second]) for r in found.relations]


def relation(text: str, first: str, second: str) -> set[str]:
    """Return the set from the claim with the words *first* to that with *second*."""
    (allen,) = [a for one, a, two in related(text) if first in one and second in two]
    return allen


@pytest.mark.parametrize(
    ("row", "words", "low", "high", "allen"),
    [
        ("T01", "gunfire is heard throughout", 0, 1, {"e", "di"}),
        ("T01", "gunfire is heard for the whole video", 0, 1, {"e", "di"}),
        ("T01", "the screen is black the whole way through", 0, 1, {"e", "di"}),
        ("T01", "no shot is heard at any point in the recording", 0, 1, {"e", "di"}),
        ("T03", "the clip opens with a blast", 0, 0.1, {"s"}),
        ("T03", "the footage, recorded near the river, opens with a blast", 0, 0.1, {"s"}),
        ("T03", "it begins with a blast", 0, 0.1, {"s"}),
        ("T04", "the clip ends with a blast", 0.8, 1, {"f"}),
        ("T04", "a blast ends the video", 0.9, 1, {"f"}),
        ("T04", "it finishes with a blast", 0.9, 1, {"f"}),
        ("T05", "towards the end of the video a gun fires", 0.6, 1, {"d", "f"}),
        ("T05", "shortly before the end a gun fires", 0.85, 1, {"d", "f"}),
        ("T06", "it fires through the video\u2019s conclusion", 0.6, 1, {"f"}),
        ("T06", "it fires until the end of the clip", 0.6, 1, {"f"}),
        ("T06", "it fires for the rest of the clip", 0.3, 1, {"f"}),
    ],
)
def test_a_part_of_the_video_has_its_window(row, words, low, high, allen):
    """T01, T03 to T06: the cue gives a prior window and a relation to the whole video."""
    time = claim_time(words)
    assert (time.window, set(time.relation or ())) == ((low, high), allen), row


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("T01", "fighting throughout the region"),
        ("T02", "the fighting went on throughout the siege"),
        ("T03", "a gunner opens fire with a burst"),
        ("T04", "the war ends with a truce"),
        ("T05", "at the end of the street a man runs"),
        ("T06", "they drive to the end of the road"),
        ("T15", "at 10:30 pm a gun fires"),
    ],
)
def test_the_same_words_of_other_things_give_no_window(row, words):
    """The siege, a war and a street are not the video."""
    assert claim_time(words).window is None, row


def test_t02_throughout_something_else_is_not_the_video():
    """T02: throughout the siege spans the siege, never the video."""
    found = related("Soldiers fire at the house throughout the siege.")
    assert not [row for row in found if row[2] == "VIDEO"]


def test_t07_until():
    """T07: the claim ends about where the other starts."""
    text = "Soldiers guard the gate until an explosion tears through the house."
    assert relation(text, "guard", "explosion") == {"m", "o"}


def test_t08_before_quickly():
    """T08: an answer that comes quickly may overlap what it answers."""
    text = "They fire at the windows before quickly being met by machine gun fire."
    assert relation(text, "fire at the windows", "met by") == {"b", "m", "o"}


def test_t09_before():
    """T09: starts are ordered, and nothing else."""
    text = "The soldiers fire at the house before a grenade explodes in the yard."
    assert relation(text, "soldiers fire", "grenade") == BEFORE


@pytest.mark.parametrize(
    "cue",
    ["Then", "After that,", "Moments later", "Twelve seconds later", "Eventually", "After which"],
)
def test_t10_then(cue: str):
    """T10: what is told before it has ended or just ends."""
    text = f"A grenade explodes in the yard. {cue} the soldiers fire at the house."
    assert relation(text, "grenade", "soldiers fire") == {"b", "m"}


def test_t10_and_then_in_one_sentence():
    """T10: within a sentence too."""
    text = "A grenade explodes in the yard and moments later the soldiers fire at the house."
    assert relation(text, "grenade", "soldiers fire") == {"b", "m"}


def test_t10_the_video_follows_somebody():
    """A video that follows a convoy follows no event."""
    text = "A grenade explodes in the yard. The video follows the soldiers to the house."
    assert not [row for row in related(text) if row[2] != "VIDEO"]


@pytest.mark.parametrize("cue", ["while", "as"])
def test_t11_while(cue: str):
    """T11: the two share time; neither is before the other."""
    text = f"A machine gun fires at the house {cue} soldiers run across the yard."
    assert relation(text, "machine gun", "soldiers run") == SHARED


@pytest.mark.parametrize(
    "text",
    [
        "While the machine gun has a good angle, the soldiers fire at the house.",
        "The soldiers fire at the house, as they have plenty of rounds.",
        "Although the gun jams, the soldiers fire at the house.",
        "The soldiers fire at the house because a grenade exploded.",
    ],
)
def test_t11_concession_and_reason_relate_nothing(text: str):
    """T11: a while that concedes and an as that gives a reason say nothing of time."""
    assert related(text) == []


def test_t11_what_was_going_on_started_first():
    """T11: "is rolling when": the background was there before."""
    text = "Soldiers are firing at the house when a grenade explodes in the yard."
    assert relation(text, "firing", "explodes") == {"di", "o", "fi"}


def test_t12_without_warning():
    """T12: the silence meets what it would have announced."""
    text = "Without warning, a machine gun opens fire on the house."
    assert {"m"} in [allen for _, allen, _ in related(text)]


@pytest.mark.parametrize(
    ("words", "bounds"),
    [
        ("several times", (3, None)),
        ("several more exchanges", (3, None)),
        ("repeatedly", (2, None)),
        ("again", (2, None)),
        ("one after the other", (2, None)),
        ("twice", (2, 2)),
        ("several men", None),
    ],
)
def test_t13_repeats_are_lower_bounds(words: str, bounds):
    """T13: vague repeats have no upper bound, and several men repeat nothing."""
    found = repeat(words)
    assert (None if found is None else (found.min, found.max)) == bounds


def test_t14_keeps_up():
    """T14: what keeps up starts by the end of what it goes on from, and outlasts it."""
    text = "The gun fires at the house. The gun keeps firing at the yard."
    allen = relation(text, "keeps firing", "fires at the house")
    assert allen == {"oi", "di", "si", "mi"}


def test_t15_clocks_order_starts():
    """T15: of two clock readings the earlier starts first, wherever it is told."""
    text = "At 1:20 a grenade explodes in the yard. Soldiers fire at the house at 0:38."
    assert relation(text, "Soldiers fire", "grenade") == BEFORE
    assert relation(text, "grenade", "VIDEO") == {"d", "s", "f"}


def test_t15_a_clock_that_opens_a_sentence_places_all_of_it():
    """T15: what is told beside the placed claim lies there too, up to the next word of time."""
    text = "At 0:38 soldiers fire at the house and a woman screams, then a grenade explodes."
    at = {c.quote: c.time.clock.seconds for c in read(text).claims if c.time.clock}
    assert set(at.values()) == {38.0}
    assert not any("grenade" in quote for quote in at)


def test_t15_by_a_time_tells_no_start():
    """T15: what burns by the one-minute mark may have begun at any time before it."""
    text = "A grenade explodes at 0:30. By the one-minute mark soldiers fire at the house."
    assert not [row for row in related(text) if "VIDEO" not in row]


def test_t16_the_same_video_orders_nothing():
    """T16: one recording, order free."""
    text = "Soldiers fire at the house. In the same video a grenade explodes in the yard."
    assert not [row for row in related(text) if row[2] != "VIDEO"]


TWO = (
    "Two videos were posted.\n\nIn the first video soldiers fire at the house at 0:10."
    " A grenade explodes in the yard.\n\nThe second video shows a tank firing at a bridge at 0:40."
    " Then an explosion is heard."
)


def test_t17_two_videos_have_two_timelines():
    """T17: claims of different recordings are never related, whatever clocks they have."""
    found = read(TWO)
    video = {claim.quote: claim.video for claim in found.claims}
    assert {n for q, n in video.items() if "soldiers" in q or "grenade" in q} == {1}
    assert {n for q, n in video.items() if "tank" in q or "explosion" in q} == {2}
    of = {claim.id: claim.video for claim in found.claims}
    pairs = [(of[r.first], of[r.second]) for r in found.relations if r.second != "VIDEO"]
    assert pairs
    assert all(first == second for first, second in pairs)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Video 1: soldiers fire at a house.\n\nVideo 2: a tank fires at a bridge.", [1, 2]),
        ("CLIP 1 (0:48). Soldiers fire at a house.\nCLIP 2 (1:55). A tank fires at it.", [1, 2]),
        (
            "The video shows soldiers firing at a house. Another video shows a tank firing.",
            [1, 2],
        ),
        ("The video shows soldiers firing. A second clip shows a tank firing.", [1, 2]),
        ("The first clip shows soldiers firing. The other one shows a tank firing.", [1, 2]),
    ],
)
def test_t17_recordings_are_numbered_by_their_names(text: str, numbers: list[int]):
    """T17: headings and running text number the recordings alike."""
    found = [claim.video for claim in read(text).claims if claim.act.startswith("FIRE")]
    assert found == numbers


def test_t17_one_recording_is_not_numbered():
    """An account of one video, the first of many or not, numbers nothing."""
    text = "The video shows soldiers firing at a house. In the video a second burst follows."
    assert {claim.video for claim in read(text).claims} == {None}


SHOTS = (
    "FIGHT AT THE HOUSE\n\nSHOTLIST:\n1. 00:00 Soldiers firing at house\n"
    "2. 00:09 Tank driving past school\n3. 00:15 Explosion in yard\n"
)


def test_t18_a_shot_list_orders_the_screen_alone():
    """T18: an item comes before the next on the screen; events are left free."""
    found = read(SHOTS)
    between = [r for r in found.relations if r.second != "VIDEO"]
    assert len(between) == 2
    assert {(r.allen, r.timeline, r.cue) for r in between} == {(("b", "m"), "screen", "shot order")}
    assert [c.time.clock.seconds for c in found.claims if c.time.clock] == [0.0, 9.0, 15.0]


def test_t18_numbered_paragraphs_are_no_shot_list():
    """A court's numbered paragraphs order nothing."""
    text = (
        "1. Soldiers fire at the house. They leave. No warning is given.\n\n2. A tank fires at"
        " the bridge. It leaves. No warning is given.\n"
    )
    assert not [r for r in read(text).relations if r.timeline == "screen"]


def test_t19_now_orders_nothing_by_itself():
    """T19: now shares its time with what was told before, and comes neither before nor after."""
    text = "A grenade explodes in the yard. The soldiers now fire at the house."
    for one, allen, two in related(text):
        assert "VIDEO" in {one, two} or allen & SHARED


def test_t20_nearly_did_not_happen():
    """T20: a near miss is denied, and orders nothing."""
    (claim,) = read("The grenade nearly hits the soldiers.").claims
    assert claim.polarity is Polarity.NEGATIVE
    assert related("The grenade nearly hits the soldiers.") == []
