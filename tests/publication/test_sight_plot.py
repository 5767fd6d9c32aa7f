"""The drawing of what was seen: there, the same every time, sparing, within its memory."""

import io
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from PIL import Image
from sight_seeing import everything, recorded, seen, span, views

from witnessmark.errors import NoPictureError
from witnessmark.formats.sight_table import sight_table
from witnessmark.model import Kind
from witnessmark.publication.sight_plot.choosing import choose
from witnessmark.publication.sight_plot.covering import covered
from witnessmark.publication.sight_plot.figure import draw_sights
from witnessmark.publication.sight_plot.film import Film, Picture
from witnessmark.publication.sight_words import provenance_words, summary_words


def pictures(count, size=(48, 64)):
    """Coloured noise, another one every ten frames."""
    generator = np.random.default_rng(3)
    for number in range(count):
        if number % 10 == 0:
            image = generator.integers(0, 255, (*size, 3), np.uint8)
        yield image


def filmed(count=100, rate=10, size=(48, 64)):
    """What is kept of *count* frames."""
    film = Film()
    for view in views(pictures(count, size), [n / rate for n in range(count + 1)]):
        film.add(view)
    return film


def draw(observations, form="png", film=None, colour=False, **parts):
    """Draw what was seen over ten seconds of noise."""
    recording = recorded(**parts)
    table = sight_table(recording, observations, [span(8, 8.5)])
    shown = filmed() if film is None else film
    return draw_sights(shown, recording, table, form=form, tool="test", colour=colour)


def test_a_png_and_an_svg_come_out_the_same_twice():
    """No date, no random name: the same input gives the same bytes."""
    png, svg = draw(everything()), draw(everything(), form="svg")
    assert png == draw(everything())
    assert svg == draw(everything(), form="svg")
    assert Image.open(io.BytesIO(png)).size[0] == 1960
    assert ET.fromstring(svg).tag.endswith("svg")  # noqa: S314


def test_nothing_outside_is_asked_for_by_an_svg():
    """The drawing holds all it needs, its pictures included."""
    svg = draw(everything(), form="svg").decode()
    hrefs = [part.split('"')[0] for part in svg.split('href="')[1:]]
    assert any(href.startswith("data:image/png") for href in hrefs)
    assert all(href.startswith(("#", "data:")) for href in hrefs)


@pytest.mark.parametrize("text", ["視頻 $x^2$", "صوت", "\x1b[2J\n\u202egpj", "x" * 500, "$\\frac"])
def test_hostile_text_is_drawn_and_obeyed_by_nobody(text):
    """Names and readings with anything in them leave a drawing."""
    observations = [seen(Kind.TEXT, 0, 9, reads=text), seen(Kind.OVERLAY, 1, 2, what=text)]
    assert draw(observations, name=text).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("film", "observations"),
    [
        (Film(), []),
        (filmed(1), []),
        (filmed(3, size=(1, 1)), []),
        (filmed(3, size=(2, 900)), everything()),
        (filmed(20, size=(96, 32)), [seen(Kind.CUT, n / 9, n / 9 + 0.01) for n in range(1, 80)]),
    ],
)
def test_next_to_nothing_and_far_too_much_can_be_drawn(film, observations):
    """No frame, one frame, one pixel, a ribbon, an upright picture with eighty cuts."""
    assert draw(observations, film=film).startswith(b"\x89PNG")


def test_without_a_picture_there_is_nothing_to_draw():
    """It says so, in the error that the command line prints."""
    with pytest.raises(NoPictureError, match="no picture"):
        draw([], picture=None)


def test_what_is_kept_has_a_bound_and_a_picture_of_every_take():
    """Thousands of frames leave a few hundred pictures, and each of ten takes has one."""
    film = filmed(3000, rate=25, size=(18, 32))
    assert len(film.pictures) <= 240
    cuts = [seen(Kind.CUT, n * 12, n * 12 + 0.04, form="hard") for n in range(1, 10)]
    recording = recorded(duration=120.0)
    chosen = choose(film.pictures, sight_table(recording, cuts), fewest=10, most=40)
    assert {take.number for _, take in chosen.pictures} == set(range(1, 11))
    assert chosen.left_out == 0


def test_the_longest_takes_are_pictured_and_the_rest_counted():
    """Room for three of ten takes."""
    cuts = [seen(Kind.CUT, n, n + 0.01, form="hard") for n in range(1, 10)]
    table = sight_table(recorded(), cuts)
    chosen = choose(filmed().pictures, table, fewest=1, most=3)
    assert len(chosen.pictures) == 3
    assert chosen.left_out == 7


def test_brightness_holds_for_as_long_as_a_frame_is_shown():
    """Where no frame was there is no number; a long frame fills its columns."""
    film = Film()
    for view in views([np.full((4, 4, 3), 200, np.uint8)], [2, 4]):
        film.add(view)
    low, high = film.brightness(10, 0.0, 10.0)
    assert np.isnan(low).tolist() == [True] * 2 + [False] * 2 + [True] * 6
    assert np.array_equal(low, high, equal_nan=True)


def picture_of(seconds=1.0):
    """A frame of fine stripes in red."""
    pixels = np.zeros((40, 40, 3), np.uint8)
    pixels[::2, :, 2] = 255
    return Picture(seconds, pixels, np.zeros((18, 32), np.int16))


def test_pictures_are_grey_unless_asked_for():
    """Red stripes come out grey, and red where colour is asked for."""
    grey = covered(picture_of(), [], colour=False)
    assert np.array_equal(grey[..., 0], grey[..., 2])
    assert covered(picture_of(), [], colour=True)[0, 0].tolist() == [255, 0, 0]


@pytest.mark.parametrize(
    "places", [{"box": [0.4, 0.4, 0.6, 0.6]}, {"boxes": [[0.4, 0.4, 0.6, 0.6]]}]
)
def test_a_face_is_covered_in_either_case(places):
    """The stripes in the middle are gone, those at the rim are there."""
    face = seen(Kind.FACE, 0.5, 1.5, **places)
    for colour in (False, True):
        shown = covered(picture_of(), [face], colour=colour)
        assert np.ptp(shown[18:22, 20, 0]) < 10
        assert np.ptp(shown[0:4, 0, 0]) > 50


@pytest.mark.parametrize(
    "places", [{}, {"box": "left"}, {"box": [1]}, {"boxes": [3, None]}, {"box": [2, 2, 9, 9]}]
)
def test_a_place_out_of_form_covers_nothing_and_breaks_nothing(places):
    """Attributes may hold anything."""
    face = seen(Kind.FACE, 0, 9, **places)
    assert np.array_equal(
        covered(picture_of(), [face], colour=True), covered(picture_of(), [], colour=True)
    )


def test_one_line_says_what_it_comes_to():
    """Cuts, what is clear, texts, what was not seen; and the word for provenance with its codes."""
    table = sight_table(recorded(), everything(), [span(8, 8.5)])
    words = summary_words(table)
    assert words.startswith("2 cuts; seen: dark picture, 1 flash, 1 streak of light; 2 texts")
    assert "snow" not in words
    assert words.endswith("0.5 s not seen")
    assert "INVALID" in provenance_words(table.provenance[0])
    assert "a.mismatch" in provenance_words(table.provenance[0])
