"""Fit which of an account's days is that of its event, on accounts that were marked with it.

    python training/reading/event_days.py [--dry]

The accounts are ``dated/*.jsonl``, a writer a file: ``text``, ``event`` (EDTF, null where the
words give none) and ``kept`` (true where the account is for scoring and never fitted). They were
marked before any program was run on them. Beside them, with :data:`OLD` of their weight, are the
texts that the rules were made on: the tests' that are not kept, and the development accounts.
With ``--dry`` each writer of the former is left out in turn, and the share of right days is
printed beside that of the rules alone; nothing is written. Else all that are not kept are fitted,
and the weights stored.

Weights are those of a conditional logit (see ``account/dates/likeliest.py``) under a normal prior,
wider for what is said of a day than for single words; cues that fewer than three mentions have are
left out. Nothing is drawn at random.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.optimize import minimize

from witnessmark.account.dates.likeliest import NONE, candidates, chosen, weighed
from witnessmark.account.dates.reading import days_told
from witnessmark.account.document import read_document

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
OUT = ROOT / "src/witnessmark/account/learnt/event_days.json"
#: Precision of the normal prior: of cues, and of words.
CUES, WORDS = 1.0, 3.0
LEAST = 3
#: What an account that the rules were made on counts for: there the rules are right too often.
OLD = 0.3

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Marked:
    """An account's candidates with their cues, the day marked, and the day by the rules."""

    writer: str
    kept: bool
    old: bool
    named: Sequence[tuple[str, dict[str, float]]]
    event: str
    by_rules: str


@dataclass(frozen=True, slots=True)
class Rows:
    """The same as numbers: a row of cues for each mention, the day of each, and the one marked."""

    cues: Floats
    day: NDArray[np.int64]
    marked: int
    counts: float


def marked() -> list[Marked]:
    """Return all marked accounts, in order of their files."""
    found = []
    for path in sorted((HERE / "dated").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            found.append(_marked(path.stem, row["text"], row["event"], kept=row["kept"]))
    for name in ("dated_accounts", "dated_whole_accounts", "dates_as_written"):
        told = yaml.safe_load((ROOT / f"tests/account/data/{name}.yaml").read_text("utf-8"))
        rows = [row for row in told["texts"] if not row.get("kept")]
        found += [_marked(name, row["text"], row["event"], old=True) for row in rows]
    for path in sorted((ROOT / "samples/accounts/development").rglob("*.yaml")):
        head = yaml.safe_load(path.read_text("utf-8"))
        if "event_date" in head:
            event = (head["event_date"] or {}).get("edtf")
            text = path.with_suffix(".txt").read_text("utf-8")
            found.append(_marked(path.parent.name, text, event, old=True))
    return found


def _marked(
    writer: str, text: str, event: object, *, kept: bool = False, old: bool = False
) -> Marked:
    told = days_told(text, read_document(text).sentences)[1]
    named = [(day, dict(cues)) for day, cues in candidates(told)]
    day = NONE if event is None else str(event)
    return Marked(writer, kept, old, named, day, told.by_rules.edtf or NONE)


def fitted(accounts: Sequence[Marked]) -> dict[str, float]:
    """Return the weight of each cue, fitted where a mention is of the day marked."""
    seen = Counter(name for one in accounts for _, cues in one.named for name in cues)
    names = sorted(name for name, count in seen.items() if count >= LEAST)
    place = {name: number for number, name in enumerate(names)}
    rows = [_rows(one, place) for one in accounts if one.event in dict(one.named)]
    prior = np.array([WORDS if _is_word(name) else CUES for name in names])
    found = minimize(
        _loss, np.zeros(len(names)), (rows, prior), jac=True, method="L-BFGS-B",
        options={"maxiter": 500},
    )  # fmt: skip
    return {name: round(float(one), 4) for name, one in zip(names, found.x, strict=True)}


def _is_word(name: str) -> bool:
    return name.endswith(" <") or name.startswith(("> ", "~ "))


def _rows(one: Marked, place: dict[str, int]) -> Rows:
    days = sorted({day for day, _ in one.named})
    cues = np.zeros((len(one.named), len(place)))
    for number, (_, named) in enumerate(one.named):
        for name, value in named.items():
            if name in place:
                cues[number, place[name]] = value
    day = np.array([days.index(day) for day, _ in one.named])
    return Rows(cues, day, days.index(one.event), OLD if one.old else 1.0)


def _loss(weights: Floats, rows: Sequence[Rows], prior: Floats) -> tuple[float, Floats]:
    loss, slope = float(0.5 * (prior * weights**2).sum()), prior * weights
    for one in rows:
        own = one.cues @ weights
        chance = np.exp(own - own.max())
        chance /= chance.sum()
        mine = chance * (one.day == one.marked)
        loss -= one.counts * float(np.log(mine.sum()))
        slope = slope + one.counts * (chance - mine / mine.sum()) @ one.cues
    return loss, slope


def right(accounts: Sequence[Marked], weights: dict[str, float]) -> float:
    """Return the share of *accounts* of which the day chosen is the one marked."""
    days = [chosen(weighed(one.named, weights), one.by_rules) for one in accounts]
    return float(np.mean([day == one.event for day, one in zip(days, accounts, strict=True)]))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--dry", action="store_true")
    dry = asked.parse_args().dry
    accounts = marked()
    fit = [one for one in accounts if not one.kept]
    if dry:
        for writer in sorted({one.writer for one in fit if not one.old}):
            others = [one for one in fit if one.writer != writer]
            own = [one for one in fit if one.writer == writer]
            rules = np.mean([one.by_rules == one.event for one in own])
            there = np.mean([one.event in dict(one.named) for one in own])
            print(
                f"{writer}: {len(own)} accounts, rules {rules:.3f}, "
                f"weighed {right(own, fitted(others)):.3f}, among the days named {there:.3f}"
            )
        return
    weights = fitted(fit)
    OUT.write_text(
        json.dumps({"accounts": len(fit), "weights": weights}, indent=0, sort_keys=True) + "\n",
        encoding="utf-8",
    )
    kept = [one for one in accounts if one.kept]
    if kept:
        rules = np.mean([one.by_rules == one.event for one in kept])
        print(f"kept: {len(kept)} accounts, rules {rules:.3f}, weighed {right(kept, weights):.3f}")


if __name__ == "__main__":
    main()
