"""Regions of the hand-made table written with one wrong letter, where the account supports it.

Conventions
-----------
Nothing else is matched but exactly: a town one letter off is most often another town. The name
must be as long as SHORTEST, no place of its own, and its country named elsewhere in the account.
"""

from __future__ import annotations

from witnessmark.account.places.folding import folded
from witnessmark.account.places.gazetteer import Row
from witnessmark.account.places.known import countries_of_peoples, named, region_spellings
from witnessmark.account.places.words import Word

#: Letters that a misspelt name has at least.
SHORTEST = 8


def misspelt(
    words: list[Word], taken: set[int], countries: frozenset[str]
) -> list[tuple[int, Row]]:
    """Return the numbers of misspelt words, those in *taken* left out, with what each means."""
    found: list[tuple[int, Row]] = []
    for number, word in enumerate(words):
        key = folded(word.text)
        a_people = word.text in countries_of_peoples()
        short = len(key) < SHORTEST or not word.capital
        if number in taken or short or a_people or named(word.text):
            continue
        rows = {
            row.identity: row
            for spelling, row in region_spellings()
            if row.country in countries
            and len(spelling) >= SHORTEST
            and one_letter_apart(key, spelling)
        }
        if len(rows) == 1:
            found.append((number, next(iter(rows.values()))))
    return found


def one_letter_apart(first: str, second: str) -> bool:
    """Say whether the words differ by one letter put in, left out or replaced.

    >>> one_letter_apart("ingusheta", "ingushetia"), one_letter_apart("dagestan", "dagestan")
    (True, False)
    """
    if abs(len(first) - len(second)) > 1 or first == second:
        return False
    short, long = sorted((first, second), key=len)
    same = next(
        (i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short)
    )
    offset = 1 if len(short) == len(long) else 0
    return short[same + offset :] == long[same + 1 :]
