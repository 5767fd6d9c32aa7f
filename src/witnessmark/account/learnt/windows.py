"""An account as a language model reads it: in windows, its claims marked where they begin and end.

Conventions
-----------
A window holds whole sentences, each behind a sign for its role, as many as fit, and opens with the
sentence before where that fits too. Of a sentence that is longer than a window the rest is left
out. Signs around claims stand among the pieces. Spans are code points of the account.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from witnessmark.account.learnt.wordpiece import BEGIN, END, Piece, pieces
from witnessmark.model import Role, Sentence

#: Pieces in a window, signs and all; and how many of them the sentence before may take.
LENGTH, BEFORE = 192, 64
#: The signs before and behind a claim, and before a sentence, by its role.
OPENS, CLOSES = "[claim]", "[/claim]"
ROLES = {role: f"[{role.value}]" for role in Role}

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Window:
    """Numbers of pieces in order, and for each claim told here: its index, first and last place.

    The first place is that of the sign that opens the claim, the last that of the one that closes
    it. ``places`` has the code points that each piece stands for, None for a sign; those before
    ``own`` are of the sentence before.
    """

    numbers: tuple[int, ...]
    claims: tuple[tuple[int, int, int], ...]
    places: tuple[Span | None, ...]
    own: int


_Signed = tuple[list[tuple[int, Span | None]], dict[int, tuple[int, int]]]


def windows(
    sentences: Sequence[Sentence], claims: Sequence[Span], known: Mapping[str, int]
) -> list[Window]:
    """Return the windows of an account; each claim of *claims* is told in one at most.

    A claim that begins outside every sentence, or is cut off by the end of a window, is in none.
    """
    told = [s for s in sentences if s.role.is_told]
    order = sorted((span, n) for n, span in enumerate(claims))
    signed = [_signed(s, _within(s.span, order), known) for s in told]
    found: list[Window] = []
    first = 0
    while first < len(told):
        before = signed[first - 1] if first else None
        if before is not None and len(before[0]) > BEFORE:
            before = None
        room = LENGTH - 2 - (len(before[0]) if before else 0)
        last = first + 1
        taken = len(signed[first][0])
        while last < len(told) and taken + len(signed[last][0]) <= room:
            taken += len(signed[last][0])
            last += 1
        found.append(_window(before, signed[first:last], known))
        first = last
    return found


def _window(before: _Signed | None, own: Sequence[_Signed], known: Mapping[str, int]) -> Window:
    run: list[tuple[int, Span | None]] = [(known[BEGIN], None)]
    run += before[0] if before else []
    begun, claims = len(run), []
    for body, told in own:
        claims += [(n, len(run) + a, len(run) + b) for n, (a, b) in told.items()]
        run += body
    run = [*run[: LENGTH - 1], (known[END], None)]
    inside = tuple(one for one in claims if one[2] < LENGTH - 1)
    return Window(tuple(n for n, _ in run), inside, tuple(place for _, place in run), begun)


def _within(sentence: Span, order: Sequence[tuple[Span, int]]) -> list[tuple[int, Span]]:
    """Return those claims of *order*, sorted by span, that begin in *sentence*, with numbers."""
    first, last = (bisect_left(order, ((edge, 0), 0)) for edge in sentence)
    return [(n, span) for span, n in order[first:last]]


def _signed(
    sentence: Sentence, own: Sequence[tuple[int, Span]], known: Mapping[str, int]
) -> _Signed:
    """Return the sentence in pieces with signs around *own*, its claims, and where these lie."""
    start, end = sentence.span
    body: list[tuple[int, Span | None]] = [(known[ROLES[sentence.role]], None)]
    opened: dict[int, int] = {}
    closed: dict[int, int] = {}
    waiting = sorted(own, key=lambda one: (one[1][0], -one[1][1], one[0]))
    for piece in (*pieces(sentence.text, known), Piece(-1, end - start, end - start)):
        place = start + piece.start
        for n, span in own:
            if n in opened and n not in closed and span[1] <= place:
                closed[n] = len(body)
                body.append((known[CLOSES], None))
        while waiting and (waiting[0][1][0] < start + piece.end or piece.number < 0):
            opened[waiting[0][0]] = len(body)
            body.append((known[OPENS], None))
            waiting.pop(0)
        if piece.number >= 0:
            body.append((piece.number, (place, start + piece.end)))
    for n, _ in own:
        if n not in closed:
            closed[n] = len(body)
            body.append((known[CLOSES], None))
    return body, {n: (opened[n], closed[n]) for n, _ in own}
