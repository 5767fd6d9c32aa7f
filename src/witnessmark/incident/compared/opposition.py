"""Claims of two accounts that exclude one another though no words of theirs are alike.

Conventions
-----------
Told against denied: a state or a sound that one account says there was none of, in words that say
nothing else, where the other tells of it. Told against told: two states of which one leaves no
room for the other, two numbers of all there was of a sound, or two lengths of the recording, of all
the fire or of one sound. An account that tells of both leaves room for both, and nothing is made of
it. Each rule is the same from either side.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from witnessmark.alignment.lasting import length_told
from witnessmark.incident.compared.clashes import (
    SAME_STRETCH,
    Clash,
    bounds_meet,
    counts,
    length_clash,
    name_shared,
    number_clash,
    partial,
)
from witnessmark.incident.compared.stated import Stated, overlap
from witnessmark.incident.compared.states import STATE_ACTS, exclusions
from witnessmark.model import Kind, Polarity

#: "Nobody is fired at" says of whom, and not that there was no fire.
_ENDS_OPEN = re.compile(r"\b(?:at|on|upon|by|with|from)\W*$", re.I)

#: (number of the claim of the first account, number of that of the second).
_Places = tuple[int, int]


def oppositions(first: Sequence[Stated], second: Sequence[Stated]) -> dict[_Places, Clash]:
    """Return every pair of claims that cannot both be so, by what each says and nothing else.

    A pair is left out where either account also says what the other does.
    """
    return {
        (a, b): clash
        for a, one in enumerate(first)
        for b, other in enumerate(second)
        if (clash := opposed(one, other)) is not None
        and not _leaves_room(first, one, other)
        and not _leaves_room(second, other, one)
    }


def opposed(one: Stated, other: Stated) -> Clash | None:
    """Return how the two exclude one another, None where they do not."""
    return next(_found(one, other), None)


def states_opposed(one: Stated, other: Stated) -> bool:
    """Say whether the two tell of states that exclude one another, or one denies the other's."""
    mine, yours = one.states, other.states
    return bool(mine.denied & yours.told or yours.denied & mine.told) or (
        _states_excluded(one, other) is not None
    )


def _found(one: Stated, other: Stated) -> Iterator[Clash]:
    if _elsewhere(one, other):
        return
    for rule in _RULES:
        if (clash := rule(one, other)) is not None:
            yield clash


def _leaves_room(account: Sequence[Stated], mine: Stated, theirs: Stated) -> bool:
    """Say whether the *account* that says *mine* says also what *theirs* does."""
    return any(
        _says_as_much(one, mine, theirs) and _may_meet(one, theirs)
        for one in account
        if one is not mine
    )


def _says_as_much(one: Stated, mine: Stated, theirs: Stated) -> bool:
    """Say whether *one*, told beside *mine*, may be what *theirs* tells."""
    asked = length_told(theirs.claim)
    if asked is not None and length_told(mine.claim) is not None:
        length = length_told(one.claim)
        if length is not None or _lasts(mine) is not None:
            return length is not None and _alike_heard(one, theirs) and bounds_meet(length, asked)
        return _alike_heard(one, theirs) and not _bare(one)
    if theirs.states.told or theirs.states.denied:
        told = one.states.told & theirs.states.told
        return bool(told or one.states.denied & theirs.states.denied)
    return theirs.heard_as is not None and _alike_heard(one, theirs)


def _alike_heard(one: Stated, theirs: Stated) -> bool:
    same = one.heard_as is theirs.heard_as
    return same and one.claim.polarity is theirs.claim.polarity


def _bare(one: Stated) -> bool:
    """Say whether the claim says no more than that there was such a sound: perhaps the same."""
    placed = one.window.stated or one.window.unplaced is not None
    return one.plain and not placed and not counts(one) and not partial(one.claim.quote)


def _lasts(one: Stated) -> str | None:
    """Return what the claim gives a length, ``recording`` or ``fire``, where it says no more."""
    if not _asserts(one):
        return None
    table = exclusions().lengths
    words = one.claim.quote
    for quantity in one.claim.quantities:
        words = words.replace(quantity.text, " ")
    of_recording = one.claim.act == "MEDIA_PROPERTY"
    thing = "recording" if of_recording else "fire"
    if not (of_recording or (one.heard_as is Kind.GUNFIRE and table[thing].search(words))):
        return None
    left = table["said_by"].sub(" ", table[thing].sub(" ", words))
    return None if left.strip(" .,;:!?-") else thing


def _states_denied(one: Stated, other: Stated) -> Clash | None:
    for denying, telling in ((one, other), (other, one)):
        both = sorted(denying.states.denied & telling.states.told)
        if both and denying.plain and _within(denying, telling, lasting=_lasting(both)):
            what = exclusions().words(both[0])
            return Clash(
                "polarity", f"one tells of {what}, the other that there is none", sure=True
            )
    return None


def _states_excluded(one: Stated, other: Stated) -> Clash | None:
    if one.states.told & other.states.told:
        return None
    table = exclusions()
    found = sorted(
        ((mine, yours) for mine in one.states.told for yours in other.states.told), key=sorted
    )
    for mine, yours in found:
        kind = table.pairs.get(frozenset((mine, yours)))
        if kind and (_lasting((mine, yours)) or _met(one, other)):
            words = f"{table.words(mine)} leaves no room for {table.words(yours)}"
            return Clash(kind, words, sure=True)
    return None


def _sound_denied(one: Stated, other: Stated) -> Clash | None:
    for denying, telling in ((one, other), (other, one)):
        if _denies_all(denying) and _tells(telling) and _takes_in(denying, telling):
            return Clash("polarity", "one denies what the other tells", sure=True)
    return None


def _denies_all(one: Stated) -> bool:
    """Say whether the claim says that there was none of a sound, and says nothing else."""
    claim = one.claim
    named = exclusions().sounds.get(one.sound.kind) if one.sound is not None else None
    return (
        named is not None
        and claim.polarity is Polarity.NEGATIVE
        and claim.certainty != "Uu"
        and one.plain
        and named.search(claim.quote) is not None
        and not _ENDS_OPEN.search(claim.quote)
        and not counts(one)
        and length_told(claim) is None
        and not partial(claim.quote)
    )


def _tells(one: Stated) -> bool:
    heard = exclusions().heard.get(one.sound.kind) if one.sound is not None else None
    return (
        one.sound is not None
        and not (one.sound.quiet and (heard is None or not heard.search(one.claim.quote)))
        and _asserts(one)
    )


def _asserts(one: Stated) -> bool:
    claim = one.claim
    return claim.polarity is Polarity.POSITIVE and claim.certainty != "Uu" and claim.checkable


def _takes_in(denying: Stated, telling: Stated) -> bool:
    """Say whether the sound that is denied takes in the one that is told, in its kind and time."""
    none, some = denying.sound, telling.sound
    if none is None or some is None or none.kind is not some.kind:
        return False
    modes = none.modes is None or (some.modes is not None and some.modes <= none.modes)
    return modes and _within(denying, telling)


def _numbers(one: Stated, other: Stated) -> Clash | None:
    """Return that two numbers of all that there was of a sound differ."""
    if not (_tells(one) and _tells(other) and one.plain and other.plain):
        return None
    if one.heard_as is not other.heard_as or one.modes != other.modes or not _met(one, other):
        return None
    clash = number_clash(one, other)
    return None if clash is None else Clash("number", clash.words, sure=True)


def _lengths(one: Stated, other: Stated) -> Clash | None:
    """Return that two lengths of the recording differ, or two of one sound."""
    lasting = {_lasts(one), _lasts(other)}
    of_sound = (
        all(_tells(side) and (side.plain or _lasts(side) is not None) for side in (one, other))
        and one.heard_as is other.heard_as
        and one.modes == other.modes
        and _met(one, other)
    )
    clash = length_clash(one, other) if lasting == {"recording"} or of_sound else None
    return None if clash is None else Clash("number", clash.words, sure=True)


_RULES: tuple[Callable[[Stated, Stated], Clash | None], ...] = (
    _states_denied,
    _states_excluded,
    _sound_denied,
    _numbers,
    _lengths,
)


def _lasting(states: Sequence[str]) -> bool:
    return bool(exclusions().lasting & set(states))


def _elsewhere(one: Stated, other: Stated) -> bool:
    """Say whether the two name places, or recordings, that have nothing in common."""
    videos = {one.claim.video, other.claim.video} - {None}
    mine, yours = one.claim.place, other.claim.place
    apart = mine is not None and yours is not None and not name_shared(mine, yours)
    return apart or len(videos) > 1


def _within(denying: Stated, telling: Stated, *, lasting: bool = False) -> bool:
    """Say whether what is told lies in the stretch for which it is denied.

    *lasting* says that what the words of time cannot place is of the whole recording.
    """
    where, when = denying.window, telling.window
    if where.unplaced is not None:
        return lasting
    if not where.stated or where.throughout:
        return True
    if when.unplaced is not None or not when.stated:
        return False
    return when.throughout or (
        where.span.start <= when.span.start and when.span.end <= where.span.end
    )


def _met(one: Stated, other: Stated) -> bool:
    """Say whether both speak of one stretch, or either of all of the recording."""
    windows = one.window, other.window
    if any(window.unplaced is not None for window in windows):
        return False
    if any(window.throughout for window in windows):
        return True
    if all(window.stated for window in windows):
        return overlap(one.window.span, other.window.span) >= SAME_STRETCH
    return one.window.stated == other.window.stated


def _may_meet(one: Stated, other: Stated) -> bool:
    """Say whether the two may speak of one moment."""
    if one.window.unplaced is not None or other.window.unplaced is not None:
        return True
    return one.window.span.overlaps(other.window.span)


def weighed_by_state(one: Stated) -> bool:
    """Say whether the verdict on the claim is one on the conditions that it names."""
    return one.claim.act in STATE_ACTS or not (one.states.told | one.states.denied)
