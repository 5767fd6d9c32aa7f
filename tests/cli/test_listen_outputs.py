"""``witnessmark listen`` writing a table, labels and a drawing."""

import csv
import hashlib
import io
import json

import pytest
from cli_clips import ACCOUNT, write_wav
from heard_sounds import group_of, heard, shots_at, span
from rich.console import Console

from witnessmark.cli import run
from witnessmark.cli.sound_screen import MOST_BANGS, MOST_REASONS, print_sounds
from witnessmark.formats.sound_table import sound_table
from witnessmark.media import Footage


@pytest.fixture(scope="module")
def clip(tmp_path_factory):
    """One short clip for all of them: nothing here may change it."""
    path = write_wav(tmp_path_factory.mktemp("clips") / "clip.wav")
    before = path.read_bytes()
    yield path
    assert path.read_bytes() == before


def test_three_outputs_from_one_command(clip, tmp_path, capsys):
    """Table, labels and drawing in one run, each named on the screen, all of the same shots."""
    csv_path, txt, png = (tmp_path / f"out.{end}" for end in ("csv", "txt", "png"))
    done = run(
        ["listen", str(clip), "--csv", str(csv_path), "--labels", str(txt), "--plot", str(png)]
    )
    printed = capsys.readouterr().out
    assert done == 0
    assert all(str(path) in printed.replace("\n", "") for path in (csv_path, txt, png))
    with csv_path.open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    shots = [row for row in rows if row["kind"] == "shot"]
    assert len(shots) == 3
    labels = [line for line in txt.read_text("utf-8").splitlines() if "\tshot " in line]
    assert [line.split("\t")[0] for line in labels] == [row["start_s"] for row in shots]
    assert {row["recording_sha256"] for row in rows} == {
        hashlib.sha256(clip.read_bytes()).hexdigest()
    }
    assert png.read_bytes().startswith(b"\x89PNG")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out.csv", "out.png", "out.txt"]


def test_json_stays_json_beside_the_files(clip, tmp_path, capsys):
    """With --json nothing but JSON lines goes to standard output."""
    assert run(["listen", str(clip), "--json", "--plot", str(tmp_path / "out.SVG")]) == 0
    captured = capsys.readouterr()
    assert all(json.loads(line) for line in captured.out.splitlines())
    assert "out.SVG" in captured.err
    assert b"<svg" in (tmp_path / "out.SVG").read_bytes()


def test_the_table_on_screen_numbers_the_shots(clip, capsys):
    """Shots with number and interval, groups with their count, a closing line."""
    assert run(["listen", str(clip)]) == 0
    printed = capsys.readouterr().out
    assert "since the last" in printed
    assert "Groups" in printed
    assert "3 shots in" in printed


def test_what_is_there_is_replaced_only_by_force(clip, tmp_path, capsys):
    """A table that somebody has worked on is not lost to a second run."""
    path = tmp_path / "out.csv"
    path.write_text("my notes", "utf-8")
    assert run(["listen", str(clip), "--csv", str(path)]) == 2
    assert "--force" in capsys.readouterr().err
    assert path.read_text("utf-8") == "my notes"
    assert run(["listen", str(clip), "--csv", str(path), "--force"]) == 0
    assert path.read_text("utf-8").startswith("kind,")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--plot", "{out}/a.jpg"], ".png or .svg"),
        (["--csv", "{out}/a"], ".csv"),
        (["--labels", "{out}/a.csv"], ".txt"),
        (["--csv", "{out}/none/a.csv"], "no folder"),
        (["--csv", "{out}/folder.csv", "--force"], "is a folder"),
        (["--csv", "/proc/a.csv"], "/proc"),
        (["--plot", "{out}/a.png", "--csv", "{out}/a.txt"], ".csv"),
    ],
)
def test_what_cannot_be_written_is_refused_in_one_sentence(arguments, word, clip, tmp_path, capsys):
    """Status 2, one line that says what to do, and nothing written."""
    (tmp_path / "folder.csv").mkdir()
    assert run(["listen", str(clip), *(a.format(out=tmp_path) for a in arguments)]) == 2
    err = capsys.readouterr().err.strip()
    assert word in err
    assert len(err.splitlines()) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["folder.csv"]


def test_the_footage_is_never_written_over(tmp_path, capsys):
    """Not even by force, not even through a link."""
    clip = write_wav(tmp_path / "clip.wav", shots=(1.0,), seconds=2)
    link = tmp_path / "other.csv"
    link.symlink_to(clip)
    assert run(["listen", str(clip), "--csv", str(link), "--force"]) == 2
    assert "the footage itself" in capsys.readouterr().err


def test_a_case_is_never_written_into(clip, tmp_path, capsys):
    """What a case holds is in its ledger: a stray file in it would be a finding."""
    story, case = tmp_path / "story.txt", tmp_path / "case"
    story.write_text(ACCOUNT, "utf-8")
    assert run(["examine", str(clip), "--account", str(story), "--case", str(case)]) == 0
    for inside in (case / "a.csv", case / "page" / "a.csv"):
        assert run(["listen", str(clip), "--csv", str(inside), "--force"]) == 2
    assert "is a case" in capsys.readouterr().err
    assert run(["verify", str(case)]) == 0


def test_one_file_cannot_be_two_outputs(clip, tmp_path, capsys):
    """Two options that would write the same file are refused before either is written."""
    link = tmp_path / "b.txt"
    link.symlink_to(tmp_path / "a.csv")
    arguments = ["--csv", str(tmp_path / "a.csv"), "--labels", str(link), "--force"]
    assert run(["listen", str(clip), *arguments]) == 2
    assert "file of its own" in capsys.readouterr().err


def test_no_sound_writes_nothing(tmp_path, capsys):
    """A file that cannot be listened to leaves no empty table behind."""
    bad = tmp_path / "bad.wav"
    bad.write_bytes(b"RIFF\x00\x00\x00\x00WAVE")
    assert run(["listen", str(bad), "--csv", str(tmp_path / "a.csv")]) == 2
    assert not (tmp_path / "a.csv").exists()


def test_many_reasons_do_not_bury_the_summary():
    """Five groups with a reason each: one line says where they are, none is printed."""
    shots = shots_at(*(10.0 * n for n in range(MOST_REASONS + 1)))
    groups = [group_of([one], proximity_reason=f"reason {n}") for n, one in enumerate(shots)]
    for given, shown in ((groups, 0), (groups[:-1], MOST_REASONS)):
        out = Console(width=120, record=True, file=io.StringIO())
        print_sounds(out, sound_table([*shots, *given]))
        printed = out.export_text()
        assert printed.count("reason ") == shown
        assert ("see --csv or --json" in printed) == (not shown)


def shown(observations):
    """Return what is printed of *observations*."""
    out = Console(width=120, record=True, file=io.StringIO())
    print_sounds(out, sound_table(observations))
    return " ".join(out.export_text().split())


def test_a_tagger_s_classes_stand_under_its_name():
    """What a tagger says is no line among what was heard, and a disagreement is said twice."""
    said = heard("sound_class", 2, 3, 0.7, **{"class": "Explosion", "tagger": "T1"})
    printed = shown([said])
    assert "Said by the tagger T1, not by witnessmark" in printed
    assert "but no shot and no explosion was heard there" in printed
    assert "Also heard" not in printed
    assert "No shot and no explosion heard; tagger T1 disagrees in 1 place." in printed


def test_many_bangs_do_not_bury_the_rest():
    """Bangs of unknown cause past a dozen are one line; an explosion among them is listed."""
    bangs = [heard("impulse", n, n + 0.01) for n in range(1, MOST_BANGS + 2)]
    printed = shown([*bangs, heard("explosion", 5.5, 6)])
    assert f"{len(bangs)} bangs of unknown cause from 0:01.0" in printed
    assert "bang of unknown cause" not in printed
    assert "explosion 0:05.500" in printed
    assert shown(bangs[:-1]).count("bang of unknown cause") == MOST_BANGS


def test_what_was_found_and_what_fits_stand_side_by_side():
    """The screen explains its counts where there are any."""
    shots = shots_at(1.0, 1.1, 1.2)
    printed = shown([*shots, group_of(shots, at_least=True, count_interval=[2, 5])])
    assert "3 2 to 5" in printed
    assert "the fewest and the most that fit what was heard" in printed
    assert "More than were found are likely in group 1." in printed


@pytest.mark.parametrize(
    ("many", "named"),
    [(2, "shots 1, 2, explosion at 0:09.0."), (9, "shots 1–9, explosion at 0:09.0.")],
)
def test_doubtful_sounds_are_named_below_the_tables(many, named):
    """One line a reason, which names everything it is about; no line where none is."""
    out = Console(record=True, width=200)
    doubt = {"doubt": "the sound begins in the tail"}
    shots = shots_at(*(0.5 * n for n in range(many)), **doubt)
    print_sounds(out, sound_table([*shots, heard("explosion", 9, 9.5, 0.4, **doubt)]))
    assert f"Check by ear (the sound begins in the tail): {named}" in out.export_text()
    print_sounds(out, sound_table(shots_at(1.0)))
    assert "Check by ear" not in out.export_text()


def test_hundreds_of_short_holes_are_one_line():
    """A file with a gap of two milliseconds every tenth of a second does not flood the list."""
    holes = [span(0.1 * n, 0.1 * n + 0.002) for n in range(1, 301)]
    out = Console(width=120, record=True, file=io.StringIO())
    print_sounds(out, sound_table([], [span(40, 41)], holes))
    printed = " ".join(out.export_text().split())
    assert "0:00.1 0:30.0 300 short holes bridged, 0.600 s in all, the longest 0.002 s" in printed
    assert printed.count("not decoded") == 1
    assert "1.6 s not heard, or not well" in printed


def test_sound_is_decoded_once_for_table_and_drawing(clip, tmp_path, capsys, monkeypatch):
    """The drawing is of the very blocks that were listened to."""
    begun = []
    read = Footage.read_sound
    monkeypatch.setattr(Footage, "read_sound", lambda self: begun.append(1) or read(self))
    assert run(["listen", str(clip), "--plot", str(tmp_path / "out.png")]) == 0
    assert len(begun) == 1
