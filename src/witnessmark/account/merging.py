"""Which clauses are too small to be told apart, and are told with the clause they hang on.

Conventions
-----------
A clause that names an act, denies something or fills a sentence stands on its own. One of a few
words that names none ("until help arrived", "and ran", "taken alone") belongs to its parent.
"""

from __future__ import annotations

from witnessmark.account import states, words
from witnessmark.account.acts import Recognised
from witnessmark.account.clauses import Clause
from witnessmark.account.clocks import is_clock_face, media_clock
from witnessmark.account.lexicon import cues, is_a, report_verbs, word_list
from witnessmark.account.medium import mentions_medium
from witnessmark.account.pointers import pointer_in
from witnessmark.account.polarity import polarity
from witnessmark.account.time_cues import names_footage_time
from witnessmark.model import Polarity

#: The most words of a clause without an act that is told with its parent, by how it hangs on it.
_FEW = {"advcl": 4, "conj": 4, "acl": 4, "relcl": 4, "ccomp": 4, "pcomp": 4, "dep": 4}
#: The same for a clause that names an act and has no subject of its own.
_FEWER = {"advcl": 2, "ccomp": 2, "acl": 1, "relcl": 1}
#: Acts of the voice, whose quoted words are no claims of their own.
_VOICED = frozenset({"SPEECH", "WARNING"})


def merged(pieces: tuple[Clause, ...], found: list[Recognised | None], sentence: str) -> list[int]:
    """Return for each clause the one it is told with: itself, or one above it."""
    into = list(range(len(pieces)))
    for number, piece in enumerate(pieces):
        attached = piece.head.dep_ in {"acl", "relcl", "pcomp", "dep"} or (
            piece.kind == "with" and piece.head.i > 0
        )
        act = found[number]
        if piece.parent is not None and (
            only_times(piece)
            or _is_small(piece, act, pieces[piece.parent])
            or _is_quoted(piece, found[piece.parent])
        ):
            into[number] = piece.parent
            continue
        posted = act is not None and act.act == "MEDIA_PROPERTY" and piece.head.dep_ == "acl"
        empty = piece.kind == "event" and act is None
        repeats = piece.kind == "aim" and piece.parent is not None and found[piece.parent] is None
        if piece.link == "when" and piece.parent is not None and found[number] is None:
            # "When people think of …, they think of …" is one thought.
            attached = all(
                found[n] is None and states.is_background(pieces[n], sentence)
                for n in (number, piece.parent)
            )
        if piece.parent is not None and ((attached and act is None) or posted or empty or repeats):
            into[number] = piece.parent
    for number in range(len(pieces)):
        while into[into[number]] != into[number]:
            into[number] = into[into[number]]
    return into


#: What footage does as it passes.
_PASSING = frozenset(
    {"be", "draw", "come", "near", "approach", "reach", "wind", "wrap", "get", "kick", "hit",
     "pass", "go", "have"}
)  # fmt: skip


def only_times(piece: Clause) -> bool:
    """Say whether the clause only says how far the footage runs: "until the recording stops"."""
    timed = piece.link in {
        "until",
        "till",
        "as",
        "as long as",
        "while",
        "when",
        "before",
        "by the time",
    }
    verb = words.lemma(piece.head)
    if _reads_the_clock(piece):
        return True
    if (
        verb in _PASSING
        and mentions_medium(piece)
        and names_footage_time(f"{piece.link} {_text(piece)}")
    ):
        return True
    if not timed or words.objects(piece.head):
        return False
    if mentions_medium(piece):
        return verb in cues()["medium_ends"]
    clock = any(
        t.lower_ in {"minute", "minutes", "seconds", "hour"} for t in words.subjects(piece.head)
    )
    return clock and verb in {"be", "pass", "go", "elapse"}


def _reads_the_clock(piece: Clause) -> bool:
    """Say whether the clause only reads the footage's clock: "when the counter stood at 0:13"."""
    if media_clock(_text(piece)) is None:
        return False
    if piece.kind == "with":
        return any(is_clock_face(words.lemma(token)) for token in piece.tokens)
    shows = {"stand", "read", "show", "say", "reach", "hit", "be", "display", "tick", "pass"}
    return (
        piece.link in {"when", "as", "while", "once", "before", "after", "until"}
        and any(is_clock_face(words.lemma(noun)) for noun in words.subjects(piece.head))
        and words.lemma(piece.head) in shows
    )


def _text(piece: Clause) -> str:
    return "".join(token.text_with_ws for token in piece.tokens)


def _is_small(piece: Clause, act: Recognised | None, above: Clause) -> bool:
    """Say whether the clause has too few words to be told apart from the one *above* it."""
    if piece.kind != "clause" or polarity(piece)[0] is Polarity.NEGATIVE:
        return False
    pointer = pointer_in(piece)
    if pointer is not None and pointer.denies:
        return False  # "and found none"
    if piece.link == "whereupon":
        return False  # what comes next is told on its own, however short
    hangs = piece.head.dep_
    spoken = [token for token in piece.tokens if token.is_alpha or token.like_num]
    if act is not None:
        if mentions_medium(above):
            return False  # "the video shows soldiers firing" tells of the firing
        return len(spoken) <= _FEWER.get(hangs, 0)
    apart = {"follow"} | word_list("stopping") | word_list("resuming")
    if words.lemma(piece.head) in apart:
        return False  # "followed by silence", "and they stop": asked for elsewhere
    if is_a(piece.lemmas, "mental", "light", "weather") and hangs in {"advcl", "conj"}:
        return False  # "as they grow desperate", "and night falls" are states of their own
    if hangs == "ccomp" and words.lemma(above.head) in report_verbs().clause:
        return False
    return len(spoken) <= _FEW.get(hangs, 0)


def _is_quoted(piece: Clause, above: Recognised | None) -> bool:
    """Say whether the clause is what a voice in the footage says, in quotation marks."""
    if above is None or above.act not in _VOICED:
        return False
    before = piece.head.doc[: piece.head.i].text.count('"')
    return before % 2 == 1
