"""A proposition put into words, and what a perfect reader takes from them.

Conventions
-----------
Spans count from the beginning of the sentence; :mod:`composing` moves them to their place in the
account. A claim is the whole sentence without its full stop where no part of it is marked as one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from witnessmark.evaluation.weighing.phrasing import (
    Mark,
    Phrase,
    as_sentence,
    choice,
    fill,
    number_word,
    wording,
)
from witnessmark.evaluation.weighing.propositions import (
    Counted,
    Denied,
    OnlySingle,
    Ordered,
    Place,
    Proposition,
    Told,
    Unshowable,
    Unwarned,
)
from witnessmark.evaluation.weighing.things import SORTS, Thing
from witnessmark.evaluation.weighing.writer import Writer
from witnessmark.model import Allen

#: What the words of order say of the first event's relation to the second (notes, T08 to T10).
_SAYS: dict[str, tuple[Allen, ...]] = {
    "before": ("b", "m", "o", "fi", "di"),
    "after": ("b", "m", "o", "fi", "di"),
    "then": ("b", "m"),
}
_INVERSE: tuple[Allen, ...] = ("bi", "mi", "oi", "f", "d")
#: Hedges that leave an open possibility; all others say that it is probable.
_POSSIBLY = frozenset({"possibly", "perhaps", "maybe"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim's fields, and the mark of its words (None: the whole sentence)."""

    mark: Mark | None
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation between two claims of the sentence, by their place in it."""

    first: int
    second: int
    allen: tuple[Allen, ...]
    cue: str


@dataclass(frozen=True, slots=True)
class Worded:
    """A sentence, its claims in order and what ties them."""

    phrase: Phrase
    claims: tuple[Draft, ...]
    ties: tuple[Tie, ...] = ()


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause, and the fields of the claim that it makes."""

    text: Phrase
    fields: dict[str, Any]


def write(one: Proposition, writer: Writer, *, hedged: bool = False) -> Worded:
    """Return *one* as a sentence; *hedged* where its wordings have a hedge, else as it is."""
    match one:
        case Told(place=None, thing=Thing.CUT):
            return _cuts("edited", writer)
        case Denied(thing=Thing.CUT):
            return _cuts("uncut", writer)
        case Told():
            return _told(one, writer, hedged=hedged)
        case Denied(anchor=None):
            return _denied(one, writer, hedged=hedged)
        case Denied():
            return _beside(one, writer)
        case Ordered():
            return _ordered(one, writer, hedged=hedged)
        case Counted():
            return _counted(one, writer, hedged=hedged)
        case OnlySingle():
            return _whole("only_single", _of(Thing.SINGLE), writer)
        case Unwarned():
            return _unwarned(one, writer)
        case Unshowable():
            return _unshowable(one, writer)


def _of(thing: Thing, **more: Any) -> dict[str, Any]:
    """Return the fields of a claim about *thing*."""
    sort = SORTS[thing]
    return {
        "type": "media_meta" if thing is Thing.CUT else "observation",
        "act": sort.act,
        "act_group": sort.group,
        "weapon": sort.weapon,
        "perceptibility": sort.perceptibility,
        "camera": sort.camera,
        "conditions": (sort.condition,) if sort.condition else (),
        **more,
    }


def _clause(thing: Thing, form: str, writer: Writer) -> _Clause:
    """Return a clause of *thing*: told, lasting, begun or denied."""
    known = form if form in wording("clauses")[thing.value] else "told"
    entry = writer.pick("clauses", thing.value, known)
    given = entry if isinstance(entry, dict) else {"words": entry}
    named = {name: given[name] for name in ("act", "weapon") if name in given}
    if "act" in named:
        named["act_group"] = "fire"
    denial = {"polarity": "neg", "certainty": "CT-"} if form == "denied" else {}
    return _Clause(fill(writer.tense(given["words"]), {}), _of(thing, **denial, **named))


def _whole(bank: str, fields: dict[str, Any], writer: Writer) -> Worded:
    template = writer.tense(writer.pick("sentences", bank))
    phrase = as_sentence(fill(template, {"film": writer.film()}))
    return Worded(phrase, (Draft(None, fields),))


def _cuts(bank: str, writer: Writer) -> Worded:
    """Return a sentence on cuts; where its words are a negative, the entry says so."""
    entry = writer.pick("sentences", bank)
    given = entry if isinstance(entry, dict) else {"words": entry, "polarity": "pos"}
    phrase = as_sentence(fill(writer.tense(given["words"]), {"film": writer.film()}))
    negative = given["polarity"] == "neg"
    polarity = {"polarity": "neg", "certainty": "CT-"} if negative else {}
    return Worded(phrase, (Draft(None, _of(Thing.CUT, **polarity)),))


def _told(one: Told, writer: Writer, *, hedged: bool) -> Worded:
    lasting = one.place is not None and one.place.shape != "within"
    clause = _clause(one.thing, "lasting" if lasting else "told", writer)
    if one.place is None:
        return _framed("hedged" if hedged else "plain", clause, None, writer)
    return _framed("placed_hedged" if hedged else "placed", clause, one.place, writer)


def _denied(one: Denied, writer: Writer, *, hedged: bool) -> Worded:
    clause = _clause(one.thing, "denied", writer)
    if one.place is None:
        return _framed("denied_hedged" if hedged else "denied", clause, None, writer)
    return _framed("placed_hedged" if hedged else "placed", clause, one.place, writer)


def _framed(bank: str, clause: _Clause, place: Place | None, writer: Writer) -> Worded:
    slots: dict[str, Phrase | str] = {"clause": clause.text}
    if place is not None:
        slots["cue"] = _cue(place, writer)
    template = writer.pick("frames", bank)
    phrase = as_sentence(fill(template, slots | writer.naming_film(template)))
    fields = _hedged(phrase, clause.fields)
    if place is not None:
        fields |= _placed(place, phrase)
    return Worded(phrase, (Draft(None, fields),))


def _cue(place: Place, writer: Writer) -> Phrase:
    template = writer.tense(writer.pick("frames", "cues", place.bank))
    return fill(template, {"film": writer.film(), **dict(place.slots)})


def _placed(place: Place, phrase: Phrase) -> dict[str, Any]:
    """Return the fields of time that the words for *place* in *phrase* come to."""
    mark = phrase.of("cue")
    if mark is None:
        return {}
    words = phrase.words(mark)
    time: dict[str, Any] = {"cue": words, "window": place.window, "relation": place.relation}
    fields: dict[str, Any] = {"time": time}
    if place.unit is not None:
        fields["quantities"] = (
            {"text": words, "span": (mark.start, mark.end), "min": place.low, "max": place.high,
             "unit": place.unit},
        )  # fmt: skip
    if place.clock is not None:
        face = dict(place.slots).get("clock") or dict(place.slots)["from"]
        time["clock"] = {"kind": "media_clock", "value": face, "seconds": place.clock}
    elif place.unit is not None:
        time["clock"] = {"kind": "duration", "value": f"{place.high:g} s", "seconds": place.high}
    return fields


def _hedged(phrase: Phrase, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return *fields* with the hedge that *phrase* has, if any."""
    mark = phrase.of("hedge")
    if mark is None:
        return dict(fields)
    cue = phrase.words(mark)
    sure = "PS" if cue.casefold() in _POSSIBLY else "PR"
    sign = "-" if fields.get("polarity") == "neg" else "+"
    hedge = {"cue": cue, "span": (mark.start, mark.end), "effect": "claim"}
    return {**fields, "type": "inference", "certainty": sure + sign, "hedges": (hedge,)}


def _parts(phrase: Phrase) -> tuple[Mark, Mark]:
    """Return the marks of the two claims of *phrase*."""
    first, second = phrase.of("a"), phrase.of("b")
    if first is None or second is None:
        raise ValueError(f"two claims are not marked in {phrase.text!r}")
    return first, second


def _rel(phrase: Phrase) -> str:
    mark = phrase.of("rel")
    return "" if mark is None else phrase.words(mark)


def _ordered(one: Ordered, writer: Writer, *, hedged: bool) -> Worded:
    frame = writer.pick("frames", "order_hedged" if hedged else "order")
    first, second = _clause(one.first, "begun", writer), _clause(one.second, "begun", writer)
    slots = {"first": first.text, "second": second.text, **writer.naming_film(frame["words"])}
    phrase = as_sentence(fill(frame["words"], slots))
    a, b = _parts(phrase)
    cue = _rel(phrase)
    drafts = (
        Draft(a, _hedged(phrase, first.fields)),
        Draft(b, {**_hedged(phrase, second.fields), "time": {"cue": cue}}),
    )
    if frame["says"] == "after":
        return Worded(phrase, drafts, (Tie(1, 0, _INVERSE, cue),))
    return Worded(phrase, drafts, (Tie(0, 1, _SAYS[frame["says"]], cue),))


def _beside(one: Denied, writer: Writer) -> Worded:
    if one.anchor is None:
        raise ValueError("a denial beside something names it")
    clause = _clause(one.thing, "denied", writer)
    anchor = _clause(one.anchor, "begun", writer)
    template = writer.pick("frames", f"denied_{one.side}")
    slots = {"clause": clause.text, "anchor": anchor.text, **writer.naming_film(template)}
    phrase = as_sentence(fill(template, slots))
    a, b = _parts(phrase)
    cue = _rel(phrase)
    drafts = (Draft(a, {**clause.fields, "time": {"cue": cue}}), Draft(b, anchor.fields))
    allen = _SAYS["before"] if one.side == "before" else _INVERSE
    return Worded(phrase, drafts, (Tie(0, 1, allen, cue),))


def _unwarned(one: Unwarned, writer: Writer) -> Worded:
    clause = _clause(one.thing, "begun", writer)
    template = writer.tense(writer.pick("frames", "unwarned"))
    phrase = as_sentence(fill(template, {"clause": clause.text}))
    a, b = _parts(phrase)
    warning = {
        "type": "observation", "act": "WARNING", "act_group": "sound", "polarity": "neg",
        "certainty": "CT-", "perceptibility": "audible", "camera": "mixed",
    }  # fmt: skip
    return Worded(
        phrase, (Draft(a, warning), Draft(b, clause.fields)), (Tie(0, 1, ("m",), _rel(phrase)),)
    )


def _counted(one: Counted, writer: Writer, *, hedged: bool) -> Worded:
    number = (one.most if one.least is None else one.least) or 0
    if one.bank == "more_than":
        number -= 1
    plural = {"shots": ("shots", "rounds"), "explosions": ("explosions", "blasts")}
    noun = str(choice(writer.random, list(plural.get(one.what, ("bouts",)))))
    words = number_word(number) if writer.random.random() < 0.7 else str(number)
    single = number == 1
    slots: dict[str, Phrase | str] = {
        "film": writer.film(),
        "n": words,
        "noun": noun.removesuffix("s") if single else noun,
        "be": ("was" if single else "were") if writer.past else ("is" if single else "are"),
    }
    template = writer.tense(writer.pick("sentences", one.bank))
    if hedged:
        template = writer.pick("frames", "numbers_hedged") + _lowered(template)
    phrase = as_sentence(fill(template, slots))
    mark = phrase.of("count") or Mark("count", 0, 0)
    repeated = one.bank in {"repeated", "exchanges"}
    quantity = {
        "text": phrase.words(mark),
        "span": (mark.start, mark.end),
        # The reading's convention: "more than three" has three as its least.
        "min": number if one.bank == "more_than" else one.least,
        "max": one.most,
        "unit": "times" if repeated else noun,
    }
    more: dict[str, Any] = {"quantities": (quantity,)}
    if repeated:
        more["time"] = {"repeat": {"min": one.least, "max": one.most}}
    thing = Thing.EXPLOSION if one.what == "explosions" else Thing.GUNFIRE
    return Worded(phrase, (Draft(None, _hedged(phrase, _of(thing, **more))),))


def _lowered(template: str) -> str:
    """Return *template* with its first letter small, behind the opening of a mark too."""
    return re.sub(
        r"^(<\w+ )?(?!I\b)(\w)", lambda match: (match[1] or "") + match[2].lower(), template
    )


def _unshowable(one: Unshowable, writer: Writer) -> Worded:
    entry = wording("unshowable")[one.topic]
    phrase = as_sentence(fill(writer.pick("unshowable", one.topic, "words"), dict(writer.names)))
    reading = entry["reading"]
    groups = {"BACKGROUND": "context", "STATE_PERSON": "state", "MEDIA_PROPERTY": "media"}
    fields = {
        **reading,
        "act_group": groups[reading["act"]],
        "perceptibility": "neither",
        "camera": "n/a",
    }
    return Worded(phrase, (Draft(None, fields),))
