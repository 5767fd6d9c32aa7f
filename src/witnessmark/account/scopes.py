"""How far a hedge reaches: the code points of the account that it touches.

Conventions
-----------
A hedge on the claim, and a booster, touch the whole claim. One on a part or a number touches the
number, or the noun phrase, that the cue stands before or belongs to; a near miss touches the verb
phrase behind it. A phrase ends at the edge of its clause: a comma, "and", a relative pronoun (the
scope rules of the notes on reading, section 5). Where the words give no such phrase, there is none.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from witnessmark.account import words
from witnessmark.account.grammar import ParsedSentence
from witnessmark.model import Hedge

Span = tuple[int, int]

#: Words that stand in a number beside its figures: "a dozen", "half a million".
_OF_NUMBERS = frozenset(
    {"a", "an", "half", "few", "couple", "score", "dozen", "dozens", "hundred", "hundreds"}
    | {"thousand", "thousands", "million", "millions"}
)
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_BEFORE_NOUNS = frozenset({"DET", "ADJ", "NUM", "ADV", "ADP", "PART", "NOUN", "PROPN", "PUNCT"})
_BESIDE_NOUNS = frozenset({"nummod", "det", "amod", "compound", "poss"})
#: What hangs on a noun or verb and is a phrase of its own.
_OTHER_PHRASES = frozenset({"conj", "cc", "punct", "relcl", "appos", "advcl", "parataxis", "mark"})


def scoped(parsed: ParsedSentence, claim: Span, hedges: Iterable[Hedge]) -> tuple[Hedge, ...]:
    """Return *hedges* with their scopes; *claim* is the span of the claim that they are of."""
    return tuple(
        hedge.model_copy(update={"scope": scope(parsed, claim, hedge)}) for hedge in hedges
    )


def scope(parsed: ParsedSentence, claim: Span, hedge: Hedge) -> Span | None:
    """Return the code points of the account that *hedge* touches, None where they are not clear.

    They lie in the sentence, and in the claim where the phrase reaches into it.
    """
    if hedge.effect in {"claim", "booster"}:
        return claim
    cue = _tokens(parsed, hedge.span)
    if not cue:
        return None
    missed = hedge.effect == "near_miss"
    found = _verb_phrase(cue) if missed else _number(cue) or _noun_phrase(cue)
    return _within(claim, parsed.span(found[0], found[-1])) if found else None


def _within(claim: Span, phrase: Span) -> Span:
    first, last = max(claim[0], phrase[0]), min(claim[1], phrase[1])
    return (first, last) if first < last else phrase


def _tokens(parsed: ParsedSentence, span: Span) -> list[Token]:
    start = parsed.sentence.span[0]
    inside = (span[0] - start, span[1] - start)
    return [t for t in parsed.doc if t.idx < inside[1] and t.idx + len(t.text) > inside[0]]


def _number(cue: list[Token]) -> list[Token]:
    """Return the words of the number behind the cue: "a dozen" of "about a dozen fighters"."""
    found: list[Token] = []
    for token in cue[-1].doc[cue[-1].i + 1 :]:
        if not (token.like_num or token.lower_ in _OF_NUMBERS):
            break
        found.append(token)
    if all(token.lower_ in {"a", "an"} for token in found):
        return []
    return found


def _noun_phrase(cue: list[Token]) -> list[Token]:
    """Return the noun phrase that the cue belongs to, from behind the cue on."""
    inside = {token.i for token in cue}
    head = next((token.head for token in cue if token.head.i not in inside), None)
    while head is not None and head.dep_ in _BESIDE_NOUNS and head.head.i > head.i:
        head = head.head
    if head is None or head.i < cue[-1].i or head.pos_ not in _NOUNS:
        head = _next_noun(cue[-1])
    if head is None:
        return []
    # "alleged members of the group" are those of the group; what else follows is said of them.
    of = next((child for child in head.rights if child.lower_ == "of"), None)
    last = _end(of) if of is not None and of.i == head.i + 1 else head.i
    return list(head.doc[cue[-1].i + 1 : last + 1])


def _next_noun(last: Token) -> Token | None:
    """Return the head of the noun phrase that opens right behind *last*."""
    for token in last.doc[last.i + 1 :]:
        if token.pos_ in _NOUNS and token.dep_ != "compound":
            return token
        if token.pos_ not in _BEFORE_NOUNS:
            return None
    return None


def _verb_phrase(cue: list[Token]) -> list[Token]:
    """Return the verb that the cue qualifies with what follows it, up to the clause's edge."""
    verb = cue[0].head
    return _from(cue[-1].i + 1, verb) if words.is_verb(verb) and verb.i > cue[-1].i else []


def _from(start: int, head: Token) -> list[Token]:
    """Return the words from *start* to the end of the phrase of *head*, in one piece."""
    last = head.i
    for child in head.rights:
        if child.dep_ in _OTHER_PHRASES or child.left_edge.i != last + 1:
            break
        last = _end(child)
        if last < child.right_edge.i:
            break
    return list(head.doc[start : last + 1])


def _end(token: Token) -> int:
    """Return the last word of the phrase of *token*, before any phrase of another kind in it."""
    return _from(token.i, token)[-1].i
