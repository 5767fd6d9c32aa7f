"""What in the footage bears on a claim, or what the claim comes to without any of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from witnessmark.alignment.evidence import Evidence, beyond_table, evidence_for
from witnessmark.alignment.seeing import weigh_sight
from witnessmark.alignment.sight_evidence import sight_evidence_for
from witnessmark.alignment.silence import tells_of_silence, weigh_silence
from witnessmark.alignment.warning import OPEN_SHOTS
from witnessmark.alignment.weighed import Weighed, unshowable
from witnessmark.model import (
    Claim,
    ClaimType,
    Kind,
    Observation,
    Perceptibility,
    Recording,
    Sought,
    Verdict,
)
from witnessmark.model.language import language_name

#: Acts that are heard whoever tells of them as seen, beside all of firing: an ambush may be silent.
_ALSO_LOUD = frozenset({"EXCHANGE_FIRE", "EXPLOSION_UNATTRIBUTED"})
#: Words that make a shot or a blast one that is looked at.
_LOOKED_AT = re.compile(
    r"\b(?:seen?|sees|saw|seeing|visib\w+|watch\w*|looks?|flash\w*|tracers?|streaks?|glow\w*|light\w*"
    r"|silent(?:ly)?|soundless\w*|muted?|smoke|fireball|picture|in view|in shot|on screen)\b",
    re.I,
)
#: Why a claim of each type is not for footage to decide.
_NOT_FOR_FOOTAGE = {
    ClaimType.CONTEXT: "it is about the world outside the recording",
    ClaimType.OPINION: "it is a judgement of the writer's",
    ClaimType.PROGNOSIS: "it is about the future",
}


def resolve(
    claim: Claim,
    language: str,
    recording: Recording,
    observations: Sequence[Observation],
    recalls: Mapping[Kind, Sought],
    meaning: str = "",
) -> Evidence | Weighed:
    """Return what in the sound bears on *claim*, or the verdict that it gets without any sound.

    *recalls* names, for each kind that was sought, the chance that one that is there is found;
    *meaning* are the words for the event that the claim only points to.
    """
    if claim.not_tested is not None:
        return _untested(f"It is in {language_name(language)}, which is not read here.")
    if claim.type in _NOT_FOR_FOOTAGE:
        return unshowable(_NOT_FOR_FOOTAGE[claim.type])
    if tells_of_silence(claim):
        return weigh_silence(claim, recording, observations, recalls)
    if claim.perceptibility is Perceptibility.NEITHER:
        if claim.type is ClaimType.ATTRIBUTED and evidence_for(claim) is not None:
            # It would be heard, had it happened here: only nobody says that it did.
            whose = "somebody" if claim.attribution is None else f"“{claim.attribution}”"
            return _untested(
                f"It is told in the words of {whose}, and not said to be in this footage."
            )
        return unshowable("it is nothing that can be seen or heard")
    seen_as = sight_evidence_for(claim, meaning)
    heard_as = evidence_for(claim, meaning)
    seen_only = claim.perceptibility is Perceptibility.VISIBLE and not _is_loud(claim, heard_as)
    by_eye = heard_as is None or seen_only or claim.type is ClaimType.MEDIA_META
    if seen_as is not None and by_eye:
        return weigh_sight(claim, seen_as, recording, observations, recalls)
    if claim.type is ClaimType.MEDIA_META:
        return _untested(f"This was not tested: {_why_beyond(claim)}.")
    if seen_only or (heard_as is None and claim.perceptibility is Perceptibility.EITHER):
        return _unseen(claim, recording)
    if recording.sound is None:
        return _untested("The recording has no sound to test this against.")
    if heard_as is None:
        return _untested(f"This was not tested: {_why_beyond(claim)}.")
    if heard_as.kind not in recalls:
        return _untested(f"No detector of {heard_as.kind.value} is part of this release.")
    return heard_as


def _is_loud(claim: Claim, heard_as: Evidence | None) -> bool:
    """Say whether what *claim* tells as seen is heard too: a shot, unless it is a flash or streak.

    Whoever writes "nobody shoots" or "a man fires" does not say that it made no sound.
    """
    loud = heard_as is not None and heard_as.kind in {Kind.GUNFIRE, Kind.EXPLOSION}
    fired = str(claim.act).startswith("FIRE_") or str(claim.act) in _ALSO_LOUD
    return loud and fired and _LOOKED_AT.search(claim.quote) is None


def _untested(reason: str) -> Weighed:
    return Weighed(Verdict.NOT_TESTED, reason)


def _why_beyond(claim: Claim) -> str:
    return beyond_table().get(str(claim.act), "nothing here recognises it")


def _unseen(claim: Claim, recording: Recording) -> Weighed:
    if recording.picture is None:
        return _untested("The recording has no picture to test this against.")
    return _untested(f"This was not tested: {_why_beyond(claim)}.")


def part_of_warning_shots() -> Weighed:
    """Return the verdict on half of the words "warning shots"."""
    return _untested(f"It is part of “warning shots”: {OPEN_SHOTS}.")


def only_mentioned() -> Weighed:
    """Return the verdict on what a sentence mentions only to deny it."""
    return _untested("The sentence tells of it only to deny it.")
