"""How sure the writer is: hedges with what they touch, and the certainty that follows.

Conventions
-----------
A hedge touches the clause that holds it and stops at the clause's edge. Certainty follows the
FactBank scale (Saurí and Pustejovsky 2009) and is kept apart from polarity: a hedge lowers it, a
booster never raises it, and a hedge on a number or a name leaves the act as certain as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from witnessmark.account import words
from witnessmark.account.grammar import ParsedSentence
from witnessmark.account.hedges_remarked import remarks
from witnessmark.account.lexicon import hedge_cues, is_a, report_verbs
from witnessmark.account.sources import level, reported_by
from witnessmark.model import Certainty, Hedge, Polarity

#: Levels of doubt from the weakest to the strongest.
_LEVELS = ("certain", "probable", "possible", "unknown")
#: The certainty of each level, by the sign of the claim.
_SCALE: dict[str, tuple[Certainty, ...]] = {
    "+": ("CT+", "PR+", "PS+", "Uu"),
    "-": ("CT-", "PR-", "PS-", "Uu"),
}

#: Lemmas that are a hedge only before an adjective, "like", or an infinitive.
_SEEMING = frozenset({"appear", "seem", "look", "sound"})
_NUMBER = re.compile(r"^(?:\d[\d,.]*|a|half|dozens?|hundreds?|thousands?)$")
#: Words that count, behind "a" or "half a".
_COUNTING = frozenset(
    {"dozen", "hundred", "thousand", "few", "minute", "second", "hour", "kilometre", "kilometer",
     "mile", "metre", "meter", "week", "month", "year", "day", "million", "third", "quarter",
     "fifth", "tenth", "half"}
)  # fmt: skip
#: What can be done behind "could" without a doubt.
_SENSED = frozenset(
    {"hear", "see", "make", "tell", "count", "read", "watch", "find", "detect", "identify", "spot"}
    | {"discern", "perceive", "notice", "locate"}
)
#: Whose "could" is of what they were able to do, unless it is what they could have done or been.
_ABLE = frozenset({"i", "you", "he", "she", "we", "they", "one", "nobody", "anyone", "everyone"})
#: What follows "nearly" where it qualifies that and not the verb: "nearly all", "nearly there".
_NOT_DONE = frozenset({"ADV", "DET", "PRON", "NOUN", "NUM", "ADJ"})
#: What "over" and "under" are where they qualify a number: no preposition ("over ten seconds").
_OF_NUMBERS = frozenset({"advmod", "quantmod", "amod"})
#: Verbs behind which "whether" offers a choice and says no doubt: "argue over whether to leave".
_CHOOSING = frozenset(
    {"ask", "argue", "debate", "decide", "discuss", "choose", "consider", "quarrel"}
)
#: What points somewhere without meaning anything by it.
_POINTERS = frozenset(
    {"finger", "hand", "arm", "arrow", "sign", "gun", "barrel", "muzzle", "rifle", "camera", "lens"}
    | {"needle", "beam", "torch", "light", "launcher", "tube", "tank", "turret", "cannon", "pistol"}
)
_ABSENT = frozenset({"no", "not", "n't", "never", "without", "neither", "nor", "none", "nobody"})


@dataclass(frozen=True, slots=True)
class Doubt:
    """A hedge of the sentence: its first and last word, how strong, and what it touches.

    ``remark`` says that it is put behind what it is about: "..., residents say".
    """

    first: Token
    last: Token
    level: str
    effect: str
    remark: bool = False

    def hedge(self, parsed: ParsedSentence) -> Hedge:
        """Return it as a noun of the record, its cue cut from the account."""
        span = parsed.span(self.first, self.last)
        start = parsed.sentence.span[0]
        cue = parsed.sentence.text[span[0] - start : span[1] - start]
        return Hedge.model_validate({"cue": cue, "span": span, "effect": self.effect})


def doubts(parsed: ParsedSentence) -> tuple[Doubt, ...]:
    """Return every hedge and booster of the sentence in order, none overlapping another."""
    found = [*_phrases(parsed), *_words(parsed), *_reports(parsed)]
    # The longest cue wins where two overlap: "not immediately clear" is one.
    found.sort(key=lambda doubt: (doubt.first.i - doubt.last.i, doubt.first.i))
    taken: set[int] = set()
    kept = []
    for doubt in found:
        run = set(range(doubt.first.i, doubt.last.i + 1))
        if not run & taken:
            taken |= run
            kept.append(doubt)
    return tuple(sorted(kept, key=lambda doubt: doubt.first.i))


def _phrases(parsed: ParsedSentence) -> Iterator[Doubt]:
    """Yield the cues of several words, as the patterns of ``data/hedges.yaml`` find them."""
    starts = {token.idx: token for token in parsed.doc}
    ends = {token.idx + len(token.text): token for token in parsed.doc}
    for pattern, how_sure, effect in _patterns():
        for match in pattern.finditer(parsed.lower):
            first, last = starts.get(match.start()), ends.get(match.end())
            if first is not None and last is not None:
                yield Doubt(first, last, how_sure, effect)


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    effects = {"booster": "booster", "part": "part", "near_miss": "near_miss"}
    return tuple(
        (
            re.compile(r"(?<![\w'])(?:" + row.replace("~", r"\s+") + r")(?![\w])"),
            level if level not in effects else "certain",
            effects.get(level, "claim"),
        )
        for level, rows in hedge_cues()["patterns"].items()
        for row in rows
    )


def _reports(parsed: ParsedSentence) -> Iterator[Doubt]:
    """Yield the verbs by which somebody else than the writer is said to say something."""
    beside = {token.i for token in remarks(parsed)}
    for token in parsed.doc:
        how_sure = reported_by(token)
        if token.i in beside:
            how_sure = how_sure or level(token, report_verbs().clause)
        if how_sure is not None:
            yield Doubt(token, token, how_sure, "claim", remark=token.i in beside)


def _words(parsed: ParsedSentence) -> Iterator[Doubt]:
    """Yield the cues of one word, and those in front of a number."""
    for token in parsed.doc:
        doubt = (
            _near_miss(token)
            or _number(token, parsed.lower)
            or _word(token)
            or _seeming(token)
            or _pointing(token)
        )
        if doubt is not None:
            yield doubt


def _near_miss(token: Token) -> Doubt | None:
    if token.lower_ not in hedge_cues()["near_miss"] or not words.is_verb(token.head):
        return None
    after = token.doc[token.i + 1 : token.i + 2]
    if any(_NUMBER.match(word.lower_) or word.pos_ in _NOT_DONE for word in after):
        return None
    if token.lower_ == "barely" and words.lemma(token.head) in _SENSED:
        return None
    return Doubt(token, token, "certain", "near_miss")


def _number(token: Token, lower: str) -> Doubt | None:
    """Match "about forty", "at least three": only the number is in doubt."""
    lists = hedge_cues()
    for effect, name in (("quantifier", "quantifier"), ("part", "number")):
        for cue in lists[name]:
            last = _matches(token, cue, lower)
            if last is None or last.i + 1 >= len(token.doc):
                continue
            if cue in {"over", "under"} and token.dep_ not in _OF_NUMBERS:
                continue
            if effect == "quantifier":
                return Doubt(token, last, "certain" if " " in cue else "probable", effect)
            after = token.doc[last.i + 1]
            numeric = (
                any(c.isdigit() for c in after.text)
                or bool(after.like_num)
                or (_NUMBER.match(after.lower_) is not None and after.lower_ != "a")
                or (after.lower_ == "the" and _is_middle(token.doc, last.i + 2))
            )
            if after.text == "." or (cue == "some" and after.lower_ in {"of", "one"}):
                continue
            if numeric or (after.lower_ in {"a", "half"} and _counts(token.doc, last.i + 2)):
                return Doubt(token, last, "certain", "part")
    return None


def _matches(token: Token, cue: str, lower: str) -> Token | None:
    """Return the last token of *cue* where the words from *token* on spell it."""
    if lower[token.idx] != cue[0]:
        return None
    end = token.idx + len(cue)
    if not lower.startswith(cue, token.idx) or lower[end : end + 1].isalnum():
        return None
    inside = [word for word in token.doc[token.i :] if word.idx < end]
    return inside[-1] if inside and inside[-1].idx + len(inside[-1].text) == end else None


def _is_middle(doc: Doc, index: int) -> bool:
    """Say whether the word is "halfway", "middle" or the like, as in "around the middle"."""
    return index < len(doc) and doc[index].lower_ in {"halfway", "middle", "midpoint", "time"}


def _counts(doc: Doc, index: int) -> bool:
    return index < len(doc) and doc[index].lower_ in _COUNTING


def _word(token: Token) -> Doubt | None:
    """Match cues of one word, told from their other senses by tag and company."""
    word, lists = token.lower_, hedge_cues()["words"]
    denied = any(child.lower_ in _ABSENT for child in token.head.children)
    if word in {"obvious", "apparent"} and denied:
        return Doubt(token, token, "probable", "claim")
    if word in _OF_PHRASES and _qualifies_noun(token):
        return Doubt(token, token, "certain", "part")
    if word == "should" and token.tag_ == "MD" and _is_condition(token):
        return Doubt(token, token, "possible", "claim")
    if word == "should" and token.tag_ == "MD":
        return Doubt(token, token, "probable", "claim") if _is_supposing(token.head) else None
    if word == "must" and token.tag_ == "MD":
        return Doubt(token, token, "probable", "claim") if _is_inferring(token.head) else None
    if word in {"may", "might", "could"}:
        return Doubt(token, token, "possible", "claim") if _is_doubting_modal(token) else None
    if word in hedge_cues()["identity"] and token.dep_ == "amod":
        return Doubt(token, token, "certain", "part")
    if word in {"thought", "believed", "claimed", "suspected", "presumed", "assumed"} and (
        token.tag_ not in {"VBN", "JJ"} or token.dep_ == "ROOT"
    ):
        return None
    if word in {"unknown", "potential", "apparent", "uncertain"} and token.dep_ == "amod":
        return Doubt(token, token, "certain", "part")
    if word in {"evident", "apparent", "clearly"} and token.dep_ in {"acomp", "advmod"}:
        if denied:
            return Doubt(token, token, "probable", "claim")
        if word != "clearly":
            return None
    if word == "likely" and token.pos_ == "ADJ" and token.dep_ == "amod":
        return Doubt(token, token, "probable", "claim")
    if word == "whether" and _is_of_a_choice(token):
        return None
    for how_sure in ("probable", "possible", "unknown"):
        if word in lists[how_sure]:
            return Doubt(token, token, how_sure, "claim")
    if word in lists["booster"]:
        return Doubt(token, token, "certain", "booster")
    if word in {"do", "does", "did"} and _insists(token):
        return Doubt(token, token, "certain", "booster")
    return None


def _is_of_a_choice(whether: Token) -> bool:
    """Say whether the "whether" offers a choice and doubts nothing.

    It is what people ask or decide, or says that it is so in any case: "none is heard, whether near
    or far".
    """
    behind = [word.lower_ for word in whether.doc[whether.i + 1 : whether.i + 9]]
    if whether.i > 0 and whether.nbor(-1).text == "," and "or" in behind:
        return True
    above = whether.head.head
    over = above.head if above.dep_ in {"prep", "pcomp"} or above.pos_ == "ADP" else above
    return words.lemma(over) in _CHOOSING and not words.is_passive(over)


def _pointing(token: Token) -> Doubt | None:
    """Match "points to" of what is evidence: a person or a barrel points at something else."""
    if words.lemma(token) != "point" or token.pos_ != "VERB" or token.i + 1 >= len(token.doc):
        return None
    after = token.nbor()
    nouns = words.subjects(token)
    if after.lower_ not in {"to", "towards", "toward"} or after.tag_ == "TO" or not nouns:
        return None
    for noun in nouns:
        if noun.pos_ == "PROPN" or noun.lower_ in _ABLE or words.lemma(noun) in _POINTERS:
            return None
        if is_a(words.names(noun), "civilian", "official", "state_force", "nonstate_force"):
            return None
    return Doubt(token, after, "probable", "claim")


#: Adverbs that may doubt one noun or figure alone: "a rifle, possibly an AK".
_OF_PHRASES = frozenset({"possibly", "maybe", "perhaps", "probably", "likely", "presumably"})


def _qualifies_noun(token: Token) -> bool:
    """Say whether the adverb stands with a noun, figure or adjective that is no predicate."""
    head = token.head
    if token.pos_ != "ADV" or head.pos_ not in {"NOUN", "PROPN", "NUM", "ADJ", "ADP"}:
        return False
    told = any(words.is_verb(above) for above in head.ancestors)
    return (
        told
        and head.dep_ not in {"ROOT", "acomp", "attr", "nsubj", "nsubjpass"}
        and not words.is_verb(head)
    )


def _is_doubting_modal(token: Token) -> bool:
    """Say whether may, might or could doubts: not the month, and not "could be heard".

    "Could" of what was possible to do ("could not get out") says no doubt either.
    """
    near = token.doc[max(0, token.i - 1) : token.i + 2]
    if token.tag_ != "MD" or (token.lower_ == "may" and any(t.like_num for t in near)):
        return False
    if token.lower_ != "could":
        # A reader who may want to look away is warned, not told of a doubt.
        return not any(
            child.lower_ in {"you", "viewers", "readers"} for child in token.head.children
        )
    denied = any(child.dep_ == "neg" for child in token.head.children) or any(
        child.lower_ in _ABSENT for noun in words.subjects(token.head) for child in noun.lefts
    )
    if denied or words.lemma(token.head) in _SENSED:
        return False
    if words.lemma(token.head) == "be":
        return not any(child.lower_ in {"visible", "audible"} for child in token.head.children)
    supposed = any(child.lower_ in {"have", "of"} for child in token.head.children)
    return supposed or not any(noun.lower_ in _ABLE for noun in words.subjects(token.head))


def _is_condition(should: Token) -> bool:
    """Say whether "should" opens a condition: "should the bridge fall, …", and asks nothing."""
    before = should.doc[should.i - 1] if should.i > 0 else None
    opens = before is None or before.is_punct or before.lower_ == "and"
    asks = should.doc.text.rstrip().endswith("?")
    return opens and not asks and any(noun.i > should.i for noun in words.subjects(should.head))


def _is_supposing(verb: Token) -> bool:
    """Say whether "should" supposes: "should be there by now"; "should be tried" asks for it."""
    supposed = any(child.lower_ == "have" and child.dep_ == "aux" for child in verb.children)
    return supposed or words.lemma(verb) in {"be", "have"}


def _is_inferring(verb: Token) -> bool:
    """Say whether "must" infers: "must have fired", "must be a mortar"; "must be closed" orders."""
    if any(child.lower_ == "have" and child.dep_ == "aux" for child in verb.children):
        return True
    return words.lemma(verb) == "be" and any(child.dep_ == "attr" for child in verb.children)


def _insists(token: Token) -> bool:
    """Say whether "do" adds force to a verb: "it does show", with nothing denied or asked."""
    verb = token.head
    plain = token.dep_ == "aux" and verb.i == token.i + 1 and verb.tag_ == "VB"
    denied = any(child.dep_ == "neg" for child in verb.children)
    return plain and not denied and not token.doc.text.rstrip().endswith("?")


def _seeming(token: Token) -> Doubt | None:
    """Match appear, seem, look and sound where they mean an impression."""
    how_sure = hedge_cues()["lemmas"].get(words.lemma(token))
    if how_sure is None or token.pos_ in {"NOUN", "PROPN"} or token.dep_ == "amod":
        return None
    if words.lemma(token) not in _SEEMING:
        return None if _is_shown(token) else Doubt(token, token, how_sure, "claim")
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if words.lemma(token) == "seem" and (after is None or after.lower_ != "to"):
        return Doubt(token, token, how_sure, "claim")
    if after is None:
        return None
    if after.lower_ == "to" and after.tag_ == "TO":
        return Doubt(token, after, how_sure, "claim")
    if after.lower_ == "like":
        return Doubt(token, after, how_sure, "claim") if _is_likened(after) else None
    if after.lower_ in {"as", "that"} or (after.tag_ in {"JJ", "VBN"} and token.tag_ != "VBG"):
        return Doubt(token, token, how_sure, "claim")
    return None


def _is_shown(verb: Token) -> bool:
    """Say whether somebody indicates a thing with his hand, which says no doubt."""
    pointed = words.lemma(verb) == "indicate" and bool(words.objects(verb))
    return pointed and any(
        is_a(words.names(noun), "civilian", "official", "state_force", "nonstate_force")
        for noun in words.subjects(verb)
    )


def _is_likened(like: Token) -> bool:
    """Say whether something stands behind "like": "what war looks like" is no impression."""
    after = like.doc[like.i + 1] if like.i + 1 < len(like.doc) else None
    return after is not None and not after.is_punct and after.pos_ not in {"ADP", "SCONJ", "CCONJ"}


def certainty(found: Iterable[Doubt], polarity: Polarity) -> Certainty:
    """Return the certainty that hedges and polarity leave; a near miss is certainly not so."""
    touching = [doubt for doubt in found if doubt.effect in {"claim", "quantifier"}]
    level = max((_LEVELS.index(doubt.level) for doubt in touching), default=0)
    return _SCALE["-" if polarity is Polarity.NEGATIVE else "+"][level]


def no_surer_than(sure: Certainty, level: str) -> Certainty:
    """Return *sure* lowered to *level* where it is certain; what is doubted is left as it is."""
    return _SCALE[sure[-1]][_LEVELS.index(level)] if sure.startswith("CT") else sure


#: How a question opens, or offers a choice: the writer does not say which holds.
_ASKING = re.compile(
    r"^(?:(?:and|but|so) )?(?:who|whom|whose|what|which|where|when|why|how|did|does|do|is|are|was"
    r"|were|has|have|had|can|could|will|would)\b|\bor\b"
)


def is_asked(text: str, behind: str) -> bool:
    """Say whether the claim *text* is a question; *behind* is what follows it in its sentence."""
    asked = "?" in text or behind.lstrip().startswith("?")
    return asked and _ASKING.search(text) is not None
