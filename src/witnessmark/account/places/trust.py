"""Whether a name in the account names a place: what stands around it, and how large the place is.

Conventions
-----------
Nearly every surname is a village somewhere. Points are given for what speaks for a place and
taken for what speaks for something else; ENOUGH of them are asked for. A name of the hand-made
table or of a country has them from the start, a small town needs a preposition and a country
that the account names, or the word for its kind. The points are our judgement (no source).
"""

from __future__ import annotations

import re

from witnessmark.account.places.gazetteer import COUNTRY, FIRST, SECOND, TOWN, Row
from witnessmark.account.places.known import apart, countries_of_peoples, holds
from witnessmark.account.places.mentions import ARABIC, Mention, joined
from witnessmark.account.places.scenes import Scene
from witnessmark.account.places.words import Word, word_list

#: Points from which on a name is taken for a place.
ENOUGH = 3

#: Places so near to one another speak for one another, towns of so many people for any other;
#: no more namesakes than FEW are looked at, and no more names than MOST: an account has dozens.
_BESIDE_KM, _SOME, _FEW, _MOST = 100.0, 10_000, 8, 150

#: People of a city, which needs less to be taken for one, and how many times as populous it must
#: be as all of its name elsewhere to be taken for one by itself.
_CITY, _DWARFS = 100_000, 100

#: Code points of a line before a name that can still open it.
_DATELINE_LONG = 60

#: Letters from which on a word in capitals is no acronym.
_NO_ACRONYM = 6

_SAYS = re.compile(r"(?:said|says|told|tells|added|wrote|tweeted|explained|recalled|argues|noted)$")
_AND = re.compile(r"^(?:\s*,)?\s*(?:and|or|&|/|,|to|-|–)\s*(?:the\s+)?$")
_WITHIN = re.compile(
    r"^(?:,\s*|\s*\(|,?\s+in\s+(?:the\s+)?|\s+of\s+)(?:\w+(?:ern|al)\s+|the\s+|rural\s+)?$"
)
_AGE = re.compile(r"^,\s*\d\d?\s*,")
#: How a date begins.
DATE = (
    r"(?:(?:\d{1,2}(?:st|nd|rd|th)?\s+)?"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?|\d{1,4}[./-]\d|\d{4}\b)"
)
_DATELINE = re.compile(
    r"^(?:,\s*(?:[A-Z]\w{0,4}\.){1,2})?[^\n.!?]{0,70}?(?:\([A-Z][\w/ .-]{1,30}\)\s*)?(?:—|–|--| - )"
)


def trusted(scene: Scene) -> list[Mention]:
    """Return the names that are places by the words around them, in order.

    A name trusted at one place is trusted wherever nothing speaks against it.
    """
    near = _neighbours(scene)
    weighed = [
        points(scene, number) + 2 * (number in near) for number in range(len(scene.mentions))
    ]
    for number in range(1, len(weighed)):
        before, mention = scene.mentions[number - 1 : number + 1]
        between = scene.text[before.span[1] : mention.span[0]]
        if weighed[number - 1] >= ENOUGH and _AND.match(between) and stands_at(scene, before):
            weighed[number] += 2
    for number in range(len(weighed) - 1, 0, -1):
        before, mention = scene.mentions[number - 1 : number + 1]
        between = scene.text[before.span[1] : mention.span[0]]
        if weighed[number] >= ENOUGH and _AND.match(between) and stands_at(scene, before):
            weighed[number - 1] += 2
    numbers = {mention.span: number for number, mention in enumerate(scene.mentions)}
    for number, count in enumerate(weighed):
        wide = container(scene, number) if count >= ENOUGH else None
        if wide is not None and any(row.level < TOWN for row in wide.rows):
            weighed[numbers[wide.span]] += 2
    sure = {
        mention.rows
        for mention, count in zip(scene.mentions, weighed, strict=True)
        if count >= ENOUGH
    }
    return [
        mention
        for mention, count in zip(scene.mentions, weighed, strict=True)
        if count >= (0 if mention.rows in sure else ENOUGH)
    ]


def _neighbours(scene: Scene) -> set[int]:
    """Return the names that have a town near or inside another place that the account names.

    Towns below _SOME people count only beside places of the hand-made table.
    """
    found: set[int] = set()
    distinct = {mention.rows: number for number, mention in enumerate(scene.mentions)}
    rows = [
        (number, row)
        for number in sorted(distinct.values())[:_MOST]
        if scene.mentions[number].known or _plain(scene, scene.mentions[number])
        for row in scene.mentions[number].rows[:_FEW]
    ]
    for at, (number, row) in enumerate(rows):
        for other, beside in rows[at + 1 :]:
            if scene.mentions[other].rows == scene.mentions[number].rows:
                continue
            for one, two, owner, by in ((row, beside, number, other), (beside, row, other, number)):
                if one.level == TOWN and _is_beside(one, two, scene.mentions[by].hint):
                    found.add(owner)
    names = {scene.mentions[number].rows for number in found}
    return {number for number, one in enumerate(scene.mentions) if one.rows in names}


def _plain(scene: Scene, mention: Mention) -> bool:
    """Say whether the name is no given name, person or ordinary word."""
    word = scene.words[mention.first].lower
    lists = word_list("given") | word_list("stop") | scene.persons
    return mention.last > mention.first or word not in lists


def _is_beside(town: Row, other: Row, hint: str) -> bool:
    if other.level in {FIRST, SECOND}:
        sure = other.known or hint in {"area", "narrow"} or town.people >= _SOME
        return sure and holds(other, town)
    sure = other.known or (other.level == TOWN and min(town.people, other.people) >= _SOME)
    return (
        sure
        and other.level == TOWN
        and town.country == other.country
        and apart(town, other) <= _BESIDE_KM
    )


def points(scene: Scene, number: int) -> int:
    """Return what speaks for the name as a place, less what speaks against it."""
    mention = scene.mentions[number]
    supported = [row for row in mention.rows if row.country in scene.countries]
    there = stands_at(scene, mention)
    total = 2 * there + 3 * (mention.hint != "") + 4 * (container(scene, number) is not None)
    total += 3 * is_dateline(scene, mention) + _size(mention, bool(supported)) + bool(supported)
    total += mention.last > mention.first
    return total - _against(scene, number)


def stands_at(scene: Scene, mention: Mention) -> bool:
    """Say whether a preposition of place leads to the name, across modifiers and its kind."""
    words = scene.words
    at = mention.first
    for _ in range(6):
        if at == 0 or not (joined(words[at]) or words[at].gap in {", ", "’s ", "'s "}):
            return False
        before = words[at - 1].lower
        if before in word_list("prepositions"):
            return True
        nouns = words[at - 2].lower if at > 1 else ""
        if before in {"on", "against", "to", "by"}:
            return nouns in word_list("on_nouns") | word_list("facility") or (
                before == "to" and words[at - 1].gap == " " and _from_to(words, at)
            )
        if before == "of":
            if nouns in word_list("of_nouns") | word_list("facility"):
                return True
            if nouns not in word_list("town") | word_list("area") | word_list("narrow"):
                return False
        elif not _is_modifier(words[at - 1]):
            return False
        at -= 1
    return False


def _from_to(words: list[Word], at: int) -> bool:
    return any(word.lower == "from" for word in words[max(0, at - 7) : at])


def _is_modifier(word: Word) -> bool:
    lists = ("modifiers", "town", "area", "narrow")
    people = word.text in countries_of_peoples()
    return people or any(word.lower in word_list(name) for name in lists)


def container(scene: Scene, number: int) -> Mention | None:
    """Return the name that this one is said to lie in: "X, Idlib province" or "Syria's X"."""
    mention = scene.mentions[number]
    for step in (1, 2):
        after = scene.mentions[number + step] if number + step < len(scene.mentions) else None
        before = scene.mentions[number + step - 1] if after else None
        if after is None or before is None:
            break
        between = scene.text[before.span[1] : after.span[0]]
        if _WITHIN.match(between) and _can_hold(after, mention):
            return after
        if not (_WITHIN.match(between) or (step == 1 and _AND.match(between))):
            break
    if number:
        owner = scene.mentions[number - 1]
        between = scene.text[owner.span[1] : mention.span[0]]
        if re.fullmatch(r"['’]s?\s+(?:[\w-]+\s+){0,4}", between) and _can_hold(owner, mention):
            return owner
    return None


def _can_hold(wide: Mention, narrow: Mention) -> bool:
    return any(holds(one, row) for one in wide.rows for row in narrow.rows)


def is_dateline(scene: Scene, mention: Mention) -> bool:
    """Say whether the name opens a line as the place of writing: "KYIV, Ukraine (AP) —".

    A place with a date behind its dash, or with a date in brackets, is where pictures were taken.
    """
    line = scene.text.rfind("\n", 0, mention.span[0]) + 1
    if mention.span[0] - line > _DATELINE_LONG or not re.fullmatch(
        r"[\s\W]*(?:[A-Z][\w' -]*,\s*)?", scene.text[line : mention.span[0]]
    ):
        return False
    rest = scene.text[mention.span[1] : mention.span[1] + 110].split("\n")[0]
    if re.match(rf"^(?:,\s*[A-Z][\w' -]*)?,?\s+{DATE}[^.\n]{{0,12}}\.\s", rest):
        return True
    if re.fullmatch(
        rf"(?:,\s*[A-Z][\w' -]*)?,\s*(?:the )?(?:\w+day,? )?{DATE}[^.\n]{{0,20}}\s*", rest
    ):
        return True
    found = _DATELINE.match(rest)
    if found is None or not re.match(r"^\s*[,(—–-]", rest):
        return False
    behind = rest[found.end() :].strip()
    if re.search(r"\([A-Z][^)\d]*\)", found[0]):
        return True
    running = re.search(r"\b[a-z]{3,}", behind) is not None
    return running and not re.match(DATE, behind) and not re.search(r"\([^)]*\d{4}\)", rest)


def _size(mention: Mention, supported: bool) -> int:
    rows = mention.rows
    if mention.known or any(row.level == COUNTRY for row in rows):
        return 3
    people = max(row.people for row in rows)
    if any(row.level == FIRST for row in rows):
        return 2 + supported
    largest = max(rows, key=lambda row: row.people)
    rivals = [row.people for row in rows if row.country != largest.country]
    if people < _CITY:
        return (people >= _SOME) + (supported and not rivals)
    return 2 + (people >= _DWARFS * max(rivals, default=0))


def _against(scene: Scene, number: int) -> int:
    mention, words = scene.mentions[number], scene.words
    first, last = words[mention.first], words[mention.last]
    single = mention.first == mention.last
    country = any(row.level == COUNTRY for row in mention.rows)
    total = 0
    if single and first.lower in word_list("given"):
        total += 1 if country else 3
    if single and first.lower in word_list("stop") and not (country and first.text.isupper()):
        total += 5
    titled = not single and first.lower in word_list("titles") and not (mention.known or country)
    if titled and not stands_at(scene, mention):
        total += 4
    if first.lower in scene.persons and not (mention.known or country):
        total += 6
    if not mention.known and not country:
        large = max(row.people for row in mention.rows) >= _CITY
        total += not large and ((first.starts and not mention.hint) + first.loud)
        after = words[mention.last + 1] if mention.last + 1 < len(words) else None
        if after is not None and joined(after) and _SAYS.match(after.lower):
            total += 3
        if _AGE.match(scene.text[last.end : last.end + 6]):
            total += 4
        if single and not first.loud and first.text.isupper() and len(first.text) < _NO_ACRONYM:
            total += 3
        if single and first.capital and first.lower in scene.small:
            total += 2
    return total + _in_longer_name(scene, number)


def _in_longer_name(scene: Scene, number: int) -> int:
    """Return points against a name that has capitals beside it which are no part of a place's."""
    mention, words = scene.mentions[number], scene.words
    sure = mention.known or any(row.level == COUNTRY for row in mention.rows)
    total = 0
    if mention.first and joined(words[mention.first]):
        left = words[mention.first - 1]
        if left.lower in word_list("titles") and not left.starts and not sure:
            total += 6
        elif left.lower == "by" and not sure:
            total += 3
        elif (
            left.capital
            and not left.loud
            and left.gap != "-"
            and not _explained(scene, number, left)
        ):
            sole = left.starts and left.lower not in word_list("given")
            total += 0 if sole else 3 if sure else 6
        elif left.gap != "-" and words[mention.first].gap == "-" and not left.capital:
            total += 4 * (not sure)
    if mention.last + 1 < len(words) and joined(words[mention.last + 1]):
        right = words[mention.last + 1]
        beyond = words[mention.last + 2] if mention.last + 2 < len(words) else right
        if right.gap == " " and right.text in ARABIC and beyond.gap == "-" and beyond.capital:
            total += 4 * (not mention.known)
        if right.capital and not right.loud and not sure and not _explained(scene, number, right):
            total += 4
    return total


def _explained(scene: Scene, number: int, word: Word) -> bool:
    """Say whether a capital beside a name is no part of a person's or group's name."""
    lists = ("stop", "facility", "town", "area", "narrow", "modifiers", "roads", "prepositions")
    if any(word.lower in word_list(name) for name in lists):
        return True
    if word.text in countries_of_peoples() or word.lower in word_list("groups"):
        return True
    near = scene.mentions[max(0, number - 1) : number + 2]
    return any(
        scene.words[one.first].start <= word.start <= scene.words[one.last].start
        for one in near
        if one is not scene.mentions[number] and (one.known or one.rows[0].people >= _CITY)
    )
