"""What looks like a date and is none: tanks, units, calibres, counts, scores, verbs, names.

Conventions
-----------
Every rule looks only at the words next to the date. When in doubt about a bare number or a bare
weekday the answer is that it is no date: a missing date can be seen, a wrong one cannot.
"""

from __future__ import annotations

import re

from witnessmark.account.dates.written import Written

_COUNTED = (
    r"(?:rounds?|shots?|shells?|rockets?|missiles?|people|persons?|men|women|children|soldiers?"
    r"|troops?|fighters?|militants?|gunmen|civilians?|police\w*|officers?|prisoners?|hostages?"
    r"|protesters?|demonstrators?|vehicles?|tanks?|trucks?|cars?|drones?|bodies|dead|killed|wounded"
    r"|injured|others|members|units?|houses|homes|families|residents|refugees|met(?:er|re)s?|km"
    r"|kilomet(?:er|re)s?|miles?|yards?|feet|ft|kg|tons?|tonnes|lit(?:er|re)s?|dollars|euros|lira"
    r"|rubles?|roubles?|hryvnias?|usd|eur|hours|hrs|local|gmt|utc|z\b|views|shares|likes|followers"
    r"|percent|per cent|degrees|points|votes|pages|mm\b|years|days|weeks|minutes|seconds|times"
    r"|soldats|strong|rpm|horsepower|hp\b|pounds|square|sq\b|x\b|fps|bpm|watts?|volts?)"
)
_COUNT_BEHIND = re.compile(rf"\s*(?:[a-z]+[ -])?{_COUNTED}\b", re.I)
_COUNT_NEXT = re.compile(rf"\s+{_COUNTED}\b", re.I)
#: Words before a year that make it one.
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|during|of|before|after|early|mid|late|between|to|and"
    r"|or|year|around"
    r"|circa|throughout|ended|began|started|season|back|summer|winter|spring|autumn|fall|pre"
    r"|post|the|again|christmas|annual report|yearbook|review|copyright)"
    r"[ -]|[(©]\s?|\(c\)\s?|\bc\.? ?|^\W*)$",
    re.I,
)
_YEAR_BEHIND = re.compile(
    r"[ -](?:war|invasion|uprising|revolution|agreement|cease-?fire|truce|elections?|offensive"
    r"|coup|attack|massacre"
    r"|earthquake|protests?|conflict|siege|battle|campaign|operation|peace|olympics|world cup"
    r"|video|footage|clip"
    r"|film|photo|image|annexation|referendum|crisis|clashes|fighting|bombing|constitution"
    r"|budget|model|edition)\b"
    r"|\)",
    re.I,
)
_MODEL = re.compile(
    r"(?:\b(?:type|model|mk|mod|pattern|no|nr|number|room|resolution|unit|brigade|regiment"
    r"|battalion|flight|route"
    r"|highway|road|grid|point|hill|height|elevation|channel|frequency|id|case|exhibit|note|file"
    r"|article|section|law"
    r"|decree|order|km|kilomet(?:er|re)|page|lot|serial|kosmos|cosmos|at|about|some|nearly"
    r"|almost|over|than|least|up to"
    r"|fired|killed|cal(?:ibre|iber)?)\.?[ #№:-]*|[#№$€£])$",
    re.I,
)
_DAY_BEFORE = re.compile(
    r"(?:\b(?:on|of|since|from|until|till|by|before|after|dated?|between|and|to|night|morning"
    r"|evening|afternoon|day"
    r"|through|or|file|shot|filmed|recorded|posted|uploaded|published|updated|the|also|that"
    r"|around|about|late|early"
    r"|yesterday|today|online|this|circa|ca|footage|video|clip)\.?[:\s,]*|[(\[,;:–—|/·•>*-]\s*"
    r"|^\W*|[\n\r]\W*|\")$",
    re.I,
)
#: Months written out that are no other word: beside a number they are a date wherever they stand.
_SURE_MONTH = re.compile(
    r"January|February|April|June|July|August|September|October|November|December"
)
_VERB_BEHIND = re.compile(
    r"\s+(?:have|has|be|not|also|well|never|still|soon|say|says|said|only|or may|seem|appear"
    r"|come|contain|include)\b",
    re.I,
)
_MARCHES = re.compile(
    r"\s+(?:on|to|into|through|past|towards?|in|against|for|alongside|by|down|up|across|with)\b",
    re.I,
)
#: Dates that have become names: streets, brigades, movements, and the attacks of 11 September.
_NAMED = re.compile(
    r"(?:st|nd|rd|th)?[\s-]+(?:martyrs?|brigade|battalion|regiment|street|square|bridge|city"
    r"|movement|revolution|avenue"
    r"|road|university|stadium|hospital|mosque|district|neighbou?rhood|school|airport|camp|park"
    r"|boulevard|faction"
    r"|organi[sz]ation|coalition|alliance|group|company|militia)\b",
    re.I,
)
_SEPTEMBER_11 = re.compile(
    r"^(?:sept?(?:ember)?\.?\s+11(?:th)?|11(?:th)?\s+(?:of\s+)?sept?(?:ember)?\.?)$", re.I
)
_WEEKDAY_NAMES_BEHIND = re.compile(
    r"\s+(?:times|mail|telegraph|post|express|mirror|people|world|herald|school|roast|service"
    r"|market|league|night live"
    r"|best|news|magazine|nation|standard|trust|sun|star|independent|mass|prayers?'? leader"
    r"|brunch|driver|edition|issue|paper|briefing)\b",
    re.I,
)
_WEEKDAY_NAMES_BEFORE = re.compile(
    r"\b(?:black|bloody|good|easter|palm|ash|holy|maundy|man|freaky|super|ruby|cyber|shrove"
    r"|every|each|any|per"
    r"|sheffield|casual|girl|joe|stormy|ms\.?|mr\.?|mrs\.?)\s+$",
    re.I,
)


def is_trap(text: str, one: Written) -> bool:
    """Say whether the words about *one* in *text* make it something other than a date."""
    start, end = one.span
    before, after = text[max(0, start - 32) : start], text[end : end + 40]
    if one.form == "weekday":
        return bool(_WEEKDAY_NAMES_BEHIND.match(after) or _WEEKDAY_NAMES_BEFORE.search(before))
    if one.form not in {"full", "yearless", "figures"}:
        return False
    if _NAMED.match(after):
        return True
    if one.month is None and one.figures is None:
        return _is_no_year(one, before, after)
    if one.figures is not None:
        return _COUNT_NEXT.match(after) is not None
    return _is_no_day(one, text[start:end], before, after)


def _is_no_year(one: Written, before: str, after: str) -> bool:
    if one.part is not None or one.word:
        return False
    if _COUNT_NEXT.match(after):
        return True
    if one.last is not None:
        return _MODEL.search(before) is not None
    if not (_YEAR_BEFORE.search(before) or _YEAR_BEHIND.match(after)):
        return True
    return _MODEL.search(before) is not None or _COUNT_BEHIND.match(after) is not None


def _is_no_day(one: Written, words: str, before: str, after: str) -> bool:
    named = words.lower()
    if one.year is not None:
        return False
    if one.day is not None and _SEPTEMBER_11.match(words):
        return re.search(r"\b(?:on|since|of)\s+$", before) is None or "attack" in after[:9].lower()
    figures_last = named[-1:].isdigit() or named.endswith(("st", "nd", "rd", "th"))
    if one.day is not None and figures_last and _COUNT_NEXT.match(after):
        return True
    if "may" in named and (
        _VERB_BEHIND.match(after) or ("May" not in words and "MAY" not in words)
    ):
        return not (_DAY_BEFORE.search(before) and not _VERB_BEHIND.match(after))
    ordered = figures_last or re.search(r"\d(?:st|nd|rd|th)\b|\bof\b", named) is not None
    if "march" in named and not ordered and _MARCHES.match(after):
        return re.search(r"\b(?:on|of|since|until|from|by|dated)\s+$", before) is None
    if one.day is None:
        return False
    return not _SURE_MONTH.search(words) and _DAY_BEFORE.search(before) is None
