"""Scoring of the accounts written for these tests: how much of what was marked is read so.

Conventions: quotes are matched one to one, best overlap first, none below one half; a field
counts as right only on a matched claim, so that a missed claim loses all its fields.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from witnessmark.account import read_text
from witnessmark.model import Claim, Reading

DATA = Path(__file__).parent / "data"
SENSES = {"v": "visible", "a": "audible", "va": "visible+audible", "n": "neither"}
KINDS = {
    "o": "observation",
    "i": "inference",
    "c": "context",
    "p": "opinion",
    "g": "prognosis",
    "t": "attributed",
    "m": "media_meta",
}
COUNTED = {"rounds", "shots", "bursts", "explosions", "grenades", "tracers", "blasts"}
STARTS_FIRST = {"b", "m", "o", "fi", "di"}


def accounts(name: str) -> list[dict[str, Any]]:
    """Return the marked accounts of a data file."""
    loaded: list[dict[str, Any]] = yaml.safe_load((DATA / name).read_text("utf-8"))
    return loaded


def score(marked: dict[str, Any]) -> tuple[Counter[str], Counter[str], list[str]]:
    """Return what is right, what was asked, and the misses in words, for one account."""
    text = marked["text"]
    reading = read_text(text.encode(), marked["name"])
    wanted = [(text.index(c["quote"]), c) for c in marked["claims"]]
    matched = _match(reading, [(at, at + len(c["quote"])) for at, c in wanted])
    right, asked, misses = Counter[str](), Counter[str](), list[str]()

    def note(field: str, good: bool, message: str) -> None:
        asked[field] += 1
        right[field] += good
        if not good:
            misses.append(f"{marked['name']} {field}: {message}")

    asked["precision"], right["precision"] = len(reading.claims), len(matched)
    for number, (_, claim) in enumerate(wanted):
        found = matched.get(number)
        note("recall", found is not None, claim["quote"])
        for field, good, seen in _fields(found, claim):
            note(field, good, f"{claim['quote']!r}: {seen}")
    for first, second in marked["before"]:
        good = _ordered(reading, matched.get(first), matched.get(second))
        note("order", good, f"{wanted[first][1]['quote']!r} < {wanted[second][1]['quote']!r}")
    taken = {claim.id for claim in matched.values()}
    misses += [
        f"{marked['name']} extra: {c.act} {c.quote!r}" for c in reading.claims if c.id not in taken
    ]
    return right, asked, misses


def total(name: str) -> tuple[Counter[str], Counter[str], list[str]]:
    """Return the sums over the accounts of a data file."""
    right, asked, misses = Counter[str](), Counter[str](), list[str]()
    for marked in accounts(name):
        some = score(marked)
        right, asked, misses = right + some[0], asked + some[1], misses + some[2]
    return right, asked, misses


def _match(reading: Reading, spans: list[tuple[int, int]]) -> dict[int, Claim]:
    ranked = sorted(
        ((_overlap(c.span, s), -i, j) for i, c in enumerate(reading.claims)
         for j, s in enumerate(spans)), reverse=True,
    )  # fmt: skip
    used: set[int] = set()
    matched: dict[int, Claim] = {}
    for overlap, i, j in ranked:
        if overlap >= 0.5 and -i not in used and j not in matched:
            used.add(-i)
            matched[j] = reading.claims[-i]
    return matched


def _overlap(first: tuple[int, int], second: tuple[int, int]) -> float:
    shared = max(0, min(first[1], second[1]) - max(first[0], second[0]))
    return shared / (first[1] - first[0] + second[1] - second[0] - shared)


def _fields(found: Claim | None, claim: dict[str, Any]) -> list[tuple[str, bool, str]]:
    polarity = {"+": "pos", "-": "neg"}[str(claim["pol"])]
    plain = {
        "act": claim["act"],
        "perceptibility": SENSES[claim["sense"]],
        "polarity": polarity,
        "type": KINDS[claim["kind"]],
    }
    rows = [
        (field, found is not None and str(getattr(found, field)) == value,
         "missed" if found is None else str(getattr(found, field)) + f", not {value}")
        for field, value in plain.items()
    ]  # fmt: skip
    if "count" in claim:
        seen = [(q.min, q.max) for q in found.quantities if q.unit in COUNTED] if found else []
        rows.append(("count", tuple(claim["count"]) in seen, str(seen)))
    for key, unit in (("media", "media_s"), ("m.end", "media_s_from_end")):
        if key in claim:
            seen = [(q.min, q.max) for q in found.quantities if q.unit == unit] if found else []
            rows.append(("time", tuple(claim[key]) in seen, str(seen)))
    if "window" in claim:
        window = found.time.window if found else None
        near = window is not None and all(
            abs(a - b) <= 0.15 for a, b in zip(window, claim["window"], strict=True)
        )
        rows.append(("time", near, str(window)))
    return rows


def _ordered(reading: Reading, first: Claim | None, second: Claim | None) -> bool:
    """Say whether the reading has the first start before the second, and not the other way."""
    if first is None or second is None:
        return False
    inverse = {f"{code}i" for code in STARTS_FIRST if not code.endswith("i")} | {"f", "d"}
    for relation in reading.relations:
        pair = (relation.first, relation.second)
        if pair == (first.id, second.id) and set(relation.allen) <= STARTS_FIRST:
            return True
        if pair == (second.id, first.id) and set(relation.allen) <= inverse:
            return True
    return False
