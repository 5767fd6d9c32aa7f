"""What was heard as CSV."""

import csv
import io
from pathlib import Path

import pytest
from heard_sounds import group_of, heard, recording, shots_at, span, yard
from hypothesis import given, settings
from hypothesis import strategies as st

from witnessmark.formats import sound_table, write_sound_csv
from witnessmark.formats.sound_csv import COLUMNS


def rows_of(observations, source=None, undecoded=()):
    """Write and read back with Python's own reader."""
    data = write_sound_csv(sound_table(observations, undecoded), source or recording())
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def test_one_row_a_thing_in_order_of_time():
    """Nothing is left out, nothing is said twice, and groups stand before their shots."""
    rows = rows_of(yard(), undecoded=[span(9.5, 10)])
    assert [row["kind"] for row in rows] == [
        *("gunfire", "shot", "shot", "shot", "shot", "speech", "gunfire", "shot", "shot"),
        *("impulse", "explosion", "silence", "not_heard"),
    ]
    starts = [float(row["start_s"]) for row in rows]
    assert starts == sorted(starts)


def test_a_shot_s_row_is_what_an_expert_writes_down():
    """Number, seconds, clock face, interval, group with mode and rate, crack."""
    rows = {(row["kind"], row["number"]): row for row in rows_of(yard())}
    shot = rows["shot", "6"]
    assert shot["start_s"] == "5.500000"
    assert shot["start_clock"] == "0:05.500"
    assert shot["since_last_shot_s"] == "1.500000"
    assert shot["crack_to_blast_s"] == "0.310000"
    assert (shot["group"], shot["mode"]) == ("2", "single")
    group = rows["gunfire", "1"]
    assert (group["shots_found"], group["undercount_likely"]) == ("4", "yes")
    assert (group["shots_low"], group["shots_high"]) == ("4", "5")
    assert group["rounds_per_minute_high"] == "622.5"
    assert rows["shot", "1"]["rounds_per_minute"] == "600.0"


def test_lines_and_header_follow_rfc_4180():
    """CRLF, the documented header, as many fields in every row."""
    data = write_sound_csv(sound_table(yard()), recording())
    assert data.split(b"\r\n")[0].decode() == ",".join(COLUMNS)
    assert data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert {len(row) for row in csv.reader(io.StringIO(data.decode(), newline=""))} == {
        len(COLUMNS)
    }


def test_the_same_table_gives_the_same_bytes():
    """Byte-stable, whatever order the observations come in."""
    source = recording()
    one = write_sound_csv(sound_table(yard()), source)
    assert one == write_sound_csv(sound_table(yard()[::-1]), source)


@pytest.mark.parametrize(
    "name", ["=cmd|'/c calc'!A0", "+1", "-2.wav", "@SUM(A1)", "\t=1", "\uff1d1"]
)
def test_a_spreadsheet_finds_no_formula_in_a_name(name):
    """A file's name is chosen by whoever sent it: it is never evaluated."""
    (row,) = rows_of([heard("impulse", 1, 2)], recording(name=name))
    assert row["recording"] == f"'{name}"


@settings(deadline=None)
@given(st.text(max_size=30))
def test_any_name_can_be_read_back(name):
    """Quotes, commas, line ends and broken characters stay in their field."""
    rows = rows_of(yard()[:2], recording(name=name))
    assert len(rows) == 2
    shown = name.encode("utf-8", "backslashreplace").decode()
    assert {row["recording"] for row in rows} <= {shown, f"'{shown}"}


def test_nothing_heard_is_a_header_alone():
    """An empty table is still a table."""
    assert rows_of([]) == []


def test_a_tagger_s_word_is_its_own():
    """Class and score stand under the tagger's name, apart from what was heard, which disagrees."""
    said = {"class": "Explosion", "tagger": "Ear of Corn 2"}
    (row,) = rows_of([heard("sound_class", 1, 2, 0.7, **said)])
    assert (row["tagger"], row["tagger_class"]) == ("Ear of Corn 2", "Explosion")
    assert (row["tagger_score"], row["confidence"]) == ("0.7000", "")
    assert row["note"] == "no shot and no explosion was heard there"


def test_every_column_is_explained():
    """The table in the documentation names every column of the header, and no other."""
    text = (Path(__file__).parents[2] / "docs/listen-output.md").read_text("utf-8")
    table = text.split("| column |")[1].split("\n\n")[0]
    named = [
        name for line in table.splitlines()[2:] for name in line.split("|")[1].split("`")[1::2]
    ]
    assert sorted(named) == sorted(COLUMNS)


def test_doubt_stands_in_the_note():
    """A shot's row says what makes it doubtful, an explosion's too, and others say nothing."""
    doubt = "the sound begins in the tail of something earlier"
    rows = rows_of(
        [
            *(heard("shot", at, at + 0.01, **given) for at, given in (
                (1, {"doubt": doubt}), (2, {"chance_without_cadence": 0.31}), (3, {})
            )),
            heard("explosion", 4, 4.5, doubt=doubt),
            heard("silence", 5, 5.2, 1.0, cause="pieces too short", pieces=1),
        ]
    )  # fmt: skip
    assert [row["note"] for row in rows] == [
        doubt, "a shot by its place in the cadence", "", doubt, "pieces too short to judge by"
    ]  # fmt: skip


def test_the_estimate_stands_beside_the_count():
    """Found, estimated, least and most, each in its column, of a group alone."""
    shots = shots_at(1.0, 1.1, 1.2)
    group, *rows = rows_of([*shots, group_of(shots, shots_estimated=4, count_interval=[2, 6])])
    columns = ("shots_found", "shots_estimated", "shots_low", "shots_high")
    assert [group[name] for name in columns] == ["3", "4", "2", "6"]
    assert {row["shots_estimated"] for row in rows} == {""}
