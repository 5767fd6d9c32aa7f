"""Dates and places as writers give them, and texts that borrow the words of war."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from witnessmark.account.dates import calendar_of
from witnessmark.account.dates.reading import days_told
from witnessmark.account.document import read_document
from witnessmark.account.grammar import parse
from witnessmark.account.learnt.judging import VIOLENT
from witnessmark.account.lexicon import acts
from witnessmark.account.places import places
from witnessmark.account.places.distance import kilometres
from witnessmark.account.read import read_text
from witnessmark.account.theatre import is_of_a_pastime
from witnessmark.model import EventDate, Polarity

_DATA = Path(__file__).parent / "data"

#: Kilometres within which a town and a large region are right, as in docs/evaluation.md.
_NEAR, _NEAR_CENTROID = 50.0, 150.0


def _texts(name: str) -> list[Any]:
    rows = yaml.load((_DATA / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["texts"]
    return list(rows)


def _bounds(day: str) -> tuple[str, str]:
    first, _, last = day.partition("/")
    return first, last or first


@pytest.mark.parametrize("row", _texts("dates_as_written.yaml"), ids=lambda row: row["text"][:40])
def test_event_and_publication_are_dated_as_written_by_the_rules(row):
    """The event's day is the written one, or an interval about it; without one there is none."""
    text = row["text"]
    sentences = read_document(text).sentences
    published = calendar_of(text, sentences).published
    assert published == (None if row["published"] is None else str(row["published"]))
    event = days_told(text, sentences)[1].by_rules
    if row["event"] is None:
        assert event.edtf is None
        return
    first, last = _bounds(str(row["event"]))
    if first == last:
        assert event.edtf == first
    else:
        assert event.earliest is not None
        assert event.latest is not None
        assert event.earliest <= first
        assert last <= event.latest


def _is_dated_right(event: EventDate, wanted: str | None) -> bool:
    """Say whether a day is the wanted one, an interval holds the wanted one, or none is given."""
    if wanted is None:
        return event.edtf is None
    first, last = _bounds(wanted)
    if first == last:
        return event.edtf == first
    given = event.edtf is not None and event.earliest is not None and event.latest is not None
    return given and str(event.earliest) <= first and last <= str(event.latest)


@pytest.mark.parametrize(
    ("name", "kept", "number", "events", "published"),
    [
        ("dates_as_written.yaml", False, 114, 111, 114),
        ("dated_accounts.yaml", False, 40, 40, 39),
        ("dated_accounts.yaml", True, 40, 35, 36),
        ("dated_whole_accounts.yaml", False, 88, 78, 86),
        ("dated_whole_accounts.yaml", True, 18, 11, 16),
    ],
)
def test_accounts_of_many_kinds_are_dated(name, kept, number, events, published):
    """As many as were measured, of those that the reader was mended on and of those kept back."""
    rows = [row for row in _texts(name) if row.get("kept", False) is kept]
    assert len(rows) == number
    read = [calendar_of(row["text"], read_document(row["text"]).sentences) for row in rows]
    pairs = list(zip(rows, read, strict=True))
    days = [row["event"] and str(row["event"]) for row in rows]
    dated = [_is_dated_right(c.event, day) for c, day in zip(read, days, strict=True)]
    assert sum(dated) >= events
    assert sum(c.published == (row["published"] and str(row["published"])) for row, c in pairs) >= (
        published
    )


@pytest.mark.parametrize("row", _texts("places_as_written.yaml"), ids=lambda row: row["text"][:40])
def test_places_lie_where_they_are_or_are_left_open(row):
    """A place is within 50 km of where it is, a large region within 150 km; none is elsewhere."""
    text = row["text"]
    found = places(text, read_document(text).sentences)
    for name, point in row["places"].items():
        at = text.index(name)
        place = next((p for p in found if p.span[0] < at + len(name) and at < p.span[1]), None)
        if point is None:
            assert place is None or place.latitude is None
            continue
        assert place is not None
        assert place.latitude is not None
        assert place.longitude is not None
        away = kilometres((point[0], point[1]), (place.latitude, place.longitude))
        assert away <= (_NEAR_CENTROID if place.precision == 3 else _NEAR)


@pytest.mark.parametrize("text", _texts("peaceful_texts.yaml")[:4], ids=lambda text: text[:30])
def test_a_match_in_the_words_of_war_holds_no_violence(text):
    """Of a match that is told as a war no violent act is read, and no event is rolled up."""
    reading = read_text(text.encode(), "match.txt")
    assert not [
        claim.quote
        for claim in reading.claims
        if claim.act and acts()[claim.act].group in VIOLENT and claim.polarity is Polarity.POSITIVE
    ]
    assert reading.roll_up is None


@pytest.mark.parametrize(
    "text",
    [
        (
            "Gunmen fired on fans outside the stadium after the match. A player, the coach and the "
            "referee of the cup final were hit. The captain of the team lay in the goal."
        ),
        (
            "The wedding guests, the bride and the photographer ran from the shelling. The "
            "camera crew had just set up its second take. The director held on to his actor."
        ),
    ],
)
def test_violence_among_words_of_a_pastime_is_no_pastime(text):
    """A word that only violence has outweighs any number of players, coaches and brides."""
    sentences = read_document(text).sentences
    assert not is_of_a_pastime(token for one in parse(sentences) for token in one.doc)
