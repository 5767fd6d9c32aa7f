"""Containers are told by their first bytes, and nothing that points elsewhere is among them."""

from __future__ import annotations

import pytest

from witnessmark.media.container_magic import demuxer_of, is_playlist


@pytest.mark.parametrize(
    ("first", "demuxer"),
    [
        (b"\x00\x00\x00\x18ftypisom", "mov"),
        (b"\x00\x00\x00\x08wide\x00\x00", "mov"),
        (b"\x1aE\xdf\xa3\x9fB\x86", "matroska"),
        (b"RIFF\x00\x00\x00\x00AVI LIST", "avi"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "wav"),
        (b"fLaC\x00\x00\x00\x22", "flac"),
        (b"OggS\x00\x02", "ogg"),
        (b"\xff\xf1\x50\x80\x02\x1f", "aac"),
        (b"\xff\xfb\x90\x64\x00", "mp3"),
        (b"ID3\x04\x00\x00\x00\x00\x00\x02ab\xff\xf1\x50\x80", "aac"),
        (b"ID3\x04\x00\x00\x00\x00\x00\x02abfLaC\x00", "flac"),
        (b"ID3\x04\x00\x00\x00\x7f\x7f\x7f", "mp3"),
        (b"#!AMR\n\x3c", "amr"),
        ((b"\x47" + b"\x00" * 187) * 4, "mpegts"),
        ((b"\x00" * 4 + b"\x47" + b"\x00" * 187) * 4, "mpegts"),
        (b"\x00\x00\x01\xba\x44", "mpeg"),
        (b"FLV\x01\x05", "flv"),
        (b"0&\xb2u\x8ef\xcf\x11\xa6\xd9", "asf"),
        (b"FORM\x00\x00\x00\x00AIFFCOMM", "aiff"),
    ],
)
def test_each_container_is_known_by_its_magic(first: bytes, demuxer: str) -> None:
    """The first bytes name the one demuxer that is allowed to read the rest."""
    assert demuxer_of(first) == demuxer


@pytest.mark.parametrize(
    "first",
    [
        b"",
        b"\x00",
        b"a witness wrote this",
        b"#EXTM3U\n/etc/passwd",
        b"ffconcat version 1.0\nfile x",
        b"<?xml version='1.0'?><MPD>",
        b"v=0\no=- 0 0 IN IP4 127.0.0.1",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        b"%PDF-1.7",
        b"PK\x03\x04",
        b"\x7fELF",
    ],
)
def test_everything_else_is_refused(first: bytes) -> None:
    """Text, playlists, pictures and documents are no footage."""
    assert demuxer_of(first) is None


def test_playlists_are_named_as_such() -> None:
    """A person who hands in a playlist is told what it is."""
    assert is_playlist(b"#EXTM3U\n#EXT-X-VERSION:3\n")
    assert is_playlist(b"\xef\xbb\xbf #extm3u")
    assert is_playlist(b"<?xml version='1.0'?>\n<MPD xmlns='x'>")
    assert not is_playlist(b"a witness wrote this")
