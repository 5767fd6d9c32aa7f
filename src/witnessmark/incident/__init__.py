"""Findings to the incident record: the main job from footage and account to a finished case."""

from witnessmark.incident.examination import Examination, Stage, examine, login_name
from witnessmark.incident.hearing import Heard, listen

__all__ = ["Examination", "Heard", "Stage", "examine", "listen", "login_name"]
