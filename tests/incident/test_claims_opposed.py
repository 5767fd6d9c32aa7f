"""Claims of two accounts that cannot both be so, though no words of theirs are alike."""

from typing import Any

import pytest
from comparing_cases import Weighed, number, record, said, within

from witnessmark.account.lexicon import cues
from witnessmark.incident.compared.states import exclusions
from witnessmark.incident.comparing import compare
from witnessmark.model import ClaimType, Comparison, Kind, Polarity, Verdict

NO = {"polarity": Polarity.NEGATIVE}
EARLY, LATE = within("early on", 0.0, 0.2), within("late on", 0.8, 1.0)
SKY = "STATE_WEATHER_LIGHT"

SNOW = said("Snow is falling", SKY, conditions=("snowfall",))
RAIN = said("It is raining", SKY, conditions=("rain",))
SUMMER = said("It is a dry summer day", SKY, conditions=("dry weather", "summer"))
UNCUT = said("The video runs without a cut", "MEDIA_PROPERTY", type=ClaimType.MEDIA_META)
CUTS = said("There are three cuts", "MEDIA_PROPERTY", type=ClaimType.MEDIA_META)


def both_ways(one: list[Weighed], other: list[Weighed]) -> tuple[Comparison, Comparison]:
    return compare(record(*one), record(*other)), compare(record(*other), record(*one))


def kinds(one: list[Weighed], other: list[Weighed]) -> list[str]:
    """The kinds of conflict, which are the same from either side."""
    there, back = both_ways(one, other)
    assert [c.kind for c in there.conflicts] == [c.kind for c in back.conflicts]
    return [conflict.kind for conflict in there.conflicts]


@pytest.mark.parametrize(
    ("one", "other", "kind", "words"),
    [
        (SNOW, RAIN, "polarity", "falling snow leaves no room for rain"),
        (SNOW, SUMMER, "polarity", "leaves no room for"),
        (UNCUT, CUTS, "polarity", "one tells of cuts, the other that there is none"),
        (
            said("It is night", SKY, conditions=("night",)),
            said("The sun is shining", SKY, conditions=("sunshine",)),
            "time",
            "leaves no room for sunshine",
        ),
        (
            said("No shots are fired", **NO),
            said("A machine gun opens up", "FIRE_AUTOMATIC"),
            "polarity",
            "one denies what the other tells",
        ),
        (
            said("Two explosions are heard", "EXPLOSION_UNATTRIBUTED",
                 **number("Two explosions", 2, 2, "explosions")),
            said("There are three blasts", "EXPLOSION_UNATTRIBUTED",
                 **number("three blasts", 3, 3, "blasts")),
            "number",
            "they differ in the number of explosions, 2 against 3",
        ),
    ],
)  # fmt: skip
def test_what_leaves_no_room_is_a_conflict_in_other_words(one, other, kind, words):
    """Each is explained in a sentence, and the same is found from either side."""
    assert kinds([one], [other]) == [kind]
    (conflict,) = both_ways([one], [other])[0].conflicts
    assert words in conflict.sentence


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([SNOW], [RAIN, SNOW]),
        ([UNCUT], [CUTS, said("It was never cut", "MEDIA_PROPERTY", type=ClaimType.MEDIA_META)]),
        ([said("Snow is falling", SKY, conditions=("snowfall",), **EARLY)],
         [said("It is raining", SKY, conditions=("rain",), **LATE)]),
        ([said("Snow is falling", SKY, conditions=("snowfall",), place="the upper valley")],
         [said("It is raining", SKY, conditions=("rain",), place="Tarvik harbour")]),
        ([SNOW], [said("It is cold", SKY, conditions=("cold",))]),
        ([SNOW], [said("More rain will come", SKY, conditions=("rain",),
                       type=ClaimType.PROGNOSIS)]),
        ([said("No shots are fired early on", **NO, **EARLY)],
         [said("A machine gun opens up late on", "FIRE_AUTOMATIC", **LATE)]),
        ([said("Nobody is shot at", **NO)], [said("A machine gun opens up", "FIRE_AUTOMATIC")]),
        ([said("No more shots are fired", **NO)],
         [said("A machine gun opens up", "FIRE_AUTOMATIC")]),
        ([said("No shots are fired", **NO), said("A burst is fired", "FIRE_AUTOMATIC")],
         [said("A machine gun opens up", "FIRE_AUTOMATIC")]),
    ],
)  # fmt: skip
def test_what_leaves_room_is_none(one, other):
    """Another time or place, a forecast, a narrower denial, or an account that tells of both."""
    assert kinds(one, other) == []


def test_what_conflicts_is_never_an_agreement():
    """Not even where the one account tells both and so leaves room for both."""
    uncut = said("The video runs without a cut", "MEDIA_PROPERTY", type=ClaimType.MEDIA_META)
    cuts = said("The video runs with a cut", "MEDIA_PROPERTY", type=ClaimType.MEDIA_META)
    comparison = compare(record(uncut), record(cuts, said("It is uncut", "MEDIA_PROPERTY")))
    assert not [p for p in comparison.agreements if p.second.quote == "The video runs with a cut"]


def test_fire_decides_nothing_about_the_weather_it_is_fired_in():
    """Shots that are shown do not bear out the snow."""
    fired = said(
        "Guards fire in the falling snow", verdict=Verdict.SHOWN, supports=True,
        conditions=("snowfall",),
    )  # fmt: skip
    (conflict,) = compare(record(fired), record(RAIN)).conflicts
    assert conflict.footage == "The footage does not decide between them."


def test_opposed_claims_do_not_take_the_partner_of_fire_that_is_alike():
    """What both tell of fire stays an agreement; its weather conflicts only where it is left."""
    fired = said("Guards fire at the gate in the snow", conditions=("snowfall",))
    same = said("Guards fire at the gate")
    comparison = compare(record(fired), record(same, RAIN))
    assert len(comparison.agreements) == 1
    assert not comparison.conflicts


def test_what_is_compared_and_what_is_not_is_said():
    """A reader is told that a conflict can be missed, and of which kinds."""
    notes = " ".join(compare(record(SNOW), record(SNOW)).notes)
    assert "These kinds of conflict are looked for" in notes
    assert "all else is not compared" in notes


def test_every_state_that_excludes_is_one_that_a_claim_can_have():
    """A name that no reading gives would exclude nothing."""
    known = {str(name) for name in cues()["conditions"]}
    known |= {kind.value.replace("_", " ") for kind in Kind}
    table = exclusions()
    named = {name for pair in table.pairs for name in pair}
    assert named | table.lasting | set(table.says) <= known


MEDIA = {"act": "MEDIA_PROPERTY", "type": ClaimType.MEDIA_META}
SHOUT = said("A man shouts a warning late on", "WARNING", **LATE)


def lasting(words: str, text: str, least: float, most: float | None, **parts: Any) -> Weighed:
    """A claim that something lasts so many seconds."""
    return said(words, **number(text, least, most, "s"), **parts)


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (
            lasting("The video lasts ten seconds", "ten seconds", 10, 10, **MEDIA),
            lasting("The footage goes on for two minutes", "two minutes", 120, 120, **MEDIA),
            "10 s against 120 s",
        ),
        (
            lasting("The shooting lasts ten seconds", "ten seconds", 10, 10),
            lasting("The exchange of fire goes on for more than a minute", "more than a minute",
                    60, None, act="EXCHANGE_FIRE"),
            "10 s against at least 60 s",
        ),
        (
            lasting("Gunfire for ten seconds", "ten seconds", 10, 10),
            lasting("Shots are heard for two minutes", "two minutes", 120, 120),
            "10 s against 120 s",
        ),
    ],
)  # fmt: skip
def test_lengths_of_the_same_exclude_one_another(one, other, words):
    """Ten seconds of it are no two minutes, whatever the words for it."""
    assert kinds([one], [other]) == ["number"]
    (conflict,) = both_ways([one], [other])[0].conflicts
    assert f"they differ in length, {words}" in conflict.sentence


def test_other_claims_of_the_sound_leave_no_room_for_another_length():
    """What the whole shooting lasts is told by nothing but a length; a bare mention tells none."""
    short = lasting("The shooting lasts ten seconds", "ten seconds", 10, 10)
    long = lasting("The gunfire goes on for two minutes", "two minutes", 120, 120)
    also = said("Soldiers fire at the gate", actor="Soldiers")
    assert kinds([short, also], [said("Shots are heard"), long]) == ["number"]
    both = lasting("The firing lasts two minutes", "two minutes", 120, 120)
    assert kinds([said("Shots in the dark"), both, short], [long]) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            lasting("Gunfire for ten seconds", "ten seconds", 10, 10),
            lasting("The shooting lasts twelve seconds", "twelve seconds", 12, 12),
        ),
        (
            lasting("The logo is seen for ten seconds", "ten seconds", 10, 10, **MEDIA),
            lasting("The video lasts two minutes", "two minutes", 120, 120, **MEDIA),
        ),
        (
            lasting("Early on gunfire lasts ten seconds", "ten seconds", 10, 10, **EARLY),
            lasting("Late on gunfire lasts two minutes", "two minutes", 120, 120, **LATE),
        ),
        (
            lasting("No shots for ten seconds", "ten seconds", 10, 10, **NO),
            said("A machine gun opens up", "FIRE_AUTOMATIC"),
        ),
    ],
)
def test_lengths_that_leave_room_are_none(one, other):
    """Nobody had a stopwatch, and a logo, another bout and a pause are other things."""
    assert "number" not in kinds([one], [other])
    assert "polarity" not in kinds([one], [other])


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (said("Near the end someone speaks", "SPEECH", **LATE), ["polarity"]),
        (SHOUT, ["polarity"]),
        (said("Guards warn the crowd late on", "WARNING", **LATE), []),
    ],
)
def test_a_late_voice_conflicts_with_nobody_speaking(told, found):
    """A shouted warning is a voice; a warning that may be a sign is none."""
    assert kinds([said("Nobody speaks", "SPEECH", **NO)], [told]) == found
    grenade = said("A grenade explodes", "THROW_GRENADE")
    thrown = said("A grenade is thrown", "THROW_GRENADE")
    none = said("No explosion is heard", "EXPLOSION_UNATTRIBUTED", **NO)
    assert kinds([none], [grenade]) == ["polarity"]
    assert kinds([none], [thrown]) == []
