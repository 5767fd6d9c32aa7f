"""What the pronouns and the repeated nouns of an account mean, or that it is left open.

Conventions
-----------
Reported are the pronouns of the third person, "who", "both sides", and people, buildings, vehicles
and positions named again with "the". What is left open has no antecedent and a reason; an "it"
that stands for nothing is not reported. Antecedents are words of the account, save "both sides",
which names both parties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from witnessmark.account import words
from witnessmark.account.actor_list import alike, head_noun, same_thing
from witnessmark.account.cast import Cast, is_empty, is_pronoun
from witnessmark.account.grammar import ParsedSentence
from witnessmark.account.lexicon import plain_act
from witnessmark.account.mentions import Mention, is_person, name_of
from witnessmark.model import Antecedent

_BOTH = re.compile(r"\b(?:both (?:sides|parties|armies)|(?:the )?two sides)\b", re.I)
_POINTS_BACK = frozenset({"the", "this", "that", "these", "those"})


def antecedents(parsed: ParsedSentence, cast: Cast) -> Iterator[Antecedent]:
    """Yield what a sentence takes up from before, in the order of its words.

    To be asked before *cast* meets the sentence.
    """
    found = [
        *_of_pronouns(parsed, cast),
        *_of_both(parsed, cast),
        *_of_nouns(parsed, cast),
    ]
    yield from sorted(found, key=lambda one: one.span)


def _of_pronouns(parsed: ParsedSentence, cast: Cast) -> Iterator[Antecedent]:
    for token in parsed.doc:
        if is_pronoun(token) and not (token.lower_ == "it" and is_empty(token)):
            meant = cast.meant(parsed, token)
            yield _taken_up(parsed, token, token, meant.phrase, meant.reason)
        elif token.lower_ in {"who", "whom"} and token.pos_ == "PRON":
            noun = _relative_head(token)
            if noun is not None:
                name = name_of(parsed, noun)
                fits = is_person(noun, name) or noun.pos_ == "PROPN"
                reason = "the noun that the clause describes" if fits else "no person before it"
                yield _taken_up(parsed, token, token, name if fits else None, reason)


def _of_both(parsed: ParsedSentence, cast: Cast) -> Iterator[Antecedent]:
    start, two = parsed.sentence.span[0], cast.parties
    for match in _BOTH.finditer(parsed.text):
        yield Antecedent(
            sentence=parsed.sentence.index,
            pronoun=parsed.sentence.text[slice(*match.span())],
            span=(start + match.start(), start + match.end()),
            antecedent=f"{two.first} and {two.second}" if two.are_two else None,
            reason="the two parties of the account"
            if two.are_two
            else "the account does not name two parties",
        )


def _of_nouns(parsed: ParsedSentence, cast: Cast) -> Iterator[Antecedent]:
    for mention in cast.named_in(parsed):
        noun = parsed.doc[mention.at]
        pointing = next((c for c in noun.lefts if c.lower_ in _POINTS_BACK), None)
        bare = mention.name.lower() == noun.lower_
        if pointing is None or not bare or not (mention.people or mention.thing):
            continue
        if plain_act(words.names(noun)) is not None:
            continue  # "the fire", "the shooting": an event, not a thing
        meant = _again(mention, cast)
        if meant is not None:
            yield _taken_up(parsed, pointing, noun, *meant)


def _again(mention: Mention, cast: Cast) -> tuple[str | None, str] | None:
    """Return what a noun named again means and why, None where it is not named again."""
    before = [
        one
        for noun in sorted({head_noun(mention.name), *alike(mention.name)})
        for one in cast.first_named.get(noun, {}).values()
        if (head_noun(one.name) == head_noun(mention.name) or same_thing(one.name, mention.name))
        and (one.people, one.plural) == (mention.people, mention.plural)
    ]
    same = [m for m in before if head_noun(m.name) == head_noun(mention.name)]
    longer = _widest([one for one in same if len(one.name) > len(mention.name)])
    chosen = longer or (before if not same else [])
    if not chosen:
        return None
    if len(chosen) > 1:
        return None, f"{' or '.join(f'“{one.name}”' for one in chosen[:4])} could be meant"
    others = [one.name for one in before if one is not chosen[0] and one not in same]
    if others:
        names = ", ".join(f"“{name}”" for name in others[:3])
        return chosen[0].phrase, f"the only one of this name; {names} may be the same one"
    named = "of this name" if chosen[0] in same else "of its kind, under another name"
    return chosen[0].phrase, f"the only one {named}"


def _widest(named: list[Mention]) -> list[Mention]:
    """Leave out what is called by a part of another's name: "Police" beside "Federal Police"."""
    return [
        one
        for one in named
        if not any(one is not other and one.name.lower() in other.name.lower() for other in named)
    ]


def _relative_head(token: Token) -> Token | None:
    clause = next((t for t in [token.head, *token.head.ancestors] if t.dep_ == "relcl"), None)
    return None if clause is None or clause.head.pos_ == "PRON" else clause.head


def _taken_up(
    parsed: ParsedSentence, first: Token, last: Token, antecedent: str | None, reason: str
) -> Antecedent:
    start = parsed.sentence.span[0]
    begin, end = parsed.span(first, last)
    return Antecedent(
        sentence=parsed.sentence.index,
        pronoun=parsed.sentence.text[begin - start : end - start],
        span=(begin, end),
        antecedent=antecedent,
        reason=reason,
    )
