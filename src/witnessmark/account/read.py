"""Reading an account: from its bytes to sentences, claims, places, dates and their order.

Conventions
-----------
The same bytes give the same reading. The account's name is the file's own name, never its folder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import witnessmark
from witnessmark.account import intake
from witnessmark.account.actors import Cast
from witnessmark.account.antecedents import carried_on, is_firing, meant
from witnessmark.account.claims import claim, signer
from witnessmark.account.dates import dates, published
from witnessmark.account.document import read_document
from witnessmark.account.drafting import Draft, drafts
from witnessmark.account.grammar import PIPELINE, ParsedSentence, parse
from witnessmark.account.language import language_of
from witnessmark.account.left_out import left_out
from witnessmark.account.lexicon import acts
from witnessmark.account.places import places
from witnessmark.account.relations import relations
from witnessmark.account.sounds_meant import Sounds, of_sounds, sounds_of
from witnessmark.account.theatre import is_about_violence
from witnessmark.model import Account, Claim, MadeBy, Reading

Progress = Callable[[float, float], None]
_Told = tuple[ParsedSentence, Draft, Claim]


def read_account(path: Path, *, progress: Progress | None = None) -> Reading:
    """Read the account at *path*.

    Raises the subclasses of :class:`witnessmark.errors.AccountError`: not found, not a file,
    empty, larger than 1,000,000 bytes, not UTF-8, or not English.
    """
    path = Path(path)
    return read_text(intake.bytes_of(path), path.name, progress=progress)


def read_text(data: bytes, name: str, *, progress: Progress | None = None) -> Reading:
    """Read an account from its bytes; *name* is what messages and the record call it.

    *progress* is told sentences done and in all. Raises as :func:`read_account` does.
    """
    text = intake.text_of(data, name)
    language = language_of(text, name)
    document = read_document(text)
    maker = MadeBy(
        name="witnessmark.account", version=witnessmark.__version__, settings={"pipeline": PIPELINE}
    )
    identity = hashlib.sha256(data).hexdigest()
    parsed = []
    for done, sentence in enumerate(parse(document.sentences), start=1):
        parsed.append(sentence)
        if progress is not None:
            progress(done, len(document.sentences))
    told, referring = _told(parsed, identity, maker)
    mentions = dates(document.sentences)
    return Reading(
        account=Account(
            sha256=identity,
            name=name,
            size=len(data),
            characters=len(text),
            language=language,
            title=document.title,
            byline=document.byline,
            published=published(mentions),
        ),
        sentences=document.sentences,
        claims=tuple(claim for _, _, claim in told),
        relations=relations(told, referring),
        places=places(text, document.sentences),
        dates=mentions,
        made_by=maker,
    )


def _told(
    parsed: list[ParsedSentence], identity: str, maker: MadeBy
) -> tuple[list[_Told], list[_Told]]:
    """Return every claim of the account with its sentence and draft, numbered in order.

    Beside them come mentions of events that other claims tell of, each with the claim it means.
    """
    theatre = is_about_violence(token for sentence in parsed for token in sentence.doc)
    cast, sign = Cast(), signer(identity, maker)
    previous: str | None = None
    firing: Claim | None = None
    sounds: Sounds | None = None
    told: list[_Told] = []
    for sentence in parsed:
        cast.side_with(sentence)
        made = drafts(sentence, theatre=theatre, previous=previous)
        for draft in made:
            above = _above(draft, made)
            new = carried_on(draft, claim(sentence, draft, above, cast, sign), firing)
            new = left_out(draft, of_sounds(sentence, draft, new, sounds), firing)
            told.append((sentence, draft, new))
            firing = new if is_firing(new) and new.certainty != "Uu" else firing
            sounds = sounds_of(sentence, draft, new) or sounds
        going = [draft.act for draft in made if acts()[draft.act].group == "fire"]
        going += [draft.act for draft in made if draft.act == "EXPLOSION_UNATTRIBUTED"][:1]
        previous = going[-1] if going else None
        cast.meet(sentence)
    return _numbered(told)


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
