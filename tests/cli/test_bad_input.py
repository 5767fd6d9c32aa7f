"""Footage and accounts that cannot be used, handed to the main job from outside."""

import wave

import pytest
from cli_clips import ACCOUNT, write_wav
from media_making import write_clip

from witnessmark import publication
from witnessmark.cli import run
from witnessmark.errors import StorageFullError

CANARY = "a secret that no playlist may fetch"


def playlist(folder):
    (folder / "secret.ts").write_text(CANARY, "utf-8")
    text = f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{folder}/secret.ts\n#EXT-X-ENDLIST\n"
    return text.encode()


def empty_wav(folder):
    with wave.open(str(folder / "z.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
    return (folder / "z.wav").read_bytes()


FOOTAGE = {
    "empty": (lambda folder: b"", "empty"),
    "text": (lambda folder: b"these are words, and no film\n" * 20, "no container"),
    "noise": (lambda folder: bytes(range(256)) * 40, "no container"),
    "playlist": (playlist, "playlist"),
    "no_moov": (
        lambda folder: write_clip(folder / "w.mp4", picture="libx264").read_bytes()[:2500],
        "moov",
    ),
    "zero_length": (
        empty_wav,
        "nothing to examine",
    ),
}

ACCOUNTS = {
    "empty": (b"", "no words"),
    "blank": (b" \n\t\n", "no words"),
    "utf16": (ACCOUNT.encode("utf-16") + b"\x00", "UTF-16"),
    "gb18030": ("\u58eb\u5175\u5411\u623f\u5c4b\u5f00\u706b".encode("gb18030"), "legacy encoding"),
    "huge": (ACCOUNT.encode() * 60_000, "larger than"),
    "archive": (b"PK\x03\x04word/document.xml", "word-processor file"),
    "binary": (b"MZ\x00\x01\x02" * 400, "UTF-8"),
}


def one_sentence(capsys):
    error = capsys.readouterr().err
    assert error.startswith("witnessmark: ")
    assert len(error.strip().splitlines()) == 1
    return error


@pytest.mark.parametrize("name", FOOTAGE)
def test_footage_that_cannot_be_examined_leaves_nothing(name, tmp_path, capsys):
    """One sentence that names the trouble, status 2, no case folder."""
    make, word = FOOTAGE[name]
    footage, account = tmp_path / "handed-in.mp4", tmp_path / "story.txt"
    footage.write_bytes(make(tmp_path))
    account.write_text(ACCOUNT, "utf-8")
    case = tmp_path / "case"
    assert run(["examine", str(footage), "--account", str(account), "--case", str(case)]) == 2
    error = one_sentence(capsys)
    assert word in error
    assert CANARY not in error
    assert not case.exists()


@pytest.mark.parametrize("name", ACCOUNTS)
def test_an_account_that_cannot_be_read_leaves_nothing(name, tmp_path, capsys):
    """One sentence that names the trouble, status 2, no case folder."""
    content, word = ACCOUNTS[name]
    account = tmp_path / "story.txt"
    account.write_bytes(content)
    clip, case = write_wav(tmp_path / "clip.wav"), tmp_path / "case"
    assert run(["examine", str(clip), "--account", str(account), "--case", str(case)]) == 2
    assert word in one_sentence(capsys)
    assert not case.exists()


def test_two_accounts_are_refused_with_the_way_to_compare_them(tmp_path, capsys):
    """Nothing is examined against the last one alone."""
    clip, case = write_wav(tmp_path / "clip.wav"), tmp_path / "case"
    accounts = []
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(ACCOUNT, "utf-8")
        accounts += ["--account", str(tmp_path / name)]
    assert run(["examine", str(clip), *accounts, "--case", str(case)]) == 2
    assert "witnessmark compare" in capsys.readouterr().err
    assert not case.exists()


def test_a_film_cut_short_is_examined_as_far_as_it_goes(tmp_path, capsys):
    """Status 3, a finished case, and how much of it could be decoded."""
    whole = write_clip(
        tmp_path / "whole.mp4", picture="libx264", seconds=6, movflags="faststart"
    ).read_bytes()
    footage, account = tmp_path / "cut.mp4", tmp_path / "story.txt"
    footage.write_bytes(whole[: int(len(whole) * 0.7)])
    account.write_text(ACCOUNT, "utf-8")
    case = tmp_path / "case"
    assert run(["examine", str(footage), "--account", str(account), "--case", str(case)]) == 3
    captured = capsys.readouterr()
    assert "of the 6.0 s" in captured.err
    assert run(["verify", str(case)]) == 0


def test_a_film_without_sound_is_a_record_in_which_nothing_was_heard(tmp_path, capsys):
    """Status 3; no claim is decided, and the file's silence is an observation."""
    film = write_clip(tmp_path / "mute.mp4", sound=None, picture="libx264", seconds=2)
    account = tmp_path / "story.txt"
    account.write_text(ACCOUNT, "utf-8")
    case = tmp_path / "case"
    assert run(["examine", str(film), "--account", str(account), "--case", str(case)]) == 3
    captured = capsys.readouterr()
    assert "no sound" in captured.err
    assert "no_audio" in (case / "incident.json").read_text("utf-8")
    assert run(["listen", str(film)]) == 2


def test_a_page_that_cannot_be_made_does_not_hide_the_record(tmp_path, capsys, monkeypatch):
    """Status 3; the case is finished and verifies, and publish can be run later."""

    def full(case, **_):
        raise StorageFullError(case)

    clip, account, case = write_wav(tmp_path / "c.wav"), tmp_path / "a.txt", tmp_path / "case"
    account.write_text(ACCOUNT, "utf-8")
    monkeypatch.setattr(publication, "publish_case", full)
    assert run(["examine", str(clip), "--account", str(account), "--case", str(case)]) == 3
    captured = capsys.readouterr()
    assert "The case is kept" in captured.err
    assert "ledger" in captured.out
    monkeypatch.undo()
    assert run(["publish", str(case)]) == 0
    assert run(["verify", str(case)]) == 0
