"""Whether title, byline and day of publication are read; a missing one is a fact to be read too."""

from __future__ import annotations

from collections.abc import Iterator

from witnessmark.evaluation.reading.answers import Answer
from witnessmark.evaluation.reading.names import same_name
from witnessmark.evaluation.reading.result import Result


def head_answers(result: Result) -> Iterator[Answer]:
    """Yield every answer about the head of one account."""
    account = None if result.reading is None else result.reading.account
    title = None if account is None else account.title
    byline = None if account is None else account.byline
    published = None if account is None else account.published
    marked = result.marked
    for figure, wanted, read, right in (
        ("title", marked.title, title, _plain(marked.title) == _plain(title)),
        ("byline", marked.byline, byline, same_name(marked.byline, byline)),
        ("published", marked.published, published, marked.published == published),
    ):
        yield Answer(
            figure=figure,
            account=marked.name,
            score=float(right and account is not None),
            wanted=str(wanted),
            read=str(read),
        )


def _plain(words: str | None) -> str | None:
    return None if words is None else " ".join(words.split())
