"""Findings to the incident record: the main job from footage and account to a finished case."""

from witnessmark.incident.examination import Examination, Stage, examine, login_name
from witnessmark.incident.hearing import Heard, listen
from witnessmark.incident.looking import Looked, look

__all__ = [
    "Examination",
    "Heard",
    "Looked",
    "Stage",
    "examine",
    "listen",
    "login_name",
    "look",
]
