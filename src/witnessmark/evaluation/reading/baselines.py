"""What plain methods reach on the same accounts in the same run, to be better than.

Conventions
-----------
Each baseline answers the questions of the figures that it stands beside, under the same names. A
baseline that cannot be run is the sentence that says why. Dates without a year are taken from the
day of publication, never from today, so that a run can be repeated.
"""

from __future__ import annotations

import datetime
import importlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from witnessmark.evaluation.figures import Figures
from witnessmark.evaluation.reading.answers import Answer, figures_of
from witnessmark.evaluation.reading.dating import is_day
from witnessmark.evaluation.reading.hedging import marked_cues, meets, sentence_answers
from witnessmark.evaluation.reading.marked import MarkedAccount, MarkedPlace
from witnessmark.evaluation.reading.placing import is_near
from witnessmark.evaluation.reading.result import Result

#: Thirty words that hedge more often than not, the commonest first-idea list.
HEDGE_WORDS = (
    *("may", "might", "could", "possibly", "likely", "probably", "presumably", "apparently"),
    *("perhaps", "appear", "appears", "appeared", "seem", "seems", "seemed", "suggest"),
    *("suggests", "indicate", "indicates", "alleged", "allegedly", "reportedly", "purported"),
    *("purportedly", "suspected", "claimed", "believed", "unclear", "unknown", "unverified"),
)

#: A name to the coordinates, in degrees, of the most populous place so called; None for none.
Largest = Callable[[str], tuple[float, float] | None]

_LISTED = re.compile(r"\b(?:" + "|".join(HEDGE_WORDS) + r")\b", re.IGNORECASE)

#: The day from which dates are taken where an account does not say when it was published.
_SOME_DAY = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC).replace(tzinfo=None)


def run(results: Sequence[Result], largest: Largest) -> Mapping[str, Figures | str]:
    """Return each baseline's figures by its name."""
    accounts = [one.marked for one in results]
    return {
        "list of thirty hedge words": word_list(results),
        "most populous place of the name": largest_place(accounts, largest),
        "dateparser search": dateparser_search(accounts),
    }


def word_list(results: Sequence[Result]) -> Figures:
    """Return how well :data:`HEDGE_WORDS` find hedges, cue by cue and sentence by sentence."""
    return figures_of(answer for one in results for answer in _listed(one))


def _listed(result: Result) -> Iterator[Answer]:
    marked = result.marked
    found = [match.span() for match in _LISTED.finditer(marked.text)]
    cues = marked_cues(marked)
    for cue in cues:
        if cue.is_hedge:
            right = any(meets(cue.span, span) for span in found)
            yield Answer(figure="hedge_recall", account=marked.name, score=float(right))
    for span in found:
        right = any(meets(cue.span, span) for cue in cues)
        yield Answer(figure="hedge_precision", account=marked.name, score=float(right))
    if result.reading is not None:
        sentences = [sentence.span for sentence in result.reading.sentences]
        yield from sentence_answers(marked, sentences, found)


def largest_place(accounts: Sequence[MarkedAccount], largest: Largest) -> Figures:
    """Return how often the most populous place of a marked name is the one meant.

    The name is handed over, so that this baseline need not find it.
    """
    return figures_of(
        answer
        for account in accounts
        for place in account.places
        if place.latitude is not None
        for answer in _largest(account, place, largest(place.name))
    )


def _largest(
    account: MarkedAccount, place: MarkedPlace, point: tuple[float, float] | None
) -> Iterator[Answer]:
    right = point is not None and is_near(place, *point)
    name = account.name
    yield Answer(figure="place_placed", account=name, score=float(point is not None))
    yield Answer(figure="place_right_of_all", account=name, score=float(right))
    if point is not None:
        yield Answer(figure="place_right", account=name, score=float(right))


def dateparser_search(accounts: Sequence[MarkedAccount]) -> Figures | str:
    """Return how often a general parser has the event's day among its hits, and its junk.

    Junk are hits without a figure in their words that are not the event's day: "may", "sat", "now".
    A sentence says so where the parser is not installed.
    """
    try:
        search = importlib.import_module("dateparser.search").search_dates
    except ImportError:
        return "not run: pip install 'witnessmark[evaluation]'"
    answers: list[Answer] = []
    for account in accounts:
        base = _SOME_DAY
        if is_day(account.published):
            base = datetime.datetime.fromisoformat(str(account.published))
        settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
        hits = search(account.text, languages=["en"], settings=settings) or []
        answers += _hits(account, [(words, day.date().isoformat()) for words, day in hits])
    return figures_of(answers)


def _hits(account: MarkedAccount, hits: Sequence[tuple[str, str]]) -> Iterator[Answer]:
    day = account.event_date.edtf
    if is_day(day):
        right = any(found == day for _, found in hits)
        yield Answer(figure="event_day", account=account.name, score=float(right))
    yield Answer(figure="dateparser_junk", account=account.name, score=1.0)
    for words, found in hits:
        if found != day and not any(letter.isdigit() for letter in words):
            yield Answer(figure="dateparser_junk", account=account.name, score=0.0)
