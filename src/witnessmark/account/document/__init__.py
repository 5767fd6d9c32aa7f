"""The parts of an account: title, publication lines, body, and the sentences in them.

Conventions
-----------
Spans are half-open code points of the text as it was read. A line break ends a sentence, except
inside hard-wrapped prose. Sentences are cut by rule, not by a model, so that a span can be
predicted by reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from witnessmark.account.document.endings import LONGEST_SENTENCE, sentence_spans, writes_small
from witnessmark.account.document.lines import lines_of
from witnessmark.account.document.quotations import in_soundbite, lies_in, quotations, touching
from witnessmark.account.document.roles import Part, Parts, note_role, parts_of
from witnessmark.account.document.shot_list import SOUNDBITE
from witnessmark.account.intake.written import Block, Head
from witnessmark.model import Role, Sentence

__all__ = ["LONGEST_SENTENCE", "Document", "read_document"]

#: Roles whose lines stay in one piece.
_WHOLE = frozenset({Role.PUBLICATION, Role.LABEL, Role.DATELINE})


@dataclass(frozen=True, slots=True)
class Document:
    """An account cut up: its sentences in order, and what it says of itself.

    Each of *title*, *byline*, *source* and *published* is None where the account does not say;
    *published* is what a page's mark-up gives, the words of the text are read elsewhere.
    """

    sentences: tuple[Sentence, ...]
    title: str | None
    byline: str | None
    source: str | None = None
    published: str | None = None


def read_document(text: str, blocks: Sequence[Block] = (), head: Head | None = None) -> Document:
    """Cut *text* into sentences with roles; every sentence is a verbatim slice with a word in it.

    *blocks* are what mark-up sets apart, *head* what it says of the account. A single line is
    body, however short: nothing in it says that it is a title.
    """
    parts = parts_of(lines_of(text, blocks))
    small = writes_small(text)
    sentences: list[Sentence] = []
    for part in parts.parts:
        for span, role, speaker in _cut(text, part, small=small):
            sentences.append(
                Sentence(
                    index=len(sentences),
                    span=span,
                    text=text[slice(*span)],
                    role=role,
                    speaker=speaker,
                )
            )
    title = next((s.text for s in sentences if s.role is Role.TITLE), None)
    return _document(tuple(sentences), title, parts, head or Head())


def _document(
    sentences: tuple[Sentence, ...], title: str | None, parts: Parts, head: Head
) -> Document:
    bylines = [said.byline for said in parts.said if said.byline]
    sources = [said.source for said in parts.said if said.source]
    return Document(
        sentences=sentences,
        title=title or head.title,
        byline=head.byline or next(iter(bylines), None),
        source=next(iter([*filter(None, [head.source]), *sources]), None) or parts.agency or None,
        published=head.published,
    )


_Cut = tuple[tuple[int, int], Role, str | None]


def _cut(text: str, part: Part, *, small: bool) -> Iterator[_Cut]:
    """Yield the sentences of one line with their roles and speakers."""
    start, end = part.line.start, part.line.end
    if part.role in _WHOLE:
        yield (start, end), part.role, None
        return
    if part.opens:
        opening = text[start : start + part.opens].rstrip()
        if any(letter.isalnum() for letter in opening):
            yield (start, start + len(opening)), part.opening, None
        start += part.opens
    shots = part.role is Role.SHOT
    if part.role is Role.TITLE:
        spans = sentence_spans(text, start, end, headline=True)
    else:
        spans = sentence_spans(text, start, end, small=small, shots=shots)
    if shots and SOUNDBITE.search(text, start, end):
        yield from _soundbites(text, spans)
        return
    quoted = quotations(text, start, end)
    for span in spans:
        within = lies_in(span, quoted) if part.role in {Role.BODY, Role.QUOTATION} else None
        if within is not None:
            yield span, Role.QUOTATION, within.speaker
            continue
        noted = note_role(text[slice(*span)]) if len(spans) > 1 and part.role is Role.BODY else None
        if noted is not None:
            yield span, noted, None
            continue
        speakers = dict.fromkeys(q.speaker for q in touching(span, quoted) if q.speaker)
        yield span, part.role, next(iter(speakers)) if len(speakers) == 1 else None


def _soundbites(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[_Cut]:
    """Yield what presents a soundbite as a shot and what is said in it as quoted."""
    speaker, speaking = None, False
    for span in spans:
        opened = SOUNDBITE.search(text, span[0], span[1] + 2)
        if opened is not None and opened.end() >= span[1]:
            speaker, speaking = in_soundbite(opened["who"]), True
            yield span, Role.SHOT, None
        else:
            yield span, Role.QUOTATION if speaking else Role.SHOT, speaker
