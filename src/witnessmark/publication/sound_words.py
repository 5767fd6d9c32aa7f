"""What was heard in one line, the same on screen and in drawings."""

from __future__ import annotations

from witnessmark.formats import SoundTable
from witnessmark.model import Kind
from witnessmark.publication.wording import counted


def summary_words(table: SoundTable) -> str:
    """Say in one line what was heard and for how long nothing could be; without its full stop."""
    explosions = sum(o.kind is Kind.EXPLOSION for o in table.others)
    bounded = "at least " if any(group.at_least for group in table.groups) else ""
    unheard = _covered([(gap.start, gap.end) for gap in table.unheard])
    shots = (
        f"{bounded}{counted(len(table.shots), 'shot')} in {counted(len(table.groups), 'group')}"
        if table.shots
        else "no shot"
    )
    parts = [
        f"{shots} and {counted(explosions, 'explosion') if explosions else 'no explosion'} heard"
    ]
    if unheard:
        long = f"{unheard:.1f} s" if unheard < 60 else f"{unheard / 60:.1f} min"
        parts.append(f"{long} not heard, or not well")
    return _sentence("; ".join(parts))


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _covered(spans: list[tuple[float, float]]) -> float:
    total, reached = 0.0, float("-inf")
    for start, end in sorted(spans):
        total += max(0.0, end - max(start, reached))
        reached = max(reached, end)
    return total
