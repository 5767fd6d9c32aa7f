"""The Debian packages of ``ordinary.csv``: fetched as they are known, unpacked, never installed.

Conventions
-----------
A package is known by its version and the SHA-256 of its archive. Sounds that lie in a container, a
soundfont or a catalogue of Transport Tycoon, are written beside it as WAV.
"""

from __future__ import annotations

import csv
import hashlib
import re
import shutil
import struct
import subprocess
import wave
from dataclasses import dataclass
from pathlib import Path

#: Whole commands, found where Debian keeps them.
APT_GET, DPKG_DEB = "/usr/bin/apt-get", "/usr/bin/dpkg-deb"
SOUNDS = {".wav", ".ogg", ".oga", ".opus", ".flac", ".mp3", ".g722", ".aif", ".aiff"}
#: What a General MIDI soundfont holds that is struck, clapped or blown once.
STRUCK = re.compile(
    r"kick|sna?re?\b|snr|taiko|drum|clap|cow ?bell|tom\b|tom[ _]|timbale|tumba|conga|closed slap"
    r"|^slap$|bongo|hat|agogo|clave|guiro|woodblock|shaker|castanet|triangle|tambourine|rim tap"
    r"|sticks|metronome|timpani|crash|crsh|splash|ride|bell|studio|rmpwr|applause|whistle|^\d\d-",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Package:
    """One row of ``ordinary.csv``."""

    package: str
    version: str
    sha256: str
    licence: str
    kind: str
    turn: str


def table() -> list[Package]:
    """Return the packages in the order of their table."""
    with Path(__file__).with_name("ordinary.csv").open(newline="", encoding="utf-8") as lines:
        return [Package(**row) for row in csv.DictReader(lines)]


def fetched(package: Package, out: Path) -> Path:
    """Return the archive of *package*, fetched unless it is there; it must be the one we know.

    Raises SystemExit where its digest is another than the table's.
    """
    folder = out / "debs"
    folder.mkdir(parents=True, exist_ok=True)
    found = sorted(folder.glob(f"{package.package}_*.deb"))
    if not found:
        wanted = f"{package.package}={package.version}"
        subprocess.run([APT_GET, "download", wanted], cwd=folder, check=True)
        found = sorted(folder.glob(f"{package.package}_*.deb"))
    digest = hashlib.sha256(found[0].read_bytes()).hexdigest()
    if digest != package.sha256:
        raise SystemExit(f"{found[0]} is not the archive of {package.version}: {digest}")
    return found[0]


def unpacked(archive: Path, folder: Path) -> list[Path]:
    """Unpack *archive* into *folder* and return its sound files, those in containers as well."""
    if not folder.is_dir():
        # Under another name until all is there: what was cut off is begun again.
        part = folder.with_name(f"{folder.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        subprocess.run([DPKG_DEB, "-x", archive, part], check=True)
        for path in sorted(part.rglob("*")):
            if path.suffix == ".sf2" and not path.is_symlink():
                from_soundfont(path)
            elif path.suffix == ".cat":
                from_catalogue(path)
        part.rename(folder)
    files = [path for path in folder.rglob("*") if path.suffix.lower() in SOUNDS]
    return sorted(path for path in files if path.is_file() and not path.is_symlink())


def from_soundfont(path: Path) -> None:
    """Write what is struck in a soundfont (SF2 2.04, sections 6 and 7.10) beside it as WAV."""
    data = path.read_bytes()
    samples = data.index(b"smpl") + 8
    headers = data.rindex(b"shdr")
    size = struct.unpack_from("<I", data, headers + 4)[0]
    folder = path.with_suffix("")
    folder.mkdir(exist_ok=True)
    for number, at in enumerate(range(headers + 8, headers + 8 + size - 46, 46)):
        raw, start, end, _, _, rate, _, _, _, side = struct.unpack_from("<20sIIIIIBbHH", data, at)
        name = raw.split(b"\0")[0].decode("latin-1").strip()
        # Of a stereo pair the right half, type 2, says nothing that the left does not.
        if side not in {1, 4} or not STRUCK.search(name) or end - start < rate // 50:
            continue
        stem = re.sub(r"[^\w#-]+", " ", name.replace("(L)", "")).strip()
        _write(folder / f"{stem}@{number}.wav", data[samples + 2 * start : samples + 2 * end], rate)


def from_catalogue(path: Path) -> None:
    """Write the sounds of a Transport Tycoon catalogue beside it: an index of places and sizes.

    An entry is named by its length and its text, of which what stands in quotes says what it is.
    """
    data = path.read_bytes()
    first = struct.unpack_from("<I", data)[0] & 0x7FFFFFFF
    folder = path.with_suffix("")
    folder.mkdir(exist_ok=True)
    for number in range(first // 8):
        at = struct.unpack_from("<I", data, 8 * number)[0] & 0x7FFFFFFF
        name = data[at + 1 : at + 1 + data[at]].split(b"\0")[0].decode("latin-1")
        riff = data.index(b"RIFF", at)
        size = struct.unpack_from("<I", data, riff + 4)[0] + 8
        stem = re.sub(r"[^\w-]+", " ", name.strip('"').split('"')[0]).strip()
        (folder / f"{stem}@{number}.wav").write_bytes(data[riff : riff + size])


def _write(path: Path, samples: bytes, rate: int) -> None:
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(samples)
