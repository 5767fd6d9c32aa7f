"""What bears on one claim: everything that fits its act, and the part of it that is in its window.

Conventions
-----------
A group of gunfire lies in a window when any of its shots does, speech when any of it does, and
everything else when its start does. ``events`` are single shots or explosions, which is what a
number in the account counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise

from witnessmark.alignment.citing import cite
from witnessmark.alignment.evidence import RAPIDLY, SINGLY, Evidence
from witnessmark.alignment.exclusive import barred_by
from witnessmark.alignment.in_picture import says_off_camera
from witnessmark.alignment.nearness import Nearness, nearness_told, opposed
from witnessmark.alignment.ranks import Rank, rank_told
from witnessmark.alignment.sureness import SURE
from witnessmark.alignment.unread import unread_words
from witnessmark.alignment.window import Window, coverage, whole_of, window_of
from witnessmark.clock import Span
from witnessmark.model import Citation, Claim, Kind, Observation, Polarity, Recording, Relation

#: Seconds from one round to the next up to which fire is automatic (perception.sound.gunfire), and
#: those over a round between them that may have been missed.
RAPID = Fraction(1, 5)
IN_A_BURST = 2 * RAPID
#: What states how near it was.
_PLACED_BY_DISTANCE = frozenset({Kind.GUNFIRE, Kind.SHOT})


@dataclass(frozen=True, slots=True)
class Bearing:
    """A claim, where it is to be tested, and what was heard.

    ``share`` is the part of the window in which a sound could have been heard. ``maybe`` are
    bangs of unknown cause in the window that are not surely something else, and shots where no
    more than a bang is told of: what might be told
    there is neither absent nor counted to the end while one of them may be it. ``sole`` says
    that the account makes no other claim of the kind and tells of no more, so that its number is
    of all there is; ``covering`` that any other says no more than that there was some, so that a
    number which is said to be all there was is of all there is; ``total`` that it speaks of all of
    the recording, and the account tells of no more. ``unread`` are words of the claim that nothing
    here weighs. ``nearness`` is what it says of the distance from the camera, and ``opposed`` what
    lies in its window but was judged to be at another. ``in_picture`` has, where the claim puts it
    off camera, what lies in its window and was fired in the picture, ``flashes`` the flashes of it.
    ``barred`` is what the claim says that there was none of, while it says what there was;
    ``bounded`` says, of a denial, that words beside it or a tie bound it in time beside its window;
    ``otherwise`` gunfire in the window that was not judged to be fired as the claim has it, and may
    have been. ``rank`` is which of several it counts off; then ``every``, ``maybe_anywhere`` and
    ``share_of_all`` are as ``events``, ``maybe`` and ``share``, of all the recording. ``meaning``
    are the account's words for the event that the claim only points to ("four more").
    """

    claim: Claim
    evidence: Evidence
    window: Window
    whole: Span
    share: Fraction
    everywhere: tuple[Observation, ...]
    within: tuple[Observation, ...]
    events: tuple[Observation, ...]
    maybe: tuple[Observation, ...]
    recording: str
    sole: bool
    unread: tuple[str, ...]
    covering: bool = False
    total: bool = False
    nearness: Nearness | None = None
    opposed: tuple[Observation, ...] = ()
    in_picture: tuple[Observation, ...] = ()
    flashes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    barred: tuple[Observation, ...] = ()
    otherwise: tuple[Observation, ...] = ()
    bounded: bool = False
    rank: Rank | None = None
    every: tuple[Observation, ...] = ()
    maybe_anywhere: tuple[Observation, ...] = ()
    share_of_all: Fraction = Fraction(0)
    meaning: str = ""

    @property
    def surest(self) -> float:
        """The confidence of the surest thing in the window; 0 where there is none."""
        return max((one.confidence for one in self.within), default=0.0)

    def cite(self, observations: Sequence[Observation]) -> tuple[Citation, ...]:
        """Return citations of *observations*, with their shots and what shows them in place."""
        return cite(
            observations, lambda one: (one.id, *members(one), *self.flashes.get(one.id, ()))
        )


def bear(
    claim: Claim,
    evidence: Evidence,
    recording: Recording,
    by_id: Mapping[str, Observation],
    lit: Mapping[str, tuple[str, ...]],
    *,
    sole: bool,
    relations: Sequence[Relation],
    meaning: str = "",
) -> Bearing:
    """Gather what bears on *claim* among the observations of *recording*, given by id in order.

    *lit* has what was fired in the picture, with its flashes (:mod:`in_picture`); *relations* are
    those of the account that tie the claim to another in time, *meaning* the words for the event
    that it points to.
    """
    window = _untied(window_of(claim, recording, ordered=bool(relations)), claim, relations)
    observations = tuple(by_id.values())
    kind = evidence.kind
    if claim.polarity is Polarity.NEGATIVE and kind is Kind.GUNFIRE and evidence.modes is None:
        # What is denied is any shot, and only the shots inside the window count.
        kind = Kind.SHOT
    everywhere = tuple(
        one
        for one in observations
        if one.kind is kind
        and (evidence.modes is None or one.attributes.get("mode") in evidence.modes)
    )
    told = nearness_told(claim.quote) if kind in _PLACED_BY_DISTANCE else None
    parts = {one.id: [by_id[m] for m in members(one)] or [one] for one in everywhere}
    inside = {
        one.id: [part for part in parts[one.id] if lies_in(part, window)] for one in everywhere
    }
    there = tuple(one for one in everywhere if inside[one.id])
    elsewhere = () if told is None else tuple(one for one in there if opposed(one, told[0]))
    off = claim.polarity is Polarity.POSITIVE and says_off_camera(claim)
    in_picture = tuple(one for one in there if off and one.id in lit)
    away = {one.id for one in (*elsewhere, *in_picture)}
    within = tuple(one for one in there if one.id not in away)
    perhaps = tuple(_perhaps(observations, evidence))
    rank = rank_told(claim.quote, evidence.kind)
    share = coverage(window.span, recording, observations)
    whole = whole_of(recording)
    return Bearing(
        claim=claim,
        evidence=evidence,
        window=window,
        whole=whole,
        share=share,
        everywhere=everywhere,
        within=within,
        events=tuple(part for one in within for part in inside[one.id]),
        maybe=tuple(one for one in perhaps if lies_in(one, window)),
        recording=recording.sha256,
        meaning=meaning,
        sole=sole,
        unread=unread_words(
            claim,
            relations,
            window,
            kind=evidence.kind,
            nearness=told[1] if told else None,
            pointing=bool(meaning),
        ),
        nearness=told[0] if told else None,
        opposed=elsewhere,
        in_picture=in_picture,
        flashes={one.id: lit[one.id] for one in in_picture},
        otherwise=_fired_otherwise(evidence, window, by_id),
        barred=barred_by(
            claim, evidence, window, (one for one in observations if one.kind is Kind.GUNFIRE)
        ),
        rank=rank,
        every=() if rank is None else tuple(part for one in everywhere for part in parts[one.id]),
        maybe_anywhere=() if rank is None else perhaps,
        share_of_all=Fraction(0) if rank is None else coverage(whole, recording, observations),
    )


def _fired_otherwise(
    evidence: Evidence, window: Window, by_id: Mapping[str, Observation]
) -> tuple[Observation, ...]:
    """Return gunfire in *window* of another mode than the claim's, where its mode is not sure."""
    if evidence.modes is None:
        return ()
    return tuple(
        one
        for one in by_id.values()
        if one.kind is Kind.GUNFIRE
        and one.attributes.get("mode") not in evidence.modes
        and not _surely_so_fired(one)
        and any(lies_in(by_id[name], window) for name in members(one) or (one.id,))
    )


def _surely_so_fired(one: Observation) -> bool:
    """Say whether how a group was fired is sure.

    A round that is likely to be missing may make a burst of single shots, never the other way.
    """
    mode = one.attributes.get("mode")
    if mode in SINGLY and one.attributes.get("at_least"):
        return False
    return one.confidence >= SURE and mode in SINGLY | RAPIDLY


def _untied(window: Window, claim: Claim, relations: Sequence[Relation]) -> Window:
    """Return *window* as not placed where a denial holds up to another event, or from it on.

    What meets an event ("without warning") is said of the event; a warning that is denied is placed
    by :mod:`witnessmark.alignment.warning`.
    """
    cues = [relation.cue for relation in relations if set(relation.allen) != {"m"}]
    denied = claim.polarity is Polarity.NEGATIVE and claim.act != "WARNING"
    if not (denied and cues) or window.unplaced is not None or window.stated:
        return window
    return replace(window, unplaced=f"{cues[0]!r} ties it to something else in time")


def members(observation: Observation) -> tuple[str, ...]:
    """Return the ids of the shots that make up a group of gunfire; none for anything else."""
    named = observation.attributes.get("shot_ids", [])
    return tuple(str(one) for one in named) if isinstance(named, list) else ()


def shots_in(observation: Observation) -> int:
    """Return how many shots a group of gunfire holds; 0 for anything else."""
    count = observation.attributes.get("shots", 0)
    return count if isinstance(count, int) else 0


def lies_in(one: Observation, window: Window) -> bool:
    """Say whether *one*, no group of gunfire, lies in *window*; all does where none is stated."""
    if one.kind is Kind.SPEECH:
        return not window.stated or window.span.overlaps(one.span)
    return not window.stated or window.span.contains(one.start)


def _perhaps(observations: Sequence[Observation], evidence: Evidence) -> list[Observation]:
    """Return the bangs of unknown cause that are not surely something else, in order.

    What the account calls no more than a bang may be any bang, and a shot. One alone is no
    automatic fire, whatever it was: of that it may be a round where another bang that may be one,
    or a shot, lies within :data:`IN_A_BURST` of it. Nor is it a single shot with one of them within
    :data:`RAPID` of it.
    """
    if evidence.kind is Kind.SPEECH:
        return []
    if evidence.bang:
        return [one for one in observations if one.kind in {Kind.IMPULSE, Kind.SHOT}]
    found = [one for one in observations if _chance(one, evidence) > 1 - SURE]
    if evidence.modes is None or not found:
        return found
    shots = (one for one in observations if one.kind is Kind.SHOT)
    at = sorted(one.start.seconds for one in (*found, *shots))
    rapidly = evidence.modes == RAPIDLY
    pause = IN_A_BURST if rapidly else RAPID
    close = {moment for pair in pairwise(at) if pair[1] - pair[0] <= pause for moment in pair}
    return [one for one in found if (one.start.seconds in close) is rapidly]


def _chance(one: Observation, evidence: Evidence) -> float:
    """Return the chance that a bang of unknown cause is of the kind; 0 for anything else.

    The crack of a bullet tells of a shot as its blast does.
    """
    if one.kind is not Kind.IMPULSE:
        return 0.0
    causes = ("explosion",) if evidence.kind is Kind.EXPLOSION else ("shot", "crack")
    chances = (one.attributes.get(f"chance_of_{cause}", 0.0) for cause in causes)
    return sum(chance for chance in chances if isinstance(chance, float))
