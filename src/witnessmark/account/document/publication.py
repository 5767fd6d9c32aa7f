"""Lines around an account that say when, by whom and where it was published.

Conventions
-----------
Such a line is a row of pieces: a day, a name behind "by", a site, a kicker. It counts as one only
where every piece is of a known kind and at least one is a day, a byline or a word of publishing;
a sentence that happens to name a day is none. What stands behind no "by" is an author where it
looks like a person's name beside a site's, else the publisher. "By" with nothing behind it names
nobody, and the next line is never taken for the name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from witnessmark.account.document.calendar_words import DAY, DAY_OF_YEAR, TIME, WEEKDAY
from witnessmark.account.document.wording import wording

#: Longest line of publication, in code points.
_LONGEST = 170

_PUBLISHED = (
    r"(?:(?:first|originally|last|re)[\s-]*)?"
    r"(?:published|posted|uploaded|updated|released|modified|added|shared|filed|issued|created"
    r"|submitted|aired|broadcast|put online|dated?)"
)
_VERB = re.compile(rf"\W*{_PUBLISHED}\b(?:\s+(?:on|at|in|:))?\s*:?\s*", re.I)
_BY = re.compile(
    r"\W*(?:(?:(?:words|text|story|report(?:ing|ed)?|video|filmed|photos?|words and video"
    r"|translation|translated|written|described|compiled|prepared|produced|fact[- ]?check(?:ed)?"
    r"|analysis|log"
    r"|edited|shot|posted|published|uploaded|submitted|shared)\s+)?by\b|(?:authors?|byline|reporter"
    r"|words|text|story|words and (?:video|pictures|photos)|posted by"
    r"|uploaded by|via user)"
    r"\s*:)\s*",
    re.I,
)
_CREDIT = re.compile(
    r"\W*(?:camera(?:man|person|work)?|edit(?:or|ing)?|photos?|picture|image|video|footage|drone"
    r"|producer|translation|courtesy(?: of)?)\s*(?:by\s+|:\s*)",
    re.I,
)
_SITE = re.compile(
    r"\W*(?:source|channel|site|agency|publisher|page|via|from|courtesy of)\s*:\s*", re.I
)
_DAY = re.compile(rf"(?<![\w./-])(?:{DAY})(?![\w/-])", re.I)
_FULL_DAY = re.compile(rf"(?<![\w./-])(?:{DAY_OF_YEAR})(?![\w/-])", re.I)
_TIME = re.compile(rf"(?<![\w.])(?:{TIME})(?!\w)", re.I)
_WEEKDAY = re.compile(rf"\W*{WEEKDAY}\W*\Z", re.I)
_SEPARATOR = re.compile(
    r"\s*[|·•–—]\s*|\s+[-/]{1,2}\s+|\s*[,;]\s+|(?<=[\w)]{2})(?<!\bno)\.\s+(?=[A-Z@])"
)
_BRACKETS = re.compile(r"[\[(][^\[\]()]*[\])]")
_HANDLE = re.compile(r"\W*(?:@[\w.]+|/?[ur]/[\w-]+)\W*\Z")
_INITIAL = re.compile(r"(?:[A-Z]\. ?)+[A-Z]\w+")
_NAME_WORD = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁІЇЄҐ@\d][\w.'’&@+-]*\Z")
_SMALL = frozenset(
    {"of", "the", "and", "de", "da", "do", "del", "la", "le", "el", "al", "van", "von", "der",
     "bin", "ibn", "for", "in", "on", "y", "i", "at", "by", "et", "to", "&"}
)  # fmt: skip
#: Words that no person is called by, but agencies, sites and channels are.
_OF_SITES = re.compile(
    r"\b(?:news|agency|press|times|post|daily|weekly|watch|archive|desk|media|tv|radio|channel|wire"
    r"|check|collective|digest|network|report|reports|observatory|centre|center|institute|group"
    r"|project|journal|gazette|tribune|herald|observer|monitor|online|today|live|page|team|staff"
    r"|ministry|service|union|foundation|committee|commission|office|bureau|weekend|now|info|intel"
    r"|telegram|youtube|facebook|twitter|reddit|ltd|inc|llc|org|afp|reuters|tass|xinhua|ap|dpa|efe"
    r"|pool|database|lab|unit|forces?|army|legal|rights|human|broadcasting|corporation|company)\b",
    re.I,
)  # fmt: skip


@dataclass(slots=True)
class Publication:
    """What lines of publication say; *dated* where one holds a day."""

    bylines: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    dated: bool = False
    published: bool = False

    @property
    def is_one(self) -> bool:
        """Whether anything in the pieces speaks of publishing."""
        return self.dated or self.published or bool(self.bylines)

    @property
    def byline(self) -> str | None:
        """The author: who stands behind "by", else a person's name in front of a site's."""
        if self.bylines:
            return next((name for name in self.bylines if not _is_site(name)), None)
        if not self.names:
            return None
        people = [name for name in self.names if not _is_site(name) and _is_person(name)]
        if len(self.names) + len(self.sources) == 1 and not _INITIAL.match(self.names[0]):
            return None
        return next(iter(people), None)

    @property
    def source(self) -> str | None:
        """The publisher: who is named as one, else a name that is not the author's."""
        said = [*self.sources, *(name for name in self.bylines if _is_site(name))]
        rest = [name for name in self.names if name != self.byline and not _HANDLE.match(name)]
        rest.sort(key=lambda name: not _is_site(name))
        return next(iter([*said, *rest]), None)


def publication(line: str) -> Publication | None:
    """Return what *line* says of publishing, None where it is no line of publication.

    >>> publication("By Ann Lee | Harbour Desk | 2 May 2020").source
    'Harbour Desk'
    >>> publication("first published on June 19, 2017 by").byline is None
    True
    >>> publication("On 2 May 2020 soldiers fired at a house") is None
    True
    """
    if len(line) > _LONGEST:
        return None
    if _BRACKETS.fullmatch(line) and wording().kickers.match(line):
        return Publication(published=True)
    said = Publication()
    if _BRACKETS.fullmatch(line):
        line = line[1:-1]  # what is all in brackets is judged by what stands in them
    rest = _without_days(line, said)
    for piece in _SEPARATOR.split(_BRACKETS.sub(" | ", rest)):
        if not _take(piece.strip(' .:|,;-–—*_#>[]()"“”'), said):
            return None
    return said if said.is_one else None


def signature(line: str) -> Publication | None:
    """Return the author of a line such as "— Ann Lee" or "Ann Lee reports from Kharkiv."."""
    found = re.match(
        r"[—–-]{1,2}\s*(?P<dashed>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3})\W*\Z"
        r"|(?P<reports>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}) reports(?: from [\w ,]{2,40})?\W*\Z",
        line,
    )
    if found is None:
        return None
    return Publication(bylines=[found["dashed"] or found["reports"]], published=True)


def _without_days(line: str, said: Publication) -> str:
    """Return *line* with its days and times cut out, and note that it has one."""
    said.dated = _FULL_DAY.search(line) is not None
    day = _DAY if said.dated or _VERB.match(line) else None
    if day is not None:
        line, found = day.subn(" | ", line)
        said.dated = said.dated or found > 0
    return _TIME.sub(" | ", line)


def _take(piece: str, said: Publication) -> bool:
    """Put a piece where it belongs; False where it is none of a line of publication."""
    verb = _VERB.match(piece)
    if verb is not None:
        said.published = True
        return _take(piece[verb.end() :].strip(), said)
    if not piece or wording().kickers.match(piece) or _WEEKDAY.match(piece):
        return True
    for pattern, kept in ((_SITE, said.sources), (_BY, said.bylines)):
        found = pattern.match(piece)
        if found is not None:
            said.published = True
            name = _name(piece[found.end() :])
            if name:
                kept.append(name)
            return name is not None
    if _CREDIT.match(piece):
        return True
    if piece.lower() in {"on", "at", "in", "in the", "the", "of", "from", "and"}:
        return True
    name = _name(piece)
    if name:
        said.names.append(name)
    return name is not None


def _name(piece: str) -> str | None:
    """Return *piece* where it can be a name, the empty string where it is empty, else None."""
    piece = re.sub(r"\s+(?:for the [a-z]+|on|at|in)\Z", "", piece.strip(" .,:;-–—")).removeprefix(
        "the "
    )
    if not piece or _HANDLE.match(piece):
        return piece
    words = piece.split()
    large = sum(_NAME_WORD.match(word) is not None for word in words)
    small = sum(word in _SMALL for word in words)
    if len(words) > 7 or large + small < len(words) or not large:
        return None
    return piece if any(letter.isalpha() for letter in piece) else None


def _is_site(name: str) -> bool:
    return _OF_SITES.search(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)) is not None


def _is_person(name: str) -> bool:
    words = name.split()
    return 2 <= len(words) <= 4 and all(word[0].isupper() for word in words if word not in _SMALL)
