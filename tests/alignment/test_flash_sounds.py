"""Flashes are paired with the sounds that one distance explains, and with nothing else."""

from __future__ import annotations

from fractions import Fraction

import pytest
from pydantic import JsonValue

from witnessmark.alignment.flash_sounds import pair_flashes
from witnessmark.clock import Span, TimeBase
from witnessmark.model import Kind, MadeBy, Observation
from witnessmark.rendering.random_scenarios import random_scenario
from witnessmark.rendering.truth import truth_of

CLOCK = TimeBase(1, 90_000)
FRAME = Fraction(1, 25)


def _observed(kind: Kind, start: Fraction, end: Fraction, **attributes: JsonValue) -> Observation:
    return Observation.of(
        recording="0" * 64,
        kind=kind,
        span=Span(CLOCK.nearest(start), CLOCK.nearest(end)),
        confidence=0.9,
        made_by=MadeBy(name="test", version="1"),
        attributes=dict(attributes),
    )


def _flash(at: float, x: float = 0.5, cause: str = "muzzle_flash") -> Observation:
    start = Fraction(int(at * 25), 25)
    box = [round(x - 0.01, 4), 0.49, round(x + 0.01, 4), 0.51]
    return _observed(Kind.FLASH, start, start + FRAME, cause=cause, box=box)


def _bang(at: float, kind: Kind = Kind.SHOT) -> Observation:
    start = Fraction(round(at * 1000), 1000)
    return _observed(kind, start, start + Fraction(1, 5))


UNEVEN = (0.51, 1.23, 1.31, 2.77, 3.02, 4.44)


def test_flash_sounds_finds_the_delay_of_a_gun() -> None:
    """A gun 343 m off is heard a second after it is seen, and the range holds the truth."""
    seen = [*map(_flash, UNEVEN), *(_bang(at + 1.0) for at in UNEVEN)]
    (fit,) = pair_flashes(seen)
    assert len(fit.pairs) == len(UNEVEN)
    assert fit.delay[0] <= 1.0 <= fit.delay[1]
    assert fit.distance[0] <= 343 <= fit.distance[1]
    assert fit.distance[1] - fit.distance[0] < 150


def test_flash_sounds_keeps_two_guns_apart() -> None:
    """Two guns in two places, at two distances, are each given their own shots."""
    other = tuple(at + 0.19 + 0.07 * number for number, at in enumerate(UNEVEN))
    seen = [*map(_flash, UNEVEN), *(_flash(at, 0.8) for at in other)]
    seen += [_bang(at + 0.3) for at in UNEVEN] + [_bang(at + 2.2) for at in other]
    near, far = sorted(pair_flashes(seen), key=lambda fit: fit.delay)
    assert near.delay[0] <= 0.3 <= near.delay[1]
    assert far.delay[0] <= 2.2 <= far.delay[1]


EVEN = tuple(0.5 + 0.1 * number for number in range(8))


def test_flash_sounds_of_an_even_train_have_a_wide_delay() -> None:
    """Shots as even as a clock fit a delay and its neighbours alike: all are allowed for."""
    (fit,) = pair_flashes([*map(_flash, EVEN), *(_bang(at + 0.5) for at in EVEN)])
    assert fit.delay[0] <= 0.4
    assert fit.delay[1] >= 0.6


def test_flash_sounds_refuses_one_of_two_even_trains() -> None:
    """Where two trains of bangs follow one of flashes, nothing says whose they are."""
    heard = [_bang(at + later) for at in EVEN for later in (0.5, 2.0)]
    assert pair_flashes([*map(_flash, EVEN), *heard]) == ()


def test_flash_sounds_refuses_one_flash_with_two_sounds() -> None:
    """A single flash is paired with the only sound within six seconds, never with one of two."""
    one = [_flash(1.0, cause="explosion_flash"), _bang(2.0, Kind.EXPLOSION)]
    (fit,) = pair_flashes(one)
    assert fit.delay[0] <= 1.0 <= fit.delay[1]
    assert pair_flashes([*one, _bang(3.5, Kind.EXPLOSION)]) == ()


def test_flash_sounds_takes_no_sound_before_its_flash() -> None:
    """What is heard well before it is seen is another shot's, and so is what comes too late."""
    assert pair_flashes([*map(_flash, UNEVEN), *(_bang(at - 0.4) for at in UNEVEN)]) == ()
    assert pair_flashes([_flash(0.1), _bang(7.0)]) == ()


def test_flash_sounds_takes_no_flash_of_unclear_cause() -> None:
    """A flash whose cause nobody named is paired with nothing."""
    seen = [*(_flash(at, cause="unclear") for at in UNEVEN), *(_bang(at + 1) for at in UNEVEN)]
    assert pair_flashes(seen) == ()


@pytest.mark.parametrize("seed", [3, 4, 8, 13])
def test_flash_sounds_on_the_truth_of_scenarios(seed: int) -> None:
    """Whatever is paired in a rendered scenario has its true distance within the range."""
    truth = truth_of(random_scenario(seed, duration=12.0))
    places = {
        name: 0.1 + 0.2 * n for n, name in enumerate(sorted({s.shooter for s in truth.shots}))
    }
    shots = [shot for shot in truth.shots if shot.blast is not None]
    seen = [_flash(shot.fired_at, places[shot.shooter]) for shot in shots]
    lit = {one.id: one for one in seen}
    heard = [_bang(shot.blast) for shot in shots if shot.blast is not None]
    far = {places[shot.shooter]: shot.distance_m for shot in shots}
    fits = pair_flashes([*lit.values(), *{one.id: one for one in heard}.values()])
    assert fits
    for fit in fits:
        box = fit.pairs[0][0].attributes["box"]
        assert isinstance(box, list)
        middle = (float(str(box[0])) + float(str(box[2]))) / 2
        true = far[min(far, key=lambda x: abs(x - middle))]
        assert fit.distance[0] - 1 <= true <= fit.distance[1] + 1
