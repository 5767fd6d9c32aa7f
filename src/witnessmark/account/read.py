"""Reading an account: from its bytes to sentences, claims, places, dates and their order.

Conventions
-----------
The same bytes give the same reading. The account's name is the file's own name, never its folder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from witnessmark.account import intake
from witnessmark.account.document import Document, read_document
from witnessmark.account.english import EnglishReader
from witnessmark.account.intake import Written
from witnessmark.account.language import language_of, languages_of
from witnessmark.account.reader import (
    Material,
    Progress,
    Reader,
    Told,
    checked,
    in_order,
    reader_of,
    unread,
)
from witnessmark.account.stretches import in_stretches
from witnessmark.model import Account, Reading, Sentence

#: The readers of this release; one that the user runs is asked before them.
READERS: tuple[Reader, ...] = (EnglishReader(),)


def read_account(
    path: Path, *, progress: Progress | None = None, readers: Sequence[Reader] = ()
) -> Reading:
    """Read the account at *path*.

    Raises the subclasses of :class:`witnessmark.errors.AccountError`: not found, not a file,
    empty, larger than 5,000,000 bytes, in an encoding that is not clear, or claimed by one of
    *readers* to say what it does not say; MissingExtraError for a PDF without its extra.
    """
    path = Path(path)
    return read_text(intake.bytes_of(path), path.name, progress=progress, readers=readers)


def read_text(
    data: bytes, name: str, *, progress: Progress | None = None, readers: Sequence[Reader] = ()
) -> Reading:
    """Read an account from its bytes; *name* is what messages and the record call it.

    *progress* is told sentences done and in all. *readers* are asked before those of this release,
    the first that knows a language reads it; sentences in a language that none knows become claims
    that say so. Raises as :func:`read_account` does.
    """
    written = intake.take_in(data, name)
    document = read_document(written.text, written.blocks, written.head)
    language = language_of("\n".join(s.text for s in document.sentences if s.role.is_told))
    sentences = _placed(written, document.sentences, language)
    identity = hashlib.sha256(data).hexdigest()
    told = _told(written.text, sentences, language, identity, (*readers, *READERS), progress)
    main = reader_of(language, (*readers, *READERS)) or READERS[0]
    return Reading(
        account=_account(data, name, identity, language, written, document, told),
        sentences=sentences,
        claims=told.claims,
        relations=told.relations,
        places=told.places,
        dates=told.dates,
        coreference=told.coreference,
        tensions=told.tensions,
        roll_up=told.roll_up,
        roll_up_reason=told.roll_up_reason,
        made_by=main.made_by,
    )


def text_as_read(data: bytes, name: str) -> str:
    """Return the text that the spans of a reading of *data* count in."""
    return intake.take_in(data, name).text


def _placed(
    written: Written, sentences: tuple[Sentence, ...], language: str
) -> tuple[Sentence, ...]:
    """Return *sentences* with their own language and their place in the file, where they differ."""
    found = languages_of([sentence.text for sentence in sentences], language)
    placed = []
    for sentence, own in zip(sentences, found, strict=True):
        update: dict[str, object] = {} if own == language else {"language": own}
        if written.source is not None:
            update["source_span"] = written.source.source(sentence.span)
        placed.append(sentence.model_copy(update=update) if update else sentence)
    return tuple(placed)


def _told(
    text: str,
    sentences: tuple[Sentence, ...],
    language: str,
    identity: str,
    readers: Sequence[Reader],
    progress: Progress | None,
) -> Told:
    """Let each reader read the sentences that it knows the language of."""
    shares: dict[int, list[Sentence]] = {}
    silent: list[Sentence] = []
    for sentence in sentences:
        reader = reader_of(sentence.language or language, readers)
        if reader is None:
            silent.append(sentence)
        else:
            shares.setdefault(readers.index(reader), []).append(sentence)
    parts = []
    for number, share in shares.items():
        material = Material(text, tuple(share), identity)
        for told in in_stretches(material, readers[number].read, progress):
            parts.append(checked(told, readers[number], material))  # noqa: PERF401
    maker = READERS[0].made_by
    if silent:
        parts.append(Told(claims=tuple(unread(one, identity, maker) for one in silent)))
    whole = in_order(parts)
    if not shares:
        whole = replace(whole, roll_up_reason="The account is in a language that is not read here.")
    return whole


def _account(
    data: bytes,
    name: str,
    identity: str,
    language: str,
    written: Written,
    document: Document,
    told: Told,
) -> Account:
    text = written.text.encode()
    return Account(
        sha256=identity,
        name=name,
        size=len(data),
        characters=len(written.text),
        language=language,
        title=document.title,
        byline=document.byline,
        published=told.published or document.published,
        event_date=told.event_date,
        source=document.source,
        form=written.form,
        encoding=written.encoding,
        text_sha256=None if text == data else hashlib.sha256(text).hexdigest(),
    )
