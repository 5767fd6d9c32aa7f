"""Which recordings are looked at, and under which names they are reported.

Conventions
-----------
A rendered recording is named family-seed. Seeds from :data:`FIRST_SEED` on are kept from whoever
develops detectors. Real clips lie in a folder beside ``real_clips.csv`` (``benchmarks/seeing``),
whose column ``contains`` names what is truly in them, and ``cuts`` the frames that begin a shot.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from witnessmark.errors import RecordError
from witnessmark.evaluation.seeing.seen import Seen, look_at
from witnessmark.rendering.sights import sight_scene, write

#: Seeds from here up are for reports, those below 1000 for development.
FIRST_SEED = 10_000

#: Families by the set that is scored on them.
SETS: dict[str, tuple[str, ...]] = {
    "cuts": ("hard_cuts", "gradual", "edit_flashes"),
    "conditions": ("snowfall", "rain", "snow_cover", "darkness", "smoke", "flame", "plain"),
    "flashes": ("muzzle_night", "muzzle_dusk", "muzzle_day", "plain"),
    "streaks": ("tracers", "plain"),
    "text": ("text", "plain"),
    "overlays": ("overlays", "plain"),
    "stills": ("stills", "plain"),
    "camera": ("camera",),
    "real": (),
}
#: The table that says what is in each real clip.
TABLE = "real_clips.csv"


def families_of(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the families that the sets *names* need, each once; RecordError for another name."""
    unknown = sorted(set(names) - set(SETS))
    if unknown:
        raise RecordError(f"No set is called {unknown[0]}: there are {', '.join(SETS)}.")
    return tuple(dict.fromkeys(family for name in names for family in SETS[name]))


def see_rendered(families: tuple[str, ...], first: int, count: int) -> Iterator[Seen]:
    """Render and look at *count* scenes of each family from seed *first* on; files are not kept."""
    with tempfile.TemporaryDirectory(prefix="witnessmark-") as folder:
        for family in families:
            for seed in range(first, first + count):
                scene = sight_scene(family, seed)
                path = Path(folder) / f"scene.{scene.coding.container}"
                truth = write(scene, path)
                yield look_at(path, f"{family}-{seed}", family, truth)
                path.unlink()


def count_real(folder: Path | None) -> int:
    """Return how many real clips the table in *folder* names; RecordError where it has none."""
    return len(_rows(_given(folder)))


def see_real(folder: Path | None) -> Iterator[Seen]:
    """Look at the real clips in *folder*; RecordError where its table or a clip is not there."""
    folder = _given(folder)
    for row in _rows(folder):
        path = folder / row["name"]
        if not path.is_file():
            raise RecordError(f"{path} is not there: fetch it with benchmarks/seeing/fetch.py.")
        contains = frozenset(row["contains"].split())
        cuts = tuple(int(frame) for frame in row["cuts"].split())
        yield replace(look_at(path, row["name"], "real", None), contains=contains, cuts=cuts)


def _given(folder: Path | None) -> Path:
    if folder is None:
        raise RecordError("Real clips lie in a folder of their own: name it with --data.")
    return folder


def _rows(folder: Path) -> list[dict[str, str]]:
    table = folder / TABLE
    if not table.is_file():
        raise RecordError(f"{table} is not there: fetch the clips with benchmarks/seeing/fetch.py.")
    with table.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
