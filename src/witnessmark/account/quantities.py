"""Numbers and measures in the words of a claim, as bounds that the words allow.

Conventions
-----------
``min`` and ``max`` are counts, or measures in ``unit``. Units: ``m``, ``ft``, ``km`` for distances,
``s`` for lengths of time, otherwise the noun that is counted, in the plural. ``media_s`` is a
window in seconds from the start of the footage ("in the first ten seconds": 0 to 10),
``media_s_from_end`` one measured back from its end. A vague word gives a lower bound and no upper
one: "a few" at least 2, "several" at least 3. "About forty" allows a quarter more or less. Bounds
may stand behind the number too ("two or fewer shots", "three shots at most"), and two of them bound
it both ways ("at least three and at most five").
"""

from __future__ import annotations

import re

from witnessmark.account.grammar import ParsedSentence
from witnessmark.account.lexicon import numerals, word_list
from witnessmark.model import Quantity

_UNITS = {
    "meter": "m", "meters": "m", "metre": "m", "metres": "m", "m": "m", "yard": "yd",
    "yards": "yd", "feet": "ft", "foot": "ft", "ft": "ft", "km": "km", "kilometer": "km",
    "kilometers": "km", "kilometre": "km", "kilometres": "km", "mile": "mi", "miles": "mi",
    "second": "s", "seconds": "s", "sec": "s", "secs": "s", "minute": "s", "minutes": "s",
    "hour": "s", "hours": "s",
}  # fmt: skip
_SECONDS = {"minute": 60, "minutes": 60, "hour": 3600, "hours": 3600}
_ONES = {word: number for number, word in enumerate(numerals()["ones"])}
_TENS = {word: 10 * number for number, word in enumerate(numerals()["tens"], start=2)}

#: What is worth counting; other nouns with numbers ("two years") are left alone.
_COUNTED = (
    r"shots?|gunshots?|rounds?|bullets?|bursts?|volleys?|explosions?|blasts?|detonations?"
    r"|grenades?|hand grenades?|tracers?|flashes|rockets?|rpgs?|missiles?|shells?|mortars?"
    r"|bombs?|salvos?|exchanges?|discharges?|reports?(?! (?:of|that|by|from|say|said|in)\b)"
    r"|soldiers?|militants?|gunmen|gunman|men|man|people|civilians?|fighters?|insurgents?|rebels?"
    r"|workers?|protesters?|policemen|officers?|vehicles?|tanks?|cars?|trucks?|helicopters?"
    r"|drones?|women|children"
    r"|bodies|prisoners?|hostages?|shouts?|voices?|times|attackers?|casualties|machine guns?"
)
#: A number below a hundred in words.
NUMBER_WORD = rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(list(_ONES)[1:10])}))?|{'|'.join(_ONES)}"
_SCALES = {"dozen": 12, "score": 20, "hundred": 100, "thousand": 1000}
_SCALED = (
    rf"(?:(?:an?|half an?|{NUMBER_WORD}|\d+) (?:{'|'.join(_SCALES)})"
    rf"(?:,? (?:and )?(?:(?:{NUMBER_WORD}) hundred(?: and (?:{NUMBER_WORD}))?|{NUMBER_WORD}))?)"
)
_SINGLE = r"(?:an?|one) (?:single|lone|sole)"
#: A number in figures or words.
NUMBERS = rf"(?:{_SCALED}|{_SINGLE}|\d[\d,]*(?:\.\d+)?|{NUMBER_WORD})"
_VAGUE = {
    "a single": (1, 1), "just one": (1, 1), "a lone": (1, 1), "a couple of": (2, 3),
    "a couple": (2, 3), "a pair of": (2, 2), "a few": (2, None), "just a few": (2, None),
    "several more": (3, None), "several": (3, None), "a number of": (2, None),
    "multiple": (2, None), "numerous": (3, None), "many": (3, None), "dozens of": (24, None),
    "hundreds of": (200, None), "some": (2, None), "another": (1, None),
    "scores of": (40, None), "thousands of": (2000, None),
    "dozens more": (24, None), "countless": (3, None), "various": (2, None), "many more": (3, None),
    "a few more": (2, None), "a couple more": (2, None), "more": (1, None), "further": (1, None),
    "one more": (1, None), "a handful of": (2, None), "a handful": (2, None),
}  # fmt: skip


def _forms_of(verb: str) -> tuple[str, ...]:
    """Return the finite forms of a verb of :data:`_OVER`."""
    first, _, rest = verb.partition(" ")
    irregular = {"go": ("goes", "went"), "run": ("runs", "ran"), "get": ("gets", "got"),
                 "top": ("tops", "topped"), "surpass": ("surpasses", "surpassed")}  # fmt: skip
    forms = irregular.get(first, (f"{first}s", f"{first}ed"))
    return tuple(f"{form} {rest}".strip() for form in forms)


_LIMITS = {
    "at least": "floor", "more than": "floor", "over": "floor", "upwards of": "floor",
    "no fewer than": "floor", "not fewer than": "floor", "not less than": "floor",
    "no less than": "floor",
    "well over": "floor",
    "in excess of": "floor", "at most": "ceiling", "no more than": "ceiling",
    "not more than": "ceiling",
    "a maximum of": "ceiling", "a minimum of": "floor", "up to": "ceiling",
    "as many as": "ceiling", "fewer than": "below", "less than": "below", "under": "below",
    "about": "about", "around": "about", "roughly": "about", "approximately": "about",
    "some": "about", "nearly": "almost", "almost": "almost", "just": "exact", "only": "exact",
    "an upper limit of": "ceiling", "a ceiling of": "ceiling", "not above": "ceiling",
    "anything up to": "ceiling", "a bare minimum of": "floor", "a minimum figure of": "floor",
    "above": "floor", "beyond": "floor", "north of": "floor", "something over": "floor",
    "past": "floor", "greater than": "floor", "higher than": "floor", "at the least": "floor",
    "at the most": "ceiling", "at the very most": "ceiling", "at the very least": "floor",
}  # fmt: skip
#: Verbs that put a number below what there was; with a negative they bound it from above.
_OVER = ("exceed", "top", "surpass", "go over", "go past", "go beyond", "run past", "get past")
_NEGATIVES = ("does not", "did not", "doesn't", "didn't", "do not", "don't")
_LIMITS |= {form: "above" for verb in _OVER for form in _forms_of(verb)}
_LIMITS |= {f"{negative} {verb}": "ceiling" for verb in _OVER for negative in _NEGATIVES}
_LIMITS |= {f"{negative} fall short of": "floor" for negative in _NEGATIVES}
_LIMITS |= {f"never {form}": "ceiling" for verb in _OVER for form in _forms_of(verb)}
_BEHIND = {"more": "floor", "least": "floor", "fewer": "ceiling", "less": "ceiling",
           "most": "ceiling", "tops": "ceiling", "max": "ceiling", "maximum": "ceiling",
           "outside": "ceiling", "minimum": "floor", "lowest": "floor", "highest": "ceiling",
           "bare minimum": "floor",
           "and then some": "above", "if not more": "floor",
           "or a larger number": "floor", "above": "floor", "over": "floor", "greater": "floor",
           "higher": "floor"}  # fmt: skip
#: What bounds come to behind a negative: "does not run to more than two".
_TURNED = {
    **dict.fromkeys(
        ("more than", "greater than", "higher than", "over", "above", "beyond", "past"), "ceiling"
    ),
    **dict.fromkeys(("fewer than", "less than", "under"), "floor"),
}
_DENIED = re.compile(
    r"\b(?:(?:(?:do|does|did|is|are|was|were|has|have|had) )?not|[a-z]+n't|never)"
    r"(?: [a-z]+){0,3}? $"
)
#: Words that make a bound of the number behind them.
LIMIT_WORD = "|".join(sorted(_LIMITS, key=len, reverse=True))
_VAGUE_WORD = "|".join(sorted(_VAGUE, key=len, reverse=True))
#: Behind a weapon these are what is counted: "two mortar rounds" are rounds.
_WHOLE = r"[ -](?:rounds?|shells?|bombs?|grenades?|guns?|shots?|fire|strikes?|launchers?)\b"
#: Between a number and what it counts stands no other number ("one counts seven rounds"), and
#: nothing that begins anew ("four more come before the second cut").
_BETWEEN = (
    rf"(?!(?:{NUMBERS}|exactly|precisely|the|before|after|until|till|when|while|was|were)\b)"
    r"[a-z]+[- ]"
)
_NOUN = rf"(?:(?:{_BETWEEN}){{0,3}}?)(?P<noun>{_COUNTED}|{'|'.join(_UNITS)})\b(?!{_WHOLE})"
#: Behind what is counted, unless another number or noun takes it: "two shots at least ten apart",
#: "three shots or more explosions".
_AT_MOST = rf",? at (?:the )?(?:very )?(?P<last>most|least)\b(?! (?:an?|{NUMBERS})\b)"
_OR_FEWER = rf" or (?P<outer>more|fewer|less|above|over|greater|higher)\b(?! (?:{_COUNTED}|than)\b)"
#: The same in a word of its own behind it, at the end of what is said of it.
_CAPPED = (
    r",? (?:(?:as |at )?(?:an? |the )?(?:very )?"
    r"(?P<cap>tops|max|maximum|outside|minimum|bare minimum|lowest|highest)"
    r"|(?P<plus>and then some|if not more|or a larger number))(?=[\s,.;:]|$)"
)
_COUNT = re.compile(
    rf"(?<![\w:.-])(?:(?P<limit>{LIMIT_WORD}) )?(?:between )?(?P<low>{NUMBERS})(?!-off\b)"
    rf"(?:(?:-| to | or | and | but (?={LIMIT_WORD}))"
    rf"(?:(?P<second>{LIMIT_WORD}) )?(?P<high>{NUMBERS}))?"
    rf"(?: or (?P<inner>more|fewer|less|above|over|greater|higher))?"
    rf"(?P<more> (?:more|further|other|additional))?"
    rf"[- ](?:of (?:the |these |those )?)?{_NOUN}(?:{_AT_MOST}|{_OR_FEWER}|{_CAPPED})?"
    r"(?! at a time\b| by one\b| after (?:another|the other)\b)"
)
#: "The number of shots is six or more", "does not exceed eleven".
_NUMBER_OF = re.compile(
    rf"\b(?:the )?(?:total |whole |full )?number of (?:\w+ )?(?P<noun>{_COUNTED})"
    r"(?: [a-z]+){0,4}? "
    rf"(?:(?P<not>does not exceed|did not exceed|is no more than|was no more than|never exceeds)"
    rf"|(?P<over>exceeds|exceeded)|(?:is|was|comes to|came to|stands at|stood at|reaches|reached"
    rf"|amounts to|amounted to)) (?:(?P<limit>{LIMIT_WORD}|precisely|exactly) )?(?P<low>{NUMBERS})"
    rf"(?: or (?P<behind>more|higher|fewer|less|lower))?(?![\w:])"
)
_VAGUELY = re.compile(rf"\b(?:just |only )?(?P<vague>{_VAGUE_WORD}) {_NOUN}")
_ONE = re.compile(
    rf"\b(?P<one>an?|one|the) (?:(?:lone|brief|muted|deafening|dull|heavy|mighty|solitary"
    rf"|loud|large|huge|single|hand|second|distant|small|final|first"
    rf"|big|massive|powerful|sudden|short|long|muffled) )*(?P<noun>{_COUNTED})\b(?! (?:fire|gun|"
    r"position|launcher|range|at a time|by one|after (?:another|the other))\b)"
)
#: Events and weapons of which "a" means exactly one; "a man" only introduces somebody.
_SINGULAR = word_list("singular")
#: A number whose noun is left out, and what says that it comes on top of others.
_ELIDED = re.compile(
    rf"\b(?P<limit>(?:{LIMIT_WORD}) )?(?:(?P<low>{NUMBERS})"
    r"|(?P<vague>an? (?:couple|pair|few|handful)|several|a few|both))\b"
)
_FURTHER = re.compile(r"\b(?:more|further|others?|another|additional|remaining)\b")
_AS_NUMBER = {"both": "two", "a pair": "two"}
_JUST = re.compile(r"\bjust (?P<noun>feet|meters|metres|yards|inches)\b")


def number(words: str) -> float:
    """Return the number that *words* spell or write.

    >>> number("forty-two"), number("1,200"), number("half a dozen")
    (42.0, 1200.0, 6.0)
    >>> number("two hundred"), number("a hundred and twenty"), number("one thousand two hundred")
    (200.0, 120.0, 1200.0)
    """
    if re.fullmatch(_SINGLE, words):
        return 1.0
    total = current = 0.0
    halved = words.startswith("half a")
    for part in re.split(r"[- ]|, ", words):
        if part[:1].isdigit():
            current += float(part.replace(",", ""))
        elif part in _SCALES:
            current = max(current, 1.0) * _SCALES[part]
            total, current = (total + current, 0.0) if part == "thousand" else (total, current)
        else:
            current += _TENS.get(part, _ONES.get(part, 0))
    return (total + current) / (2 if halved else 1)


def quantities(parsed: ParsedSentence, span: tuple[int, int]) -> tuple[Quantity, ...]:
    """Return the quantities that lie in *span* of the account, in order."""
    start = span[0] - parsed.sentence.span[0]
    text = parsed.lower[start : span[1] - parsed.sentence.span[0]]
    found: list[tuple[tuple[int, int], float | None, float | None, str]] = []
    for match in _COUNT.finditer(text):
        low, high = _bounds(match)
        turned = _TURNED.get(match["limit"] or "")
        if turned is not None and (denied := _DENIED.search(text, 0, match.start())):
            low, high = _bounded(turned, number(match["low"]))
            found.append(((denied.start(), match.end()), low, high, match["noun"]))
            continue
        found.append((match.span(), low, high, match["noun"]))
    for match in _NUMBER_OF.finditer(text):
        low, high = _bounded(_limit_of(match), number(match["low"]))
        found.append((match.span(), low, high, match["noun"]))
    for match in _VAGUELY.finditer(text):
        least, most = _VAGUE[match["vague"]]
        found.append((match.span(), least, most, match["noun"]))
    found += [
        (match.span(), 1, 1, match["noun"])
        for match in _ONE.finditer(text)
        if match["one"] != "the" and match["noun"] in _SINGULAR
    ]
    found += [(match.span(), None, None, match["noun"]) for match in _JUST.finditer(text)]
    made: list[Quantity] = []
    reached = -1
    for (first, last), low, high, noun in sorted(found, key=lambda row: (row[0][0], -row[0][1])):
        if first < reached:
            continue
        reached = last
        made.append(_quantity(parsed, (span[0] + first, span[0] + last), low, high, noun))
    return tuple(made)


def counted_as(
    parsed: ParsedSentence, span: tuple[int, int], within: tuple[int, int], noun: str
) -> Quantity | None:
    """Return what the words in *span* count, the noun being left out: "four more" of shots.

    *within* is the claim they stand in, whose words may bound the number from behind; *noun* is
    what they count, in the plural. None where they hold no number.
    """
    start = parsed.sentence.span[0]
    text = parsed.lower[span[0] - start : span[1] - start]
    behind = parsed.lower[span[1] - start : within[1] - start]
    found = _ELIDED.search(text)
    if found is None:
        return None
    more = " more" if _FURTHER.search(text) else ""
    low = found["low"] or _AS_NUMBER.get(found["vague"], "")
    counted = _COUNT.match(f"{found['limit'] or ''}{low}{more} {noun}{behind}") if low else None
    if counted is not None:
        least, most = _bounds(counted)
    elif found["vague"]:
        least, most = _VAGUE[found["vague"]]
    else:
        return None
    return _quantity(parsed, span, least, None if more else most, noun)


def _limit_of(match: re.Match[str]) -> str:
    """Return which bound the words around "the number of shots is six" make of the six."""
    if match["not"]:
        return "ceiling"
    if match["over"]:
        return "above"
    if match["behind"]:
        return "floor" if match["behind"] in {"more", "higher"} else "ceiling"
    return _LIMITS.get(match["limit"] or "just", "exact")


def _bounds(match: re.Match[str]) -> tuple[float | None, float | None]:
    """Return the least and the most that the words of a count leave, None where they are open."""
    behind = match["inner"] or match["outer"] or match["last"] or match["cap"] or match["plus"]
    limit = _LIMITS[match["limit"] or "just"]
    if behind and limit == "exact":
        limit = _BEHIND[behind]
    least, most = _bounded(limit, number(match["low"]))
    if match["high"]:
        second = _LIMITS[match["second"]] if match["second"] else limit
        other = _bounded(second, number(match["high"]))
        least = other[0] if least is None and match["second"] else least
        most = most if other[1] is None and limit in {"ceiling", "below"} else other[1]
    if match["more"]:
        # "two more" counts from those told of earlier: a lower bound for the whole.
        return (number(match["low"]) if least is None else least), None
    return least, most


def _bounded(limit: str, low: float) -> tuple[float | None, float | None]:
    """Return the least and the most that a *limit* before or behind the number *low* leaves."""
    bounds: dict[str, tuple[float | None, float | None]] = {
        "exact": (low, low),
        "floor": (low, None),
        "above": (low + 1, None),
        "ceiling": (None, low),
        "below": (None, max(low - 1, 0)),
        # A quarter either way for "about", and a fifth below for "nearly": our own reading.
        "about": (float(round(0.75 * low)), float(round(1.25 * low))),
        "almost": (float(round(0.8 * low)), low),
    }
    return bounds[limit]


def _quantity(
    parsed: ParsedSentence,
    span: tuple[int, int],
    low: float | None,
    high: float | None,
    noun: str,
) -> Quantity:
    scale = _SECONDS.get(noun, 1)
    start = parsed.sentence.span[0]
    return Quantity(
        text=parsed.sentence.text[span[0] - start : span[1] - start],
        span=span,
        min=None if low is None else low * scale,
        max=None if high is None else high * scale,
        unit=_UNITS.get(noun) or _plural(noun),
    )


def _plural(noun: str) -> str:
    irregular = {"man": "men", "gunman": "gunmen"}
    same = noun.endswith("s") or noun in {"men", "gunmen", "people", "women", "children"}
    return irregular.get(noun, noun if same or noun == "policemen" else noun + "s")
