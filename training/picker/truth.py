"""What is true of windows: targets and weights of the networks, from onsets and open spans.

Conventions
-----------
Onsets have shape (n, causes, most) and spans (n, most, 2), in seconds from a window's start,
:data:`~store.NONE` where there is none. Targets lie in [0, 1]; a weight of zero teaches nothing.
"""

from __future__ import annotations

import torch
from bank import FAST
from blend import FRAMES, within

from witnessmark.perception.sound.picker import PRESENCE_STEP, WIDE_STEP

#: Deviation of the target about an onset in milliseconds, in every millisecond.
DEVIATION = 2.5
#: Weight of a certain onset against one of nothing.
ONSET_WEIGHT = 8.0
#: The same for targets in steps of WIDE_STEP milliseconds.
WIDE_DEVIATION, WIDE_ONSET_WEIGHT = 10.0, 10.0
#: Seconds before and after an onset that are gunfire.
SPAN = (-0.02, 0.25)


def bumps(onsets: torch.Tensor, step: float, deviation: float, steps: int) -> torch.Tensor:
    """Return a Gaussian about each of *onsets* (n, rows, most), seconds, in steps of *step* ms.

    Shape (n, rows, steps); *deviation* is in milliseconds, and the middle of a step counts.
    """
    reach = int(4 * deviation / step) + 1
    there = torch.isfinite(onsets)
    centre = torch.where(there, onsets, -1e3) * 1000 / step
    near = torch.arange(-reach, reach + 2, device=onsets.device)
    place = centre.floor()[..., None].long() + near
    middle = 0.5 - 0.5 / step
    height = torch.exp(-0.5 * ((place + middle - centre[..., None]) * step / deviation) ** 2)
    height = height * (there[..., None] & (place >= 0) & (place < steps))
    found = torch.zeros(*onsets.shape[:2], steps, device=onsets.device)
    place = place.clamp(0, steps - 1).flatten(2)
    return found.scatter_reduce_(2, place, height.flatten(2), "amax")


def fronts(
    onsets: torch.Tensor, spans: torch.Tensor, unheard: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return target and weight of every cause and millisecond.

    *unheard* (n,) tells where nobody has listened for cracks.
    """
    target = bumps(onsets, 1.0, DEVIATION, FRAMES)
    weight = 1 + (ONSET_WEIGHT - 1) * target
    weight[:, 1:] *= torch.where(unheard, 0.1, 1.0)[:, None, None]
    shut = within(spans[..., 0] * 1000, spans[..., 1] * 1000, FRAMES)
    return target, weight * ~shut[:, None]


def shots(onsets: torch.Tensor, spans: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Return target and weight of a blast in every WIDE_STEP milliseconds, (n, steps)."""
    steps = FRAMES // WIDE_STEP
    target = bumps(onsets[:, :1], WIDE_STEP, WIDE_DEVIATION, steps)[:, 0]
    edges = spans * 1000 / WIDE_STEP
    shut = within(edges[..., 0].floor(), edges[..., 1].ceil(), steps)
    return target, (1 + (WIDE_ONSET_WEIGHT - 1) * target) * ~shut


def gunfire(
    onsets: torch.Tensor, spans: torch.Tensor, other: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return for every PRESENCE_STEP whether it is gunfire and fast, and whether one knows.

    Shapes (n, 2, steps); *other* (n,) tells which windows are without gunfire.
    """
    steps = FRAMES // PRESENCE_STEP
    times = torch.where(other[:, None], torch.inf, onsets[:, 0]).sort(dim=1).values
    far = torch.full_like(times[:, :1], 1e6)
    finite = torch.where(torch.isfinite(times), times, 1e6)
    gaps = torch.cat([far, finite.diff(dim=1), far], dim=1)
    fast = torch.minimum(gaps[:, :-1], gaps[:, 1:]) < FAST
    first = ((times + SPAN[0]) * 1000 / PRESENCE_STEP).floor()
    last = ((times + SPAN[1]) * 1000 / PRESENCE_STEP).floor() + 1
    fire = within(first, last, steps)
    quick = within(torch.where(fast, first, torch.inf), last, steps)
    truth = torch.stack([fire, quick & fire], dim=1).float()
    edges = spans * 1000 / PRESENCE_STEP
    shut = within(edges[..., 0].floor(), edges[..., 1].floor() + 1, steps)
    known = (other[:, None] | fire) & (~shut | other[:, None])
    return truth, known[:, None].expand(-1, 2, -1).float()
