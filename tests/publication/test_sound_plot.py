"""The drawing of what was heard: there, true to the sound, the same every time."""

import io
import xml.etree.ElementTree as ET
from itertools import pairwise

import numpy as np
import pytest
from heard_sounds import heard, recording, shots_at, sound_blocks, yard
from PIL import Image

from witnessmark.errors import NoSoundError
from witnessmark.formats import sound_table
from witnessmark.publication.sound_plot.close_ups import LONGEST, MOST, close_ups
from witnessmark.publication.sound_plot.figure import draw_sound
from witnessmark.publication.sound_plot.lettering import drawable, fitting, inches_wide
from witnessmark.publication.sound_plot.placing import place
from witnessmark.publication.sound_plot.sketch import BANDS, Trace, mel
from witnessmark.publication.sound_plot.ticks import time_ticks
from witnessmark.publication.sound_plot.tiles import TILE, Tiles


def traced(blocks):
    """Return what is kept of *blocks* for a drawing."""
    trace = Trace()
    for block in blocks:
        trace.add(block)
    return trace


def draw(observations, duration=10.0, form="png", **named):
    """Draw what was heard over clicks and faint noise."""
    return draw_sound(
        traced(sound_blocks(duration)),
        recording(duration, **named),
        sound_table(observations),
        form=form,
        tool="witnessmark test",
    )


def test_a_png_and_an_svg_come_out_the_same_twice():
    """No date, no random name: the same input gives the same bytes."""
    png, svg = draw(yard()), draw(yard(), form="svg")
    assert png == draw(yard())
    assert svg == draw(yard(), form="svg")
    assert Image.open(io.BytesIO(png)).size[0] == 1960
    assert ET.fromstring(svg).tag.endswith("svg")  # noqa: S314


def test_nothing_outside_is_asked_for_by_an_svg():
    """The drawing holds all it needs."""
    svg = draw([], form="svg").decode()
    hrefs = [part.split('"')[0] for part in svg.split('href="')[1:]]
    assert all(href.startswith(("#", "data:")) for href in hrefs)


@pytest.mark.parametrize(
    "name", ["視頻.mp4", "صوت.mp4", "a$x^2$b.mp4", "\x1b[2J\n\u202egpj", "x" * 500]
)
def test_any_file_name_can_be_drawn(name):
    """Scripts the font lacks, formulas, controls and length: no warning, no error."""
    draw([], 0.5, name=name)


@pytest.mark.parametrize("duration", [1 / 8000, 0.003, 10.0, 35.0])
def test_any_length_can_be_drawn(duration):
    """From one sample to minutes, with what was heard or without."""
    draw([], duration)
    draw(shots_at(0.0), duration)


def test_hundreds_of_shots_and_every_kind_can_be_drawn():
    """A crowded recording, gaps from end to end and unknown words fit onto the sheet."""
    shots = shots_at(*np.arange(0.5, 38, 0.11).round(3).tolist())
    named = heard("sound_class", 3, 9, **{"class": "視" * 40})
    draw([*shots, named, heard("silence", 0, 39, 1.0), heard("clipped", 5, 6, 1.0)], 40.0)


def test_a_recording_without_sound_is_refused():
    """There is nothing to draw."""
    silent = recording().model_copy(update={"sound": None})
    with pytest.raises(NoSoundError, match="no sound track"):
        draw_sound(Trace(), silent, sound_table([]), form="png", tool="t")


def test_a_track_of_which_nothing_came_can_be_drawn():
    """Where no sample could be used the sheet is empty and says so."""
    seen = heard("no_audio", 0, 10, 1.0, cause="no usable sample")
    args = recording(), sound_table([seen])
    assert draw_sound(Trace(), *args, form="png", tool="t").startswith(b"\x89PNG")


def test_a_click_stands_in_its_own_column():
    """The envelope keeps one loud sample of one channel, at its time, whatever the length."""
    sketch = traced(sound_blocks(40.0, bangs=(31.25,))).sketch(0.0, 40.0, 200)
    assert int(np.argmax(sketch.high)) == int(31.25 / 40 * 200)
    assert sketch.high.max() == pytest.approx(0.8, rel=1e-3)
    assert np.sort(sketch.high)[-2] < 0.1
    loudest = np.argmax(sketch.decibels.sum(axis=0))
    assert loudest == np.argmax(sketch.high)


def test_a_tone_stands_in_its_own_band():
    """The spectrogram's power is at the tone's frequency, and its level is the tone's."""
    rate, hertz = 8000, 1000.0
    tone = np.sin(2 * np.pi * hertz * np.arange(rate) / rate).astype(np.float32)[:, None]
    block = next(sound_blocks(1.0))
    sketch = traced([type(block)(block.start, rate, tone)]).sketch(0.0, 1.0, 200)
    band = int(np.argmax(sketch.decibels[:, 100]))
    edges = np.linspace(0, mel(rate / 2), BANDS + 1)
    assert edges[band] - 40 <= mel(hertz) <= edges[band + 1] + 40
    assert sketch.decibels[band, 100] == pytest.approx(0, abs=3.5)


def test_blocks_cut_elsewhere_give_the_same_sketch():
    """How the decoder cuts the sound leaves no trace in the drawing."""
    whole = list(sound_blocks(4.0))
    cut = [
        type(b)(b.start.time_base.at(b.start.ticks + n), b.rate, b.samples[n : n + 333])
        for b in whole
        for n in range(0, 8000, 333)
    ]
    one, two = (traced(blocks).sketch(0.0, 4.0, 300) for blocks in (whole, cut))
    np.testing.assert_array_equal(one.low, two.low)
    np.testing.assert_allclose(one.decibels, two.decibels, atol=1)


def test_what_was_not_decoded_stays_empty():
    """Columns without samples are not drawn as silence."""
    blocks = list(sound_blocks(4.0))
    sketch = traced([blocks[0], blocks[3]]).sketch(0.0, 4.0, 40)
    assert np.isnan(sketch.low[11:29]).all()
    assert not np.isnan(sketch.low[:10]).any()
    assert np.isnan(sketch.decibels[:, 11:29]).all()


def test_samples_that_are_no_numbers_do_not_spread():
    """NaN and infinities count as zero."""
    block = next(sound_blocks(1.0))
    samples = block.samples.copy()
    samples[100:200] = np.nan
    samples[300] = np.inf
    sketch = traced([type(block)(block.start, 8000, samples)]).sketch(0.0, 1.0, 50)
    assert np.isfinite(sketch.decibels).all()
    assert np.isfinite(sketch.high).all()


def test_a_close_up_is_as_sharp_as_what_was_kept():
    """Two clicks 20 ms apart, two minutes into a recording, stand apart in a close-up of it."""
    trace = traced(sound_blocks(150.0, bangs=(120.5, 120.52)))
    sketch = trace.sketch(119.0, 122.0, 600)
    loud = np.flatnonzero(sketch.high > 0.5)
    assert (loud.max() - loud.min()) * 0.005 == pytest.approx(0.02, abs=0.006)
    assert sketch.high[loud.min() : loud.max()].min() < 0.1


def test_columns_put_together_keep_the_greatest():
    """Past its bound every two columns become one, and nothing is lost but sharpness."""
    tiles = Tiles(1, np.uint8, 0, 2 * TILE)
    for first in range(0, 8 * TILE, 512):
        at = np.arange(first, first + 512) >> tiles.halved
        edges = np.concatenate([[0], np.flatnonzero(np.diff(at)) + 1])
        given = np.where(np.arange(first, first + 512) == 5 * TILE + 7, 9, 1).astype(np.uint8)
        tiles.put(at[edges], np.maximum.reduceat(given, edges)[None])
    kept = dict(tiles.tiles(0, 8 * TILE))
    assert tiles.halved == 2
    whole = np.concatenate([kept[first][0] for first in sorted(kept)])
    assert whole[(5 * TILE + 7) >> tiles.halved] == 9
    assert (whole[: 8 * TILE >> tiles.halved] >= 1).all()
    assert whole.size <= 2 * TILE


def test_close_ups_show_the_busiest_stretches_in_order():
    """A short recording has none; of a long one the busiest, each short, none before its time."""
    assert close_ups(sound_table(shots_at(1.0, 2.0)), 10.0).stretches == ()
    lone = shots_at(*[100.0 + 20 * n for n in range(12)])
    busy = shots_at(*[900 + 0.1 * n for n in range(30)])
    chosen = close_ups(sound_table([*lone, *busy]), 1000.0)
    assert len(chosen.stretches) == MOST
    assert chosen.left_out == 12 - (MOST - 1)
    assert list(chosen.stretches) == sorted(chosen.stretches)
    assert any(a <= 900 and b >= 902.9 for a, b in chosen.stretches)


def test_a_long_fight_is_cut_into_close_ups():
    """Steady fire for a minute: every close-up stays short enough to read."""
    steady = close_ups(sound_table(shots_at(*np.arange(10, 70, 0.5).tolist())), 90.0)
    assert len(steady.stretches) == MOST
    assert all(b - a <= LONGEST + 1.3 for a, b in steady.stretches)


def test_labels_never_overlap():
    """Labels that are written share no inch of a row; where they cannot, they say less."""
    spans = [(n * 0.5, n * 0.5 + 0.2) for n in range(12)]
    texts = [(f"group {n}: a long sentence about it", f"{n}") for n in range(12)]
    placed = place(spans, texts, width=6.0, points=8, rows=2)
    for row in range(2):
        edges = [(p.left, p.left + inches_wide(p.text, 8)) for p in placed if p.row == row]
        assert all(a[1] <= b[0] for a, b in pairwise(edges))
    assert all(p.text for p in placed)


@pytest.mark.parametrize("count", [1, 6, 40, 400])
def test_labels_stay_inside(count):
    """No label reaches past a side of its panel or over its neighbour, however many there are."""
    starts = np.linspace(0, 5.95, count)
    texts = [(f"{n}: a long sentence about it", str(n)) for n in range(count)]
    placed = place([(x, x + 0.02) for x in starts], texts, width=6.0, points=8, rows=3)
    named = [p for p in placed if p.text]
    assert named
    assert all(p.left >= 0 and p.left + inches_wide(p.text, 8) <= 6.0 for p in named)
    for row in range(3):
        edges = [(p.left, p.left + inches_wide(p.text, 8)) for p in named if p.row == row]
        assert all(a[1] <= b[0] for a, b in pairwise(edges))


def test_long_lines_are_cut_to_fit():
    """A name of any length leaves the room that was asked for."""
    line = fitting("w" * 300 + ".mp4", 14, 5.0)
    assert inches_wide(line, 14) <= 5.0
    assert line.endswith(".mp4")
    assert fitting("short.mp4", 14, 5.0) == "short.mp4"


@pytest.mark.parametrize(
    ("start", "end", "most", "readings"),
    [
        (0, 10, 12, ["0:00", "0:01"]),
        (0, 7200, 12, ["0:00", "0:10", "0:20"]),
        (59.2, 61.7, 6, ["0:59.5", "1:00.0"]),
        (3600.0, 3600.03, 6, ["1:00:00.00", "1:00:00.01"]),
    ],
)
def test_ticks_are_read_like_a_clock(start, end, most, readings):
    """Never more than asked for, at steps a clock is read by, precise enough to differ."""
    ticks = time_ticks(start, end, most)
    assert len(ticks) <= most + 1
    assert len({reading for _, reading in ticks}) == len(ticks)
    if end < 7200:
        assert [reading for _, reading in ticks][: len(readings)] == readings


def test_characters_the_font_lacks_are_written_out():
    """No box stands for anything, and a long name keeps both its ends."""
    assert drawable("видео 視.mp4") == "видео [U+8996].mp4"
    long = drawable("start" + "x" * 300 + "end.mp4")
    assert len(long) <= 80
    assert long.startswith("start")
    assert long.endswith("end.mp4")
