"""The day of the main event, as far as the words give it; release and publication only bound it.

Conventions
-----------
Evidence ranks: a day on which the footage is said to have been filmed; a day in the title; the day
that the first paragraph tells of; the headers of a shot list; a day told of further down, where
there is only one; what a caption or an uploader says, where nothing disputes it; the day on which
it began, or that of an arrest or a funeral; a month, season or year. A text that refutes an
uploader takes no day from what it refutes. The day of publication never becomes the event's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from witnessmark.account.dates.roles import tells_of_incident
from witnessmark.account.dates.written import Day, Value
from witnessmark.model import EventDate

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
_DENIES = re.compile(r"^\W*no,|\b(?:not|isn['’]t|aren['’]t|wasn['’]t)\b", re.I)
#: The tense of what lies before the event: "had been raided before, on 2 May".
_HAD = re.compile(
    r"\bhad (?:(?:not|already|once|also|first|\w+ly) )?(?:been|\w+ed|\w+en|lost|begun|gone|come"
    r"|left|made|shot|fought|hit|struck|burnt|set|sent|put|held|met|told|blown)\b",
    re.I,
)
#: What says from when a recording is.
_IS_OF = re.compile(r"\b(?:this|it|video|footage|clip|film|recording)\s+(?:is|was|dates?)\b", re.I)
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
    r"|these|one of th[eo]se) days\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of the account with its value, what it is about, and where it stands.

    ``place`` is title, lead (the first paragraph that tells anything) or body. ``sentence`` is the
    text of its sentence; ``aside`` says that a clause of its own tells it ("who died on Sunday").
    """

    value: Value
    about: str
    place: str
    sentence: str
    words: str
    aside: bool = False


def refutes(head: Sequence[str]) -> bool:
    """Say whether the first sentences, the title foremost, refute what is said of the footage."""
    if any(_UPHOLDS.search(sentence) for sentence in head):
        return False
    return any(_REFUTES.search(sentence) for sentence in head) or bool(
        head and len(head) > 1 and _DENIES.search(head[0])
    )


def event_date(dates: Sequence[Dated], *, refuting: bool, disputed: bool, videos: int) -> EventDate:
    """Return when the main event happened, with the bounds that the account gives.

    *refuting* says that the head of the account denies what is said of the footage, *disputed*
    that any of its sentences does, *videos* of how many recordings it tells.
    """
    bound, bound_why = _upper_bound(dates, videos)
    floor = _lower_bound(dates)
    found = _told(dates, refuting=refuting) or (None if disputed else _hinted(dates))
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


def _upper_bound(dates: Sequence[Dated], videos: int) -> tuple[Day | None, str]:
    """Return the day by which it had happened: release of the footage, else publication."""
    released = [d.value.latest for d in dates if d.about == "release" and d.value.latest]
    published = [
        d.value.latest
        for d in dates
        if d.about in {"publication", "dateline", "update"} and d.value.latest
    ]
    if published:
        released = [day for day in released if day <= max(published)]
    if released and (not published or min(released) <= max(published)):
        day = min(released) if videos < 2 else max(released)
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
    events = [d for d in dates if d.about in {"event", "incident"} and d.value.edtf is not None]
    for place, says in (("title", "the title says"), ("lead", "the first paragraph says")):
        here = [d for d in events if d.place == place and d.value.precision not in {"year"}]
        here = [d for d in here if not d.aside] or here
        here = [d for d in here if d.about == "incident"] or here
        here = [d for d in here if not _HAD.search(d.sentence)] or here
        here = [d for d in here if tells_of_incident(d.sentence)] or here
        if here:
            return _narrowed(_joined(_going_on(here), says), dates, body=place == "title")
    for about, says in (
        ("incident", "the account says that it happened"),
        ("shot_header", "the shot list is dated"),
    ):
        here = [d for d in dates if d.about == about and d.value.edtf is not None]
        if here:
            return _joined(here, says)
    told = [d for d in events if d.value.precision in {"day", "interval"} and d.place == "body"]
    spread = _spread(told)
    if told and spread is not None and spread <= _STRETCH:
        return _joined(told, "the only days told of are")
    return None


def _hinted(dates: Sequence[Dated]) -> tuple[Value, str] | None:
    """Return the one day, else the one month, season or year, that only a hint gives."""
    days = {"day", "interval"}
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
            here = [d for d in here if not _HAD.search(d.sentence)]
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


def _going_on(here: Sequence[Dated]) -> Sequence[Dated]:
    """Return the first of the dates, with the next where the sentence says that it went on."""
    first, *others = here
    if others and others[0].sentence == first.sentence and _WENT_ON.search(first.sentence):
        ends = _ends([first, others[0]])
        if ends is not None and 0 < (ends[1] - ends[0]).days <= _STRETCH:
            return [first, others[0]]
    return [first]


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
