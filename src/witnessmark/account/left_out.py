"""What stops or resumes where the account leaves it out: "they resume", "he stops".

Conventions
-----------
What a verb of stopping or resuming is said of stands in its object ("cease fire"), in the verb
behind it ("stop walking") or in its subject ("the car stops"). Where "they" or people do it to
nothing that is named, the last firing told of may be meant, or their march: such a claim is about
that firing, and its certainty is ``Uu``, so that no verdict rests on a guess. A stop is about the
firing of its own sentence or of the one before; a resumption reaches as far back as the account.
Whoever is stopped from something ("they stop him firing") may never have done it: ``Uu`` too.
"""

from __future__ import annotations

from spacy.tokens import Token

from witnessmark.account import words
from witnessmark.account.drafting import Draft
from witnessmark.account.lexicon import PEOPLE, acts, is_a, word_list
from witnessmark.model import Claim, ClaimType

_POINTING = frozenset({"it", "this", "that"})
_PRONOUNS = _POINTING | {"they", "he", "she", "we", "i", "these", "those"}
#: What may stand behind the verb and names nothing that stops: "resume after a minute".
_OF_TIME = frozenset({"after", "for", "until", "till", "before", "within", "by", "during"})


def left_out(draft: Draft, claim: Claim, firing: Claim | None) -> Claim:
    """Return *claim* as left open where it may be of *firing*, the last one told of, or of none."""
    head = draft.clause.head
    if _is_prevented(head):
        return claim.model_copy(update={"certainty": "Uu"})
    verb = words.lemma(head)
    resumes = verb in word_list("resuming")
    if firing is None or not (resumes or verb in word_list("stopping")):
        return claim
    told = acts()[claim.act].group == "fire" or claim.act == "MEDIA_PROPERTY"
    near = resumes or claim.sentence - firing.sentence <= 1
    if told or not near or _names_it(head) or not _is_by_people(head):
        return claim
    return claim.model_copy(
        update={
            "act": firing.act,
            "type": ClaimType.OBSERVATION,
            "perceptibility": firing.perceptibility,
            "camera": firing.camera,
            "certainty": "Uu",
        }
    )


def _is_prevented(head: Token) -> bool:
    """Say whether it is what somebody is stopped from doing: "him firing" in "stop him firing"."""
    stopped = head.dep_ in {"ccomp", "xcomp"} and words.lemma(head.head) in word_list("stopping")
    return stopped and any(child.dep_ in words.SUBJECTS for child in head.children)


def _names_it(head: Token) -> bool:
    """Say whether something behind the verb names what stops, or where or to what end it does."""
    return words.is_passive(head) or any(
        (child.dep_ in words.OBJECTS and child.lower_ not in _POINTING)
        or child.dep_ in {"xcomp", "ccomp", "prt", "agent"}
        or (child.dep_ == "prep" and child.lower_ not in _OF_TIME)
        for child in head.children
    )


def _is_by_people(head: Token) -> bool:
    """Say whether the subject is people or a pronoun; a car or the music stops by itself."""
    doers = words.subjects(head)
    return any(doer.lower_ in _PRONOUNS or is_a(words.names(doer), *PEOPLE) for doer in doers)
