"""Small claims, recordings and observations to weigh."""

from fractions import Fraction

from witnessmark.account import read_text
from witnessmark.clock import Span, TimeBase
from witnessmark.model import (
    Account,
    Claim,
    ClaimTime,
    Kind,
    MadeBy,
    Observation,
    Perceptibility,
    Reading,
    Recording,
    Sentence,
    Sought,
    SoundTrack,
    Stretch,
    Verdict,
)

CONTRADICTED, CONSISTENT, NOT_SHOWN, SHOWN, NOT_TESTED = (
    Verdict.CONTRADICTED,
    Verdict.CONSISTENT,
    Verdict.NOT_SHOWN,
    Verdict.SHOWN,
    Verdict.NOT_TESTED,
)
BASE = TimeBase(1, 1000)
SHA = "b" * 64
ME = MadeBy(name="test", version="1")


def span(start, end):
    return Span(BASE.nearest(Fraction(str(start))), BASE.nearest(Fraction(str(end))))


def recording(duration=60.0, decoded=((0, 60),), *, sound=True):
    stretches = tuple(
        Stretch(start=s.start, end=s.end, time_base=BASE) for s in (span(a, b) for a, b in decoded)
    )
    track = SoundTrack(
        stream=0, codec="pcm", rate=16000, channels=1, time_base=BASE, decoded=stretches
    )
    return Recording(
        sha256=SHA,
        name="clip.wav",
        size=1,
        container="wav",
        first_presentation="0",
        duration=duration,
        sound=track if sound else None,
    )


def shot(at, confidence=0.97):
    return Observation.of(
        recording=SHA,
        kind=Kind.SHOT,
        span=span(at, at + 0.01),
        confidence=confidence,
        made_by=ME,
    )


def explosion(at, confidence=0.95):
    return Observation.of(
        recording=SHA,
        kind=Kind.EXPLOSION,
        span=span(at, at + 0.5),
        confidence=confidence,
        made_by=ME,
    )


def fire(times, mode="single", confidence=0.97):
    """Shots at *times* and their group, all observations together."""
    shots = [shot(at, confidence) for at in times]
    group = Observation.of(
        recording=SHA,
        kind=Kind.GUNFIRE,
        span=span(times[0], times[-1] + 0.01),
        confidence=confidence,
        made_by=ME,
        attributes={
            "shots": len(shots),
            "at_least": mode != "single",
            "shot_ids": [one.id for one in shots],
            "mode": mode,
            "rounds_per_minute": None if mode == "single" else 600.0,
        },
    )
    return [*shots, group]


def sure_shots(number, interval=None):
    """So many sure single shots and their group, which states *interval* for their number."""
    if not number:
        return []
    *shots, group = fire([5 + 3 * n for n in range(number)], confidence=0.98)
    attributes = {**group.attributes, "count_interval": list(interval or (number, number))}
    return [*shots, group.model_copy(update={"attributes": attributes})]


def bang(at, **chances):
    """A bang of unknown cause, with what it may be: ``chance_of_shot``, ``chance_of_explosion``."""
    return Observation.of(
        recording=SHA,
        kind=Kind.IMPULSE,
        span=span(at, at + 0.01),
        confidence=0.6,
        made_by=ME,
        attributes=chances,
    )


def claim(words, act="EXCHANGE_FIRE", **parts):
    defaults = {
        "id": "c01",
        "account": SHA,
        "sentence": 0,
        "span": (0, len(words)),
        "quote": words,
        "type": "observation",
        "act": act,
        "perceptibility": Perceptibility.AUDIBLE,
        "made_by": ME,
    }
    return Claim(**{**defaults, **parts})


def when(cue, low, high, relation=None):
    return ClaimTime(cue=cue, window=(low, high), relation=relation)


def reading(*claims, relations=()):
    """One sentence a claim, in the order given; claims get ids from c01 on."""
    text, sentences, placed = "", [], []
    for number, one in enumerate(claims):
        start = len(text)
        text += one.quote + "\n"
        where = (start, start + len(one.quote))
        sentences.append(Sentence(index=number, span=where, text=one.quote))
        placed.append(
            one.model_copy(update={"id": f"c{number + 1:02d}", "sentence": number, "span": where})
        )
    account = Account(sha256=SHA, name="a.txt", size=len(text), characters=len(text), language="en")
    return Reading(
        account=account,
        sentences=tuple(sentences),
        claims=tuple(placed),
        relations=relations,
        made_by=ME,
    )


def account_of(text):
    """The reading of an account of *text*, under a heading that says who is armed."""
    return read_text(f"Soldiers hate gunmen.\n\n{text}".encode(), "sample.txt")


def sought():
    """What a listener listens for."""
    recall = {Kind.SHOT: 0.88, Kind.GUNFIRE: 0.88, Kind.EXPLOSION: 0.7}
    return tuple(
        Sought(kind=kind, recall=share, measured_on="real recordings", made_by=ME)
        for kind, share in recall.items()
    )
