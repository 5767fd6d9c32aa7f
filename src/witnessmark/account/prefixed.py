"""Words with a prefix in front of a hyphen: "re-entered", "pre-empted", "a counter-attack".

The parser's tokens end at hyphens, and as three words it takes the hyphen of "re-entered" for the
verb. Such a word is kept whole, and is called as it is without its hyphen where a list knows it so.

Conventions
-----------
"re-" only says that something is done again: "re-captured" is captured where no list knows the
whole. Every other prefix makes another word: what is un-jammed is not jammed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Token

from witnessmark.account.lexicon import frames, known_words, verb_classes
from witnessmark.account.words import repaired

#: Parts in front of a hyphen that are no words of their own, or mean another thing as one.
_PREFIX = re.compile(
    r"(?:re|pre|co|counter|de|dis|un|mis|over|under|out|inter|cross|fore|trans)-(?=[a-z]{2,}$)",
    re.I,
)
_AGAIN = "re"


def keep_whole(parser: Language) -> None:
    """Let the tokens of *parser* go on over the hyphen behind a prefix, and name them."""
    tokenizer: Any = parser.tokenizer  # spaCy's own: the type allows any function
    parts = tokenizer.infix_finditer
    tokenizer.infix_finditer = lambda word: _outside_prefix(word, parts(word))
    parser.add_pipe(_COMPONENT, after="lemmatizer")


_COMPONENT = "witnessmark_prefixed"


@Language.factory(_COMPONENT)
class _Names:
    """Gives every word with a prefix its lemma."""

    def __init__(self, nlp: Language, name: str) -> None:  # noqa: ARG002  # spaCy hands in both
        self._lemmatizer = nlp.get_pipe("lemmatizer")

    def __call__(self, doc: Doc) -> Doc:
        for token in doc:
            if _is_prefixed(token.text):
                token.lemma_ = self._lemma(token)
        return doc

    def _lemma(self, token: Token) -> str:
        prefix, _, rest = token.lower_.partition("-")
        alone = Doc(
            token.vocab,
            words=[prefix + rest, rest],
            tags=[token.tag_] * 2,
            pos=[token.pos_] * 2,
            morphs=[str(token.morph)] * 2,
        )
        whole, base = (repaired(one.text, one.lemma_) for one in self._lemmatizer(alone))
        hyphened = f"{prefix}-{base}"
        if hyphened in _known() or whole in _known():
            return hyphened if hyphened in _known() else whole
        if prefix == _AGAIN and base in _known():
            return base
        return hyphened if token.pos_ in {"NOUN", "PROPN"} else whole


def _is_prefixed(word: str) -> bool:
    """Say whether the word has a prefix, a hyphen and one more part: but not "UN-backed"."""
    match = _PREFIX.match(word)
    return match is not None and (word.isupper() or not word[: match.end()].isupper())


def _outside_prefix(word: str, found: Iterable[re.Match[str]]) -> list[re.Match[str]]:
    """Return the places where *word* is cut in parts, without the hyphen behind its prefix."""
    return [at for at in found if at[0] != "-" or not _is_prefixed(word)]


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return known_words() | frozenset(frames()) | frozenset(verb_classes())
