"""Two weapons by their sound: timbre and crack lead, one vector a shot.

Conventions
-----------
Rows are shots, columns are features on the scale of their own noise: band levels in dB over
:data:`LEVEL_NOISE`, the lead of the crack in seconds over :data:`LEAD_NOISE`. A feature that not
all shots have is left out: a missing crack is no evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from witnessmark.perception.sound.shot import Shot

Floats = NDArray[np.floating[Any]]

#: Scatter of a band level, in dB, and of a crack's lead, in seconds, below which no two differ.
LEVEL_NOISE, LEAD_NOISE = 1.0, 0.002
#: Distances are cut here, in squared standard deviations for each feature: one odd shot is no
#: second weapon.
_CUT = 9.0


def features(shots: Sequence[Shot]) -> Floats:
    """Return what of the sound can be compared between all *shots*, shape (n, features)."""
    columns: list[Floats] = []
    if shots and all(len(shot.timbre) == len(shots[0].timbre) > 0 for shot in shots):
        columns.append(np.array([shot.timbre for shot in shots], dtype=float) / LEVEL_NOISE)
    leads = [shot.crack_to_blast_s for shot in shots if shot.crack_to_blast_s is not None]
    if leads and len(leads) == len(shots):
        columns.append(np.array(leads)[:, None] / LEAD_NOISE)
    return np.hstack(columns) if columns else np.zeros((len(shots), 0))


def two_means(sounds: Floats) -> NDArray[np.bool_]:
    """Split rows in two along the axis of largest variance, at the best place (Fisher 1958)."""
    centred = sounds - np.median(sounds, axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    along = centred @ axes[0]
    ranked = np.sort(along)
    count = len(ranked)
    left = np.cumsum(ranked)[:-1]
    sizes = np.arange(1, count)
    between = left**2 / sizes + (ranked.sum() - left) ** 2 / (count - sizes)
    at = int(np.argmax(between))
    split: NDArray[np.bool_] = along > (ranked[at] + ranked[at + 1]) / 2
    return split


def log_ratios(sounds: Floats, labels: NDArray[np.int8]) -> Floats:
    """Return log densities of each row under either label, less that under one for all: (2, n).

    Normal densities with a covariance common to the labels, shrunk to its diagonal.
    """
    own = [sounds[labels == side] for side in (0, 1)]
    if sounds.shape[1] == 0 or min(len(own[0]), len(own[1])) < 3:
        return np.zeros((2, len(sounds)))
    means = [part.mean(axis=0) for part in own]
    within = np.vstack([part - mean for part, mean in zip(own, means, strict=True)])
    middle = np.vstack(own).mean(axis=0)
    pooled = np.vstack(own) - middle
    alone = _log_density(sounds - middle, pooled)
    return np.array([_log_density(sounds - mean, within) - alone for mean in means])


def _log_density(off: Floats, scatter: Floats) -> Floats:
    count, size = scatter.shape
    covariance = scatter.T @ scatter / count
    share = min(1.0, (size + 2) / (count + size + 2))
    spread = np.diag(np.diag(covariance)) * share + covariance * (1 - share) + 0.25 * np.eye(size)
    distance = np.einsum("ij,ij->i", off @ np.linalg.inv(spread), off)
    density: Floats = -0.5 * (np.minimum(distance, _CUT * size) + np.linalg.slogdet(spread)[1])
    return density
