"""Scenes that were edited: cuts, mixes, flashes, standing and repeated passages."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from witnessmark.rendering.sights.dice import Dice
from witnessmark.rendering.sights.scene import Change, Move, Repeat, Shot, SightScene


def _edges(dice: Dice, cuts: int, least: int) -> list[int]:
    """Draw where shots begin and end: *cuts* cuts at least *least* frames apart."""
    places = range(max(1, least), max(2, dice.count - least))
    drawn = sorted(
        int(one) for one in dice.random.choice(places, min(cuts, len(places)), replace=False)
    )
    edges = [0]
    for one in drawn:
        if one - edges[-1] >= least:
            edges.append(one)
    return [*edges, dice.count]


def _row(dice: Dice, edges: list[int], hours: tuple[str, ...]) -> list[Shot]:
    """Return a shot for each stretch; some return to a place seen before, from elsewhere."""
    shots: list[Shot] = []
    for first, past in pairwise(edges):
        if shots and dice.chance(0.25):
            before = shots[int(dice.random.integers(len(shots)))]
            move = Move(
                "hand_held",
                shake=0.004,
                zoom=dice.between(1.6, 2.4),
                across=dice.between(0.35, 0.65),
                down=dice.between(0.4, 0.6),
            )
            near = before.move.zoom > 1.3
            again = replace(
                before,
                first=first,
                past=past,
                begins=before.begins + 7,
                move=replace(move, zoom=1.0) if near else move,
            )
            shots.append(again)
            continue
        place = "room" if dice.chance(0.2) else None
        shots.append(
            dice.shot(
                first,
                past,
                hour=dice.one_of(hours),
                place=place,
                ground=dice.one_of(("asphalt", "grass", "earth", "snow", "sand", "concrete")),
            )
        )
    return shots


def hard_cuts(seed: int) -> SightScene:
    """Make two to nine hard cuts, some frames apart, some in the dark, some in one place."""
    dice = Dice("hard_cuts", seed)
    least = 1 if dice.chance(0.2) else 5
    hours = ("night",) if dice.chance(0.12) else ("day", "day", "day", "dusk", "night")
    return dice.scene(_row(dice, _edges(dice, int(dice.random.integers(2, 10)), least), hours))


def gradual(seed: int) -> SightScene:
    """Dissolves, fades through black or white, and wipes of six to forty frames."""
    dice = Dice("gradual", seed, 8.0)
    shots = _row(dice, _edges(dice, int(dice.random.integers(1, 4)), 46), ("day", "day", "dusk"))
    changes: list[Change] = []
    for shot in shots[1:]:
        form = dice.one_of(("dissolve", "dissolve", "fade", "fade", "wipe"))
        # The change lies in the old shot and ends where the new one begins to stand alone.
        longest = min(40, shot.first - max([0, *(one.past for one in changes)]) - 3)
        lasts = int(dice.random.integers(6, max(7, longest)))
        colour = (255, 255, 255) if dice.chance(0.2) else (0, 0, 0)
        changes.append(
            Change(form, shot.first - lasts, shot.first, colour if form == "fade" else (0, 0, 0))
        )
    return dice.scene(shots, changes=changes)


def edit_flashes(seed: int) -> SightScene:
    """One shot with flash frames, photographers' flashes, jumps of exposure: no cut among them.

    In one of three there are true cuts elsewhere.
    """
    dice = Dice("edit_flashes", seed)
    edges = _edges(dice, 2, 25) if dice.chance(0.33) else [0, dice.count]
    shots = []
    for first, past in pairwise(edges):
        shot = dice.shot(first, past, hour=dice.one_of(("day", "dusk", "night")))
        lasts = (float(dice.grid.starts[past - 1]) - float(dice.grid.starts[first])) or 0.1
        made = [
            dice.element(
                "spotlit", time=dice.between(0, lasts), power=dice.between(0.3, 1.0), lasts=0.03
            )
            for _ in range(int(dice.random.integers(0, 3)))
        ]
        if dice.chance(0.5):
            at = dice.between(0.2, 0.8) * lasts
            made.append(
                dice.element(
                    "exposure",
                    steps=((at, dice.between(0.4, 2.2)),),
                    over=dice.one_of_numbers(0.001, 0.3, 1.0),
                )
            )
        shots.append(replace(shot, elements=(*shot.elements, *made)))
    flashes: list[tuple[int, int, str]] = []
    for _ in range(int(dice.random.integers(1, 4))):
        first = int(dice.random.integers(2, dice.count - 5))
        near = any(abs(first - edge) < 5 for edge in edges) or any(
            abs(first - one[0]) < 6 for one in flashes
        )
        if not near:
            flashes.append(
                (
                    first,
                    first + int(dice.random.integers(1, 4)),
                    dice.one_of(("white", "bright", "negative", "black")),
                )
            )
    return dice.scene(shots, edit_flashes=sorted(flashes))


def stills(seed: int) -> SightScene:
    """Show a passage frozen, black, in one colour, or a second time."""
    dice = Dice("stills", seed, 9.0)
    steady = Move("hand_held", shake=0.006)
    edge = dice.grid.frame(dice.seconds * dice.between(0.35, 0.45))
    shots = [dice.shot(0, edge, move=steady), dice.shot(edge, dice.count, move=steady)]
    what = dice.one_of(("frozen", "black", "one_colour", "shown_again"))
    lasts = max(2, int(dice.count * dice.between(1.3, 2.6) / dice.seconds))
    if what == "shown_again":
        first = dice.count - lasts - int(dice.count * 0.08)
        of = int(dice.random.integers(2, max(3, edge - lasts - 2)))
        repeat = Repeat(what, first, min(first + lasts, first + edge - of), of)
    elif what == "frozen":
        first = int(dice.random.integers(edge + 4, dice.count - lasts - 4))
        repeat = Repeat(what, first, first + lasts, first - 1)
    else:
        first = int(dice.random.integers(edge + 4, dice.count - lasts - 4))
        grey = tuple(int(v) for v in dice.random.integers(30, 220, 3))
        colour = (0, 0, 0) if what == "black" else (grey[0], grey[1], grey[2])
        repeat = Repeat(what, first, first + lasts, 0, colour)
    return dice.scene(shots, repeats=[repeat])


def camera(seed: int) -> SightScene:
    """One shot, or two, whose camera stands, is held, pans or zooms."""
    dice = Dice("camera", seed)
    edges = [0, dice.count] if dice.chance(0.6) else [0, dice.count // 2, dice.count]
    return dice.scene([dice.shot(a, b, move=_plain_move(dice)) for a, b in pairwise(edges)])


def _plain_move(dice: Dice) -> Move:
    motion = dice.one_of(("steady", "hand_held", "pan", "zoom"))
    if motion == "steady":
        return Move()
    if motion == "hand_held":
        return Move(motion, shake=dice.between(0.003, 0.012))
    shake = dice.between(0.0005, 0.002) if dice.chance(0.4) else 0.0
    if motion == "zoom":
        inwards = dice.chance(0.5)
        return Move(
            motion,
            "in" if inwards else "out",
            dice.between(0.05, 0.12),
            shake,
            1.0 if inwards else 1.8,
        )
    direction = dice.one_of(("left", "right", "left", "right", "up", "down"))
    across, down = {
        "left": (0.68, 0.5),
        "right": (0.32, 0.5),
        "up": (0.5, 0.66),
        "down": (0.5, 0.34),
    }[direction]
    speed = (
        dice.between(0.03, 0.06) if direction in ("left", "right") else dice.between(0.015, 0.03)
    )
    return Move(motion, direction, speed, shake, 1.0, across, down)
