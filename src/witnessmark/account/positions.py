"""Stretches of the footage by places in it: "from the tenth second on", "with six seconds left".

Conventions
-----------
A place is a reading of the clock ("0:35"), a second counted off ("the eleventh second"), a mark
("the half-minute mark") or so many seconds from the start ("ten seconds in"). What is said to be
from or after a place may be anywhere up to the end, what is before or by it anywhere up to it; only
"shortly before" and "just past" stay within :data:`NEAR` seconds. "With six seconds to go" and "six
seconds before the end" are in the last six, for writers mean either. Words that only blur a place
("about", "well inside") belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from witnessmark.account.clocks import (
    AMOUNT,
    BLUR,
    CLOCK_FACE,
    FOLLOWS_IN,
    NUMBER,
    ORDINAL,
    SECOND_OF,
    ordinal,
    seconds_of,
)
from witnessmark.account.footage_names import MEDIUM

#: Seconds that "shortly before" and "just after" reach, and by how much they may be passed.
NEAR, PASSED = 4.0, 1.0
#: Seconds of "the first few seconds", at most.
FEW = 5.0
#: Of these it is said that they run or stop, as well as of the footage.
RUNNING = (
    rf"(?:{MEDIUM}|(?:(?:the|his|her|my) )?(?:camera|cam|sequence|tape|phone|screen|picture|lens)"
    r"|(?<!\w)it\b)"
)
_UNIT = r"(?:seconds?|secs?|minutes?|mins?)\b"
_JOINED = r"(?:to|and|until|till|through|up to|up until|right through to|-)"
_READ = (
    rf"(?:(?:the )?(?:{CLOCK_FACE}(?: readings?)?|minutes?|marks?) |the )?"
    r"(?<![\d:])\d{0,3}:[0-5]\d(?![\d:])(?:[- ](?:mark|point)s?\b)?"
)
_NTH = rf"the (?:very )?(?:{ORDINAL}|first) second(?:[- ](?:mark|point))?\b(?!-){SECOND_OF}"
_MARK = (
    rf"the (?:{AMOUNT}|(?:full )?minute)[- ](?:mark|point)\b"
    r"|(?:the )?half[- ]minute(?: (?:mark|point))?\b(?! (?:of|long|film|clip|video|recording)\b)"
)
_FROM_START = (
    rf"{AMOUNT} (?:in(?:to)? {MEDIUM}\b|in(?:{FOLLOWS_IN})"
    rf"|from (?:the|its) (?:start|beginning|opening)\b)"
)
_PLACE = rf"(?:{_READ}|{_NTH}|{_MARK}|{_FROM_START})"
_OVER = (
    r"(?:(?:is|are|was|were|has|have|had)(?: been)? (?:reached|elapsed|passed|gone(?: by)?|out|over"
    r"|up|run|played))"
)
#: Two numbers of one unit, or an amount of it.
_TWO = rf"(?:between )?(?P<least>{NUMBER}) (?:or|to|and) (?P<most>{NUMBER}) (?P<of>{_UNIT})"
_SOME = rf"(?:{_TWO}|(?P<n>{AMOUNT}|(?:a )?few seconds))"
_LEFT_OVER = (
    rf"(?:of {MEDIUM} )?(?:still )?(?:left|remaining|to go|to run|to spare|to play)\b"
    rf"(?: to (?:run|go|play)\b)?(?: (?:in|of|on) {MEDIUM}\b)?"
)
_LEFT = re.compile(
    rf"\b(?:with|when|while|as|once)(?: {RUNNING} has| there (?:is|are|was|were))?"
    rf" (?:still )?{BLUR}(?:(?:less|fewer|no more|not more) than |under |not even |inside )?"
    rf"{BLUR}{_SOME} {_LEFT_OVER}",
    re.I,
)
_ENDING = rf"(?:the|its) (?:very )?(?:end|close|finish)\b(?: of {MEDIUM}\b|(?! of\b))"
_BEFORE_END = re.compile(
    rf"(?<![\w:])(?<!in the )(?<!during the ){BLUR}{_SOME}"
    rf" (?:before|from|short of|shy of|ahead of) {_ENDING}",
    re.I,
)
_NEAR_END = re.compile(
    rf"\b(?P<under>within|inside|in under|less than) {BLUR}{_SOME} (?:of|from|before) {_ENDING}",
    re.I,
)
_EARLY = r"(?:first|opening|initial|earliest|starting)"
_LATE = r"(?:last|final|closing|concluding|ultimate|dying)"
_OF = rf"(?: of (?:its length|(?:the )?running time|{MEDIUM}))?"
_AT_END = re.compile(
    rf"(?:\b(?:(?:well|right|deep|somewhere|some time|sometime|all) )?"
    rf"(?:(?:in|during|within|inside|over|for|throughout|across|through|into|to)"
    rf" (?:{MEDIUM}'s|the|its|these|those)|(?:while|as) the)"
    rf"|(?:^|(?<=[.;:,] ))(?:the|its)(?=[^.;,]* (?:is|are|was|were|has|have|holds?|contains?"
    rf"|brings?"
    rf"|pass(?:es)?|goe?s?|shows?|offers?|carry|carries|remains?|stays?|sees?)\b))"
    rf" (?:very )?(?P<end>{_EARLY}|{_LATE})"
    rf" (?:{_SOME}|(?P<one>minute))\b{_OF}",
    re.I,
)
_RANGE_IN = re.compile(
    rf"(?:\b(?:some(?:where|time)|some time) )?(?<![\w:]){BLUR}{_TWO}"
    rf" (?:in(?:to)? {MEDIUM}\b|in(?:{FOLLOWS_IN})|from (?:the|its) (?:start|beginning|opening)\b)"
    rf"|\b(?:when|while|as|once) {RUNNING} (?:is|was) {BLUR}(?:between )?(?P<least2>{NUMBER})"
    rf" (?:or|to|and) (?P<most2>{NUMBER}) (?P<of2>{_UNIT}) (?:old|in)\b",
    re.I,
)
_BETWEEN = re.compile(
    rf"\b(?:from|between) {BLUR}(?P<a>{_PLACE}|the (?:{ORDINAL}|first)) {_JOINED} {BLUR}"
    rf"(?P<b>{_PLACE}|the {ORDINAL}\b{SECOND_OF}"
    rf"|(?P<end>(?:the|its) (?:very )?(?:last(?: (?:second|one))?|end)\b{_OF}))"
    rf"|(?<![\d:])(?P<c>\d{{0,3}}:[0-5]\d) (?:to|until|till|through) {BLUR}"
    rf"(?P<d>\d{{0,3}}:[0-5]\d)(?![\d:])",
    re.I,
)
_COUNTED = re.compile(
    rf"\b(?:from|between|in|during|over) (?:the )?seconds? (?P<a>\d{{1,3}})\s*(?:{_JOINED}|-)\s*"
    r"(?:second )?(?P<b>\d{1,3})(?![\d:])",
    re.I,
)
_CLOSELY = (
    r"(?:(?:just|shortly|right|soon|immediately|directly|moments|seconds|not long"
    r"|(?:a )?(?:little|bit|moment|touch|shade|fraction|second or two|few seconds)) )"
)
_SINCE = re.compile(
    rf"\b(?P<near>{_CLOSELY})?(?:after|past|beyond|since|from|starting (?:at|from)|as of)"
    rf" {BLUR}(?P<a>{_PLACE}|{AMOUNT}(?= on(?:wards?)?\b))(?:\s*\bon(?:wards?)?\b(?! (?:the|a)\b))?"
    rf"(?: {_OVER})?|\b(?:once|when) (?P<b>{_PLACE}) {_OVER}",
    re.I,
)
_UNTIL = re.compile(
    rf"\b(?P<near>{_CLOSELY})?(?:before|until|till|up to|up until|by|ahead of|prior to|earlier than"
    rf"|no later than) {BLUR}(?P<a>{_PLACE})(?: {_OVER})?"
    rf"|\b(?P<short>(?:just )?(?:short|shy) of|coming up (?:to|on)|approaching) {BLUR}"
    rf"(?P<b>{_PLACE})",
    re.I,
)
#: "A bit over three seconds in", "a little past twenty-one seconds".
_PASSING = re.compile(
    rf"\b(?:(?:a|just a|only a) (?:little|bit|touch|shade|fraction|second or two)|just|slightly"
    rf"|shortly) (?P<side>over|past|after|under|before|more than|less than)"
    rf" (?P<a>{_FROM_START}|{NUMBER} (?:and a half )?{_UNIT}(?! (?:of|later|apart|after|before"
    rf"|long)))",
    re.I,
)
_NOT_YET = re.compile(
    rf"\b(?:not (?:even|yet|quite)|less than|under|within|inside"
    rf"|in under) {BLUR}(?P<a>{_FROM_START})",
    re.I,
)
#: So many seconds before or behind a place are another place, which is not reckoned out.
_AWAY = re.compile(rf"{AMOUNT} $", re.I)


#: One of these is in every such stretch, and in few sentences.
_HINT = re.compile(r":\d\d|second|\bsecs?\b|\d ?s\b|minute|\bmins?\b|\d ?m\b", re.I)


@dataclass(frozen=True, slots=True)
class Placed:
    """Words ``span`` of a text that name a stretch, from ``low`` to ``high`` seconds.

    ``high`` is None up to the end; ``from_end`` where both are counted back from it.
    """

    span: tuple[int, int]
    low: float
    high: float | None
    from_end: bool = False


def stretch_placed(text: str) -> Placed | None:
    """Return the first stretch of the footage that *text*, straight apostrophes, tells by places.

    >>> stretch_placed("from the tenth second to the last")
    Placed(span=(0, 33), low=10.0, high=None, from_end=False)
    >>> stretch_placed("with about six seconds to go").low
    6.0
    """
    if _HINT.search(text) is None:
        return None
    return next((found for reader in _READERS for found in reader(text)), None)


def _between(text: str) -> Iterator[Placed]:
    for match in _BETWEEN.finditer(text):
        first, last = match["a"] or match["c"], match["b"] or match["d"]
        if not (_is_place(first) or _is_place(last)):
            continue
        opens = re.match(r"the (?:very )?first\b", first, re.I) is not None
        if opens and match["end"]:
            continue  # all of it, and no stretch
        low = 0.0 if opens else _seconds_at(first)
        high = None if match["end"] else _seconds_at(last)
        if high is None or low <= high:
            yield Placed(match.span(), low, high)
    for match in _COUNTED.finditer(text):
        if float(match["a"]) <= float(match["b"]):
            yield Placed(match.span(), float(match["a"]), float(match["b"]))


def _at_ends(text: str) -> Iterator[Placed]:
    for match in _AT_END.finditer(text):
        few = (match["n"] or "").lower().endswith("few seconds")
        most = 60.0 if match["one"] else FEW if few else _some(match)[1]
        late = re.fullmatch(_LATE, match["end"], re.I) is not None
        yield Placed(match.span(), 0.0, most, from_end=late)


def _left(text: str) -> Iterator[Placed]:
    for pattern in (_LEFT, _NEAR_END):
        for match in pattern.finditer(text):
            yield Placed(match.span(), 0.0, _some(match)[1], from_end=True)
    for match in _BEFORE_END.finditer(text):
        yield Placed(match.span(), 0.0, _some(match)[1], from_end=True)


def _ranges(text: str) -> Iterator[Placed]:
    for match in _RANGE_IN.finditer(text):
        least, most = match["least"] or match["least2"], match["most"] or match["most2"]
        unit = match["of"] or match["of2"]
        yield Placed(match.span(), seconds_of(f"{least} {unit}"), seconds_of(f"{most} {unit}"))


def _sides(text: str) -> Iterator[Placed]:
    for match in _PASSING.finditer(text):
        place = _seconds_at(match["a"])
        later = match["side"].lower() in {"over", "past", "after", "more than"}
        yield _beside(match, place, later=later)
    for match in _NOT_YET.finditer(text):
        yield Placed(match.span(), 0.0, _seconds_at(match["a"]))
    for match in _UNTIL.finditer(text):
        place = _seconds_at(match["a"] or match["b"])
        if match["near"] or match["short"]:
            yield _beside(match, place, later=False)
        elif _AWAY.search(text, 0, match.start()) is None:
            yield Placed(match.span(), 0.0, place)
    for match in _SINCE.finditer(text):
        place = _seconds_at(match["a"] or match["b"])
        if re.search(r"\bfirst second\b", match[0], re.I):
            continue  # from the beginning on
        if match["near"]:
            yield _beside(match, place, later=True)
        elif _AWAY.search(text, 0, match.start()) is None:
            yield Placed(match.span(), place, None)


def _beside(match: re.Match[str], place: float, *, later: bool) -> Placed:
    low, high = (place - PASSED, place + NEAR) if later else (place - NEAR, place + PASSED)
    return Placed(match.span(), max(low, 0.0), high)


_READERS = (_between, _left, _at_ends, _ranges, _sides)


def _some(match: re.Match[str]) -> tuple[float, float]:
    """Return the least and the most seconds of what :data:`_SOME` matched."""
    if match["n"] is None:
        return seconds_of(f"{match['least']} {match['of']}"), seconds_of(
            f"{match['most']} {match['of']}"
        )
    seconds = seconds_of(match["n"])
    return seconds, seconds


def _is_place(words: str) -> bool:
    return re.fullmatch(_PLACE, words, re.I) is not None


def _seconds_at(words: str) -> float:
    """Return the seconds from the start of a place."""
    read = re.search(r"(\d{0,3}):([0-5]\d)", words)
    if read is not None:
        return 60.0 * int(read[1] or 0) + int(read[2])
    nth = re.search(rf"\bthe (?:very )?({ORDINAL}|first)\b(?=$| second\b)", words, re.I)
    if nth is not None:
        return ordinal(nth[1])
    amount = re.search(AMOUNT, words, re.I)
    return seconds_of(amount[0]) if amount is not None else 60.0
