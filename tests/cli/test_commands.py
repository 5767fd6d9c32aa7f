"""The command line from outside: what it prints, what it leaves, what it exits with."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cli_clips import ACCOUNT, write_wav

from witnessmark.cli import doctor, run

SHARED = Path(__file__).parents[2].parent / "shared"
FLAC = SHARED / "data/gunfire/FP1/FP1_test_001_SCP-00-BNG-5567.flac"
SEED = SHARED / "seed/account.txt"
needs_shared = pytest.mark.skipif(not FLAC.is_file(), reason="the shared material is not here")


@pytest.fixture
def clip(tmp_path):
    return write_wav(tmp_path / "clip.wav")


@pytest.fixture
def account(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(ACCOUNT, "utf-8")
    return path


def examine(footage, account, case):
    return run(["examine", str(footage), "--account", str(account), "--case", str(case)])


def test_examine_prints_every_sentence_and_keeps_a_case_that_verifies(
    clip, account, tmp_path, capsys
):
    """The main job: a table, a record, a page, a ledger head, and a case that checks out."""
    case = tmp_path / "case"
    assert examine(clip, account, case) == 0
    printed = capsys.readouterr().out
    assert "Three shots are heard" in printed
    assert re.search(r"ledger +[0-9a-f]{64}", printed)
    assert (case / "page/index.html").is_file()
    record = json.loads((case / "incident.json").read_text("utf-8"))
    assert record["schema"] == "witnessmark.incident/1"
    assert len(record["verdicts"]) == len(record["sentences"]) == 5
    assert run(["verify", str(case)]) == 0
    assert "0 failed" in capsys.readouterr().out


def test_reasons_prints_all_of_them_for_a_finished_case(clip, account, tmp_path, capsys):
    """No footage and no account are named again, and nothing is weighed anew."""
    case = tmp_path / "case"
    examine(clip, account, case)
    capsys.readouterr()
    before = sorted((path, path.stat().st_mtime_ns) for path in case.rglob("*"))
    assert run(["reasons", str(case)]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    record = json.loads((case / "incident.json").read_text("utf-8"))
    assert all(" ".join(one["text"].split()[:3]) in printed for one in record["sentences"])
    assert "; …" not in printed
    assert sorted((path, path.stat().st_mtime_ns) for path in case.rglob("*")) == before
    assert run(["reasons", str(case), "--json"]) == 0
    assert capsys.readouterr().out == (case / "incident.json").read_text("utf-8")


def test_reasons_of_what_is_no_finished_case_are_refused(tmp_path, capsys):
    """One sentence, status 2."""
    assert run(["reasons", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_record_is_the_same_from_run_to_run(clip, account, tmp_path, capsys):
    """Same input, same settings, same bytes."""
    for name in ("one", "two"):
        assert examine(clip, account, tmp_path / name) == 0
    one, two = (tmp_path / name / "incident.json" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


def test_verify_fails_after_one_changed_byte_and_names_it(clip, account, tmp_path, capsys):
    """A single flipped bit of the original is found, and placed."""
    case = tmp_path / "case"
    examine(clip, account, case)
    (original,) = (case / "originals").iterdir()
    original.chmod(0o644)
    data = bytearray(original.read_bytes())
    data[70_000] ^= 1
    original.write_bytes(data)
    original.chmod(0o444)
    capsys.readouterr()
    assert run(["verify", str(case)]) == 1
    assert "65536" in capsys.readouterr().out


def test_verify_with_the_noted_head(clip, account, tmp_path, capsys):
    """The head that examine printed is the one that verify wants; another one fails."""
    case = tmp_path / "case"
    examine(clip, account, case)
    head = re.search(r"ledger +([0-9a-f]{64})", capsys.readouterr().out).group(1)
    assert run(["verify", str(case), "--head", head]) == 0
    assert run(["verify", str(case), "--head", "0" * 64]) == 1


def test_verify_says_of_which_file_it_speaks(clip, account, tmp_path, capsys):
    """A sentence that says "it" has its file before it."""
    case = tmp_path / "case"
    examine(clip, account, case)
    capsys.readouterr()
    assert run(["verify", str(case)]) == 0
    lines = [line[2:] for line in capsys.readouterr().out.splitlines()]
    assert [line for line in lines if line.startswith("ledger.head: The ledger has the ")]
    assert not [line for line in lines if line.startswith(("It ", "Its "))]


def test_publish_makes_the_page_again_and_the_case_still_verifies(clip, account, tmp_path, capsys):
    """A second page is a second entry, not a broken seal."""
    case = tmp_path / "case"
    examine(clip, account, case)
    assert run(["publish", str(case)]) == 0
    assert run(["verify", str(case)]) == 0


def test_listen_prints_json_lines(clip, capsys):
    """Each line is an observation with its kind and seconds."""
    assert run(["listen", str(clip), "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {"id", "recording", "kind", "start", "end", "confidence", "made_by"} <= rows[0].keys()
    assert [row["start"] for row in rows] == sorted(row["start"] for row in rows)


def test_read_prints_one_document(account, capsys):
    """The document of the design: account, sentences, claims, relations, places, dates."""
    assert run(["read", str(account), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert {"account", "sentences", "claims", "relations", "places", "dates"} <= document.keys()
    assert run(["read", str(account)]) == 0
    assert "c01" in capsys.readouterr().out


def test_doctor_says_what_is_missing(capsys):
    """Doctor names the sandbox and what this release cannot do."""
    assert run(["doctor"]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert "timestamps" in printed
    shut_off = "shut off from other files (in a trial it asked for a folder and was refused)"
    assert f"decoder: {shut_off}; Landlock" in printed
    assert run(["doctor", "--json"]) == 0
    assert "sandbox" in json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    "command",
    ["demo", "examine", "listen", "look", "read", "verify", "publish", "render", "doctor"],
)
def test_every_command_has_help_with_an_example(command, capsys):
    """--help shows how the command is called."""
    assert run([command, "--help"]) == 0
    assert f"witnessmark {command}" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    "arguments",
    [
        ["examine", "nowhere.mp4", "--account", "{account}", "--case", "{case}"],
        ["examine", "{folder}", "--account", "{account}", "--case", "{case}"],
        ["examine", "{clip}", "--account", "nowhere.txt", "--case", "{case}"],
        ["examine", "{clip}", "{clip}", "--account", "{account}", "--case", "{case}"],
        ["examine", "{clip}", "--account", "{account}"],
        ["examine", "{account}", "--account", "{account}", "--case", "{case}"],
        ["listen", "nowhere.mp4"],
        ["look", "nowhere.mp4"],
        ["look", "{clip}"],
        ["read", "nowhere.txt"],
        ["verify", "nowhere"],
        ["verify", "{folder}"],
        ["publish", "{folder}"],
        ["render", "nowhere.yaml", "-o", "{case}"],
        ["render", "{account}", "-o", "{case}"],
        ["unheard-of"],
    ],
)
def test_what_cannot_be_used_is_one_sentence_and_leaves_nothing(
    arguments, clip, account, tmp_path, capsys
):
    """Bad input: status 2, one line on standard error, no case folder."""
    (tmp_path / "folder").mkdir()
    places = {
        "{clip}": clip,
        "{account}": account,
        "{case}": tmp_path / "case",
        "{folder}": tmp_path / "folder",
    }
    assert run([str(places.get(a, a)) for a in arguments]) == 2
    captured = capsys.readouterr()
    assert captured.err.startswith("witnessmark: ")
    assert len(captured.err.strip().splitlines()) == 1
    assert captured.err.strip().endswith((".", "`witnessmark --help`."))
    assert "Traceback" not in captured.err
    assert not (tmp_path / "case").exists()


def test_a_used_case_folder_is_refused_and_left_alone(clip, account, tmp_path, capsys):
    """A second run into the same folder changes no byte of it."""
    case = tmp_path / "case"
    examine(clip, account, case)
    before = {p: p.read_bytes() for p in case.rglob("*") if p.is_file()}
    assert examine(clip, account, case) == 2
    assert {p: p.read_bytes() for p in case.rglob("*") if p.is_file()} == before


def test_a_hostile_file_name_cannot_move_the_cursor(tmp_path, account, capsys):
    """Escape sequences in names are shown, never obeyed."""
    assert examine(tmp_path / "a\x1b[2J\nb.mp4", account, tmp_path / "case") == 2
    err = capsys.readouterr().err
    assert "\x1b" not in err
    assert len(err.strip().splitlines()) == 1


def test_a_reader_that_goes_away_is_no_failed_check(clip):
    """`witnessmark listen … | true` does not exit as if a check had failed."""
    code = "import sys; from witnessmark.cli import run; sys.exit(run(sys.argv[1:]))"
    with subprocess.Popen(
        [sys.executable, "-c", code, "listen", str(clip), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.close()
        error = process.stderr.read()
        assert process.wait() in {0, 141}
    assert b"Traceback" not in error


def test_doctor_says_what_an_extra_would_add(monkeypatch, capsys):
    """An extra that is not installed is named with the command that adds it."""
    monkeypatch.setattr(doctor, "_EXTRAS", (("no-such-package", "pdf", "reads accounts in PDF"),))
    assert run(["doctor"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "? pdf: off; pip install 'witnessmark[pdf]' reads accounts in PDF" in told


def test_doctor_names_a_missing_part(monkeypatch, capsys):
    """A package that is not there is named, and doctor goes on."""
    monkeypatch.setattr(doctor, "_PACKAGES", ("numpy", "no-such-package"))
    assert run(["doctor"]) == 0
    assert "no-such-package is missing" in capsys.readouterr().out


@pytest.mark.slow
def test_the_installed_command_runs():
    """The console script starts and prints its help."""
    done = subprocess.run(
        [Path(sys.executable).with_name("witnessmark"), "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "examine" in done.stdout


@needs_shared
def test_the_seed_against_a_recording_without_picture(tmp_path, capsys):
    """Seventeen sentences, seventeen verdicts; nothing visible decided; three shots heard."""
    case = tmp_path / "case"
    assert examine(FLAC, SEED, case) == 0
    record = json.loads((case / "incident.json").read_text("utf-8"))
    assert [v["sentence"] for v in record["verdicts"]] == list(range(17))
    findings = {f["claim"]: f["verdict"] for f in record["findings"]}
    for claim in record["claims"]:
        if claim["perceptibility"] == "visible":
            assert findings[claim["id"]] not in {"shown", "contradicted"}
    shots = [o["start"] for o in record["observations"] if o["kind"] == "shot"]
    assert shots == pytest.approx([3.38, 4.49, 5.66], abs=0.01)
    assert run(["verify", str(case)]) == 0
