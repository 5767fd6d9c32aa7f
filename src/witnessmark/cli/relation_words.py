"""What a set of Allen's relations leaves possible, in words.

Conventions
-----------
The words say what every relation of the set has in common and never more (Allen 1983). A set with
words of its own is one of the cue table of the notes on reading; others are told by what their
starts have in common, and failing that one by one.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from witnessmark.model import Allen

VIDEO = "VIDEO"

_VIDEO_SETS: MappingProxyType[frozenset[str], str] = MappingProxyType(
    {
        frozenset({"e", "di"}): "goes on for all of the video",
        frozenset({"e"}): "goes on for all of the video",
        frozenset({"s"}): "opens the video",
        frozenset({"f"}): "goes on to the end of the video",
        frozenset({"d", "f"}): "starts within the video, and may go on to its end",
        frozenset({"s", "d"}): "is over before the video ends",
        frozenset({"d", "s", "f"}): "falls within the video",
        frozenset({"d"}): "falls within the video, at neither end",
    }
)

_SETS: MappingProxyType[frozenset[str], str] = MappingProxyType(
    {
        frozenset({"b"}): "is over before {} starts",
        frozenset({"b", "m"}): "is over by the time {} starts",
        frozenset({"m"}): "ends as {} starts",
        frozenset({"m", "o"}): "goes on until {} starts, or into it",
        frozenset({"bi"}): "starts after {} is over",
        frozenset({"bi", "mi"}): "starts once {} is over",
        frozenset({"mi"}): "starts as {} ends",
        frozenset({"oi", "di", "si", "mi"}): "starts by the end of {} and outlasts it",
        frozenset({"e"}): "is at exactly the time of {}",
    }
)

#: What the relations of a set may have in common, the most telling first.
_COMMON: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"s", "si", "e"}), "starts together with {}"),
    (frozenset({"f", "fi", "e"}), "ends together with {}"),
    (frozenset({"d", "s", "f", "e"}), "falls in the time of {}"),
    (frozenset({"di", "si", "fi", "e"}), "goes on for all of {}"),
    (frozenset({"b", "m", "o", "fi", "di"}), "starts before {}"),
    (frozenset({"bi", "mi", "oi", "f", "d"}), "starts after {}"),
    (frozenset({"o", "oi", "s", "si", "d", "di", "f", "fi", "e"}), "shares some time with {}"),
)

_SINGLE: MappingProxyType[str, str] = MappingProxyType(
    {
        "b": "before",
        "bi": "after",
        "m": "right before",
        "mi": "right after",
        "o": "overlapping the start of",
        "oi": "overlapping the end of",
        "s": "at the start of",
        "si": "starting with",
        "d": "during",
        "di": "all around",
        "f": "at the end of",
        "fi": "ending with",
        "e": "at the time of",
    }
)


def relation_words(allen: Iterable[Allen], second: str) -> str:
    """Return what *allen* says of a claim against *second*, which is named, or the whole video.

    >>> relation_words(("b", "m", "o"), "c14")
    'starts before c14'
    """
    told = frozenset(allen)
    if second == VIDEO and told in _VIDEO_SETS:
        return _VIDEO_SETS[told]
    name = "the video" if second == VIDEO else second
    if told in _SETS:
        return _SETS[told].format(name)
    if len(told) == len(_SINGLE):
        return f"may lie anyhow to {name}"
    for common, words in _COMMON:
        if told <= common:
            return words.format(name)
    ways = [_SINGLE[code] for code in _SINGLE if code in told]
    return f"lies {' or '.join(ways)} {name}"
