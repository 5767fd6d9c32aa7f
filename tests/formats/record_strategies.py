"""Random records that hold together, and ways to plant fields that no release knows."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from witnessmark.clock import Instant, Span, TimeBase
from witnessmark.model import (
    Account,
    Citation,
    Claim,
    ClaimType,
    Finding,
    Incident,
    Kind,
    MadeBy,
    Observation,
    Perceptibility,
    Recording,
    Sentence,
    SentenceVerdict,
    SoundTrack,
    Verdict,
)

#: Text without half characters, which no UTF-8 file can hold.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SHA = st.text("0123456789abcdef", min_size=64, max_size=64)
SHARE = st.floats(0, 1)
NUMBER = st.floats(allow_nan=False, allow_infinity=False)
VALUE = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | NUMBER | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
SETTINGS = st.dictionaries(TEXT, VALUE, max_size=3)
TIME_BASE = st.sampled_from(["1/25", "1001/30000", "1/90000", "1/44100", "1/500000", "1/1"]).map(
    TimeBase
)
MAKER = st.builds(MadeBy, name=TEXT, version=TEXT, settings=SETTINGS, model=st.none() | SHA)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """Draw a span of up to some hours on one time base."""
    base = draw(TIME_BASE)
    start = draw(st.integers(-1000, 10**9))
    return Span(Instant(start, base), Instant(start + draw(st.integers(1, 10**6)), base))


@st.composite
def observations(draw: st.DrawFn, recording: str) -> Observation:
    """Draw an observation of *recording*."""
    return Observation.of(
        recording=recording,
        kind=draw(st.sampled_from(Kind)),
        span=draw(spans()),
        confidence=draw(SHARE),
        made_by=MadeBy(name="detector", version="1"),
        attributes=draw(st.dictionaries(TEXT, TEXT | st.integers(-9, 9), max_size=2)),
    )


@st.composite
def incidents(draw: st.DrawFn) -> Incident:
    """Draw a record whose claims, findings, sentences and observations fit together."""
    recording, account = draw(SHA), draw(SHA)
    seen = draw(
        st.lists(observations(recording), max_size=3, unique_by=lambda observation: observation.id)
    )
    count = draw(st.integers(0, len(seen)))
    maker = draw(MAKER)
    cited = tuple(
        Citation(start=o.start, end=o.end, recording=recording, observations=(o.id,))
        for o in seen[:count]
    )
    claim = Claim(
        id=draw(TEXT),
        account=account,
        sentence=0,
        span=(0, 3),
        quote="abc",
        type=draw(st.sampled_from(ClaimType)),
        act=draw(TEXT),
        perceptibility=draw(st.sampled_from(Perceptibility)),
        made_by=maker,
    )
    return Incident(
        synthetic=draw(st.booleans()),
        account=Account(sha256=account, name=draw(TEXT), size=3, characters=3, language="en"),
        recordings=(
            Recording(
                sha256=recording,
                name=draw(TEXT),
                size=draw(st.integers(0, 2**53)),
                container="mp4",
                first_presentation="-1/3",
                duration=draw(NUMBER),
                sound=SoundTrack(
                    stream=0, codec="aac", rate=48000, channels=1, time_base=draw(TIME_BASE)
                ),
                said_by_file=draw(SETTINGS),
            ),
        ),
        sentences=(Sentence(index=0, span=(0, 3), text="abc"),),
        claims=(claim,),
        observations=tuple(seen),
        findings=(
            Finding(
                claim=claim.id,
                verdict=draw(st.sampled_from(Verdict)),
                confidence=draw(st.none() | SHARE),
                citations=cited,
                reason=draw(TEXT),
                made_by=maker,
            ),
        ),
        verdicts=(SentenceVerdict(sentence=0, verdict=Verdict.NOT_TESTED, reason=""),),
        unexplained=tuple(o.id for o in seen[count:]),
        made_by=(maker,),
    )


#: Places in a document that hold nouns, by the path that leads to one of them.
NOUNS: tuple[tuple[str | int, ...], ...] = (
    (),
    ("account",),
    ("recordings", 0),
    ("recordings", 0, "sound"),
    ("sentences", 0),
    ("claims", 0),
    ("claims", 0, "time"),
    ("claims", 0, "made_by"),
    ("findings", 0),
    ("findings", 0, "made_by"),
    ("verdicts", 0),
    ("made_by", 0),
)


def planted(document: dict[str, Any], place: tuple[str | int, ...], name: str, value: Any) -> None:
    """Put a field called *name* into the noun at *place* of *document*."""
    noun: Any = document
    for step in place:
        noun = noun[step]
    noun[name] = value
