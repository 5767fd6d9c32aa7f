"""Verbs of report that stand beside what they report, where the grammar does not tie the two.

Conventions
-----------
"Two men fell, the caretaker says", "thinks the ferryman", '"...", crows the bulletin': a short
remark between marks of punctuation, of a verb with whoever speaks and little else. Behind a
quotation any verb will do; elsewhere it must be one of report. The writer is no source, and nor is
somebody unnamed who is heard in the footage (:func:`witnessmark.account.sources.speaker`).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from witnessmark.account import words
from witnessmark.account.grammar import ParsedSentence
from witnessmark.account.lexicon import is_a, report_verbs
from witnessmark.account.sources import speaker

#: What a remark is set off by.
_MARKS = frozenset({",", ";", ":", "-", "--", "–", "—", '"', "(", ")", ".", "!", "?"})
#: The most words of whoever speaks, before the verb or behind it.
_LONGEST = 8
#: What a remark may stand behind.
_BEFORE = frozenset({",", ";", "-", "--", "–", "—", '"'})
#: What opens no speaker: a remark that begins so is a clause of what is told.
_OPENERS = frozenset({"CCONJ", "SCONJ", "ADP", "ADV", "AUX", "PART", "INTJ", "VERB"})
_LISTENERS = frozenset({"us", "me", "it", "him", "her", "them", "reporters", "journalists"})
#: Pronouns that name no source.
_NOBODY = frozenset(
    {"which", "who", "that", "what", "whom", "somebody", "someone", "anybody", "anyone", "nobody"}
    | {"this", "everybody", "everyone"}
)
_FORCES = ("state_force", "nonstate_force")
#: Verbs that report a find only behind whoever found it: "found a shell" is what somebody did.
_FINDING = frozenset(
    {"find", "judge", "see", "rule", "conclude", "confirm", "put", "post", "swear"}
)
#: Verbs that follow a quotation and report nothing.
_SILENT = frozenset(
    {"be", "have", "do", "go", "come", "run", "fire", "shoot", "fall", "die", "hit"}
)
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def remarks(parsed: ParsedSentence) -> Iterator[Token]:
    """Yield the verb of each remark of the sentence that says whose words stand beside it."""
    doc = parsed.doc
    for verb in doc:
        if verb.tag_ not in _FINITE or verb.pos_ != "VERB":
            continue
        start, end = _run(verb)
        if start == 0 or doc[start - 1].text not in _BEFORE or not _is_mark(doc[start - 1]):
            continue
        if _opens_quotation(verb, end):
            continue
        before, after = list(doc[start : verb.i]), list(doc[verb.i + 1 : end])
        if not _is_all(before, after):
            continue
        quoted = _is_behind_quotation(verb, start)
        speaking = _speaker(verb, before or after, quoted=quoted)
        if speaking is None:
            continue
        if _is_reporting(verb, inverted=not before) or (quoted and _is_told_later(verb, speaking)):
            yield verb


def _is_reporting(verb: Token, *, inverted: bool) -> bool:
    known = any(form in report_verbs().clause for form in words.forms(verb))
    return known and not (inverted and words.lemma(verb) in _FINDING)


def _run(verb: Token) -> tuple[int, int]:
    """Return where the run of words around *verb* begins and ends, between marks.

    It ends early where it is too long for a remark, so that time grows in step with the text.
    """
    doc = verb.doc
    start, end = verb.i, verb.i + 1
    while start > max(0, verb.i - _LONGEST) and not _is_mark(doc[start - 1]):
        start -= 1
    while end < min(len(doc), verb.i + _LONGEST + 2) and not _is_mark(doc[end]):
        end += 1
    return start, end


def _is_mark(token: Token) -> bool:
    """Say whether *token* sets words apart: the hyphen of "two-minute" joins them."""
    joins = token.text == "-" and token.i > 0 and not token.nbor(-1).whitespace_
    return token.text in _MARKS and not joins


def _is_behind_quotation(verb: Token, start: int) -> bool:
    before = verb.doc[max(0, start - 2) : start].text.replace(" ", "")
    return before in {',"', '?"', '!"', '",'} and verb.doc[:start].text.count('"') % 2 == 0


def _opens_quotation(verb: Token, end: int) -> bool:
    """Say whether what is said stands behind: "they think "over"" is no remark on the words before.

    *end* is where the words around *verb* end.
    """
    doc = verb.doc
    return end < len(doc) and doc[end].text == '"' and doc[:end].text.count('"') % 2 == 0


def _is_told_later(verb: Token, speaking: Token) -> bool:
    """Say whether an account quotes somebody: what is bawled in the footage is heard there."""
    if words.lemma(verb) in _SILENT:
        return False
    if verb.tag_ == "VBD" or speaking.pos_ == "PROPN":
        return True
    return speaking.pos_ == "NOUN" and not is_a(words.names(speaking), *_FORCES, "civilian")


def _is_all(before: list[Token], after: list[Token]) -> bool:
    """Say whether the run is the speaker with the verb, and at most to whom or when he spoke."""
    run = before or after
    if not run or len(run) > _LONGEST or run[0].pos_ in _OPENERS or run[0].tag_.startswith("W"):
        return False
    if any(word.pos_ in {"VERB", "AUX"} and word.tag_ != "VBN" for word in (*before, *after)):
        return False
    told = before and after and after[0].pos_ not in {"ADP", "ADV"}
    return len(after) <= _LONGEST and (not told or after[0].lower_ in _LISTENERS)


def _speaker(verb: Token, run: list[Token], *, quoted: bool) -> Token | None:
    """Return who *run* names as a source, by the grammar of *verb* or else by the name.

    Who is unnamed and quoted may be heard in the footage; who tells of it without is a source.
    """
    noun = speaker(verb) if words.subjects(verb) else _named(run)
    if noun is None and not quoted:
        noun = next((word for word in words.subjects(verb) if word.pos_ == "NOUN"), None)
    if noun is None or noun.lower_ in _NOBODY:
        return None
    return noun if noun.pos_ in {"PROPN", "PRON"} or _is_speaking(noun) else None


def _named(run: list[Token]) -> Token | None:
    return next((token for token in run if token.pos_ in {"NOUN", "PROPN"}), None)


def _is_speaking(noun: Token) -> bool:
    """Say whether *noun* is one who can say something: a person, an office, a force, a paper."""
    known = (words.names(noun) | {words.lemma(noun)}) & report_verbs().sources
    return bool(known) or is_a(
        words.names(noun), "civilian", "official", "institution", "outlet", *_FORCES
    )
