"""In which language an account is written, and each part of it.

Conventions
-----------
Languages are named by their ISO 639-1 codes. Evidence is weighed in this order: the script of the
letters, letters that one language of the script alone has, the commonest small words, and what a
statistical identifier says. A sentence is of another language than its account only on clear
evidence; one of too few words is of its account's. A caption of a word or two in Latin letters is
English: it is too short to be held for anything else.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from witnessmark.account.lexicon import data, word_list
from witnessmark.model.language import NAMES

#: How many times likelier than English another language must be, and how likely at least.
_CLEAR_RATIO = 10.0
_CLEAR_PROBABILITY = 0.2

#: Share of English function words from which on a text counts as English; running English has
#: about two in five words from this list, other languages a stray few.
_ENGLISH_SHARE = 0.15

#: Share of another language's small words that tells it without the identifier.
_FOREIGN_SHARE = 0.2

#: Fewest words by which a sentence can be of another language than its account, in Latin letters.
_FEWEST_WORDS = 4

#: How much of the text the identifier is given; more does not change its mind.
_SAMPLE = 20_000

_FUNCTION_WORDS = word_list("english")

#: English small words that are words of other languages as well, and below how many words of text
#: they tell nothing; the identifier must then be this sure.
_SHARED = frozenset({"a", "an", "as", "at", "he", "i", "in", "is", "me", "no", "on", "was", "will"})
_SHORT = 12

#: Below this many words in plain letters, a caption may hold little but foreign names.
_FEW_NAMES = 6
_SURE = 0.95

#: Fewest words outside quotation marks that decide for a sentence; fewest small words that show it
#: to be of another language than its account; fewest words for that in one script.
_FEWEST_OUTSIDE = 2
_FEWEST_BACKING = 2
_FEWEST_OWN = 3

_QUOTED = re.compile(
    r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|«[^»]*(?:»|$)|„[^“”]*(?:[“”]|$)|^[^“«„\"]*[”»]"
)
_WORD = re.compile(r"[^\W\d_]+")

#: The language to name for a script where its letters do not say more; by the first word of a
#: letter's Unicode name.
_OF_SCRIPT = {
    "CYRILLIC": "ru", "ARABIC": "ar", "HEBREW": "he", "GREEK": "el", "CJK": "zh", "HIRAGANA": "ja",
    "KATAKANA": "ja", "HANGUL": "ko", "DEVANAGARI": "hi", "BENGALI": "bn", "TAMIL": "ta",
    "THAI": "th", "ETHIOPIC": "am", "MYANMAR": "my", "ARMENIAN": "hy", "GEORGIAN": "ka",
}  # fmt: skip

#: Letters that tell a language from the others of its script; the first that is met decides.
_TELLING = {
    "CYRILLIC": (
        ("uk", "іїєґ"), ("be", "ў"), ("kk", "әғқңөұүһ"), ("mk", "ѓќѕ"), ("sr", "ђћџјљњ"),
        ("ru", "ыэё"),
    ),
    "ARABIC": (
        ("ku", "ڕڵۆێە"), ("ps", "ټډړښږۍ"), ("ur", "ٹڈڑےں"), ("fa", "پچژگکی"), ("ar", "ةىيكأإ"),
    ),
}  # fmt: skip


def language_of(text: str) -> str:
    """Return the language of most of *text*; ``"en"`` where there is too little to tell."""
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    script = _script(sample)
    if script not in {None, "LATIN"}:
        return _in_script(str(script), sample)
    if len(words) < 3:
        return "en"
    found = _by_small_words(words, sample)
    if found is not None and not (found == "en" and _is_doubtful(words)):
        return found
    likeliest, likelihood, english = _likelihoods(sample)
    few = len(words) < _FEW_NAMES and sample.isascii()
    floor = _SURE if few else _CLEAR_PROBABILITY
    clear = likelihood >= max(floor, _CLEAR_RATIO * english)
    return likeliest if clear and (found is None or likelihood >= _SURE) else "en"


def languages_of(sentences: list[str], main: str) -> list[str]:
    """Return the language of each sentence of an account whose language is *main*."""
    return [_of_sentence(sentence, main) for sentence in sentences]


def likeliest_language(text: str) -> str:
    """Return the language that the identifier holds for the likeliest."""
    return _likelihoods(text[:_SAMPLE])[0]


def _of_sentence(sentence: str, main: str) -> str:
    """Return the language of one sentence: the account's, unless it is clearly another.

    What stands between quotation marks may be in another language than the sentence that quotes
    it: where enough words stand outside them, those decide.
    """
    outside = _QUOTED.sub(" ", sentence)
    told = outside if len(_WORD.findall(outside)) >= _FEWEST_OUTSIDE else sentence
    script = _script(told)
    if script is None:
        return main
    words = _WORD.findall(told.lower())
    if script != "LATIN":
        found = _in_script(script, told)
        return main if _same_script(main, script) and len(words) < _FEWEST_OWN else found
    if not _is_latin(main):
        # In an account of another script, a name or a kicker in Latin letters says nothing.
        share = sum(word in _FUNCTION_WORDS for word in words) / len(words)
        return _by_small_words(words, told) or ("en" if share >= _ENGLISH_SHARE else main)
    if len(words) < _FEWEST_WORDS:
        return main
    found = _by_small_words(words, told) or main
    own = _small_words().get(main, _FUNCTION_WORDS)
    backed = {word for word in words if word in _small_words().get(found, _FUNCTION_WORDS)}
    if len(backed) < _FEWEST_BACKING or sum(word in own for word in words) >= len(backed):
        return main
    return found


def _is_latin(language: str) -> bool:
    return language not in set(_OF_SCRIPT.values()) | {
        code for rows in _TELLING.values() for code, _ in rows
    } | {"bg", "und"}


def _same_script(language: str, script: str) -> bool:
    if language == _OF_SCRIPT.get(script):
        return True
    return language in {code for code, _ in _TELLING.get(script, ())} | {"bg", "sr", "mk"}


def _by_small_words(words: list[str], sample: str) -> str | None:
    """Return the language whose commonest small words are among *words*, None where none's are.

    Between neighbours that share their small words the identifier decides.
    """
    counts = Counter(words)
    shares = {
        language: sum(counts[word] for word in small) / len(words)
        for language, small in _small_words().items()
    }
    english = sum(counts[word] for word in _FUNCTION_WORDS) / len(words)
    most = max(shares.values())
    if most >= _FOREIGN_SHARE and most * len(words) >= _FEWEST_BACKING and most > 1.5 * english:
        near = [language for language in sorted(shares) if shares[language] >= 0.6 * most]
        if len(near) == 1:
            return near[0]
        ranked = dict(_identifier().rank(sample))
        return max(near, key=lambda language: float(ranked.get(language, 0.0)))
    return "en" if english >= _ENGLISH_SHARE and english > most else None


def _is_doubtful(words: list[str]) -> bool:
    """Say whether the English small words of a short text are words of other languages too."""
    own = [word for word in words if word in _FUNCTION_WORDS and word not in _SHARED]
    return _FEWEST_WORDS <= len(words) < _SHORT and not own


@lru_cache(maxsize=1)
def _small_words() -> dict[str, frozenset[str]]:
    return {code: frozenset(str(words).split()) for code, words in data("languages.yaml").items()}


def _script(text: str) -> str | None:
    """Return the script of most letters of *text*; Latin where at least half are, None of none."""
    counts: Counter[str] = Counter()
    for letter in text:
        if letter.isascii():
            if letter.isalpha():
                counts["LATIN"] += 1
        elif letter.isalpha():
            counts[unicodedata.name(letter, "UNKNOWN").split()[0]] += 1
    if not counts:
        return None
    if 2 * counts["LATIN"] >= counts.total():
        return "LATIN"
    del counts["LATIN"]
    return max(sorted(counts), key=lambda script: counts[script])


def _in_script(script: str, sample: str) -> str:
    """Return the language of a text in a script other than Latin."""
    if script == "CJK" and re.search(r"[\u3040-\u30ff]", sample):
        return "ja"
    letters = set(sample.lower())
    for language, telling in _TELLING.get(script, ()):
        if letters & set(telling):
            return language
    if script == "CYRILLIC" and _likelihoods(sample)[0] == "bg":
        return "bg"  # it has no letter of its own; the others would have shown one of theirs
    return _OF_SCRIPT.get(script, "und")


def _likelihoods(sample: str) -> tuple[str, float, float]:
    """Return the likeliest of the languages known by name, its probability, and English's."""
    ranked = _identifier().rank(sample)
    code, likelihood = ranked[0]
    return str(code), float(likelihood), float(dict(ranked)["en"])


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(NAMES.keys() & set(identifier.nb_classes)))
    return identifier
