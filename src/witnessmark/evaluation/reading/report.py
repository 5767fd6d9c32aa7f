"""Scores of reading as tables for the terminal, and as bytes that are the same for the same scores.

Conventions
-----------
The JSON holds no wall-clock time, so that two runs over the same accounts can be compared byte by
byte. Floats have six decimals. A value is set beside the goals of all three kinds of accounts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from witnessmark.evaluation.figures import Figure, Figures
from witnessmark.evaluation.reading.answers import COUNTED, Answer, misses
from witnessmark.evaluation.reading.evaluating import Scores
from witnessmark.evaluation.reading.targets import GOALS

SCHEMA = "witnessmark.evaluation.reading/1"

#: Figures in the order of the table, those of the goals first in each part; others follow.
_ORDER = (
    *("claim_f1", "claim_f1_mean", "claim_recall", "claim_precision"),
    *("act", "act_group", "act_acled", "act_end_to_end"),
    *("type", "footage_or_not", "footage_or_not_always_yes"),
    *("perceptibility", "camera", "polarity", "certainty", "certainty_hedged"),
    *("hedge_precision", "hedge_recall", "hedge_effect"),
    *("hedged_sentence_precision", "hedged_sentence_recall"),
    *("part_hedge_precision", "part_hedge_recall", "booster_precision", "booster_recall"),
    *("actor", "no_actor", "target", "no_target", "attribution", "no_attribution"),
    *("place_right", "place_right_of_all", "place_placed", "place_right_or_alternative"),
    *("place_role", "event_date", "event_day", "publication_as_event", "absurd_dates"),
    *("published", "title", "byline"),
    *("order_consistent", "order_stated", "start_order", "order_informativeness", "media_clock"),
    *("invented_events", "invented_names", "relations_across_videos"),
)

#: Figures that stand as columns where every account has a row.
_COLUMNS = (
    *("claim_f1", "claim_recall", "claim_precision", "act", "type", "perceptibility"),
    *("certainty", "hedge_recall", "hedge_precision", "place_right", "event_date"),
)


def as_json(
    scores: Scores, baselines: Mapping[str, Figures | str], *, each: bool, told: bool
) -> bytes:
    """Return the scores as byte-stable UTF-8 JSON with a line end.

    *each* adds the figures of every account, *told* every miss. A baseline that was not run is the
    sentence that says why.
    """
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "accounts": len(scores.results),
        "claims": sum(len(one.marked.claims) for one in scores.results),
        "refused": {one.marked.name: one.refused for one in scores.results if one.refused},
        "figures": _figures_document(scores.figures),
        "goals": _goals_document(scores.figures),
        "types": {marked: dict(row) for marked, row in scores.types.items()},
        "baselines": {
            name: some if isinstance(some, str) else _figures_document(some)
            for name, some in baselines.items()
        },
    }
    if each:
        document["each"] = {name: _figures_document(some) for name, some in scores.each.items()}
    if told:
        document["misses"] = [_miss_document(one) for one in misses(scores.answers)]
    return (json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def as_table(
    scores: Scores, baselines: Mapping[str, Figures | str], *, each: bool
) -> RenderableType:
    """Return the scores as tables; *each* adds a row for every account."""
    claims = sum(len(one.marked.claims) for one in scores.results)
    shown: list[RenderableType] = [
        Text(f"{len(scores.results)} accounts with {claims} claims marked", "bold"),
        *(Text(f"{r.marked.name} was not read: {r.refused}") for r in scores.results if r.refused),
        _figure_table(scores.figures, baselines),
    ]
    shown += [Text(_baseline_line(name, some)) for name, some in baselines.items()]
    shown += [Text(), Text("types marked (rows) and read (columns)", "bold"), _type_table(scores)]
    if each:
        shown += [Text(), _each_table(scores.each)]
    return Group(*shown)


def as_misses(answers: Sequence[Answer]) -> RenderableType:
    """Return every miss by account and words: what is marked, what was read."""
    shown: list[RenderableType] = []
    for account, some in groupby(misses(answers), key=lambda one: one.account):
        shown.append(Text(account, "bold"))
        for (_, quote), wrong in groupby(some, key=lambda one: (one.at, one.quote)):
            shown.append(Text(f"  “{' '.join(quote.split())}”" if quote else "  the account"))
            for one in wrong:
                faces = f"{one.wanted or 'right'} → {one.read or 'wrong'}"
                shown.append(Text(f"      {words(one.figure)}: {faces}", "bright_black"))
    return Group(*shown)


def words(figure: str) -> str:
    """Return the name of a figure as people read it."""
    plain = {
        "claim_f1": "claim F1, pooled",
        "claim_f1_mean": "claim F1, mean over accounts",
        "claim_recall": "claims marked that were read",
        "claim_precision": "claims read that are marked",
        "act_acled": "act: ACLED sub-event",
        "footage_or_not_always_yes": "  always yes",
        "certainty_hedged": "certainty on hedged claims",
        "place_right": "places right, of those placed",
        "place_right_of_all": "places right, of all",
        "place_placed": "places placed",
        "place_right_or_alternative": "places not wrong unwarned",
    }
    return plain.get(figure, figure.replace("_", " "))


def written(figure: str, value: float | None) -> str:
    """Return a figure's value as people read it; a dash for None."""
    if value is None:
        return "–"
    return f"{value:.0f}" if figure in COUNTED else f"{value:.3f}"


def _figure_table(figures: Figures, baselines: Mapping[str, Figures | str]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("figure")
    for heading in ("value", "95 % interval", "of", "accounts", *GOALS, "baseline"):
        table.add_column(heading, justify="right", no_wrap=True)
    for name, figure in _in_order(figures):
        table.add_row(
            *(words(name), written(name, figure.value), _interval(name, figure)),
            *(str(figure.of), str(figure.tests)),
            *(_goal(column, name, figure.value) for column in GOALS),
            _beside(name, baselines),
        )
    return table


def _in_order(figures: Figures) -> list[tuple[str, Figure]]:
    place = {name: number for number, name in enumerate(_ORDER)}
    return sorted(figures.items(), key=lambda row: place.get(row[0], len(place)))


def _goal(column: str, name: str, value: float | None) -> Text:
    goal = GOALS[column].get(name)
    if goal is None:
        return Text()
    face = f"{goal.sign} {written(name, goal.bound)}"
    if value is None:
        return Text(face)
    met = goal.met(value)
    return Text(f"{face} {'met' if met else 'not'}", style="green" if met else "red")


def _beside(name: str, baselines: Mapping[str, Figures | str]) -> str:
    found = [one[name] for one in baselines.values() if not isinstance(one, str) and name in one]
    return ", ".join(f"{written(name, one.value)} of {one.of}" for one in found)


def _baseline_line(name: str, some: Figures | str) -> str:
    """Say which figures a baseline stands beside, and what it counts, or why it was not run."""
    if isinstance(some, str):
        return f"baseline {name}: {some}"
    return f"baseline {name}: " + ", ".join(
        f"{words(figure)} {written(figure, one.value)} of {one.of}" for figure, one in some.items()
    )


def _interval(name: str, figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return ""
    return f"{written(name, figure.low)} to {written(name, figure.high)}"


def _type_table(scores: Scores) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("")
    for name in scores.types:
        table.add_column(name, justify="right")
    for marked, row in scores.types.items():
        table.add_row(marked, *(str(count) if count else "·" for count in row.values()))
    return table


def _each_table(each: Mapping[str, Figures]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("account", overflow="fold")
    for name in _COLUMNS:
        table.add_column(name.replace("_", " "), justify="right", overflow="fold")
    for account, figures in each.items():
        cells = (written(n, figures[n].value) if n in figures else "" for n in _COLUMNS)
        table.add_row(account, *cells)
    return table


def _figures_document(figures: Figures) -> dict[str, Any]:
    return {
        name: {
            "value": _rounded(one.value),
            "of": one.of,
            "accounts": one.tests,
            "low": _rounded(one.low),
            "high": _rounded(one.high),
        }
        for name, one in figures.items()
    }


def _goals_document(figures: Figures) -> dict[str, Any]:
    return {
        column: {
            name: {
                "bound": goal.bound,
                "at_least": goal.at_least,
                "met": None if (value := figures[name].value) is None else goal.met(value),
            }
            for name, goal in goals.items()
            if name in figures
        }
        for column, goals in GOALS.items()
    }


def _miss_document(answer: Answer) -> dict[str, Any]:
    return {
        "figure": answer.figure,
        "account": answer.account,
        "at": answer.at,
        "quote": answer.quote,
        "wanted": answer.wanted,
        "read": answer.read,
        "score": _rounded(answer.score),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
