"""The day of the main event, as far as the words give it; release and publication only bound it.

Conventions
-----------
Evidence ranks: a day on which the footage is said to have been filmed; of the days told of the
weightiest (title and first paragraph, time of day, violence and footage beside it speak for one,
what had gone before against it), where it outweighs the others; the headers of a shot list; what a
caption or an uploader says, where nothing disputes it; the day on which
it began, or that of an arrest or a funeral; a month, season or year. A text that refutes an
uploader takes no day from what it refutes. The day of publication never becomes the event's.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from witnessmark.account.dates.found import OWN
from witnessmark.account.dates.roles import tells_of_incident, tells_of_recording
from witnessmark.account.dates.written import Day, Value
from witnessmark.model import EventDate

#: What an account says that looks back, and how far it does.
_REMEMBERS = re.compile(
    r"\b(?:years? (?:on|after|later|ago|since)|decades? (?:on|after|later|ago)|anniversary"
    r"|remember\w*"
    r"|commemorat\w+|in memory)\b",
    re.I,
)
_YEARS_BACK = datetime.timedelta(days=330)
#: Days within which several dates of one event are read as one stretch.
_STRETCH = 7
_REFUTES = re.compile(
    r"\b(?:false|fake|misleading|debunk\w*|fact[- ]?check\w*|verdict|hoax|out of context"
    r"|miscaptioned|misattributed|old (?:video|footage|clip)s?|is an old|(?:does|do|did) not show"
    r"|(?:was|were|is|are) not (?:filmed|shot|recorded|taken|from) (?:in|at|from|there|during))\b",
    re.I,
)
#: What a check ends with that finds the footage to be what it is said to be.
_UPHOLDS = re.compile(
    r"\b(?:verdict|rating|conclusion|finding|result|status)\b\W{1,3}(?:(?:is|mostly|largely) )?"
    r"(?:true|correct|genuine|authentic|real|confirmed)\b",
    re.I,
)
#: What refutes in a title alone.
_DENIES = re.compile(
    r"^\W*no,|\b(?:isn['’]t|aren['’]t|wasn['’]t)\b"
    r"|(?<!\bdid )(?<!\bdoes )(?<!\bdo )(?<!\bwould )(?<!\bcould )(?<!\bwill )(?<!\bcan )"
    r"(?<!\bhas )(?<!\bhave )(?<!\bhad )(?<!\bor )\bnot\b",
    re.I,
)
#: The tense of what lies before the event: "had been raided before, on 2 May".
HAD = re.compile(
    r"\bhad (?:(?:not|already|once|also|first|\w+ly) )?(?:been|\w+ed|\w+en|lost|begun|gone|come"
    r"|left|made|shot|fought|hit|struck|burnt|set|sent|put|held|met|told|blown)\b",
    re.I,
)
#: What says from when a recording is.
_IS_OF = re.compile(r"\b(?:this|it|video|footage|clip|film|recording)\s+(?:is|was|dates?)\b", re.I)
#: An hour or a time of day: what is told as it happened has one, what is background seldom.
CLOCK = re.compile(
    r"\b\d{1,2}[:.h]\d\d\b|\b\d{1,2} ?[ap]\.?m\b|\b\d{4} (?:hours|hrs|h)\b|\bo['’]clock\b"
    r"|\b(?:around|about|at) (?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve)\b"
    r"(?=\W*(?:$|in the|when|we|they|i\b|on\b|,|\.))"
    r"|\b(?:noon|midday|midnight|dawn|dusk|sunrise|sunset|nightfall|daybreak|overnight)\b"
    r"|\b(?:early|late) (?:on )?(?=(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:the )?\d)"
    r"|\bhalf of (?:the )?day\b|\b(?:morning|afternoon|evening|night|(?:small|early) hours)\b",
    re.I,
)
#: What went before, or is one of a row: "the first such raid was on 2 May".
PRIOR = re.compile(
    r"\b(?:previous(?:ly)?|similar|prior)\b|\b(?:twice|once|(?:three|four|several"
    r"|many) times) before\b"
    r"|\b(?:first|second|third|fourth|fifth|sixth|latest|last|only other) (?:such "
    r"|\w+ )?(?:attack|raid"
    r"|strike|shooting|bombing|incident|assault|ambush|case|time|one|of (?:its|the"
    r"|that) kind)s?\b[^.;]{0,30}"
    r"\b(?:since|this year|in (?:a|two|three)|on|after|was)\b|\bthe (?:first|last"
    r"|other) (?:occurred|happened"
    r"|took place|was)\b|\bthe same (?:\w+ )?(?:airport|village|town|base|road|street|post|place"
    r"|area|group|district)\b"
    r"|^\W*(?:long |shortly )?before (?:this|that|then)\b|\bearlier (?:attack|clash|strike|raid"
    r"|incident|shooting|this (?:year|month|week))",
    re.I,
)
#: What a place of the account adds to a day's weight; by our own reading of sample accounts, as are
#: the weights of _weight.
_OF_PLACE = {"title": 4.0, "lead": 3.0, "body": 0.0}
_REPEATED, _FIRST = 0.5, 0.5
#: The least weight of an event's day, and by how much it has to outweigh the others.
_LEAST, _MARGIN = 1.0, 0.5
#: By how much a day that cannot be the event's has to outweigh the others to leave them in doubt.
_FAR = 3.0
#: The weight of a day that is plainly the event's, resolved or not.
_PLAIN = 1.5
_SAYS = {"title": "the title says", "lead": "the first paragraph says", "body": "it is told of"}
#: What begins and is no war.
_BEGAN = re.compile(
    r"\b(?:raid|attack|assault|shelling|clash(?:es)?|fighting|shooting|gunfire|bombing|bombardment"
    r"|battle|riot(?:s|ing)?|siege)\b[^.;,]{0,25}\b(?:began|started|broke out|erupted|opened)\b",
    re.I,
)
_WENT_ON = re.compile(r"\b(?:continu\w+|went on|lasted|raged|dragged on|ended only)\b", re.I)
_INTACT = re.compile(
    r"\b(?:intact|undamaged|unburn\w*|still standing|not (?:yet )?(?:damaged|burn\w*))\b", re.I
)
_THOSE_DAYS = re.compile(
    r"\b(?:filmed|recorded|shot|taken|took place|happened)\b[^.;]{0,30}\b(?:in|on) (?:those"
    r"|these|one of th[eo]se) days\b"
    # What one picture from above does not show yet, and the next one does.
    r"|\b(?:absent|intact|undamaged|unburn\w*|still stand\w*|not (?:yet )?(?:there|visible"
    r"|present))\b"
    r"[^.;]{0,80}\b(?:present|visible|there|gone|destroyed|burn\w*|collapsed|missing)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of the account with its value, what it is about, and where it stands.

    ``place`` is title, lead (the first paragraph that tells anything) or body. ``sentence`` is the
    text of its sentence; ``aside`` says that a clause of its own tells it ("who died on Sunday"),
    ``clause`` is what stands up to it and the rest of its clause; ``opens`` says that it opens
    its sentence; ``share`` is how far into the account it stands, 0 to 1.
    """

    value: Value
    about: str
    place: str
    sentence: str
    words: str
    aside: bool = False
    clause: str = ""
    opens: bool = False
    paragraph: str = ""
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Telling:
    """What an account as a whole says of days.

    ``refuting`` says that its head denies what is said of the footage, ``disputed`` that any of its
    sentences does, ``remembering`` that it looks back over years, ``several`` that it tells of
    more than one recording, ``unknown`` that it owns not to know a day.
    """

    refuting: bool
    disputed: bool
    remembering: bool
    several: bool
    unknown: bool


def refutes(head: Sequence[str]) -> bool:
    """Say whether the first sentences, the title foremost, refute what is said of the footage."""
    if any(_UPHOLDS.search(sentence) for sentence in head):
        return False
    return any(_REFUTES.search(sentence) for sentence in head) or bool(
        head and len(head) > 1 and _DENIES.search(head[0])
    )


def remembers(head: Sequence[str]) -> bool:
    """Say whether the first sentences look back on something that is years past."""
    return any(_REMEMBERS.search(sentence) for sentence in head)


def event_date(dates: Sequence[Dated], telling: Telling) -> EventDate:
    """Return when the main event happened by the rules, with the bounds that the account gives."""
    bound, bound_why = _upper_bound(dates, several=telling.several)
    if telling.remembering:
        dates = _of_old(dates)
    floor = _lower_bound(dates)
    if bound is not None:
        # What came after the footage was out, or after the account, is not what they show.
        dates = _up_to(bound, dates)
    found = _told(dates, refuting=telling.refuting) or (
        None if telling.disputed else _hinted(dates)
    )
    if found is None and floor is not None and bound is not None and floor <= bound:
        return EventDate(
            edtf=floor.isoformat() if floor == bound else f"{floor}/{bound}",
            earliest=floor.isoformat(),
            latest=bound.isoformat(),
            precision="day" if floor == bound else "interval",
            reason=f"no day is told; imagery still shows nothing then, and {bound_why}",
        )
    if found is None:
        return _open(floor, bound, f"no day of the event is told; {bound_why}")
    value, why = found
    if value.earliest is not None and bound is not None and value.earliest > bound:
        return _open(floor, bound, f"{why}, but {bound_why}")
    latest = value.latest if bound is None or value.latest is None else min(value.latest, bound)
    return EventDate(
        edtf=value.edtf,
        earliest=None if value.earliest is None else value.earliest.isoformat(),
        latest=None if latest is None else latest.isoformat(),
        precision=value.precision,
        reason=why,
    )


def _open(floor: Day | None, bound: Day | None, why: str) -> EventDate:
    return EventDate(
        earliest=None if floor is None else floor.isoformat(),
        latest=None if bound is None else bound.isoformat(),
        reason=why,
    )


def _up_to(bound: Day, dates: Sequence[Dated]) -> Sequence[Dated]:
    """Return *dates* without the later ones told of, unless they far outweigh all that are left."""
    later: list[Dated] = []
    others: list[Dated] = []
    for one in dates:
        since = one.value.earliest if one.about in {"event", "incident"} else None
        (others if since is None or since <= bound else later).append(one)
    heaviest = max((_weight(d) for d in others if d.about in {"event", "incident"}), default=0.0)
    return dates if any(_weight(d) >= heaviest + _FAR for d in later) else others


def _of_old(dates: Sequence[Dated]) -> Sequence[Dated]:
    """Return *dates* without those of the feast of memory, where an older day is told of."""
    days = [d.value.earliest for d in dates if d.about in OWN and d.value.earliest]
    since = max(days) - _YEARS_BACK if days else None
    if since is None or not any(
        d.about in {"event", "incident"}
        and d.value.precision == "day"
        and d.value.latest
        and d.value.latest < since
        and _weight(d) >= _LEAST
        for d in dates
    ):
        return dates
    return [
        d
        for d in dates
        if d.about not in {"event", "incident"} or not d.value.latest or d.value.latest < since
    ]


def own_days(dates: Sequence[Dated]) -> list[Day]:
    """Return the last days on which the account may have come out, as its dates of itself say."""
    return [one.value.latest for one in dates if one.about in OWN and one.value.latest]


def _upper_bound(dates: Sequence[Dated], *, several: bool) -> tuple[Day | None, str]:
    """Return the day by which it had happened: release of the footage, else publication."""
    released = [d.value.latest for d in dates if d.about == "release" and d.value.latest]
    published = own_days(dates)
    if published:
        released = [day for day in released if day <= max(published)]
    if released and (not published or min(released) <= max(published)):
        day = max(released) if several else min(released)
        return day, f"the footage was out by {day}"
    if published:
        return min(published), f"the account was published on {min(published)}"
    return None, "nothing says when the account was written"


def _lower_bound(dates: Sequence[Dated]) -> Day | None:
    """Return the last day on which imagery is said to show nothing yet."""
    intact = [
        d.value.earliest
        for d in dates
        if d.about == "imagery" and d.value.earliest and _INTACT.search(d.sentence)
    ]
    return max(intact, default=None)


def _told(dates: Sequence[Dated], *, refuting: bool) -> tuple[Value, str] | None:
    """Return the best evidence of the day, with the reason."""
    those = _those_days(dates)
    if those is not None:
        return those
    filmed = [d for d in dates if d.about == "filming"]
    if filmed:
        return _narrowed(_joined(filmed, "the footage is said to be of"), dates)
    if refuting:
        return None
    best = _weightiest(dates)
    if best is not None and (best[0].place != "body" or best[0].about == "incident"):
        return _narrowed(_joined(best, _SAYS[best[0].place]), dates, body=best[0].place == "title")
    headers = [d for d in dates if d.about == "shot_header" and d.value.edtf is not None]
    if headers and (best is None or best[0].value.edtf not in {d.value.edtf for d in headers}):
        return _joined(headers, "the shot list is dated")
    return None if best is None else _joined(best, _SAYS["body"])


def _weightiest(dates: Sequence[Dated]) -> Sequence[Dated] | None:
    """Return the mentions of the day that most speaks for; of several as good, one short stretch.

    None where nothing speaks for any, or as much for days that lie far apart.
    """
    told = [d for d in dates if d.about in {"event", "incident"} and _is_told(d)]
    days: dict[str, list[Dated]] = {}
    for one in told:
        days.setdefault(str(one.value.edtf), []).append(one)
    weights = {
        day: max(map(_weight, here))
        + (_REPEATED if len({d.sentence for d in here}) > 1 else 0)
        + (_FIRST if here[0] is told[0] else 0)
        for day, here in days.items()
    }
    if not weights:
        return None
    top = max(weights.values())
    best = max(days, key=lambda day: weights[day])
    near = [day for day, weight in weights.items() if top - weight < _MARGIN]
    chosen = [max(days[best], key=lambda one: (_weight(one), one.place != "body"))]
    if len(near) > 1:
        chosen = [d for d in told if str(d.value.edtf) in near]
        spread = _spread(chosen)
        if spread is None or spread > _STRETCH:
            return None
    if top < _LEAST:
        return None
    return _going_on(chosen, told)


def _is_told(one: Dated) -> bool:
    return one.value.edtf is not None and one.value.precision != "year"


def _weight(one: Dated) -> float:
    """Return how much speaks for a day being that of the main event."""
    return (
        _OF_PLACE[one.place]
        + (2.0 if one.about == "incident" else 0.0)
        + (2.0 if tells_of_incident(one.sentence) else 0.0)
        + (1.0 if one.opens and tells_of_incident(one.paragraph) else 0.0)
        + (1.5 if tells_of_recording(one.paragraph) else 0.0)
        + (1.5 if CLOCK.search(one.sentence) else 0.0)
        + (0.5 if one.opens else 0.0)
        - (3.0 if HAD.search(one.clause) else 0.0)
        - (3.0 if PRIOR.search(one.clause) else 0.0)
        - (1.5 if one.aside else 0.0)
        - (2.0 if one.value.precision not in {"day", "interval"} else 0.0)
    )


def _hinted(dates: Sequence[Dated]) -> tuple[Value, str] | None:
    """Return the one day, else the one month, season or year, that only a hint gives."""
    days = {"day", "interval"}
    # A day that is plainly the event's, and that nothing resolves, leaves no room for a hint.
    told = [d for d in dates if d.about in {"event", "incident"} and d.value.edtf is None]
    if any(_weight(d) >= _PLAIN for d in told):
        return None
    for about, exact, says in (
        ("claimed", True, "its caption or uploader says"),
        ("war_start", True, "it began on"),
        ("aftermath", True, "all that is dated followed on the event:"),
        ("context", False, "no day is told, only"),
    ):
        here = [
            d
            for d in dates
            if d.about == about and d.value.edtf is not None and not d.aside
            and (d.value.precision in days) is exact
        ]  # fmt: skip
        if about == "war_start":
            here = [d for d in here if _BEGAN.search(d.sentence)]
        if about == "context":
            here = [d for d in here if _IS_OF.search(d.sentence) or tells_of_incident(d.sentence)]
            here = [d for d in here if not HAD.search(d.sentence)]
            here = [d for d in here if not PRIOR.search(d.sentence)]
        if len({d.value.edtf for d in here}) == 1:
            return _first_of(here, says)
    return None


def _narrowed(
    found: tuple[Value, str] | None, dates: Sequence[Dated], *, body: bool = False
) -> tuple[Value, str] | None:
    """Return the day that title or first paragraph tell of where it lies in a vaguer *found*.

    *body* says that a day told of further down may do so too.
    """
    if found is None or found[0].precision not in {"month", "season", "year"}:
        return found
    first, last = found[0].earliest, found[0].latest
    for one in dates:
        told = one.about in {"event", "incident"} and (body or one.place in {"title", "lead"})
        day = one.value.earliest
        if (
            told
            and one.value.precision == "day"
            and first
            and last
            and day
            and first <= day <= last
        ):
            return _first_of([one], "it happened on")
    return found


def _going_on(chosen: Sequence[Dated], told: Sequence[Dated]) -> Sequence[Dated]:
    """Return the day chosen, with the next of its sentence where that says that it went on."""
    first = chosen[0]
    others = [d for d in told if d.sentence == first.sentence and d is not first]
    if len(chosen) == 1 and others and _WENT_ON.search(first.sentence):
        ends = _ends([first, others[0]])
        if ends is not None and 0 < (ends[1] - ends[0]).days <= _STRETCH:
            return [first, others[0]]
    return chosen


def _those_days(dates: Sequence[Dated]) -> tuple[Value, str] | None:
    """Return the days of a sentence that says it was filmed "in those days"."""
    for one in dates:
        if _THOSE_DAYS.search(one.sentence):
            here = [d for d in dates if d.sentence == one.sentence]
            return _joined(here, "it is thought to have been filmed in the days of")
    return None


def _first_of(dates: Sequence[Dated], says: str) -> tuple[Value, str]:
    first = dates[0]
    return first.value, f"{says} “{first.words}”: {first.value.reason}"


def _joined(dates: Sequence[Dated], says: str) -> tuple[Value, str] | None:
    """Return the stretch of several dates, or the one date."""
    if len({d.value.edtf for d in dates}) == 1:
        return _first_of(dates, says)
    days = _ends(dates)
    if days is None:
        return None
    first, last = days
    words = ", ".join(f"“{d.words}”" for d in dates)
    return Value(f"{first}/{last}", first, last, "interval", ""), f"{says} {words}"


def _ends(dates: Iterable[Dated]) -> tuple[Day, Day] | None:
    known = [d.value for d in dates if d.value.earliest and d.value.latest]
    if not known:
        return None
    first = min(value.earliest for value in known if value.earliest)
    return first, max(value.latest for value in known if value.latest)


def _spread(dates: Sequence[Dated]) -> int | None:
    ends = _ends(dates)
    return None if ends is None else (ends[1] - ends[0]).days
