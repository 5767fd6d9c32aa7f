"""Reasons as sentences: numbers agree with their nouns, and what is denied is named."""

import pytest
from alignment_nouns import (
    CONTRADICTED,
    claim,
    explosion,
    fire,
    reading,
    recording,
    shot,
    sought,
    sure_shots,
)

from witnessmark.alignment import align
from witnessmark.alignment.checks.matter import quoted, seconds
from witnessmark.alignment.description import describe
from witnessmark.model import ClaimTime, Polarity, Quantity

NEGATIVE = {"polarity": Polarity.NEGATIVE}


def weighed(*claims, observations):
    return align(reading(*claims), recording(), observations, sought()).findings


def number(words, unit, least, most):
    return Quantity(text=words, span=(0, len(words)), unit=unit, min=least, max=most)


@pytest.mark.parametrize(
    ("told", "heard", "none"),
    [
        (claim("No shots.", **NEGATIVE), fire([5]), "no gunfire"),
        (
            claim("No automatic fire.", "FIRE_AUTOMATIC", **NEGATIVE),
            fire([5, 5.1, 5.2], "automatic"),
            "no automatic fire",
        ),
    ],
)
def test_a_contradicted_denial_names_what_was_denied(told, heard, none):
    """ "There was none" would leave the reader to guess of what."""
    (finding,) = weighed(told, observations=heard)
    assert finding.verdict is CONTRADICTED
    assert finding.reason.startswith(f"The account says there was {none} in the recording, and")


@pytest.mark.parametrize(("times", "words"), [(5, "and 1 more time"), (6, "and 2 more times")])
def test_what_is_left_out_of_a_list_is_counted(times, words):
    """One more time, two more times."""
    assert describe([shot(5 * n + 1) for n in range(times)]).endswith(words)
    assert seconds([shot(5 * n) for n in range(times)], times - 1).endswith(" and 1 more time")
    assert quoted([claim(f"shot {n}") for n in range(times)], times - 2).endswith("2 more claims")


def test_other_things_of_the_account_are_told_in_the_plural():
    """Explosions take one, gunfire does not."""
    blasts = claim(
        "Two explosions are heard.",
        "EXPLOSION_UNATTRIBUTED",
        quantities=(number("Two explosions", "explosions", 2, 2),),
    )
    grenade = claim("A grenade goes off.", "THROW_GRENADE")
    heard = [explosion(at, 0.99) for at in (5, 20, 40)]
    assert "other explosions too" in weighed(blasts, grenade, observations=heard)[0].reason
    shots = claim("Two shots are fired.", quantities=(number("Two shots", "shots", 2, 2),))
    burst = claim("A burst follows.", "FIRE_AUTOMATIC")
    assert "other gunfire too" in weighed(shots, burst, observations=sure_shots(4))[0].reason


def test_one_stretch_is_no_stretches():
    """A single stretch of fire is too few for several, and is told as one."""
    told = claim("Fire breaks out again and again.", time=ClaimTime(repeat={"min": 3}))
    (finding,) = weighed(told, observations=fire([5, 6]))
    assert "in no more than 1 stretch, and the account has 3 or more" in finding.reason


def test_a_number_is_told_first():
    """Who tells a number finds what was counted before any other reason."""
    several = number("about five shots", "shots", 4, 6)
    heard = [*fire([5, 8, 11, 14], confidence=0.8), *fire([40], confidence=0.97)]
    told = claim("About five shots are fired by soldiers.", actor="soldiers", quantities=(several,))
    (finding,) = weighed(told, observations=heard)
    first = finding.reason.partition("; ")[0]
    assert first.endswith("(5 are heard in all, at least 1 of them with 90% certainty)")
    assert finding.reason.count("heard in all") == 1
    assert "sound does not tell who fired" in finding.reason
