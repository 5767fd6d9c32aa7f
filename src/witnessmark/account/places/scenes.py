"""An account as names are judged in it: its words, its names, and what these support.

Conventions
-----------
Nothing here is judged: a country is supported by a well-known name in it or by its people's name.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from witnessmark.account.places.gazetteer import COUNTRY
from witnessmark.account.places.known import countries_of_peoples
from witnessmark.account.places.mentions import Mention, joined
from witnessmark.account.places.words import Word, word_list


@dataclass(frozen=True, slots=True)
class Scene:
    """An account as names are judged in it: its words, its names, and what supports a country.

    ``small`` are the words written in small letters, ``by_sentence`` the words of each sentence
    as the lists have them; ``named`` are the codes of countries that places of the account lie in
    beyond doubt, ``peoples`` those whose people it names, ``persons`` the surnames it gives people.
    """

    text: str
    words: list[Word]
    mentions: list[Mention]
    named: frozenset[str]
    peoples: frozenset[str]
    persons: frozenset[str]
    small: frozenset[str]
    by_sentence: dict[int, frozenset[str]]

    @property
    def countries(self) -> frozenset[str]:
        """Return all countries that the account supports."""
        return self.named | self.peoples


def scene(text: str, words: list[Word], mentions: list[Mention]) -> Scene:
    """Return the account with the countries and persons that its words give."""
    owners = countries_of_peoples()
    named = frozenset(
        code
        for one in mentions
        if words[one.first].lower not in word_list("stop") | word_list("given")
        or one.last > one.first
        if (code := _sure_country(one)) is not None
    )
    peoples = frozenset(
        owners[name]
        for word in words
        for name in (word.text, word.text.removesuffix("s"), word.text.capitalize())
        if name in owners
    )
    small = frozenset(word.text for word in words if not word.capital)
    sentences: dict[int, set[str]] = {}
    for word in words:
        sentences.setdefault(word.sentence, set()).add(word.lower)
    by_sentence = {number: frozenset(lowered) for number, lowered in sentences.items()}
    return Scene(text, words, mentions, named, peoples, _persons(words), small, by_sentence)


def _sure_country(mention: Mention) -> str | None:
    """Return the one country of a well-known name, None where there are several or it is not."""
    sure = {row.country for row in mention.rows if row.known or row.level == COUNTRY}
    return next(iter(sure)) if len(sure) == 1 else None


def _persons(words: list[Word]) -> frozenset[str]:
    """Return the names that stand behind a title or a given name, in small letters."""
    found = set()
    for before, word in pairwise(words):
        if not (word.capital and joined(word)) or word.gap == "-":
            continue
        titled = before.lower in word_list("titles") and not before.loud
        titled = titled or (before.lower == "by" and before.starts)
        given = before.capital and not before.loud and before.lower in word_list("given")
        if titled or given:
            found.add(word.lower)
    return frozenset(found)
