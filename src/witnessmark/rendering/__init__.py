"""A scenario file turned into synthetic footage with known truth; marked synthetic throughout."""

from witnessmark.rendering.footage import render
from witnessmark.rendering.library import builtin_account, builtin_scenario, load_scenario
from witnessmark.rendering.random_scenarios import random_scenario
from witnessmark.rendering.scenario import Scenario
from witnessmark.rendering.sound import synthesise_sound
from witnessmark.rendering.truth import Truth, read_truth

__all__ = [
    "Scenario",
    "Truth",
    "builtin_account",
    "builtin_scenario",
    "load_scenario",
    "random_scenario",
    "read_truth",
    "render",
    "synthesise_sound",
]
