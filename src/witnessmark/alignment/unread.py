"""Words that nothing weighed: a tick must not stand beside a word it does not cover.

Conventions
-----------
The reading of an account drops words: ordinals, "lasts", "comes before", a make of weapon. A claim
is fully weighed only when every word of it is one of a short vocabulary (``plain_words.yaml``:
that there was shooting or an explosion, and that it was heard), or lies in words that were read as
time, number, hedge or order. Anything else is named, and the claim is neither shown nor
contradicted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources

import yaml

from witnessmark.alignment.evidence import SINGLE
from witnessmark.alignment.exclusive import ONLY
from witnessmark.alignment.framing import without_frames, without_remarks
from witnessmark.alignment.in_picture import OFF_CAMERA
from witnessmark.alignment.lasting import length_told
from witnessmark.alignment.ranks import BEGINNING, RANKS, rank_told
from witnessmark.alignment.window import MEDIA_UNITS, Window
from witnessmark.formats.contractions import without_contraction
from witnessmark.model import Claim, Kind, Polarity, Relation

_WORD = re.compile(r"[^\W_]+(?:[’'.:-][^\W_]+)*", re.UNICODE)
#: A second shot is no one shot: what says that others came before was not counted.
_ORDINAL = re.compile(
    rf"\b({'|'.join(RANKS)}|\d+(?:st|nd|rd|th)|last"
    r"|final|next|other|another|further|additional|(?<!or )(?:more|fewer|less)(?! than))\b",
    re.I,
)
#: Each word of it is plain, and together they say that it was not over.
_GOING_ON = re.compile(r"\b(?:go(?:es|ing)?|went|gone) on\b", re.I)
#: Words behind a number that say no more than that it is exact.
NEITHER_MORE = (
    r"(?:(?:no|not one|neither) (?:more|fewer|less),?"
    r" (?:and|or|nor|but)? ?(?:no |not one )?(?:more|fewer|less)|no more than that"
    r"|(?:and )?not (?:an?|one|a single one) (?:more|less)|if not more|or a larger number"
    r"|(?:and|plus) at least one more)"
)
#: The same within the number; "were heard no more" says that they stopped.
NO_MORE = re.compile(rf",\s*(?:and )?no more\s*$|{NEITHER_MORE}", re.I)
#: What says within a number that it is on top of others.
_BESIDES = re.compile(r"\b(?:another|more|further|additional|remaining)\b", re.I)
#: Words before a number that say no more than the number.
EXACTLY = "exactly|precisely"


#: Phrases that are weighed as such: exact numbers, off camera, how something began.
_PHRASES = re.compile(
    rf"\b(?:{NEITHER_MORE}|all told|in all|in total|any ?more|at all|sa(?:y|ys|id) nothing"
    r"|h[eo]ld(?:s|ing)? (?:its|their|his|her) (?:fire|tongues?))\b"
    rf"|{OFF_CAMERA.pattern}|{BEGINNING.pattern}",
    re.I,
)


#: The negative of a verb, in one word with it.
_NOT = re.compile(r"(?:is|are|was|were|does|do|did|has|have|had|can|ca|could)n['’]t", re.I)
#: What is left at the end of a claim of the words that tie it to the next: "ahead of the moment".
_OF_MOMENT = re.compile(
    r"\b(?:before|prior to|ahead of|in advance of|earlier than|after|following|subsequent to"
    r"|later than|from|until|till|up to)"
    r" the (?:exact |very )?(?:moment|point|time|second|instant)\W*$",
    re.I,
)
#: What does not end goes on.
_UNENDING = re.compile(
    r"\b(?:(?:just|simply) )?(?:(?:does|do|did)(?:n['’]t| not)|never) "
    r"(?:quits?|stops?|stopped|let(?:s)? up|ceases?|ceased|ends?|ended|pauses?|paused)\b",
    re.I,
)
_SIBILANT, _CONSONANT_Y = re.compile(r"(?:s|sh|ch|x|z|o)$"), re.compile(r"[^aeiou]y$")
#: One syllable that ends in one vowel and one consonant, which is doubled.
_SHORT = re.compile(r"[^aeiou]*[aeiou][bdgklmnprt]")


@cache
def word_lists(file: str) -> Mapping[str, frozenset[str]]:
    """Return the lists of words in *file*, one of this package, by their names."""
    text = resources.files(__package__).joinpath(file).read_text("utf-8")
    return {name: frozenset(str(words).split()) for name, words in yaml.safe_load(text).items()}


@cache
def _plain_verbs() -> frozenset[str]:
    """Return the regular forms of the verbs that say no more than that a sound was there."""
    return frozenset(
        form for base in word_lists("plain_words.yaml")["verbs"] for form in forms(base)
    )


def forms(base: str) -> tuple[str, ...]:
    """Return the regular forms of a verb: rattle, rattles, rattled, rattling; pop, popped."""
    if base.endswith("e"):
        return base, f"{base}s", f"{base}d", f"{base[:-1]}ing"
    if _SIBILANT.search(base):
        return base, f"{base}es", f"{base}ed", f"{base}ing"
    if _CONSONANT_Y.search(base):
        return base, f"{base[:-1]}ies", f"{base[:-1]}ied", f"{base}ing"
    if _SHORT.fullmatch(base):
        return base, f"{base}s", f"{base}{base[-1]}ed", f"{base}{base[-1]}ing"
    return base, f"{base}s", f"{base}ed", f"{base}ing"


def unread_words(
    claim: Claim,
    relations: Sequence[Relation],
    window: Window,
    *,
    kind: Kind | None = None,
    nearness: str | None = None,
    pointing: bool = False,
) -> tuple[str, ...]:
    """Return the words of *claim*'s quote that were not weighed, in order, each once.

    Words of lasting are weighed where *window* asks for the thing all through it or to its end, or
    the claim says how long, words of speech and ranks ("the second shot") where *kind* is what was
    listened for, and "no" and "not" in a denial; *nearness* are the words that say how near it was.
    *pointing* says that it takes up what the account told of before: that something came on top of
    that is weighed where the words say when, or are tied to it in time (:mod:`pointing`).
    """
    text = claim.quote
    denied = claim.polarity is Polarity.NEGATIVE
    besides = pointing and (window.stated or (bool(relations) and not denied))
    numbers = [
        q.text
        for q in claim.quantities
        if q.unit in MEDIA_UNITS
        or not _ORDINAL.search((_BESIDES if besides else NO_MORE).sub(" ", q.text))
    ]
    for number in sorted(numbers, key=len, reverse=True):
        text = re.sub(rf"\b(?:{EXACTLY})\s+(?={re.escape(number)})", " ", text, flags=re.I)
    read = list(numbers)
    read += [hedge.cue for hedge in claim.hedges]
    read += [claim.time.cue] if claim.time.cue else []
    cues = [r.cue for r in relations if claim.id in {r.first, r.second}]
    read += [*cues, *(re.sub(r"^(?:and|but)\s+", "", cue) for cue in cues)]
    read += [nearness] if nearness else []
    rank = rank_told(claim.quote, kind) if kind is not None else None
    read += [rank.words] if rank is not None else []
    text = _PHRASES.sub(" ", without_words(text, read))
    if {"before", "after", "until"} & {*cues}:
        text = _OF_MOMENT.sub(" ", text)
    singly = SINGLE.search(claim.quote) is not None
    only = ONLY.search(text) if singly else None
    if only is not None:  # a word is left of it, since rounds may have been missed
        first = only[0].split()[0]
        denies = first.casefold() in word_lists("plain_words.yaml")["denying"]
        text = f"{ONLY.sub(' ', text)} {'only' if denies else first}"
    lasting = window.throughout or window.to_the_end or length_told(claim) is not None
    return strange_words(
        text,
        lasting=lasting,
        spoken=kind is Kind.SPEECH,
        warned=claim.act == "WARNING",
        denied=denied,
        recurring=claim.time.repeat is not None,
        singly=singly,
        tying=bool(relations),
        pointing=pointing,
        besides=besides,
    )


def without_words(text: str, read: Iterable[str]) -> str:
    """Return *text* without the phrases in *read*, the longest first."""
    bare = {without_frames(words).strip() for words in read}
    for words in sorted(filter(None, bare), key=lambda one: (-len(one), one)):
        text = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", " ", text, flags=re.I)
    return text


def strange_words(
    text: str,
    *,
    lasting: bool = False,
    spoken: bool = False,
    warned: bool = False,
    denied: bool = False,
    recurring: bool = False,
    ordered: bool = False,
    singly: bool = False,
    tying: bool = False,
    pointing: bool = False,
    besides: bool = False,
) -> tuple[str, ...]:
    """Return the words of *text* that no verdict covers, in order, each once."""
    covered = {
        "plain": True,
        "lasting": lasting,
        "spoken": spoken,
        "warned": warned,
        "denying": denied,
        "recurring": recurring,
        "ordering": ordered,
        "singly": singly,
        "tying": tying,
        "leading": not denied,
        "pointing": pointing,
        "besides": besides,
    }
    plain = word_lists("plain_words.yaml")
    known = _plain_verbs().union(*(plain[name] for name, is_so in covered.items() if is_so))
    text = _UNENDING.sub(" ", text) if lasting else text
    left = [
        word
        for word in words_in(without_remarks(text))
        if without_contraction(word).casefold() not in known
        and not (denied and _NOT.fullmatch(word))
    ]
    left += [] if lasting else _GOING_ON.findall(text)
    return tuple(dict.fromkeys(left))


def words_in(text: str) -> list[str]:
    """Return the words of *text*, in order."""
    return _WORD.findall(text)
