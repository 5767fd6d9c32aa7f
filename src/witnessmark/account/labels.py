"""Lines that say nothing of what happened: slates, datelines, bylines, headings, asides.

Conventions
-----------
A line with an act in it is never one of these. They are recognised by their form alone: "LENGTH:
1:15", "SHOTLIST", "Guliston, 19 May.", "By N. Ferro | Harbour Desk | 2 May 2020", "we know".
"""

from __future__ import annotations

import re

from witnessmark.account import words
from witnessmark.account.clauses import Clause
from witnessmark.account.grammar import ParsedSentence

_HEADING = re.compile(
    r"^\W*(?:length|duration|restrictions?|access|embargo|sources?|credits?|shot ?list|storyline"
    r"|script|verdict|rating|conclusion|claim|the claim|photos?|copyright|language|sound|natsound"
    r"|slug|date(?:line)?|location|format|archive|ref(?:erence)?|case|annex|exhibit|tags?|keywords"
    r"|editor'?s note|update[ds]?|note|background|transcript|summary|context|video|shows|item|story"
    r"|tx|dur|edit(?:ed)?|caption|title|category|filed under|more|see also|related|via|h/t|ps|p\.s)"
    r"(?: no)?\b[^\w]*(?::|\.|-|$)",
    re.I,
)
_DATED = re.compile(
    r"\b(?:(?:19|20)\d\d\b(?!:)|\d\d?[./]\d\d?(?:[./]\d{2,4})?"
    r"|\d\d?(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul"
    r"|aug|sep|oct|nov|dec)\w*|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.? \d)",
    re.I,
)
_BYLINE = re.compile(r"^\W*(?:by|words|text|photo|video|reporting|posted by|from) ?:? [A-Z]|[|•]")
#: Asides to the reader, which claim nothing.
_ASIDE = re.compile(
    r"^\W*(?:(?:as far as|so far as|that) )?(?:we|you|i|god)(?: (?:also|all|can|do|don't|only))?"
    r" (?:know|knows|think|mean|guess|see|say|ask me|suppose|believe|hope|hear|can see|consider)"
    r"(?: best)?\W*$|^\W*(?:mark my words|for what it'?s worth|let me explain|hear me out|so let"
    r"|yeah,? right|no comment|enough said|make of it what you will|judge for yourselves?)\W*$",
    re.I,
)


def is_label(parsed: ParsedSentence) -> bool:
    """Say whether a sentence in which no act was recognised is a slate, dateline or heading."""
    tokens = [token for token in parsed.doc if not (token.is_punct or token.is_space)]
    if not tokens:
        return True
    tells = any(
        token.pos_ in {"VERB", "AUX"} and any(c.dep_ in words.SUBJECTS for c in token.children)
        for token in tokens
    )
    if tells or len(tokens) > 14:
        return False
    text = parsed.sentence.text.strip()
    heading = _HEADING.match(text) is not None and len(tokens) <= 8
    shouted = len(tokens) <= 3 and text.isupper() and ":" not in text
    dated = _DATED.search(text) is not None and (
        not any(token.pos_ == "VERB" for token in tokens) or text.count(",") > 1
    )
    return heading or shouted or dated or _BYLINE.search(text) is not None


def is_aside(clause: Clause) -> bool:
    """Say whether a clause is addressed to the reader and claims nothing: "mark my words"."""
    return _ASIDE.match(" ".join(token.text for token in clause.tokens)) is not None
