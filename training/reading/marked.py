"""The marked text that the judge of claims is fitted on: accounts, and single sentences.

Accounts are those of ``samples/accounts/development``; sentences are lines of JSON in
``sentences/``, in small documents, each with its claims. All of it was invented for this project.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from witnessmark.account.lexicon import acts
from witnessmark.evaluation.reading.sets import marked_accounts

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Marking:
    """A claim as a person marked it: its place in the text, and the answer to each question.

    ``hedges`` are the cues with their places and what they touch.
    """

    span: tuple[int, int]
    answers: dict[str, str]
    hedges: tuple[tuple[tuple[int, int], str], ...] = ()


@dataclass(frozen=True)
class Marked:
    """A text with its claims, and who wrote it: what is held out is held out by author.

    ``hedged`` says whether its hedges are marked at all.
    """

    author: str
    name: str
    text: str
    claims: tuple[Marking, ...]
    hedged: bool = False


def accounts(folder: Path) -> Iterator[Marked]:
    """Yield the marked accounts of *folder*, of both kinds of file, sorted by path.

    Who wrote an account is the folder that it lies in.
    """
    names = [name for name in acts() if name is not None]
    for account in marked_accounts(folder, names):
        claims = tuple(
            Marking(
                claim.span,
                {
                    "act": claim.act,
                    "type": str(claim.type),
                    "sense": str(claim.perceptibility),
                    "camera": str(claim.camera),
                    "polarity": str(claim.polarity),
                    "certainty": claim.certainty,
                },
                tuple((hedge.span, hedge.effect) for hedge in claim.hedges),
            )
            for claim in account.claims
        )
        yield Marked(account.name.split("/")[0], account.name, account.text, claims, hedged=True)


def sentences(folder: Path) -> Iterator[Marked]:
    """Yield the documents of marked sentences in *folder*, each sentence on its own line."""
    for path in sorted(folder.glob("*.jsonl")):
        documents: dict[int, list[dict[str, object]]] = {}
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                row = json.loads(line)
                documents.setdefault(row["doc"], []).append(row)
        for number, rows in documents.items():
            yield _document(path.stem, number, rows)


_TYPES = {
    "o": "observation", "i": "inference", "c": "context", "p": "opinion", "g": "prognosis",
    "t": "attributed", "m": "media_meta",
}  # fmt: skip
_SENSES = {"v": "visible", "a": "audible", "va": "visible+audible", "n": "neither"}


def first_accounts(path: Path) -> Iterator[Marked]:
    """Yield the ten accounts that the rules were first written on; their cameras are not marked."""
    for row in yaml.safe_load(path.read_text("utf-8")):
        text, claims = row["text"], []
        for one in row["claims"]:
            start = text.index(one["quote"])
            answers = {
                "act": one["act"],
                "type": _TYPES[one["kind"]],
                "sense": _SENSES[one["sense"]],
            }
            claims.append(Marking((start, start + len(one["quote"])), answers))
        yield Marked("first", f"first/{row['name']}", text, tuple(claims))


def kept(path: Path) -> Iterator[Marked]:
    """Yield the accounts of the tests of alignment with the readings that these tests rely on.

    Each was read by the rules alone; they keep the judge from unlearning what is sure.
    """
    for number, line in enumerate(path.read_text("utf-8").splitlines()):
        row = json.loads(line)
        claims = tuple(
            Marking((span[0], span[1]), {"act": a, "type": t, "sense": s, "camera": c})
            for _, span, a, t, s, c, *_ in row["claims"]
        )
        yield Marked("kept", f"kept/{number}", row["text"], claims)


def peaceful(path: Path) -> Iterator[Marked]:
    """Yield the texts without violence, most of them with words that sound like it."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield Marked("peace", f"peace/{row['doc']}", row["text"], ())


#: Acts, beside all of fire, of persons and of crowds, that make an account one of violence.
_VIOLENT = frozenset({"CASUALTY", "EXPLOSION_UNATTRIBUTED", "AMBUSH", "ASSAULT_POSITION"})


def is_violent(text: Marked, groups: Mapping[str, str]) -> bool:
    """Say whether a marked claim of *text* is one of violence; *groups* gives each act's group."""
    return any(
        groups[claim.answers["act"]] in {"fire", "person", "crowd"}
        or claim.answers["act"] in _VIOLENT
        for claim in text.claims
    )


def _document(author: str, number: int, rows: list[dict[str, object]]) -> Marked:
    text, claims = "", []
    for row in rows:
        line = str(row["text"]).replace("\n", " ")
        for quote, *answered, cues in row["claims"]:  # type: ignore[attr-defined]
            first = line.index(quote)
            span = len(text) + first, len(text) + first + len(quote)
            answers = dict(zip(_QUESTIONS, answered, strict=True))
            found = ((_nearest(line, cue, first, len(quote)), effect) for cue, effect in cues)
            hedges = tuple(((len(text) + at[0], len(text) + at[1]), e) for at, e in found if at)
            claims.append(Marking(span, answers, hedges))
        text += f"{line}\n\n"
    return Marked(author, f"{author}/{number}", text, tuple(claims), hedged=True)


_QUESTIONS = ("act", "type", "sense", "camera", "polarity", "certainty")


def _nearest(line: str, cue: str, first: int, length: int) -> tuple[int, int] | None:
    """Return where *cue* stands in *line*, nearest to the claim that begins at *first*."""

    def far(at: tuple[int, int]) -> int:
        inside = first <= at[0] < first + length
        return 0 if inside else min(abs(at[0] - first), abs(at[0] - first - length))

    return min((m.span() for m in re.finditer(re.escape(cue), line)), key=far, default=None)
