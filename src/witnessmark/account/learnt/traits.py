"""What a learnt judge is told of a claim: its words, their roles in the grammar, its surroundings.

Conventions
-----------
A trait is a name; a claim has it or has it not. Names are of lemmas in lower case with the role
that the word plays ("head=throw", "object=grenade") or of the claim's surroundings ("role=title",
"link=before"). Words that stand for a number, a clock or a name are replaced by what they are, so
that nothing is learnt of particular places or days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Token

from witnessmark.account import words
from witnessmark.account.grammar import ParsedSentence
from witnessmark.account.lexicon import classes, cues, verb_classes

#: Roles for which the vectors of words are averaged, in the order of the model's blocks.
BLOCKS = ("claim", "head", "subject", "object", "oblique", "sentence", "before")


@dataclass(frozen=True, slots=True)
class View:
    """A claim as the judge sees it: its traits, and the words whose vectors count, by block."""

    traits: frozenset[str]
    blocks: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the account as a whole adds: is it about violence, and about footage; what came before.

    ``place`` is the sentence's place in the account, 0 to 1.
    """

    theatre: bool
    footage: bool
    place: float
    before: tuple[str, ...]
    flow: tuple[str, ...] = ()


def view_of(
    parsed: ParsedSentence,
    tokens: tuple[Token, ...],
    head: Token,
    surroundings: Surroundings,
    known: Iterable[str],
) -> View:
    """Return the traits of the claim made of *tokens*; *known* are those that the rules add."""
    inside = {token.i for token in tokens}
    subject = words.subjects(head)
    done_to = words.objects(head)
    oblique = [
        inner
        for token in tokens
        if token.dep_ in {"prep", "agent"}
        for inner in token.children
        if inner.dep_ in {"pobj", "pcomp"}
    ]
    names = set(known)
    names |= {f"head={shape(head)}", f"head.tag={head.tag_}", f"head.dep={head.dep_}"}
    names |= {f"subject={shape(t)}" for t in subject} or {"subject=none"}
    names |= {f"object={shape(t)}" for t in done_to} or {"object=none"}
    names |= {f"oblique={t.head.lower_}+{shape(t)}" for t in oblique}
    names |= {f"particle={p}" for p in words.particles(head)}
    names |= {f"aux={words.lemma(c)}" for c in head.children if c.dep_ in {"aux", "auxpass", "neg"}}
    run = [shape(t) for t in tokens if not (t.is_punct or t.is_space)]
    names |= {f"word={w}" for w in run}
    names |= {f"pair={a}_{b}" for a, b in pairwise(run)}
    for role, found in (("subject", subject), ("object", done_to), ("any", list(tokens))):
        names |= {f"{role}@{c}" for t in found for c in _classes(t)}
    names |= {f"head~{c}" for c in _kinds_of_verb(head)}
    others = (t for t in tokens if t.i != head.i and t.pos_ in {"VERB", "NOUN", "ADJ"})
    names |= {f"any~{c}" for t in others for c in _kinds_of_verb(t)}
    names |= set(_outside(parsed, inside))
    names |= set(_around(parsed, head, surroundings))
    names.add(f"length={min(len(run), 24) // 3}")
    return View(
        frozenset(names),
        (
            tuple(_content(tokens)),
            (words.lemma(head),),
            tuple(words.lemma(t) for t in subject),
            tuple(words.lemma(t) for t in done_to),
            tuple(words.lemma(t) for t in oblique),
            tuple(_content(t for t in parsed.doc if t.i not in inside)),
            surroundings.before,
        ),
    )


def content_of(parsed: ParsedSentence) -> tuple[str, ...]:
    """Return the words of a sentence that its vector is made of."""
    return tuple(_content(parsed.doc))


def _content(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.pos_ in {"NOUN", "VERB", "ADJ", "ADV", "PROPN"} and token.is_alpha:
            yield words.lemma(token)


def shape(token: Token) -> str:
    """Return the word as a trait: its lemma, or what kind of figure or name it is."""
    text = token.lower_
    if any(c.isdigit() for c in text):
        return "<clock>" if ":" in text else ("<year>" if len(text) == 4 else "<figure>")
    if token.pos_ == "PROPN" and not any(_classes(token)):
        return "<name>"
    return words.lemma(token)


def _classes(token: Token) -> Iterator[str]:
    if token.pos_ not in {"NOUN", "PROPN", "ADJ", "VERB", "PRON"}:
        return
    if token.pos_ == "PRON":
        yield f"pronoun.{token.lower_}"
        return
    called = words.names(token)
    for name, members in classes().items():
        if name != "theatre" and called & members:
            yield name


def _kinds_of_verb(token: Token) -> Iterator[str]:
    """Yield the classes of a verb with its particle, or of the bare verb where that has none."""
    for form in words.forms(token):
        found = verb_classes().get(form)
        if found:
            yield from found
            return


def _outside(parsed: ParsedSentence, inside: set[int]) -> Iterator[str]:
    """Yield what the sentence says around the claim: who reports, what is seen or heard."""
    for token in parsed.doc:
        if token.i in inside:
            continue
        lemma = words.lemma(token)
        if token.pos_ in {"VERB", "AUX", "ADP", "SCONJ"} or lemma in classes()["media"]:
            yield f"outside={lemma}"
        if lemma in cues()["report_verbs"]:
            yield "outside.report"


def _around(parsed: ParsedSentence, head: Token, around: Surroundings) -> Iterator[str]:
    sentence = parsed.sentence
    yield f"role={sentence.role.value}"
    yield f"theatre={around.theatre}"
    yield f"footage={around.footage}"
    yield f"place={int(around.place * 5)}"
    yield f"first={sentence.index == 0}"
    above = head
    for _ in range(4):
        if above.head.i == above.i:
            break
        yield f"above={above.dep_}<{words.lemma(above.head)}"
        above = above.head
    yield from (f"flow={name}" for name in around.flow)
    if any(mark in sentence.text for mark in '"“”«»'):
        yield "quoted"
    if sentence.text.rstrip().endswith(":"):
        yield "colon"
    if sentence.text.rstrip().endswith("?"):
        yield "question"
    first = parsed.doc[0] if len(parsed.doc) else None
    if first is not None:
        yield f"opens={shape(first)}"


def flow_of(parsed: Sequence[ParsedSentence]) -> list[tuple[str, ...]]:
    """Return for each sentence of an account how the telling flows: tense, medium, speakers.

    Named are the tense of the sentence before and of the account, how long ago the footage was
    last mentioned, whether it has a clock, and whether the account is told in the first person.
    """
    tenses = [_tense(one) for one in parsed]
    present = tenses.count("present") / max(1, len(tenses))
    first = sum(t.lower_ in {"i", "we", "my", "our", "me", "us"} for one in parsed for t in one.doc)
    whole = (
        f"account.present={int(present * 3.99)}",
        f"account.first={min(first, 6) // 2}",
        f"account.clocks={min(sum(_has_clock(one) for one in parsed), 6) // 2}",
        f"account.length={min(len(parsed), 40) // 8}",
    )
    since = 9
    rows: list[tuple[str, ...]] = []
    for number, one in enumerate(parsed):
        since = 0 if _tells_of_medium(one) else min(since + 1, 9)
        rows.append(
            (
                *whole,
                f"tense={tenses[number]}",
                f"tense.before={tenses[number - 1] if number else 'none'}",
                f"tense.after={tenses[number + 1] if number + 1 < len(parsed) else 'none'}",
                f"since.medium={min(since, 4)}",
                f"clock={_has_clock(one)}",
                f"role.before={parsed[number - 1].sentence.role.value if number else 'none'}",
            )
        )
    return rows


def _tense(parsed: ParsedSentence) -> str:
    tags = [t.tag_ for t in parsed.doc if t.pos_ in {"VERB", "AUX"}]
    past = sum(tag == "VBD" for tag in tags)
    now = sum(tag in {"VBZ", "VBP"} for tag in tags)
    if not tags:
        return "verbless"
    if past == now:
        return "mixed" if past else "nonfinite"
    return "past" if past > now else "present"


def _has_clock(parsed: ParsedSentence) -> bool:
    return any(":" in t.text and any(c.isdigit() for c in t.text) for t in parsed.doc)


def _tells_of_medium(parsed: ParsedSentence) -> bool:
    media = classes()["media"]
    return any(
        words.lemma(t) in media or t.lower_ in {"heard", "seen", "audible", "visible", "frame"}
        for t in parsed.doc
    )
