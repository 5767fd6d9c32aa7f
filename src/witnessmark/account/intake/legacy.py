"""Which legacy encoding bytes are in, where the words they make leave no doubt.

Conventions
-----------
Each encoding is tried whole. A reading is possible where nearly every word with a letter beyond
ASCII looks like a word: one script, small letters after the first (or capitals throughout), and
for scripts other than Latin the script's commonest letters among them. Exactly one text must be
possible; where Latin readings differ in a letter, the language decides.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from witnessmark.account.language import likeliest_language


@dataclass(frozen=True, slots=True)
class _Encoding:
    codec: str
    name: str
    script: str


_ENCODINGS = (
    _Encoding("cp1252", "windows-1252", "LATIN"),
    _Encoding("cp1250", "windows-1250", "LATIN"),
    _Encoding("cp1254", "windows-1254", "LATIN"),
    _Encoding("cp1251", "windows-1251", "CYRILLIC"),
    _Encoding("koi8_u", "koi8-u", "CYRILLIC"),
    _Encoding("cp866", "ibm866", "CYRILLIC"),
    _Encoding("iso8859_5", "iso-8859-5", "CYRILLIC"),
    _Encoding("cp1253", "windows-1253", "GREEK"),
    _Encoding("cp1255", "windows-1255", "HEBREW"),
    _Encoding("cp1256", "windows-1256", "ARABIC"),
)

#: The commonest letters of each script, which make up well over half of running text: Russian and
#: Ukrainian, Greek, Hebrew, Arabic and Persian (by the letter counts of any primer).
_COMMON = {
    "CYRILLIC": frozenset("оеаинтсрвлі"),
    "GREEK": frozenset("αοιετσνηυρς"),
    "HEBREW": frozenset("יוהלאתרבמנש"),
    "ARABIC": frozenset("المينوترهب"),
}
_COMMON_SHARE = 0.5

#: Languages whose letters differ between the Latin encodings.
_LATIN_OF = {
    "windows-1250": frozenset({"pl", "cs", "sk", "hu", "hr", "sl", "ro", "sq", "bs"}),
    "windows-1254": frozenset({"tr", "az"}),
}

#: Signs beyond ASCII that prose holds: quotes, dashes, dots, currency, degrees, the number sign.
_SIGNS = frozenset("‘’‚“”„«»‹›–—…•·°§©®™€£№¡¿ºª½¼¾²³\u00a0\u00ad\u200e\u200f،؛؟")  # noqa: RUF001

#: Share of words and signs that must look right; Latin words may be all accents ("été").
_RIGHT_SHARE = 0.85

#: Fewest letters beyond ASCII that tell a script other than Latin.
_FEWEST = 6

#: As many words and signs as are looked at; more do not change the answer.
_LOOKED_AT = 20_000

_WORD = re.compile(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")
_SIGN = re.compile(r"[^\w\s\x00-\x7f]|[\x80-\x9f]")


def read(data: bytes) -> tuple[str, str] | None:
    """Return the text of *data* and the name of its encoding, None where it is not clear."""
    possible: dict[str, _Encoding] = {}
    for encoding in _ENCODINGS:
        try:
            text = data.decode(encoding.codec)
        except UnicodeDecodeError:
            continue
        if _looks_right(text, encoding.script):
            possible.setdefault(text, encoding)
    if len(possible) == 1:
        ((text, encoding),) = possible.items()
        return text, encoding.name
    if not possible or {encoding.script for encoding in possible.values()} != {"LATIN"}:
        return None
    language = likeliest_language(next(iter(possible)))
    fitting = [
        (text, encoding.name)
        for text, encoding in possible.items()
        if language in _LATIN_OF.get(encoding.name, ())
    ]
    western = [(t, e.name) for t, e in possible.items() if e.name not in _LATIN_OF]
    return next(iter(fitting or western), None)


def _looks_right(text: str, script: str) -> bool:
    words = [found[0] for found, _ in zip(_WORD.finditer(text), range(_LOOKED_AT), strict=False)]
    signs = [found[0] for found, _ in zip(_SIGN.finditer(text), range(_LOOKED_AT), strict=False)]
    right = sum(_is_word(word, script) for word in words) + sum(sign in _SIGNS for sign in signs)
    if right < _RIGHT_SHARE * (len(words) + len(signs)):
        return False
    if script == "LATIN":
        return True
    letters = [letter for word in words for letter in _bare(word)]
    common = sum(letter in _COMMON[script] for letter in letters)
    return len(letters) >= _FEWEST and common >= _COMMON_SHARE * len(letters)


def _is_word(word: str, script: str) -> bool:
    if script == "LATIN":
        plain = sum(letter.isascii() for letter in word)
        of_script = 2 * plain >= len(word) or len(word) == 1
    else:
        of_script = all(_is_of(letter, script) for letter in word)
    return of_script and (word[1:] == word[1:].lower() or word == word.upper())


def _is_of(letter: str, script: str) -> bool:
    return unicodedata.name(letter, "").startswith(script)


def _bare(word: str) -> str:
    """Return *word* in small letters without accents."""
    split = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in split if not unicodedata.combining(letter))
