"""Scores as tables for the terminal, and as bytes that are the same for the same scores.

Conventions
-----------
The JSON holds no wall-clock time. Floats have six decimals.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from witnessmark.evaluation.figures import Figure, Figures
from witnessmark.evaluation.goals import Goal
from witnessmark.evaluation.hearing.calibration import Tenth
from witnessmark.evaluation.seeing.evaluating import Scores
from witnessmark.evaluation.seeing.targets import GOALS
from witnessmark.perception.sight.detectors import DETECTORS

SCHEMA = "witnessmark.evaluation.seeing/1"
#: Figures that are counts and not shares.
_COUNTS = ("flashes_taken_for_cuts", "script_wrong", "hours")


def as_json(every: Sequence[Scores], first: int, count: int) -> bytes:
    """Return *every* set's scores as byte-stable UTF-8 JSON with a line end."""
    document = {
        "schema": SCHEMA,
        "first_seed": first,
        "seeds": count,
        "detectors": [{"name": one.name, "version": one.version} for one in DETECTORS],
        "sets": [_set_document(scores) for scores in every],
    }
    return (json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def _set_document(scores: Scores) -> dict[str, Any]:
    parts = {
        part: _figures_document(f"{scores.set_name}/{part}", some)
        for part, some in scores.parts.items()
    }
    return {
        "set": scores.set_name,
        "clips": scores.clips,
        "seconds": round(scores.seconds, 3),
        "figures": _figures_document(scores.set_name, scores.figures),
        "parts": parts,
        "reliability": [
            {
                "low": row.low,
                "high": row.high,
                "of": row.of,
                "stated": _rounded(row.stated),
                "observed": _rounded(row.observed),
            }
            for row in scores.table
        ],
    }


def _figures_document(where: str, figures: Figures) -> dict[str, Any]:
    return {
        name: {
            "value": _rounded(one.value),
            "of": one.of,
            "low": _rounded(one.low),
            "high": _rounded(one.high),
        }
        | _goal_document(GOALS.get(where, {}).get(name), one)
        for name, one in figures.items()
    }


def _goal_document(goal: Goal | None, figure: Figure) -> dict[str, Any]:
    if goal is None:
        return {}
    met = None if figure.value is None else goal.met(figure.value)
    return {"goal": {"bound": goal.bound, "at_least": goal.at_least, "met": met}}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def as_table(every: Sequence[Scores]) -> RenderableType:
    """Return *every* set's figures as tables, each part's below its set's."""
    shown: list[RenderableType] = []
    for scores in every:
        shown.append(
            Text(f"{scores.set_name}: {scores.clips} clips, {scores.seconds / 60:.1f} min", "bold")
        )
        shown.append(_figure_table(scores.set_name, scores.figures))
        for part, figures in scores.parts.items():
            shown += [
                Text(f"  {part}", "italic"),
                _figure_table(f"{scores.set_name}/{part}", figures),
            ]
        if any(row.of for row in scores.table):
            shown.append(_reliability_table(scores.table))
        shown.append(Text())
    return Group(*shown)


def _figure_table(where: str, figures: Figures) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("figure", "value", "95 % interval", "of", "goal", ""):
        table.add_column(heading, justify="left" if heading in {"figure", ""} else "right")
    for name, figure in figures.items():
        if figure.value is None:
            continue
        goal = GOALS.get(where, {}).get(name)
        bound = "" if goal is None else f"{goal.sign} {_written(name, goal.bound)}"
        mark = "" if goal is None else "met" if goal.met(figure.value) else "missed"
        table.add_row(
            name, _written(name, figure.value), _interval(name, figure), str(figure.of), bound, mark
        )
    return table


def _interval(name: str, figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return ""
    return f"{_written(name, figure.low)} to {_written(name, figure.high)}"


def _written(name: str, value: float) -> str:
    if name.endswith("_false_clips") or name in _COUNTS[:2]:
        return f"{value:.0f}"
    return f"{value:.3f}"


def _reliability_table(table: Sequence[Tenth]) -> Table:
    shown = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("stated", "came true", "of"):
        shown.add_column(heading, justify="right")
    for row in table:
        if row.stated is not None and row.observed is not None:
            shown.add_row(f"{row.stated:.2f}", f"{row.observed:.2f}", str(row.of))
    return shown
