"""Near, far or unclear: how far off a group of shots was fired, from its colour and its cracks.

Conventions
-----------
*Near* is within 100 m and *far* is beyond 200 m; of what lies between, either word is right,
because no evidence here is sharper than a factor of two. Loudness is never used: every cue is a
ratio within the recording, so that gain, gain control and clipping to full scale change little.

Two things are asked, in this order. The *gap* between the crack of a supersonic bullet and the
blast: both leave together, and the bullet brings its crack along at no more than :data:`FASTEST`,
so a gap of t seconds needs at least t / (1 / c - 1 / FASTEST) metres (Maher, IEEE SAFE 2007).
Taken with the coldest air, a gap that needs more than 100 m excludes *near*; a short one proves
nothing, but speaks for it. Then the *colour* of blast and tail against that of the background
(:mod:`.proximity_evidence`), weighed with the gap by a logistic regression whose coefficients are
data:
``proximity.json`` beside this file, with what they were fitted on and what they reached.
``training/proximity/fit.py`` fits them again.

The ratio of direct sound to echoes is measured and kept, but has no weight: on rendered places it
tells little beside the colour, and on real recordings it points the wrong way, because the nearest
sensors are overloaded by the direct sound.
"""

from __future__ import annotations

import json
import math
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from witnessmark.errors import RecordError
from witnessmark.perception.sound.proximity_evidence import CUES as MEASURED
from witnessmark.perception.sound.proximity_evidence import Evidence, cues, measure

__all__ = ["CUES", "FAR", "NEAR", "Evidence", "Proximity", "Weights", "judge", "measure", "summary"]

#: What is weighed: what was measured of the blasts, and how soon they followed their cracks.
CUES = (*MEASURED, "crack_nearness")

#: Near ends here and far begins there, in metres.
NEAR, FAR = 100.0, 200.0

#: The fastest bullet's mean speed over its way, and sound in the coldest air, in m/s: 1,000 is
#: above the muzzle velocity of common small arms, 306 m/s is sound at -40 °C.
FASTEST, COLDEST = 1000.0, 306.0

#: A blast less than so many dB over its background tells nothing of its colour.
AUDIBLE_DB = 6.0

#: A blast of whose direct sound more than this share lies at its peak is overloaded.
OVERLOADED = 0.4

#: The gap in seconds at which a crack speaks for neither word: about 100 m of way.
EVEN_GAP = 0.15

#: How sure the proof from the gap is: crack and blast may have been paired wrongly.
PROOF = 0.95


@dataclass(frozen=True, slots=True)
class Proximity:
    """What can be said, why (a sentence with its figures), and how likely it is to be right.

    Of ``unclear`` the confidence is that of the likelier word.
    """

    value: Literal["near", "far", "unclear"]
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Weights:
    """The fitted regression: for each cue its usual value, its spread and its weight.

    ``commit_near`` and ``commit_far`` are the chances from which on a word is said: far needs more,
    because a dull microphone makes near sound far and nothing makes far sound near. ``most`` is
    the highest confidence.
    """

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weight: NDArray[np.float64]
    intercept: float
    commit_near: float
    commit_far: float
    most: float

    def near(self, values: NDArray[np.float64]) -> float:
        """Return the chance that cues *values* (len(CUES),) are of a near blast; NaN counts 0."""
        score = float(self.parts(values).sum()) + self.intercept
        return 1 / (1 + math.exp(-score))

    def parts(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what each cue adds to the score; beyond three spreads it adds no more."""
        return np.nan_to_num(np.clip((values - self.mean) / self.scale, -3, 3)) * self.weight


@cache
def shipped_weights() -> Weights:
    """Return the coefficients in the package; RecordError where they are for other cues."""
    text = resources.files(__package__).joinpath("proximity.json").read_text("utf-8")
    document = json.loads(text)
    if tuple(document["cues"]) != CUES:
        raise RecordError(
            "The coefficients of proximity are for other cues than this release measures: "
            "fit them again with training/proximity/fit.py."
        )
    mean, scale, weight = (np.array(document[name]) for name in ("mean", "scale", "weight"))
    rest = (document[name] for name in ("intercept", "commit_near", "commit_far", "most"))
    return Weights(mean, scale, weight, *rest)


def judge(
    evidences: Sequence[Evidence],
    cracks: Sequence[float | None] = (),
    weights: Weights | None = None,
) -> Proximity:
    """Judge a group of shots of one weapon from the *evidences* of its blasts.

    *cracks* are the seconds from crack to blast of each shot, None where no crack was heard.
    """
    gaps = _gaps(cracks)
    # One crack and one blast may be of different shots: a proof takes two that agree.
    least = least_distance(float(np.median(gaps))) if len(gaps) > 1 else 0.0
    if least > NEAR:
        reason = (
            f"The crack came {1000 * float(np.median(gaps)):.0f} ms before the blast, for which "
            f"even the fastest bullet needs {least:.0f} m."
        )
        return Proximity("far", reason, PROOF)
    heard = [one for one in evidences if one.over_background_db >= AUDIBLE_DB]
    if not heard:
        return Proximity("unclear", _too_faint(evidences), 0.5)
    if float(np.median([one.flattened for one in heard])) > OVERLOADED:
        return Proximity("unclear", "The blasts are overloaded, which hides their colour.", 0.5)
    return _weighed(heard, summary(heard, cracks), weights or shipped_weights())


def least_distance(gap: float) -> float:
    """Return the least metres from which a blast can come *gap* seconds after its crack."""
    return gap / (1 / COLDEST - 1 / FASTEST)


def summary(
    evidences: Sequence[Evidence], cracks: Sequence[float | None] = ()
) -> NDArray[np.float64]:
    """Return the cues of a group (len(CUES),): medians over the blasts that have them, else NaN.

    In automatic fire only the last blast's tail is free; the cues of the tail are its alone. The
    nearness of the crack goes from 1 for no gap to -1 for a long one; without a crack it is 0.
    """
    rows = np.array([cues(one) for one in evidences])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # a cue that no blast has stays NaN
        measured = np.nanmedian(rows, axis=0)
    gaps = _gaps(cracks)
    nearness = max(1 - float(np.median(gaps)) / EVEN_GAP, -1.0) if gaps else 0.0
    return np.append(measured, nearness)


def _gaps(cracks: Sequence[float | None]) -> list[float]:
    return [gap for gap in cracks if gap is not None and gap > 0]


def _weighed(heard: Sequence[Evidence], values: NDArray[np.float64], weights: Weights) -> Proximity:
    near = weights.near(values)
    chance = max(near, 1 - near)
    confidence = min(chance, weights.most)
    figures = _figures(heard, values)
    if chance < (weights.commit_far if near < 0.5 else weights.commit_near):
        return Proximity(
            "unclear", f"{figures}, which is too little to tell near from far.", confidence
        )
    if near < 0.5:
        return Proximity("far", f"{figures}, as after more than {FAR:.0f} m of air.", confidence)
    return Proximity("near", f"{figures}, as within {NEAR:.0f} m.", confidence)


def _figures(heard: Sequence[Evidence], values: NDArray[np.float64]) -> str:
    """Return the first half of a reason: what was measured of how many blasts."""
    got = dict(zip(CUES, values.tolist(), strict=True))
    of = "the blast" if len(heard) == 1 else f"{len(heard)} blasts"
    high, behind = got["high_db"], got["background_high_db"]
    blast = (
        "had too little time before the next to be measured"
        if math.isnan(high)
        else f"stand at {high:+.0f} dB to the middle"
    )
    background = (
        "the background is digital silence and has none"
        if math.isnan(behind)
        else f"those of the background at {behind:+.0f} dB"
    )
    return f"Of {of} the highs (1.2 to 3.2 kHz) {blast}, {background}"


def _too_faint(evidences: Sequence[Evidence]) -> str:
    if not evidences:
        return "No blast was measured."
    measured = [one.over_background_db for one in evidences if one.over_background_db >= -math.inf]
    if not measured:
        return "Too little sound stands before the blasts to judge their colour against."
    best = max(measured)
    return (
        f"No blast stands {AUDIBLE_DB:.0f} dB over its background (the clearest {best:+.0f} dB), "
        "too little to judge its colour."
    )
