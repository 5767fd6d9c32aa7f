"""Which container a file is, by its first bytes alone.

Conventions
-----------
The name of the file decides nothing. Only containers that hold sound or picture in the one file
are on the list: playlists, concatenation scripts, image sequences, session descriptions and every
other format that points elsewhere are not, so FFmpeg is never asked to guess among them. Magic
numbers are those of the formats' own specifications, named beside each.
"""

from __future__ import annotations

#: How many first bytes :func:`demuxer_of` wants to see.
SNIFFED_BYTES = 4096

#: First boxes with which ISO base media and QuickTime files start (ISO/IEC 14496-12, QTFF).
_FIRST_BOXES = {b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot", b"styp", b"uuid"}

#: Fixed first bytes and the FFmpeg demuxer that reads what follows.
_PREFIXES = (
    (b"\x1aE\xdf\xa3", "matroska"),  # EBML header, RFC 8794
    (b"fLaC", "flac"),  # RFC 9639
    (b"OggS", "ogg"),  # RFC 3533
    (b"FLV\x01", "flv"),  # Adobe Flash Video File Format 10.1
    (b"caff\x00\x01", "caf"),  # Apple Core Audio Format 1.0
    (b"#!AMR", "amr"),  # RFC 4867, section 5
    (b"0&\xb2u\x8ef\xcf\x11", "asf"),  # Advanced Systems Format, header object GUID
    (b"\x00\x00\x01\xba", "mpeg"),  # pack header, ISO/IEC 11172-1 and 13818-1
    (b".snd", "au"),  # Sun/NeXT audio
    (b"\x06\x0e+4\x02\x05\x01\x01", "mxf"),  # SMPTE ST 377-1 partition pack key
)

#: RIFF and IFF form types.
_FORMS = {
    (b"RIFF", b"WAVE"): "wav",
    (b"RF64", b"WAVE"): "wav",
    (b"RIFF", b"AVI "): "avi",
    (b"FORM", b"AIFF"): "aiff",
    (b"FORM", b"AIFC"): "aiff",
}

#: Containers whose header states how long the recording is.
DECLARES_DURATION = frozenset(
    {"mov", "matroska", "avi", "flac", "flv", "caf", "aiff", "asf", "mxf"}
)

#: What to tell a person who handed in something else.
READABLE = (
    "MP4, MOV, 3GP, MKV, WebM, AVI, MPEG-TS, MPEG-PS, FLV, WMV, WAV, FLAC, MP3, AAC, Ogg, AMR"
)


def demuxer_of(first: bytes) -> str | None:
    r"""Return FFmpeg's name for the container that starts with *first*, or None.

    >>> demuxer_of(b"RIFF\x24\x00\x00\x00WAVEfmt "), demuxer_of(b"#EXTM3U\n")
    ('wav', None)
    """
    for prefix, name in _PREFIXES:
        if first.startswith(prefix):
            return name
    if (form := _FORMS.get((first[:4], first[8:12]))) is not None:
        return form
    if first[4:8] in _FIRST_BOXES:
        return "mov"
    if _is_transport_stream(first):
        return "mpegts"
    return _raw_audio(_without_id3(first))


def is_playlist(first: bytes) -> bool:
    """Say whether *first* opens a list that points to other files (HLS, DASH, M3U, concat)."""
    start = first.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"#extm3u", b"ffconcat", b"[playlist]")) or b"<mpd" in start[:1024]


def _is_transport_stream(first: bytes) -> bool:
    """Sync bytes 0x47 every 188 bytes (ISO/IEC 13818-1), or 192 with a time code before each."""
    for size, offset in ((188, 0), (192, 4), (204, 0)):
        syncs = first[offset::size][:8]
        if len(syncs) >= 3 and set(syncs) == {0x47}:
            return True
    return False


def _without_id3(first: bytes) -> bytes:
    """Step over an ID3v2 tag (id3.org, ID3v2.4 section 3.1: four times seven bits of size)."""
    if first[:3] != b"ID3" or len(first) < 10:
        return first
    size = 0
    for byte in first[6:10]:
        size = size << 7 | byte & 0x7F
    rest = first[10 + size :]
    return rest if len(rest) >= 4 else b"\xff\xfb\x90\x00"  # a tag longer than we see: MP3


def _raw_audio(first: bytes) -> str | None:
    """Tell ADTS AAC, MPEG audio and FLAC behind a tag by their frame headers."""
    if first[:4] == b"fLaC":
        return "flac"
    if len(first) < 4 or first[0] != 0xFF:
        return None
    if first[1] & 0xF6 == 0xF0:  # ADTS, ISO/IEC 13818-7: 12 bits sync, layer 00
        return "aac" if (first[2] >> 2) & 0xF < 13 else None
    layer, bitrate, rate = first[1] & 0x06, first[2] >> 4, first[2] >> 2 & 3
    is_mpeg_audio = first[1] & 0xE0 == 0xE0 and layer and bitrate not in (0, 15) and rate != 3
    return "mp3" if is_mpeg_audio else None
