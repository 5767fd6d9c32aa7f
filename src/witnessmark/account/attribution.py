"""Who vouches for a clause: the writer, a named source, or the footage that is said to show it.

Conventions
-----------
A source is a verbatim slice of the account. The footage itself is no source: what "the video
shows" is the writer's observation. The writer's own "I think" is a hedge, not an attribution.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Token

from witnessmark.account import words
from witnessmark.account.actors import name_of
from witnessmark.account.acts import perception
from witnessmark.account.clauses import Clause, is_frame
from witnessmark.account.grammar import ParsedSentence
from witnessmark.account.lexicon import cues, is_a

_ACCORDING = re.compile(r"\b(?P<cue>according to) (?P<source>[^,.;]+)", re.I)
_QUOTED = re.compile(
    r"(?:^|SOUNDBITE\s*(?:\([^)]*\))?\s*)(?P<name>[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,4})"
    r"(?:, [^:\"]{0,80})?:\s*\""
)
_BELOW = frozenset({"ccomp", "xcomp", "dep", "parataxis"})
_BESIDE = frozenset({"conj", "advcl", "relcl", "acl", "pcomp", "prep"})


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose words a clause reports, by which verb, whether denied, and by which sense perceived."""

    source: str | None = None
    cue: tuple[Token, Token] | None = None
    denied: bool = False
    perceived: str | None = None


def voices(parsed: ParsedSentence, pieces: tuple[Clause, ...]) -> list[Voice]:
    """Return for each clause in which voice it is told."""
    general = _ACCORDING.search(parsed.text)
    quoted = _quoted_by(parsed)
    made = []
    for number, piece in enumerate(pieces):
        verb = _reporting(pieces, number)
        source = None if verb is None else _speaker(parsed, verb)
        cue = None if verb is None or source is None else (verb, verb)
        if source is None and quoted is not None and piece.head.idx > quoted[1]:
            source = quoted[0]
        elif source is None and general is not None:
            source = parsed.sentence.text[slice(*general.span("source"))].strip()
            cue = _cue_at(parsed, general.span("cue"))
        denied = source is not None and verb is not None and words.lemma(verb) == "deny"
        made.append(Voice(source, cue, denied, _perceived(pieces, number) or perception(piece)))
    return made


def _quoted_by(parsed: ParsedSentence) -> tuple[str, int] | None:
    """Return who is quoted after a colon, and where the quotation starts: ``Ahmed: "They …"``."""
    match = _QUOTED.search(parsed.text)
    if match is None:
        return None
    name = parsed.sentence.text[slice(*match.span("name"))].strip()
    return name, match.end()


def _cue_at(parsed: ParsedSentence, span: tuple[int, int]) -> tuple[Token, Token] | None:
    inside = [token for token in parsed.doc if span[0] <= token.idx < span[1]]
    return (inside[0], inside[-1]) if inside else None


def _reporting(pieces: tuple[Clause, ...], number: int) -> Token | None:
    """Return the report verb above the clause, through clauses that only present or accompany."""
    here = number
    while (above := pieces[here].parent) is not None:
        verb = pieces[above].head
        complement = pieces[here].head.dep_ in _BELOW
        if complement and words.lemma(verb) in cues()["report_verbs"]:
            return verb
        if complement and not is_frame(pieces[above]):
            return None
        if not complement and pieces[here].head.dep_ not in _BESIDE:
            return None
        here = above
    return None


def _perceived(pieces: tuple[Clause, ...], number: int) -> str | None:
    """Return the sense of a clause that presents this one: "you can hear soldiers firing"."""
    above = pieces[number].parent
    if above is None or pieces[number].head.dep_ not in {"ccomp", "xcomp"}:
        return None
    return perception(pieces[above])


def _speaker(parsed: ParsedSentence, verb: Token) -> str | None:
    for noun in words.subjects(verb):
        if noun.lower_ in {"i", "we", "it", "you", "one"} or is_a(words.names(noun), "media"):
            return None
        return name_of(parsed, noun) if noun.pos_ != "PRON" else noun.text
    return None
