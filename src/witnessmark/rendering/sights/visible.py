"""What of the weather, smoke and fire in a scene can still be seen in its coded file.

Conventions
-----------
An encoder keeps what its bits allow: small pale flakes, thin streaks and faint haze may be drawn
and be gone in the file, and nobody can be asked to see them. So three frames, a quarter, a half and
three quarters of the way through a fact, are decoded and held against the same frames drawn with
and without the thing. It is seen where both what was drawn and what was decoded differ by
:data:`LEVELS` from the picture without it, and the fact counts by the median of the three. Levels
are luma of 255; sizes are those of the picture as it is coded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from witnessmark.model import Kind
from witnessmark.rendering.sights.camera import Picture
from witnessmark.rendering.sights.drawing import picture, truth
from witnessmark.rendering.sights.facts import SightFact, SightTruth
from witnessmark.rendering.sights.scene import Element, SightScene

#: Difference in levels that is seen: 4 % of white, where meteorology puts the limit of seeing at
#: a contrast of 5 % (WMO-No. 8, Guide to Instruments, vol. I, ch. 9).
LEVELS = 10

#: Side in pixels of the surroundings that a flake or drop has to stand out of.
AROUND = 25

#: Fewest flakes or drops of two pixels or more in a frame that are snowfall or rain to whoever
#: looks: fewer, and it is a few specks.
LEAST_SPECKS = 60

#: Least share of the picture in which smoke and flame change it: a patch of a tenth of its sides,
#: and one of a twentieth.
LEAST_SHARE: Mapping[Kind, float] = {Kind.SMOKE: 0.01, Kind.FLAME: 0.0025}

#: Each kind's element, and the setting that makes it clear as glass; without one it is left out.
_MADE_BY: Mapping[Kind, tuple[str, str]] = {
    Kind.SNOWFALL: ("snowfall", "opacity"),
    Kind.RAIN: ("rain", "opacity"),
    Kind.SMOKE: ("smoke", ""),
    Kind.FLAME: ("fire", ""),
}

_Luma = NDArray[np.float32]


def coded_truth(scene: SightScene, path: Path) -> SightTruth:
    """Return the truth of *scene*, of which only what is visible in its file at *path* counts."""
    told = truth(scene)
    facts = tuple(
        replace(fact, counted=_seen(scene, fact, path))
        if fact.counted and fact.kind in _MADE_BY
        else fact
        for fact in told.facts
    )
    return replace(told, facts=facts)


def _seen(scene: SightScene, fact: SightFact, path: Path) -> bool:
    first, past = scene.starts.index(fact.start), scene.ends.index(fact.end) + 1
    numbers = sorted({first + (past - first) * quarter // 4 for quarter in (1, 2, 3)})
    without = _without(scene, fact.kind)
    measure = _specks if fact.kind in (Kind.SNOWFALL, Kind.RAIN) else _share
    found = []
    for number, coded in zip(numbers, _decoded(path, numbers, scene.coding.rotation), strict=True):
        drawn, clear = (_luma(picture(one, number)) for one in (scene, without))
        found.append(measure(drawn - clear, _luma(coded) - clear))
    return median(found) >= LEAST_SHARE.get(fact.kind, LEAST_SPECKS)


def _specks(drawn: _Luma, coded: _Luma) -> float:
    """Return how many specks stand out of their surroundings, drawn and coded alike."""
    both = np.logical_and(
        *(one - cv2.blur(one, (AROUND, AROUND)) >= LEVELS for one in (drawn, coded))
    )
    _, _, stats, _ = cv2.connectedComponentsWithStats(both.astype(np.uint8))
    return float((stats[1:, cv2.CC_STAT_AREA] >= 2).sum())


def _share(drawn: _Luma, coded: _Luma) -> float:
    """Return the share of the picture that is another than without, drawn and coded alike."""
    return float(np.mean((np.abs(drawn) >= LEVELS) & (np.abs(coded) >= LEVELS)))


def _without(scene: SightScene, kind: Kind) -> SightScene:
    name, setting = _MADE_BY[kind]

    def kept(elements: Sequence[Element]) -> tuple[Element, ...]:
        if not setting:
            return tuple(one for one in elements if one.kind != name)
        return tuple(_cleared(one, setting) if one.kind == name else one for one in elements)

    shots = tuple(replace(shot, elements=kept(shot.elements)) for shot in scene.shots)
    return replace(scene, shots=shots)


def _cleared(element: Element, setting: str) -> Element:
    others = tuple(pair for pair in element.settings if pair[0] != setting)
    return replace(element, settings=(*others, (setting, 0.0)))


def _decoded(path: Path, numbers: Sequence[int], rotation: int) -> list[Picture]:
    """Return frames of a file by their numbers among those shown, upright."""
    with av.open(str(path)) as container:
        shown = container.decode(video=0)
        wanted = [frame for number, frame in enumerate(shown) if number in numbers]
        turned = [np.rot90(frame.to_ndarray(format="rgb24"), -rotation) for frame in wanted]
    return [np.ascontiguousarray(one) for one in turned]


def _luma(image: Picture) -> _Luma:
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), np.float32)
