"""Events told after another with no verb of their own: "shots ring out, and then a blast".

Conventions
-----------
The words that order it stand between the last comma or "and" and the noun. By them it is told on
its own, whatever the parser makes of it: an object of the verb, an apposition, a measure.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from witnessmark.account import words
from witnessmark.account.lexicon import plain_act

#: Words that put what they open after what was told before it.
NEXT = re.compile(
    r"^(?:and |but )?(?:then|next|after which|afterwards?|thereafter|thereupon|presently"
    r"|(?:soon|shortly|immediately|directly|straight|right|not long|a little)"
    r" (?:after(?:wards?)?|later|thereafter)(?: (?:that|this))?|soon(?=,| )"
    r"|after (?:that|this|it(?=$|,| (?:an?|another|the|two|three|comes?)\b))"
    r"|following (?:that|this)"
    r"|(?:[\w-]+ ){0,5}?(?:seconds?|secs?|moments?|minutes?|mins?|instants?)"
    r" (?:later|afterwards?|after)|within (?:[\w-]+ ){1,2}(?:seconds?|minutes?|moments?|instants?)"
    r"|for the next (?:[\w-]+ ){0,2}(?:seconds?|minutes?|moments?)"
    r"|after (?:about |some |only |just |roughly )?(?:[\w-]+ ){1,2}(?:seconds?|minutes?|moments?)"
    r"|(?:that|this)['’]?s when|in the next (?:moment|instant)|in answer|subsequently|eventually"
    r"|later(?: on)?(?=$|,| (?:an?|two|three|several|automatic|single|gunfire|shots|bursts?)\b)"
    r"|step two|secondly|finally|in reply|in response|in return)\b",
    re.I,
)
#: The same where only a noun stands behind them.
_WITH_IT = re.compile(r"(?:after|with|on top of|behind) (?:it|that|this|them|which)")
#: What a noun takes in front of it.
_OWN = frozenset({"det", "amod", "nummod", "compound", "quantmod", "poss", "predet"})
#: What follows as an event does: that nothing does.
_STILLNESS = frozenset({"silence", "quiet"})
#: The most words of order.
_MOST = 7


def is_sequel(noun: Token) -> bool:
    """Say whether *noun* is an event that is told after another, or beside it, without a verb."""
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.dep_ == "pobj":
        return False
    if noun.head.i == noun.i or any(above.i > noun.i for above in noun.ancestors):
        return False  # a verb follows: "two shots, then a blast, are heard"
    if plain_act(words.names(noun)) is None and words.lemma(noun) not in _STILLNESS:
        return False
    return bool(lead_of(noun)) or _is_joined(noun)


def lead_of(noun: Token) -> list[Token]:
    """Return the words of order between the last comma, or "and", and the noun's own words."""
    doc = noun.doc
    found: list[Token] = []
    for token in reversed(doc[1 : _start(noun)]):
        if words.is_verb(token) or len(found) > _MOST:
            return []
        if token.dep_ == "cc" or token.text == ";" or (token.text == "," and found):
            lead = " ".join(word.lower_ for word in reversed(found))
            orders = NEXT.fullmatch(lead) or _WITH_IT.fullmatch(lead)
            return found[::-1] if orders else []
        if token.text != ",":  # "and, seconds later, an explosion"
            found.append(token)
    return []


def _is_joined(noun: Token) -> bool:
    """Say whether ", and" joins the noun to a clause: "gunfire is heard, and an explosion"."""
    first = _start(noun)
    if noun.dep_ != "conj" or not words.is_verb(noun.head) or first < 2:
        return False
    return noun.doc[first - 1].dep_ == "cc" and noun.doc[first - 2].text == ","


def _start(noun: Token) -> int:
    """Return the index of the first of the noun's own words."""
    own = [word.i for child in noun.lefts if child.dep_ in _OWN for word in child.subtree]
    return min([noun.i, *own])
