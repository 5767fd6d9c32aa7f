"""The expert's table: numbers, groups, intervals, gaps."""

import pytest
from heard_sounds import group_of, heard, shots_at, span, yard

from witnessmark.formats import sound_table
from witnessmark.formats.sound_table import note_words


def test_every_shot_has_a_number_its_interval_and_its_group():
    """Numbers run over the whole recording, and intervals reach across groups."""
    shots = sound_table(yard()).shots
    assert [shot.number for shot in shots] == [1, 2, 3, 4, 5, 6]
    assert [shot.group for shot in shots] == [1, 1, 1, 1, 2, 2]
    assert shots[0].interval is None
    assert [shot.interval for shot in shots[1:]] == pytest.approx([0.1, 0.1, 0.1, 2.7, 1.5])
    assert shots[4].crack_to_blast == 0.31


def test_the_order_of_the_observations_does_not_matter():
    """The table is in order of time however the observations come."""
    assert sound_table(yard()) == sound_table(yard()[::-1])


def test_a_shot_that_no_group_names_has_none():
    """No group is made up for a shot."""
    (shot,) = sound_table(shots_at(2.0)).shots
    assert shot.group is None


def test_interleaved_groups_keep_their_shots():
    """Two weapons at once: a shot belongs to the group that names it, not to the nearest."""
    one, two = shots_at(1.0, 1.2, 1.4), shots_at(1.1, 1.3)
    table = sound_table([*one, *two, group_of(one), group_of(two)])
    assert [group.shots for group in table.groups] == [(1, 3, 5), (2, 4)]


@pytest.mark.parametrize(
    ("attributes", "words"),
    [
        ({}, "3 single shots"),
        ({"at_least": True, "mode": "automatic"}, "at least 3 shots, automatic fire"),
        ({"count_interval": [3, 5], "mode": "burst"}, "3 to 5 shots, burst"),
        (
            {
                "mode": "burst",
                "rounds_per_minute": 640.4,
                "rounds_per_minute_interval": [600, 700],
                "proximity": "far",
                "overlapping": "unclear",
            },
            "3 shots, burst, 640 rounds/min (600–700), far, perhaps more than one weapon",
        ),
        ({"overlapping": True}, "3 single shots, more than one weapon"),
    ],
)
def test_a_group_in_words(attributes, words):
    """What is not known is left out, and bounds are said to be bounds."""
    shots = shots_at(1.0, 1.2, 1.4)
    (group,) = sound_table([*shots, group_of(shots, **attributes)]).groups
    assert group.words == words


@pytest.mark.parametrize(
    "odd", [{"shots": "many"}, {"shot_ids": 3}, {"count_interval": [1]}, {"mode": 7}]
)
def test_attributes_of_another_kind_are_taken_as_absent(odd):
    """A record from elsewhere may hold anything: the table still comes out."""
    shots = shots_at(1.0)
    (group,) = sound_table([*shots, group_of(shots, **odd)]).groups
    assert "shot" in group.words or group.count == 0


def test_what_was_not_heard_is_told_with_its_reason():
    """Silence of the file and stretches without samples stand side by side, in order."""
    table = sound_table([heard("silence", 3, 5, 1.0)], undecoded=[span(7, 9), span(0, 1)])
    assert [(gap.start, gap.why) for gap in table.unheard] == [
        (0.0, "not decoded"),
        (3.0, "digital silence"),
        (7.0, "not decoded"),
    ]


def test_short_holes_stand_apart_and_among_all_gaps():
    """Hundreds of them do not bury the other gaps, and each is there for who wants all."""
    table = sound_table([], undecoded=[span(7, 9)], bridged=[span(1, 1.002), span(8, 8.002)])
    assert [gap.start for gap in table.unheard] == [7.0]
    assert [(gap.start, gap.why) for gap in table.gaps] == [
        (1.0, "not decoded"),
        (7.0, "not decoded"),
        (8.0, "not decoded"),
    ]


def test_nothing_usable_is_told_once():
    """Where no sample could be used that is the reason, and not that it was not decoded."""
    seen = heard("no_audio", 0, 10, 1.0, cause="no usable sample")
    (gap,) = sound_table([seen], undecoded=[span(0, 10)]).unheard
    assert gap.why == "no usable sample"
    (gap,) = sound_table([heard("no_audio", 0, 10, 1.0)]).unheard
    assert gap.why == "no sound track"


@pytest.mark.parametrize(
    ("attributes", "words"),
    [
        ({"cause": "pieces too short", "pieces": 3}, "pieces too short to judge by"),
        ({"cause": "no numbers"}, "no number that could be sound"),
        ({"cause": "cut out of running sound"}, "digital silence"),
        ({"cause": 7}, "digital silence"),
    ],
)
def test_silence_is_put_by_its_cause(attributes, words):
    """Pieces in which a shot was found, and numbers that are no sound, are not digital silence."""
    (gap,) = sound_table([heard("silence", 3, 3.2, 1.0, **attributes)]).unheard
    assert gap.why == words


@pytest.mark.parametrize(
    ("attributes", "words"),
    [
        ({}, ""),
        ({"doubt": "the piece is short"}, "the piece is short"),
        ({"chance_without_cadence": 0.31}, "a shot by its place in the cadence"),
        ({"chance_without_crack": 0.31}, "a shot by its bullet's crack"),
        ({"heard_by": "crack"}, "only its bullet's crack is heard"),
        (
            {"doubt": "the piece is short", "chance_without_cadence": 0.31},
            "the piece is short; a shot by its place in the cadence",
        ),
    ],
)
def test_a_shot_says_what_makes_it_doubtful(attributes, words):
    """What the detector doubts, and what only the cadence asks for, is said; else nothing."""
    (shot,) = sound_table(shots_at(1.0, **attributes)).shots
    assert shot.doubt == words


def test_the_estimate_of_a_group_is_none_where_it_was_not_worked_out():
    """An estimate is read, never made up."""
    shots = shots_at(1.0, 1.2)
    one, two = (
        sound_table([*shots, group_of(shots, **given)]).groups[0]
        for given in ({}, {"shots_estimated": 3})
    )
    assert (one.estimate, two.estimate) == (None, 3)


def test_a_bang_of_unknown_cause_says_what_it_may_be():
    """Its confidence alone would hide that it is likeliest the crack of a bullet."""
    bang = heard(
        "impulse", 1, 1.01, 0.02, chance_of_shot=0.05, chance_of_crack=0.93, chance_of_explosion=0.0
    )
    assert note_words(bang) == "perhaps a bullet's crack, 0.93"
    assert note_words(heard("impulse", 1, 1.01)) == ""
    assert (
        note_words(heard("shot", 1, 1.01, 0.96, heard_by="crack"))
        == "only its bullet's crack is heard"
    )
