"""What cannot be used is refused in one sentence, with the right class, and nothing is harmed."""

from __future__ import annotations

import os
import struct
from pathlib import Path

import numpy as np
import pytest
from media_making import write_clip

from witnessmark.errors import (
    EmptyFootageError,
    FootageError,
    FootageNotFoundError,
    NoSoundError,
    NotAFileError,
    OversizedFootageError,
    UnreadableFootageError,
    UnsupportedContainerError,
)
from witnessmark.media import open_footage


def refused(path: Path, kind: type[FootageError]) -> str:
    """Open *path*, expect *kind*, and return its one sentence."""
    with pytest.raises(kind) as caught:
        open_footage(path)
    sentence = str(caught.value)
    assert caught.value.path == path
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_a_missing_file(tmp_path: Path) -> None:
    """A path where nothing stands is not found, even an impossible one."""
    refused(tmp_path / "gone.mp4", FootageNotFoundError)
    refused(tmp_path / "nul\0byte.mp4", FootageNotFoundError)
    file = tmp_path / "file"
    file.touch()
    refused(file / "below.mp4", FootageNotFoundError)


def test_a_folder_a_pipe_and_a_device(tmp_path: Path) -> None:
    """What is no ordinary file is named for what it is, without waiting for it."""
    os.mkfifo(tmp_path / "pipe.mp4")
    assert "a folder" in refused(tmp_path, NotAFileError)
    assert "a pipe" in refused(tmp_path / "pipe.mp4", NotAFileError)
    assert "a device" in refused(Path(os.devnull), NotAFileError)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Missing permission is told as such (simulated: tests may run as root)."""
    path = write_clip(tmp_path / "c.wav", sound="pcm_s16le", seconds=0.1)

    def denied(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", denied)
    assert "may not be read" in refused(path, UnreadableFootageError)


def test_an_empty_file(tmp_path: Path) -> None:
    """No bytes, no footage."""
    path = tmp_path / "empty.mp4"
    path.touch()
    refused(path, EmptyFootageError)


@pytest.mark.parametrize(
    "content",
    [b"They fired three shots.\n" * 50, np.random.default_rng(3).bytes(5000)],
    ids=["text", "noise"],
)
def test_other_content_named_mp4(tmp_path: Path, content: bytes) -> None:
    """The name of a file convinces nobody."""
    path = tmp_path / "clip.mp4"
    path.write_bytes(content)
    refused(path, UnsupportedContainerError)


def test_noise_behind_a_good_start(tmp_path: Path) -> None:
    """A good magic number with noise behind it is footage that cannot be read."""
    noise = np.random.default_rng(4).bytes(20_000)
    for number, magic in enumerate((b"\x1aE\xdf\xa3", b"OggS")):
        path = tmp_path / f"{number}.bin"
        path.write_bytes(magic + noise)
        refused(path, UnreadableFootageError)


def test_a_playlist_reaches_nothing(tmp_path: Path) -> None:
    """An HLS playlist named .mp4 is refused, and the file it points at is never opened."""
    canary = write_clip(tmp_path / "canary.ts", seconds=0.2)
    os.utime(canary, ns=(1, 1))
    path = tmp_path / "clip.mp4"
    path.write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{canary}\n#EXT-X-ENDLIST\n")
    assert "playlist" in refused(path, UnsupportedContainerError)
    assert canary.stat().st_atime_ns == 1


def test_an_index_that_never_came(tmp_path: Path) -> None:
    """A recording cut off before it was finalised is told to be that."""
    whole = write_clip(tmp_path / "whole.mp4", picture="libx264", seconds=1).read_bytes()
    path = tmp_path / "cut.mp4"
    path.write_bytes(whole[: whole.index(b"moov") - 4])
    assert "cut off before it was finalised" in refused(path, UnreadableFootageError)


def test_sound_of_no_length(tmp_path: Path) -> None:
    """A WAV without a sample holds nothing to examine."""
    whole = write_clip(tmp_path / "w.wav", sound="pcm_s16le", seconds=0.1).read_bytes()
    path = tmp_path / "none.wav"
    head = bytearray(whole[: whole.index(b"data") + 8])
    head[-4:] = bytes(4)
    path.write_bytes(head)
    assert "no length" in refused(path, NoSoundError)


def test_a_picture_beyond_any_camera(tmp_path: Path) -> None:
    """A header of 100,000 x 100,000 pixels is refused before a pixel is made."""
    clip = write_clip(tmp_path / "r.avi", sound=None, picture="rawvideo", seconds=0.2)
    data = bytearray(clip.read_bytes())
    form = data.index(b"strf") + 8  # BITMAPINFOHEADER: size, then width and height
    struct.pack_into("<ii", data, form + 4, 100_000, 100_000)
    path = tmp_path / "huge.avi"
    path.write_bytes(data)
    assert "100000" in refused(path, OversizedFootageError)


def many_tracks_matroska(number: int) -> bytes:
    """Return a Matroska file that declares *number* tracks of PCM (RFC 9559)."""

    def element(name: bytes, body: bytes) -> bytes:
        return name + struct.pack(">Q", len(body) | 1 << 56) + body

    def track(index: int) -> bytes:
        audio = element(b"\xb5", struct.pack(">d", 8000.0)) + element(b"\x9f", b"\x01")
        fields = element(b"\xd7", struct.pack(">H", index)) + element(b"\x83", b"\x02")
        codec = element(b"\x86", b"A_PCM/INT/LIT")
        return element(b"\xae", fields + codec + element(b"\xe1", audio))

    tracks = element(b"\x16\x54\xae\x6b", b"".join(track(n + 1) for n in range(number)))
    head = element(b"\x1a\x45\xdf\xa3", element(b"\x42\x82", b"matroska"))
    return head + element(b"\x18\x53\x80\x67", tracks)


def many_tracks_mp4(whole: bytes, number: int) -> bytes:
    """Return *whole* with its first track repeated *number* times."""
    start = whole.index(b"moov") - 4
    moov = whole[start : start + struct.unpack(">I", whole[start : start + 4])[0]]
    at = moov.index(b"trak") - 4
    track = moov[at : at + struct.unpack(">I", moov[at : at + 4])[0]]
    longer = moov[:at] + track * number
    return whole[:start] + struct.pack(">I", len(longer)) + longer[4:]


def test_ten_thousand_streams(tmp_path: Path) -> None:
    """A file of ten thousand streams is refused for that, whichever container it is."""
    clip = write_clip(tmp_path / "c.mp4", seconds=0.2).read_bytes()
    for name, data in {
        "many.mkv": many_tracks_matroska(10_000),
        "many.mp4": many_tracks_mp4(clip, 10_000),
    }.items():
        path = tmp_path / name
        path.write_bytes(data)
        assert "more than 64 streams" in refused(path, OversizedFootageError)
