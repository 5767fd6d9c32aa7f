"""Of what a date is the date: filming, release, publication, a report, the event, something else.

Conventions
-----------
Only the words of the date's own sentence and line decide. What no rule names is the event's where
its sentence tells of something that happened on a day, and context where it is a month or a year.
"""

from __future__ import annotations

import re
from functools import cache

from witnessmark.account.lexicon import data
from witnessmark.model import Role

#: Names of what a recording is, and of what is done with one.
_MEDIUM = (
    r"(?:videos?|footage|clips?|films?|recordings?|tapes?|audio|images?|photos?|pictures?"
    r"|(?:helmet ?)?cams?|version|it|they|both|one|post|reels?)"
)
_RECORDING = (
    r"(?:videos?|footage|clips?|films?|recordings?|tapes?|audio|images?|photos?|pictures?|reels?)"
)
_FILMED = r"(?:filmed|recorded|shot|taken|captured|made|videoed|videotaped|turned)"
#: What an account of violence tells of as having happened, as nouns and as verbs.
_INCIDENT = (
    r"\b(?:shootings?|attack(?:s|ed|ing)?|raid(?:s|ed)?|clash(?:es|ed)?|fighting|fought"
    r"|bomb(?:ing|ings"
    r"|ed)|(?:air ?)?strikes?|struck|explosions?|exploded|blasts?|ambush(?:es|ed)?|assault(?:s|ed)?"
    r"|massacres?|kill(?:ing|ings|ed|s)|murder(?:s|ed)?|battles?|shell(?:s|ed|ing)|firefights?"
    r"|shoot-?outs?|riots?|stabb(?:ed|ings?)|execut(?:ed|ions?)|storm(?:ed|ing)|bombardment|barrage"
    r"|fired?|fires|firing|shots?|shoots?|hits?|beat(?:en|ing)?|burn(?:ed|t)|torched|detonated"
    r"|threw"
    r"|rammed|destroyed|dropped|blew up|crashed|violence|incident|discharg(?:ed|ing)|gunfire"
    r"|gunshots?"
    r"|loot(?:ed|ing)|tortured?|kick(?:ed|ing|s)|punch(?:ed|ing|es)|bombs|mutin(?:y|ies|ied|eers)"
    r"|set (?:fire|alight|ablaze)|gun ?fights?|rob(?:bed|bery)|abduct(?:ed|ion)s?)\b"
)
#: What may stand between a word and the date that hangs on it.
_GAP = rf"(?:(?!{_INCIDENT})(?!\b(?:{_FILMED}|(?:19|20)\d\d)\b)[^.;]){{0,60}}$"

_NAMED_PARTS = {"{medium}": _MEDIUM, "{recording}": _RECORDING, "{filmed}": _FILMED,
                "{incident}": _INCIDENT, "{gap}": _GAP}  # fmt: skip
_HAPPENED = re.compile(_INCIDENT, re.I)
_RECORDED = re.compile(rf"\b{_RECORDING}\b|\b(?:filmed|recorded|cctv|camera|bodycam)\b", re.I)

#: Characters of a long line that are looked at on either side of a date, and at its start.
_LONG, _SHORT = 900, 100
#: Words before a date that tell nothing yet: "late on".
_FEW = 3
_AHEAD = re.compile(
    r"\b(?:will|shall|expected|scheduled|due|planned|plans?|set to|going to|hopes?|'ll|tomorrow"
    r"|deadline|to resume|resumes|adjourned (?:to|until|till))\b(?! have\b)[^.;]{0,70}$",
    re.I,
)
#: What looks ahead only beside a weekday or a month without its year.
_MAY = re.compile(
    r"\b(?:(?<!\d )may(?!,? \d)|might|can|could|should|must|would|whether|starting)\b"
    r"(?! (?:well )?have\b)[^.;]{0,70}$",
    re.I,
)
_AHEAD_AFTER = re.compile(r"^\s*(?:may|will|might|should)\s+\w+", re.I)
_NOT_FILMED = re.compile(r"\b(?:not|never|whether|wasn['’]t|nor)\b[^.;,]{0,50}$", re.I)
_PUBLISHER = re.compile(
    r"\b(?:agency|news|wire|press|times|post|journal|tv|channel|media|desk|digest|bureau|page of"
    r"|source|by)\b"
    r"|\bby [A-Z]|[|·/]",
    re.I,
)
#: What a text calls itself before its own day: "Incident note, 2 December 2018".
_DOCUMENT = re.compile(
    r"\b(?:note|report|statement|bulletin|dispatch|release|decision|judg(?:e)?ment|ruling|verdict"
    r"|hearing|transcript|summary|information|evidence|testimony|deposition|memo(?:randum)?"
    r"|brief(?:ing)?|minutes|diary|log|record|sitting"
    r"|session|meeting|letter|communiqu[eé]|update|edition|issue|submission|opinion|notice|advisory"
    r"|sitrep|digest|article|e-?mail|broadcast|fact ?-?check|annex|dossier|correspondent)\b",
    re.I,
)
#: Words behind the day in the title of an act: "Judgment of 12 March 2020 in the case against …".
_LONG_TITLE = 14
_ACT_OF = re.compile(
    r"^\W*(?:judge?ment|decision|order|ruling|verdict|decree|opinion|resolution)s?"
    r" (?:of|dated|from|delivered on) (?:the )?$",
    re.I,
)
#: Between a text's name for itself and its day stand numbers and at most a few words.
_ITS_DAY = re.compile(
    r"^\W*(?!(?:in|on|at|after|since|an?|the|this|that|its|his|her|their)\b)"
    r"(?:[\w./#’'-]+[ ,(:–—-]+){0,9}?(?:of |dated |from |on |delivered |for )?(?:the )?\(?$",
    re.I,
)
#: Before a day that a line tells of, and that is not the line's own.
_TOLD_OF = re.compile(r"\b(?:on|since|after|before|by|until|during|(?-i:In))\s*(?:the\s*)?$", re.I)
#: A line that says who sent the text, and the signature at its end.
_SENT_BY = re.compile(r"\W*(?:posted|uploaded|published|written|filed|sent|shared) by\b", re.I)
#: Behind the day and time that open a line of a log: what happened then, in small letters.
_LOGGED = re.compile(
    r"\s*(?:\d\d?[:.]?\d\d(?::\d\d)?)?\s*(?:hrs|h|[ap]m|utc|gmt|local|z)?[\])]?\s*(?:[-–—:|,]\s*)?"
    r"(?!(?:at|by|in|on|from|updated|edited|posted|views?|min)\b)[a-z]{3,}(?: [\w'’-]+){2}"
)
#: Before and behind the day of a message: "Ann, [25.05.19 18:40]".
_STAMP = re.compile(r"\W*(?:[\w.'’@-]+,?\s+){0,4}\[\s*(?:\d\d?[:.]\d\d(?::\d\d)?,?\s*)?\Z")
_STAMPED = re.compile(
    r"\s*,?\s*(?:at\s+)?(?:\d\d?[:.]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?)?\s*\]", re.I
)
#: The rest of a file's name behind the day in it.
_FILE_NAME = re.compile(
    r"[^\s/]{0,40}\.(?:mp4|mov|avi|3gp|mkv|webm|mts|m4v|jpe?g|wav|ogg|mp3)\b", re.I
)
#: A day beside a location, as catalogues of footage give them: that of what is seen.
_DATE = re.compile(r"\W*date\s*:?\s*", re.I)
_LOCATED = re.compile(r"(?:^|[.;|\n])\W*(?:location|where|coordinates)\s*:", re.I)
#: A field of a form: "When: June 12, 2019".
_LABEL = re.compile(r"\W*[A-Za-z][\w /&]{2,30}:\s*\Z")
_SIGNED = re.compile(r"[—–]\s*[^.!?]{0,30}[.,]?,?\s*$|\s-\s*[A-Z][^!?]{0,24},\s*$")
_BRACKETED = re.compile(r"\)\s*[-–—]")
_SPEAKS = re.compile(r"\W*(?:[QA]|[A-Z][A-Z.'’ -]{2,30}(?: \d+)?)[.:]\s+[A-Z\"“]")
_DATES = re.compile(r"\W*dates?\s*:", re.I)
_CLAUSE = re.compile(r"(?<!\b[Nn][or])(?<!\b[Vv]ol)(?<!\b[A-Z])[.;!?](?=\s)|\n|:\s*(?=[A-Z])|[|·•]")
#: Names, commas and brackets, and no word in small letters that is not part of a place's name.
_DATELINE = re.compile(
    r"^\W*(?:[A-Z][\w.’'-]*|(?:al|el|of|and|de|du|la|the|near|province|district|region|governorate"
    r"|oblast|county|city|town|village|state|border|front|area|outskirts|(?:north|south)?-?(?:east"
    r"|west|north|south)(?:ern)?)\b|[-–—,/()&]|\s)+[,:(–—-]?\s*\(?$"
)
#: A place ends before its date with a comma, a bracket or a dash, or stands in capitals.
_ENDS_PLACE = re.compile(r"(?:[,(/–—-]|[A-Z]{3,}\.?)\s*$")
_DATELINE_BEHIND = re.compile(r"^\s*(?:[./,)]\s*)*(?:\(|/|[-–—]|$|[A-Z])|^\s*[.:)]")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|shows|showed|said|says|fired|fires|killed|kills|took"
    r"|happened"
    r"|attacked|hits|strikes|begins|opens|opened|will|may|did|does|came|went|walked|died)\b"
)
#: Words under which a post is filed, before what it says of itself.
_HASHTAGS = re.compile(r"^\W*(?:#\w+\s+)+")
_QUOTES = re.compile('["“”«»]')


def about(
    text: str, span: tuple[int, int], role: Role, *, head: bool, first: bool, shots: bool
) -> str:
    """Return of what the date at *span* is the date, as far as the words about it say.

    "head" is a day in a line of the head that nothing names. *role* is its sentence's; *head* says
    that its line stands among the first or last lines, *first* that it is the very first line,
    *shots* that the account has a shot list.
    """
    line_start = text.rfind("\n", 0, span[0]) + 1
    line_end = text.find("\n", span[1])
    line_end = len(text) if line_end < 0 else line_end
    before, after = _clause(text, line_start, span, line_end)
    before = _HASHTAGS.sub("", before)
    if not before.strip() and (label := _LABEL.match(text, line_start, span[0])) is not None:
        before = label[0]
    named = _named(before, after)
    left, right = text[line_start : span[0]], text[span[1] : min(line_end, span[1] + _LONG)]
    if len(left) > _LONG:
        left = left[:_SHORT] + left[-_LONG:]  # of a whole account in one line, what counts of it
    line = f"{left}{text[slice(*span)]}{right}"
    if _FILE_NAME.match(text, span[1]):
        return "event"
    if named is None and _STAMP.match(left) and _STAMPED.match(right):
        return "publication"
    if named == "publication" and _DATE.fullmatch(before) and _LOCATED.search(text):
        return "filming"
    if named == "publication":
        return "publication" if head or len(line.split()) <= 30 else "release"
    if (head and _SENT_BY.match(line)) or (
        _SIGNED.search(left) and not text[span[1] :].strip(" .)]\n")
    ):
        return "publication"
    if named == "update":
        return "update"
    if named is None and not left.strip(" [(") and _LOGGED.match(right):
        return "event"
    if shots and _DATELINE.match(left) and _is_header(left, right):
        return named if named in {"file", "filming"} else "shot_header"
    if shots and _DATES.match(line) and named in {None, "incident"} and "(" in right:
        return "shot_header"
    if _SPEAKS.match(line):
        head = False  # what somebody is quoted with is no line of the head
    if head and named is None and not before.strip(" (") and not after.strip(" )."):
        return "head"
    titled = first and _HAPPENED.search(left) and not _PUBLISHER.search(line)
    if (
        role is Role.PUBLICATION
        and not titled
        and named not in {"release", "filming", "file", "incident"}
    ):
        return "publication" if _PUBLISHER.search(line) else "head"
    if role is Role.DATELINE and named not in {"filming", "incident"}:
        return "dateline"
    if named is None and head and _is_head_line(left, right, first=first):
        return "publication" if _PUBLISHER.search(line) else "head"
    if head and named in {None, "report", "release"} and _is_own_day(before, after):
        return "publication"
    if named not in {"filming", "incident"} and (
        _opens_report(left, right, first=first) or (head and _heads_report(left, right))
    ):
        return "dateline"
    return named or "event"


def is_quoted(text: str, span: tuple[int, int]) -> bool:
    """Say whether the date stands in quotation marks: somebody else counts from their own day."""
    start = text.rfind("\n", 0, span[0]) + 1
    return len(_QUOTES.findall(text[start : span[0]])) % 2 == 1


def _spelt_out(words: str) -> str:
    for name, pattern in _NAMED_PARTS.items():
        words = words.replace(name, pattern)
    return words


def tells_of_incident(words: str) -> bool:
    """Say whether *words* name something violent as having happened."""
    return _HAPPENED.search(words) is not None


def tells_of_recording(words: str) -> bool:
    """Say whether *words* speak of a recording, or of what one did to make it."""
    return _RECORDED.search(words) is not None


@cache
def _rows(side: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the rows of ``data/date_roles.yaml`` for words on one *side* of a date, in order."""
    return tuple(
        (
            str(row["about"]),
            re.compile(_spelt_out(str(row["words"])), re.I),
        )
        for row in data("date_roles.yaml")
        if row["side"] == side
    )


def looks_ahead(text: str, span: tuple[int, int], *, loose: bool) -> bool:
    """Say whether the words about a date speak of what is still to come.

    *loose* says that the date has no year, so that a modal verb is enough.
    """
    start = max(text.rfind("\n", 0, span[0]) + 1, span[0] - 90)
    before = _CLAUSE.split(text[start : span[0]])[-1]
    if _AHEAD.search(before) or _AHEAD_AFTER.match(text[span[1] : span[1] + 30]):
        return True
    return loose and _MAY.search(before) is not None


def _clause(text: str, first: int, span: tuple[int, int], last: int) -> tuple[str, str]:
    before = _CLAUSE.split(text[max(first, span[0] - 220) : span[0]])[-1]
    after = _CLAUSE.split(text[span[1] : min(last, span[1] + 120)])[0]
    return before, after


def _named(before: str, after: str) -> str | None:
    """Return what the words about a date say that it is the date of, None where they do not."""
    first = next((name for name, pattern in _rows("behind") if pattern.search(after)), None)
    if first is not None:
        return first
    for name, pattern in _rows("before"):
        found = pattern.search(before)
        if found is None:
            continue
        if name == "filming" and _NOT_FILMED.search(before):
            continue
        return name
    # "On Friday, the army announced" is the day of the announcement; "shot at them on Friday, the
    # army announced" is not.
    told = after.startswith(",") and len(before.split()) > _FEW
    return next(
        (
            name
            for name, pattern in _rows("after")
            if pattern.search(after) and not (told and name == "report")
        ),
        None,
    )


def _is_header(left: str, right: str) -> bool:
    """Say whether a line of a shot list says where and when what follows was filmed."""
    if len(f"{left} {right}".split()) > 16 or _PUBLISHER.search(left):
        return False
    return bool(left.strip(" (–—-")) and not _FINITE.search(right)


def _is_head_line(left: str, right: str, *, first: bool) -> bool:
    """Say whether a short line without a verb names day, author or publisher."""
    line = f"{left} {right}"
    if _TOLD_OF.search(left) and not _PUBLISHER.search(line):
        return False
    if len(line.split()) > 20 or _FINITE.search(line):
        return False
    if _HAPPENED.search(line) and not _PUBLISHER.search(line):
        return False
    return not first or _PUBLISHER.search(line) is not None


def _is_own_day(before: str, after: str) -> bool:
    """Say whether a sentence without a verb calls the text by its kind and gives its day."""
    if _FINITE.search(before) or _FINITE.search(after) or _AHEAD.search(before):
        return False
    if len(after.split()) > (_LONG_TITLE if _ACT_OF.match(before) else 2):
        return False
    return _DOCUMENT.search(before) is not None and _ITS_DAY.match(before) is not None


def _opens_report(left: str, right: str, *, first: bool) -> bool:
    """Say whether a date stands in a dateline: "BEIRA, 27 November 2022. It may have …".

    In the first line a colon behind it makes it part of a title.
    """
    if len(left) <= 70 and left.endswith("(") and _BRACKETED.match(right):
        return True
    if len(left) > 70 or not _DATELINE.match(left) or not _ENDS_PLACE.search(left):
        return False
    if not re.search(r"[^\W\d_]{2}", left):
        return False  # a bullet, and no place
    if first and right.lstrip().startswith(":"):
        return False
    return _DATELINE_BEHIND.match(right) is not None and len(right.split()) > 3


def _heads_report(left: str, right: str) -> bool:
    """Say whether a name and a day stand before a dash: "VALLEY COURIER, 16 May — A man was …"."""
    if not left.strip() or len(left) > 70 or _FINITE.search(left) or _HAPPENED.search(left):
        return False
    opened = re.match(r"[\])]?\s+(?:[-–—]{1,2}|:)\s+[\"“']?[A-Z]", right)
    return opened is not None and not _TOLD_OF.search(left) and len(right.split()) > 4
