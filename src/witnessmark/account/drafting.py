"""A parsed sentence cut into claims in the making: where each lies and which act it names.

Conventions
-----------
A claim's span is one contiguous slice of its sentence: the run of the clause's words that holds
its head. Words of the clause outside the run (an opening "Towards the end of the video and") still
count for its time. Claims may lie inside one another. Nothing is claimed twice, nothing invented.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

from witnessmark.account import hedges, kinds, states, words
from witnessmark.account.acts import Recognised, recognise
from witnessmark.account.attribution import Voice, voices
from witnessmark.account.clauses import Clause, clauses, is_frame
from witnessmark.account.grammar import ParsedSentence
from witnessmark.account.hedges import Doubt
from witnessmark.account.labels import is_aside, is_label
from witnessmark.account.lexicon import acts, cues, report_verbs
from witnessmark.account.medium import bounds_footage, is_first_or_last, mentions_medium
from witnessmark.account.merging import merged, only_times
from witnessmark.account.pointers import pointer_in
from witnessmark.account.polarity import PERCEIVING, is_prevented, polarity, prevents
from witnessmark.account.remarks import is_remark
from witnessmark.account.tied_events import tie
from witnessmark.account.time_cues import claim_time, media_stretch
from witnessmark.model import Polarity, Role

#: Verbs that hand on the act of the clause before to a pronoun: "get them over the wall".
_CARRYING = frozenset({"get", "make", "land", "reach", "clear", "miss", "hit", "manage", "fall"})


#: Groups of acts that no remark tells of.
_NO_REMARK = frozenset({"fire", "effect", "person", "manoeuvre", "crowd", "territory", "sound"})
#: Words that tie a clause to another and belong to neither; a run of words goes on over them.
_JOINING = frozenset(
    {"as", "until", "till", "while", "with", "before", "when", "by", "the", "time"}
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim in the making: where it lies, what it says, and the clause it comes from.

    ``unperceived`` says that the clause which presents it denies that it was perceived: "you did
    not hear any talking".
    """

    clause: Clause
    span: tuple[int, int]
    act: str
    cue: Recognised | None
    mental: bool
    outside: str
    doubts: tuple[Doubt, ...]
    voice: Voice
    number: int
    unperceived: bool = False

    @property
    def is_of_prevention(self) -> bool:
        """Whether it tells that something was prevented, by an act of that name or by denial."""
        return self.cue is not None and (is_prevented(self.cue.cue) or prevents(self.cue.cue))

    @property
    def denies_by_verb(self) -> bool:
        """Whether its act is named as what was prevented: "the ambush was pre-empted"."""
        return self.cue is not None and is_prevented(self.cue.cue)


def drafts(parsed: ParsedSentence, *, theatre: bool, previous: str | None) -> tuple[Draft, ...]:
    """Return the claims of one sentence in the making, in the order of their spans.

    *previous* is the act of the claim before this sentence, for pronouns that carry it on.
    """
    lowered = parsed.lower
    if not parsed.sentence.role.is_told:
        return ()
    if len(parsed.doc) < 25 and _promotion().search(lowered):
        return ()
    pieces = clauses(parsed.doc)
    found = [recognise(piece, theatre=theatre) for piece in pieces]
    if not any(found) and is_label(parsed):
        return ()
    for number, piece in enumerate(pieces):
        if piece.kind == "aim" and piece.parent is not None:
            found[number] = found[piece.parent]  # "into the windows and across a doorway"
    into = merged(pieces, found, lowered)
    kept = [number for number in range(len(pieces)) if into[number] == number]
    presented = {n for n in kept if _only_presents(n, pieces, found, kept)}
    remarks = {n for n in kept if _only_remarks(_with_merged(n, pieces, into), found[n])}
    presented |= remarks if not remarks.issuperset(kept) else set()
    told_by = voices(parsed, pieces)
    doubts = hedges.doubts(parsed)
    made: list[Draft] = []
    for number in kept:
        if number in presented:
            continue
        whole = _with_merged(number, pieces, into)
        if found[number] is None and is_aside(whole):
            continue
        whole = _with_opening(whole, number, pieces, presented)
        touching = _touching(whole, number, pieces, presented, doubts)
        previous = _add(
            made,
            parsed,
            whole,
            found[number],
            touching,
            told_by[number],
            number,
            previous,
            _presenting(number, pieces, presented),
            unperceived=_is_unperceived(number, pieces, presented),
        )
    if not made and pieces and not parsed.text.rstrip().endswith(":"):
        made.append(_remainder(parsed, pieces, told_by))
    made += [source for draft in made for source in _source_claims(parsed, draft, doubts)]
    return tuple(sorted(made, key=lambda draft: (draft.span[0], -draft.span[1])))


@cache
def _promotion() -> re.Pattern[str]:
    """Return the words that ask for subscribers, not tell of anything."""
    asked = "|".join(map(re.escape, cues()["promotion"]))
    return re.compile(rf"\b(?:{asked})\b")


def _remainder(parsed: ParsedSentence, pieces: tuple[Clause, ...], told_by: list[Voice]) -> Draft:
    """Return the whole of a sentence in which nothing was recognised as one claim."""
    content = [token for token in parsed.doc if not (token.is_punct or token.is_space)]
    whole = Clause(pieces[0].head, tuple(content), "clause", "", None)
    act, mental = states.describe(whole, background=False)
    span = parsed.span(content[0], content[-1])
    return Draft(whole, span, act, None, mental, "", (), told_by[0], 0)


def _add(
    made: list[Draft],
    parsed: ParsedSentence,
    clause: Clause,
    cue: Recognised | None,
    doubts: tuple[Doubt, ...],
    voice: Voice,
    number: int,
    previous: str | None,
    presenting: str,
    *,
    unperceived: bool,
) -> str | None:
    """Append the draft of one clause and return the act that a pronoun after it would carry on."""
    sign, _ = polarity(clause)
    background = states.is_background(clause, parsed.lower)
    act, mental = (
        (cue.act, False)
        if cue
        else states.describe(
            clause, background=background, title=parsed.sentence.role is Role.TITLE
        )
    )
    if cue is None and not mental and _carries_on(clause, previous):
        act = previous or act
    elif cue is None and kinds.states_nothing_checkable(clause, sign):
        return previous
    if cue is None and kinds.is_future(clause):
        act, mental = "BACKGROUND", False
    if (
        cue is not None
        and states.is_thought(clause)
        and acts()[act].group not in {"sound", "media"}
    ):
        act = "BACKGROUND"
    run, outside = _run(parsed, clause)
    outside = f"{presenting} {outside}".strip()
    made.append(Draft(clause, run, act, cue, mental, outside, doubts, voice, number, unperceived))
    return act if acts()[act].group == "fire" or act == "EXPLOSION_UNATTRIBUTED" else previous


def _with_merged(number: int, pieces: tuple[Clause, ...], into: list[int]) -> Clause:
    """Return the clause together with those told with it."""
    base = pieces[number]
    timing = [n for n in range(len(pieces)) if into[n] == number != n and only_times(pieces[n])]
    tokens = {t.i: t for n, piece in enumerate(pieces) if into[n] == number for t in piece.tokens}
    for n in timing:  # the word that ties it is part of the cue: "until the recording stops"
        tokens |= {t.i: t for t in pieces[n].head.subtree}
    for n, piece in enumerate(pieces):
        if into[n] == number != n and piece.kind == "event":
            tokens |= {t.i: t for t in tie(piece.head)}
    if base.head.dep_ in {"acl"}:
        noun = base.head.head
        tokens |= {t.i: t for t in noun.doc[noun.left_edge.i : noun.i + 1]}
    ordered = tuple(tokens[i] for i in sorted(tokens))
    return Clause(base.head, ordered, base.kind, base.link, base.parent)


def _only_presents(
    number: int, pieces: tuple[Clause, ...], found: list[Recognised | None], kept: list[int]
) -> bool:
    """Say whether the clause only presents others: "the video shows", "officials said that"."""
    piece, act = pieces[number], found[number]
    bounding = bounds_footage(piece) or is_first_or_last(piece)
    unnamed = bounding and act is not None and act.act in {"STATE_SCENE", "MEDIA_PROPERTY"}
    if act is not None and act.act != "OFFICIAL_STATEMENT" and not unnamed:
        return False
    pointer = pointer_in(piece)
    if pointer is not None and pointer.denies:
        return False  # "we looked for shots and found none"
    below = {pieces[n].head.dep_ for n in kept if pieces[n].parent == number and n != number}
    if not words.is_verb(piece.head):
        # "Close contact in Dagestan as forces trap militants": the fragment only announces.
        told = "acl" in below and any(
            found[n] is not None for n in kept if pieces[n].parent == number
        )
        text = " ".join(token.text for token in piece.tokens)
        timed = bool(below) and claim_time(text).window is not None
        return piece.kind == "clause" and ("advcl" in below or told or timed)
    if _perceives_a_deed(piece, [pieces[n] for n in kept if pieces[n].parent == number]):
        return True
    complement = {"ccomp", "xcomp", "dep"}
    brief = 6 if words.lemma(piece.head) in report_verbs().clause else 3
    if (
        len(piece.tokens) <= brief
        and is_frame(piece)
        and len(kept) > 1
        and not words.objects(piece.head)
    ):
        return True  # "…, video shows" behind what it shows
    impression = words.lemma(piece.head) in {"look", "sound", "seem", "appear", "feel"}
    if mentions_medium(piece) or (impression and _is_impersonal(piece)):
        complement |= {"advcl", "acl", "relcl"}
    if bounds_footage(piece) or is_first_or_last(piece):
        return bool(below & {*complement, "pcomp", "acl", "advcl"})
    return (is_frame(piece) or impression) and bool(below & complement)


def _only_remarks(piece: Clause, act: Recognised | None) -> bool:
    """Say whether the clause is a remark, with or without when: "what we find at 0:05 is this"."""
    if act is not None and acts()[act.act].group in _NO_REMARK:
        return False
    own = "".join(token.text_with_ws for token in piece.tokens)
    text = own if piece.link in own.lower() else f"{piece.link} {own}"
    told = [one for one in (claim_time(text).cue, _stretch_text(text)) if one]
    for cue in sorted(told, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(cue)}(?!\w)", " ", text, flags=re.I)
    return is_remark(text)


def _stretch_text(text: str) -> str:
    found = media_stretch(text, 0)
    return "" if found is None else found.text


def _perceives_a_deed(piece: Clause, below: Iterable[Clause]) -> bool:
    """Say whether it is "you hear someone" of "you hear someone firing": the firing is told."""
    if words.lemma(piece.head) not in {"hear", "see", "watch", "observe", "notice"}:
        return False
    perceived = {noun.i for noun in words.objects(piece.head)}
    return any(one.head.dep_ == "acl" and one.head.head.i in perceived for one in below)


def _is_impersonal(piece: Clause) -> bool:
    return any(t.dep_ == "nsubj" and t.lower_ == "it" for t in piece.tokens)


def _with_opening(
    whole: Clause, number: int, pieces: tuple[Clause, ...], presented: set[int]
) -> Clause:
    """Give a clause behind "the video ends with" the words that present it."""
    above = pieces[number].parent
    if above is None or above not in presented:
        return whole
    if not (bounds_footage(pieces[above]) or is_first_or_last(pieces[above])):
        return whole
    joined = {token.i: token for token in (*pieces[above].tokens, *whole.tokens)}
    between = whole.head.doc[min(joined) : max(joined) + 1]
    return replace(whole, tokens=tuple(between))


def _touching(
    clause: Clause,
    number: int,
    pieces: tuple[Clause, ...],
    presented: set[int],
    doubts: Iterable[Doubt],
) -> tuple[Doubt, ...]:
    """Return the hedges in the clause, and in the clauses that present it or share it."""
    owners = [clause]
    above = pieces[number].parent
    while above is not None and (above in presented or pieces[number].kind in {"noun", "aim"}):
        owners.append(pieces[above])
        if above not in presented:
            break
        above = pieces[above].parent
    return tuple(
        doubt
        for doubt in doubts
        if any(owner.holds(doubt.first) for owner in owners) and not _in_free_relative(doubt.first)
    )


def _in_free_relative(token: Token) -> bool:
    """Say whether the word lies in "from what is presumably …": it touches that phrase only."""
    return any(
        above.dep_ == "pcomp" and any(child.tag_ == "WP" for child in above.children)
        for above in [token, *token.ancestors]
    )


def _presenting(number: int, pieces: tuple[Clause, ...], presented: set[int]) -> str:
    """Return the words of the clause that presents this one: "the video ends with"."""
    below = [
        word
        for n in sorted(presented)
        if pieces[n].parent == number
        for word in (pieces[n].link, *(token.text for token in pieces[n].tokens))
    ]
    above = pieces[number].parent
    if above is None or above not in presented:
        return " ".join(below)
    words_above = [token.text for token in pieces[above].tokens]
    link = pieces[number].link
    words_above += [] if link in words_above else [link]
    return " ".join([*words_above, *below])


def _is_unperceived(number: int, pieces: tuple[Clause, ...], presented: set[int]) -> bool:
    """Say whether the clause that presents this one denies that it was heard or seen."""
    above = pieces[number].parent
    if above is None or above not in presented:
        return False
    denied = polarity(pieces[above])[0] is Polarity.NEGATIVE
    return denied and words.lemma(pieces[above].head) in PERCEIVING


def _source_claims(parsed: ParsedSentence, draft: Draft, doubts: tuple[Doubt, ...]) -> list[Draft]:
    """Return the claim inside "gunfire from what is presumably the other side"."""
    made = []
    for doubt in doubts:
        if not (draft.clause.holds(doubt.first) and _in_free_relative(doubt.first)):
            continue
        verb = next(t for t in [doubt.first, *doubt.first.ancestors] if t.dep_ == "pcomp")
        last = doubt.last
        for token in parsed.doc[doubt.last.i + 1 :]:
            if token.pos_ in {"VERB", "AUX", "SCONJ", "CCONJ"} or token.is_punct:
                break
            last = token
        run = tuple(parsed.doc[verb.head.i : last.i + 1])
        clause = Clause(verb.head, run, "source", "", draft.number)
        span = parsed.span(run[0], run[-1])
        made.append(replace(draft, clause=clause, span=span, mental=False, doubts=(doubt,)))
    return made


def _without_dateline(run: list[Token]) -> list[Token]:
    """Cut "Mariupol, March 16, 2022 -" from the front of a run that opens its sentence."""
    if run[0].i > 1:
        return run
    for number, token in enumerate(run[1:12], start=1):
        if words.is_verb(token):
            return run
        spaced = token.i > 0 and bool(token.nbor(-1).whitespace_) and bool(token.whitespace_)
        if token.text in {"-", "--"} and spaced and number + 1 < len(run):
            return run[number + 1 :]
    return run


def _carries_on(clause: Clause, previous: str | None) -> bool:
    """Say whether a pronoun object carries on what the claim before did."""
    verbs = {words.lemma(token) for token in clause.tokens if token.pos_ == "VERB"}
    pronoun = any(token.lower_ in {"them", "it"} for token in clause.tokens)
    return previous is not None and pronoun and bool(verbs & _CARRYING)


def _run(parsed: ParsedSentence, clause: Clause) -> tuple[tuple[int, int], str]:
    """Return the contiguous run that holds the head, and the clause's words outside it."""
    runs: list[list[Token]] = []
    for token in clause.tokens:
        bridged = runs and all(
            between.is_punct or between.is_space or between.lower_ in _JOINING
            for between in parsed.doc[runs[-1][-1].i + 1 : token.i]
        )
        if bridged:
            runs[-1].append(token)
        else:
            runs.append([token])
    main = next((run for run in runs if any(t.i == clause.head.i for t in run)), runs[0])
    main = _without_dateline(main)
    while (
        len(main) > 1
        and (
            main[0].is_punct
            or main[0].dep_ == "cc"
            or (main[0].dep_ == "mark" and main[0].head.i in {clause.head.i, main[0].i})
        )
        and not (main[0].lower_ in {"while", "whilst"} and main[0].i == 0)
    ):
        main = main[1:]
    while len(main) > 1 and (main[-1].is_punct or main[-1].dep_ == "cc"):
        main = main[:-1]
    outside = " ".join(t.text for run in runs if run[0].i != main[0].i for t in run)
    return parsed.span(main[0], main[-1]), outside
