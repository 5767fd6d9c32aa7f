"""What keeps up has begun: "a gun opens fire … it keeps up the fire to the end" tells of one fire.

Conventions
-----------
A claim that something lasts to the end of the recording is of the same fire as the claim of the
same act that was told last before it, at most :data:`NEAR` sentences earlier: the two start
together (T14 of the cue table). The relation is implied only where both can start at one thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from witnessmark.alignment.bearing import Bearing
from witnessmark.alignment.window import last_bout
from witnessmark.model import Polarity, Relation

#: Sentences back in which what is kept up was told.
NEAR = 2


def goes_on_from(bearings: Mapping[str, Bearing]) -> Iterator[Relation]:
    """Yield, for each of *bearings* that keeps something up, that the two start together."""
    asserted = [one for one in bearings.values() if one.claim.polarity is Polarity.POSITIVE]
    for later in asserted:
        if not later.window.to_the_end or not later.within:
            continue
        before = [
            one
            for one in asserted
            if one.claim.act == later.claim.act
            and not one.window.to_the_end
            and 0 <= later.claim.sentence - one.claim.sentence <= NEAR
            and one.claim.span[0] < later.claim.span[0]
        ]
        begun = {one.id for one in last_bout(later.within)[:1]}
        if before and begun & {one.id for one in before[-1].within}:
            yield Relation(
                first=before[-1].claim.id,
                second=later.claim.id,
                allen=("s", "e"),
                cue=later.claim.time.cue or "",
            )
