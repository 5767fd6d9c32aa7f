"""The page's colours can be told from their ground (WCAG 2.2, success criterion 1.4.3)."""

import re
from importlib import resources

import pytest

CSS = (resources.files("witnessmark.publication") / "assets" / "page.css").read_text("utf-8")
LIGHT = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", CSS.split("@media", 1)[0]))
DARK = LIGHT | dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", CSS.split("@media", 2)[1]))
VERDICTS = (
    "shown",
    "shown-elsewhen",
    "consistent",
    "contradicted",
    "not-shown",
    "not-testable",
    "not-tested",
)


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it, from sRGB."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


PAIRS = [
    *((ink, ground) for ink in ("ink", "muted", "accent") for ground in ("paper", "panel")),
    ("warn-ink", "warn-paper"),
    ("muted", "track"),
    *((verdict, f"{verdict}-tint") for verdict in VERDICTS),
    *((verdict, ground) for verdict in VERDICTS for ground in ("paper", "panel")),
    *(("ink", f"{verdict}-tint") for verdict in VERDICTS),
]


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_has_contrast_of_level_aa(scheme: dict[str, str]) -> None:
    """Every pairing of text and ground reaches 4.5 to 1 in both schemes."""
    ratios = {pair: _contrast(scheme[pair[0]], scheme[pair[1]]) for pair in PAIRS}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_marks_stand_out_from_their_track(scheme: dict[str, str]) -> None:
    """Every mark of the timeline reaches 3 to 1 against its track (criterion 1.4.11)."""
    for mark in ("gun", "bang", "other", *VERDICTS):
        assert _contrast(scheme[mark], scheme["track"]) >= 3


def test_both_schemes_are_complete() -> None:
    """The dark scheme gives a colour of its own to every name that it needs."""
    assert set(VERDICTS) <= set(LIGHT)
    assert all(DARK[name] != LIGHT[name] for name in (*VERDICTS, "paper", "ink", "accent"))
