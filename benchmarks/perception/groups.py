"""How right and how fast the grouping of shots is, on simulated trains with held-out seeds.

Run: ``python benchmarks/perception/groups.py [TRIALS]``. Prints rate of fire (error, share
answered, coverage of the interval), coverage of the count, overlapping weapons (false splits,
detections by difference of cadence and sound) and processor seconds for 10,000 shots. The trains
are those of ``tests/perception/gunfire_simulation.py``: nothing here is a recording.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "perception"))

from gunfire_simulation import HELD_OUT, Fire, draw_fire, draw_timbre, heard

from witnessmark.perception.sound.gunfire import Group, Shot, group_shots
from witnessmark.perception.sound.picker import shipped_picker

Scene = tuple[list[Fire], list[Shot]]
#: Share of shots that the shipped model's card states as missed.
CARD_MISSED = 1.0 - shipped_picker().card.recall["blast"]
EVERY_LENGTH, LONG = (3, 60), (12, 40)


def one_weapon(trials: int, change: Callable[[Fire], Fire] = lambda fire: fire) -> Iterator[Scene]:
    """Yield strings of one weapon."""
    for seed in range(HELD_OUT, HELD_OUT + trials):
        generator = np.random.default_rng(seed)
        fire = change(draw_fire(generator, rounds=EVERY_LENGTH))
        shots, _ = heard([fire], [draw_timbre(generator)], generator)
        if len(shots) >= 3:
            yield [fire], shots


def two_weapons(trials: int, faster: float | None, *, sound: bool) -> Iterator[Scene]:
    """Yield two weapons at once, the second *faster* by that share, or any two where it is None."""
    for seed in range(HELD_OUT, HELD_OUT + trials):
        generator = np.random.default_rng(seed)
        first, second = (draw_fire(generator, rounds=LONG) for _ in range(2))
        if faster is not None:
            slow = min(first.rounds_per_minute, 1200 / (1 + faster))
            first = replace(first, rounds_per_minute=slow)
            second = replace(second, rounds_per_minute=slow * (1 + faster))
        second = replace(second, start=first.start + float(generator.uniform(0, 0.5)))
        timbres = [draw_timbre(generator) for _ in range(2)]
        shots, _ = heard([first, second], timbres if sound else timbres[:1] * 2, generator)
        yield [first, second], shots


def print_rates(name: str, scenes: Iterator[Scene]) -> None:
    """Print how well the rate and the count of the largest group are told."""
    errors, covered, counted, asked = [], [], [], 0
    for (fire,), shots in scenes:
        group = max(group_shots(shots), key=lambda one: len(one.shots))
        asked += 1
        if len(group.shots) >= 0.8 * len(shots):
            counted.append(group.count.low <= fire.rounds <= group.count.high)
        if group.rate is not None:
            errors.append(abs(group.rate.value / fire.rounds_per_minute - 1))
            covered.append(group.rate.low <= fire.rounds_per_minute <= group.rate.high)
    median, tail, worst = np.quantile(errors, [0.5, 0.9, 1.0])
    print(
        f"{name:40s} {asked:5d} answered {len(errors) / asked:5.1%} error median {median:.2%} "
        f"p90 {tail:.2%} worst {worst:.1%} interval holds {np.mean(covered):.1%} "
        f"count holds {np.mean(counted):.1%} of {len(counted)}",
        flush=True,
    )


def print_counts(trials: int) -> None:
    """Print how right the count of all groups together is, by the share of rounds missed.

    One or two weapons of 3 to 40 rounds, jitter of the cycle 2 to 5 %, false fronts 0 to 10 %.
    """
    for weapons in (1, 2):
        for dropout in (0.0, 0.1, 0.2, 0.3, 0.4):
            close, inside, width, one_group = [], [], [], 0
            for seed in range(HELD_OUT, HELD_OUT + trials):
                fires, shots = dropped_fire(seed, weapons, dropout)
                truth = sum(fire.rounds for fire in fires)
                counts = [group.count for group in group_shots(shots, CARD_MISSED)]
                best = sum(count.best for count in counts)
                low, high = sum(c.low for c in counts), sum(c.high for c in counts)
                close.append(abs(best - truth) <= max(0.05 * truth, 0.5))
                inside.append(low <= truth <= high)
                width.append((high - low) / truth)
                one_group += len(counts) == weapons
            print(
                f"count, {weapons} weapon, {dropout:3.0%} missed: within 5 % {np.mean(close):.0%}, "
                f"interval holds {np.mean(inside):.0%}, its width {np.median(width):.0%} of the "
                f"truth, as many groups as weapons {one_group / trials:.0%}",
                flush=True,
            )


def dropped_fire(seed: int, weapons: int, dropout: float) -> Scene:
    """Return fire in which the share *dropout* of rounds has no pick."""
    generator = np.random.default_rng(seed)
    fires = []
    for _ in range(weapons):
        fire = draw_fire(generator, rounds=(3, 40))
        fires.append(
            replace(
                fire,
                cycle_jitter=float(generator.uniform(0.02, 0.05)),
                onset_error=0.0005,
                missed=dropout,
                extra=float(generator.uniform(0, 0.1)),
                start=1 + float(generator.uniform(0, 0.5)),
            )
        )
    return fires, heard(fires, [draw_timbre(generator) for _ in fires], generator)[0]


def print_aimed(trials: int) -> None:
    """Print how often aimed fire is taken for automatic fire: 4 to 20 shots, one by one."""
    for low, high in ((0.15, 0.4), (0.2, 0.6), (0.3, 0.7)):
        taken = 0
        for seed in range(HELD_OUT, HELD_OUT + trials):
            generator = np.random.default_rng(seed)
            gaps = np.exp(generator.uniform(np.log(low), np.log(high), generator.integers(3, 20)))
            shots = [Shot(float(at), 0.95) for at in 1 + np.cumsum(gaps)]
            taken += any(group.rate is not None for group in group_shots(shots, CARD_MISSED))
        print(f"aimed, {low} to {high} s apart: given a rate {taken / trials:.1%}", flush=True)


def print_overlaps(name: str, scenes: Iterator[Scene]) -> None:
    """Print how often two weapons are stated and suspected."""
    verdicts = [_overlap(group_shots(shots)) for _, shots in scenes]
    stated, unclear = verdicts.count("two"), verdicts.count("unclear")
    print(
        f"{name:40s} {len(verdicts):5d} two {stated / len(verdicts):5.1%} "
        f"unclear {unclear / len(verdicts):5.1%}",
        flush=True,
    )


def _overlap(groups: tuple[Group, ...]) -> str:
    found = [group.overlapping for group in groups]
    return "two" if True in found else "unclear" if "unclear" in found else "one"


def print_speed() -> None:
    """Print processor time for 10,000 shots of fast fire, one run in ten of two weapons."""
    generator = np.random.default_rng(HELD_OUT)
    shots: list[Shot] = []
    while len(shots) < 10_000:
        start = shots[-1].seconds + generator.uniform(0.5, 5) if shots else 1.0
        fires = [replace(draw_fire(generator), start=start)]
        if generator.random() < 0.1:
            fires.append(replace(draw_fire(generator), start=start + 0.3))
        shots += heard(fires, [draw_timbre(generator) for _ in fires], generator)[0]
    begun = time.process_time()
    groups = group_shots(shots)
    spent = time.process_time() - begun
    print(f"{len(shots)} shots, {len(groups)} groups: {spent:.1f} s of one processor", flush=True)


def main() -> None:
    """Print every figure."""
    trials = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    print_rates("one weapon", one_weapon(trials))
    some = trials // 2
    print_rates("  15 % missed", one_weapon(some, lambda fire: replace(fire, missed=0.15)))
    print_rates("  10 % extra", one_weapon(some, lambda fire: replace(fire, extra=0.1)))
    print_rates(
        "  onset error 6 ms", one_weapon(some, lambda fire: replace(fire, onset_error=0.006))
    )
    print_rates(
        "  cycle jitter 8 %", one_weapon(some, lambda fire: replace(fire, cycle_jitter=0.08))
    )
    print_counts(some)
    print_aimed(some)
    print_overlaps("one weapon", one_weapon(trials))
    print_overlaps("  30 % echoes", one_weapon(some, lambda fire: replace(fire, extra=0.3)))
    for sound in (True, False):
        told = "sound differs" if sound else "same sound"
        print_overlaps(f"two, any rates, {told}", two_weapons(some, None, sound=sound))
        for faster in (0.0, 0.05, 0.15, 0.3, 0.6):
            print_overlaps(f"  {faster:.0%} faster, {told}", two_weapons(some, faster, sound=sound))
    print_speed()


if __name__ == "__main__":
    main()
