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
from functools import cache

from witnessmark.account.lexicon import data
from witnessmark.account.quantities import number
from witnessmark.model import ClaimTime, Clock, Quantity, Repeat
from witnessmark.model.claim import Allen

_MEDIUM = (
    r"(?:the |this |that )?(?:entire |whole |full )?"
    r"(?:video|footage|clip|film|recording|tape|audio)"
)
#: Of these it is said that they run or stop, as well as of the footage.
_RUNNING = rf"(?:{_MEDIUM}|(?:the |his |her |my )?(?:camera|sequence|tape|phone))"
_POSS = rf"{_MEDIUM}(?:'?s|s')?"


@dataclass(frozen=True, slots=True)
class _Cue:
    """One row of the table: its words, its prior window, its relation to the video."""

    pattern: re.Pattern[str]
    window: tuple[float, float]
    relation: tuple[Allen, ...]


@cache
def _table() -> tuple[_Cue, ...]:
    """Return the rows of ``data/time_windows.yaml``, in order: the first that matches wins."""
    names = {"{medium}": _MEDIUM, "{running}": _RUNNING, "{possessive}": _POSS}
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
    (re.compile(r"\b(?:many|numerous|multiple) (?:times|occasions)\b", re.I), 2, None),
    (
        re.compile(r"\b(?:repeatedly|again(?: and again)?|over and over|continually)\b", re.I),
        2,
        None,
    ),
)
_TIMES = re.compile(r"\b(?P<number>\d+|two|three|four|five|six|seven|eight|nine|ten) times\b", re.I)

_COLON = r"(?P<face>(?:(?P<h>\d{1,2}):)?(?P<m>\d{0,3}):(?P<s>[0-5]\d)(?:\.(?P<f>\d+))?)"
_FACE = re.compile(
    rf"(?<![\d:.])(?:(?P<lead>at|around|about|by|from|after|until|mark|\(|\[)\s*)?{_COLON}"
    r"(?![\d:])(?P<tail>\s*(?:mark|seconds? in|secs? in|minutes? in|into|a\.?m|p\.?m|am\b|pm\b"
    r"|hours|local|gmt|utc|o'clock)?)",
    re.I,
)
_WORD_NUMBER = (
    r"(?:\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen"
    r"|twenty|thirty|forty|forty-five|fifty|sixty|ninety|half a)"
)
_UNIT = r"(?:seconds?|secs?|minutes?|mins?|s\b)"
_MARK = re.compile(
    rf"\bat (?:about |around )?(?:the )?(?P<n>{_WORD_NUMBER})[- ](?P<u>{_UNIT})"
    r"(?:[- ](?:mark|point))"
    rf"|\b(?P<n2>{_WORD_NUMBER})[- ](?P<u2>{_UNIT}) (?:in|into)\b(?! the (?:air|street|road|open))",
    re.I,
)
#: Behind these a clock face is a time of day.
_DAY_AFTER = re.compile(
    r"\s*(?:,\s*)?(?:on|this|that|yesterday|in the) (?:mon|tues|wednes|thurs|fri|satur|sun|\d"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|morning|afternoon|evening)|\s*(?:yesterday"
    r"|today|tonight|local)",
    re.I,
)
_POINTED = re.compile(r"\bat (?P<m>\d{1,2})\.(?P<s>[0-5]\d) ?min(?:ute)?s?\b", re.I)
_STRETCH = re.compile(
    rf"\b(?:in|during|for|within|throughout|over) the (?:very )?(?P<end>first|opening|last"
    rf"|final|closing) "
    rf"(?:(?P<n>{_WORD_NUMBER}|half|couple of|few)[- ])?(?P<u>minutes?\b|{_UNIT})",
    re.I,
)
_BETWEEN = re.compile(
    r"\b(?:between|from)\s+(?P<a>\d{0,3}:[0-5]\d)\s+(?:and|to|until"
    r"|through)\s+(?P<b>\d{0,3}:[0-5]\d)"
    r"|(?P<c>\d{0,3}:[0-5]\d)\s*-\s*(?P<d>\d{0,3}:[0-5]\d)",
    re.I,
)
_OPEN_ENDED = re.compile(
    r"\b(?P<side>after|from|since|before|until|till|up to)\s+(?:the\s+)?(?P<a>\d{0,3}:[0-5]\d)"
    r"(?!\d|:)(?:\s*(?:mark|onwards?|on))?",
    re.I,
)
_BEFORE_OUT = re.compile(
    rf"\b(?:before|until|till|by the time) (?:the )?(?:first )?(?P<n>{_WORD_NUMBER}|half)?[- ]?"
    rf"(?P<u>minute|minutes|seconds) (?:is|are|was|were|has|have|had)? ?"
    r"(?:out|up|over|passed|gone|gone by|elapsed)\b"
    rf"|\b(?:in|within|inside|in under|in less than) (?P<n2>{_WORD_NUMBER}) (?P<u2>{_UNIT})"
    rf" (?:of the (?:start|beginning|opening)|from the start)\b",
    re.I,
)
_AFTER = re.compile(
    rf"(?:^|,\s*|\b(?:only|just|some|about) )after (?:about |some |the first |a |an )?"
    rf"(?P<n>{_WORD_NUMBER}|half)?[- ]?(?:an? )?(?P<u>{_UNIT})\b(?! (?:of|before))",
    re.I,
)
_DURATION = re.compile(
    rf"\b(?:for|lasts?|lasting)(?: about| around| nearly| almost| some| at least| over)? "
    rf"(?P<n>{_WORD_NUMBER})[- ](?P<u>{_UNIT})",
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
        row = next(((r, m) for r in _table() if (m := r.pattern.search(straight))), None)
        if clock is not None or row is not None:
            window, relation, cue = None, None, clock.value if clock else None
            if row is not None:
                found, match = row
                window, relation = found.window, found.relation
                cue = cue or words[match.start() : match.end()]
            return ClaimTime(
                cue=cue, window=window, relation=relation, repeat=repeat(text), clock=clock
            )
    return ClaimTime(repeat=repeat(text), clock=_duration(text))


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


def media_clock(text: str) -> Clock | None:
    """Return the first point on the footage's clock that *text* names, None where there is none.

    A time of day ("at 10:30 pm", "14:05 local") is no point of the footage.

    >>> media_clock("At 1:05 three shots ring out").seconds
    65.0
    >>> media_clock("a blast :42 seconds in").value
    ':42'
    >>> media_clock("at the two-minute mark").seconds
    120.0
    """
    for match in _FACE.finditer(text):
        tail = match["tail"].strip().lower().replace(".", "")
        if _DAY_AFTER.match(text, match.end()):
            continue
        if tail in {"am", "pm", "hours", "local", "gmt", "utc", "o'clock"}:
            continue
        return Clock(kind="media_clock", value=match["face"], seconds=_face_seconds(match))
    pointed = _POINTED.search(text)
    if pointed is not None:
        # With a point, 1.05 min is 1 min 5 s: players show no decimals of a minute.
        seconds = 60.0 * int(pointed["m"]) + int(pointed["s"])
        return Clock(kind="media_clock", value=pointed[0], seconds=seconds)
    marked = _MARK.search(text)
    if marked is None:
        return None
    amount, unit = marked["n"] or marked["n2"], marked["u"] or marked["u2"]
    return Clock(kind="media_clock", value=marked[0], seconds=_seconds(amount, unit))


def media_stretch(text: str, start: int) -> Quantity | None:
    """Return the stretch of the footage that *text* names; *start* is where *text* lies."""
    between = _BETWEEN.search(text)
    if between is not None:
        low, high = (between["a"], between["b"]) if between["a"] else (between["c"], between["d"])
        if _face(low) > _face(high):
            return None
        return _stretch(between, start, _face(low), _face(high), "media_s")
    found = _STRETCH.search(text)
    if found is not None:
        last = found["end"].lower() in {"last", "final", "closing"}
        unit = "media_s_from_end" if last else "media_s"
        if not (found["n"] is None and found["u"].lower() in {"seconds", "minutes", "s", "secs"}):
            return _stretch(found, start, 0.0, _seconds(found["n"] or "one", found["u"]), unit)
    out = _BEFORE_OUT.search(text)
    if out is not None:
        lasting = _seconds(out["n"] or out["n2"] or "one", out["u"] or out["u2"])
        return _stretch(out, start, 0.0, lasting, "media_s")
    after = _AFTER.search(text)
    if after is not None and not (after["n"] is None and after["u"].lower().endswith("s")):
        begun = _seconds(after["n"] or "one", after["u"])
        return _stretch(after, start, begun, None, "media_s")
    # "after 1:12" is 72 seconds and more, "until 1:12" is 0 to 72 seconds.
    match = _OPEN_ENDED.search(text)
    if match is None:
        return None
    if match["side"].lower() in {"after", "from", "since"}:
        return _stretch(match, start, _face(match["a"]), None, "media_s")
    return _stretch(match, start, 0.0, _face(match["a"]), "media_s")


def _stretch(
    match: re.Match[str], start: int, low: float, high: float | None, unit: str
) -> Quantity:
    span = (start + match.start(), start + match.end())
    return Quantity(text=match[0], span=span, min=low, max=high, unit=unit)


def _duration(text: str) -> Clock | None:
    match = _DURATION.search(text)
    if match is None:
        return None
    return Clock(kind="duration", value=match[0], seconds=_seconds(match["n"], match["u"]))


def _face(face: str) -> float:
    minutes, seconds = face.split(":")
    return 60.0 * int(minutes or 0) + int(seconds)


def _face_seconds(match: re.Match[str]) -> float:
    hours, minutes = int(match["h"] or 0), int(match["m"] or 0)
    return hours * 3600 + minutes * 60 + float(f"{match['s']}.{match['f'] or 0}")


def _seconds(amount: str, unit: str) -> float:
    words = amount.lower()
    vague = {"half a": 0.5, "half": 0.5, "couple of": 2.0, "few": 5.0}
    value = vague[words] if words in vague else number(words)
    return value * (60 if unit.lower().startswith("min") else 1)
