"""How far two people who mark the same claims agree: ``agreement.py FIRST SECOND``.

Each is a folder: of marked accounts as ``witnessmark evaluate reading`` takes them, or of JSON
files as in ``second_marks``. Accounts are paired by name, claims by their spans. Cues are told as
precision and recall of the second against the first. Intervals, 95 %, resample accounts.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from marked import Marking, accounts

from witnessmark.account.codes import table
from witnessmark.account.lexicon import acts
from witnessmark.evaluation.bootstrap import COVERAGE, DRAWS, SEED
from witnessmark.evaluation.figures import mean
from witnessmark.evaluation.reading.claim_fields import ABOUT_FOOTAGE
from witnessmark.evaluation.reading.hedging import KINDS, meets
from witnessmark.evaluation.reading.matching import match

FIELDS = ("act", "type", "sense", "camera", "polarity", "certainty")


class Pair(NamedTuple):
    """A claim as the first and as the second marked it, with its account and its words."""

    account: str
    quote: str
    both: tuple[Marking, Marking]

    def said(self, field: str) -> tuple[str, str]:
        return self.both[0].answers[field], self.both[1].answers[field]


def marks(folder: Path) -> dict[str, tuple[str, tuple[Marking, ...]]]:
    """Return text (empty where the files have none) and claims of each account of *folder*."""
    given = [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]
    plain = {row["name"]: row["claims"] for row in given if "schema" not in row}
    if not plain:
        return {one.name: (one.text, one.claims) for one in accounts(folder)}
    return {name: ("", tuple(_marking(row) for row in rows)) for name, rows in plain.items()}


def _marking(row: dict[str, Any]) -> Marking:
    hedges = tuple((tuple(hedge["span"]), hedge["effect"]) for hedge in row["hedges"])
    return Marking(tuple(row["span"]), {field: row[field] for field in FIELDS}, hedges)


def paired(first: Path, second: Path) -> Iterator[Pair]:
    others = marks(second)
    for name, (text, ours) in marks(first).items():
        _, theirs = others.get(name, ("", ()))
        for a, b in match([one.span for one in ours], [one.span for one in theirs]):
            yield Pair(name, text[slice(*ours[a].span)], (ours[a], theirs[b]))


def share_lines(pairs: Sequence[Pair]) -> Iterator[str]:
    """Yield for each question on how many claims both give the same answer."""
    views: dict[str, Callable[[dict[str, str]], object]] = {
        **{field: itemgetter(field) for field in FIELDS},
        "act group": lambda answers: acts()[answers["act"]].group,
        "act by ACLED": lambda answers: table()["acts"][answers["act"]]["acled"],
        "about footage": lambda answers: answers["type"] in ABOUT_FOOTAGE,
    }
    hedged = [p for p in pairs if any(e != "booster" for one in p.both for _, e in one.hedges)]
    for name, view in {**views, "certainty, hedged": views["certainty"]}.items():
        some = hedged if name.endswith("hedged") else pairs
        equal = [view(pair.both[0].answers) == view(pair.both[1].answers) for pair in some]
        yield _line(name, [pair.account for pair in some], equal)


def kappa(said: Sequence[tuple[str, str]]) -> float:
    """Return the agreement beyond chance, 1 where it is perfect (Cohen 1960)."""
    ones, others = Counter(a for a, _ in said), Counter(b for _, b in said)
    chance = sum(count * others[one] for one, count in ones.items()) / len(said) ** 2
    equal = sum(a == b for a, b in said) / len(said)
    return 1.0 if chance == 1 else (equal - chance) / (1 - chance)


def kappa_line(pairs: Sequence[Pair], field: str) -> str:
    names, random = sorted({pair.account for pair in pairs}), np.random.default_rng(SEED)
    said = [[pair.said(field) for pair in pairs if pair.account == name] for name in names]
    draws = random.integers(0, len(names), (DRAWS, len(names)))
    drawn = [kappa([one for number in draw for one in said[number]]) for draw in draws]
    low, high = np.quantile(drawn, [(1 - COVERAGE) / 2, (1 + COVERAGE) / 2])
    value = kappa([one for some in said for one in some])
    return f"{field + ' kappa':<24} {value:.3f}  [{low:.3f}, {high:.3f}]  of {len(pairs)}"


def _line(name: str, tests: Sequence[str], right: Sequence[bool]) -> str:
    one = mean(tests, [float(is_right) for is_right in right])
    said = ["–" if n is None else f"{n:.3f}" for n in (one.value, one.low, one.high)]
    return f"{name:<24} {said[0]}  [{said[1]}, {said[2]}]  of {one.of}"


def cue_lines(pairs: Sequence[Pair]) -> Iterator[str]:
    first, second = ([(pair.account, span, effect) for pair in pairs
                      for span, effect in pair.both[side].hedges] for side in (0, 1))  # fmt: skip
    for kind, effects in KINDS.items():
        for word, asked, other in (("recall", first, second), ("precision", second, first)):
            some = sorted({(name, span) for name, span, effect in asked if effect in effects})
            met = [any(a == b and meets(s, t) for b, t, _ in other) for a, s in some]
            yield _line(f"{kind} cue {word}", [name for name, _ in some], met)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--differing", choices=FIELDS, help="list the claims that differ in it")
    asked = parser.parse_args()
    pairs = [*paired(asked.first, asked.second)]
    if not pairs:
        parser.error("no claim is marked in both: accounts must have the same names in both")
    kappas = (kappa_line(pairs, field) for field in ("act", "type"))
    print("\n".join([*share_lines(pairs), *kappas, *cue_lines(pairs)]))
    field = asked.differing
    differing = [pair for pair in pairs if field and len({*pair.said(field)}) > 1]
    counts = Counter(pair.said(field) for pair in differing)
    for one in sorted(differing, key=lambda one: (-counts[one.said(field)], one.said(field))):
        print(counts[one.said(field)], *one.said(field), one.account, one.quote, sep="  ")


if __name__ == "__main__":
    main()
