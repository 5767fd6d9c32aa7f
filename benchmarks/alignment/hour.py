"""Time the weighing of long accounts against long footage, and how it grows.

    python benchmarks/alignment/hour.py

An hour of footage with 5,000 observations and an account of 300 claims, a third of that, and a
tenth: gunfire of every mode, explosions and voices at times drawn with a fixed seed; claims with
and without numbers and times, tied to the one before in one chain ("chained") or in threes.
Printed are the seconds that `align` takes, the part of it that placing takes, and the claims placed
out of order.
"""

from __future__ import annotations

import time
from fractions import Fraction

import numpy as np

from witnessmark.alignment import align
from witnessmark.clock import Span, TimeBase
from witnessmark.model import (
    Account,
    Claim,
    ClaimTime,
    Kind,
    MadeBy,
    Observation,
    Perceptibility,
    Quantity,
    Reading,
    Recording,
    Relation,
    Sentence,
    Sought,
    SoundTrack,
    Stretch,
)

BASE, SHA, ME = TimeBase(1, 1000), "b" * 64, MadeBy(name="benchmark", version="1")
#: What is told, and by which act it is coded.
TOLD = (
    ("Gunfire is heard.", "EXCHANGE_FIRE"),
    ("Automatic fire is heard.", "FIRE_AUTOMATIC"),
    ("Three shots are heard.", "FIRE_SMALL_ARMS"),
    ("An explosion is heard.", "EXPLOSION_UNATTRIBUTED"),
    ("Speech is heard.", "SPEECH"),
)


def main() -> None:
    print("claims  observations  tied       seconds")
    for claims, number in ((30, 500), (100, 1667), (300, 5000)):
        recording, observations = footage(number)
        for tied, length in (("chained", claims), ("in threes", 3)):
            reading = account(claims, length)
            start = time.perf_counter()
            align(reading, recording, observations, sought())
            spent = time.perf_counter() - start
            print(f"{claims:6}  {len(observations):12}  {tied:9}  {spent:7.2f}")


def footage(number: int) -> tuple[Recording, list[Observation]]:
    """Return an hour of sound in which about *number* things were heard."""
    rng = np.random.default_rng(1)
    seen: list[Observation] = []
    starts = np.sort(rng.uniform(0, 3590, round(number / 7)))
    for at in starts:
        kind = rng.choice(["single", "burst", "automatic", "explosion", "speech"])
        if kind in {"explosion", "speech"}:
            seen.append(_one(Kind(kind), at, at + 0.5))
            continue
        shots = [
            _one(Kind.SHOT, t, t + 0.01)
            for t in at + np.arange(10) * (0.3 if kind == "single" else 0.1)
        ]
        group = {
            "shots": 10,
            "shot_ids": [one.id for one in shots],
            "mode": str(kind),
            "count_interval": [10, 10],
        }
        end = float(shots[-1].end.seconds)
        seen += [*shots, _one(Kind.GUNFIRE, at, end, **group)]
    decoded = Stretch(start=BASE.at(0), end=BASE.at(3_600_000), time_base=BASE)
    track = SoundTrack(
        stream=0, codec="pcm", rate=48000, channels=1, time_base=BASE, decoded=(decoded,)
    )
    recording = Recording(
        sha256=SHA,
        name="hour.wav",
        size=1,
        container="wav",
        first_presentation="0",
        duration=3600.0,
        sound=track,
    )
    return recording, list({one.id: one for one in seen}.values())


def account(claims: int, length: int) -> Reading:
    """Return an account of so many claims, every *length* of them told one after the other."""
    text, sentences, told, relations = "", [], [], []
    for number in range(claims):
        words, act = TOLD[number * 7 % len(TOLD)]
        where = (len(text), len(text) + len(words))
        text += words + "\n"
        sentences.append(Sentence(index=number, span=where, text=words))
        three = act == "FIRE_SMALL_ARMS"
        count = Quantity(
            text="Three shots", span=(where[0], where[0] + 11), min=3, max=3, unit="shots"
        )
        window = ClaimTime(cue="towards the end", window=(0.85, 1.0)) if number % 10 == 9 else None
        told.append(
            Claim(
                id=f"c{number:03d}",
                account=SHA,
                sentence=number,
                span=where,
                quote=words,
                type="observation",
                act=act,
                perceptibility=Perceptibility.AUDIBLE,
                made_by=ME,
                quantities=(count,) if three else (),
                **({"time": window} if window else {}),
            )
        )
        if number % length:
            relations.append(
                Relation(
                    first=told[-2].id,
                    second=told[-1].id,
                    allen=("b", "m", "o", "fi", "di"),
                    cue="then",
                )
            )
    whole = Account(sha256=SHA, name="a.txt", size=len(text), characters=len(text), language="en")
    return Reading(
        account=whole,
        sentences=tuple(sentences),
        claims=tuple(told),
        relations=tuple(relations),
        made_by=ME,
    )


def sought() -> tuple[Sought, ...]:
    """Say that everything was listened for."""
    return tuple(
        Sought(kind=kind, recall=0.9, measured_on="real recordings", made_by=ME)
        for kind in (Kind.SHOT, Kind.GUNFIRE, Kind.EXPLOSION, Kind.SPEECH)
    )


def _one(kind: Kind, start: float, end: float, **attributes: object) -> Observation:
    span = Span(BASE.nearest(Fraction(float(start))), BASE.nearest(Fraction(float(end))))
    return Observation.of(
        recording=SHA,
        kind=kind,
        span=span,
        confidence=0.97,
        made_by=ME,
        attributes=attributes,
    )


if __name__ == "__main__":
    main()
