"""Scores as tables for the terminal, and as bytes that are the same for the same scores."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from witnessmark.evaluation.figures import Figure, Figures
from witnessmark.evaluation.goals import Goal
from witnessmark.evaluation.weighing.answered import Answered
from witnessmark.evaluation.weighing.expecting import Answer
from witnessmark.evaluation.weighing.propositions import Seconds
from witnessmark.evaluation.weighing.scoring import COUNTS, Scores
from witnessmark.evaluation.weighing.targets import GOALS

SCHEMA = "witnessmark.evaluation.weighing/1"
#: Columns of the tables of parts.
_COLUMNS = ("right", "false_shown_of_false", "false_contradicted_of_true", "iou_half", "decided")


def goals_of(scores: Scores) -> Mapping[str, Goal]:
    """Return the goals of *scores*; a baseline has none."""
    return GOALS.get(scores.level, {}) if scores.method == "witnessmark" else {}


def as_json(every: Sequence[Scores], settings: Mapping[str, Any], *, told: bool) -> bytes:
    """Return *every* level's scores as byte-stable JSON with a line end; *told*: misses too."""
    document = {
        "schema": SCHEMA,
        "settings": dict(settings),
        "levels": [_document(one, told=told) for one in every],
    }
    return (json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def _document(scores: Scores, *, told: bool) -> dict[str, Any]:
    document: dict[str, Any] = {
        "level": scores.level,
        "method": scores.method,
        "incidents": scores.incidents,
        "figures": {name: _figure(one) for name, one in scores.figures.items()},
        "goals": {
            name: {"bound": goal.bound, "at_least": goal.at_least, "met": _met(scores, name)}
            for name, goal in goals_of(scores).items()
        },
        "confusion": {right: dict(row) for right, row in scores.confusion.items()},
        "kinds": {part: _parts(some) for part, some in scores.kinds.items()},
        "families": {part: _parts(some) for part, some in scores.families.items()},
        "reliability": [
            {"low": row.low, "of": row.of, "stated": _rounded(row.stated),
             "observed": _rounded(row.observed)}
            for row in scores.table
        ],
    }  # fmt: skip
    if told:
        document["misses"] = [_miss(one) for one in scores.misses]
        document["astray"] = [_miss(one) for one in scores.astray]
        document["blind"] = [_miss(one) for one in scores.blind]
    return document


def _met(scores: Scores, name: str) -> bool | None:
    figure = scores.figures.get(name)
    if figure is None or figure.value is None:
        return None
    return goals_of(scores)[name].met(figure.value)


def _parts(figures: Figures) -> dict[str, Any]:
    return {name: _figure(one) for name, one in figures.items()}


def _figure(one: Figure) -> dict[str, Any]:
    return {
        "value": _rounded(one.value),
        "of": one.of,
        "incidents": one.tests,
        "low": _rounded(one.low),
        "high": _rounded(one.high),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def _miss(one: Answered) -> dict[str, Any]:
    return {
        "incident": one.incident,
        "kind": one.kind,
        "truth": one.truth,
        "sentence": one.text,
        "expected": sorted(one.expected),
        "given": str(one.given),
        "reason": one.reason,
    }


def as_misses(scores: Scores) -> RenderableType:
    """Return every sentence that got another verdict than is right for it, with the reason."""
    lines = [
        Text(
            f"{one.incident} {one.kind} ({_truth(one)}): {one.text}\n"
            f"    expected {' or '.join(sorted(one.expected))}, given {one.given}: {one.reason}"
        )
        for one in scores.misses
    ]
    astray = [
        Text(
            f"{one.incident} {one.kind}: {one.text}\n"
            f"    shown by {_spans(one.cited)}, true by {_spans(one.seconds)}"
        )
        for one in scores.astray
    ]
    blind = [
        Text(
            f"{one.incident} {one.kind}: {one.text}\n"
            f"    given {one.given} with the middle third not perceived: {one.reason}"
        )
        for one in scores.blind
    ]
    return Group(Text(f"misses, {scores.level}", "bold"), *lines, *astray, *blind)


def _spans(spans: Seconds) -> str:
    return ", ".join(f"{start:.1f} to {end:.1f}" for start, end in spans)


def _truth(one: Answered) -> str:
    return "unshowable" if one.truth is None else "true" if one.truth else "false"


def as_table(every: Sequence[Scores]) -> RenderableType:
    """Return *every* level's figures with the goals, the baseline beside them, and its parts."""
    plain = {one.level: one.figures for one in every if one.method != "witnessmark"}
    shown: list[RenderableType] = []
    for scores in every:
        if scores.method != "witnessmark":
            continue
        sentences = scores.figures["right"].of if "right" in scores.figures else 0
        title = f"{scores.level}: {scores.incidents} incidents, {sentences} planted sentences"
        shown += [
            Text(title, "bold"),
            _figure_table(scores, plain.get(scores.level, {})),
            Text("expected (rows) against given (columns)", "italic"),
            _confusion_table(scores.confusion),
            Text("by kind of plant", "italic"),
            _part_table(scores.kinds),
            Text("by family", "italic"),
            _part_table(scores.families),
            Text(),
        ]
    return Group(*shown)


def _table(*headings: str, left: int = 1) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for number, heading in enumerate(headings):
        table.add_column(heading, justify="left" if number < left else "right")
    return table


def _figure_table(scores: Scores, plain: Figures) -> Table:
    table = _table("figure", "value", "95 % interval", "of", "keyword", "goal", "")
    for name, figure in scores.figures.items():
        goal = goals_of(scores).get(name)
        bound = "" if goal is None else f"{goal.sign} {_written(name, goal.bound)}"
        met = _met(scores, name) if goal is not None else None
        mark = "" if met is None else "met" if met else "missed"
        beside = _written(name, plain[name].value) if name in plain else ""
        table.add_row(
            name.replace("_", " "), _written(name, figure.value), _interval(name, figure),
            str(figure.of), beside, bound, mark,
        )  # fmt: skip
    return table


def _interval(name: str, figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return ""
    return f"{_written(name, figure.low)} to {_written(name, figure.high)}"


def _written(name: str, value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.0f}" if name in COUNTS else f"{value:.3f}"


def _confusion_table(counted: Mapping[str, Mapping[str, int]]) -> Table:
    table = _table("", *(str(one).replace("_", " ") for one in Answer))
    for right, row in counted.items():
        table.add_row(
            right.replace("_", " "), *(str(row[one]) if row[one] else "·" for one in Answer)
        )
    return table


def _part_table(parts: Mapping[str, Figures]) -> Table:
    table = _table("", "of", *(name.replace("_", " ") for name in _COLUMNS))
    for part, figures in parts.items():
        cells = (_written(n, figures[n].value) if n in figures else "" for n in _COLUMNS)
        table.add_row(part, str(figures["right"].of), *cells)
    return table
