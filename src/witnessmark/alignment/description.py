"""What was heard, in plain words with figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from witnessmark.alignment.bearing import shots_in
from witnessmark.alignment.citing import stretches
from witnessmark.clock import Span, clock_face
from witnessmark.formats.number_words import counted
from witnessmark.model import Kind, Observation


def describe(observations: Sequence[Observation]) -> str:
    """Say in figures what was heard: shots, explosions, seconds, rates; the words of a clause."""
    by_kind = {kind: [o for o in observations if o.kind is kind] for kind in Kind}
    parts = []
    if shots := by_kind[Kind.SHOT]:
        parts.append(_at_times(shots, "a shot is", "shots are"))
    if groups := by_kind[Kind.GUNFIRE]:
        parts.append(_gunfire(groups))
    if blasts := by_kind[Kind.EXPLOSION]:
        parts.append(_explosions(blasts))
    if impulses := by_kind[Kind.IMPULSE]:
        parts.append(
            _at_times(impulses, "a bang of unknown cause is", "bangs of unknown cause are")
        )
    if voices := by_kind[Kind.SPEECH]:
        parts.append(f"speech is heard at {at_times(voices)}")
    return " and ".join(parts)


def at_times(things: Sequence[Observation]) -> str:
    """Say when *things* were: the first few stretches, and how many more there are."""
    return _list(stretches(things), _stretch)


def sentence(words: str) -> str:
    """Return *words* with a capital, ready to begin a sentence."""
    return words[:1].upper() + words[1:]


def _at_times(things: Sequence[Observation], one: str, more: str) -> str:
    noun = one if len(things) == 1 else f"{len(things):,} {more}"
    return f"{noun} heard at {_list([thing.span for thing in things], _moment)}"


def _explosions(blasts: Sequence[Observation]) -> str:
    if not any(blast.attributes.get("at_least") for blast in blasts):
        return _at_times(blasts, "an explosion is", "explosions are")
    return f"at least {_at_times(blasts, 'one explosion is', 'explosions are')}"


def _gunfire(groups: Sequence[Observation]) -> str:
    total = sum(shots_in(group) for group in groups)
    least = any(group.attributes.get("at_least") for group in groups)
    number = counted(total, "shot is", "shots are")
    rates = [r for g in groups if isinstance(r := g.attributes.get("rounds_per_minute"), float)]
    rate = ""
    if rates:
        low, high = round(min(rates)), round(max(rates))
        rate = f" with runs at {low if low == high else f'{low} to {high}'} rounds a minute"
    # Not "at least": some that were found may be echoes, though more were missed.
    more = ", and probably more were fired" if least else ""
    return f"{number} heard at {_list([group.span for group in groups], _stretch)}{rate}{more}"


def _moment(span: Span) -> str:
    return clock_face(span.start.seconds)


def _stretch(span: Span) -> str:
    start, end = clock_face(span.start.seconds), clock_face(span.end.seconds)
    return start if start == end else f"{start} to {end}"


def _list(spans: Sequence[Span], words_for: Callable[[Span], str], most: int = 4) -> str:
    """Join the words for *spans*, naming at most *most* and counting the rest."""
    words = [words_for(one) for one in spans[:most]]
    if len(spans) > most:
        return f"{', '.join(words)} and {counted(len(spans) - most, 'more time')}"
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + f" and {words[-1]}"
