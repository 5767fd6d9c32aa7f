"""Which act a clause names: by its verb in company, or by a noun that is an event.

Conventions
-----------
A verb's frame is tried first, the innermost verb of a chain before the outer one ("decides to
open fire"), then event nouns among the verb's arguments ("gunfire can be heard"). Words with a
peaceful sense (shot, fire, strike) count only in an account that holds a word without one; see
``theatre`` in ``data/classes/theatre.yaml``.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from witnessmark.account import words
from witnessmark.account.clauses import Clause
from witnessmark.account.lexicon import (
    Frame,
    acts,
    cues,
    frames,
    is_a,
    nouns,
    word_list,
)
from witnessmark.account.medium import (
    bounds_footage,
    is_first_or_last,
    mentions_medium,
    names_credits,
)
from witnessmark.account.seen import sight
from witnessmark.account.somebody import is_somebody
from witnessmark.account.weapons_named import refined, weapon

#: Verbs that say only that something happens, is perceived or goes on: their noun is the event.
_LIGHT = word_list("light")

#: What a fire that burns is called, and none of guns with "a": "heavy" and "intense" are of both.
_OF_FLAMES = frozenset(
    {"large", "big", "huge", "massive", "major", "small", "minor", "raging", "blazing", "smoky",
     "serious", "devastating", "deadly", "visible", "bright", "new", "second", "separate", "forest",
     "house", "roof", "wild", "accidental", "electrical", "suspicious"}
)  # fmt: skip
#: Verbs whose object is an event that did not happen; see ``polarity.is_prevented``.
_PREVENTING = word_list("preventing") | word_list("cancelling")
#: Verbs of which a preceding event noun is no actual event: "the shelling is a crime".
_JUDGING = frozenset({"become", "remain", "represent", "constitute", "mean", "violate"})


#: What guns and blasts make, and is no thing of its own.
_SOUNDS = frozenset(
    {"sound", "noise", "crackle", "rattle", "echo", "chatter", "stutter", "clatter", "bark",
     "crack", "roar", "boom", "thud", "crump", "din", "hammering", "thunder"}
)  # fmt: skip
#: What footage does to a sound.
_RECORDING = frozenset(
    {"capture", "record", "document", "register", "detect", "log", "note", "pick", "catch"}
)
#: What footage does to what is on it, besides.
_HOLDING = _RECORDING | {
    "carry", "yield", "bring", "credit", "hold", "have", "preserve", "offer", "give", "feature",
    "include", "run", "contain", "get",
}  # fmt: skip
#: What is counted, and what such a count does.
_COUNTS = frozenset({"count", "tally", "total", "number", "figure", "sum"})
_COMING_TO = frozenset(
    {"be", "come", "stand", "reach", "exceed", "top", "surpass", "amount", "add", "go", "lie",
     "work", "stop", "end", "hit", "number"}
)  # fmt: skip
_RUNNING_TO = _HOLDING | _COMING_TO
#: Nouns that say how much, or how it comes, of what stands behind their "of".
_MEASURES = frozenset(
    {"maximum", "minimum", "total", "tally", "upward", "upwards", "spell", "bout", "phase",
     "episode", "period", "flurry", "outbreak", "wave", "onset", "sound", "noise", "series",
     "number", "eruption"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recognised:
    """An act with the words that gave it away, and the weapon they name where they name one."""

    act: str
    cue: Token
    weapon: tuple[Token, ...] = ()


def recognise(clause: Clause, *, theatre: bool) -> Recognised | None:
    """Return the act that *clause* names, None where it names none.

    *theatre* says whether the account as a whole is about armed violence.
    """
    if clause.kind in {"noun", "absence", "with", "state", "aim", "event"}:
        return _by_phrase(clause, theatre=theatre)
    sounded = _sound_of(clause, theatre=theatre) or _recorded(clause, theatre=theatre)
    if sounded is not None:
        return sounded
    chain = _chain(clause)
    if mentions_medium(clause) or is_first_or_last(clause):
        shown = _shown(chain[0], clause, theatre=theatre)
        if shown is not None:
            return shown  # "the camera records an ambush" tells of the ambush
        if any(child.dep_ == "neg" for child in clause.head.children):
            return _by_frame(clause.head, clause, theatre=theatre)  # "does not show an attack"
    if any(words.lemma(noun) in _COUNTS for noun in words.subjects(clause.head)):
        counted = _held(chain[0], clause, theatre=theatre)  # "the tally never tops 15 rounds"
        if counted is not None:
            return counted
    seen = sight(clause, theatre=theatre)
    if seen is not None and (theatre or not _violent(seen[0]) or seen[0] == "DAMAGE_BURN"):
        return Recognised(seen[0], seen[1], weapon(clause))
    for verb in chain:
        found = _by_frame(verb, clause, theatre=theatre)
        if found is not None:
            return found
    for verb in chain:
        found = _by_noun(verb, clause, theatre=theatre)
        if found is not None:
            return found
    if words.is_verb(clause.head):
        return None
    for child in clause.head.lefts:  # "Burnt-out tank at the roadside"
        found = _by_frame(child, clause, theatre=theatre) if child.dep_ == "amod" else None
        if found is not None:
            return found
    return None


def _shown(verb: Token, clause: Clause, *, theatre: bool) -> Recognised | None:
    """Return the event that the footage shows, opens or ends with; None where it denies it."""
    if any(child.dep_ == "neg" for child in verb.children):
        return None
    found = _by_noun(verb, clause, theatre=theatre) or _held(verb, clause, theatre=theatre)
    if found is not None or not (bounds_footage(clause) or is_first_or_last(clause)):
        return found
    for token in clause.tokens:
        if token.pos_ in {"NOUN", "PROPN"} and token.dep_ in {"pobj", "attr", "conj", "dobj"}:
            named = _named_by(token, clause, theatre=theatre)
            if named is not None:
                return named
    for token in clause.tokens:
        if token.pos_ == "VERB" and token.i != verb.i:
            framed = _by_frame(token, clause, theatre=theatre)
            if framed is not None and framed.act != "MEDIA_PROPERTY":
                return framed
    sense = "MEDIA_PROPERTY" if names_credits(clause) else "STATE_SCENE"
    return Recognised(sense, verb)


def _held(verb: Token, clause: Clause, *, theatre: bool) -> Recognised | None:
    """Read "the audio carries gunfire" and "the reel runs to six shots" as gunfire and shots."""
    if words.lemma(verb) not in _RUNNING_TO:
        return None
    ties = {"with", "to", "at", "above", "over", "past", "beyond"}
    behind = (c for c in verb.children if c.dep_ == "prep" and c.lower_ in ties)
    on_it = words.objects(verb) + [c for word in behind for c in word.children if c.dep_ == "pobj"]
    for noun in map(_measured, words.with_conjuncts(on_it)):
        named = _named_by(noun, clause, theatre=theatre) if clause.holds(noun) else None
        if named is not None:
            return named
    return None


def _sound_of(clause: Clause, *, theatre: bool) -> Recognised | None:
    """Read "the sound of gunfire is heard" as gunfire: the sound is no thing of its own."""
    for token in clause.tokens:
        if words.lemma(token) not in _SOUNDS:
            continue
        for of in token.children:
            if of.dep_ != "prep" or of.lower_ != "of":
                continue
            for noun in words.with_conjuncts([c for c in of.children if c.dep_ == "pobj"]):
                named = _named_by(noun, clause, theatre=theatre)
                if named is not None:
                    return named
                if is_a(words.names(noun), "machine_gun", "automatic_weapon", "hand_weapon"):
                    act = refined("FIRE_SMALL_ARMS", clause)
                    return Recognised(act, noun, weapon(clause))  # "the chatter of rifles"
    return None


def _recorded(clause: Clause, *, theatre: bool) -> Recognised | None:
    """Read "gunfire was captured" and "voices are recorded" as gunfire and voices."""
    if words.lemma(clause.head) not in _RECORDING or not words.is_passive(clause.head):
        return None
    for noun in map(_measured, words.objects(clause.head)):
        named = _named_by(noun, clause, theatre=theatre) if clause.holds(noun) else None
        if named is not None:
            return named
    return None


def _named_by(noun: Token, clause: Clause, *, theatre: bool) -> Recognised | None:
    """Return the act that *noun* names, fire by the weapon in the clause; None where none."""
    act = event_noun(noun, theatre=theatre)
    if act is None:
        return None
    act = refined(act, clause) if _is_fire(act) else act
    return Recognised(act, noun, weapon(clause))


def _by_phrase(clause: Clause, *, theatre: bool) -> Recognised | None:
    for token in clause.tokens:
        if token.pos_ in {"NOUN", "PROPN"} and not _governed_inside(token, clause):
            act = event_noun(token, theatre=theatre)
            if act is not None and clause.kind != "state":
                return Recognised(act, token, weapon(clause))
            framed = _by_frame(token, clause, theatre=theatre) if clause.kind != "state" else None
            if framed is not None:
                return framed
    return None


def _governed_inside(token: Token, clause: Clause) -> bool:
    """Say whether the noun only qualifies another one of the clause ("side of the cordon")."""
    head = token.head
    if head.pos_ != "ADP" or head.i == clause.head.i or head.head.i == token.i:
        return False
    if words.lemma(head.head) in word_list("partitive"):
        return False  # "any sort of warning" is a warning
    return clause.holds(head) and head.head.i != head.i and clause.holds(head.head)


def _chain(clause: Clause) -> list[Token]:
    """Return the clause's verbs, innermost first."""
    chain = [clause.head]
    while True:
        below = [
            child
            for child in chain[-1].children
            if child.dep_ in {"xcomp", "ccomp", "dobj"}  # the parser's "resume shooting"
        ]
        below = [
            verb
            for verb in (*below, *_kept_from(chain[-1]))
            if words.is_verb(verb) and clause.holds(verb)
        ]
        if not below:
            break
        chain.append(below[0])
    return [verb for verb in reversed(chain) if words.is_verb(verb) or verb.i == clause.head.i]


def _kept_from(verb: Token) -> list[Token]:
    """Return what somebody is kept from: the storming of "prevented rebels from storming it"."""
    if _PREVENTING.isdisjoint(words.forms(verb)):
        return []
    below = [verb, *(child for child in verb.children if child.dep_ in words.OBJECTS)]
    sources = [child for word in below for child in word.children if child.lower_ == "from"]
    return [inner for of in sources for inner in of.children if inner.dep_ == "pcomp"]


def _by_frame(verb: Token, clause: Clause, *, theatre: bool) -> Recognised | None:
    called = words.lemma(verb)
    if called in {"fire", "shoot"} and any(
        child.lower_ in {"up", "home"} and not list(child.children) for child in verb.children
    ):
        return None  # engines are fired up, winners fired home
    by_medium = any(is_a(words.names(doer), "media") for doer in words.subjects(verb))
    fitting: list[Frame] = []
    for form in words.forms(verb):
        for frame in frames().get(form, ()):
            peaceful = clause.lemmas & nouns().peaceful["anywhere"]
            if peaceful and not frame.sure and _violent(frame.act):
                continue
            if by_medium and frame.act != "MEDIA_PROPERTY":
                continue  # "the video captures soldiers": footage takes nobody prisoner
            allowed = frame.sure or theatre or not _violent(frame.act)
            if allowed and _fits(frame, verb, clause, form.removeprefix(f"{called}_")):
                fitting.append(frame)
        if form in _PREVENTING:
            break  # who "heads off" an ambush heads nowhere
    if not fitting:
        return None
    # What is done to a crowd is told by the crowd, whatever the weapon: "fire tear gas at".
    chosen = next((frame for frame in fitting if acts()[frame.act].group == "crowd"), fitting[0])
    act = refined(chosen.act, clause) if chosen.refine else chosen.act
    return Recognised(act, verb, weapon(clause))


def _violent(act: str) -> bool:
    return acts()[act].group in {"fire", "person", "effect", "territory", "manoeuvre"}


def _fits(frame: Frame, verb: Token, clause: Clause, particle: str) -> bool:
    """Say whether verb and company satisfy the frame; see ``data/frames/README``.

    What stands behind the frame's *particle* counts as an object: "kick in the door".
    """
    objects = _told_here(words.objects(verb), clause)
    objects += [noun for noun in words.behind(verb, particle) if clause.holds(noun)]
    done_to = words.all_names(objects)
    doers = _told_here(words.subjects(verb), clause)
    lemmas = clause.lemmas
    if frame.never & lemmas or frame.refuse_object & done_to:
        return False
    if frame.refuse_subject & words.all_names(doers) or (frame.also and not frame.also & lemmas):
        return False
    participle = verb.tag_ == "VBN" or words.is_passive(verb) or words.is_headline_passive(verb)
    if frame.passive and not participle and verb.dep_ != "amod":
        return False
    if frame.pronoun and not any(doer.pos_ == "PRON" for doer in doers):
        return False
    person = bool(frame.object & {"man", "soldier"}) and any(
        token.lower_ in {"he", "she", "him", "her", "them", "they", "me", "us"}
        for token in words.objects(verb)
    )
    person = person or is_somebody(objects, frame.object)
    if frame.object and not (frame.object & done_to or person):
        return False
    told_of = frame.subject & words.all_names(doers) or is_somebody(
        doers, frame.subject, frame.people
    )
    told_of = told_of or ("+none" in frame.subject and not doers and not words.is_passive(verb))
    if frame.subject and not told_of:
        return False
    return not frame.company or bool(frame.company & (lemmas - {words.lemma(verb)}))


def _told_here(nouns: list[Token], clause: Clause) -> list[Token]:
    """Return *nouns* without those beside one of the clause's that are told of on their own."""
    return [
        noun
        for noun in nouns
        if noun.dep_ != "conj" or clause.holds(noun) or not clause.holds(noun.head)
    ]


def _by_noun(verb: Token, clause: Clause, *, theatre: bool) -> Recognised | None:
    """Find an event among the arguments of the clause's verb, or in a clause without a verb."""
    if not words.is_verb(verb):
        fire = _headline_fire(clause, theatre=theatre)
        if fire is not None:
            return fire
        for noun in [verb, *clause.tokens]:
            act = event_noun(noun, theatre=theatre) if noun.pos_ in {"NOUN", "PROPN"} else None
            if act is not None and (noun.i == verb.i or noun.dep_ not in {"pobj", "poss"}):
                act = refined(act, clause) if _is_fire(act) else act
                return Recognised(act, noun, weapon(clause))
        return None
    light = not _LIGHT.isdisjoint(words.forms(verb))
    subject = [child for child in verb.children if child.dep_ in words.SUBJECTS]
    judged = words.lemma(verb) in _JUDGING or _is_equation(verb)
    candidates = [] if judged else words.with_conjuncts(subject)
    if light or not _PREVENTING.isdisjoint(words.forms(verb)):
        candidates += words.objects(verb) + _complements(verb)
    shared = [] if subject or judged or not light or verb.dep_ != "conj" else words.subjects(verb)
    held = [noun for noun in map(_measured, candidates) if clause.holds(noun)]
    for noun in (*held, *shared):
        named = _named_by(noun, clause, theatre=theatre)
        if named is not None and not _is_peaceful_company(words.lemma(noun), clause):
            return named
    return None


def _measured(noun: Token) -> Token:
    """Return what a number is one of: the rounds of "a maximum of 13 rounds"."""
    if words.lemma(noun) not in _MEASURES:
        return noun
    of = [child for child in noun.children if child.lower_ == "of"]
    return next((inner for c in of for inner in c.children if inner.dep_ == "pobj"), noun)


def _headline_fire(clause: Clause, *, theatre: bool) -> Recognised | None:
    """Read "Convoy under fire" and "Fire at the mill" where no verb says which fire it is."""
    for token in clause.tokens:
        if token.lower_ not in {"fire", "blaze"}:
            continue
        if token.i > 0 and token.nbor(-1).lower_ == "under" and theatre:
            return Recognised("FIRE_SMALL_ARMS", token, weapon(clause))
        alone = not any(c.dep_ in {"amod", "compound"} for c in token.children)
        if token.i == clause.head.i and alone and not theatre:
            return Recognised("DAMAGE_BURN", token)
    return None


def _is_fire(act: str) -> bool:
    return act == "FIRE_SMALL_ARMS"


def _is_equation(verb: Token) -> bool:
    """Say whether the verb says what something is rather than that it happens."""
    return (
        words.lemma(verb) == "be"
        and any(child.dep_ == "attr" for child in verb.children)
        and not any(child.dep_ == "expl" for child in verb.children)
    )


def _complements(verb: Token) -> list[Token]:
    """Return nouns that a light verb takes: attributes, agents, and objects of its prepositions."""
    found = [child for child in verb.children if child.dep_ in {"attr", "oprd"}]
    for child in verb.children:
        if child.dep_ in {"agent", "prep"} and child.lower_ in {
            "by",
            "with",
            "to",
            "under",
            "into",
        }:
            found += [inner for inner in child.children if inner.dep_ == "pobj"]
    return words.with_conjuncts(found)


def event_noun(noun: Token, *, theatre: bool) -> str | None:
    """Return the act that *noun* names by itself, the longest name first, None where none.

    "burst of automatic fire" is named by its burst and what it is a burst of.
    """
    table = nouns()
    called = words.names(noun)
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            for inner in child.children:
                called |= {f"{words.lemma(noun)} of {name}" for name in words.names(inner)}
    for name in sorted(called, key=lambda name: (-len(name), name)):
        found = table.phrases.get(tuple(name.replace("-", " ").split()))
        if found is not None:
            return found
    root = words.lemma(noun)
    if noun.i + 1 < len(noun.doc) and noun.nbor(1).text == ":":
        return None  # "Warning: graphic content" warns the reader
    if root in table.sure:
        return table.sure[root]
    if root in table.sound:
        return table.sound[root]
    if root in table.doubtful and theatre and not _is_peaceful(noun, root):
        if root == "fire" and noun.head.lower_ in {"on", "by"}:
            return None
        if root == "fire" and _is_flame(noun):
            return "DAMAGE_BURN"
        return table.doubtful[root]
    return None


def _is_flame(noun: Token) -> bool:
    """Say whether a bare "fire" is one that burns: "a fire", "no fire burned", "fire is visible".

    What is counted, or is seen and comes from nowhere, at nothing, is no gun's.
    """
    one = any(child.lower_ in {"a", "an", "another"} for child in noun.children)
    called = {c.lower_ for c in noun.children if c.dep_ in {"amod", "compound", "nmod", "poss"}}
    if called - _OF_FLAMES:
        return False
    if one or noun.tag_ == "NNS":
        return True
    after = noun.nbor() if noun.i + 1 < len(noun.doc) else noun
    burning = {"burn", "smoulder", "smolder", "rage", "glow", "blaze"}
    if words.lemma(after) in burning or words.lemma(noun.head) in burning:
        return True
    told = {t.lower_ for t in noun.sent}
    aimed = {"from", "at", "on", "toward", "towards", "under", "exchange", "heard", "audible"}
    return bool(told & {"visible", "seen"}) and not told & aimed


def _is_peaceful_company(root: str, clause: Clause) -> bool:
    """Say whether the clause is about sport, film or fireworks, so that a doubtful noun is none."""
    return root in nouns().doubtful and bool(clause.lemmas & nouns().peaceful["anywhere"])


def _is_peaceful(noun: Token, root: str) -> bool:
    table = nouns()
    near = {words.lemma(inner) for inner in noun.subtree} | {words.lemma(noun.head)}
    return bool(near & table.peaceful.get(root, frozenset()))


def perception(clause: Clause) -> str | None:
    """Return "hear" or "see" where the clause says by which sense the thing is known."""
    heard = {"hear", "audible", "listen"}
    seen = {"see", "visible", "watch"}
    own = {words.lemma(token) for token in clause.tokens}
    if own & heard:
        return "hear"
    return "see" if own & seen & set(cues()["perception_verbs"]) else None
