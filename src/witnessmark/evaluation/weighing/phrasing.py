"""Words from templates, with where in them each claim, cue and number stands.

Conventions
-----------
``{name}`` is filled in; ``(is|was)`` is a choice of tense, the first for the present;
``[a ...]`` marks a claim and ``<cue ...>`` any other part, each by its first word; marks may lie
within one another. Spans count code points of the text, end exclusive.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import yaml

#: What a template is made of: a slot, the opening of a mark, its end, or plain words.
_TOKEN = re.compile(
    r"\{(?P<slot>\w+)\}|\[(?P<claim>[a-z]) |<(?P<role>\w+) |(?P<end>[\]>])|(?P<text>[^{}\[\]<>]+)"
)
_TENSE = re.compile(r"\(([^|()]*)\|([^|()]*)\)")
_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of a text that plays a role."""

    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words, and the marks in them."""

    text: str
    marks: tuple[Mark, ...] = ()

    def of(self, role: str) -> Mark | None:
        """Return the first mark of *role*."""
        return next((one for one in self.marks if one.role == role), None)

    def words(self, mark: Mark) -> str:
        """Return the words that *mark* marks."""
        return self.text[mark.start : mark.end]


def fill(template: str, slots: Mapping[str, Phrase | str]) -> Phrase:
    """Return *template* with *slots* filled in, each slot marked by its name.

    Raises KeyError for a slot that is not given, ValueError for marks that do not close.
    """
    text, marks, opened = "", list[Mark](), list[tuple[str, int]]()
    for token in _TOKEN.finditer(template):
        role = token["claim"] or token["role"]
        if role is not None:
            opened.append((role, len(text)))
        elif token["end"] is not None:
            name, start = opened.pop()
            marks.append(Mark(name, start, len(text)))
        elif token["slot"] is not None:
            given = slots[token["slot"]]
            phrase = Phrase(given) if isinstance(given, str) else given
            marks += [Mark(m.role, m.start + len(text), m.end + len(text)) for m in phrase.marks]
            marks.append(Mark(token["slot"], len(text), len(text) + len(phrase.text)))
            text += phrase.text
        else:
            text += token["text"]
    if opened:
        raise ValueError(f"a mark is not closed in {template!r}")
    return Phrase(text, tuple(marks))


def in_tense(template: str, *, past: bool) -> str:
    """Return *template* with every choice of tense made."""
    return _TENSE.sub(lambda match: match[2 if past else 1], template)


def as_sentence(phrase: Phrase) -> Phrase:
    """Return *phrase* with a capital first letter; its marks stay where they are."""
    return Phrase(phrase.text[:1].upper() + phrase.text[1:], phrase.marks)


def number_word(value: int) -> str:
    """Return *value* in words up to twelve, in figures above."""
    return _NUMBERS[value] if value < len(_NUMBERS) else str(value)


def choice(random: np.random.Generator, options: list[Any]) -> Any:
    """Return one of *options*, each as likely."""
    return options[int(random.integers(len(options)))]


@cache
def wording(name: str) -> dict[str, Any]:
    """Return the wordings of the shipped file *name*."""
    text = resources.files(__package__).joinpath("wording", f"{name}.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded
