"""Which day of an account is that of its event: its days weighed against one another, and none.

Conventions
-----------
A conditional logit (McFadden 1974, in Frontiers in Econometrics, ed. Zarembka, 105) over the days
that an account names, and the choice that none of them is the event's. A day's weight is the
logarithm of the sum over its mentions of e to the sum of their cues' weights. What the rules of
:mod:`.event` make of the account is one cue among the others. The weights are fitted by
``training/reading/event_days.py`` on accounts that were marked before any program was run on them.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp, log

from witnessmark.account.dates.event import CLOCK, HAD, PRIOR, Dated, Telling, own_days
from witnessmark.account.dates.found import OWN
from witnessmark.account.dates.roles import tells_of_incident, tells_of_recording
from witnessmark.account.dates.written import Day
from witnessmark.model import EventDate

Cues = Mapping[str, float]

#: What dates can be that tell of the event.
_TOLD = frozenset({"event", "incident", "filming"})
#: That no day is known.
_UNKNOWN = re.compile(
    r"\b(?:date|day|when)\b[^.;]{0,60}\b(?:not known|unknown|unclear|not (?:been )?(?:able to )?"
    r"(?:established?|verif\w+|confirm\w*|determin\w+|giv\w+)|could not|cannot|can['’]t"
    r"|no (?:indication|way)|impossible|nobody|undated|not say|(?:don['’]t|do not) know)\b"
    r"|\b(?:not known|unknown|unclear|could not|cannot|can['’]t|unable to|no indication"
    r"|nobody (?:knows|can say)|not been (?:able|possible) to|(?:don['’]t|do not) know"
    r"|without (?:a )?date)\b[^.;]{0,60}\b(?:date|when|day|how old)\b|\bundated\b",
    re.I,
)
#: Another recording or event than the account's.
_ANOTHER = re.compile(
    r"\b(?:another|other|unlike|mix(?:ed)? (?:this |it )?up|not to be confused|confus\w+|earlier"
    r"|older|previous|different|separate|second|also)\b[^.;]{0,40}"
    r"\b(?:videos?|clips?|footage|films?|recordings?|incident|attack|case|one)\b"
    r"|\bnot (?:the|this|from)\b",
    re.I,
)
_RELATIVE = re.compile(
    r"\b(?:yesterday|today|tonight|this (?:morning|afternoon|evening)|last night|overnight)\b", re.I
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"[a-z']+")
#: Words to either side of a date that are looked at.
_BESIDE = 6
#: Up to how many days before publication a day is, by name.
_BEFORE = ((0, "0"), (1, "1"), (3, "3"), (7, "7"), (31, "31"), (365, "365"))
#: By how much a day has to outweigh that of the rules, in logarithms: odds of 2.7 to one. So 173 of
#: 246 marked accounts come out right, each writer's left out of the fit in turn (by the rules alone
#: 153; with nothing to outweigh 175), and of 58 others that the rules were measured on 44 (45; 42).
OVERRULES = 1.0
#: The choice that no day is the event's.
NONE = "none of them"


def says_unknown(text: str) -> bool:
    """Say whether *text* owns that the day is not known."""
    return _UNKNOWN.search(text) is not None


@dataclass(frozen=True, slots=True)
class DaysTold:
    """All dates of an account, what it says of days as a whole, and what the rules make of both."""

    dates: Sequence[Dated]
    telling: Telling
    by_rules: EventDate


def likeliest(told: DaysTold) -> EventDate:
    """Return the day that is likeliest the event's, what the rules say where that is it."""
    by_rules = told.by_rules
    days = weighed(candidates(told), _weights())
    best = chosen(days, by_rules.edtf or NONE)
    if best == (by_rules.edtf or NONE):
        return by_rules
    chance = f"{exp(days[best] - _log_sum(list(days.values()))):.0%}"
    if best == NONE:
        why = f"{by_rules.reason}; weighed against all else, that is not the event's day ({chance})"
        sent = min(own_days(told.dates), default=None)
        return EventDate(latest=None if sent is None else sent.isoformat(), reason=why)
    one = next(one for one in told.dates if one.value.edtf == best)
    return _dated(one, f"of all days “{one.words}” is likeliest it ({chance})")


def chosen(days: Mapping[str, float], by_rules: str) -> str:
    """Return the heaviest of *days*, or that of the rules where none outweighs it by enough."""
    best = max(sorted(days), key=days.__getitem__)
    return best if days[best] - days[by_rules] >= OVERRULES else by_rules


def weighed(named: Sequence[tuple[str, Cues]], weights: Mapping[str, float]) -> dict[str, float]:
    """Return the weight of each day of *named*."""
    sums: dict[str, list[float]] = {}
    for day, cues in named:
        own = sum(weights.get(name, 0.0) * value for name, value in cues.items())
        sums.setdefault(day, []).append(own)
    return {day: _log_sum(own) for day, own in sums.items()}


def candidates(days_told: DaysTold) -> list[tuple[str, Cues]]:
    """Return for each mention of a day, and for none, what speaks for and against it."""
    by_rules, telling = days_told.by_rules, days_told.telling
    named = [one for one in days_told.dates if one.value.edtf is not None]
    others = [one for one in named if one.about not in OWN]
    told = [one for one in named if one.about in _TOLD]
    place = {id(one): number for number, one in enumerate(told)}
    only = len({one.value.edtf for one in told}) == 1
    exact = [one.value.earliest for one in others if one.value.precision in {"day", "interval"}]
    days = [day for day in exact if day is not None]
    first, last = min(days, default=None), max(days, default=None)
    sent = min(own_days(named), default=None)
    often = Counter(one.value.edtf for one in others)
    listed: list[tuple[str, Cues]] = [(NONE, _of_none(telling, by_rules))]
    for one in named:
        since = _since(one.value.earliest, sent)
        cues: dict[str, float] = {
            f"about {one.about}": 1.0,
            f"in {one.place}": 1.0,
            one.value.precision: 1.0,
            f"{one.value.precision} {one.about}": 1.0,
            f"{_form(one)} {one.about}": 1.0,
            f"{since} before": 1.0,
            f"part {int(4 * one.share)}": 1.0,
        }
        for name in _said(one, telling):
            cues[name] = cues[f"{name} {one.about}"] = 1.0
        if id(one) in place:
            cues[f"{since} before, told"] = 1.0
            cues[f"told {min(place[id(one)], 4)}"] = 1.0
            cues["last told"] = float(told[-1] is one)
            cues["only told"] = float(only)
        cues["again"] = float(often[one.value.edtf] > 1)
        cues["latest"] = float(last is not None and one.value.earliest == last)
        cues["earliest"] = float(first is not None and one.value.earliest == first)
        if one.value.edtf == by_rules.edtf:
            cues["rules"] = cues[f"rules: {_rule(by_rules)}"] = 1.0
        before, _, after = one.clause.partition(one.words)
        cues |= {f"{word} <": 1.0 for word in _WORD.findall(before.lower())[-_BESIDE:]}
        cues |= {f"> {word}": 1.0 for word in _WORD.findall(after.lower())[:_BESIDE]}
        cues |= {f"~ {word}": 0.5 for word in _WORD.findall(one.sentence.lower())}
        listed.append((str(one.value.edtf), cues))
    if by_rules.edtf is not None and by_rules.edtf not in dict(listed):
        listed.append((by_rules.edtf, {"rules alone": 1.0, f"rules: {_rule(by_rules)}": 1.0}))
    return listed


def _of_none(telling: Telling, by_rules: EventDate) -> Cues:
    """Return what speaks for no day's being the event's."""
    return {
        NONE: 1.0,
        "rules: none": float(by_rules.edtf is None),
        "none, unknown": float(telling.unknown),
        "none, refuting": float(telling.refuting),
        "none, disputed": float(telling.disputed),
    }


def _said(one: Dated, telling: Telling) -> list[str]:
    """Return what is said where a date stands, by name."""
    return [
        name
        for name, holds in {
            "opens": one.opens,
            "aside": one.aside,
            "had": HAD.search(one.clause) is not None,
            "prior": PRIOR.search(one.clause) is not None,
            "clock": CLOCK.search(one.sentence) is not None,
            "incident here": tells_of_incident(one.clause),
            "incident in sentence": tells_of_incident(one.sentence),
            "incident near": tells_of_incident(one.paragraph),
            "recording here": tells_of_recording(one.clause),
            "recording in sentence": tells_of_recording(one.sentence),
            "recording near": tells_of_recording(one.paragraph),
            "another": _ANOTHER.search(one.clause) is not None,
            "another in sentence": _ANOTHER.search(one.sentence) is not None,
            "year": _YEAR.search(one.words) is not None,
            "refuting": telling.refuting,
            "disputed": telling.disputed,
            "remembering": telling.remembering,
            "several": telling.several,
            "unknown": telling.unknown,
        }.items()
        if holds
    ]


def _form(one: Dated) -> str:
    if _RELATIVE.search(one.words):
        return "relative"
    return "figures" if any(letter.isdigit() for letter in one.words) else "words"


def _since(day: Day | None, sent: Day | None) -> str:
    if day is None or sent is None:
        return "unknown"
    past = (sent - day).days
    if past < 0:
        return "later"
    return next((name for most, name in _BEFORE if past <= most), "years")


def _rule(by_rules: EventDate) -> str:
    """Return by which rule the rules chose."""
    return re.split(r"[“;]", by_rules.reason)[0].strip()


def _dated(one: Dated, why: str) -> EventDate:
    value = one.value
    return EventDate(
        edtf=value.edtf,
        earliest=None if value.earliest is None else value.earliest.isoformat(),
        latest=None if value.latest is None else value.latest.isoformat(),
        precision=value.precision,
        reason=f"{why}: {value.reason}",
    )


def _log_sum(values: Sequence[float]) -> float:
    most = max(values)
    return most + log(sum(exp(value - most) for value in values))


@cache
def _weights() -> Mapping[str, float]:
    """Return the weight of each cue, as fitted."""
    kept = resources.files("witnessmark.account.learnt").joinpath("event_days.json")
    weights: Mapping[str, float] = json.loads(kept.read_text("utf-8"))["weights"]
    return weights
