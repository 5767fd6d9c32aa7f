"""A sentence cut into the pieces that can each be true or false on their own.

Conventions
-----------
A clause owns the words below its head that belong to no other clause. ``link`` is the word that
ties it to what stands above it ("until", "before", "as", "while", "and"), in lower case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from spacy.tokens import Doc, Token

from witnessmark.account import words
from witnessmark.account.lexicon import PEOPLE, classes, cues, is_a, nouns, plain_act, report_verbs
from witnessmark.account.listed import items
from witnessmark.account.sequels import is_sequel, lead_of
from witnessmark.account.tied_events import handed_down, is_tied_event, link_of
from witnessmark.account.warned import lacks

#: Dependencies under which a verb starts a clause of its own.
_CLAUSAL = frozenset({"ROOT", "conj", "advcl", "relcl", "ccomp", "parataxis", "pcomp", "dep"})

#: Words that open a clause of time; what they open stands on its own.
TIME_LINKS = frozenset(
    {"until", "till", "before", "after", "as", "while", "when", "once", "during", "then", "whilst"}
)
#: A clause that says of which moment: "ahead of the moment when shots are fired".
_BY_MOMENT = {
    **dict.fromkeys(
        ("before", "prior to", "ahead of", "in advance of", "earlier than", "preceding"), "before"
    ),
    **dict.fromkeys(("after", "following", "subsequent to", "later than", "from"), "after"),
    **dict.fromkeys(("until", "till", "up to", "up until"), "until"),
}  # fmt: skip
_MOMENT = re.compile(
    rf"\b(?P<tie>{'|'.join(_BY_MOMENT)}) the (?:exact |very )?"
    r"(?:moment|point|time|second|instant|stage)"
    r"(?: (?:when|that|where|at which|in which|which|at))?(?: [^,;]*)?$"
)
_DISTANCE = re.compile(r"^(?:feet|foot|met(?:er|re)s?|yards?|inch(?:es)?|m|km|kilomet(?:er|re)s?)$")


@dataclass(frozen=True)
class Clause:
    """A piece of a sentence: its head, its own words in order, and what it hangs on.

    Raises ValueError where it would have no words.
    """

    head: Token
    tokens: tuple[Token, ...]
    kind: str
    link: str
    parent: int | None

    def __post_init__(self) -> None:
        """Refuse a clause without words."""
        if not self.tokens:
            raise ValueError("a clause has words of its own")

    def holds(self, token: Token) -> bool:
        """Say whether *token* is one of the clause's own words."""
        return any(own.i == token.i for own in self.tokens)

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """Every lemma and noun name among the clause's own words."""
        found: set[str] = set()
        for token in self.tokens:
            found.add(words.lemma(token))
            if token.pos_ in {"NOUN", "PROPN"}:
                found |= words.names(token)
        return frozenset(found)


def clauses(doc: Doc) -> tuple[Clause, ...]:
    """Cut a parsed sentence into clauses, in the order of their heads."""
    heads = _heads(doc)
    listed = items(doc)
    heads |= dict.fromkeys(listed, "clause")
    handed = handed_down(doc, heads)
    handed |= {
        word.i: head for head in heads if is_sequel(doc[head]) for word in lead_of(doc[head])
    }
    owner = [handed.get(token.i, _owner(token, heads)) for token in doc]
    for index, item in listed.items():
        inside = {token.i for token in item}
        for token in item:
            if owner[token.i] not in inside:
                owner[token.i] = index
    told = {}
    for index, kind in heads.items():
        own = [token for token in doc if owner[token.i] == index]
        if kind == "event":
            own = [token for token in own if token.i not in handed]
        told[index] = tuple(_trimmed(own, kind))
    # A head that keeps no word, a mark that the parser took for a verb, makes no clause.
    numbers = {index: number for number, index in enumerate(sorted(filter(told.get, told)))}
    made = []
    for index in numbers:
        head, kind = doc[index], heads[index]
        link = link_of(head) if kind == "event" else _link(head)
        made.append(Clause(head, told[index], kind, link, _parent(head, owner, numbers)))
    return _with_their_remarks(_uncircled(made))


def _parent(head: Token, owner: list[int], numbers: dict[int, int]) -> int | None:
    """Return the number of the nearest clause above that of *head*, None where it is free."""
    met: set[int] = set()
    above = _above(head, owner)
    while above is not None and above not in numbers and above not in met:
        met.add(above)
        above = _above(head.doc[above], owner)
    return None if above is None else numbers.get(above)


def _uncircled(made: list[Clause]) -> list[Clause]:
    """Set free every clause that hangs, by way of others, on itself.

    What a time word is tied to is moved to another clause, which may hang on the first: "ants that
    on zooming in are gunmen".
    """
    for number, clause in enumerate(made):
        above = clause.parent
        for _ in made:
            if above is None or above == number:
                break
            above = made[above].parent
        if above == number:
            made[number] = replace(clause, parent=None)
    return made


def _above(head: Token, owner: list[int]) -> int | None:
    """Return the index of the head of the clause that *head* hangs on, None where it is free."""
    above = head.head
    while owner[above.i] == head.i and above.head.i != above.i:
        above = above.head
    return None if owner[above.i] == head.i else owner[above.i]


def _with_their_remarks(made: list[Clause]) -> tuple[Clause, ...]:
    """Give a coordinated sight the words behind it that the parser hung on the clause before.

    In "there's no warning and the soldiers now just feet from the rounds", what follows
    "soldiers" is about them.
    """
    for number, clause in enumerate(made):
        if clause.kind != "state" or clause.parent is None:
            continue
        above = made[clause.parent]
        last = clause.tokens[-1].i
        taken = tuple(token for token in above.tokens if token.i > last)
        kept = _trimmed([token for token in above.tokens if token.i <= last], above.kind)
        if kept and taken and taken[0].i == last + 1:
            made[number] = replace(clause, tokens=clause.tokens + taken)
            made[clause.parent] = replace(above, tokens=tuple(kept))
    return tuple(made)


def _heads(doc: Doc) -> dict[int, str]:
    """Return the index of every clause head with the kind of clause it starts."""
    heads: dict[int, str] = {}
    for token in doc:
        root = token.head.i == token.i and not token.is_space
        starts = root or token.dep_ == "ROOT" or (words.is_verb(token) and _starts_clause(token))
        if starts or _looks_stunned(token):
            heads[token.i] = "clause"
    for token in doc:
        if token.i in heads:
            continue
        kind = _phrase_kind(token)
        if kind is not None:
            heads[token.i] = kind
    for token in doc:
        if token.i not in heads and is_tied_event(token, doc[_owner(token, heads)]):
            heads[token.i] = "event"
    return heads


def _starts_clause(verb: Token) -> bool:
    if verb.dep_ == "conj":
        # "run and hide" under one auxiliary is still two acts; "to open and close" is one phrase.
        return words.is_verb(verb.head) and verb.head.dep_ != "amod"
    if verb.dep_ == "pcomp":
        introduced = verb.head.lower_ == "with" and _has_own_subject(verb)
        return introduced or verb.head.lower_ in TIME_LINKS | {"without"}
    if verb.dep_ == "ccomp":
        return _has_own_subject(verb) or verb.head.lower_ != "let"
    if verb.dep_ == "xcomp":
        # "is seen firing" is one claim, "denied executing" is two: what was said, and by whom.
        return words.lemma(verb.head) in {"deny", "admit", "claim", "accuse", "allege"}
    if verb.dep_ == "acl":
        return _has_company(verb)
    return verb.dep_ in _CLAUSAL


def _has_own_subject(verb: Token) -> bool:
    return any(child.dep_ in words.SUBJECTS for child in verb.children)


def _has_company(verb: Token) -> bool:
    """Say whether a participle behind a noun is more than an adjective."""
    rest = [child for child in verb.children if child.dep_ in {"prep", "dobj", "agent", "prt"}]
    return bool(rest) and words.lemma(verb) not in {"follow", "name", "know", "call", "include"}


def _looks_stunned(token: Token) -> bool:
    """Find "…, look stunned" where the parser lost the verb."""
    if token.lower_ not in {"look", "looks", "looked", "appear", "appears", "appeared"}:
        return False
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return after is not None and (
        words.lemma(after) in classes()["mental"]
        and token.dep_ in {"advcl", "conj", "auxpass", "aux"}
    )


def _phrase_kind(token: Token) -> str | None:
    """Say what kind of claim a phrase without a verb is by itself, None where it is none."""
    if lacks(token):
        return "absence"
    if is_sequel(token):
        return "noun"
    if token.lower_ == "with" and token.dep_ == "prep" and _describes_scene(token):
        return "with"
    if token.dep_ == "conj" and token.pos_ in {"NOUN", "PROPN"}:
        return _coordinated_kind(token)
    if token.dep_ == "conj" and token.pos_ == "ADP" and token.head.lower_ != "between":
        return "aim" if token.lower_ in {"across", "into", "at", "through"} else None
    return None


def _describes_scene(preposition: Token) -> bool:
    """Say whether "with …" sets the scene: first in its sentence, or naming ammunition."""
    inner = [child for child in preposition.children if child.dep_ == "pobj"]
    if not inner:
        return False
    if preposition.i == 0:
        return True
    return is_a(words.names(inner[0]), "ammunition") and "tracer" in " ".join(
        sorted(words.names(inner[0]))
    )


def _coordinated_kind(noun: Token) -> str | None:
    """Say whether a coordinated noun is an event or a sight beside another one."""
    first, second = words.names(noun.head), words.names(noun)
    act_first, act_second = plain_act(first), plain_act(second)
    if act_second is not None and act_first is not None and act_first != act_second:
        return "noun"
    if act_second is not None and act_first is None and words.lemma(noun) in nouns().sure:
        return "noun"
    about_people = is_a(second, *PEOPLE)
    if about_people and (first & {"warning"} or act_first is not None):
        return "state"
    return None


def _owner(token: Token, heads: dict[int, str]) -> int:
    """Return the index of the clause head that *token* belongs to.

    White space hangs on nothing: in front of a sentence it belongs to the first head, and alone,
    as what a pictograph is parsed as, to none.
    """
    here = token
    while here.i not in heads:
        if here.head.i == here.i:
            return min(heads, default=here.i)
        here = here.head
    return here.i


def _link(head: Token) -> str:
    """Return the word that ties a clause to the one above it."""
    fixed = _fixed_link(head)
    if fixed is not None:
        return fixed
    for child in head.lefts:
        if child.dep_ in {"mark", "advmod"} and child.lower_ in TIME_LINKS | {
            "although",
            "because",
        }:
            return child.lower_
    if head.dep_ in {"pcomp", "pobj"}:
        return head.head.lower_
    if head.dep_ == "conj":
        before = [c for c in head.head.children if c.dep_ == "cc" and c.i < head.i]
        return before[-1].lower_ if before else ","
    return ""


def _fixed_link(head: Token) -> str | None:
    """Return "by the time", "as soon as" or "as long as" where one of them ties the clause."""
    first = min((t for t in head.subtree), key=lambda token: token.i)
    if first.lower_ == "whereupon":
        return "whereupon"
    left = " ".join(token.lower_ for token in head.doc[max(0, first.i - 8) : head.i])
    moment = _MOMENT.search(left)
    if moment is not None and not _is_main(head, "moment"):
        return _BY_MOMENT[moment["tie"]]
    left = " ".join(token.lower_ for token in head.doc[max(0, first.i - 4) : head.i])
    for link in ("by the time", "as soon as", "as long as", "after which"):
        at = left.rfind(link)
        if at < 0:
            continue
        between = left[at + len(link) :]
        if any(mark in between for mark in (",", ";")) or _is_main(head, link):
            continue
        return link
    return None


def _is_main(head: Token, link: str) -> bool:
    """Say whether the clause is the one that the link's clause hangs on."""
    return head.dep_ == "ROOT" or (head.dep_ == "conj" and link != "after which")


def _trimmed(own: list[Token], kind: str) -> list[Token]:
    """Drop punctuation, joining words and an item's number from the ends of a clause's words."""
    numbered = len(own) > 2 and own[0].i == 0 and own[0].is_digit and own[1].text in {".", ")"}
    own = own[2:] if numbered else own
    if len(own) > 3 and own[0].i == 0 and own[2].text == ":" and _names_recording(own):
        own = own[3:]  # "Video 2: a tank fires" is about the tank
    joining = {"cc", "mark", "punct"}
    while (
        len(own) > 1
        and own[0].dep_ == "advmod"
        and own[1].dep_ in {"mark", "prep"}
        and (
            own[0].lower_ in {"just", "right", "shortly", "even", "only"}
            and own[1].lower_ in TIME_LINKS
        )
    ):
        own = own[1:]
    own = own[1:] if len(own) > 1 and own[0].lower_ == "whereupon" else own
    own = _without_link(own)
    while own and (own[0].dep_ in joining or own[0].is_punct or own[0].is_space):
        if kind == "clause" and own[0].lower_ in {"while", "whilst"} and own[0].i == 0:
            break
        own = own[1:]
    while own and (
        own[-1].dep_ in {"cc", "mark", "punct"}
        or own[-1].is_punct
        or own[-1].is_space
        or (own[-1].dep_ == "prep" and own[-1].lower_ in TIME_LINKS | {"with"})
    ):
        own = own[:-1]
    return own


def _names_recording(own: list[Token]) -> bool:
    """Say whether the first two words are "Video 1", "Clip B" and the like."""
    return is_a(words.names(own[0]), "media") and (own[1].like_num or len(own[1].text) == 1)


def _without_link(own: list[Token]) -> list[Token]:
    """Drop "by the time", "as soon as" from the front of the words, or from their end."""
    for link in (["by", "the", "time"], ["as", "soon", "as"], ["as", "soon"]):
        size = len(link)
        if len(own) > size and own[size].lower_ == "of":
            continue  # "by the time of the first explosion" is no link
        if len(own) > size and [token.lower_ for token in own[:size]] == link:
            after = own[size:]
            # Where the clause of the link is one of its own, its comma still stands in front.
            return after[1:] if after[0].is_punct and len(after) > 1 else after
        if len(own) > size and [token.lower_ for token in own[-size:]] == link:
            return own[:-size]
    return own


def is_distance(token: Token) -> bool:
    """Say whether the word is a unit of distance."""
    return _DISTANCE.match(token.lower_) is not None


def is_frame(clause: Clause) -> bool:
    """Say whether the clause only presents another: "the video shows", "officials said"."""
    verb = words.lemma(clause.head)
    lists = cues()
    return (
        verb in lists["medium_verbs"]
        or verb in report_verbs().clause
        or verb
        in {
            "appear",
            "seem",
            "think",
            "believe",
            "be",
        }
    )
