"""Lines of a shot list, as agencies send them with their footage.

Conventions
-----------
A list begins under its label ("SHOTLIST:") or where two lines in a row open with a number or a
time code and name shots. It ends with the next label or the next line that opens with neither.
"""

from __future__ import annotations

import re

from witnessmark.account.document.calendar_words import DAY

CODE = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[:;.]\d{2})?"
ITEM = re.compile(
    rf"\W{{0,2}}(?:(?:shot|clip|scene|no\.?)\s*)?(?:\d{{1,3}}\s*[.):-]\s*|[-*•–—]\s+)?"
    rf"[\[(]?{CODE}(?:\s*[-–—to]{{1,3}}\s*{CODE})?[\])]?\s*(?:onwards?)?\s*[-–—:.,|]?\s*(?=\S)"
    rf"|\W{{0,2}}(?:shot\s*)?\d{{1,3}}\s*[.):]\s+(?=\S)",
    re.I,
)
_CODED = re.compile(rf"\W{{0,2}}(?:\d{{1,3}}\s*[.):-]\s*)?[\[(]?{CODE}\b")
_SHOT_WORDS = re.compile(
    r"\b(?:various|wide|wides|mid|medium|close(?:-| )?ups?|tight|pan(?:ning)?|zoom|tilt|tracking"
    r"|aerials?|drone shots?|exteriors?|interiors?|cutaways?|set-?up shot|soundbite|upsound"
    r"|vox pops?|same|more of|still|stills|mute|still image|ugc|user generated|footage of|video of"
    r"|shots? of|view of|nat ?sound|night shot|travelling shot|pull ?out|push ?in|pov"
    r"|screen ?grab|stand-?up|piece to camera)\b",
    re.I,
)
SOUNDBITE = re.compile(
    r"\(?\b(?:SOUNDBITE|SOT|UPSOUND|VOX ?POPS?|SYNC|STAND-?UP|PTC|INTERVIEW)\b\)?(?:\s+\d{1,2})?"
    r"(?:\s*\((?P<language>[^()]*)\))?\s*[-–—:]?\s*(?P<who>[^\"“«\n]{0,160}?)"
    r"(?:,?\s*\b(?:saying|says|said|adding|speaking)\b[^\"“«:\n]{0,60})?\s*:\s*(?=[\"“«\w])",
    re.I,
)
_PLACE_LINE = re.compile(
    r"[A-Z][\w'’., /-]{2,80}?\s*(?:[-–—]\s*|\(|,\s*)"
    r"(?:(?i:file|recent|date unknown|undated|unknown)\b[^()\n]*"
    rf"|(?i:{DAY})(?:,? \d{{4}})?|(?i:[a-z]+ \d{{4}}))\)?"
    r"(?:\s*\([^()\n]{1,60}\))*\s*:?\Z"
)


def opens_item(line: str) -> bool:
    """Say whether *line* opens as an item of a shot list does: a number, a time code."""
    return ITEM.match(line) is not None


def opens_coded(line: str) -> bool:
    """Say whether *line* opens with a time code."""
    return _CODED.match(line) is not None


def names_shot(line: str) -> bool:
    """Say whether an item opens with the words of a shot and is no prose of several sentences."""
    item = ITEM.match(line)
    return item is not None and _SHOT_WORDS.match(line, item.end()) is not None


def is_place_line(line: str) -> bool:
    """Say whether *line* says where and when the shots below it were filmed.

    >>> is_place_line("TRIPOLI, LIBYA (AUGUST 26, 2019) (ABARI)")
    True
    """
    return len(line) <= 120 and _PLACE_LINE.match(line) is not None
