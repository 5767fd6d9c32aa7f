"""The claims of an account as the learnt judge sees them, with what the rules made of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from witnessmark.account import words
from witnessmark.account.drafting import Draft
from witnessmark.account.grammar import ParsedSentence
from witnessmark.account.learnt.traits import (
    BLOCKS,
    Surroundings,
    View,
    content_of,
    flow_of,
    view_of,
)
from witnessmark.account.lexicon import classes
from witnessmark.model import Claim


def surroundings(parsed: Sequence[ParsedSentence], *, theatre: bool) -> list[Surroundings]:
    """Return what the account adds to each of its sentences, in order."""
    media = classes()["media"]
    footage = any(words.lemma(token) in media for one in parsed for token in one.doc)
    flow = flow_of(parsed)
    return [
        Surroundings(
            theatre,
            footage,
            number / max(1, len(parsed)),
            content_of(parsed[number - 1]) if number else (),
            flow[number],
        )
        for number in range(len(parsed))
    ]


def account_view(parsed: Sequence[ParsedSentence]) -> View:
    """Return an account as a whole: its words, for the question whether it tells of violence."""
    words_used = [word for one in parsed for word in content_of(one)]
    names = frozenset(f"account.word={word}" for word in words_used)
    return View(names, (tuple(words_used), *((),) * (len(BLOCKS) - 1)))


def view(parsed: ParsedSentence, draft: Draft, claim: Claim, around: Surroundings) -> View:
    """Return the claim's traits, what the rules say of it among them."""
    start = parsed.sentence.span[0]
    first, last = draft.span[0] - start, draft.span[1] - start
    tokens = tuple(token for token in parsed.doc if first <= token.idx < last)
    return view_of(parsed, tokens, draft.clause.head, around, _of_rules(draft, claim))


def _of_rules(draft: Draft, claim: Claim) -> Iterator[str]:
    yield f"rule.act={claim.act}"
    yield f"rule.type={claim.type}"
    yield f"rule.sense={claim.perceptibility}"
    yield f"rule.camera={claim.camera}"
    yield f"rule.polarity={claim.polarity}"
    yield f"rule.certainty={claim.certainty}"
    yield f"kind={draft.clause.kind}"
    yield f"link={draft.clause.link}"
    yield f"rule.cue={draft.cue is not None}"
    yield f"mental={draft.mental}"
    yield f"perceived={draft.voice.perceived}"
    yield f"voice={draft.voice.reported}"
    yield f"voice.named={draft.voice.source is not None}"
    yield f"clock={claim.time.clock.kind if claim.time.clock else None}"
    yield f"window={claim.time.window is not None}"
    yield f"actor={claim.actor is not None}"
    for hedge in claim.hedges:
        yield f"hedge={hedge.cue.lower()}"
        yield f"effect={hedge.effect}"
