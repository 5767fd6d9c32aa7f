"""Verbs of report: who is named as the source of what, and who merely speaks in the footage.

Conventions
-----------
The writer and the footage are no sources. Whoever speaks in the footage is heard, not cited: "a
soldier says something in Russian". See ``data/report_verbs.yaml``.
"""

from __future__ import annotations

from spacy.tokens import Token

from witnessmark.account import words
from witnessmark.account.lexicon import is_a, report_verbs

_WRITER = frozenset({"i", "we", "it", "you", "one", "nobody", "none", "nothing"})
DENYING = frozenset({"deny", "reject", "dispute", "dismiss"})
#: "Is said to", "are believed to": somebody says so, and nobody is named.
_SAID_TO = frozenset(
    {"say", "report", "believe", "think", "allege", "claim", "rumour", "rumor", "understand"}
)


#: Verbs of speech that is heard, or of finding: people in the footage do these, and are no sources.
_SPOKEN = frozenset(
    {"say", "tell", "shout", "cry", "call", "explain", "repeat", "swear", "joke", "warn", "write"}
    | {"read", "find", "see", "describe", "count", "give", "put", "report", "signal", "sigh"}
    | {"laugh", "whisper", "murmur", "present", "own", "point_out", "hear", "identify", "check"}
    | {"recognise", "recognize", "detail", "call_out", "judge", "promise", "add", "note", "post"}
)
#: Verbs that report whatever stands behind them, even where the parser loses it.
_ASSERTING = frozenset(
    {"say", "state", "allege", "insist", "maintain", "assert", "contend", "reckon", "believe"}
    | {"assume", "doubt", "affirm", "aver"}
)

#: Verbs that say what somebody has in mind: only a clause behind them is reported.
_OF_MIND = frozenset({"think", "believe", "suspect", "consider", "fear", "find", "conclude", "see"})


def reported_by(verb: Token) -> str | None:
    """Return how far *verb* lowers certainty where it names a source, None where it does not."""
    if verb.pos_ not in {"VERB", "AUX"} or verb.dep_ == "amod":
        return None
    if is_said_to(verb) or has_clause(verb):
        named = words.is_passive(verb) or speaker(verb) is not None
        return level(verb, report_verbs().clause) if named else None
    if any(form in nouns_told(verb) for form in words.forms(verb)) and speaker(verb) is not None:
        return level(verb, report_verbs().noun)
    return None


def has_clause(verb: Token) -> bool:
    """Say whether *verb* is one of report that has what was said as a clause, or is a remark."""
    if not any(form in report_verbs().clause for form in words.forms(verb)):
        return False
    if verb.dep_ == "parataxis" or any(
        child.dep_ in {"ccomp", "parataxis"} for child in verb.children
    ):
        return True
    if any(child.dep_ == "xcomp" and child.tag_ == "VBG" for child in verb.children):
        return words.lemma(verb) in DENYING | {"describe", "admit", "report", "recall", "recount"}
    if words.lemma(verb) in _ASSERTING and not words.objects(verb) and speaker(verb) is not None:
        return True
    if (
        words.lemma(verb) in _OF_MIND
        or speaker(verb) is None
        or verb.dep_ not in {"ROOT", "conj", "advcl", "ccomp", "acl"}
    ):
        return False
    # The parser often loses what was said: a colon, "that", or the end of the sentence shows it.
    after = [token for token in verb.doc[verb.i + 1 : verb.i + 9] if not token.is_space]
    quoted = '"' in verb.doc.text
    ends = not after or all(token.is_punct for token in after)
    opened = any(token.text == ":" for token in after[:2]) or any(
        token.lower_ == "that" for token in after
    )
    inverted = any(child.dep_ == "nsubj" and child.i > verb.i for child in verb.children)
    return quoted or ends or opened or inverted


def level(verb: Token, levels: dict[str, str]) -> str:
    """Return how far *verb* lowers certainty by the table *levels*."""
    return next((levels[form] for form in words.forms(verb) if form in levels), "probable")


def is_said_to(verb: Token) -> bool:
    """Find "are said to have fled": a passive of report with an infinitive."""
    return (
        words.lemma(verb) in _SAID_TO
        and words.is_passive(verb)
        and any(child.dep_ == "xcomp" for child in verb.children)
    )


def nouns_told(verb: Token) -> dict[str, str]:
    """Return the verbs of which an object alone tells what is reported, where *verb* has one."""
    done_to = [child for child in verb.children if child.dep_ in {"dobj", "obj"}]
    if words.lemma(verb) == "put" and not any(c.lower_ == "at" for c in verb.children):
        return {}  # "put the toll at nine", not "put a round into it"
    if words.lemma(verb) == "claim" and any(words.lemma(n) in {"life", "victim"} for n in done_to):
        return {}  # "the burst claims two lives"
    told = (
        done_to
        or any(child.dep_ == "prep" and child.lower_ == "of" for child in verb.children)
        or any("_" in form and form in report_verbs().noun for form in words.forms(verb))
    )
    return report_verbs().noun if told else {}


def speaker(verb: Token) -> Token | None:
    """Return who is named as the source, None for the writer, the footage and those in it."""
    if _is_sum(verb):
        return None
    for noun in words.subjects(verb):
        if noun.lower_ in _WRITER or is_a(words.names(noun), "media"):
            return None
        named = noun.pos_ in {"PROPN", "PRON"} or _is_source(noun)
        if not named and verb.tag_ in {"VBZ", "VBP", "VBG"} and words.lemma(verb) in _SPOKEN:
            return None
        return noun
    return None


def _is_sum(verb: Token) -> bool:
    """Say whether *verb* is that of "all told", which sums up and reports nothing."""
    return verb.lower_ == "told" and verb.i > 0 and verb.nbor(-1).lower_ == "all"


def _is_source(noun: Token) -> bool:
    return bool((words.names(noun) | {words.lemma(noun)}) & report_verbs().sources)
