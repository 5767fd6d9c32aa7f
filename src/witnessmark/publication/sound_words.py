"""What was heard in one line, the same on screen and in drawings."""

from __future__ import annotations

from witnessmark.clock import union_length
from witnessmark.formats import SoundTable
from witnessmark.formats.number_words import counted
from witnessmark.model import Kind


def summary_words(table: SoundTable) -> str:
    """Say in one line what was heard and for how long nothing could be; without its full stop.

    That more shots are likely, and that a tagger disagrees, is said in it too.
    """
    explosions = sum(o.kind is Kind.EXPLOSION for o in table.others)
    shots = (
        f"{counted(len(table.shots), 'shot')} in {counted(len(table.groups), 'group')}"
        if table.shots
        else "no shot"
    )
    parts = [
        f"{shots} and {counted(explosions, 'explosion') if explosions else 'no explosion'} heard"
    ]
    if any(group.undercounted for group in table.groups):
        parts.append("more shots than were found are likely")
    unheard = float(union_length([gap.span for gap in table.gaps]))
    if unheard:
        long = f"{unheard:.1f} s" if unheard < 60 else f"{unheard / 60:.1f} min"
        parts.append(f"{long} not heard, or not well")
    against = [tagged.tagger for tagged in table.tagged if tagged.against]
    for tagger in dict.fromkeys(against):
        places = counted(against.count(tagger), "place")
        parts.append(f"tagger {tagger} disagrees in {places}")
    return _sentence("; ".join(parts))


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
