"""What happens in a rendering, as an account may speak of it and a perfect observer would tell it.

Conventions
-----------
Seconds of the recording's clock. Shots are grouped as the listener groups them: a pause of more
than :data:`PAUSE` seconds parts two groups. What is there and may not be perceptible (smoke of an
explosion, tracers fired out of the picture, a flame in no view, a shot that does not stand out of
the noise) is not ``clear``: nothing is
planted on it, and nothing that denies it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from witnessmark.model import Kind
from witnessmark.rendering.picture.lens import Lens, on_camera, view_at
from witnessmark.rendering.scenario import Condition, Scenario
from witnessmark.rendering.truth import GroupFact, ShotFact, Truth

#: Seconds without a shot that part two groups (the listener's ``pause_s``).
PAUSE = 4.0
#: Seconds that a shot, an explosion and a streak are told to last, as the detectors tell them.
SHOT, BLAST, STREAK = 0.01, 0.5, 0.1
#: Least share of a group's shots that must stand out for it to be heard without a doubt.
HEARD = 0.5
#: Two shots no more than so many seconds apart may be a short burst.
RAPID = 0.2
#: Seconds between two looks whether a flame or smoke is in the picture.
LOOK = 0.25
#: Farther than this, in metres, flame and smoke are too small to count on.
VISIBLE = 60.0
#: Half the share of the picture that a muzzle flash takes up, each way.
FLASH = 0.005
#: Within so many metres fire is surely near, from so many on it is surely far.
NEAR, FAR = 40.0, 250.0

#: Kinds that last, and lie in a window when any of them does; others do when they begin there.
LASTING = frozenset(
    {Kind.SPEECH, Kind.SNOWFALL, Kind.SNOW_COVER, Kind.DARKNESS, Kind.FLAME, Kind.SMOKE}
)


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happens, from ``start`` to ``end``; ``moments`` are the shots of gunfire.

    ``mode`` is that of gunfire as the listener names it, of a voice what it is for. ``distance`` is
    in metres, None where it has none. ``hidden`` says that no shot of it was fired in the picture,
    ``heard`` how many of its shots stand out. ``box`` is where in the picture a flash is:
    left, top, right and bottom as shares of its width and height.
    """

    kind: Kind
    start: float
    end: float
    moments: tuple[float, ...] = ()
    mode: str | None = None
    weapon: str | None = None
    distance: float | None = None
    per_minute: float | None = None
    hidden: bool = False
    heard: int = 0
    clear: bool = True
    box: tuple[float, float, float, float] | None = None

    @property
    def starts(self) -> tuple[float, ...]:
        """When it begins, or each shot of it is heard."""
        return self.moments or (self.start,)


def happenings(
    scenario: Scenario, truth: Truth, heard: frozenset[str] | None = None
) -> tuple[Happening, ...]:
    """Return everything that happens in *scenario*, of which *truth* is true, in order of time.

    *heard* are the shots and explosions that stand out in its sound, by id; all where None.
    """
    found = [
        *_gunfire(truth, heard),
        *(
            Happening(
                Kind.EXPLOSION,
                one.arrival,
                min(one.arrival + BLAST, truth.duration),
                clear=heard is None or one.id in heard,
            )
            for one in truth.explosions
            if one.arrival is not None and one.arrival + SHOT < truth.duration
        ),
        *(
            Happening(Kind.SPEECH, one.start, one.end, mode=one.kind)
            for one in truth.voices
            if one.start < one.end
        ),
        *(Happening(Kind.CUT, at, at + 1 / truth.frame_rate) for at in truth.cuts),
        *_conditions(scenario, truth),
        *_dusk(scenario),
        *_tracers(truth),
        *_flashes(scenario, truth),
    ]
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.kind)))


def _gunfire(truth: Truth, heard: frozenset[str] | None) -> Iterator[Happening]:
    for group in truth.groups:
        shots = sorted(
            (one for one in truth.shots if one.group == group.id and one.blast is not None),
            key=lambda one: float(one.blast or 0.0),
        )
        for some in _parted(shots):
            known = [one for one in some if heard is None or one.id in heard]
            yield _group(group, some, len(known), truth.duration)


def _parted(shots: Sequence[ShotFact]) -> Iterator[list[ShotFact]]:
    """Give *shots*, in order, in lots between which there is a pause."""
    lot = list(shots[:1])
    for one, two in pairwise(shots):
        if float(two.blast or 0.0) - float(one.blast or 0.0) > PAUSE:
            yield lot
            lot = []
        lot.append(two)
    if lot:
        yield lot


def _group(group: GroupFact, shots: Sequence[ShotFact], heard: int, duration: float) -> Happening:
    moments = tuple(float(one.blast or 0.0) for one in shots)
    mode = group.mode if len(shots) > 2 else "single" if len(shots) == 1 else _of_two(moments)
    return Happening(
        Kind.GUNFIRE,
        moments[0],
        min(moments[-1] + SHOT, duration),
        moments,
        mode,
        shots[0].weapon,
        group.distance_m,
        group.rounds_per_minute if len(shots) > 2 else None,
        hidden=not any(one.on_camera for one in shots),
        heard=heard,
        clear=heard >= HEARD * len(shots),
    )


def _of_two(moments: Sequence[float]) -> str:
    """Return the mode of two shots: too close together, nobody can tell."""
    return "single" if moments[1] - moments[0] > RAPID else "unclear"


def _tracers(truth: Truth) -> Iterator[Happening]:
    for one in truth.shots:
        if one.tracer and one.fired_at + STREAK < truth.duration:
            end = one.fired_at + STREAK
            yield Happening(Kind.STREAK, one.fired_at, end, clear=one.on_camera)


def _flashes(scenario: Scenario, truth: Truth) -> Iterator[Happening]:
    """Give the muzzle flash of every shot in the picture, in the frame that shows it."""
    for one in truth.shots:
        if not one.on_camera or one.blast is None:
            continue
        lens = Lens.of(scenario, scenario.camera.views[view_at(scenario, one.fired_at)])
        pixel = lens.project(np.asarray(scenario.shooter(one.shooter).at, dtype=np.float64))
        if pixel is None:
            continue
        x, y = pixel[0] / scenario.width, pixel[1] / scenario.height
        box = (max(0.0, x - FLASH), max(0.0, y - FLASH), min(1.0, x + FLASH), min(1.0, y + FLASH))
        start = int(one.fired_at * truth.frame_rate) / truth.frame_rate
        end = start + 1 / truth.frame_rate
        yield Happening(Kind.FLASH, start, end, mode="muzzle_flash", box=box)


def _conditions(scenario: Scenario, truth: Truth) -> Iterator[Happening]:
    placed = {one.id: one for one in scenario.conditions if one.at is not None}
    for fact in truth.conditions:
        kind = Kind(fact.kind)
        if fact.id in placed:
            yield from _in_view(scenario, placed[fact.id], kind)
        elif fact.start < fact.end:
            # The smoke of an explosion is small and may blow out of the picture.
            yield Happening(kind, fact.start, fact.end, clear=kind is not Kind.SMOKE)


def _dusk(scenario: Scenario) -> Iterator[Happening]:
    """Give dusk, which is neither surely dark nor surely not."""
    if scenario.scene.light == "dusk":
        yield Happening(Kind.DARKNESS, 0.0, scenario.duration, clear=False)


def _in_view(scenario: Scenario, one: Condition, kind: Kind) -> Iterator[Happening]:
    """Give the stretches in which *one* is in the picture, and the others as not clear."""
    place = one.at or (0.0, 0.0, 0.0)
    apart = float(np.linalg.norm(np.subtract(place, scenario.microphone.at)))
    times = np.arange(one.start, one.end, LOOK)
    seen = [apart <= VISIBLE and on_camera(scenario, place, float(at)) for at in times]
    for start, end, shown in _runs(times, seen, one.end):
        if start < end:
            yield Happening(kind, start, end, clear=shown and end - start >= 1.0)


def _runs(
    times: Iterable[float], seen: Sequence[bool], end: float
) -> Iterator[tuple[float, float, bool]]:
    edges = [float(at) for at in times]
    begun = 0
    for number in range(1, len(seen) + 1):
        if number == len(seen) or seen[number] is not seen[begun]:
            yield edges[begun], edges[number] if number < len(seen) else end, seen[begun]
            begun = number
