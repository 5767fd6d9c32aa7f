"""How right the pairing of cracks with blasts is, on simulated fire with held-out seeds.

Run: ``python benchmarks/perception/pairs.py [TRIALS]``. For each share of cracks and blasts that
are missed, and each share of false fronts, prints how many of the stated leads are right to 2 ms,
and how many of the rounds whose crack and blast were both reported have their lead stated right.
The fire is that of ``tests/perception/crack_simulation.py``: nothing here is a recording.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "perception"))

from crack_simulation import HELD_OUT, RIGHT, crack_scene

from witnessmark.perception.sound.crack_pairs import pair_cracks

DROPOUTS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)
FALSE = (0.0, 0.1, 0.3)


def scores(dropout: float, false: float, guns: int, seeds: range) -> tuple[float, float]:
    """Return precision and recall of the stated leads over *seeds*."""
    stated = right = asked = 0
    for seed in seeds:
        scene = crack_scene(seed, dropout, false, guns)
        leads = pair_cracks(scene.cracks.tolist(), scene.blasts.tolist())
        given = np.array([np.nan if lead is None else lead for lead in leads], float)
        stated += int(np.sum(~np.isnan(given)))
        right += int(np.sum(np.abs(given - scene.leads) <= RIGHT))
        asked += scene.both
    return (right / stated if stated else float("nan")), right / asked


def main() -> None:
    """Print every figure."""
    trials = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    first = int(sys.argv[2]) if len(sys.argv) > 2 else HELD_OUT
    for guns in (1, 2, 3):
        for false in FALSE:
            cells = [scores(d, false, guns, range(first, first + trials)) for d in DROPOUTS]
            told = "  ".join(
                f"{d:.0%}: {p:.1%}/{r:.1%}" for d, (p, r) in zip(DROPOUTS, cells, strict=True)
            )
            print(f"guns {guns} false {false:.0%}  {told}", flush=True)


if __name__ == "__main__":
    main()
