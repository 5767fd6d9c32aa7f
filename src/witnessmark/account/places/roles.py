"""What each named place is to the account: where it happened, or why it is named otherwise.

Conventions
-----------
``event``: what is filmed or told happened there. ``contrast``: named to be denied or compared.
``dateline``: where the text was written. ``origin``: where people or things come from. ``other``:
part of a group's name, a government, or a place in the background. A dateline is the event's
place only where the text names it again. The first two sentences of the body, the title, and what
tells of the footage say where the event is; another place in them may be a second event's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from witnessmark.account.places import role_cues as cues
from witnessmark.account.places.choosing import Choice
from witnessmark.account.places.gazetteer import COUNTRY, TOWN, Row
from witnessmark.account.places.known import apart, holds
from witnessmark.account.places.mentions import Mention, joined
from witnessmark.account.places.scenes import Scene
from witnessmark.account.places.trust import container, is_dateline, stands_at
from witnessmark.account.places.words import word_list
from witnessmark.model import Role, Sentence

#: Places so near to that of the event belong to it.
_NEAR_KM = 50.0

#: Sentences of the body that say where an event was, with the title.
_LEAD = 2

#: Code points in which an account says whether it happened "here".
_FIRST_WORDS = 600

#: Different places looked at for the event's: an account has dozens.
_MOST = 150

#: Code points of a line that can be its heading, and how much of a line is looked at.
_HEAD = 120


@dataclass(frozen=True, slots=True)
class Named:
    """A name with what was chosen for it, by its number among the names of the account."""

    number: int
    mention: Mention
    choice: Choice


@dataclass(frozen=True, slots=True)
class Part:
    """A place's part in the account, and why."""

    role: str
    reason: str


def parts(scene: Scene, names: list[Named], sentences: tuple[Sentence, ...]) -> list[Part]:
    """Return the part of every name, in order."""
    refutes = cues.REFUTES.search(scene.text) is not None
    fixed = [_fixed(scene, name, refutes=refutes) for name in names]
    fixed = _shared(scene, names, fixed)
    open_ = [name for name, part in zip(names, fixed, strict=True) if part is None]
    telling = {name.number: why for name in open_ if (why := _tells(scene, name, sentences))}
    if not telling or cues.HERE.search(scene.text[:_FIRST_WORDS]):
        fixed = [_of_dateline(scene, name, part) for name, part in zip(names, fixed, strict=True)]
    main = _main(open_, telling) if telling or not any(_is_event(part) for part in fixed) else []
    return [
        part or _settled(scene, name, main, telling)
        for name, part in zip(names, fixed, strict=True)
    ]


def _is_event(part: Part | None) -> bool:
    return part is not None and part.role == "event"


def _of_dateline(scene: Scene, name: Named, part: Part | None) -> Part | None:
    """Take the place of writing for the event's, unless it is a capital, as nothing else is."""
    if part is None or part.role != "dateline" or mention_is(name.mention, scene, "capitals"):
        return part
    return Part("event", "the place of writing, as no other is named for the event")


def _shared(scene: Scene, names: list[Named], fixed: list[Part | None]) -> list[Part | None]:
    """Give an area the part of the place that the account names with it: "Potiskum, Yobe State"."""
    found = list(fixed)
    numbers = {name.mention.span: at for at, name in enumerate(names)}
    for name, part in zip(names, fixed, strict=True):
        wide = container(scene, name.number)
        if wide is not None and part is not None:
            at = numbers[wide.span]
            found[at] = found[at] or part
    return found


def _fixed(scene: Scene, name: Named, *, refutes: bool) -> Part | None:
    """Return the part that the words beside the name give, None where they leave it open."""
    text, mention = scene.text, name.mention
    start, end = mention.span
    before = text[max(0, start - 110) : start]
    before = re.split(r"(?<=[.!?])\s|\n", before)[-1]
    after = text[end : end + 60]
    if is_dateline(scene, mention) or _in_dateline(scene, name):
        return Part("dateline", "opens the line, as the place of writing does")
    if cues.BASED_AFTER.match(after):
        return Part("origin", "where somebody is based")
    if cues.SIDE_AFTER.match(after) or before.endswith(cues.SIDE_BEFORE):
        return Part("other", "part of a word for a side")
    if cues.TREATY_AFTER.match(after):
        return Part("other", "part of the name of a treaty or meeting")
    if group := _group(scene, mention):
        return Part("other", group)
    if cues.CONTRAST_BEFORE.search(before) or (
        refutes and (cues.CLAIMED_BEFORE.search(before) or cues.DENIED_BEFORE.search(before))
    ):
        return Part("contrast", "named for contrast or denied")
    if cues.ACCESS_BEFORE.search(before):
        return Part("other", "where the pictures may not be used")
    if cues.FROM_BEFORE.search(before) and re.match(r"\s+to\s", after):
        return Part("other", "the start of a way")
    if cues.ORIGIN_BEFORE.search(before) and not cues.PICTURES_BEFORE.search(before):
        return Part("origin", "where somebody or something comes from")
    return _government(scene, name, before, after)


def _government(scene: Scene, name: Named, before: str, after: str) -> Part | None:
    words, mention = scene.words, name.mention
    row = name.choice.row or name.mention.rows[0]
    capital = words[mention.first].lower in word_list("capitals") or mention_is(
        mention, scene, "capitals"
    )
    if not (capital or row.level == COUNTRY):
        return None
    if cues.OWNED_AFTER.match(after) or (row.level == COUNTRY and cues.FORCE_AFTER.match(after)):
        return Part("other", "stands for a government or its forces")
    if stands_at(scene, mention):
        return None
    follows = words[mention.last + 1] if mention.last + 1 < len(words) else None
    acts = follows is not None and joined(follows) and follows.lower in word_list("acting")
    if acts or cues.BETWEEN_BEFORE.search(before):
        return Part("other", "stands for a government or its forces")
    return None


def mention_is(mention: Mention, scene: Scene, name: str) -> bool:
    """Say whether the whole name, in small letters, is in the list *name*."""
    first, last = scene.words[mention.first], scene.words[mention.last]
    return scene.text[first.start : last.end].lower() in word_list(name)


def _group(scene: Scene, mention: Mention) -> str:
    """Return why the name is part of another name, or ""."""
    words = scene.words
    after = words[mention.last + 1] if mention.last + 1 < len(words) else None
    if after is not None and joined(after) and after.gap == " " and mention.hint == "":
        if after.lower in word_list("groups") and after.capital and not after.loud:
            return "part of the name of a group, office or paper"
        if after.lower in word_list("roads") and after.capital:
            return "part of the name of a road or a treaty"
    if (
        mention.first > 1
        and words[mention.first - 1].lower in {"of", "in"}
        and joined(words[mention.first])
    ):
        party = words[mention.first - 2]
        if (
            party.capital
            and not party.loud
            and not party.starts
            and party.lower in word_list("parties")
        ):
            return "part of the name of a group or office"
    return ""


def _in_dateline(scene: Scene, name: Named) -> bool:
    """Say whether the name follows the town of a dateline: "KYIV, Ukraine (AP) —"."""
    before = scene.mentions[name.number - 1] if name.number else None
    if before is None or not is_dateline(scene, before):
        return False
    between = scene.text[before.span[1] : name.mention.span[0]]
    return re.fullmatch(r",\s*", between) is not None


def _tells(scene: Scene, name: Named, sentences: tuple[Sentence, ...]) -> str:
    """Return why the sentence says where the event is, or ""."""
    word = scene.words[name.mention.first]
    if not sentences:
        return ""
    sentence = sentences[word.sentence]
    placed = (
        stands_at(scene, name.mention)
        or container(scene, name.number) is not None
        or name.mention.hint != ""
    )
    line = _line(scene.text, name.mention.span[0])
    if cues.LOCATION_LINE.match(line) or (
        cues.TAKEN_LINE.match(line) and not cues.FILED_LINE.search(line)
    ):
        return "given as the place of the pictures"
    if cues.HEADING_LINE.match(line):
        return "heads what is told of a recording"
    if sentence.role is Role.TITLE:
        return "named in the title"
    lowered = scene.by_sentence[word.sentence]
    if sentence.role is Role.PUBLICATION or _is_past(lowered):
        return ""
    if lowered & word_list("footage") and placed:
        return "named where the footage is told of"
    body = [one.index for one in sentences if one.role is Role.BODY][:_LEAD]
    return "named in the opening of the account" if sentence.index in body else ""


def _line(text: str, at: int) -> str:
    """Return the line around *at*, "" where it has run on too long to be a heading."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at, at + _HEAD)
    return text[start : end if end >= 0 else at + _HEAD] if at - start < _HEAD else ""


def _is_past(lowered: frozenset[str]) -> bool:
    """Say whether a sentence of these words tells of other times than the footage does."""
    return bool(lowered & word_list("past")) and not lowered & word_list("footage")


def _main(open_: list[Named], telling: dict[int, str]) -> list[Row]:
    """Return the places of the event: the narrowest of what tells, else of all names."""
    told = [name for name in open_ if name.number in telling] or open_
    if not told:
        return []
    rows = list({row.identity: row for row in map(_row, told)}.values())[:_MOST]
    return [row for row in rows if not any(one is not row and _inside(one, row) for one in rows)]


def _settled(
    scene: Scene,
    name: Named,
    main: list[Row],
    telling: dict[int, str],
) -> Part:
    row = _row(name)
    why = telling.get(name.number, "")
    placed = stands_at(scene, name.mention)
    same = any(row.identity == one.identity for one in main)
    if same and (why or placed or row.level == TOWN or len(main) == 1):
        return Part("event", why or "the place of the event, named again")
    if any(_inside(one, row) for one in main):
        return Part("event", why or "holds the place of the event")
    lowered = scene.by_sentence[scene.words[name.mention.first].sentence]
    placed = placed and not _is_past(lowered)
    near = any(
        _inside(row, one) or (row.level == TOWN and apart(row, one) <= _NEAR_KM) for one in main
    )
    if placed and near:
        return Part("event", why or "in or near the place of the event")
    return Part("other", "named in the background")


def _inside(row: Row, wide: Row) -> bool:
    return wide.level != TOWN and row.identity != wide.identity and holds(wide, row)


def _row(name: Named) -> Row:
    return name.choice.row or name.mention.rows[0]
