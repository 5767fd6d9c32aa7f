"""Families of invented incidents with known truth, for evaluation; no real event is meant."""

from witnessmark.rendering.incidents.coding import draw_coding, render_incident
from witnessmark.rendering.incidents.families import FAMILIES, draw_incident
from witnessmark.rendering.incidents.siege_film import ALTERATIONS, siege_altered, siege_film

__all__ = [
    "ALTERATIONS",
    "FAMILIES",
    "draw_coding",
    "draw_incident",
    "render_incident",
    "siege_altered",
    "siege_film",
]
