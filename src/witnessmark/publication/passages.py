"""The account cut into paragraphs and sentences without losing or moving a character.

Conventions
-----------
The pieces of all paragraphs, joined in order, are the account. A blank line ends a paragraph and
is kept as a piece of its own; text that belongs to no sentence is kept as plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from witnessmark.errors import RecordError
from witnessmark.model import Role, Sentence

_BLANK_LINE = re.compile(r"(\s*\n[^\S\n]*\n\s*)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the account: a sentence by its index, or text between sentences."""

    text: str
    sentence: int | None = None
    parts_paragraphs: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Pieces up to and with the blank line that ends them; ``role`` is its first sentence's."""

    pieces: tuple[Piece, ...]
    role: Role

    @property
    def sentences(self) -> tuple[int, ...]:
        """The indices of the sentences in it."""
        return tuple(piece.sentence for piece in self.pieces if piece.sentence is not None)


def passages(account_text: str, sentences: Sequence[Sentence]) -> tuple[Paragraph, ...]:
    """Cut *account_text* at its sentences and blank lines.

    Raises RecordError where a sentence does not stand where the record says it does, so that a
    verdict can never be printed on other words than those it was given for.
    """
    paragraphs: list[Paragraph] = []
    open_pieces: list[Piece] = []
    roles = {sentence.index: sentence.role for sentence in sentences}
    for piece in _pieces(account_text, sentences):
        open_pieces.append(piece)
        if piece.parts_paragraphs:
            paragraphs.append(_paragraph(open_pieces, roles))
            open_pieces = []
    if open_pieces:
        paragraphs.append(_paragraph(open_pieces, roles))
    return tuple(paragraphs)


def _paragraph(pieces: Sequence[Piece], roles: dict[int, Role]) -> Paragraph:
    first = next((piece.sentence for piece in pieces if piece.sentence is not None), None)
    return Paragraph(tuple(pieces), Role.BODY if first is None else roles[first])


def _pieces(account_text: str, sentences: Sequence[Sentence]) -> Iterator[Piece]:
    reached = 0
    for sentence in sorted(sentences, key=lambda sentence: sentence.span):
        start, end = sentence.span
        if start < reached or account_text[start:end] != sentence.text or start >= end:
            raise RecordError(
                f"Sentence {sentence.index} of the record does not stand at characters "
                f"{start} to {end} of the account: publish the record with the account that it "
                "was made from."
            )
        yield from _between(account_text[reached:start])
        yield Piece(sentence.text, sentence.index)
        reached = end
    yield from _between(account_text[reached:])


def _between(text: str) -> Iterator[Piece]:
    for number, part in enumerate(_BLANK_LINE.split(text)):
        if part:
            yield Piece(part, parts_paragraphs=number % 2 == 1)
