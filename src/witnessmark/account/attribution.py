"""Who vouches for a clause: the writer, a named source, or the footage that is said to show it.

Conventions
-----------
A source is a verbatim slice of the account. The footage itself is no source: what "the video
shows" is the writer's observation. The writer's own "I think" is a hedge, not an attribution.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from spacy.tokens import Token

from witnessmark.account import sources, words
from witnessmark.account.acts import perception
from witnessmark.account.clauses import Clause, is_frame
from witnessmark.account.footage_names import MEDIUM
from witnessmark.account.grammar import ParsedSentence
from witnessmark.account.lexicon import report_verbs
from witnessmark.account.mentions import name_of
from witnessmark.model import Role

_ACCORDING = re.compile(
    r"\b(?P<cue>according to|in the words of|by words of"
    r"|as (?:told|related|reported|stated|noted) by|in the (?:account|telling|version) of"
    r"|as per|per) (?P<source>[^,.;:()]+)",
    re.I,
)
#: The footage as a source: "according to the recording" is what the writer sees and hears in it.
_FOOTAGE = re.compile(
    rf"{MEDIUM}(?: (?:itself|below|above|here|attached|in question|under review))?\s*", re.I
)
_QUOTED = re.compile(
    r"(?:^|SOUNDBITE\s*(?:\([^)]*\))?\s*)(?P<name>[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,4})"
    r"(?:, [^:\"]{0,80})?:\s*\""
)
_BELOW = frozenset({"ccomp", "xcomp", "dep", "parataxis"})
_BESIDE = frozenset({"conj", "advcl", "relcl", "acl", "pcomp", "prep"})


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose words a clause reports, by which verb, whether denied, and by which sense perceived.

    ``reported`` is true where somebody is said to have said it, ``source`` None where nobody is
    named; ``level`` is how far the verb lowers certainty.
    """

    source: str | None = None
    cue: tuple[Token, Token] | None = None
    denied: bool = False
    perceived: str | None = None
    reported: bool = False
    level: str = "probable"


def voices(parsed: ParsedSentence, pieces: tuple[Clause, ...]) -> list[Voice]:
    """Return for each clause in which voice it is told."""
    general = _said_by(parsed.text)
    quoted = _quoted_by(parsed)
    made = []
    for number, piece in enumerate(pieces):
        perceived = _perceived(pieces, number) or perception(piece)
        report = _report(parsed, pieces, number)
        if report is None and quoted is not None and piece.head.idx > quoted[1]:
            report = Voice(source=quoted[0], reported=True)
        elif report is None and _is_quoted(parsed, piece):
            report = Voice(source=parsed.sentence.speaker, reported=True)
        elif report is None and general is not None:
            source = parsed.sentence.text[slice(*general.span("source"))].strip()
            cue = _cue_at(parsed, general.span("cue"))
            report = Voice(source=source, cue=cue, reported=True)
        made.append(replace(report or Voice(), perceived=perceived))
    return made


def said_by_footage(text: str) -> list[tuple[int, int]]:
    """Return where *text* says that something is so according to the footage itself."""
    found = _ACCORDING.finditer(text)
    return [one.span() for one in found if _FOOTAGE.fullmatch(one["source"]) is not None]


def _said_by(text: str) -> re.Match[str] | None:
    """Return the first "according to somebody" of *text* whose source is not the footage."""
    found = _ACCORDING.finditer(text)
    return next((one for one in found if _FOOTAGE.fullmatch(one["source"]) is None), None)


def _is_quoted(parsed: ParsedSentence, piece: Clause) -> bool:
    """Say whether the clause stands in the words of somebody whom the account names."""
    if parsed.sentence.speaker is None:
        return False
    inside = parsed.text[: piece.head.idx].count('"') % 2 == 1
    return inside or parsed.sentence.role is Role.QUOTATION


def _report(parsed: ParsedSentence, pieces: tuple[Clause, ...], number: int) -> Voice | None:
    """Return the voice that a verb of report above the clause, or its own, gives it."""
    verb = _reporting(pieces, number)
    if verb is not None:
        level = sources.level(verb, report_verbs().clause)
        if words.is_passive(verb):
            # "It was reported that", "is said to have": nobody is named.
            return Voice(None, (verb, verb), reported=True, level=level)
        source = _speaker(parsed, verb)
        if source is not None:
            denied = words.lemma(verb) in sources.DENYING
            return Voice(source, (verb, verb), denied, reported=True, level=level)
    own = pieces[number].head
    if sources.is_said_to(own):
        return Voice(
            None, (own, own), reported=True, level=sources.level(own, report_verbs().clause)
        )
    if any(form in sources.nouns_told(own) for form in words.forms(own)):
        source = _speaker(parsed, own)
        if source is not None:
            level = sources.level(own, report_verbs().noun)
            denied = words.lemma(own) in sources.DENYING
            return Voice(source, (own, own), denied, reported=True, level=level)
    return None


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
        if complement and any(form in report_verbs().clause for form in words.forms(verb)):
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
    noun = sources.speaker(verb)
    if noun is None:
        return None
    return noun.text if noun.pos_ == "PRON" else name_of(parsed, noun)
