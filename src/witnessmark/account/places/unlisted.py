"""Names that no table has, put where the account says they are: a quarter, a street, a camp.

Conventions
-----------
A quarter stands at the town that the words give with it ("the Tadamon quarter, in the south of
Damascus", "Quetta's Sariab Road"), a village so many kilometres from a town where distance and
direction lead, a name in brackets behind a place at that place. A street or quarter that no town
is named with stands at the one town that its sentence names, else at the event's. No region stands
for a place in it: its middle can be far away. What a table has is left as it is, unless the words
put it into a town that is nowhere near. ``precision`` is 2, as it is for near a town.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import cos, radians

from witnessmark.account.places.choosing import Choice
from witnessmark.account.places.gazetteer import SECOND, TOWN, Row
from witnessmark.account.places.known import apart, countries_of_peoples
from witnessmark.account.places.mentions import Mention, joined
from witnessmark.account.places.roles import Named, Part
from witnessmark.account.places.scenes import Scene
from witnessmark.account.places.trust import is_dateline
from witnessmark.account.places.words import Word, word_list

#: Words of a name at most, and code points between it and the place that it is put at.
_LONGEST, _FAR = 5, 90

#: Kilometres from a place that the table has to the town that the words give with it, up to which
#: the two agree; and people of a town that is not moved into another one.
_AGREE_KM, _LARGE = 40.0, 15_000

#: Kilometres up to which a distance and one of eight directions still say where a village is, and
#: up to which a distance alone does.
_LED_KM, _ROUND_KM = 80.0, 30.0

#: Kilometres of a degree of latitude; of a mile.
_DEGREE_KM, _MILE_KM = 111.2, 1.609

#: People of a town whose districts are its own.
_CITY = 100_000

#: Towns looked at for the one that a street belongs to.
_MOST = 150

#: Letters of a name at least.
_SHORTEST = 3

#: How the identity of a row begins that no table has.
UNLISTED = "t"

_GIVEN = re.compile(r"^\s*(?P<comma>[,(]?)\s*(?P<words>(?:[^\W_][\w'’.-]*,?\s+)*)$")
_DISTANCE = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)?)[\s-]*(?P<unit>km|kilomet\w+|miles?|mi)\b", re.I
)
_DIRECTION = re.compile(r"\b(north|south)?[\s-]?(east|west)?(?:ern)?\b", re.I)
_ALSO = re.compile(
    r"^\s*(?:\((?:or|now|formerly|also)?\s*"
    r"|,?\s*\(?(?:also|formerly|then|now|or)?\s*(?:known|called)\s+(?:\w+\s+){0,3}?as\s+)$"
)
_OWNED = re.compile(r"^(?:['’]s?|,(?:\s+(?:in|at|from|on))?\s+the)\s+(?:[a-z-]+\s+){0,2}$")
_LISTED = re.compile(r"^\s*(?:,\s*[A-Z]|,?\s+(?:and|or)\s)")
_VERB = re.compile(r"(?:ed|ing)$")
_STEPS = {"north": (1, 0), "south": (-1, 0), "east": (0, 1), "west": (0, -1)}


@dataclass(frozen=True, slots=True)
class _Name:
    """A run of capitals, by its words, those of its ``core`` and its span, with its kind if any.

    ``inner`` says that its kind lies in a town ("street"), ``district`` that it is a part of a
    city or of the country, ``placed`` that a preposition of place leads to it.
    """

    first: int
    last: int
    core: tuple[int, int]
    span: tuple[int, int]
    inner: bool
    district: bool
    kind: bool
    placed: bool


@dataclass(frozen=True, slots=True)
class _Account:
    """The names chosen in an account, where each begins, and its towns by sentence and role."""

    scene: Scene
    names: Sequence[Named]
    starts: list[int]
    by_sentence: dict[int, list[tuple[str, Row]]]

    def own(self, name: _Name) -> list[Named]:
        """Return the names that this one overlaps."""
        end = bisect_left(self.starts, name.span[1])
        found = []
        while end and name.first <= self.names[end - 1].mention.last:
            end -= 1
            found.append(self.names[end])
        return found

    def after(self, name: _Name) -> list[Named]:
        """Return the next two names behind this one."""
        at = bisect_left(self.starts, name.span[1])
        return list(self.names[at : at + 2])

    def before(self, name: _Name) -> Named | None:
        """Return the last name before this one."""
        at = bisect_left(self.starts, name.span[0])
        return self.names[at - 1] if at else None


def unlisted(
    scene: Scene, names: Sequence[Named], parts: Sequence[Part]
) -> list[tuple[Mention, Choice]]:
    """Return the names that no table has, or has elsewhere, with the place that stands for each.

    *names* are those of *scene* with what was chosen for them, in order, *parts* what they are to
    the account. A mention returned replaces all of *names* that it overlaps.
    """
    towns: dict[int, list[tuple[str, Row]]] = {}
    for one, part in zip(names, parts, strict=True):
        row = one.choice.row
        if row is not None and row.level == TOWN and part.role != "origin":
            towns.setdefault(scene.words[one.mention.first].sentence, []).append((part.role, row))
    account = _Account(scene, names, [one.mention.span[0] for one in names], towns)
    found: list[tuple[Mention, Choice]] = []
    at = 0
    while at < len(scene.words):
        name = _name_at(scene, at)
        at += 1
        if name is not None:
            at = name.last + 1
            if given := _row_for(account, name):
                mention = Mention(name.first, name.last, name.span, (given[0],), "")
                found.append((mention, Choice(given[0], (), given[1])))
    return found


def _name_at(scene: Scene, at: int) -> _Name | None:
    """Return the name that begins at word *at*, None where none can."""
    words = scene.words
    if not _can_name(words[at]) or (at and joined(words[at]) and _can_name(words[at - 1])):
        return None
    last = at
    while last + 1 < len(words) and last - at < _LONGEST:
        after = words[last + 1]
        beyond = words[last + 2] if last + 2 < len(words) else None
        if not joined(after):
            break
        if _can_name(after):
            last += 1
        elif (
            after.text in word_list("particles")
            and after.text not in {"of", "the", "on"}
            and beyond is not None
            and joined(beyond)
            and _can_name(beyond)
        ):
            last += 2
        else:
            break
    first = at
    while first < last and _is_led_in(words, first) and not _is_kind(words[first + 1]):
        first += 1
    return _named(scene, first, last)


def _can_name(word: Word) -> bool:
    return word.capital and not word.loud


def _is_led_in(words: list[Word], at: int) -> bool:
    """Say whether a capital before a name is none of it: a sentence's first word, a people's."""
    word = words[at]
    ordinary = word_list("stop") | word_list("modifiers") | word_list("prepositions")
    return (word.starts and word.lower in ordinary) or word.text in countries_of_peoples()


def _is_kind(word: Word) -> bool:
    return word.capital and word.lower in word_list("inner")


def _named(scene: Scene, first: int, last: int) -> _Name | None:
    words = scene.words
    inner, outer = word_list("inner"), word_list("outer")
    core_first, core_last = first, last
    kinds: list[str] = []
    while core_last > first and words[core_last].lower in inner | outer:
        kinds.append(words[core_last].lower)
        core_last -= 1
    if core_first < core_last and words[core_first].lower in word_list("kind_first"):
        kinds.append(words[core_first].lower)
        core_first += 1
    end = last
    for after in range(last + 1, min(last + 3, len(words))):
        if not joined(words[after]) or words[after].capital:
            break
        if words[after].lower in inner | outer:
            kinds.append(words[after].lower)
            end = after
            break
    before = [words[number].lower for number in range(max(0, first - 2), first)]
    tied = first > 0 and joined(words[first])
    if tied and before[-1:] == ["of"] and len(before) == 2 and before[0] in inner | outer:
        kinds.append(before[0])
    core = words[core_first : core_last + 1]
    titled = core_last < last and words[last].lower in inner and not words[first].starts
    if before[-1:] in (["a"], ["an"]) or not (titled or _is_plain(scene, core)):
        return None
    return _Name(
        first=first,
        last=last,
        core=(core_first, core_last),
        span=(words[first].start, words[end].end if end > last else words[last].end),
        inner=any(kind in inner for kind in kinds),
        district=any(kind in word_list("districts") for kind in kinds),
        kind=bool(kinds),
        placed=tied and before[-1:] != [] and before[-1] in word_list("leading"),
    )


def _is_plain(scene: Scene, core: list[Word]) -> bool:
    """Say whether the words can be a place's own name: no acronym, month, person or people."""
    if len("".join(word.text for word in core)) < _SHORTEST:
        return False
    if len(core) == 1:
        word = core[0]
        if word.text.isupper() or word.lower in word_list("stop") | word_list("given"):
            return False
    if all(word.lower in word_list("stop") | word_list("modifiers") for word in core):
        return False
    return not any(
        word.text in countries_of_peoples()
        or word.lower in scene.persons
        or word.lower in word_list("groups")
        for word in core
    ) and core[0].lower not in word_list("titles") | word_list("given")


def _row_for(account: _Account, name: _Name) -> tuple[Row, str] | None:
    """Return the place that stands for the name and why, None where the words give none."""
    own = account.own(name)
    whole = all((one.mention.first, one.mention.last) == name.core for one in own)
    if own and not (whole or name.inner):
        return None
    given = _beside(account, name) or _within(account, name) or _another_name(account, name)
    if given is None and (not own or (name.inner and not whole)):
        given = _of_the_town(account, name)
    if given is None:
        return None
    row, reason = given
    if own and whole and not name.inner and not _is_elsewhere(own[0], row):
        return None
    words, text = account.scene.words, account.scene.text
    called = text[words[name.first].start : words[name.last].end]
    made = replace(
        row,
        identity=UNLISTED + called.lower(),
        name=called,
        level=TOWN,
        code=None,
        people=0,
        known=False,
        covers=(),
    )
    return made, f"no table has {text[slice(*name.span)]!r} there; {reason}"


def _is_elsewhere(own: Named, row: Row) -> bool:
    """Say whether what the table has of the name is not where the words put it."""
    chosen = own.choice.row
    if chosen is None:
        return True
    if chosen.known or chosen.level != TOWN or chosen.people >= _LARGE:
        return False
    return apart(chosen, row) > _AGREE_KM


def _beside(account: _Account, name: _Name) -> tuple[Row, str] | None:
    """Return the place behind the name: "X, a village 20 km east of Y", "the X quarter of Y"."""
    words, text = account.scene.words, account.scene.text
    after = account.after(name)
    row = after[0].choice.row if after else None
    if row is None or row.level not in {TOWN, SECOND}:
        return None
    beside = after[0].mention
    if words[beside.first].sentence != words[name.last].sentence:
        return None
    between = text[name.span[1] : beside.span[0]]
    found = _GIVEN.match(between) if len(between) <= _FAR else None
    if found is None or not _is_given(found, name):
        return None
    if not set(found["words"].split()) & word_list("lies_at") and _LISTED.match(
        text[beside.span[1] : beside.span[1] + _FAR]
    ):
        holder = after[1].choice.row if len(after) > 1 else None
        if holder is None or holder.level == TOWN or holder.country != row.country:
            return None
    return _led(row, between)


def _is_given(found: re.Match[str], name: _Name) -> bool:
    """Say whether the words between name and place only say how the one lies to the other."""
    given = [word.strip(",") for word in found["words"].split()]
    words = [word.lower() for word in given]
    never, way, modifiers = word_list("no_way"), word_list("way"), word_list("modifiers")
    kinds = word_list("inner") | word_list("outer") | word_list("town")
    for at, word in enumerate(words):
        named = given[at][0].isupper() and given[at] not in countries_of_peoples()
        if word in never or (named and words[at + 1 : at + 2] not in ([one] for one in kinds)):
            return False
        if _VERB.search(word) and word not in way | modifiers:
            return False
    leads = [at for at, word in enumerate(words) if word in word_list("lies_at")]
    last = leads[-1] if leads else -1
    if not all(word in modifiers | kinds for word in words[last + 1 :]):
        return False
    if last < 0:
        return found["comma"] == "," and (name.kind or name.placed)
    head = words[: leads[0]]
    apposed = found["comma"] == "," and head[:1] and head[0] in {"a", "an", "the", "one"}
    lies = bool(head) and head[0] in {"is", "lies", "stands", "sits"}
    called = any(word in kinds for word in head[1:])
    return name.kind or name.placed or bool((apposed or lies) and called)


def _led(row: Row, between: str) -> tuple[Row, str] | None:
    """Return the place, or the point so far from it as the words say; None where that is open."""
    if row.latitude is None or row.longitude is None:
        return None
    distance = _DISTANCE.search(between)
    way = [
        found
        for found in _DIRECTION.finditer(between[distance.end() :] if distance else "")
        if found[1] or found[2]
    ]
    if distance is None:
        return row, f"put at {row.name}, with which the text names it"
    far = float(distance["number"].replace(",", "."))
    far *= _MILE_KM if distance["unit"].lower().startswith("mi") else 1.0
    if row.level != TOWN or far > (_LED_KM if way else _ROUND_KM):
        return None
    if not way:
        return row, f"put at {row.name}, from which the text says how far it is"
    words = [word.lower() for word in way[0].groups() if word]
    north = sum(_STEPS[word][0] for word in words) / len(words) ** 0.5
    east = sum(_STEPS[word][1] for word in words) / len(words) ** 0.5
    latitude = row.latitude + north * far / _DEGREE_KM
    longitude = row.longitude + east * far / (_DEGREE_KM * max(0.1, cos(radians(row.latitude))))
    led = replace(row, latitude=round(latitude, 3), longitude=round(longitude, 3))
    return led, f"put {distance[0]} {way[0][0].strip()} of {row.name}, as the text says"


def _within(account: _Account, name: _Name) -> tuple[Row, str] | None:
    """Return the town before the name: "Kharkiv's X district", "Tripoli, the X side"."""
    owner = account.before(name)
    row = owner.choice.row if owner is not None else None
    if owner is None or row is None or row.level != TOWN or not name.kind:
        return None
    between = account.scene.text[owner.mention.span[1] : name.span[0]]
    if len(between) > _FAR or not _OWNED.match(between):
        return None
    return row, f"put at {row.name}, to which the text gives it"


def _another_name(account: _Account, name: _Name) -> tuple[Row, str] | None:
    """Return the place that the name is another name of: "Ras al-Ain (Serê Kaniyê)"."""
    owner = account.before(name)
    row = owner.choice.row if owner is not None else None
    if owner is None or row is None or row.level < SECOND:
        return None
    text = account.scene.text
    between = text[owner.mention.span[1] : name.span[0]]
    if len(between) > _FAR or not _ALSO.match(between):
        return None
    if is_dateline(account.scene, owner.mention):
        return None
    if "(" in between and text[name.span[1] : name.span[1] + 1] != ")":
        return None
    return row, f"another name of {row.name}, as the text gives it"


def _of_the_town(account: _Account, name: _Name) -> tuple[Row, str] | None:
    """Return the one town that a street or quarter can belong to."""
    if not (name.inner or name.district):
        return None
    sentence = account.scene.words[name.first].sentence
    here = account.by_sentence.get(sentence, [])
    every = [one for towns in account.by_sentence.values() for one in towns][:_MOST]
    # a street is where the event is; a district can as well be one of the town that is denied
    denied = set() if name.inner else {"contrast"}
    for near in (
        [row for role, row in here if role != "contrast" or denied],
        [row for role, row in every if role in {"event", *denied}],
        [row for role, row in every if role == "dateline"],
        [row for role, row in every if role != "contrast" or denied],
    ):
        if not near:
            continue
        row = max(near, key=lambda one: one.people)
        if any(apart(row, one) > _AGREE_KM for one in near):
            return None
        if not name.inner and not row.known and row.people < _CITY:
            return None
        return row, f"put at {row.name}, the town that the text speaks of there"
    return None
