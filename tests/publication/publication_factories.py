"""Records for the page's tests: a full one with every verdict, and bare ones, made in code.

The account is invented; no recording of these events exists.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from witnessmark.clock import Span, TimeBase
from witnessmark.model import (
    Account,
    Citation,
    Claim,
    ClaimType,
    DateMention,
    Finding,
    Hedge,
    Incident,
    Kind,
    MadeBy,
    Observation,
    Perceptibility,
    PictureTrack,
    Place,
    Polarity,
    Recording,
    Role,
    Sentence,
    SentenceVerdict,
    SoundTrack,
    Stretch,
    Verdict,
)

BASE = TimeBase(1, 48000)
FOOTAGE = hashlib.sha256(b"footage").hexdigest()
EAR = MadeBy(name="sound.gunfire", version="0.1.0", settings={"threshold_db": 12, "floor": 0.9})
READER = MadeBy(name="account.english", version="0.1.0", settings={"model": "small"})
ALIGNER = MadeBy(name="alignment", version="0.1.0", settings={"coverage_floor": 0.9})
TOOL = MadeBy(name="witnessmark", version="0.1.0")

#: (sentence, verdict, seconds it rests on): an account with every verdict in it.
STORY: tuple[tuple[str, str, tuple[tuple[float, float], ...]], ...] = (
    ("Two minutes at the mill: soldiers and gunmen fight across one yard", "not_tested", ()),
    ("Published on 3 March 2021.", "not_testable", ()),
    ("Snow is falling when the clip opens on a yard with a high wall.", "not_tested", ()),
    ("Three soldiers crouch behind the wall and watch a door.", "not_tested", ()),
    ("A few single shots are heard first.", "shown", ((8.2, 12.9),)),
    (
        "Seconds later a long burst answers them from inside the building.",
        "shown",
        ((15.1, 19.4),),
    ),
    (
        "“Keep down”, one of the men apparently shouts, though his words are hard to make out.",
        "not_tested",
        (),
    ),
    ("Rifle fire can be heard throughout.", "consistent", ((8.2, 19.4), (31.0, 44.2))),
    ("The men inside are local fighters who had fled another village.", "not_testable", ()),
    (
        "A grenade goes off near the door within the first half minute.",
        "shown_elsewhen",
        ((62.3, 63.6),),
    ),
    ("A second grenade is said to have followed at once.", "not_shown", ()),
    ("No shot is fired while the soldiers shift to the left.", "contradicted", ((31.0, 36.5),)),
    (
        "They must have been waiting for a machine gun to come up, which opens fire near the end.",
        "shown",
        ((98.4, 109.8),),
    ),
    ("It fires without any warning that the microphone catches.", "not_shown", ()),
    ("The soldiers look shaken and run.", "not_tested", ()),
    ("Smoke covers the yard in the last seconds.", "not_tested", ()),
    ("The valley has seen such fights for years, and more are bound to come.", "not_testable", ()),
    ("Nobody has said how many died.", "not_testable", ()),
)

_PARAGRAPH_STARTS = {0: "", 1: "\n\n", 2: "\n\n", 9: "\n\n\n", 12: "\n\n", 16: "\n\n"}

_REASONS = {
    "shown": "Shots were heard in these seconds, 0.4 s from where the account places them.",
    "shown_elsewhen": "An explosion was heard at 1:02.3, and none in the first 30 s.",
    "consistent": "Gunfire was heard for 17.5 s of 123.5 s; its weapon cannot be told apart.",
    "contradicted": "The account says no shot was fired, and 5 were heard.",
    "not_shown": "None was heard in 99% of the claimed seconds.",
    "not_testable": "No footage could show this.",
    "not_tested": "No detector for sights is in this release.",
}


def text_of(story: Sequence[tuple[str, str, Any]] = STORY) -> tuple[str, tuple[Sentence, ...]]:
    """Join a story into an account and return it with its sentences."""
    text, sentences = "", []
    for index, (words, _, _) in enumerate(story):
        text += _PARAGRAPH_STARTS.get(index, " ")
        role = Role.TITLE if index == 0 else Role.PUBLICATION if index == 1 else Role.BODY
        span = (len(text), len(text) + len(words))
        sentences.append(Sentence(index=index, span=span, text=words, role=role))
        text += words
    return text + "\n", tuple(sentences)


def span(start: float, end: float) -> Span:
    """Return the span between two readings in seconds."""
    return Span(*(BASE.nearest(Fraction(str(seconds))) for seconds in (start, end)))


def seen(kind: Kind, start: float, end: float, confidence: float = 0.9, **said: Any) -> Observation:
    """Return an observation of the footage."""
    return Observation.of(
        recording=FOOTAGE,
        kind=kind,
        span=span(start, end),
        confidence=confidence,
        made_by=EAR,
        attributes=said,
    )


def shots(start: float, every: float, number: int) -> list[Observation]:
    """Return *number* single shots, *every* seconds apart."""
    times = [start + every * i for i in range(number)]
    return [seen(Kind.SHOT, round(t, 3), round(t + 0.05, 3), 0.8) for t in times]


def heard() -> list[Observation]:
    """Return what is heard in the story's footage."""
    return [
        seen(Kind.GUNFIRE, 8.2, 12.9, 0.93, shots=4, mode="single", proximity="near"),
        *shots(8.2, 1.5, 4),
        seen(
            Kind.GUNFIRE, 15.1, 19.4, 0.88, shots=38, mode="automatic", rounds_per_minute=[540, 610]
        ),
        *shots(15.1, 0.11, 38),
        seen(Kind.GUNFIRE, 31.0, 36.5, 0.81, shots=5, mode="burst", proximity="far"),
        *shots(31.0, 1.2, 5),
        seen(Kind.GUNFIRE, 40.2, 44.2, 0.64, shots=3, mode="unclear"),
        seen(Kind.EXPLOSION, 62.3, 63.6, 0.91, peak_db=-1.2),
        seen(Kind.EXPLOSION, 88.0, 89.1, 0.72, peak_db=-6.5),
        seen(Kind.IMPULSE, 52.6, 52.7, 0.4),
        seen(Kind.SPEECH, 22.0, 25.4, 0.66),
        seen(Kind.GUNFIRE, 98.4, 109.8, 0.95, shots=96, mode="automatic", proximity="near"),
        *shots(98.4, 0.118, 96),
        seen(Kind.CLIPPED, 98.4, 101.0, 1.0),
        seen(Kind.GUNFIRE, 114.6, 115.1, 0.77, shots=2, mode="single"),
    ]


def recording(**changed: Any) -> Recording:
    """Return the story's recording: two minutes with sound and picture, 3.1 s of it damaged."""
    stretches = [(0.0, 70.0), (73.1, 123.5)]
    parts: dict[str, Any] = {
        "sha256": FOOTAGE,
        "name": "mill yard.mp4",
        "size": 18_204_113,
        "container": "mov,mp4,m4a,3gp,3g2,mj2",
        "first_presentation": "0",
        "duration": 123.5,
        "declared_duration": 126.6,
        "sound": SoundTrack(
            stream=1,
            codec="aac",
            rate=48000,
            channels=2,
            time_base=BASE,
            decoded=tuple(
                Stretch(start=s.start, end=s.end, time_base=BASE)
                for s in (span(a, b) for a, b in stretches)
            ),
        ),
        "picture": PictureTrack(
            stream=0, codec="h264", width=1280, height=720, time_base=BASE, average_rate="25"
        ),
        "said_by_file": {"creation_time": "2021-03-01T08:14:00Z", "encoder": "Lavf61.7.100"},
        "damage": ("Packets between 1:10.0 and 1:13.1 could not be decoded.",),
    }
    return Recording(**{**parts, **changed})


def claim(sentence: Sentence, verdict: str, account: str) -> Claim:
    """Return one claim that quotes its whole sentence; *account* is the account's SHA-256."""
    hedge = sentence.text.find("apparently")
    at = sentence.span[0] + hedge
    return Claim(
        id=f"c{sentence.index:02d}",
        account=account,
        sentence=sentence.index,
        span=sentence.span,
        quote=sentence.text,
        type=ClaimType.CONTEXT if verdict == "not_testable" else ClaimType.OBSERVATION,
        act="FIRE_SMALL_ARMS",
        perceptibility=Perceptibility.VISIBLE
        if verdict == "not_tested"
        else Perceptibility.AUDIBLE,
        polarity=Polarity.NEGATIVE
        if verdict in {"contradicted", "not_shown"}
        else Polarity.POSITIVE,
        certainty="PR+" if hedge >= 0 else "CT+",
        hedges=(Hedge(cue="apparently", span=(at, at + 10), effect="claim"),) if hedge >= 0 else (),
        made_by=READER,
    )


def incident(
    story: Sequence[tuple[str, str, Sequence[tuple[float, float]]]] = STORY,
    *,
    observations: Sequence[Observation] | None = None,
    footage: Recording | None = None,
    **changed: Any,
) -> tuple[Incident, str]:
    """Return a record of *story* and the account it was made from."""
    text, sentences = text_of(story)
    data = text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    observed = heard() if observations is None else list(observations)
    claims, findings, verdicts = [], [], []
    for sentence, (_, verdict, seconds) in zip(sentences, story, strict=True):
        made = claim(sentence, verdict, sha256)
        cited = tuple(_citation(a, b, observed) for a, b in seconds)
        tested = verdict not in {"not_testable", "not_tested"}
        claims.append(made)
        findings.append(
            Finding(
                claim=made.id,
                verdict=Verdict(verdict),
                supports={"shown": True, "contradicted": False, "not_shown": True}.get(verdict),
                confidence=0.87 if tested else None,
                coverage=0.99 if tested else None,
                citations=cited,
                reason=_REASONS[verdict],
                made_by=ALIGNER,
            )
        )
        verdicts.append(
            SentenceVerdict(
                sentence=sentence.index,
                verdict=Verdict(verdict),
                claims=(made.id,),
                citations=cited,
                reason=_REASONS[verdict],
            )
        )
    used = {o for f in findings for c in f.citations for o in c.observations}
    parts: dict[str, Any] = {
        "synthetic": False,
        "account": Account(
            sha256=sha256,
            name="mill.txt",
            size=len(data),
            characters=len(text),
            language="en",
            title=story[0][0],
            published="2021-03-03",
        ),
        "recordings": (footage or recording(),),
        "sentences": sentences,
        "claims": tuple(claims),
        "places": (Place(name="the mill", span=(0, 3), quote=text[:3]),),
        "dates": (DateMention(edtf="2021-03-03", role="publication", span=(0, 3), quote=text[:3]),),
        "observations": tuple(observed),
        "findings": tuple(findings),
        "verdicts": tuple(verdicts),
        "unexplained": tuple(o.id for o in observed if o.id not in used),
        "made_by": (TOOL,),
    }
    return Incident(**{**parts, **changed}), text


def _citation(start: float, end: float, observed: Sequence[Observation]) -> Citation:
    stretch = span(start, end)
    inside = tuple(o.id for o in observed if stretch.overlaps(o.span))
    return Citation(
        start=stretch.start, end=stretch.end, time_base=BASE, recording=FOOTAGE, observations=inside
    )
