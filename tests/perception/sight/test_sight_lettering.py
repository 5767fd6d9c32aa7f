"""Text over the picture is found in its place, from its first frame to its last, and read."""

# ruff: noqa: RUF001
from __future__ import annotations

import time
from fractions import Fraction

import pytest
from lettered_views import lettered, moving
from sight_making import seen_by, views_of

from witnessmark.model import Observation
from witnessmark.perception.sight import lettering
from witnessmark.perception.sight.lettering import Lettering
from witnessmark.perception.sight.text_data import TextData, text_data

RATE = 10
needs_reader = pytest.mark.skipif(
    not text_data().works, reason="tesserocr and its traineddata are not installed"
)


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is installed that reads."""
    monkeypatch.setattr(lettering, "text_data", lambda: TextData(None, "off"))


def captioned(text: str, count: int = 30, first: int = 0, past: int = 30, step: int = 6):
    """Return what is seen where *text* stands over a pan from frame *first* up to *past*."""
    frames = [
        lettered(one, text) if first <= n < past else one
        for n, one in enumerate(moving(count, step=step))
    ]
    return seen_by(Lettering, views_of(frames, RATE, whole_every=5))


def only(found: tuple[Observation, ...]) -> Observation:
    assert len(found) == 1, found
    return found[0]


@pytest.mark.usefixtures("unread")
def test_lettering_is_dated_to_the_frame():
    """Text that comes and goes between samples starts and ends with its very frames."""
    seen = only(captioned("Witness video", first=7, past=26))
    assert (seen.start.seconds, seen.end.seconds) == (Fraction(7, RATE), Fraction(26, RATE))


@pytest.mark.usefixtures("unread")
def test_lettering_that_cannot_be_read_says_so():
    """Without a reader the text's place is given, no reading, and why."""
    seen = only(captioned("Witness video")).attributes
    assert seen["reads"] is None
    assert seen["script"] == "unclear"
    assert seen["why"]
    left, top, right, bottom = seen["box"]
    assert 0.07 < left < 0.12 < 0.4 < right < 0.6
    assert 0.76 < top < 0.82 < 0.84 < bottom < 0.92


@pytest.mark.usefixtures("unread")
def test_scenery_has_no_lettering():
    """A pan over scenery without text gives none."""
    assert not seen_by(Lettering, views_of(moving(30), RATE, whole_every=5))


@pytest.mark.usefixtures("unread")
def test_a_steady_row_is_not_lettering_where_nothing_reads():
    """In a steady shot text could be a fence: unread, it is not reported."""
    assert not captioned("Witness video", step=0)


@needs_reader
@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Shelling continues", "latin"),
        ("Обстрел жилого района", "cyrillic"),
        ("Ранок у Києві", "cyrillic"),
        ("2022-03-12 14:05:33", "unclear"),
    ],
)
def test_text_is_read_in_its_script(text: str, script: str):
    """Latin and Cyrillic are read letter for letter, and digits have no script."""
    seen = only(captioned(text)).attributes
    assert (seen["reads"], seen["script"]) == (text, script)


@needs_reader
def test_a_date_in_the_corner_is_a_stamp():
    """A date and a time of day are given as such."""
    seen = only(captioned("2022-03-12 14:05:33")).attributes
    assert seen["stamp"] == {"edtf": "2022-03-12", "clock": "14:05:33"}


@needs_reader
def test_letters_of_both_scripts_are_not_guessed():
    """A word of letters that both scripts have is shown as lettering of no known script."""
    found = captioned("СОВА МОСТ")
    assert all(one.attributes["reads"] is None for one in found)
    assert all(one.attributes["script"] == "unclear" for one in found)


@pytest.mark.usefixtures("unread")
def test_lines_are_read_in_order_however_many_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading goes on beside looking, one line after another, and none is left out."""
    monkeypatch.setattr(lettering, "MOST_UNREAD", 1)
    ended: list[tuple[str, int]] = []

    class Slow(Lettering):
        def _end(self, track) -> None:
            time.sleep(0.05)
            ended.append(("read", track.line.box[1]))

        def _hand_over(self, tracks) -> None:
            tracks = list(tracks)
            ended.extend(("ended", one.line.box[1]) for one in tracks)
            super()._hand_over(tracks)

    frames = [lettered(one, "Witness video") for one in moving(60, step=6)]
    for number in (*range(11, 20), *range(31, 40)):
        frames[number] = moving(60, step=6)[number]
    seen_by(Slow, views_of(frames, RATE, whole_every=5))
    read = [at for what, at in ended if what == "read"]
    assert len(read) >= 3
    assert read == [at for what, at in ended if what == "ended"]


@pytest.mark.usefixtures("unread")
def test_what_reading_raises_reaches_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error in the reader ends the look."""

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Lettering, "_read", broken)
    with pytest.raises(ZeroDivisionError):
        captioned("Witness video", first=7, past=26)
