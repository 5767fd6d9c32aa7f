"""Runs of words that name a place in the tables, the longest first; whether they do is not judged.

Conventions
-----------
A name is at most five words, the first and last with a capital, joined by spaces or hyphens. The
word for its kind ("Idlib province") is part of what is quoted. Where a writer uses no capitals, a
name of the hand-made table or of a large town counts behind a preposition.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from witnessmark.account.places.folding import folded
from witnessmark.account.places.gazetteer import FIRST, TOWN, Row
from witnessmark.account.places.known import abbreviated, countries_of_peoples, listed, named
from witnessmark.account.places.words import Word, word_list

_LONGEST = 5
_JOINTS = frozenset({" ", "-", "\u00a0", "\u2011", "\u2010", "  "})
#: The Arabic article as it is written.
ARABIC = frozenset(re.findall(r"\w+", "al el ez es as ash an ar ad at az ed er esh et ul"))
_ARAB_COUNTRIES = frozenset(
    re.findall(
        r"\w+",
        "AE BH DJ DZ EG EH ER IL IQ IR JO KM KW LB LY MA MR OM PS QA SA SD SO SS SY TD TN TR YE",
    )
)

#: Letters of a name of which no other form is tried, and endings that are written either way.
_SHORT = 4
_ENDS = (("iya", "iyah"), ("iyah", "iya"), ("iyya", "iyah"), ("iyyah", "iyah"), ("iye", "iyah"))

#: People from which on one word in small letters may be a town: behind "south of", and elsewhere.
_LEAST, _CITY = 5_000, 100_000

#: Prepositions behind which a name in small letters may stand.
_SURE = frozenset({"in", "near", "from", "outside", "around", "at"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the account: the words it runs over, what is quoted, and the places it may mean.

    ``hint`` is the kind that the words give: "area", "narrow" (a district), "town" or "".
    """

    first: int
    last: int
    span: tuple[int, int]
    rows: tuple[Row, ...]
    hint: str

    @property
    def known(self) -> bool:
        """Say whether the hand-made table has the name."""
        return any(row.known for row in self.rows)


def mentions_of(text: str, words: list[Word]) -> list[Mention]:
    """Return the names in order; none overlap."""
    small = _writes_small(words)
    found: list[Mention] = []
    at = 0
    while at < len(words):
        mention = _longest(text, words, at, small=small)
        if mention is not None:
            found.append(mention)
            at = mention.last
        at += 1
    return found


def joined(word: Word) -> bool:
    """Say whether nothing but a space or hyphen parts the word from the one before."""
    return word.gap in _JOINTS


def _longest(text: str, words: list[Word], at: int, *, small: bool) -> Mention | None:
    if state := _state(text, words, at):
        return state
    if not _may_begin(words, at, small=small):
        return None
    for last in range(min(at + _LONGEST, len(words)) - 1, at - 1, -1):
        run = words[at : last + 1]
        if not all(joined(word) for word in run[1:]):
            continue
        of = at > 0 and words[at - 1].text == "of"
        rows = _rows_of(text[run[0].start : run[-1].end], run, small=small, of=of)
        if rows and not _is_a_people(words, at, last):
            return _mention(text, words, at, last, rows)
    return None


def _state(text: str, words: list[Word], at: int) -> Mention | None:
    """Return the state or province of "WICHITA, Kan." and "Durham, N.C.", as agencies write it."""
    if not at or words[at].gap != ", " or not words[at - 1].capital:
        return None
    for last in (at + 1, at):
        if last < len(words) and not any(word.gap.strip(". ") for word in words[at + 1 : last + 1]):
            start, end = words[at].start, words[last].end
            dot = text[end : end + 1] == "."
            written = "".join(text[start : end + dot].split())
            name = abbreviated().get(written)
            end += dot if name else 0
            name = name or abbreviated().get(written.removesuffix("."))
            rows = tuple(row for row in named(name or "") if row.level == FIRST)
            if rows:
                return Mention(at, last, (start, end), rows, "")
    return None


def _rows_of(name: str, run: list[Word], *, small: bool, of: bool) -> tuple[Row, ...]:
    """Return the places that the words may name; in small letters only the surer ones."""
    if not run[-1].capital and not small:
        kinds = ("area", "narrow", "town", "facility")
        kind = len(run) > 1 and any(run[-1].text in word_list(one) for one in kinds)
        return listed(name) if kind else ()
    if not all(word.capital or small or word.text in word_list("particles") for word in run[1:]):
        return ()
    rows = _rows(name)
    if any(word.capital for word in run):
        return rows
    if len(run) > 1:
        return rows
    least = _LEAST if run[0].gap == " " and of else _CITY
    own = [row for row in rows if row.people >= least and folded(row.name) == folded(name)]
    return tuple(row for row in rows if row.known or row in own)


def _may_begin(words: list[Word], at: int, *, small: bool) -> bool:
    word = words[at]
    if word.capital:
        return True
    after = words[at + 1] if at + 1 < len(words) else None
    if after is not None and word.text in ARABIC and after.capital and joined(after):
        return after.gap == "-" or word.text in {"al", "el"}
    if not small or len(word.text) < 3 or word.text in word_list("stop"):
        return False
    before = words[at - 1].text if at and joined(word) else ""
    placed = before in _SURE or (
        before == "of" and at > 1 and words[at - 2].text in word_list("of_nouns")
    )
    front = word_list("town") | word_list("area") | word_list("narrow")
    two = at + 2 < len(words) and all(joined(one) for one in words[at + 1 : at + 3])
    return placed or (two and words[at + 2].text in front)


def _writes_small(words: list[Word]) -> bool:
    """Say whether the writer begins sentences in small letters, most of the time."""
    starts = [word.capital for word in words if word.starts]
    return 2 * sum(starts) < len(starts)


@lru_cache(maxsize=20_000)
def _rows(name: str) -> tuple[Row, ...]:
    """Return the places of the name, an Arabic article being the same in all its forms."""
    rows = named(name)
    if len(name) < _SHORT or any(row.known or row.level < TOWN for row in rows):
        return rows
    if rows and all(row.country not in _ARAB_COUNTRIES for row in rows):
        return rows
    first, _, rest = folded(name).partition(" ")
    bare = rest if first in ARABIC and len(rest) > 3 else folded(name)
    bares = [bare, *(bare[: -len(end)] + other for end, other in _ENDS if bare.endswith(end))]
    forms = [
        *bares,
        *(
            f"{article} {bare}"
            for bare in bares
            for article in ("al", "ar", "as", "ash", "ad", "an", "at", "az", "el")
        ),
    ]
    others = [row for form in forms for row in named(form) if row.country in _ARAB_COUNTRIES]
    if rows:
        others = [row for row in others if row.people >= _LEAST]
    elif not others and "-" in name:
        others = list(named(name.replace("-", "")))
    return tuple({row.identity: row for row in (*rows, *others)}.values())


def _is_a_people(words: list[Word], first: int, last: int) -> bool:
    """Say whether the one word is a people's or language's name and no kind of area follows."""
    if first != last or words[first].text.capitalize() not in countries_of_peoples():
        return False
    after = words[last + 1].lower if last + 1 < len(words) and joined(words[last + 1]) else ""
    return after not in word_list("area") | word_list("narrow")


def _mention(text: str, words: list[Word], first: int, last: int, rows: tuple[Row, ...]) -> Mention:
    if first and joined(words[first]) and words[first - 1].lower in word_list("modifiers"):
        part = tuple(
            row for row in named(text[words[first - 1].start : words[last].end]) if row.known
        )
        if part:
            first, rows = first - 1, part
    start, end = words[first].start, words[last].end
    after = words[last + 1] if last + 1 < len(words) and joined(words[last + 1]) else None
    hint = _kind_within(words, first, last)
    if not hint and after is not None and not words[last].text.endswith("'s"):
        hint = next(
            (kind for kind in ("area", "narrow", "town") if after.lower in word_list(kind)), ""
        )
        if hint in {"area", "narrow"} and after.gap == " ":
            end = after.end
    return Mention(first, last, (start, end), rows, hint or _kind_before(words, first))


def _kind_within(words: list[Word], first: int, last: int) -> str:
    """Return the kind that ends a name of the table: "Gao region" is no town."""
    if first == last:
        return ""
    noun = words[last].lower
    return next((kind for kind in ("area", "narrow") if noun in word_list(kind)), "")


def _kind_before(words: list[Word], first: int) -> str:
    """Return the kind of "the village of X" and "Idlib's town of X"."""
    if first < 2 or words[first - 1].lower != "of" or not joined(words[first]):
        return ""
    noun = words[first - 2].lower
    return next((kind for kind in ("area", "narrow", "town") if noun in word_list(kind)), "")
