"""In which language an account is written, and a refusal of those that nobody here reads.

Conventions
-----------
The whole text decides, never a line of it. An account is refused only on clear evidence: most
of its letters belong to another script, or another language is several times likelier than
English and English function words are rare. A caption of one or two words in Latin letters is
too short to refuse.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from witnessmark.account.lexicon import word_list
from witnessmark.errors import UnsupportedLanguageError

#: How many times likelier than English another language must be, and how likely at least.
_CLEAR_RATIO = 10.0
_CLEAR_PROBABILITY = 0.2

#: Share of English function words from which on a text counts as English; running English has
#: about two in five words from this list, other languages a stray few.
_ENGLISH_SHARE = 0.15

#: How much of the text the identifier is given; more does not change its mind.
_SAMPLE = 20_000

_FUNCTION_WORDS = word_list("english")

#: Scripts, by the first word of a letter's Unicode name, and the language to name for each.
_SCRIPTS = {
    "CYRILLIC": ("ru", "Russian or another language in Cyrillic letters"),
    "ARABIC": ("ar", "Arabic or another language in Arabic letters"),
    "HEBREW": ("he", "Hebrew"),
    "GREEK": ("el", "Greek"),
    "CJK": ("zh", "Chinese"),
    "HIRAGANA": ("ja", "Japanese"),
    "HANGUL": ("ko", "Korean"),
    "DEVANAGARI": ("hi", "Hindi"),
    "ETHIOPIC": ("am", "Amharic"),
    "MYANMAR": ("my", "Burmese"),
    "ARMENIAN": ("hy", "Armenian"),
    "GEORGIAN": ("ka", "Georgian"),
}

_NAMES = {
    "ar": "Arabic", "be": "Belarusian", "bg": "Bulgarian", "cs": "Czech", "da": "Danish",
    "de": "German", "es": "Spanish", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "he": "Hebrew", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "no": "Norwegian", "pl": "Polish",
    "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sr": "Serbian",
    "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "zh": "Chinese",
}  # fmt: skip


def language_of(text: str, name: str) -> str:
    """Return ``"en"``, or raise :class:`UnsupportedLanguageError` naming the language found."""
    sample = text[:_SAMPLE]
    words = re.findall(r"[^\W\d_]+", sample.lower())
    script = _foreign_script(sample)
    if not words or (script is None and _reads_as_english(words)):
        return "en"
    likeliest, likelihood, english = _likelihoods(sample)
    clear = likelihood >= max(_CLEAR_PROBABILITY, _CLEAR_RATIO * english)
    if script is not None:
        code, label = script
        if clear and likeliest in _NAMES:
            code, label = likeliest, _NAMES[likeliest]
        raise _unsupported(name, code, label)
    if likeliest == "en" or not clear:
        return "en"
    raise _unsupported(name, likeliest, _NAMES.get(likeliest, f"the language {likeliest!r}"))


def _reads_as_english(words: list[str]) -> bool:
    known = sum(word in _FUNCTION_WORDS for word in words)
    return len(words) < 3 or known >= _ENGLISH_SHARE * len(words)


def _foreign_script(sample: str) -> tuple[str, str] | None:
    """Return the language to name where most letters are of another script than Latin."""
    counts: dict[str, int] = {}
    for letter in sample:
        if letter.isalpha():
            script = unicodedata.name(letter, "UNKNOWN").split()[0]
            counts[script] = counts.get(script, 0) + 1
    if 2 * counts.get("LATIN", 0) >= sum(counts.values()):
        return None
    main = max(sorted(counts), key=lambda script: counts[script])
    return _SCRIPTS.get(main, ("und", f"a language in {main.lower()} letters"))


def _likelihoods(sample: str) -> tuple[str, float, float]:
    """Return the likeliest language, its probability, and that of English."""
    ranked = _identifier().rank(sample)
    code, likelihood = ranked[0]
    return str(code), float(likelihood), float(dict(ranked)["en"])


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _unsupported(name: str, code: str, label: str) -> UnsupportedLanguageError:
    return UnsupportedLanguageError(
        name,
        f"The account {name} is in {label}, and only English is read: "
        "give an English translation and keep the original beside it.",
        code,
    )
