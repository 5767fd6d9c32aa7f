"""What was seen in one line, the same on screen and in drawings."""

from __future__ import annotations

from collections import Counter

from witnessmark.clock import union_length
from witnessmark.formats.number_words import counted
from witnessmark.formats.sight_table import SightTable, is_unclear, word_of
from witnessmark.model import Kind, Observation
from witnessmark.publication.wording import kind_word

_STATES = {
    "none": "C2PA: no manifest in the file, as in almost all files",
    "valid": "C2PA: valid, signature and hashes hold; nobody here vouches for the signer",
    "trusted": "C2PA: trusted, signature and hashes hold and the signer is on a list of trust",
    "invalid": "C2PA: INVALID, the manifest does not fit the file or its signature does not hold",
    "remote": "C2PA: the manifest is kept elsewhere and was not fetched",
    "unreadable": "C2PA: could not be judged",
    "not_read": "C2PA: not looked for in files of this container",
}


def summary_words(table: SightTable) -> str:
    """Say in one line what was seen and for how long nothing could be; without its full stop."""
    cuts = max(0, len(table.takes) - 1)
    parts = [counted(cuts, "cut") if cuts else "no cut"]
    clear = [one for one in (*table.conditions, *table.moments) if not is_unclear(one)]
    counts = Counter(one.kind for one in clear)
    listed = [_told(kind, number) for kind, number in counts.items()]
    parts.append(f"seen: {', '.join(listed)}" if listed else "nothing else of what was looked for")
    if table.texts:
        parts.append(counted(len(table.texts), "text"))
    unseen = float(union_length(list(table.gaps)))
    if unseen:
        long = f"{unseen:.1f} s" if unseen < 60 else f"{unseen / 60:.1f} min"
        parts.append(f"{long} not seen")
    words = "; ".join(parts)
    return words[:1].upper() + words[1:]


def provenance_words(seen: Observation) -> str:
    """Say what the provenance of a file came to, in a sentence without its full stop."""
    state = word_of(seen, "state")
    words = _STATES.get(state, f"C2PA: {state}")
    failed = seen.attributes.get("codes")
    against = failed.get("failure") if isinstance(failed, dict) else None
    if isinstance(against, list) and against:
        words += f" ({', '.join(str(code) for code in against)})"
    error = word_of(seen, "error")
    return f"{words} ({error})" if error else words


def _told(kind: Kind, number: int) -> str:
    if kind in (Kind.FLASH, Kind.STREAK):
        plural = {Kind.FLASH: "flashes", Kind.STREAK: "streaks of light"}[kind]
        return counted(number, kind_word(kind), plural)
    return kind_word(kind)
