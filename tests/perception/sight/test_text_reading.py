"""A reading is given only in a script that is beyond doubt."""

# ruff: noqa: RUF001
from __future__ import annotations

import pytest

from witnessmark.perception.sight.text_reading import Words, settled


def of_all(eng: tuple[str, float], rus: tuple[str, float], ukr: tuple[str, float]):
    return settled([Words(*eng, "eng"), Words(*rus, "rus"), Words(*ukr, "ukr")])


def test_the_surer_model_gives_script_and_text():
    """Where one script's model leads by far, its reading holds."""
    got = of_all(("LleHTp ropona", 50), ("Центр города", 96), ("Центр города", 95))
    assert (got.reads, got.script) == ("Центр города", "cyrillic")


def test_latin_is_never_given_as_cyrillic():
    """Latin that a Ukrainian model spells with look-alikes is not taken for Cyrillic."""
    assert of_all(("Explosi0", 70), ("Ехр105", 10), ("Ехріозі", 86)).reads is None


@pytest.mark.parametrize(
    ("eng", "rus"), [(("Video by", 90), ("Мидео Би", 91)), (("ABC", 96), ("АВС", 96))]
)
def test_two_scripts_alike_give_none(eng: tuple[str, float], rus: tuple[str, float]):
    """Where both scripts would read it, or its letters are alike, nothing is read."""
    got = of_all(eng, rus, rus)
    assert (got.reads, got.script) == (None, "unclear")
    assert got.why


def test_digits_are_read_without_a_script():
    """Digits belong to no script and are given."""
    got = of_all(("14:05:33", 95), ("14:05:33", 96), ("14:05:33", 96))
    assert (got.reads, got.script) == ("14:05:33", "unclear")


def test_little_confidence_reads_nothing():
    """What every model doubts is not given."""
    assert of_all(("qwxz", 40), ("фывй", 30), ("йцук", 35)).reads is None
