"""What each line of an account is for.

Conventions
-----------
Mark-up decides where there is any. Then closed lists of wordings (``data/document.yaml``), then
where a line stands: only the head and the foot of an account hold lines of publication, only the
first line that states something in one piece is a title. In doubt a line is body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from witnessmark.account.document import shot_list
from witnessmark.account.document.dateline import dateline
from witnessmark.account.document.lines import TERMINAL, Line
from witnessmark.account.document.publication import Publication, publication, signature
from witnessmark.account.document.wording import wording
from witnessmark.account.intake.written import Mark
from witnessmark.model import Role

#: Longest first line, in code points, that can still be a title, and longest heading.
_LONGEST_TITLE = 200
_LONGEST_HEADING = 80

#: Longest line, in code points, that can be boilerplate, a restriction or a warning note.
_LONGEST_NOTE = 240

#: How many lines from the top and from the foot can be lines of publication.
_HEAD, _FOOT = 8, 3

_OF_MARK: dict[Mark, Role] = {
    "title": Role.TITLE,
    "heading": Role.HEADING,
    "caption": Role.CAPTION,
    "quote": Role.QUOTATION,
    "byline": Role.PUBLICATION,
    "published": Role.PUBLICATION,
    "front_matter": Role.PUBLICATION,
    "page": Role.BOILERPLATE,
}
_TWO_SENTENCES = re.compile(r"[a-z)]{2}[.!?]\s+\S")
_TWO_STATEMENTS = re.compile(r"[a-z)]{2}\.\s+\S")
_RESTRICTING = re.compile(
    r"\W*[\w ]{0,30}\b(?:restrictions?|usage|use|access|terms|embargo)\b[^:.]{0,40}:", re.I
)
_EDITORS = re.compile(r"\W*(?:\+\+|\*\*\*?\s*(?:editors?|eds|note|attention)\b)", re.I)
_LABEL_LIKE = re.compile(r"(?:what|why|how|who|where|when|our|the)\b", re.I)


@dataclass(frozen=True, slots=True)
class Part:
    """A line with its role; *opens* is where its own words begin behind a dateline or label.

    ``opening`` is the role of what stands in front of that.
    """

    line: Line
    role: Role
    opens: int = 0
    opening: Role = Role.LABEL


@dataclass(slots=True)
class Parts:
    """The lines of an account in order, and what its lines of publication say."""

    parts: list[Part] = field(default_factory=list)
    said: list[Publication] = field(default_factory=list)
    agency: str | None = None


def parts_of(lines: Sequence[Line]) -> Parts:
    """Say what each of *lines* is for."""
    made = Parts()
    titled = any(line.mark == "title" for line in lines)
    in_shots = False
    for number, line in enumerate(lines):
        part = _marked(line) if line.mark in _OF_MARK else None
        if part is None:
            in_shots = _in_shots(lines, number, now=in_shots)
            edge = number < _HEAD or number >= len(lines) - _FOOT
            part = _by_wording(line, made, in_shots=in_shots, edge=edge)
        elif line.mark in {"byline", "published"}:
            said = publication(line.text) or Publication(names=[line.text], published=True)
            if line.mark == "byline" and not said.bylines:
                said.bylines = said.names[:1]
            made.said.append(said)
        if part is None and not titled and _is_title(line, lines, number):
            part, titled = Part(line, Role.TITLE), True
        if part is None and _is_heading(lines, number):
            part = Part(line, Role.LABEL if _is_label(line.text) else Role.HEADING)
        if part is None:
            part = _told(line, made)
        titled = titled or part.role is Role.BODY
        made.parts.append(part)
    return made


def _marked(line: Line) -> Part:
    assert line.mark is not None  # noqa: S101
    return Part(line, _OF_MARK[line.mark])


def _in_shots(lines: Sequence[Line], number: int, *, now: bool) -> bool:
    """Say whether a line stands in a shot list, from the line before it and the one after."""
    text = lines[number].text
    if wording().shots.match(text):
        return True
    if wording().story.match(text) and not shot_list.opens_coded(text):
        return False
    if shot_list.opens_item(text):
        follows = number + 1 < len(lines) and shot_list.opens_item(lines[number + 1].text)
        coded = shot_list.opens_coded(text)
        return now or coded or (follows and shot_list.names_shot(text))
    return now and (not lines[number].parted or shot_list.is_place_line(text))


def _by_wording(line: Line, made: Parts, *, in_shots: bool, edge: bool) -> Part | None:
    """Return the part that the words of a line give away, None where they give nothing away."""
    text, short = line.text, len(line.text) <= _LONGEST_NOTE
    opened = wording().shots.match(text) or wording().story.match(text)
    if opened is not None and not shot_list.opens_coded(text):
        whole = opened.end() >= len(text)
        rest = text[opened.end() :].strip()
        if whole or not rest:
            return Part(line, Role.LABEL)
        if len(rest) > 2 and ":" in opened[0]:
            begun = len(text) - len(text[opened.end() :].lstrip())
            return Part(line, Role.SHOT if in_shots else Role.BODY, begun)
    if in_shots and shot_list.is_place_line(text) and not shot_list.opens_item(text):
        return Part(line, Role.LABEL)
    if in_shots:
        return Part(line, Role.SHOT)
    if short and (role := note_role(text)) is not None and not _of_several(text, role):
        if role is Role.RESTRICTION:
            made.said.append(_publisher_of_restriction(text))
        return Part(line, role)
    if wording().technical.match(text):
        return Part(line, Role.CAPTION)
    if edge and (sent := dateline(text)) is not None and sent.end >= len(text):
        return _told(line, made)
    if edge:
        said = publication(text) or signature(text)
        if said is not None:
            made.said.append(said)
            return Part(line, Role.PUBLICATION)
        if wording().heads.match(text) and short and not _TWO_SENTENCES.search(text):
            made.said.append(_named_in_head(text))
            return Part(line, Role.PUBLICATION)
        if shot_list.is_place_line(text):
            return Part(line, Role.LABEL)
    if wording().captions.match(text):
        return Part(line, Role.CAPTION)
    if _EDITORS.match(text) and line.parted:
        return Part(line, Role.CAPTION)
    return None


def note_role(words: str) -> Role | None:
    """Return the role of words that belong to no account: a restriction, a warning, the page's.

    Such words stand alone; None for any that may tell of something.
    """
    if len(words) > _LONGEST_NOTE:
        return None
    if wording().restrictions.search(words):
        return Role.RESTRICTION
    if wording().warnings.search(words):
        return Role.WARNING_NOTE
    return Role.BOILERPLATE if wording().boilerplate.search(words) else None


def _of_several(text: str, role: Role) -> bool:
    """Say whether only one of several sentences of a line may be a note: each is then judged."""
    several = _TWO_SENTENCES.search(text) is not None
    return several and not (role is Role.RESTRICTION and _RESTRICTING.match(text))


def _told(line: Line, made: Parts) -> Part:
    """Return a line of the body, its dateline cut off where it has one."""
    sent = dateline(line.text)
    if sent is None or made.agency is not None:
        return Part(line, Role.BODY)
    made.agency = sent.agency or ""
    if sent.end >= len(line.text):
        return Part(line, Role.DATELINE)
    return Part(line, Role.BODY, sent.end, Role.DATELINE)


def _is_title(line: Line, lines: Sequence[Line], number: int) -> bool:
    first = line.text
    ended = TERMINAL.search(first) is not None and not first.rstrip("\"'’”)").endswith(("!", "?"))
    return (
        len(lines) > number + 1
        and len(first) <= _LONGEST_TITLE
        and not ended
        and not first.endswith((":", ";", ","))
        and not shot_list.opens_item(first)
        and _TWO_STATEMENTS.search(first) is None
        and dateline(first) is None
    )


def _is_heading(lines: Sequence[Line], number: int) -> bool:
    """Say whether a line stands alone, short and without an end, between others."""
    line = lines[number]
    if not 0 < number < len(lines) - 1 or len(line.text) > _LONGEST_HEADING or not line.parted:
        return False
    if TERMINAL.search(line.text) and not line.text.endswith("?"):
        return False
    if line.text.endswith((",", ";")) or _TWO_SENTENCES.search(line.text):
        return False
    alone = lines[number + 1].parted
    words = re.findall(r"[^\W\d_]+", line.text)
    large = sum(word[0].isupper() for word in words)
    loud = line.text.isupper() or (alone and 2 * large > len(words)) or line.text.endswith("?")
    loud = loud and not line.text[:1].islower()
    return bool(words) and line.text[:1].isalnum() and loud and not shot_list.opens_item(line.text)


def _is_label(text: str) -> bool:
    """Say whether a heading only names what stands below it: "WHAT WE FOUND", "THE CLAIM"."""
    words = len(text.split())
    return (words <= 3 and text.isupper()) or (words <= 5 and _LABEL_LIKE.match(text) is not None)


def _publisher_of_restriction(text: str) -> Publication:
    """Return who stands in front of "- No access …", as some agencies put it."""
    found = re.match(
        r"(?P<name>[A-Z][\w .&'’-]{1,50}?)\s+[-–—]\s+(?:No|For|Must|Only|Not|AP)\b", text
    )
    return Publication(sources=[found["name"]] if found and len(found["name"]) > 2 else [])


def _named_in_head(text: str) -> Publication:
    """Return what "Source: …" or "Author: …" names."""
    key, _, value = text.partition(":")
    said = publication(text) or Publication()
    name = value.strip(" .")
    if not said.is_one and 0 < len(name.split()) <= 7:
        if re.search(r"(?i)source|agency|channel|bureau", key):
            said = replace(said, sources=[name])
        elif re.search(r"(?i)author|byline|reporter", key):
            said = replace(said, bylines=[name])
    return said
