"""A reading in a terminal: what the account is, its sentences with their claims, what ties them.

Conventions
-----------
Text of the account is made harmless and put on one line, so that none of it can begin a line of
ours: only sentences start, and go on, in their column. What matters can be read without colour.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from enum import StrEnum

from rich.console import Console
from rich.text import Text

from witnessmark.cli import reading_words as words
from witnessmark.cli.reading_marks import CLOSES, MARK, OPENS, PARTS, harmless, marked
from witnessmark.cli.relation_words import VIDEO, relation_words
from witnessmark.formats.number_words import counted
from witnessmark.model import Antecedent, Claim, Reading, Relation, Sentence

#: Columns before a sentence, before a claim, and before the lines that go on with a claim.
_SENTENCE, _CLAIM, _GOING_ON = 5, 7, 12
#: Columns of labels, and of those of the roll-up.
_LABEL, _WIDE_LABEL = 13, 22
_NARROWEST = 20
_QUIET = "bright_black"
_SIDES = ("A", "B")
_MOST_NAMES = 4


class Part(StrEnum):
    """A part of a reading that can be asked for alone."""

    CLAIMS = "claims"
    PLACES = "places"
    DATES = "dates"
    RELATIONS = "relations"


def print_reading(out: Console, reading: Reading, only: Part | None = None) -> None:
    """Print *reading* on *out*, or the one part of it; parts that hold nothing are left out."""
    if only is None:
        _head(out, reading)
    for part, print_part, held in (
        (Part.DATES, _dates, reading.dates),
        (Part.PLACES, _places, reading.places),
        (Part.CLAIMS, _sentences, reading.sentences),
        (Part.RELATIONS, _relations, reading.relations),
        (None, _who_is_meant, reading.coreference),
        (None, _tensions, reading.tensions),
        (None, _roll_up, [reading.account]),
        (None, _summary, [reading.account]),
    ):
        if only is None and held:
            out.print()
        if held and only in {None, part}:
            print_part(out, reading)
        elif part is not None and part is only:
            out.print(_nothing(part, reading))


def _nothing(part: Part, reading: Reading) -> str:
    """Say that nothing of a part was found, or that nobody looked for it."""
    if reading.claims and all(claim.not_tested for claim in reading.claims):
        return f"No {part} were looked for: the account is in a language that is not read here."
    return f"No {part} were found."


def _head(out: Console, reading: Reading) -> None:
    account = reading.account
    _print(out, "", Text(harmless(account.title or "Without a title"), style="bold"), 0)
    _field(out, "by", account.byline or "none named")
    _field(out, "published", account.published or "not said")
    _field(out, "source", account.source or "none named")
    _field(out, "event date", words.event_words(account))
    _field(out, "language", words.language_word(account.language))
    _field(out, "form", words.form_words(account))
    for side in _SIDES:
        names = _names_of(side, reading.claims)
        if names:
            more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
            _field(out, f"side {side}", ", ".join(names[:_MOST_NAMES]) + more)


def _names_of(side: str, claims: Sequence[Claim]) -> list[str]:
    """Return what the account calls a party, each name once whatever its capitals."""
    names: dict[str, str] = {}
    for claim in claims:
        for name, whose in (
            (claim.actor, claim.actor_side),
            (claim.target, claim.target_side),
        ):
            if name is not None and whose == side:
                names.setdefault(name.lower(), name)
    return list(names.values())


def _dates(out: Console, reading: Reading) -> None:
    _title(out, "Dates")
    for date in reading.dates:
        told = f"{words.date_words(date)} · {_numbers([date.span], reading.sentences)}"
        _reasoned(out, told, date.reason)


def _places(out: Console, reading: Reading) -> None:
    """Print each place once in each of its roles, with every sentence that names it so."""
    _title(out, "Places")
    told = defaultdict(list)
    for place in reading.places:
        told[words.place_words(place)].append(place)
    for line, same in told.items():
        where = _numbers([place.span for place in same], reading.sentences)
        _reasoned(out, f"{line} · {where}", words.place_reasons(same))
        others = words.other_places(same)
        if others:
            _print(out, "", Text(harmless(f"or else: {others}")), 6)


def _reasoned(out: Console, told: str, reason: str) -> None:
    line = Text(harmless(told))
    if reason:
        line.append(f" – {harmless(reason)}", _QUIET)
    _print(out, "", line, 2, going_on=6)


def _numbers(spans: Iterable[tuple[int, int]], sentences: Sequence[Sentence]) -> str:
    """Return the numbers of the sentences that hold *spans*: ``in 1, 3``."""
    starts = [sentence.span[0] for sentence in sentences]
    holding = (sentences[max(bisect_right(starts, span[0]) - 1, 0)].index + 1 for span in spans)
    return f"in {', '.join(str(number) for number in dict.fromkeys(holding))}"


def _sentences(out: Console, reading: Reading) -> None:
    _title(out, "Sentences", f"  a claim's words stand in {OPENS}marks{CLOSES}, the claim below")
    claims: dict[int, list[Claim]] = defaultdict(list)
    for claim in reading.claims:
        claims[claim.sentence].append(claim)
    for sentence in reading.sentences:
        _sentence(out, sentence, claims[sentence.index])


def _sentence(out: Console, sentence: Sentence, claims: Sequence[Claim]) -> None:
    line = Text()
    role = harmless(words.role_words(sentence, claimed=bool(claims)))
    if role:
        line.append(f"{role} {PARTS} ", _QUIET)
    line.append(marked(sentence, [claim for claim in claims if claim.not_tested is None]))
    number = f"{sentence.index + 1:>3}  "
    _print(out, number, line, max(_SENTENCE, len(number)))
    for claim in claims:
        _claim(out, claim, sentence)


def _claim(out: Console, claim: Claim, sentence: Sentence) -> None:
    line = Text.assemble((f"{claim.id} ", MARK))
    if claim.act is not None:
        line.append(f"{claim.act}  ", "bold")
    line.append(harmless(" · ".join(words.claim_words(claim, sentence))))
    _print(out, "", line, _CLAIM, going_on=_GOING_ON)


def _relations(out: Console, reading: Reading) -> None:
    _title(out, "Order and time")
    acts = {claim.id: f"{claim.id} {claim.act or ''}".strip() for claim in reading.claims}
    for names, tie in _gathered(reading.relations):
        first = ", ".join(acts.get(name, name) for name in names)
        if _is_shot_order(tie):
            told = ": one after the other on the screen, whatever the order of the events"
        else:
            each = ": each" if len(names) > 1 else ""
            screen = " on the screen" if tie.timeline == "screen" else ""
            told = f"{each} {relation_words(tie.allen, acts.get(tie.second, tie.second))}{screen}"
        _print(out, "", Text(harmless(f"{first}{told} – “{tie.cue}”")), 2, going_on=6)


def _is_shot_order(tie: Relation) -> bool:
    return tie.timeline == "screen" and tie.second != VIDEO and set(tie.allen) <= {"b", "m"}


def _gathered(relations: Sequence[Relation]) -> list[tuple[list[str], Relation]]:
    """Return the relations with the claims that each line is about, first claims first.

    Claims that have one relation to the whole video, by the same words, share a line; so do those
    that follow one another in the order of shots, the last included.
    """
    rows: list[tuple[list[str], Relation]] = []
    going_on: dict[tuple[object, ...], list[str]] = {}
    for tie in relations:
        kind = (tie.allen, tie.cue, tie.timeline)
        if _is_shot_order(tie):
            names = going_on.get((tie.first, *kind))
            if names is None or names[-1] != tie.first:
                names = [tie.first]
                rows.append((names, tie))
            names.append(tie.second)
            going_on[tie.second, *kind] = names
        elif tie.second == VIDEO:
            names = going_on.setdefault((VIDEO, *kind), [])
            if not names:
                rows.append((names, tie))
            names.append(tie.first)
        else:
            rows.append(([tie.first], tie))
    return rows


def _who_is_meant(out: Console, reading: Reading) -> None:
    _title(out, "Who and what is meant")
    for one in reading.coreference:
        _print(out, f"  in {one.sentence + 1}", _meant(one), _LABEL - 4)


def _meant(one: Antecedent) -> Text:
    line = Text(f"“{harmless(one.pronoun)}” ")
    if one.antecedent is None:
        line.append("is left open", "yellow")
    else:
        line.append(f"= {harmless(one.antecedent)}")
    line.append(f" – {harmless(one.reason)}", _QUIET)
    return line


def _tensions(out: Console, reading: Reading) -> None:
    _title(out, "Where the account pulls against itself")
    for tension in reading.tensions:
        told = f"{', '.join(tension.claims)} ({tension.kind}): {tension.text}"
        _print(out, "", Text(harmless(told)), 2, going_on=6)


def _roll_up(out: Console, reading: Reading) -> None:
    _title(out, "In ACLED's terms, as one row")
    if reading.roll_up is None:
        _field(out, "none", reading.roll_up_reason)
        return
    for label, value in words.roll_up_words(reading.roll_up):
        _field(out, label, value, width=_WIDE_LABEL)


def _summary(out: Console, reading: Reading) -> None:
    """Print in one line how many sentences, claims and checkable claims there are."""
    read = [claim for claim in reading.claims if claim.not_tested is None]
    holding = len({claim.sentence for claim in read})
    where = "it" if len(reading.sentences) == 1 else f"{holding:,} of them"
    bearing = sum(claim.checkable for claim in read)
    unread = len(reading.claims) - len(read)
    sentences, claims = counted(len(reading.sentences), "sentence"), counted(len(read), "claim")
    parts = [
        f"{sentences}, and {claims} in {where}" if read else f"{sentences}, and no claim",
        f"footage could bear on {bearing:,} of the claims" if read else "",
        f"{counted(unread, 'sentence')} not tested, for the language" if unread else "",
    ]
    _print(out, "", Text(f"{'; '.join(part for part in parts if part)}."), 0)


def _title(out: Console, title: str, beside: str = "") -> None:
    _print(out, "", Text.assemble((title, "bold"), (beside, _QUIET)), 0)


def _field(out: Console, label: str, value: str, width: int = _LABEL) -> None:
    _print(out, f"  {label} ", Text(harmless(value)), width)


def _print(out: Console, before: str, text: Text, indent: int, going_on: int | None = None) -> None:
    """Print *text* behind *before*, in column *indent*, its other lines in column *going_on*."""
    following = indent if going_on is None else going_on
    room = max(out.width - max(indent, following), _NARROWEST)
    for number, line in enumerate(text.wrap(out, room)):
        line.rstrip()
        start = before.ljust(indent) if number == 0 else " " * following
        out.print(Text.assemble(start, line), soft_wrap=True)
