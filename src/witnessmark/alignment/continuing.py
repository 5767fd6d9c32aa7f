"""Whether an account tells of more than a claim's number, in words that no claim of shooting holds.

Conventions
-----------
"One shot is heard. Many more follow." has one claim of shooting, and its number is not of all there
was. What it is more of decides: more shots, or more that are heard, are more wherever they stand in
the account; more people, a second house or another man are not, and neither is what is denied ("no
more follow"). Where the words leave open what there is more of, they count in the claim's sentence
and in the :data:`NEAR` after it, since an account that leaves a thing out has just named it, and in
the sentence before, which may announce it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import dropwhile, takewhile

from witnessmark.alignment.unread import word_lists
from witnessmark.model import Claim, ClaimType, Kind, Polarity, Reading, Sentence

#: Sentences after the claim's in which "more" without a noun may still be more of what it counts.
NEAR = 2
#: What tells of more of something: the words behind it say of what.
_MORE = re.compile(
    r"\b(?:more|(?<!one )another|(?<!each )others?|further|additional|rest|remaining|third"
    r"|second(?!\s+(?:later|after|before|earlier|passes|of)\b)|first of|followed by)\b",
    re.I,
)
#: What tells of the same once more, or going on: its clause says of what.
_AGAIN = re.compile(
    r"\b(?:again|repeat\w*|resum\w*|continu\w*|ke(?:ep|eps|pt)|go(?:es)? on)\b", re.I
)
#: What tells of more only where it comes after the claim. Who follows somebody is no more.
_AFTERWARDS = re.compile(
    r"\b(?:then|next|later|afterwards?|following"
    r"|follow(?:s|ed)?(?!\s+(?:by|him|her|them|us|me|it|the|an?|this|that|his|their)\b))\b",
    re.I,
)
_DENIED = re.compile(r"(?:\b(?:no|not|never|nothing|without|nor)|n['’]t)\s+(?:\w+\s+){0,2}$", re.I)
_BREAK = re.compile(r"[,;:.!?]")
_WORD = re.compile(r"[^\W\d_]+")
#: Words behind one that tells of more in which what there is more of, or what it does, stands.
_REACH = 5
#: Classes of what is no sound, and words besides them that say what there is more of.
_OTHER_CLASSES = (
    "state_force", "nonstate_force", "civilian", "media", "building", "vehicle", "place_part",
    "weather", "aircraft", "armour",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """A word that may tell of more, its sentence, and the shortest claim that it stands in."""

    sentence: Sentence
    found: re.Match[str]
    told: Claim | None


def mentions_of_more(reading: Reading) -> tuple[Mention, ...]:
    """Return every word of *reading* that may tell of more of something and denies nothing."""
    return tuple(
        Mention(sentence, found, told)
        for sentence in reading.sentences
        for pattern in (_MORE, _AGAIN, _AFTERWARDS)
        for found in pattern.finditer(sentence.text)
        if _DENIED.search(sentence.text[: found.start()]) is None
        and (
            (told := _teller(sentence, found, reading)) is None
            or told.polarity is Polarity.POSITIVE
        )
    )


def tells_of_more(claim: Claim, kind: Kind, mentions: Iterable[Mention]) -> bool:
    """Say whether *mentions* may tell of more than *claim* does: "…, followed by many more".

    *kind* is what would be heard of the claim.
    """
    return any(_is_more(mention, claim, kind) for mention in mentions)


def _is_more(mention: Mention, claim: Claim, kind: Kind) -> bool:
    sentence, found, told = mention.sentence, mention.found, mention.told
    first, last = (at - sentence.span[0] for at in claim.span)
    if first <= found.start() < last:
        return False
    away = sentence.index - claim.sentence
    afterwards = found.re is _AFTERWARDS
    if afterwards and not (0 <= away <= NEAR and found.start() >= last):
        return False
    named = _names(sentence.text, found, kind, since=last if 0 < last <= found.start() else 0)
    if named is not None:
        return named
    announced = found.re is _MORE and (told is None or told.type is ClaimType.CONTEXT)
    near = (-1 if announced else 0) <= away <= NEAR
    return near and (told is None or _leaves_open(told, afterwards=afterwards))


def _teller(sentence: Sentence, found: re.Match[str], reading: Reading) -> Claim | None:
    at = sentence.span[0] + found.start()
    around = [one for one in reading.claims if one.span[0] <= at < one.span[1]]
    return min(around, key=lambda one: one.span[1] - one.span[0], default=None)


def _leaves_open(told: Claim, *, afterwards: bool) -> bool:
    """Say whether a claim may be of sounds that were not recognised: "then another"."""
    # Not before an account is weighed: whoever only listens needs no parser.
    from witnessmark.account.lexicon import acts

    act = acts().get(told.act)
    unclear = act is None or act.group in {"fire", "effect", "context"} or told.act == "STATE_SCENE"
    return unclear and not (afterwards and told.act == "CASUALTY")


def _names(text: str, found: re.Match[str], kind: Kind, *, since: int) -> bool | None:
    """Say whether the words about *found* name more of *kind*; None where they leave it open.

    Those before *since* are the claim's own.
    """
    behind = _BREAK.split(text[found.end() :], maxsplit=1)[0]
    own = _listed(kind.value)
    if found.re is not _MORE:
        before = _BREAK.split(text[since : found.start()])[-1]
        said = {word.casefold() for word in _WORD.findall(f"{before} {behind}")}
        return True if said & own else None
    words = [word.casefold() for word in _WORD.findall(behind)[:_REACH]]
    noun = set(_noun(words))
    if noun & (_listed("gunfire") | _listed("explosion")):
        # "Another explosion" may have the shot for the first; "the second" is of explosions told.
        counted = found.group().casefold() in {"second", "third"}
        return True if noun & own else False if counted else None
    if noun & _other_things():
        return False
    return True if _listed("heard").intersection(words) else None


def _noun(words: list[str]) -> list[str]:
    """Return the first of *words* that may be or describe one noun: "man" of "man at the wall"."""
    led = dropwhile(lambda word: word in _listed("leading"), words)
    return list(takewhile(lambda word: word not in _listed("ending"), led))


def _listed(name: str) -> frozenset[str]:
    return word_lists("more_words.yaml").get(name, frozenset())


@cache
def _other_things() -> frozenset[str]:
    """Return names of people, places and things that are no sound, in the singular and plural."""
    from witnessmark.account.lexicon import classes

    named = frozenset().union(*(classes()[name] for name in _OTHER_CLASSES))
    sounds = _listed("gunfire") | _listed("explosion") | _listed("heard")
    return (_listed("others") | named | {f"{name}s" for name in named}) - sounds
