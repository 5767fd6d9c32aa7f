"""Who does it, to whom and where, in words of the account only.

Conventions
-----------
A name is a verbatim slice of the account (:mod:`witnessmark.account.mentions`). A pronoun gets the
words of what it means where one thing can be meant (:mod:`witnessmark.account.cast`), and None
otherwise: null is better than a guess. The writer's own looking and thinking has no actor, and
sounds, weather and what is only a part of a scene do nothing.
"""

from __future__ import annotations

from spacy.tokens import Token

from witnessmark.account import words
from witnessmark.account.actor_list import country, is_country, kind, listed, word_sets
from witnessmark.account.acts import event_noun
from witnessmark.account.cast import NEUTER, PLURAL, Cast, is_pronoun, says_writer
from witnessmark.account.clauses import Clause
from witnessmark.account.clocks import is_clock_face
from witnessmark.account.grammar import ParsedSentence
from witnessmark.account.lexicon import PEOPLE, acts, is_a, plain_act, word_list
from witnessmark.account.mentions import is_deed, name_of
from witnessmark.account.parties import Parties

_ACTING = (*PEOPLE, "machine_gun", "armour", "vehicle", "aircraft", "drone", "hand_weapon")
_THINGS = ("building", "vehicle", "armour", "aircraft", "drone")
_PLACING = word_list("placing")
#: Acts that are done to what their intransitive verb has as its subject: "two men died".
_SUFFERED = frozenset({"CASUALTY", "DAMAGE_BURN"})
_OWN = frozenset(
    {"HOLD_BARRICADE", "FLEE_WITHDRAW", "TAKE_COVER", "MOVE_ADVANCE", "SURRENDER", "STATE_PERSON",
     "STATE_SCENE", "STATE_WEATHER_LIGHT"}
)  # fmt: skip
#: Acts that are aimed at something, so that "at", "into" and "on" name their target.
_AIMED = frozenset({"fire", "crowd"})
_ALSO_AIMED = frozenset(
    {"HIT_IMPACT", "ASSAULT_POSITION", "COVER_POSITION", "AMBUSH", "SHOOT_PERSON", "ABUSE_BEAT",
     "STAB_CLOSE_COMBAT", "LOOT_DESTROY", "SEARCH_CLEAR", "BESIEGE_CORDON", "OBSERVE_SPOT"}
)  # fmt: skip
#: Acts of a place held or taken, whose target may be a place by its name.
_OF_PLACES = frozenset(
    {"SEIZE_POSITION", "ASSAULT_POSITION", "FIRE_INDIRECT", "STRIKE_AIR", "STRIKE_DRONE",
     "BESIEGE_CORDON", "TERRITORY_STATE_RETAKES", "TERRITORY_NONSTATE_TAKES", "TERRITORY_HANDOVER"}
)  # fmt: skip
_NOBODY = frozenset({"nobody", "none", "nothing", "neither", "no-one", "munition", "munitions"})
#: Verbs whose subject is shot at: "come under fire", "are met by fire".
_UNDER_FIRE = frozenset({"meet", "come", "take", "receive", "draw", "face", "answer", "encounter"})


def actor(
    parsed: ParsedSentence, clause: Clause, verb: Token, cast: Cast, act: str = ""
) -> str | None:
    """Return who does *verb* in the clause, None where the words name nobody, or two at once."""
    if under_fire(verb, act) is not None:
        return None
    doers = [doer for doer in words.subjects(verb) if doer.pos_ != "VERB"]
    if _happens_to_subject(verb, act) or _only_says(verb, act):
        doers = []
    if not doers and acts_by_itself(act):
        doers = words.objects(verb)  # "militants barricaded in a house"
    named = [doer for doer in [*doers, *_sources(clause)] if _can_act(parsed, doer)]
    if not named and act in _OWN | {"MOVE_VEHICLE"} and verb.pos_ in {"NOUN", "PROPN"}:
        named = [noun for noun in [verb] if _can_act(parsed, noun)]  # "Troops on foot"
    named = named or [doer for doer in _of_noun(clause, verb) if _can_act(parsed, doer)]
    if any(_is_denied(doer) for doer in named) and not _is_deed_of_subject(verb):
        return None
    if len(named) > 1 and len({_coordination(doer) for doer in named}) == 1:
        return _joined(parsed, named)
    if len(named) != 1 or _only_looks(named[0], verb):
        return None
    return _resolved(parsed, named[0], cast)


def target(parsed: ParsedSentence, verb: Token, cast: Cast, act: str = "") -> str | None:
    """Return to whom or what *verb* is done, None where the words name nothing."""
    if acts_by_itself(act):
        return None
    group = acts()[act].group if act else "fire"
    aimed = group in _AIMED or act in _ALSO_AIMED
    done_to = words.objects(verb)
    if _happens_to_subject(verb, act):
        done_to = [*words.subjects(verb), *done_to]
    shot_at = _fired_on(verb, act)
    for noun in [*shot_at, *done_to, *(words.targets(verb) if aimed else [])]:
        if group in {"media", "context"} and noun not in done_to:
            continue
        if is_pronoun(noun) or (says_writer(noun) and noun.pos_ == "PRON"):
            found = _resolved(parsed, noun, cast)
            if found is not None:
                return found
        elif _can_suffer(parsed, noun, act):
            return name_of(parsed, noun)
    return None


def acts_by_itself(act: str) -> bool:
    """Say whether an act is one's own and done to nobody: to flee, to hold out, to stand there."""
    return act in _OWN


def under_fire(verb: Token, act: str) -> Token | None:
    """Return who is shot at in "they come under fire" or "are met by fire", None elsewhere."""
    if not act or acts()[act].group != "fire" or words.lemma(verb) not in _UNDER_FIRE:
        return None
    by = [c for c in verb.children if c.lower_ in {"by", "with", "under"}]
    passive = words.is_passive(verb) or verb.tag_ == "VBN"
    taking = words.lemma(verb) in {"take", "receive", "draw", "face", "encounter"}
    if not taking and not (by and (passive or by[0].lower_ == "under")):
        return None
    inner = [c for b in by for c in b.children if c.dep_ == "pobj"] or words.objects(verb)
    if not any(plain_act(words.names(noun)) for noun in inner):
        return None
    return _shared_subject(verb)


def _shared_subject(verb: Token) -> Token | None:
    own = [c for c in verb.children if c.dep_ in words.SUBJECTS]
    here = verb
    while not own and here.dep_ in {"conj", "pcomp", "advcl", "prep", "xcomp"}:
        here = here.head
        own = [c for c in here.children if c.dep_ in words.SUBJECTS]
    return own[0] if own else None


def both_sides(clause: Clause, verb: Token, cast: Cast) -> str | None:
    """Return ``A+B`` where both parties do it to each other, None otherwise."""
    doers = words.subjects(verb)
    own = {_side_of_noun(doer, cast.parties) for doer in doers}
    pronoun = any(doer.lower_ in PLURAL for doer in doers)
    if own >= {"A", "B"} or "A+B" in own:
        return "A+B"
    mutual = words.lemma(clause.head) in {"exchange", "trade", "swap"}
    if not mutual or not cast.parties.are_two:
        return None
    against = [
        inner
        for child in clause.head.subtree
        if child.lower_ == "with" and child.dep_ == "prep"
        for inner in child.children
        if inner.dep_ == "pobj" and is_a(words.names(inner), *PEOPLE)
    ]
    return "A+B" if pronoun or against else None


def _side_of_noun(noun: Token, parties: Parties) -> str | None:
    inside = words.name_tokens(noun)
    return parties.side(" ".join(token.text for token in inside))


def nearest_people(parsed: ParsedSentence, clause: Clause) -> str | None:
    """Return the people last named in the sentence before a clause that lost its subject."""
    before = [
        token
        for token in parsed.doc[: clause.head.i]
        if token.pos_ in {"NOUN", "PROPN"}
        and token.dep_ in {"nsubj", "nsubjpass", "conj"}
        and is_a(words.names(token), *PEOPLE)
    ]
    return name_of(parsed, before[-1]) if before else None


def target_side(name: str | None, cast: Cast) -> str | None:
    """Return the side of a target: A, B or A+B, object or media, None where it has none."""
    known = cast.parties.side(name)
    if known is not None or name is None:
        return known
    called = frozenset(name.lower().split())
    singular = called | {word.removesuffix("s") for word in called}
    if is_a(singular, "media"):
        return "media"
    if is_a(singular, "building", "vehicle", "place_part"):
        return "object"
    return None


def place(parsed: ParsedSentence, clause: Clause) -> str | None:
    """Return the words that say where, as worded, None where none do."""
    for token in clause.tokens:
        if token.dep_ != "prep" or token.lower_ not in _PLACING:
            continue
        for inner in token.children:
            called = words.names(inner) if inner.dep_ == "pobj" else frozenset()
            if is_a(called, "building", "place_part", "vehicle") or inner.lower_ == "camera":
                near = inner.lower_ == "camera" and token.lower_ in {"near", "beside"}
                name = name_of(parsed, inner)
                return f"{token.text} the {name}" if _reads_so(parsed, token, name, near) else name
    return None


def _reads_so(parsed: ParsedSentence, token: Token, name: str, near: bool) -> bool:
    return near and f"{token.text} the {name}" in parsed.sentence.text


def _resolved(parsed: ParsedSentence, token: Token, cast: Cast) -> str | None:
    if token.lower_ in {"who", "which", "that"} and token.pos_ == "PRON":
        above = token.head
        while above.dep_ in {"auxpass", "aux", "xcomp"}:
            above = above.head
        return name_of(parsed, above.head) if above.dep_ == "relcl" else None
    if is_pronoun(token):
        return cast.meant(parsed, token).name
    if says_writer(token) and token.pos_ in {"PRON", "DET"}:
        return token.text
    return None if token.pos_ == "PRON" else name_of(parsed, token)


def _sources(clause: Clause) -> list[Token]:
    """Return who stands behind "from": the rebels of "fire from rebels"."""
    return [
        inner
        for token in clause.tokens
        if token.lower_ == "from" and token.dep_ == "prep" and token.head.pos_ == "NOUN"
        for inner in token.children
        if inner.dep_ == "pobj" and is_a(words.names(inner), *_ACTING)
    ]


def _of_noun(clause: Clause, verb: Token) -> list[Token]:
    """Return whose act a noun names: "Ukrainian shelling", "shelling by the army"."""
    nouns = [verb] if verb.pos_ == "NOUN" else []
    if words.is_verb(verb):
        nouns += [c for c in verb.children if c.dep_ in words.SUBJECTS]
    found = []
    for noun in nouns:
        if not is_deed(noun) or not clause.holds(noun):
            continue
        for child in noun.children:
            whose = child.dep_ in {"poss", "compound", "amod", "nmod"}
            if whose and (is_country(child.text) or listed(child.text) or _is_force(child)):
                found.append(child)
            if child.dep_ == "prep" and child.lower_ == "by":
                found += [c for c in child.children if c.dep_ == "pobj"]
    return found


def _is_force(token: Token) -> bool:
    return kind(token.text) in {"state", "nonstate", "militia"} and token.pos_ != "ADJ"


def _can_act(parsed: ParsedSentence, doer: Token) -> bool:
    if doer.lower_ in _NOBODY:
        return False
    if doer.pos_ == "PRON":
        return doer.lower_ in NEUTER or doer.tag_ in {"PRP", "WP", "WDT"}
    if plain_act(words.names(doer)) is not None and kind(doer.text) is None:
        return False
    if is_a(words.names(doer), *_ACTING):
        return True
    name = name_of(parsed, doer)
    return kind(name) is not None or listed(name) is not None or country(name) is not None


def _can_suffer(parsed: ParsedSentence, noun: Token, act: str) -> bool:
    if words.lemma(noun) in {"side", "corner", "direction"} or noun.pos_ == "PRON":
        return False
    called, name = words.names(noun), name_of(parsed, noun)
    if is_clock_face(words.lemma(noun)) or event_noun(noun, theatre=True) == act:
        return False  # "at 0:05 on the player"; "voices could be heard"
    if is_a(called, *PEOPLE, *_THINGS) or kind(name) is not None or listed(name) is not None:
        return True
    if is_a(called, "place_part"):
        return act in _ALSO_AIMED | _OF_PLACES or acts()[act].group == "fire"
    return act in _OF_PLACES and noun.pos_ == "PROPN"


def _only_says(verb: Token, act: str) -> bool:
    """Say whether a verb only reports what others did: "the army blamed the rebels"."""
    reporting = words.lemma(verb) in word_sets()["saying"]
    return reporting and acts()[act].group in {"context", "effect"} if act else False


def _is_denied(doer: Token) -> bool:
    return any(child.dep_ == "det" and child.lower_ == "no" for child in doer.children)


def _is_deed_of_subject(verb: Token) -> bool:
    """Say whether a verb tells what its subject does, and not only that it is there or is seen."""
    return words.lemma(verb) not in {"be", "see", "hear", "appear"} and not words.is_passive(verb)


def _only_looks(doer: Token, verb: Token) -> bool:
    return says_writer(doer) and words.lemma(verb) in word_sets()["looking"]


def _happens_to_subject(verb: Token, act: str) -> bool:
    """Say whether what the verb tells of happens to its subject: "two men died", "it burns"."""
    if not words.is_verb(verb) or words.is_passive(verb):
        return False
    if act == "CASUALTY" and words.lemma(verb) in word_sets()["suffering"]:
        return True
    return act in _SUFFERED and not _has_object(verb)


def _has_object(verb: Token) -> bool:
    return any(child.dep_ in words.OBJECTS for child in verb.children)


def _coordination(doer: Token) -> int:
    return min([doer.i, *(other.i for other in doer.conjuncts)])


def _joined(parsed: ParsedSentence, doers: list[Token]) -> str | None:
    """Return "soldiers and police" as the one slice that names them all."""
    first, last = min(doers, key=lambda t: t.i), max(doers, key=lambda t: t.i)
    start = parsed.sentence.span[0]
    begin, end = parsed.span(words.name_tokens(first)[0], last)
    return parsed.sentence.text[begin - start : end - start]


def _fired_on(verb: Token, act: str) -> list[Token]:
    if not act or acts()[act].group != "fire":
        return []
    taking = words.lemma(verb) in _UNDER_FIRE - {"answer"}
    return [] if not taking else [s for s in [_shared_subject(verb)] if s is not None]
