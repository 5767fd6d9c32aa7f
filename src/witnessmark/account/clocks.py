"""Readings of the footage's clock in words, in every notation; lengths and tape codes kept apart.

Conventions
-----------
A *media clock* is a point of the footage in seconds from its start ("0:38", ":37 seconds in", "at
the two-minute mark"). A *duration* is how long something lasts, a *tape timecode* counts frames or
starts at hour ten, and neither is a place in the footage. A time of day ("at 10:30 pm", "14:05
local", "0630 hours") is none of these. With a point, 1.05 min is read as 1 min 5 s, since players
show no decimals of a minute, and 63 s is kept as the other reading (notes: reading, T15).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from witnessmark.account.footage_names import MEDIUM
from witnessmark.account.lexicon import numerals
from witnessmark.account.quantities import number
from witnessmark.model import Clock

#: What shows the footage's clock.
CLOCK_FACE = (
    r"(?:counter|timer|clock|time ?code|timestamp|display|player|read-?out|slider"
    r"|(?:time|progress|seek) ?bar)"
)
_ONES, _TENS = "|".join(numerals()["ones"]), "|".join(numerals()["tens"])
_DIGIT = "|".join(numerals()["ones"][1:10])
_NUMBER = rf"(?:\d+(?:\.\d+)?|(?:{_TENS})(?:[- ](?:{_DIGIT}))?|{_ONES}|an?|couple(?: of)?)"
_S = r"(?:seconds?|secs?|s)\b"
_M = r"(?:minutes?|mins?|min\.|m)\b"
#: Between a number and its unit: nothing only behind figures, so that "as" is no second.
_OF_IT = r"(?:[- ]|(?<=\d))"
#: Parts of a minute that are told as such, and their seconds.
_PARTS = {"half": 30.0, "three": 45.0, "a quarter": 15.0, "quarter": 15.0}
_PART = (
    r"(?:half a minute|half[- ]minute|three[- ]quarters of a minute|(?:a )?quarter of a minute"
    r"|quarter[- ]minute)"
)
#: A length of time, in words or figures.
AMOUNT = (
    rf"(?:{_PART}|(?:an?|one) (?:minute|second) and a half|{_NUMBER} and a half (?:{_M}|{_S})"
    rf"|{_NUMBER}{_OF_IT}{_M}(?:,? (?:and )?{_NUMBER}{_OF_IT}{_S})?|{_NUMBER}{_OF_IT}{_S})"
)
#: A number as it stands in a length of time.
NUMBER = _NUMBER
#: Words before a time that say that it is not, or is, exact.
BLUR = (
    r"(?:(?:only|just|barely|scarcely|hardly|about|around|roughly|approximately|approx\.?"
    r"|circa|some"
    r"|nearly|almost|perhaps|maybe|possibly|say|exactly|precisely|near|close to|somewhere|well"
    r"|something like|more or less|a good|not quite),? )*"
)
#: What follows "ten seconds in" where that is a place in the footage: the clause that it places.
_WHO = (
    r"you|u|we|i|he|she|they|it|one|someone|somebody|anyone|anybody|no ?one|nobody|everyone"
    r"|everybody|people|there"
)
_THEN = (
    r"comes?|came|is|are|was|were|begins?|began|starts?|started|follows?|followed|sounds?|rings?"
    r"|with|and|but|when|as|before|after"
)
FOLLOWS_IN = rf"(?=\s*(?:[,.;:)\n–—]|$|(?:{_WHO}|{_THEN})\b))"
#: The same where it opens a clause: "ten seconds in a gun fires", but not "ten seconds in all".
_OPENED_BY = (
    r"(?= (?!a row\b|an? (?:car|house|room|row|hour|minute)\b)"
    r"(?:the (?:first|last|next|guns?|shots?|shooting|firing|gunfire|bursts?|explosions?|blasts?"
    r"|voices?|machine|rifles?|automatic|heavy|single)|an?|one|two|three|four|five|six|several|some|more|another|his|her|their|our|single"
    r"|automatic|heavy|sustained|loud|rapid|(?:gun)?shots?|gunfire|shooting|shout(?:s|ing)?|voices?"
    r"|firing|machine|rifle|rounds|bursts?|explosions?|blasts?|smoke|flames?)\b)"
)
_FACE = r"(?P<face>(?:(?P<h>\d{1,2}):)?(?P<m>\d{0,3}):(?P<s>[0-5]\d)(?:\.(?P<f>\d+)(?!\d))?)"
_TAPE = re.compile(r"(?<![\d:])\d{2}:[0-5]\d:[0-5]\d[:;.][0-3]\d(?![\d:])")
_CLOCK = re.compile(rf"(?<![\d:./])(?:[@~]\s?)?{_FACE}(?![\d:]|/\d)")
_LETTERS = re.compile(
    r"(?P<lead>(?:\b(?:at|around|about|from|by|until|before|after)\s+(?:the )?|[@(\[]\s?|^))?"
    r"(?P<n>(?P<m>\d{1,3})\s?m(?:ins?|inutes?)?\.?\s?(?P<s>[0-5]?\d)\s?s(?:ecs?|econds?)?)\b"
    r"(?P<tail>\s+(?:in\b|into\b|mark\b))?",
    re.I,
)
_PRIMES = re.compile(
    r"(?P<lead>\b(?:at|around|about|from|by|until)\s+(?:the )?|[@(\[]\s?|^)"
    r"(?P<n>(?P<m>\d{1,3})['’′](?P<s>[0-5]\d)(?:[\"”″]|''|’’)?)(?!\w)",  # noqa: RUF001
    re.I,
)
_BESIDE = (
    r"(?:at|by|around|about|near|before|after|from|until|past|since|close to|short of|shy of"
    r"|towards?"
    r"|nearing|approaching|to|on)"
)
_MARK = re.compile(
    rf"\b{_BESIDE} {BLUR}(?:(?:the )?(?P<n>{AMOUNT}|full minute|minute)[- ](?:mark|point)\b"
    r"|the (?P<half>half[- ]minute)\b(?! (?:of|long|film|clip|video|recording)\b))",
    re.I,
)
#: So many seconds from the start; "a few" are no number that a place could be told by.
_IN = re.compile(
    rf"(?<![\w:]){BLUR}(?<![\w:-])(?P<n>{AMOUNT})(?: or so)?"
    rf" (?:in{FOLLOWS_IN}"
    rf"|in(?:to)? {MEDIUM}\b|into it\b|into(?! (?:the|an?|his|her|their|its|it)\b)"
    rf"|(?:from|after) (?:the (?:start|beginning)|{MEDIUM} (?:starts|begins))(?: of {MEDIUM})?)",
    re.I,
)
_IN_FIRST = re.compile(
    rf"(?:^\W*|[.!?;:,]\s|\b(?:and|then|but|so)\s)(?P<p>{BLUR}(?P<n>{AMOUNT})(?: or so)? in)"
    rf"{_OPENED_BY}",
    re.I,
)
#: "At about six seconds a shout is heard": no distance, interval or length.
_AT = re.compile(
    rf"(?P<before>\b\w+ (?:\w+ )?)?\b(?P<p>at {BLUR}(?P<n>{_NUMBER}(?: and a half)? (?:seconds"
    rf"|secs)))"
    r"\b(?! (?:apart|long|later|after\w*|before|earlier|each|per|of|from|away|between|more"
    r"|less|into"
    r"|in|to|left|remaining|old|or (?:more|less))\b)"
    rf"(?!,? (?:{MEDIUM}|it) (?:is|was|runs?|ran) )",
    re.I,
)
#: What is put at so many seconds by these lasts so long.
_MEASURING = re.compile(
    r"\b(?:clock|put|time|estimate|measure|stand|stood|reckon|judge|set|run|ran|last|comes?"
    r"|came|come"
    r"|weigh|gap|pause|lull|silence|length|duration|interval)(?:s|d|ed|ing)?\b",
    re.I,
)
_POINTED = re.compile(r"(?<![\d.])(?P<n>(?P<m>\d{1,2})\.(?P<s>[0-5]\d)) ?min(?:ute)?s?\b", re.I)
_MINUTE = re.compile(
    rf"\b(?:in|at|on|around|by"
    rf"|from) (?:the )?minute (?P<n>(?P<m>\d{{1,3}})(?:[.:](?P<s>[0-5]\d))?)\b"
    rf"|\bminute (?P<n2>(?P<m2>\d{{1,3}})(?:[.:](?P<s2>[0-5]\d))?) (?:of|in(?:to)?) {MEDIUM}\b"
    r"|\b(?:at|from|by) second (?P<n3>(?P<s3>\d{1,3}))\b",
    re.I,
)
_NTH = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
_NTH_MINUTE = re.compile(
    rf"\b(?:in|on|at|during) the (?P<n>{'|'.join(_NTH[1:])}) minute\b(?! of (?!{MEDIUM}))", re.I
)
#: Ordinals in words up to the fifty-ninth.
_TEENS = (
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth",
)  # fmt: skip
_TENTHS = {"twent": 20, "thirt": 30, "fort": 40, "fift": 50}
ORDINALS = {word: number for number, word in enumerate((*_NTH, *_TEENS), start=1)}
ORDINALS |= {f"{tens}ieth": number for tens, number in _TENTHS.items()}
ORDINALS |= {
    f"{tens}y{joined}{one}": number + digit
    for tens, number in _TENTHS.items()
    for digit, one in enumerate(_NTH[:9], start=1)
    for joined in "- "
}
#: One of them or in figures, the first apart: "in the first second" is a stretch.
ORDINAL = (
    rf"(?:{'|'.join(sorted(set(ORDINALS) - {'first'}, key=len, reverse=True))}"
    r"|\d{1,3}(?:st|nd|rd|th))"
)
#: "The third second" is no time where a noun is counted off behind it: "the third second volley".
SECOND_OF = (
    r"(?!-| (?:half|part|segment|shot|round|burst|volley|blast|explosion|voice|shout|cut|clip"
    r"|video)"
    r"s?\b)"
)
_NTH_SECOND = re.compile(
    rf"\b(?:(?:in|during|till|{_BESIDE}) {BLUR}the|(?:at|around|on) {BLUR})"
    rf" ?(?P<n>{ORDINAL}) second\b{SECOND_OF}(?: of {MEDIUM}\b)?",
    re.I,
)
_DURATION = re.compile(
    rf"\b(?:for|lasts?|lasted|lasting|runs?|running|(?<!quarter )(?<!quarters )of|length|duration"
    rf"|long)\b"
    rf"(?: (?:about|around|nearly|almost|some|at least|over|the full|a full|all|another|for"
    rf"|of))*\W{{1,2}}(?P<n>{AMOUNT})",
    re.I,
)
_LENGTH_BEFORE = re.compile(
    r"(?:\b(?:length|duration|dur|trt|run(?:ning)? ?time|runs|lasts|lasting|total)\b\W{0,3}"
    r"|\b(?:video|clip|film|footage)(?: \d)? (?:\(|of (?:about |around |some )?))$",
    re.I,
)
#: The same behind it: "3:20 long", "4:06 in length".
_LENGTH_BEHIND = re.compile(
    r"(?:[- ](?:minutes?|mins?|seconds?))?[- ](?:long|in (?:length|all|total))\b", re.I
)
#: How long the footage is said to be in front of what it is called: "a 48-second clip".
_LENGTH_OF = re.compile(
    rf"\b(?!an? (?:second|minute)\b)(?P<n>{AMOUNT})(?: long)?,? (?:[a-z]+ )?"
    r"(?:videos?|clips?|film|footage|recording)\b",
    re.I,
)
_DAY_TAIL = re.compile(
    r"\s*(?:,\s*)?(?:(?:on|this|that|in the)\s+(?:the\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun"
    r"|\d{1,2}\b"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|morning|afternoon|evening|night)"
    r"|yesterday|today|tonight|a\.?m\b|p\.?m\b|hours\b|hrs\b|h\b|o'clock|(?:[a-z]+ )?(?:local"
    r"|standard)\b|gmt\b|utc\b|[a-z]+ time\b"
    r"|cet\b|eet\b|msk\b|est\b|z\b|[-–—] ?\d{1,2}:\d\d (?:local|gmt|utc"
    r"|[a-z]+ time))",
    re.I,
)
_DAY_HEAD = re.compile(
    r"\b(?:\d{4}|january|february|march|april|may|june|july|august|september|october|november"
    r"|december|monday"
    r"|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today)\W{1,3}(?:at |around "
    r"|about )?$",
    re.I,
)
#: Words that make every clock with two digits on both sides, and an hour from 4 on, a time of day.
_DAY_WORDS = re.compile(
    r"\b(?:local|moscow|kyiv|kiev|gmt|utc|a\.m|p\.m|shadows?|daylight|dawn|dusk|sunset|sunrise"
    r"|curfew|o'clock|filming took place"
    r"|was filmed|were filmed|recorded between|called|phoned|emergency|arrived at|posted"
    r"|uploaded|published|timestamp|time stamp)\b",
    re.I,
)
#: An hour that no player shows: "6 a.m.", "0630 hours", "three o'clock".
_HOUR = re.compile(
    r"(?<![\d:.])(?:1[0-2]|0?[1-9])\s?[ap]\.?m\b|(?<![\d:.])[0-2]\d[0-5]\d\s?(?:hours|hrs)\b"
    r"|\bo'clock\b",
    re.I,
)
#: Every reading has one of these; most sentences have none, and are not looked at further.
_HINT = re.compile(r":\d\d|minute|\bmins?\b|second|\bsecs?\b|\d\s?[ms]\b|\d['’′]\d|\dm", re.I)  # noqa: RUF001
#: The hour at which broadcasters' tapes begin.
_TAPE_HOUR = 10


def clocks(text: str) -> tuple[tuple[tuple[int, int], Clock], ...]:
    """Return every clock reading in *text* with its place, in order, none read twice.

    >>> [clock.seconds for _, clock in clocks("At 1:05 a shot, :42 seconds in a blast")]
    [65.0, 42.0]
    """
    if _HINT.search(text) is None:
        return ()
    return _clocks(text.replace("’", "'"))


@lru_cache(maxsize=1024)
def _clocks(straight: str) -> tuple[tuple[tuple[int, int], Clock], ...]:
    taken: list[tuple[int, int]] = []
    found: list[tuple[tuple[int, int], Clock]] = []
    for reader in _READERS:
        for span, clock in reader(straight):
            if all(span[1] <= a or b <= span[0] for a, b in taken):
                taken.append(span)
                if clock is not None:
                    found.append((span, clock))
    return tuple(sorted(found, key=lambda row: row[0]))


def media_clock(text: str) -> Clock | None:
    """Return the first point on the footage's clock that *text* names, None where there is none.

    >>> media_clock("a blast :42 seconds in").value
    ':42'
    >>> media_clock("at the two-minute mark").seconds
    120.0
    """
    return next((clock for _, clock in clocks(text) if clock.kind == "media_clock"), None)


def duration(text: str) -> Clock | None:
    """Return the first length of time that *text* says something lasts."""
    return next((clock for _, clock in clocks(text) if clock.kind == "duration"), None)


def footage_length(text: str) -> float | None:
    """Return how many seconds long *text* says, in front of its name, that the footage is.

    >>> footage_length("a 48-second clip"), footage_length("our three-and-a-half-minute video")
    (48.0, 210.0)
    """
    match = _LENGTH_OF.search(text.replace("-", " "))
    return seconds_of(match["n"]) if match else None


def ordinal(words: str) -> float:
    """Return which one an ordinal, an :data:`ORDINAL`, counts.

    >>> ordinal("thirtieth"), ordinal("52nd")
    (30.0, 52.0)
    """
    known = ORDINALS.get(words.lower())
    return float(re.sub(r"\D", "", words) if known is None else known)


def names_time_of_day(text: str) -> bool:
    """Say whether *text* gives an hour that can be nothing but one of the day.

    >>> names_time_of_day("at 04:20 local time"), names_time_of_day("at 04:20")
    (True, False)
    """
    straight = text.replace("’", "'")
    return _HOUR.search(straight) is not None or any(
        _is_hour(match, straight) for match in _CLOCK.finditer(straight)
    )


def is_clock_face(lemma: str) -> bool:
    """Say whether a thing so called shows the footage's clock."""
    return re.fullmatch(CLOCK_FACE, lemma, re.I) is not None


def seconds_of(amount: str) -> float:
    """Return the seconds of a length of time in words.

    >>> seconds_of("a minute and a half"), seconds_of("1 min 5 s"), seconds_of("forty-five seconds")
    (90.0, 65.0, 45.0)
    """
    low = amount.lower()
    part = re.fullmatch(_PART, low)
    if part is not None:
        return next(seconds for words, seconds in _PARTS.items() if low.startswith(words))
    if low in {"minute", "full minute"}:
        return 60.0
    unit = 60.0 if re.search(rf"\d ?m\b|{_M}", low) else 1.0
    halved = unit / 2 if "and a half" in low else 0.0
    total = 0.0
    for part in re.finditer(rf"(?P<n>{_NUMBER})(?: and a half)?{_OF_IT}(?P<u>{_M}|{_S})", low):
        words = re.sub(r"^an?$", "one", part["n"].removesuffix(" of"))
        value = 2.0 if words == "couple" else number(words)
        total += value * (60 if part["u"].startswith("m") else 1)
    return total + halved


def _clock(kind: str, value: str, seconds: float | None, *others: float) -> Clock:
    return Clock.model_validate(
        {"kind": kind, "value": value, "seconds": seconds, "readings": tuple(others)}
    )


_Found = Iterator[tuple[tuple[int, int], Clock | None]]


def _tapes(text: str) -> _Found:
    for match in _TAPE.finditer(text):
        yield match.span(), _clock("tape_timecode", match[0], None)


def _faces(text: str) -> _Found:
    by_day = _DAY_WORDS.search(text) is not None
    for match in _CLOCK.finditer(text):
        before, hour = text[: match.start()], match["h"]
        if hour is not None and int(hour) >= _TAPE_HOUR:
            yield match.span(), _clock("tape_timecode", match["face"], None)
        elif _LENGTH_BEFORE.search(before) or _LENGTH_BEHIND.match(text, match.end()):
            yield match.span(), _clock("duration", match["face"], _face_seconds(match))
        elif _is_time_of_day(match, text, by_day=by_day):
            yield match.span(), None
        else:
            yield match.span(), _clock("media_clock", match["face"], _face_seconds(match))


def _is_time_of_day(match: re.Match[str], text: str, *, by_day: bool) -> bool:
    if _is_hour(match, text):
        return True
    long = match["h"] is None and len(match["m"]) == 2 and 4 <= int(match["m"]) < 24
    return by_day and long


def _is_hour(match: re.Match[str], text: str) -> bool:
    """Say whether the words right beside a reading make it a time of day."""
    after = _DAY_TAIL.match(text, match.end())
    return bool(after or _DAY_HEAD.search(text, 0, match.start()))


def _letters(text: str) -> _Found:
    for match in _LETTERS.finditer(text):
        seconds = 60.0 * int(match["m"]) + int(match["s"])
        placed = match["tail"] or (match["lead"] and match["lead"].strip())
        kind = "media_clock" if placed else "duration"
        yield match.span("n"), _clock(kind, match["n"], seconds)
    for match in _PRIMES.finditer(text):
        yield (
            match.span("n"),
            _clock("media_clock", match["n"], 60.0 * int(match["m"]) + int(match["s"])),
        )


def _worded(text: str) -> _Found:
    for match in _MARK.finditer(text):
        amount = match["n"] or match["half"]
        yield match.span(), _clock("media_clock", match[0].strip(), seconds_of(amount))
    for match in _IN.finditer(text):
        if _DURATION_BEFORE.search(text, 0, match.start("n")):
            continue
        yield match.span(), _clock("media_clock", match[0].strip(), seconds_of(match["n"]))
    for match in _IN_FIRST.finditer(text):
        yield match.span("p"), _clock("media_clock", match["p"], seconds_of(match["n"]))
    for match in _AT.finditer(text):
        if _MEASURING.search(match["before"] or "") is None:
            yield match.span("p"), _clock("media_clock", match["p"], seconds_of(match["n"]))


_DURATION_BEFORE = re.compile(r"\b(?:for|lasts?|lasted|lasting)\s+(?:\w+\s+)?$", re.I)


def _numbered(text: str) -> _Found:
    for match in _POINTED.finditer(text):
        minutes = int(match["m"])
        decimal = round(60 * float(match["n"]), 1)
        yield (
            match.span(),
            _clock("media_clock", match[0], 60.0 * minutes + int(match["s"]), decimal),
        )
    for match in _MINUTE.finditer(text):
        minutes = int(match["m"] or match["m2"] or 0)
        seconds = int(match["s"] or match["s2"] or match["s3"] or 0)
        yield match.span(), _clock("media_clock", match[0], 60.0 * minutes + seconds)
    for match in _NTH_MINUTE.finditer(text):
        yield match.span(), _clock("media_clock", match[0], 60.0 * _NTH.index(match["n"].lower()))
    for match in _NTH_SECOND.finditer(text):
        yield match.span(), _clock("media_clock", match[0], ordinal(match["n"]))


def _lengths(text: str) -> _Found:
    for match in _DURATION.finditer(text):
        yield match.span("n"), _clock("duration", match["n"], seconds_of(match["n"]))


def _face_seconds(match: re.Match[str]) -> float:
    hours, minutes = int(match["h"] or 0), int(match["m"] or 0)
    return hours * 3600 + minutes * 60 + float(f"{match['s']}.{match['f'] or 0}")


_READERS: tuple[Callable[[str], _Found], ...] = (
    _tapes, _worded, _numbered, _letters, _faces, _lengths,
)  # fmt: skip
