"""Scores as a table for the terminal, and as bytes that are the same for the same scores.

Conventions
-----------
The JSON holds no wall-clock time, so that two runs over the same clips and weights can be compared
byte by byte. Floats have six decimals. Goals are judged only on what was held out.
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
from witnessmark.evaluation.hearing.evaluating import Scores
from witnessmark.evaluation.hearing.hearers import Hearer
from witnessmark.evaluation.hearing.targets import GOALS

SCHEMA = "witnessmark.evaluation.hearing/1"
#: What the report says of a set that its hearer was trained on.
NOT_HELD_OUT = "the shipped model has trained on these recordings"

#: Figures that stand as columns where a set is broken down: the first that a set has.
_COLUMNS = (
    *("f_50", "f_10", "recall_50", "timing_p95_s", "count_exact", "f_50_fall"),
    *("rate_error_median", "rate_error_p90", "burst_count_within_5_percent", "rate_refused"),
    *("false_shots", "hours", "false_per_hour", "pairs_right", "proximity_right"),
    *("proximity_abstained", "calibration_error"),
)
_MOST_COLUMNS = 7


def goal_of(scores: Scores, name: str) -> Goal | None:
    """Return the goal of figure *name* in a set that was held out; None where there is none."""
    return GOALS.get(scores.set_name, {}).get(name) if scores.held_out else None


def as_json(every: Sequence[Scores], hearers: Sequence[Hearer], *, quick: bool) -> bytes:
    """Return *every* set's scores as byte-stable UTF-8 JSON with a line end."""
    document = {
        "schema": SCHEMA,
        "quick": quick,
        "hearers": [
            {
                "name": hearer.name,
                "sha256": hearer.sha256,
                "trained_on": sorted(hearer.trained_on),
            }
            for hearer in hearers
        ],
        "sets": [_set_document(scores) for scores in every],
    }
    return (json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def as_table(every: Sequence[Scores]) -> RenderableType:
    """Return *every* set's scores as tables: all figures, then the set's parts."""
    shown: list[RenderableType] = []
    for scores in every:
        shown.append(_heading(scores))
        shown.append(_figure_table(scores))
        if scores.parts:
            shown.append(_part_table(scores))
        if "calibration_error" in scores.figures:
            shown.append(_reliability_table(scores.table))
        shown.append(Text())
    return Group(*shown)


def _set_document(scores: Scores) -> dict[str, Any]:
    goals: dict[str, Any] = {}
    for name, figure in scores.figures.items():
        goal = goal_of(scores, name)
        if goal is not None:
            met = None if figure.value is None else goal.met(figure.value)
            goals[name] = {"bound": goal.bound, "at_least": goal.at_least, "met": met}
    return {
        "set": scores.set_name,
        "clips": scores.clips,
        "seconds": round(scores.seconds, 3),
        "held_out": scores.held_out,
        "note": None if scores.held_out else NOT_HELD_OUT,
        "hearers": list(scores.hearers),
        "figures": _figures_document(scores.figures),
        "goals": goals,
        "parts": {part: _figures_document(some) for part, some in scores.parts.items()},
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


def _figures_document(figures: Figures) -> dict[str, Any]:
    return {
        name: {
            "value": _rounded(one.value),
            "of": one.of,
            "low": _rounded(one.low),
            "high": _rounded(one.high),
        }
        for name, one in figures.items()
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def _heading(scores: Scores) -> Text:
    note = "held out" if scores.held_out else NOT_HELD_OUT
    minutes = scores.seconds / 60
    return Text(f"{scores.set_name}: {scores.clips} clips, {minutes:.0f} min; {note}", "bold")


def _figure_table(scores: Scores) -> Table:
    table = Table(
        box=None,
        pad_edge=False,
        padding=(0, 2, 0, 0),
    )
    for heading in ("figure", "value", "95 % interval", "of", "goal", ""):
        table.add_column(heading, justify="left" if heading in {"figure", ""} else "right")
    for name, figure in scores.figures.items():
        goal = goal_of(scores, name)
        bound = "" if goal is None else f"{goal.sign} {written(name, goal.bound)}"
        mark = Text()
        if goal is not None and figure.value is not None:
            met = goal.met(figure.value)
            mark = Text("met" if met else "not met", style="green" if met else "red")
        table.add_row(
            *(words(name), written(name, figure.value), _interval(name, figure)),
            *(str(figure.of), bound, mark),
        )
    return table


def _interval(name: str, figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return ""
    return f"{written(name, figure.low)} to {written(name, figure.high)}"


def _part_table(scores: Scores) -> Table:
    known = {name for figures in scores.parts.values() for name in figures}
    columns = [name for name in _COLUMNS if name in known][:_MOST_COLUMNS]
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("part")
    for name in columns:
        table.add_column(words(name), justify="right", overflow="fold")
    for part, figures in scores.parts.items():
        table.add_row(
            part, *(written(n, figures[n].value) if n in figures else "" for n in columns)
        )
    return table


def _reliability_table(tenths: Sequence[Tenth]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("stated confidence", "shots", "mean stated", "right"):
        table.add_column(heading, justify="right")
    for row in tenths:
        if row.of and row.stated is not None and row.observed is not None:
            face = f"{row.low:.1f} to {row.high:.1f}"
            table.add_row(face, str(row.of), f"{row.stated:.2f}", f"{row.observed:.2f}")
    return table


def words(name: str) -> str:
    """Return the name of a figure as people read it."""
    plain = {"f_50": "onset F ±50 ms", "f_10": "onset F ±10 ms", "f_50_fall": "fall of F ±50 ms"}
    plain |= {"f_50_pooled": "onset F ±50 ms, pooled", "f_10_pooled": "onset F ±10 ms, pooled"}
    plain |= {
        f"{kind}_{ms}": f"{kind} ±{ms} ms" for kind in ("recall", "precision") for ms in (50, 10)
    }
    return plain.get(name, name.removesuffix("_s").replace("_", " "))


def written(name: str, value: float | None) -> str:
    """Return a figure's value in the unit that its name calls for; a dash for None."""
    if value is None:
        return "–"
    if name.endswith("_s"):
        return f"{1000 * value:.1f} ms"
    if name in {"false_shots", "false_explosions", "rounds_by_crack_alone"}:
        return f"{value:.0f}"
    if "per_hour" in name:
        return f"{value:.1f} /h"
    if name == "hours":
        return f"{value:.2f} h"
    if name.startswith(("rate", "burst", "count_exact", "pairs", "proximity", "cracks")):
        return f"{100 * value:.1f} %"
    return f"{value:.3f}"
