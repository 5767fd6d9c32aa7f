"""Who is quoted, in the words of the account.

Conventions
-----------
A quotation is what stands between quotation marks, three words or more: fewer are a name or words
held at a distance. Its speaker is the subject of the verb of saying beside it, verbatim; a pronoun
names nobody here, and where no such verb stands beside the quotation nobody is named. All
sentences of one quotation have one speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_QUOTED = re.compile(r"“[^”“]*(?:”|$)|\"[^\"]*(?:\"|$)|«[^»]*(?:»|$)|„[^“”]*(?:[“”]|$)|''[^']*''")
_SAY = (
    r"(?:said|says|say|saying|told|tells|wrote|writes|added|adds|stated|states|stressed|claimed|claims"
    r"|announced|announces|insisted|insists|declared|explained|explains|recalled|recalls|noted|notes"
    r"|warned|argued|confirmed|denied|reported|reports|tweeted|shouted|shouts|yelled|yells"
    r"|laughs|laughed|continued|concluded|emphasi[sz]ed|remarked|replied|asked|asks|commented)"
)
_WHO = (
    r"(?P<who>(?:[Tt]he |[Aa]n? |[Hh]is |[Hh]er |[Tt]heir |[Oo]ne |[Ii]ts )?"
    r"[^\W\d_][^,;:.!?\"“”«»()\n—]{1,78}?)"
)
_AFTER_VERB_FIRST = re.compile(
    rf"\s*{_SAY}\s+{_WHO}"
    r"(?=[,;:.!?(—]|\s(?:of|in|on|at|after|as|from|by|to|who|when|while|before)\s|\s*$)"
)
_AFTER_NAME_FIRST = re.compile(
    rf"\s*{_WHO}(?:, [^,\n]{{1,80}},)?\s+(?:(?:also|then|later|has|had)\s+)?{_SAY}\b"
)
_ACCORDING = re.compile(rf"\s*according to\s+{_WHO}(?=[,;:.!?(—]|\s*$)", re.I)
_BEFORE = re.compile(
    rf"(?:^|[.!?;,]\s+|\b(?:as|and|but|while)\s+){_WHO}(?:, [^,\n]{{1,80}},)?\s+"
    rf"(?:(?:also|then|later|has|had)\s+)?{_SAY}(?:\s+[^,:.!?\"“”\n]{{0,60}})?[,:]?\s*(?:that\s+)?$"
)
_PRONOUN = re.compile(
    r"(?:he|she|it|they|we|i|you|who|one|this|that|which|there|someone|somebody|nobody|another|others)\b",
    re.I,
)
_FEWEST_WORDS = 3

_ROLE_WORD = re.compile(
    r"\b(?:resident|spokes(?:man|woman|person)|minister|president|governor|mayor|commander|fighter"
    r"|soldier|doctor|witness|eyewitness|official|officer|chief|head|director|owner|driver|farmer"
    r"|father|mother|brother|sister|wife|husband|son|daughter|victim|survivor|neighbou?r|student"
    r"|teacher|worker|activist|lawyer|analyst|expert|journalist|reporter|protester|demonstrator|member"
    r"|leader|general|colonel|captain|lieutenant|sergeant|major|secretary|ambassador|deputy|coordinator"
    r"|volunteer|rescuer|paramedic|nurse|refugee|displaced|villager|man|woman|boy|girl|relative|army"
    r"|police|of|at|the|u\.?n\.?|aid)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between quotation marks, marks and all, and who speaks them where it is said."""

    start: int
    end: int
    speaker: str | None


def quotations(text: str, start: int, end: int) -> list[Quoted]:
    """Return the quotations of one line, in order."""
    line = text[start:end]
    found = [m for m in _QUOTED.finditer(line) if len(m[0].split()) >= _FEWEST_WORDS]
    named = [_speaker(line, match) for match in found]
    made: list[Quoted] = []
    for number, match in enumerate(found):
        # "…," a man said. "…": a second quotation at once behind the first's tag is his as well.
        speaker = named[number]
        if speaker is None and number and _goes_on(line, found[number - 1], match):
            speaker = made[-1].speaker
        made.append(Quoted(start + match.start(), start + match.end(), speaker))
    return made


def in_soundbite(who: str) -> str | None:
    """Return the name in what a shot list says of a speaker: "Name, role" or "ROLE, NAME".

    >>> in_soundbite("Truck owner, Baraka Tshisola")
    'Baraka Tshisola'
    """
    parts = [part.strip(" -–—()") for part in re.split(r",|\s[-–—]\s|\(", who)]
    names = [part for part in parts if _is_name(part) and not _ROLE_WORD.search(part)]
    if names:
        return names[0]
    return parts[0] if parts and _is_name(parts[0]) else None


def lies_in(span: tuple[int, int], quoted: Sequence[Quoted]) -> Quoted | None:
    """Return the quotation that *span* lies in whole, None where it lies in none."""
    return next((q for q in quoted if q.start <= span[0] and span[1] <= q.end + 1), None)


def touching(span: tuple[int, int], quoted: Sequence[Quoted]) -> Iterator[Quoted]:
    """Yield the quotations that share words with *span*."""
    return (q for q in quoted if q.start < span[1] and span[0] < q.end)


def _speaker(line: str, quoted: re.Match[str]) -> str | None:
    after, before = line[quoted.end() : quoted.end() + 200], line[: quoted.start()][-200:]
    for pattern in (_ACCORDING, _AFTER_VERB_FIRST, _AFTER_NAME_FIRST):
        found = pattern.match(after.lstrip(", "))
        if found is not None:
            return _named(found["who"])
    found = _BEFORE.search(before)
    return _named(found["who"]) if found else None


def _named(who: str) -> str | None:
    who = who.strip()
    relative = who.endswith((" that", " which", " who", " not"))
    return None if _PRONOUN.match(who) or relative or len(who.split()) > 10 else who


def _goes_on(line: str, first: re.Match[str], second: re.Match[str]) -> bool:
    between = line[first.end() : second.start()]
    return len(between) <= 120 and len(re.findall(r"[.!?](?:\s|$)", between)) <= 1


def _is_name(part: str) -> bool:
    words = part.split()
    return 1 <= len(words) <= 5 and all(
        word[:1].isupper() or word[:2] in {"al", "bi", "de"} for word in words
    )
