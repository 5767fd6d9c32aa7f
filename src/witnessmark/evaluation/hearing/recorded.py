"""Real recordings with their labels: live fire by firing position, and everyday sounds.

Conventions
-----------
The folder given as *data* holds ``gunfire/`` (the ShotSpotter live-fire tests, Tech Note 098,
CC BY 4.0) and ``negatives/``, each with its ``labels.csv``. Only recordings labelled ``ok`` are
scored. Some labelled onsets of the full set are echoes: between two sensors of one test the same
shots arrive with the same delay, so a test in which that delay spreads by more than
:data:`MOST_SPREAD` is left out (:func:`echo_tests`).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from witnessmark.errors import FootageNotFoundError
from witnessmark.evaluation.hearing.clips import Clip

#: Firing positions of the live-fire tests, and the turns that everyday sounds are dealt to.
POSITIONS = ("FP1", "FP2", "FP3", "FP4")
#: Largest spread, in seconds, of the delay between two sensors over the shots of one test. On the
#: four positions the worst is 18 ms; echo labels reach hundreds.
MOST_SPREAD = 0.020

Row = Mapping[str, str]


def real(data: Path) -> Iterator[Clip]:
    """Yield every fully labelled recording of ``gunfire/``, in the order of its table.

    Raises FootageNotFoundError where *data* holds no such table.
    """
    for row in labelled(data):
        samples, rate = read_sound(data / "gunfire" / row["file"])
        yield Clip(
            name=row["file"],
            origin=row["firing_position"],
            set_name="real",
            test_id=test_of(row),
            samples=samples,
            rate=rate,
            shots=onsets_of(row),
            distance_m=float(row["distance_m"]),
        )


def negatives(data: Path) -> Iterator[Clip]:
    """Yield the everyday recordings, each dealt to one firing position's turn by its place.

    Raises FootageNotFoundError where *data* holds no such table.
    """
    for number, row in enumerate(_rows(data / "negatives" / "labels.csv")):
        samples, rate = read_sound(data / "negatives" / row["file"])
        yield Clip(
            name=row["file"],
            origin=POSITIONS[number % len(POSITIONS)],
            set_name="everyday",
            test_id=row["file"],
            samples=samples,
            rate=rate,
            condition=row["label"],
        )


def labelled(data: Path) -> tuple[Row, ...]:
    """Return the rows of ``gunfire/labels.csv`` that are scored: labelled ``ok``, no echo test."""
    rows = [row for row in _rows(data / "gunfire" / "labels.csv") if row["label"] == "ok"]
    dropped = echo_tests(rows)
    return tuple(row for row in rows if test_of(row) not in dropped)


def test_of(row: Row) -> str:
    """Return what names the test of *row* among all positions."""
    return f"{row['firing_position']}/{row['test']}"


def onsets_of(row: Row) -> NDArray[np.float64]:
    """Return the labelled onsets of *row*, seconds, ascending."""
    return np.sort(np.array([float(onset) for onset in row["onsets_s"].split(";")]))


def echo_tests(rows: Iterable[Row]) -> frozenset[str]:
    """Return the tests in which some label must be an echo.

    Two sensors hear the shots of one test with one delay; where it spreads by more than
    :data:`MOST_SPREAD` from shot to shot, one of the two tuples of onsets is no tuple of shots.
    """
    heard: dict[str, list[NDArray[np.float64]]] = {}
    for row in rows:
        heard.setdefault(test_of(row), []).append(onsets_of(row))
    return frozenset(
        test
        for test, tuples in heard.items()
        for one, other in combinations(tuples, 2)
        if one.size == other.size and np.ptp(one - other) > MOST_SPREAD
    )


def read_sound(path: Path) -> tuple[NDArray[np.float32], int]:
    """Return mono float32 samples, shape (n,), and the rate of a file of our own.

    The file is decoded in this process: use it for the project's data, never for evidence.
    """
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        resampler = av.AudioResampler(format="flt", layout="mono", rate=stream.rate)
        frames = [out for frame in container.decode(stream) for out in resampler.resample(frame)]
        frames += resampler.resample(None)
        return np.concatenate([frame.to_ndarray()[0] for frame in frames]), stream.rate


def _rows(table: Path) -> list[dict[str, str]]:
    if not table.is_file():
        raise FootageNotFoundError(
            table,
            f"{table} is not there: name the folder that holds gunfire/ and negatives/, "
            "or leave --data away to score made sound alone.",
        )
    with table.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))
