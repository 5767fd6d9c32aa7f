"""Words that stand for an event told of before: "another", "four more", "the last one", "it".

Conventions
-----------
Such a word is looked for where the clause tells what happened: as the subject of a verb that says
no more than that it did ("another follows", "there were none"), as the object of hearing, counting
or firing ("I count four more"), or alone ("another at 0:31"). What has a noun of its own points to
nothing: "another burst". Which event it means is for :mod:`antecedents`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from witnessmark.account import words
from witnessmark.account.clauses import Clause
from witnessmark.account.lexicon import word_list
from witnessmark.account.quantities import LIMIT_WORD, NUMBERS
from witnessmark.account.sequels import NEXT

_COUNT = (
    rf"(?:(?:{LIMIT_WORD}|exactly|perhaps|maybe) )?"
    rf"(?:{NUMBERS}|an? (?:couple|pair|few|handful)|several|a few|many)"
)
_RANK = (
    r"(?:very )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|\d+(?:st|nd|rd|th)|last|final|next|earlier|earliest|later|latest|longest|shortest|loudest|nearest|nearer)"
)
_OF_THEM = rf"(?: of (?:them|these|those|the {NUMBERS})\b)"
_SOLE = re.compile(r"(?:it|this|that)(?: one)?|they|these|those", re.I)
_POINTER = re.compile(
    rf"(?P<another>another(?: (?:one|{_COUNT}))?|an additional {_COUNT}|a further {_COUNT}"
    rf"|{_COUNT} (?:more|further|others)|a (?:second|third|fourth|fifth|further)(?: one)?"
    r"|its (?:twin|fellow|companion|counterpart|successor|sequel|double|match))"
    rf"|(?P<ranked>the {_RANK}(?:(?: and|,) {_RANK})?(?: one)?{_OF_THEM}?"
    r"|the (?:latter|former)|the other(?: one)?)"
    rf"|(?P<rest>the (?:remaining|other) {_COUNT}|the (?:others|rest|remainder){_OF_THEM}?)"
    r"|(?P<none>(?:none|not (?:a single )?one|no more(?! than)|no others?)"
    rf"{_OF_THEM}?(?: at all)?)"
    r"|(?P<all>all (?:of )?(?:it|this|that)|(?:both|all) (?:groups|pairs|lots|sets)(?: of \w+)?"
    rf"|(?:both|all|most)(?: {_COUNT})?(?: of (?:them|these|those))?"
    r"|the (?:pair|two|three|four|five|six|trio)(?: of (?:them|these))?"
    r"|the (?:whole|entire) (?:series|sequence|string|lot|thing|episode))"
    rf"|(?P<some>{_COUNT} of (?:them|these|those))"
    r"|(?P<any>one|any)(?= *$|[ ,.;])"
    r"|(?P<sole>(?:it|this|that)(?: one)?|they|these|those)",
    re.I,
)
#: What may stand before a pointer that has no verb: a time, "then", "after a pause".
_LEAD = re.compile(
    r"(?:(?:an?|the) (?:\w+ )?(?:pause|lull|gap|silence|break),? )?"
    r"(?:(?:and|but|then|again|next),? |after (?:it|that|this|which),? "
    rf"|(?:{NEXT.pattern.removeprefix('^')}),? "
    r"|(?:at |from |about |around |by )*[\d:.]+(?:(?: ?- ?| to | and )(?:about |around )?[\d:.]+)?"
    r"(?: seconds?)?,? )*",
    re.I,
)
#: Complements of "it is" that say no more than whether it goes on, or is there.
_STATES = frozenset({"over", "done", "finished", "audible", "there", "unmistakable"})
_BETWEEN = frozenset({"AUX", "ADV", "PART", "PUNCT"})


@dataclass(frozen=True, slots=True)
class Pointer:
    """The words that point, from ``first`` to ``last``, and what they can mean.

    ``several`` where only several of a kind can be meant, ``single`` where only one can, or what
    goes on; ``denies`` where the words say that there was none, ``sole`` for a mere pronoun,
    ``further`` where they add to what was told, ``counts`` where they may hold a number.
    """

    first: Token
    last: Token
    sole: bool = False
    several: bool = False
    single: bool = False
    denies: bool = False
    further: bool = False
    counts: bool = False


def pointer_in(clause: Clause) -> Pointer | None:
    """Return the words by which *clause* takes up what was told before, None where it has none."""
    if clause.kind == "event" or (clause.head.pos_ in {"NOUN", "PROPN"} and _calls(clause.head)):
        return None  # "the first burst" is called by its name
    tokens = [token for token in clause.tokens if not token.is_space]
    starts, text = _joined(tokens)
    for found in _POINTER.finditer(text):
        if found.start() not in starts or found.end() not in {
            start + len(token) for start, token in zip(starts, tokens, strict=True)
        }:
            continue
        first = starts.index(found.start())
        last = first + found[0].count(" ")
        if _tells(clause, tokens, first, last, found):
            return _pointer(tokens[first], tokens[last], found)
    return None


def _calls(noun: Token) -> bool:
    """Say whether the noun calls an event: "the last burst" does not point to one."""
    kinds = ("guns", "blasts", "voices", "cuts", "sights")
    return any(words.lemma(noun) in word_list(f"events_of_{kind}") for kind in kinds)


def _joined(tokens: Sequence[Token]) -> tuple[list[int], str]:
    starts, text = [], ""
    for token in tokens:
        text += " " if text else ""
        starts.append(len(text))
        text += token.lower_
    return starts, text


def _pointer(first: Token, last: Token, found: re.Match[str]) -> Pointer:
    sole = _SOLE.fullmatch(found[0]) is not None
    word = found[0].split()[0].lower()
    return Pointer(
        first,
        last,
        sole=sole,
        several=(
            word in {"they", "these", "those", "both", "all", "most"}
            and found[0].split()[-1] not in {"it", "this", "that"}
        )
        or found["some"] is not None,
        single=sole and word in {"it", "this", "that"},
        denies=found["none"] is not None or found["any"] is not None,
        further=found["another"] is not None,
        counts=any(found[name] for name in ("another", "rest", "all", "some"))
        and found[0].split()[-1] != "one",
    )


def _tells(
    clause: Clause, tokens: Sequence[Token], first: int, last: int, found: re.Match[str]
) -> bool:
    """Say whether the words stand where the clause tells what happened."""
    head = clause.head
    denied = any(child.dep_ == "neg" for child in head.children)
    if found["any"] is not None and not denied:
        return False
    if (found["none"] or found["any"]) and set(words.forms(head)) & word_list("of_an_end"):
        return False  # "none lasts" denies no shot
    inside = range(tokens[first].i, tokens[last].i + 1)
    if head.i in inside and not words.is_verb(head):
        behind = tokens[last + 1] if last + 1 < len(tokens) else None
        open_behind = behind is None or behind.is_punct or behind.pos_ in {"ADP", "ADV", "CCONJ"}
        return open_behind and not _is_sole(found) and _is_lead(tokens[:first])
    if not words.is_verb(head) and head.pos_ not in {"ADJ", "NOUN"}:
        return False
    if not words.is_verb(head) and words.lemma(head) in word_list("pausing"):
        return not _is_sole(found) and _is_lead(tokens[:first])
    verb = _verb(head)
    if tokens[last].i > head.i and _has_noun(tokens, last):
        return False
    if tokens[last].i < head.i:
        between = [token for token in tokens[last + 1 :] if token.i < verb.i]
        plain = all(token.pos_ in _BETWEEN or token.i == head.i for token in between)
        return plain and _only_happens(verb, sole=_is_sole(found))
    between = [token for token in tokens[:first] if token.i > head.i]
    if not all(_is_passed(token) for token in between):
        return False
    expletive = any(child.dep_ == "expl" for child in head.children)
    if expletive:
        return not _is_sole(found) and words.lemma(head) in word_list("of_events") | {"be"}
    doers = [c for c in head.children if c.dep_ in words.SUBJECTS and c.i < head.i]
    doers = [c for c in doers if words.lemma(c) not in word_list("pausing")]  # "after that lull"
    if _is_hardly(head, tokens[first]):
        return _only_happens(head, sole=True)
    perceived = bool(set(words.forms(head)) & word_list("taking_up_objects"))
    if perceived and not _is_sole(found):
        return True
    comes = bool(set(words.forms(head)) & word_list("of_events"))
    by_agent = words.is_passive(head) and tokens[first - 1].lower_ == "by"
    return (by_agent or not doers) and comes and not _is_sole(found)


def _is_passed(token: Token) -> bool:
    """Say whether a word may stand between a verb and what points: "followed a moment later by"."""
    if token.pos_ in {"ADV", "PART", "ADP", "DET", "NUM", "AUX"} or token.dep_ == "expl":
        return True
    return token.lower_ == "it" or words.lemma(token) in {"second", "moment", "instant", "minute"}


def _has_noun(tokens: Sequence[Token], last: int) -> bool:
    """Say whether a noun of its own stands behind the words: "the first shot"."""
    behind = tokens[last + 1] if last + 1 < len(tokens) else None
    return behind is not None and behind.pos_ in {"NOUN", "PROPN", "ADJ", "NUM"}


def _is_hardly(head: Token, pronoun: Token) -> bool:
    """Say whether a pronoun stands behind its auxiliary: "hardly has it ended"."""
    return pronoun.dep_ in words.SUBJECTS and pronoun.head.i == head.i and pronoun.i < head.i


def _is_sole(found: re.Match[str]) -> bool:
    return _SOLE.fullmatch(found[0]) is not None


def _is_lead(before: Sequence[Token]) -> bool:
    return (
        _LEAD.fullmatch("".join(f"{token.lower_} " for token in before).replace(" ,", ","))
        is not None
    )


def _verb(head: Token) -> Token:
    """Return the verb behind "seems to", "is heard to", or *head* itself."""
    if words.lemma(head) not in {"seem", "appear", "hear", "begin", "start", "continue"}:
        return head
    return next((child for child in head.children if child.dep_ == "xcomp"), head)


def _only_happens(verb: Token, *, sole: bool) -> bool:
    """Say whether the verb says no more than that it happened, went on, stopped or was heard."""
    if words.lemma(verb) == "be":
        states = [c for c in verb.children if c.dep_ in {"attr", "acomp", "advmod", "prep"}]
        if sole:
            return any(child.lower_ in _STATES for child in states)
        told = {child.dep_ for child in states}
        return "attr" not in told and (
            "acomp" not in told or any(child.lower_ in _STATES for child in states)
        )
    if any(child.dep_ == "agent" for child in verb.children):
        return False  # "they are followed by three more" tells of those
    done = word_list("done_to_events") if words.is_passive(verb) else word_list("of_events")
    if words.is_passive(verb) and not sole:
        done |= word_list("placed_in_time") | word_list("taking_up_objects")
    named = set(words.forms(verb)) & done
    thing = [c for c in verb.children if c.dep_ == "dobj" and not _measures(c)]
    return bool(named) and not thing


def _measures(noun: Token) -> bool:
    """Say whether an object only says how long: "lasts two seconds", "takes up a minute"."""
    return words.lemma(noun) in {"second", "minute", "sec", "moment", "while", "time", "cut"}
