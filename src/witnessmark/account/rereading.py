"""A second parse of sentences in which the first took a verb for a noun.

The small parser reads "a sniper on the roof fires at the square" as a heap of nouns. Such a
sentence is parsed again with the doubtful word replaced by a verb that can be nothing else; the
grammar of that parse is kept where it is the better one, and the words are always the account's.

Conventions
-----------
The result has exactly the tokens of the first parse. Only forms of ``homographs`` in
``data/lists.yaml`` are doubtful, and only where the word before could be a subject.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc, Token

from witnessmark.account.lexicon import classes, frames, nouns, word_list

#: Sentences parsed at a time, and the most further parses of one sentence: bounds on the work.
_BATCH = 64
_MOST_TRIALS = 4

#: Tags of words that can stand right before a finite verb: nouns, pronouns, adverbs, figures.
_BEFORE = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "RB", "WDT", "WP", "CC", "EX", "RP", ","})
#: Words that stand right before a verb whatever the parser calls them.
_ALSO_BEFORE = frozenset(
    {"inside", "outside", "above", "below", "behind", "nearby", "right", "left", "wounded",
     "injured", "dead", "others", "sparks", "shots", "flames", "flashes", "bursts", "blasts"}
)  # fmt: skip
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "VB"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})

#: What can hang on a noun: "warning" with more than these is a verb ("without warning anyone").
_OF_NOUNS = frozenset({"det", "amod", "compound", "prep", "cc", "conj", "punct", "advmod"})

#: Words behind a verb that its object can start with.
_OPENS_OBJECT = frozenset({"DT", "PRP$", "PRP", "CD", "JJ", "NN", "NNS", "NNP", "NNPS"})


def reread(parser: Language, docs: Iterable[Doc]) -> Iterator[Doc]:
    """Yield *docs* in order, those with a verb taken for a noun in the better of its parses."""
    waiting = iter(docs)
    while batch := list(islice(waiting, _BATCH)):
        trials = [_trials(doc) for doc in batch]
        asked = [
            _substituted(doc, trial)
            for doc, own in zip(batch, trials, strict=True)
            for trial in own
        ]
        answers = parser.pipe(asked, batch_size=_BATCH)
        for doc, own in zip(batch, trials, strict=True):
            better = _better(doc, [(trial, next(answers)) for trial in own])
            for token in better:
                _make_verb(token)
                _make_noun(token)
                _make_perfect(token)
            yield better


def _trials(doc: Doc) -> list[dict[int, tuple[str, str]]]:
    """Return what to replace in each further parse: all doubtful words, then each alone."""
    for token in doc:
        _give_subject(token)
    doubtful = {token.i: form for token in doc if (form := _doubtful(token)) is not None}
    if len(doubtful) < 2:
        return [doubtful] if doubtful else []
    return [doubtful, *({index: form} for index, form in doubtful.items())][:_MOST_TRIALS]


def _substituted(doc: Doc, trial: dict[int, tuple[str, str]]) -> Doc:
    words = [trial[token.i][0] if token.i in trial else token.text for token in doc]
    return Doc(doc.vocab, words=words, spaces=[bool(token.whitespace_) for token in doc])


def _give_subject(verb: Token) -> None:
    """Make the noun before a verb its subject where the parser joined the two as nouns.

    So in "the recording stops", and behind "with" in "ends with a car burning".
    """
    participle = verb.tag_ == "VBG" and verb.dep_ == "pobj" and verb.head.lower_ == "with"
    if verb.tag_ not in {"VBZ", "VBP", "VBD"} and not participle:
        return
    if any(child.dep_ in _SUBJECTS for child in verb.children) or verb.i == 0:
        return
    before = verb.nbor(-1)
    joined = before.head.i == verb.i and before.dep_ in {"compound", "nmod", "npadvmod"}
    if joined and before.pos_ in {"NOUN", "PROPN"}:
        before.dep_ = "nsubj"
        if participle:
            verb.dep_ = "pcomp"


def _make_verb(token: Token) -> None:
    """Make "explodes" the verb of "before something explodes", parsed as what "before" governs."""
    tied = token.head.lower_ in {"before", "after", "until", "till", "once"}
    subject = any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.children)
    if token.dep_ == "pobj" and token.tag_ in {"VBZ", "VBD", "VBP"} and tied and subject:
        token.dep_, token.pos_ = "pcomp", "VERB"


def _make_noun(token: Token) -> None:
    """Make "warning" and its like a noun behind "without" where nothing says whom or of what.

    So too "before shooting", where the parser took it for a thing and called it a verb, and the
    silence that follows something.
    """
    if token.lower_ in {"silence", "quiet"} and token.tag_ in {"VB", "VBP"}:
        # "a shot, then silence": nobody silences anything
        if not any(child.dep_ in {"dobj", "aux", "nsubj"} for child in token.children):
            token.tag_, token.pos_, token.dep_ = "NN", "NOUN", "npadvmod"
        return
    if token.tag_ != "VBG" or not _is_event_noun(token.lower_):
        return
    governed = {"pobj": ("without", "before"), "pcomp": ("without",)}.get(token.dep_, ())
    if token.head.lower_ not in governed:
        return
    if any(child.dep_ not in _OF_NOUNS for child in token.children):
        return
    token.tag_, token.pos_, token.dep_, token.lemma_ = "NN", "NOUN", "pobj", token.lower_


def _make_perfect(have: Token) -> None:
    """Make "looted" the verb of "had earlier looted shops", parsed as "had shops"."""
    if have.lemma_ != "have" or have.pos_ not in {"VERB", "AUX"}:
        return
    done = [child for child in have.children if child.dep_ == "dobj" and child.i > have.i]
    verb = next(
        (c for noun in done for c in noun.lefts if c.tag_ == "VBN" and c.dep_ == "amod"), None
    )
    if verb is None or any(token.pos_ != "ADV" for token in have.doc[have.i + 1 : verb.i]):
        return
    noun = verb.head
    root = have.head.i == have.i
    verb.head, verb.dep_, verb.pos_ = (verb if root else have.head), have.dep_, "VERB"
    for child in [child for child in have.children if child.i not in {verb.i, noun.i}]:
        child.head = verb
    noun.head = verb
    have.head, have.dep_, have.pos_ = verb, "aux", "AUX"


def _is_event_noun(form: str) -> bool:
    table = nouns()
    return form in table.sound or form in table.sure or form in table.doubtful


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    """Return every finite form of the homographs with its lemma.

    They are the verbs of the list, and every verb of a frame that no class holds as a noun.
    """
    made: dict[str, str] = {}
    named = {*nouns().sure, *nouns().doubtful, *nouns().sound}.union(*classes().values())
    framed = {verb for verb in frames() if verb.isalpha() and len(verb) > 2} - named
    for verb in sorted(word_list("homographs") | (framed - word_list("rarely_verbs"))):
        made[verb] = verb
        if verb.endswith("y") and verb[-2] not in "aeiou":
            made[f"{verb[:-1]}ies"] = verb
        else:
            made[verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")] = verb
    return made


def _doubtful(token: Token) -> tuple[str, str] | None:
    """Return a sure verb for a word that may be one and was read as a noun, with its lemma.

    "Following" at the head of a sentence counts too: there it is a preposition. For "warning"
    behind "without" it is a sure noun.
    """
    if token.i == 0:
        opening = token.lower_ == "following" and token.tag_ == "VBG"
        return ("After", "after") if opening else None
    if token.tag_ == "VBG" and token.nbor(-1).lower_ == "without" and _is_event_noun(token.lower_):
        return "notice", token.lower_  # "without warning a sniper shoots": the comma is left out
    verb = _forms().get(token.lower_)
    if verb is None or token.tag_ not in _NOUNS or token.dep_ in {"xcomp", "aux"}:
        return None
    before = token.nbor(-1)
    if not (before.tag_ in _BEFORE or before.lower_ in _ALSO_BEFORE) or before.lower_ in {
        "no",
        "not",
        "very",
    }:
        return None
    if token.tag_ == "VB" and any(child.dep_ in {"aux", "nsubj"} for child in token.children):
        return None
    after = token.nbor(1).tag_ if token.i + 1 < len(token.doc) else "."
    third = token.lower_ != verb
    if after == "VBG":
        return ("begins" if third else "begin"), verb
    if after in _OPENS_OBJECT:
        return ("destroys" if third else "destroy"), verb
    return ("appears" if third else "appear"), verb


def _better(doc: Doc, answers: list[tuple[dict[int, tuple[str, str]], Doc]]) -> Doc:
    """Return the parse in which more finite verbs have subjects that agree; the first on a tie."""
    best, reached = doc, _sound_verbs(doc)
    for trial, second in answers:
        for token in second:
            _give_subject(token)
        if not all(_took(second[index]) for index in trial):
            continue
        score = _sound_verbs(second)
        if score > reached:
            best, reached = _with_own_words(doc, second, trial), score
    return best


def _took(token: Token) -> bool:
    """Say whether the substitute came out as what it stands for, with a subject in agreement."""
    if token.i == 0:
        return token.dep_ in {"prep", "mark"}
    if token.lower_ == "notice":
        return token.pos_ == "NOUN" and token.dep_ == "pobj"
    return _is_finite(token) and _agrees(token)


def _is_finite(token: Token) -> bool:
    """Say whether the word is a finite verb by its tag, or a bare form that heads a clause."""
    bare = token.tag_ == "VB" and token.dep_ in {"conj", "ROOT", "advcl", "ccomp"}
    return token.tag_ in _FINITE or (bare and not any(c.dep_ == "aux" for c in token.children))


def _sound_verbs(doc: Doc) -> tuple[int, int]:
    """Return how many finite verbs have a subject that agrees, and a penalty for lone nouns."""
    sound = sum(_agrees(token) for token in doc if _is_finite(token))
    opened = int(doc[0].lower_ == "after" and doc[0].dep_ in {"prep", "mark"})
    return sound + opened, -sum(token.dep_ in {"dep", "npadvmod"} for token in doc)


def _agrees(verb: Token) -> bool:
    here = verb
    if verb.pos_ not in {"VERB", "AUX"}:
        return False
    while here.dep_ == "conj" and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in here.children):
        here = here.head
        if here.pos_ not in {"VERB", "AUX"}:
            return False
    subjects = [child for child in here.children if child.dep_ in {"nsubj", "nsubjpass", "expl"}]
    if not subjects:
        return False
    noun = subjects[0]
    several = noun.tag_ in {"NNS", "NNPS"} or any(c.dep_ == "conj" for c in noun.children)
    if verb.tag_ == "VBZ":
        return not several
    return verb.tag_ != "VBP" or noun.tag_ not in {"NN", "NNP"} or several


def _with_own_words(doc: Doc, second: Doc, trial: dict[int, tuple[str, str]]) -> Doc:
    """Return the grammar of *second* over the words of *doc*."""
    return Doc(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[token.tag_ for token in second],
        pos=[token.pos_ for token in second],
        morphs=[str(token.morph) for token in second],
        lemmas=[trial[t.i][1] if t.i in trial else t.lemma_ for t in second],
        heads=[token.head.i for token in second],
        deps=[token.dep_ for token in second],
        sent_starts=[token.is_sent_start for token in second],
    )
