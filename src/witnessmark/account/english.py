"""The English reader: from sentences to claims, places, dates, and what ties them.

Conventions
-----------
Rules over the grammar of each sentence; the same sentences give the same reading. What stands in a
sentence of another language is never looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby

import witnessmark
from witnessmark.account.antecedents import carried_on, is_firing, meant, taken_up
from witnessmark.account.cast import Cast
from witnessmark.account.claims import claim, signer
from witnessmark.account.codes import coded, settlements
from witnessmark.account.coreference import antecedents
from witnessmark.account.dates import calendar_of
from witnessmark.account.doubted import with_every_doubt
from witnessmark.account.drafting import Draft, drafts
from witnessmark.account.grammar import PIPELINE, ParsedSentence, parse
from witnessmark.account.hedges import doubts
from witnessmark.account.learnt.doubting import doubted
from witnessmark.account.learnt.judge import judge
from witnessmark.account.learnt.judging import judged, tells_of_violence
from witnessmark.account.learnt.network import Chances, Cue, network
from witnessmark.account.learnt.telling import account_view, surroundings, view
from witnessmark.account.learnt.traits import View
from witnessmark.account.left_out import left_out
from witnessmark.account.lexicon import acts
from witnessmark.account.of_footage import tells_of_footage
from witnessmark.account.parties import parties, with_writer
from witnessmark.account.places import places
from witnessmark.account.reader import Material, Progress, Told
from witnessmark.account.recordings import recordings
from witnessmark.account.relations import relations
from witnessmark.account.rollup import roll_up
from witnessmark.account.screen_time import items, placed
from witnessmark.account.sounds_meant import Sounds, of_sounds, sounds_of
from witnessmark.account.tensions import tensions
from witnessmark.account.theatre import is_about_violence, is_of_a_pastime
from witnessmark.account.times_of_day import by_day
from witnessmark.errors import SentenceFaultError
from witnessmark.model import Antecedent, Claim, MadeBy, Sentence

_Told = tuple[ParsedSentence, Draft, Claim]


class EnglishReader:
    """Reads English, in depth."""

    languages = frozenset({"en"})

    @property
    def made_by(self) -> MadeBy:
        """Who signs its claims: the release and the parser."""
        return MadeBy(
            name="witnessmark.account",
            version=witnessmark.__version__,
            settings={
                "pipeline": PIPELINE,
                "judge": judge().sha256,
                "network": network().sha256,
            },
        )

    def read(self, material: Material, progress: Progress | None = None) -> Told:
        """Return what the sentences of *material* claim, name and date."""
        text, sentences = material.text, material.sentences
        parsed = []
        for done, sentence in enumerate(parse(sentences), start=1):
            parsed.append(sentence)
            if progress is not None:
                progress(done, len(sentences))
        two = parties(parsed)
        read = _by_rules(parsed, Cast(two), signer(material.account, self.made_by), judging=True)
        said = network().opinion(sentences, [claim.span for _, _, claim, _ in read.told])
        weighed = [
            (s, d, _judged(s, d, c, v, heard, read))
            for (s, d, c, v), heard in zip(read.told, said.chances, strict=True)
        ]
        weighed, meaning = taken_up(weighed, read.taken_up)
        told, referring = _numbered(_doubted(weighed, said.cues))
        listed = items(text)
        told = _of_recordings(by_day(placed(told, listed), sentences), sentences)
        calendar = calendar_of(text, sentences)
        found = places(text, sentences)
        claims = with_writer((claim for _, _, claim in told), two)
        claims = coded(claims, settlements(found))
        event, no_event = roll_up(claims, found, calendar.event, two, armed=read.armed)
        ordered, unordered = relations(told, referring, listed)
        return Told(
            claims=claims,
            relations=ordered,
            places=found,
            dates=calendar.mentions,
            published=calendar.published,
            event_date=calendar.event,
            coreference=meaning,
            tensions=(*tensions(claims), *unordered),
            roll_up=event,
            roll_up_reason=no_event,
        )


def _judged(
    sentence: ParsedSentence, draft: Draft, claim: Claim, seen: View, heard: Chances | None,
    read: _ByRules,
) -> Claim:  # fmt: skip
    of_footage = tells_of_footage(sentence, claim)
    return judged(
        draft, claim, seen, heard, armed=read.armed, pastime=read.pastime, of_footage=of_footage
    )


def _doubted(told: list[_Told], cues: Sequence[Cue]) -> list[_Told]:
    """Return *told* with the hedges among *cues* that the rules did not find."""
    found: list[_Told] = []
    for _, rows in groupby(told, key=lambda row: row[0].sentence.index):
        own = list(rows)
        claims = doubted(own[0][0], [claim for _, _, claim in own], cues)
        found += [(s, d, new) for (s, d, _), new in zip(own, claims, strict=True)]
    return found


def _of_recordings(told: list[_Told], sentences: tuple[Sentence, ...]) -> list[_Told]:
    """Return *told* with the number of the recording that each claim speaks of."""
    numbers = recordings(sentences, (claim for _, _, claim in told))
    return [
        (sentence, draft, one.model_copy(update={"video": numbers.get(one.id)}))
        for sentence, draft, one in told
    ]


@dataclass(frozen=True, slots=True)
class _ByRules:
    """What the rules make of an account: claims with what a judge sees of them, and pronouns."""

    told: list[tuple[ParsedSentence, Draft, Claim, View]]
    taken_up: tuple[Antecedent, ...]
    armed: bool
    pastime: bool = False


def by_rules(sentences: tuple[Sentence, ...]) -> list[tuple[Claim, View]]:
    """Return the claims of *sentences* as the rules alone read them, with what a judge sees.

    The judge of claims is fitted on these; see ``training/reading``.
    """
    parsed = list(parse(sentences))
    maker = MadeBy(name="rules", version=witnessmark.__version__)
    read = _by_rules(parsed, Cast(parties(parsed)), signer("0" * 64, maker), judging=False)
    return [(claim, view) for _, _, claim, view in read.told]


def _by_rules(
    parsed: list[ParsedSentence], cast: Cast, sign: Callable[..., Claim], *, judging: bool
) -> _ByRules:
    """Return every claim of the account with its sentence, draft and view, in order."""
    armed = is_about_violence(token for sentence in parsed for token in sentence.doc)
    pastime = judging and is_of_a_pastime(token for one in parsed for token in one.doc)
    if judging:
        warlike = armed and not pastime
        armed = tells_of_violence(account_view(parsed), len(parsed), warlike=warlike)
    previous: str | None = None
    firing: Claim | None = None
    sounds: Sounds | None = None
    told = []
    taken_up: list[Antecedent] = []
    for sentence, around in zip(parsed, surroundings(parsed, theatre=armed), strict=True):
        with _naming(sentence.sentence):
            made = drafts(sentence, theatre=armed, previous=previous)
            made = with_every_doubt(made, doubts(sentence))
            for draft in made:
                above = _above(draft, made)
                new = carried_on(draft, claim(sentence, draft, above, cast, sign), firing)
                new = left_out(draft, of_sounds(sentence, draft, new, sounds), firing)
                told.append((sentence, draft, new, view(sentence, draft, new, around)))
                firing = new if is_firing(new) and new.certainty != "Uu" else firing
                sounds = sounds_of(sentence, draft, new) or sounds
            going = [draft.act for draft in made if acts()[draft.act].group == "fire"]
            going += [draft.act for draft in made if draft.act == "EXPLOSION_UNATTRIBUTED"][:1]
            previous = going[-1] if going else None
            taken_up += antecedents(sentence, cast)
            cast.meet(sentence)
    return _ByRules(told, tuple(taken_up), armed, pastime)


@contextmanager
def _naming(sentence: Sentence) -> Iterator[None]:
    """Say which sentence a fault of our own lies in, so that the account can be read without it.

    Nothing is read on without it here: pronouns, sides and order would be taken from an account
    that nobody wrote.
    """
    try:
        yield
    except Exception as fault:
        raise SentenceFaultError(sentence.index + 1, sentence.text, fault) from fault


def _numbered(told: list[_Told]) -> tuple[list[_Told], list[_Told]]:
    others = [(draft, one) for _, draft, one in told]
    means = [meant(draft, one, others) for _, draft, one in told]
    own = [row for row, elsewhere in zip(told, means, strict=True) if not elsewhere]
    width = max(2, len(str(len(own))))
    names = {id(one): f"c{number:0{width}d}" for number, (_, _, one) in enumerate(own, start=1)}
    named = {
        key: one.model_copy(update={"id": names[key]}) for _, _, one in own if (key := id(one))
    }
    return (
        [(sentence, draft, named[id(one)]) for sentence, draft, one in own],
        [
            (sentence, draft, named[id(one)])
            for (sentence, draft, _), elsewhere in zip(told, means, strict=True)
            for one in elsewhere
        ],
    )


def _above(draft: Draft, made: tuple[Draft, ...]) -> Draft | None:
    """Return the draft whose clause *draft* shares or hangs on, None where it stands alone."""
    wanted = draft.clause.parent
    return next((d for d in made if d.number == wanted and d is not draft), None)
