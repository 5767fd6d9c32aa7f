"""Whether a clause says that its act happened, and the word by which it denies it.

Conventions
-----------
What is denied is the clause's own act: a denial in a relative clause ("those who did not lie
down"), or in words that somebody in the clause speaks, leaves it standing. "Never stops" and
"does not let up" say that it went on. What is averted, foiled or called off did not happen, and did
where that failed.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from witnessmark.account import words
from witnessmark.account.clauses import Clause
from witnessmark.account.lexicon import is_a, numerals, plain_act, word_list
from witnessmark.account.warned import (
    NOUGHT,
    is_without,
    tells_of_warning,
    tells_what_preceded,
)
from witnessmark.model import Polarity

#: What a negative stands before that only bounds a number.
_BOUND = re.compile(
    r"(?:[a-z]+ ){0,3}?"
    r"(?:more than|fewer than|less than|above|over|beyond|past|under|exceed(?:ing)?)"
    rf" (?:\d|(?:{'|'.join((*numerals()['ones'][1:], *numerals()['tens']))})\b)",
    re.I,
)
#: "With no warning" denies that one was given, and not what came with none.
_NO_WARNING = re.compile(
    r"(?:no|zero) (?:(?:prior|advance|previous|verbal) )?(?:warnings?|heads-?up|notice|alert)\b"
    r"(?! (?:shots?|fire|rounds?|bursts?|volleys?))",
    re.I,
)
#: Verbs of ending: denied, they say that what was going on went on.
_ENDING = frozenset(
    {"stop", "cease", "pause", "relent", "let_up", "let_go", "ease", "ebb", "abate", "quit", "end",
     "halt", "subside", "slacken", "die_down", "finish"}
)  # fmt: skip
#: Verbs of a number that is exceeded, and of what somebody perceives.
_EXCEEDING = frozenset({"exceed", "top", "surpass", "outnumber"})
PERCEIVING = frozenset(
    {"hear", "see", "notice", "make", "perceive", "detect", "discern", "spot", "observe", "pick"}
)


def _is_nobody(token: Token) -> bool:
    """Say whether nobody, or nothing, does what the clause says: but not "nothing but shots"."""
    if token.lower_ not in {"never", "nobody", "none", "nothing"}:
        return False
    after = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    only = after in {"but", "except", "other", "more", "less"}
    return not only and token.dep_ in {"neg", "nsubj", "nsubjpass", "advmod"}


def polarity(clause: Clause) -> tuple[Polarity, Token | None]:
    """Return whether the clause says that its act happened, and the word that denies it."""
    if clause.kind == "absence" or is_without(clause.head):
        twice = clause.tokens[0].lower_ in {"not", "never"}  # "not without warning"
        return (Polarity.POSITIVE if twice else Polarity.NEGATIVE), clause.tokens[0]
    first = clause.tokens[0]
    if clause.link == "nor" or (first.i > 0 and first.nbor(-1).lower_ == "nor"):
        return Polarity.NEGATIVE, clause.tokens[0]
    opens = first.sent[0]
    if opens.lower_ in {"nor", "neither"} and clause.head.i == first.sent.root.i:
        return Polarity.NEGATIVE, opens  # "Nor, whatever was said, does anything explode"
    silent = _kept_silent(clause) or _absent(clause)
    if silent is not None:
        return Polarity.NEGATIVE, silent
    for token in clause.tokens:
        if _denies(token, clause) and not (_is_of_another(token, clause) or _goes_on(token)):
            return Polarity.NEGATIVE, token
    return Polarity.POSITIVE, None


def is_prevented(event: Token) -> bool:
    """Say whether *event*, a noun or a verb, is what is prevented: "an ambush was pre-empted".

    Calling off what was going on, as a search, only ends it.
    """
    if event.dep_ == "pcomp" and event.head.lower_ == "from":  # "prevented them from firing"
        kept = event.head.head
        return prevents(kept if words.is_verb(kept) else kept.head)
    foregone = (child for child in event.lefts if child.dep_ == "amod" and child.tag_ == "VBN")
    if any(_prevents(participle, event) for participle in foregone):
        return True
    first = event
    while first.dep_ == "conj" and first.head.i != first.i:
        first = first.head
    of_it = any(noun.i == event.i for noun in words.objects(first.head))
    return of_it and _prevents(first.head, event)


def prevents(verb: Token) -> bool:
    """Say whether the word is a verb of preventing: "averted", "heads off"."""
    return words.is_verb(verb) and not word_list("preventing").isdisjoint(words.forms(verb))


def _prevents(verb: Token, event: Token) -> bool:
    if prevents(verb):
        return True
    goes_on = words.lemma(event) in word_list("goes_on_until_cancelled")
    return not goes_on and not word_list("cancelling").isdisjoint(words.forms(verb))


def _is_exact(token: Token) -> bool:
    """Say whether the word is of "three shots, no more and no less", which denies no shot."""
    after = [word.lower_ for word in token.doc[token.i + 1 : token.i + 5]]
    if token.lower_ == "not":  # "and not one more"
        after = [word for word in after if word not in {"a", "one", "single"}]
    if not after or after[0] not in {"more", "less", "fewer"}:
        return False
    return len(after) == 1 or after[1] in {"and", "or", "nor", ",", ".", ";", "than", "were", "was",
                                           "are", "is"}  # fmt: skip


def tells_of_mute_guns(clause: Clause) -> Token | None:
    """Return the word by which "the guns say nothing" denies that they fired; None in all else."""
    if not _is_of_guns(clause) or words.lemma(clause.head) not in {"say", "speak", "utter", "do"}:
        return None
    nothing = (t for t in clause.tokens if t.lower_ in {"nothing", "not", "n't", "never"})
    return next((t for t in nothing if t.head.i == clause.head.i), None)


def _is_of_guns(clause: Clause) -> bool:
    armed = {"hand_weapon", "machine_gun", "automatic_weapon", "indirect"}
    return any(
        is_a(words.names(noun), *armed) or words.lemma(noun) in {"gun", "weapon", "rifle"}
        for noun in words.subjects(clause.head)
    )


def _kept_silent(clause: Clause) -> Token | None:
    """Return the word by which "the guns stayed silent" denies that they fired."""
    spoken = tells_of_mute_guns(clause)
    if spoken is not None:
        return spoken
    if words.lemma(clause.head) not in {"stay", "remain", "keep", "be", "lie", "stand"}:
        return None
    if not _is_of_guns(clause):
        return None
    mute = (t for t in clause.tokens if t.lower_ in {"silent", "quiet", "mute", "still"})
    return next((t for t in mute if t.head.i == clause.head.i), None)


def _absent(clause: Clause) -> Token | None:
    """Return the word by which "explosions are absent" denies what is its subject."""
    if any(child.dep_ == "neg" for child in clause.head.children):
        return None  # "were not absent"
    known = [noun for noun in words.subjects(clause.head) if _is_event(noun)]
    nowhere = next((t for t in clause.tokens if t.lower_ == "nowhere"), None)
    if known and nowhere is not None and words.lemma(clause.head) in {"be", "hear", "see", "find"}:
        return nowhere  # "is nowhere to be heard"
    if words.lemma(clause.head) not in {"be", "remain", "stay"}:
        return None
    gone = (t for t in clause.tokens if t.lower_ in {"absent", "missing", "lacking"})
    return next((t for t in gone if t.head.i == clause.head.i), None) if known else None


def _is_event(noun: Token) -> bool:
    """Say whether *noun* is an act or a sound of one: "explosions", "the sound of gunfire"."""
    below = [c for of in noun.children if of.lower_ == "of" for c in of.children]
    return any(plain_act(words.names(one)) is not None for one in [noun, *below]) or (
        words.lemma(noun) in {"voice", "speech", "talk", "talking", "conversation"}
        or is_a(words.names(noun), "weather", "burning")
        or any(
            is_a(words.names(one), "hand_weapon", "automatic_weapon", "machine_gun")
            for one in below
        )
    )


def _denies(token: Token, clause: Clause) -> bool:
    """Say whether the word denies something in *clause*, whatever it is."""
    above = token.head
    if token.lower_ in {"no", "neither", "not"} and _is_exact(token):
        return False
    if token.lower_ == "no" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "other":
        return False  # "in single shots and in no other form"
    if token.dep_ == "neg" and words.lemma(above) in _EXCEEDING:
        return False  # "does not exceed eleven" is a number
    following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    if token.lower_ == "not" and following in {"before", "until", "till"}:
        return False  # "but not before the blast" is an order
    if token.lower_ in {"not", "n't"} and _BOUND.match(token.doc[token.i + 1 :].text):
        return False  # so is "does not run to more than eleven"
    if token.lower_ == "not" and token.i > 0 and token.nbor(-1).lower_ == "than":
        return False  # "it is more likely than not"
    if token.dep_ == "neg" and words.is_verb(above) and not tells_what_preceded(above):
        return True
    if _denies_its_noun(token) and _is_of_clause(above, clause):
        return not (
            _NO_WARNING.match(token.doc[token.i :].text) and not tells_of_warning(clause.head)
        )
    # "before any warning is given" says that none had been.
    foregone = clause.link == "before" and token.lower_ == "any" and above.lower_ == "warning"
    if foregone and token.dep_ == "det":
        return True
    if token.lower_ == "one" and token.i > 0 and token.nbor(-1).lower_ == "no":
        return True
    if _is_nobody(token) or _is_not_one(token):
        return True
    failing = words.lemma(token) in {"fail", "refuse"}
    return failing and any(child.dep_ == "xcomp" for child in token.children)


def _denies_its_noun(token: Token) -> bool:
    """Say whether the word is the "no" of "no warning", which denies the event of its clause.

    "No longer" and "no later than" deny nothing, and "with no regard" denies that regard alone.
    "Zero shots" are no shots; zero of what is no event ("zero hour") denies nothing.
    """
    noun = token.head
    if noun.lower_ in {"more", "further"} and noun.dep_ == "amod":
        noun = noun.head  # "no more shots are heard"
        return token.lower_ == "no" and plain_act(words.names(noun)) is not None
    if noun.pos_ not in {"NOUN", "PROPN"}:
        return False
    if token.lower_ in NOUGHT:
        known = _is_event(noun) or words.lemma(noun) in {"word", "cut", "edit", "splice"}
        return noun.i > token.i and known
    if token.lower_ not in {"no", "neither"}:
        return False
    if token.dep_ not in {"det", "preconj"} or noun.lower_ in {"doubt", "question", "way"}:
        return False
    beside = noun.dep_ == "pobj" and noun.head.lower_ == "with"
    return not beside or plain_act(words.names(noun)) is not None


def _is_of_clause(noun: Token, clause: Clause) -> bool:
    """Say whether the clause is about *noun*: not where it is but added, as "shots, no blast"."""
    return noun.i == clause.head.i or noun.dep_ not in {"conj", "appos", "npadvmod", "dep"}


def _is_not_one(token: Token) -> bool:
    """Find the "not" of "not a shot is fired" and "not one of them budged"."""
    if token.lower_ != "not" or token.i + 1 >= len(token.doc):
        return False
    opens = token.i == token.sent.start or token.nbor(-1).pos_ in {"PUNCT", "CCONJ", "SCONJ"}
    # "Not one nor two shots" is a choice of numbers that is denied.
    choice = any(word.lower_ == "nor" for word in token.doc[token.i + 1 : token.i + 4])
    return opens and not choice and token.nbor().lower_ in {"a", "one"}


def _goes_on(token: Token) -> bool:
    """Say whether the word denies an ending: "does not stop"."""
    if token.dep_ != "neg":
        return False
    silent = any(child.lower_ in {"silent", "quiet"} for child in token.head.children)
    falls = words.lemma(token.head) in {"fall", "go"} and silent
    return falls or any(form in _ENDING for form in words.forms(token.head))


def _is_of_another(token: Token, clause: Clause) -> bool:
    """Say whether the word denies something inside a relative clause, or inside spoken words."""
    between = []
    for above in token.ancestors:
        if above.i == clause.head.i:
            break
        between.append(above)
    else:
        return False
    if any(word.dep_ == "relcl" for word in between):
        return True
    return _quoted(token) and not _quoted(clause.head)


def _quoted(token: Token) -> bool:
    """Say whether the word stands between quotation marks."""
    before = token.doc.text[: token.idx]
    return before.count('"') % 2 == 1
