"""An account of an incident, with sentences planted in it whose truth is known.

Conventions
-----------
The same incident and seed give the same account. An account has a title, which is not scored, and
:data:`SHORTEST` to :data:`LONGEST` sentences; true ones stand in the order of their seconds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from witnessmark.evaluation.weighing.expecting import Answers, expected
from witnessmark.evaluation.weighing.happenings import Happening, happenings
from witnessmark.evaluation.weighing.phrasing import Mark, choice, fill, wording
from witnessmark.evaluation.weighing.planting import Candidate, candidates
from witnessmark.evaluation.weighing.propositions import (
    Denied,
    Judged,
    Proposition,
    Seconds,
    Told,
    Unshowable,
    Unwarned,
)
from witnessmark.evaluation.weighing.sentences import Draft, Worded, write
from witnessmark.evaluation.weighing.writer import Writer
from witnessmark.model import Account, Claim, MadeBy, Reading, Relation, Role, Sentence
from witnessmark.rendering.scenario import Scenario
from witnessmark.rendering.truth import truth_of

#: Seeds from here up are for reports, those below 1000 for development. Some wordings are kept for
#: the former, so that a report holds words that nobody has fitted anything to.
FIRST_SEED = 10_000
SHORTEST, LONGEST = 8, 14
#: Of the sentences that are not unshowable, the share that is true, and that is hedged.
TRUE, HEDGED = 0.55, 0.2
#: How much more often than another a kind is drawn, where the incident has it.
OFTEN = {"order": 5.0, "unwarned": 2.0, "only_single": 2.0, "throughout": 2.0, "to_the_end": 2.0}
#: Who a perfect reading is signed by.
READER = MadeBy(name="witnessmark.evaluation.weighing.reader", version="1")
TOPICS = ("identity", "motive", "legality", "place", "history", "prognosis", "opinion")


@dataclass(frozen=True, slots=True)
class Planted:
    """One sentence: where it stands, of what kind, whether true, and what it should get.

    ``truth`` is None where no recording could tell. ``span`` is in the account. ``seconds`` are as
    in :mod:`~witnessmark.evaluation.weighing.propositions`; ``stretch`` is the part of the
    recording that its words name, None for all of it; ``others`` are seconds that serve as well.
    ``kept`` says that its words are kept for reports.
    """

    sentence: int
    span: tuple[int, int]
    text: str
    kind: str
    truth: bool | None
    hedged: bool
    expected: Answers
    seconds: Seconds
    stretch: tuple[float, float] | None = None
    others: tuple[Seconds, ...] = ()
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Composed:
    """An incident with its account, the perfect reading of it, and what is planted in it."""

    name: str
    family: str
    scenario: Scenario
    events: tuple[Happening, ...]
    text: str
    reading: Reading
    planted: tuple[Planted, ...]


@dataclass(frozen=True, slots=True)
class _Chosen:
    kind: str
    proposition: Proposition
    judged: Judged
    worded: Worded

    @property
    def hedged(self) -> bool:
        """Whether the words have a hedge."""
        return any("hedges" in draft.fields for draft in self.worded.claims)


def compose(
    scenario: Scenario,
    family: str,
    seed: int,
    heard: frozenset[str] | None = None,
    bank: str | None = None,
) -> Composed:
    """Return an account of *scenario*, which is of *family*, drawn from *seed*.

    *heard* is as for :func:`~witnessmark.evaluation.weighing.happenings.happenings`, *bank* the set
    of wordings (:mod:`~witnessmark.evaluation.weighing.writer`).
    """
    random = np.random.default_rng([seed, *family.encode()])
    events = happenings(scenario, truth_of(scenario), heard)
    possible = candidates(random, events, scenario.duration)
    writer = _writer(random, kept=seed >= FIRST_SEED and bank is None, bank=bank)
    number = int(random.integers(SHORTEST, LONGEST + 1))
    topics = [str(one) for one in random.permutation(TOPICS)[: int(random.integers(1, 4))]]
    drawn = _draw(random, possible, number - len(topics))
    chosen = [_word(one, random, writer) for one in drawn]
    aside = [
        _Chosen(f"unshowable_{topic}", one, Judged(truth=True), write(one, writer))
        for topic in topics
        for one in (Unshowable(topic),)
    ]
    return _compose(scenario, family, seed, events, writer, _in_order(random, chosen, aside))


def _writer(random: np.random.Generator, *, kept: bool, bank: str | None) -> Writer:
    names = wording("unshowable")["names"]
    return Writer(
        random,
        past=bool(random.random() < 0.4),
        kept=kept,
        bank=bank,
        names={
            "place": choice(random, names["places"]),
            "group": choice(random, names["groups"]),
            "person": choice(random, names["people"]),
        },
    )


def _draw(
    random: np.random.Generator, possible: Sequence[Candidate], number: int
) -> list[Candidate]:
    """Return *number* of *possible*, true and false in proportion, kinds by :data:`OFTEN`.

    Fewer only where there are fewer.
    """
    left = list(possible)
    drawn: list[Candidate] = []
    while left and len(drawn) < number:
        wanted = bool(random.random() < TRUE)
        fitting = [one for one in left if one.judged.truth is wanted] or left
        used = {one.kind for one in drawn if one.judged.truth is wanted}
        fresh = [one for one in fitting if one.kind not in used] or fitting
        kinds = sorted({one.kind for one in fresh})
        weights = np.array([OFTEN.get(kind, 1.0) for kind in kinds])
        kind = kinds[int(random.choice(len(kinds), p=weights / weights.sum()))]
        some = [one for one in fresh if one.kind == kind]
        ways = sorted({str(one.judged.failing) for one in some})
        way = ways[int(random.integers(len(ways)))]
        some = [one for one in some if str(one.judged.failing) == way]
        taken = some[int(random.integers(len(some)))]
        drawn.append(taken)
        left = [one for one in left if one.proposition != taken.proposition]
    return drawn


def _word(one: Candidate, random: np.random.Generator, writer: Writer) -> _Chosen:
    hedged = bool(random.random() < HEDGED)
    worded = write(one.proposition, writer, hedged=hedged)
    return _Chosen(one.kind, one.proposition, one.judged, worded)


def _in_order(
    random: np.random.Generator, chosen: Sequence[_Chosen], aside: Sequence[_Chosen]
) -> list[_Chosen]:
    """Return all of them: by their seconds, what has none anywhere, *aside* first or last."""

    def when(one: _Chosen) -> float:
        told = isinstance(one.proposition, Told | Unwarned) and one.judged.seconds
        return one.judged.seconds[0][0] if told else float(random.uniform(0.0, 60.0))

    body = sorted(((when(one), number) for number, one in enumerate(chosen)))
    told = [chosen[number] for _, number in body]
    first = int(random.integers(len(aside) + 1))
    return [*aside[:first], *told, *aside[first:]]


def _compose(
    scenario: Scenario,
    family: str,
    seed: int,
    events: tuple[Happening, ...],
    writer: Writer,
    chosen: Sequence[_Chosen],
) -> Composed:
    title = fill(choice(writer.random, wording("unshowable")["titles"]), dict(writer.names)).text
    text, spans = title, [(0, len(title))]
    for number, one in enumerate(chosen):
        apart = "\n\n" if number == 0 or writer.random.random() < 0.2 else " "
        start = len(text) + len(apart)
        text += apart + one.worded.phrase.text
        spans.append((start, len(text)))
    planted = tuple(
        Planted(
            number,
            spans[number],
            one.worded.phrase.text,
            one.kind,
            None if isinstance(one.proposition, Unshowable) else one.judged.truth,
            one.hedged,
            expected(one.proposition, one.judged),
            one.judged.seconds,
            _stretch(one.proposition),
            one.judged.others,
            one.worded.phrase.of("kept") is not None,
        )
        for number, one in enumerate(chosen, 1)
    )
    reading = perfect_reading(text, title, spans, [one.worded for one in chosen])
    return Composed(f"{family}-{seed}", family, scenario, events, text, reading, planted)


def _stretch(one: Proposition) -> tuple[float, float] | None:
    place = one.place if isinstance(one, Told | Denied) else None
    return None if place is None else (place.start, place.end)


def perfect_reading(
    text: str, title: str, spans: Sequence[tuple[int, int]], worded: Sequence[Worded]
) -> Reading:
    """Return what a perfect reader makes of *text*, whose sentences lie at *spans*, *title* first.

    *worded* are the sentences but the title, which tells of nothing.
    """
    digest = hashlib.sha256(text.encode()).hexdigest()
    sentences = tuple(
        Sentence(
            index=number,
            span=span,
            text=text[span[0] : span[1]],
            role=Role.TITLE if number == 0 else Role.BODY,
        )
        for number, span in enumerate(spans)
    )
    claims: list[Claim] = []
    relations: list[Relation] = []
    for number, one in enumerate(worded, 1):
        start = spans[number][0]
        names = [f"c{len(claims) + n + 1:02d}" for n in range(len(one.claims))]
        for name, draft in zip(names, one.claims, strict=True):
            claims.append(_claim(name, draft, digest, text, number, start, one))
        relations += [
            Relation(first=names[t.first], second=names[t.second], allen=t.allen, cue=t.cue)
            for t in one.ties
        ]
        relations += _to_the_video(claims[-len(names) :])
    return Reading(
        account=_account(digest, text, title),
        sentences=sentences,
        claims=tuple(claims),
        relations=tuple(relations),
        made_by=READER,
    )


def _account(digest: str, text: str, title: str) -> Account:
    return Account(
        sha256=digest,
        name="account.txt",
        size=len(text.encode()),
        characters=len(text),
        language="en",
        title=title,
    )


def _to_the_video(claims: Iterable[Claim]) -> list[Relation]:
    return [
        Relation(first=one.id, second="VIDEO", allen=one.time.relation, cue=one.time.cue or "")
        for one in claims
        if one.time.relation
    ]


def _claim(
    name: str, draft: Draft, digest: str, text: str, sentence: int, start: int, worded: Worded
) -> Claim:
    mark = draft.mark or Mark("whole", 0, len(worded.phrase.text.rstrip(".")))
    span = (start + mark.start, start + mark.end)
    fields = dict(draft.fields)
    fields["hedges"] = tuple(
        {**one, "span": _moved(one["span"], start), "scope": span}
        for one in fields.get("hedges", ())
    )
    fields["quantities"] = tuple(
        {**one, "span": _moved(one["span"], start)} for one in fields.get("quantities", ())
    )
    return Claim(
        id=name,
        account=digest,
        sentence=sentence,
        span=span,
        quote=text[span[0] : span[1]],
        made_by=READER,
        **fields,
    )


def _moved(span: tuple[int, int], by: int) -> tuple[int, int]:
    return span[0] + by, span[1] + by
