"""When a claim lies in the footage, as far as its words say (notes: reading, section 4).

Conventions
-----------
``window`` is a prior in fractions of the recording's length and ``relation`` an Allen set against
the whole video, both read from the cue and None where no words give them. A reading of the
footage's clock ("at 0:38") becomes a :class:`Clock` in seconds and gives no window, since the
length of the recording is not known here. A stretch of that clock ("in the first ten seconds",
"between 0:30 and 0:45") also becomes a :class:`Quantity` in ``media_s``: seconds from the start.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from witnessmark.account.clocks import CLOCK_FACE, duration, media_clock
from witnessmark.account.footage_names import MEDIUM
from witnessmark.account.lexicon import data
from witnessmark.account.positions import RUNNING, stretch_placed
from witnessmark.account.quantities import NUMBER_WORD, number
from witnessmark.model import ClaimTime, Quantity, Repeat
from witnessmark.model.claim import Allen

_POSS = rf"{MEDIUM}(?:'?s|s')?"
#: What stands before a part of the footage ("in the", "over the clip's"), and what may follow it.
_IN = rf"(?:in|during|within|over|for|throughout|across|inside|through) (?:{MEDIUM}'s|the|its)"
_OF = rf"(?: of (?:its length|{MEDIUM}))?"
#: How the footage begins and ends, what its two ends and its middle are called, and a half of it.
_BEGINS = (
    r"(?:begins?|began|starts?|started|opens?|opened|commences?|commenced|(?:kicks?|kicked) off"
    r"|(?:gets?|got) (?:going|under ?way|rolling)|fades? in)"
)
_ENDS = (
    r"(?:ends?|ended|closes?|closed|finish(?:es|ed)?|concludes?|concluded|stops?|stopped"
    r"|(?:comes?|came) to (?:an|its) end|(?:cuts?|breaks?|broke|runs?|ran|fades?|faded)"
    r" (?:out|off|away|to black))"
)
_START = r"(?:start|beginning|outset|opening|commencement|onset|head|top|get-go)"
_END = r"(?:end|close|conclusion|finish|tail(?:[ -]end)?)"
_MIDDLE = r"(?:(?:half-?way|mid-?way|middle) (?:point|mark|stage|line)|mid-?point)"
_HALF = r"(?:half|(?:fifty|50) ?(?:per ?cent|%))"
_REACHES = (
    r"(?:hits?|reach(?:es|ed)?|(?:gets?|got) to|pass(?:es|ed)|is past|was past|(?:goes|went) past)"
)

#: Units of stretches of the footage.
MEDIA_STRETCHES = frozenset({"media_s", "media_s_from_end"})


@dataclass(frozen=True, slots=True)
class _Cue:
    """One row of the table: its words, its prior window, its relation to the video."""

    pattern: re.Pattern[str]
    window: tuple[float, float]
    relation: tuple[Allen, ...]


@cache
def _table() -> tuple[_Cue, ...]:
    """Return the rows of ``data/time_windows.yaml``, in order: the first that matches wins."""
    names = {
        "{medium}": MEDIUM,
        "{running}": RUNNING,
        "{possessive}": _POSS,
        "{in}": _IN,
        "{of}": _OF,
        "{begins}": _BEGINS,
        "{ends}": _ENDS,
        "{start}": _START,
        "{end}": _END,
        "{middle}": _MIDDLE,
        "{half}": _HALF,
        "{reaches}": _REACHES,
    }
    rows = []
    for row in data("time_windows.yaml"):
        words = str(row["words"])
        for name, expression in names.items():
            words = words.replace(name, expression)
        low, high = row["window"]
        rows.append(_Cue(re.compile(words, re.I), (low, high), tuple(row["relation"])))
    return tuple(rows)


_REPEATS = (
    (re.compile(r"\bonce\b(?! (?:the|they|he|she|it|a|again|inside|there|in)\b)", re.I), 1, 1),
    (re.compile(r"\btwice\b", re.I), 2, 2),
    (re.compile(r"\bseveral (?:more )?(?:times|occasions)\b|\bseveral more\b", re.I), 3, None),
    (re.compile(r"\b(?:a (?:few|couple of|number of)|some) (?:more )?times\b", re.I), 2, None),
    (
        re.compile(r"\b(?:one after (?:the other|another)|time and (?:time )?again)\b", re.I),
        2,
        None,
    ),
    (re.compile(r"\b(?:many|numerous|multiple) (?:times|occasions)\b", re.I), 2, None),
    (
        re.compile(r"\b(?:repeatedly|again(?: and again)?|over and over|continually)\b", re.I),
        2,
        None,
    ),
)
_TIMES = re.compile(r"\b(?P<number>\d+|two|three|four|five|six|seven|eight|nine|ten) times\b", re.I)

_COUNT = rf"(?:\d+(?:\.\d+)?|{NUMBER_WORD}|half a)"
_UNIT = r"(?:seconds?|secs?|minutes?|mins?|s\b)"
#: What may stand before a reading of the clock.
_AT_TIME = (
    r"(?:(?:the\s+)?(?:(?:counter|clock|timer)(?: readings?)?|time\s?codes?|timestamps?|minutes?"
    r"|marks?)|the)"
)
_BETWEEN = re.compile(
    r"\b(?:(?:in|during|over|within|inside) the (?:stretch|span|seconds|time|interval|passage"
    r"|section|part|segment|window|bit|period) (?:running )?|some time "
    rf"|(?:with|while|when|as) the {CLOCK_FACE} (?:is |was |stands |stood |reads |read )?)?"
    rf"(?:between|from|after)\s+(?:{_AT_TIME}\s+)?(?P<a>\d{{0,3}}:[0-5]\d)(?:\s+mark)?\s*"
    rf"(?:(?<!after )(?:and|to|until|till|through|through to|up to)|,?\s*(?:and|but)\s+before)\s+"
    rf"(?:{_AT_TIME}\s+)?(?P<b>\d{{0,3}}:[0-5]\d)(?:\s+marks?\b)?"
    rf"(?: on the {CLOCK_FACE}\b)?"
    r"|\b(?:(?:in|during|over|within|inside) the (?:window|stretch|span|interval|bit) )"
    r"(?P<e>\d{0,3}:[0-5]\d) (?:to|until|and|through) (?P<f>\d{0,3}:[0-5]\d)"
    r"|(?:\b(?:in|inside|within|during|over) the )?"
    r"(?P<c>\d{0,3}:[0-5]\d)\s*(?:-\s*|-?to-|-?through-)(?P<d>\d{0,3}:[0-5]\d)"
    r"(?: (?:window|stretch|span|interval|bit|segment))?",
    re.I,
)
_BEFORE_OUT = re.compile(
    rf"\b(?:before|until|till|by the time) (?:the )?(?:first )?(?P<n>{_COUNT}|half)?[- ]?"
    rf"(?P<u>minute|minutes|seconds) (?:is|are|was|were|has|have|had)? ?"
    r"(?:out|up|over|passed|gone|gone by|elapsed)\b"
    rf"|\b(?:in|within|inside|in under|in less than) (?P<n2>{_COUNT}) (?P<u2>{_UNIT})"
    rf" (?:of (?:the|its|{MEDIUM}'s) (?:start|beginning|opening)|from the start)\b{_OF}"
    rf"|\b(?:less than|under|within|not) (?P<n3>{_COUNT}) (?P<u3>{_UNIT}) (?:in)?to {MEDIUM}",
    re.I,
)
#: Seconds beside one end of the footage: "in the ten seconds before the clip ends".
_BESIDE_END = re.compile(
    rf"\b(?:in|during|over|within|for|inside) the (?:first |last |final )?(?P<n>{_COUNT})[- ]"
    rf"(?P<u>{_UNIT}) (?:(?:with which|after|since|from when|once) {RUNNING} (?P<begun>{_BEGINS})"
    rf"|(?:at|from|after|following) (?:the|its|{_POSS}) (?P<start>{_START})\b{_OF}"
    rf"|(?:with which|before|until|till) {RUNNING} (?P<ended>{_ENDS})"
    rf"|(?:at|before|until|up to) (?:the|its|{_POSS}) (?P<close>{_END})\b{_OF})",
    re.I,
)
_OLD = re.compile(
    rf"\bbefore (?:the first )?(?P<n>{_COUNT})[- ](?P<u>{_UNIT})(?: of {MEDIUM})?"
    rf" (?:is|are|was|were|has|have|had) (?:\w+ )?(?:out|up|over|passed|gone|elapsed|run|played)\b"
    rf"|\bbefore {RUNNING} (?:is|was) (?P<n2>{_COUNT})[- ](?P<u2>{_UNIT}) (?:old|in)\b",
    re.I,
)
_AFTER = re.compile(
    rf"(?:^|,\s*|\b(?:only|just|some|about) )after (?:about |some |the first |a |an )?"
    rf"(?P<n>{_COUNT}|half)?[- ]?(?:an? )?(?P<u>{_UNIT})\b(?! (?:of|before))",
    re.I,
)


def claim_time(text: str, *, extra: str = "") -> ClaimTime:
    """Return when the words *text* of a claim say that it lies.

    *extra* are words that open the claim's sentence and cover it ("Towards the end, …"). The
    text may have curly or straight apostrophes; cues are returned as they are written.
    """
    for words in (text, extra):
        straight = words.replace("’", "'")
        clock = media_clock(straight)
        row = _row(straight)
        if clock is not None or row is not None:
            window, relation = None, None
            cue = None if clock is None else _clock_phrase(words, clock.value)
            if row is not None:
                found, match = row
                window, relation = found.window, found.relation
                cue = cue or words[match.start() : match.end()]
            return ClaimTime(
                cue=cue, window=window, relation=relation, repeat=repeat(text), clock=clock
            )
    return ClaimTime(repeat=repeat(text), clock=duration(text))


def _clock_phrase(words: str, value: str) -> str:
    """Return *value*, a clock reading in *words*, with the words that only say that it is read."""
    found = re.search(
        rf"(?:\b(?:when|as|while|once|with) the {CLOCK_FACE}(?: (?:stands|stood|reads|read|shows"
        r"|showed|says|said|reaches|reached|hits|hit|is|was|ticks|ticked))?"
        r"(?: (?:at|on|past|to|over))? )?"
        r"(?:(?:at|around|about) (?:the )?(?:time ?code|timestamp|minute) )?"
        rf"{re.escape(value)}(?: on the {CLOCK_FACE}\b)?",
        words,
        re.I,
    )
    return found[0] if found else value


#: Every row of the table has one of these; a claim without any is not held against the rows.
_HINT = re.compile(
    r"through|whole|entire|full|complete|all |any |no |once|end|open|begin|start|clos|finish|conclu"
    r"|initial|earl|latter|\bpart\b|stage|stretch|phase"
    r"|first|last|final|dying|half|mid|third|quarter|late|early|until|till|cut|stop|dies|die "
    r"|before"
    r"|remainder|rest|fade|break|outset|kick|commenc|culminat|wrap|round|snap|goes|long as|while"
    r"|every|duration|over|mid|tail|head|gate|right off|going|wind|top|gets|got|moments|front|back"
    r"|little|past|under ?way",
    re.I,
)


@lru_cache(maxsize=1024)
def _row(words: str) -> tuple[_Cue, re.Match[str]] | None:
    """Return the first row of the table that fits *words*, with where it does."""
    if _HINT.search(words) is None:
        return None
    return next(((row, m) for row in _table() if (m := row.pattern.search(words))), None)


def names_footage_time(text: str) -> bool:
    """Say whether *text* names a time of the footage: a clock reading or a part of it."""
    time = claim_time(text)
    return time.window is not None or (time.clock is not None and time.clock.kind == "media_clock")


def repeat(text: str) -> Repeat | None:
    """Return how often the words say, as bounds; None where they do not say."""
    counted = _TIMES.search(text)
    if counted:
        times = int(number(counted["number"].lower()))
        return Repeat(min=times, max=times)
    for pattern, least, most in _REPEATS:
        if pattern.search(text):
            return Repeat(min=least, max=most)
    return None


def media_stretch(text: str, start: int) -> Quantity | None:
    """Return the stretch of the footage that *text* names; *start* is where *text* lies."""
    between = _BETWEEN.search(text)
    if between is not None:
        pairs = ((between[one], between[other]) for one, other in ("ab", "cd", "ef"))
        low, high = next(pair for pair in pairs if pair[0])
        if _face(low) > _face(high):
            return None
        return _stretch(between, start, _face(low), _face(high), "media_s")
    beside = _BESIDE_END.search(text)
    if beside is not None:
        unit = "media_s" if beside["begun"] or beside["start"] else "media_s_from_end"
        return _stretch(beside, start, 0.0, _seconds(beside["n"], beside["u"]), unit)
    old = _OLD.search(text)
    if old is not None:
        amount, unit = old["n"] or old["n2"], old["u"] or old["u2"]
        return _stretch(old, start, 0.0, _seconds(amount, unit), "media_s")
    placed = stretch_placed(text)
    if placed is not None:
        unit = "media_s_from_end" if placed.from_end else "media_s"
        return _quantity(text, placed.span, start, (placed.low, placed.high), unit)
    out = _BEFORE_OUT.search(text)
    if out is not None:
        amount, unit = out["n"] or out["n2"] or out["n3"], out["u"] or out["u2"] or out["u3"]
        return _stretch(out, start, 0.0, _seconds(amount or "one", unit), "media_s")
    after = _AFTER.search(text)
    if after is not None and not (after["n"] is None and after["u"].lower().endswith("s")):
        begun = _seconds(after["n"] or "one", after["u"])
        return _stretch(after, start, begun, None, "media_s")
    return None


def _stretch(
    match: re.Match[str], start: int, low: float, high: float | None, unit: str
) -> Quantity:
    return _quantity(match.string, match.span(), start, (low, high), unit)


def _quantity(
    text: str, at: tuple[int, int], start: int, bounds: tuple[float, float | None], unit: str
) -> Quantity:
    span = (start + at[0], start + at[1])
    return Quantity(text=text[slice(*at)], span=span, min=bounds[0], max=bounds[1], unit=unit)


def _face(face: str) -> float:
    minutes, seconds = face.split(":")
    return 60.0 * int(minutes or 0) + int(seconds)


def _seconds(amount: str, unit: str) -> float:
    words = amount.lower()
    vague = {"half a": 0.5, "half": 0.5, "couple of": 2.0, "few": 5.0}
    value = vague[words] if words in vague else number(words)
    return value * (60 if unit.lower().startswith("min") else 1)
