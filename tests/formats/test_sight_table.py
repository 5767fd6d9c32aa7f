"""The table of what was seen: takes, parts in order, words; nothing made up."""

import pytest
from sight_seeing import everything, fact, recorded, seen, span

from witnessmark.formats.sight_table import (
    detail_words,
    is_unclear,
    sight_table,
    text_words,
    value_words,
)
from witnessmark.model import Kind


def test_takes_tile_what_was_shown():
    """A hard cut begins a take at its frame, a gradual one in its middle; none is lost."""
    takes = sight_table(recorded(), everything()).takes
    assert [(take.start, take.end) for take in takes] == [(0, 3), (3, 6.5), (6.5, 10)]
    assert [take.begins_with for take in takes] == ["", "hard cut", "dissolve"]


@pytest.mark.parametrize(
    "cuts", [[(0, 0.04)], [(10, 10.04)], [(12, 12.04)], [(3, 3.04), (3, 3.04)]]
)
def test_a_cut_at_the_edge_or_twice_makes_no_empty_take(cuts):
    """Every take has a length."""
    found = [seen(Kind.CUT, start, end, form="hard") for start, end in cuts]
    takes = sight_table(recorded(), found).takes
    assert all(take.start < take.end for take in takes)
    assert len(takes) <= 2


def test_where_nothing_was_decoded_there_is_no_take():
    """No frame, no take; no picture, none either."""
    assert not sight_table(recorded(decoded=False), []).takes
    assert not sight_table(recorded(picture=None), []).takes


def test_each_thing_stands_in_one_part_in_order_of_time():
    """Nothing seen is listed twice, and sounds are not listed at all."""
    table = sight_table(recorded(), [*everything(), seen(Kind.SHOT, 1, 1.1)], [span(4, 5)])
    parts = (
        table.keyframes,
        table.conditions,
        table.moments,
        table.texts,
        table.marks,
        table.making,
        table.facts,
        table.provenance,
    )
    listed = [one.id for part in parts for one in part]
    assert len(listed) == len(set(listed)) == len(everything()) - 2
    for part in parts[:6]:
        assert [one.start for one in part] == sorted(one.start for one in part)
    assert table.gaps == (span(4, 5),)


def test_facts_keep_their_order_whatever_order_they_came_in():
    """What kind of file first, its pace later, unknown facts last."""
    given = [fact("unheard_of", 1), fact("frame_intervals", "x"), fact("brands", []), fact("a", 2)]
    names = [one.attributes["fact"] for one in sight_table(recorded(), given).facts]
    assert names[:2] == ["brands", "frame_intervals"]
    assert set(names[2:]) == {"unheard_of", "a"}


def test_a_take_knows_its_keyframe():
    """The surest within it; none where there is none."""
    extra = seen(Kind.KEYFRAME, 5, 5.04, 0.95)
    table = sight_table(recorded(), [*everything(), extra])
    assert table.keyframe_of(table.takes[1]) == extra
    assert table.keyframe_of(table.takes[0]) is None


def test_words_say_what_is_there_and_no_more():
    """Figures and words of the attributes; a text that was not read says so."""
    by_kind = {one.kind: one for one in everything()}
    assert detail_words(by_kind[Kind.DARKNESS]) == "night, mean luma 31.25"
    assert detail_words(by_kind[Kind.FLASH]) == ""
    assert is_unclear(by_kind[Kind.SNOWFALL])
    texts = sight_table(recorded(), everything()).texts
    assert [text_words(one) for one in texts] == ["“НОВОСТИ 24”", "not read, arabic letters"]


@pytest.mark.parametrize(
    ("value", "words"),
    [(["a", "b"], "a, b"), (1234567, "1,234,567"), (0.30000004, "0.3"), ("x", "x"), (None, "None")],
)
def test_values_of_facts_are_put_in_words(value, words):
    """Lists, figures and text; whatever else stands as it is."""
    assert value_words(fact("some", value)) == words
