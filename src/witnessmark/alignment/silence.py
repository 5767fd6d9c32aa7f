"""A claim that nothing was to be heard: "then silence", "not a sound until 0:20".

Conventions
-----------
Silence is weighed against everything that is listened for: shots, bangs, explosions and voices.
Only a sure shot contradicts it, and only where the account says in seconds when it was quiet, since
"then silence" leaves open for how long. That none of it was heard is no more than *consistent*:
engines, wind and footsteps are not listened for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from witnessmark.alignment.citing import cite
from witnessmark.alignment.description import describe, sentence
from witnessmark.alignment.sureness import SURE
from witnessmark.alignment.weighed import SOUND_FLOOR, Weighed, too_little_heard
from witnessmark.alignment.window import MEDIA_UNITS, coverage, window_of
from witnessmark.model import Claim, ClaimType, Kind, Observation, Recording, Sought, Verdict

#: Acts that the words of silence are read as, for want of one of their own.
_READ_AS = frozenset({"STATE_SCENE", "STATE_WEATHER_LIGHT", "MEDIA_PROPERTY"})
_SILENT = re.compile(
    r"(?:^|\b(?:then|there (?:is|was|follows|followed)|followed by|and|but|only|complete|total|dead"
    r"|utter|near|almost)\s+)(?:an? )?(?:complete |total |dead |utter |near |long |brief |eerie )*"
    r"silence\b(?! (?:of|over|on|about)\b)"
    r"|\bsilence (?:falls?|fell|follows?|followed|reigns?|reigned|sets? in|returns?|returned"
    r"|is established)\b"
    r"|\b(?:it|all|everything) (?:is|was|stays?|stayed|remains?|remained|goes|went|falls?|fell"
    r"|becomes?|became|keeps?|kept) (?:\w+ )?(?:silent|quiet)\b"
    r"|^(?:\W*(?:from|until|up to|between|in|at|for|by|before|after|over|during|throughout)\b.*?)?"
    r"\s*(?:nothing|not a (?:single )?sound|not one sound|no sounds?|no noises?)"
    r"(?: (?:at all|whatsoever|else))?"
    r"(?: (?:is|was|are|were|can be|could be|to be))* ?(?:heard|hear|audible)\b",
    re.I,
)
#: What makes something else of it: silence that ends, voices that are silent, an order for it.
_OTHERWISE = re.compile(
    r"\b(?:break|broke|broken|shatter|pierc|interrupt|end|asks?|asked|minute|moment)\w*\b.*\bsilence"
    r"|\bsilence\b.*\b(?:is|was) (?:broken|shattered|pierced|interrupted|ended)\b"
    r"|\b(?:nothing|no \w+|not a sound)\b.*\b(?:but|except|other than|save|apart)\b"
    r"|\b(?:nothing|no \w+|not a (?:single )?sound) (?:of|from|like)\b"
    r"|\b(?:not|never|hardly|n['’]t)\b (?:\w+ )?(?:silent|quiet|silence)\b",
    re.I,
)
#: What an account would have heard before a silence.
_HEARD = re.compile(
    r"\b(?:(?:gun)?shots?|rounds?|bursts?|fire|firing|shooting|gunfire|explosions?|blasts?|bangs?"
    r"|voices?|shouts?|screams?)\b",
    re.I,
)
#: What a sound is known as; a bang may be anything.
_KNOWN = (Kind.SHOT, Kind.EXPLOSION, Kind.SPEECH)
_LISTENED_FOR = (*_KNOWN, Kind.IMPULSE)


def tells_of_silence(claim: Claim) -> bool:
    """Say whether *claim* says that nothing was to be heard."""
    found = _SILENT.search(claim.quote)
    if found is None or _OTHERWISE.search(claim.quote) is not None:
        return False
    if claim.type not in {ClaimType.OBSERVATION, ClaimType.INFERENCE, ClaimType.MEDIA_META}:
        return False
    # "Two shots, then silence" in one claim is about the shots.
    return str(claim.act) in _READ_AS or _HEARD.search(claim.quote, 0, found.start()) is None


def weigh_silence(
    claim: Claim,
    recording: Recording,
    observations: Sequence[Observation],
    sought: Mapping[Kind, Sought],
) -> Weighed:
    """Return the verdict on *claim*, which tells of silence; *sought* is what was listened for."""
    if recording.sound is None:
        return Weighed(Verdict.NOT_TESTED, "The recording has no sound to test this against.")
    window = window_of(claim, recording)
    if claim.certainty == "Uu" or window.unplaced is not None or not window.stated:
        why = "The account itself leaves this open" if claim.certainty == "Uu" else None
        why = why or sentence(window.unplaced or "when and for how long it was silent is not told")
        return Weighed(Verdict.NOT_TESTED, f"{why}.")
    if not {Kind.GUNFIRE, Kind.SPEECH} <= {*sought}:
        return Weighed(Verdict.NOT_TESTED, "Not everything that makes a sound was listened for.")
    there = [
        one
        for one in observations
        if one.kind in _LISTENED_FOR
        and (
            window.span.overlaps(one.span)
            if one.kind is Kind.SPEECH
            else window.span.contains(one.start)
        )
    ]
    share = coverage(window.span, recording, observations)
    sure = [one for one in there if one.confidence >= SURE and one.kind in _KNOWN]
    shots = [one for one in sure if one.kind is Kind.SHOT]
    # "After 0:41, nothing for ten seconds" says nothing of what comes later.
    in_seconds = [quantity.unit in MEDIA_UNITS for quantity in claim.quantities] == [True]
    if shots and in_seconds:
        return Weighed(
            Verdict.CONTRADICTED,
            f"The account says that nothing was to be heard {window.words}, and {describe(shots)}.",
            supports=False,
            confidence=max(one.confidence for one in shots),
            citations=cite(shots, lambda one: (one.id,)),
        )
    if there:
        how = "which does not go with silence" if sure else "which may not go with silence"
        return Weighed(
            Verdict.NOT_TESTED,
            f"{sentence(describe(there))}, {how}, but does not contradict it for sure.",
            supports=False if sure else None,
            citations=cite(there, lambda one: (one.id,)),
        )
    if share < SOUND_FLOOR:
        return Weighed(Verdict.NOT_TESTED, too_little_heard(share, window))
    return Weighed(
        Verdict.CONSISTENT,
        f"No shot, explosion or voice was heard {window.words}; nothing else is listened for.",
        supports=True,
    )
