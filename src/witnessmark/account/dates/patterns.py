"""The patterns by which dates are found, from the most exact form to the loosest.

Conventions
-----------
Groups: ``d`` ``m`` ``y`` day, month and year, with a 2 for the end of a range; ``w`` weekday;
``part`` early, mid or late; ``word`` the word that says which ("last", "shortly before").
"""

from __future__ import annotations

import re

from witnessmark.account.dates.feasts import NAMES

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_LONG_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_LED = rf"(?:\b(?P<w>{_WEEKDAY}),?\s+(?:the\s+)?)?"
_D = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_D2 = r"(?P<d2>\d{1,2})(?:st|nd|rd|th)?"
#: The days of a month in words.
_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = ("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
          "seventeenth", "eighteenth", "nineteenth", "twentieth")  # fmt: skip
_TWENTIES = tuple(f"twenty-{unit}" for unit in _UNITS)
DAY_WORDS = {
    word: day
    for day, word in enumerate((*_UNITS, *_TEENS, *_TWENTIES, "thirtieth", "thirty-first"), start=1)
}
_DAY_WORDS = "(?:" + "|".join(sorted(DAY_WORDS, key=len, reverse=True)) + ")"
_Y = r"(?:['’](?=\d\d\b))?(?P<y>(?:19|20)\d\d|(?<=['’])\d\d)(?!\d|[.:]\d)"
_BEHIND_YEAR = rf"(?:(?:,|\s+of|,?\s+in)?\s+{_Y})?"
_TO = (
    r"\s*(?:-|–|—|/|\bto\b|\band\b|\bor\b|\buntil\b|\btill\b|\bthrough\b|&"
    r"|\b(?:going |running )?in ?to\b|,\s*and\b)\s*(?:the\s+)?(?:early (?:hours|morning) of\s+)?"
)
_OF_A_PART = (
    r"(?:(?P<part>early(?:[ -]to[ -]mid)?|mid(?:dle(?: of)?)?|late|(?:the )?(?:very )?(?:start"
    r"|beginning|end|(?:first|second) half|(?:first|second|third|last) (?:days|weeks?)) of|end)"
    r"[ -](?:in )?)"
)
_PART = rf"{_OF_A_PART}?"

_COUNT = (
    r"(?P<n>a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen|twenty(?:-\w+)?|thirty|forty|fifty|\d{1,3})"
)

ISO = re.compile(
    r"(?<![\d-])(?P<y>(?:19|20)\d\d)(?P<sep>[-/.])(?P<m>\d\d)(?P=sep)(?P<d>\d\d)"
    r"(?:[T ]\d\d:?\d\d(?::?\d\d(?:\.\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-])"
)
FILE_NAME = re.compile(
    r"(?:\b(?:VID|IMG|PXL|DJI|MOV|WA|signal|video|photo|clip)[-_ ]|(?<![\w.-])(?=\d{8}[-_]\d{4}))"
    r"(?P<y>20\d\d)[-_]?(?P<m>\d\d)[-_]?(?P<d>\d\d)(?=[-_.\s)T]|$)",
    re.I,
)
#: Military date-time group (ACP 121): day, hour, zone, month, year.
GROUP = re.compile(
    r"\b(?P<d>[0-3]\d)[0-2]\d[0-5]\d[A-Z]?\s?(?P<m>[A-Z]{3})\s?(?P<y>20\d\d|\d\d)\b", re.I
)
FIGURES = re.compile(
    rf"{_LED}(?<![\d/.,:-])(?P<a>\d{{1,2}})(?P<sep>[/.-])(?P<b>\d{{1,2}})(?P=sep)"
    r"(?P<y>(?:19|20)\d\d|\d\d)(?![\d/-]|[.:]\d)"
    rf"(?:,?\s+\(?(?P<w2>{_WEEKDAY})(?!\w)\)?)?",
    re.I,
)
#: "on 14.02." and "14.02": two figures each, behind a word that dates, so that no time is taken.
DOTTED = re.compile(
    rf"(?:^|(?<=\s)(?:on|of|from|since|dated|until|for)\s+){_LED}"
    r"(?P<d>0[1-9]|[12]\d|3[01])\.(?P<m>0[1-9]|1[0-2])\b(?!\.?\d|:\d|\s*(?:[ap]\.?m\b|h\b|%|km"
    r"|metres))",
    re.I | re.M,
)
DASHED = re.compile(rf"\b(?P<d>\d{{1,2}})-(?P<m>{_MONTH})-(?P<y>(?:19|20)\d\d|\d\d)\b", re.I)
DAY_MONTH_RANGE = re.compile(
    rf"{_LED}\b{_D}(?:\s+of)?\s+(?P<m>{_MONTH}){_BEHIND_YEAR}{_TO}(?:{_WEEKDAY},?\s+)?{_D2}"
    rf"(?:\s+of)?\s+(?P<m2>{_MONTH})(?:,?\s+(?P<y2>(?:19|20)\d\d)\b)?",
    re.I,
)
MONTH_DAY_RANGE = re.compile(
    rf"{_LED}\b(?P<m>{_MONTH})\s+{_D}(?:,?\s+{_Y})?{_TO}(?:{_WEEKDAY},?\s+)?(?P<m2>{_MONTH})\s+{_D2}"
    rf"\b(?:,?\s+(?P<y2>(?:19|20)\d\d)\b)?",
    re.I,
)
DAYS_OF_MONTH = re.compile(
    rf"(?<![#№°])(?<!\bn[or][. ])(?<!\bn[or]\. )\b{_D}{_TO}(?:{_WEEKDAY},?\s+)?{_D2}(?:\s+of)?\s+"
    rf"(?P<m>{_MONTH}){_BEHIND_YEAR}",
    re.I,
)
MONTH_DAYS = re.compile(rf"\b(?P<m>{_MONTH})\s+{_D}{_TO}{_D2}\b(?![:.]\d|/)(?:,?\s+{_Y})?", re.I)
DAY_MONTH = re.compile(
    rf"{_LED}(?<![\d.,:$€£/])(?<!\d-)\b(?:{_D}(?:(?: day)?\s+of)?"
    rf"|(?:the )?(?P<dw>{_DAY_WORDS})(?: day)? of)"
    rf"\s+(?P<m>{_MONTH}){_BEHIND_YEAR}",
    re.I,
)
MONTH_DAY = re.compile(
    rf"{_LED}\b(?P<m>{_MONTH})\s+(?:the\s+)?{_D}\b(?!\d|[:/]\d|,\d|\.\d|\s?h\d\d)(?:(?:,\s*"
    rf"|\s+(?:of\s+)?){_Y})?",
    re.I,
)
MONTH_YEAR = re.compile(rf"\b{_PART}(?P<m>{_MONTH})(?:\s+of|,)?\s+{_Y}", re.I)
MONTH_ALONE = re.compile(
    rf"\b(?:in|since|during|last|this|until|by|of|from)\s+(?:the\s+month\s+of\s+)?{_PART}"
    rf"(?P<m>{_MONTH})(?!\s*\d)"
    r"|\b(?P<part2>early|mid|late|(?:start|beginning|end|(?:first|second) half"
    rf"|(?:first|second|third|last) (?:days|week)) of)[ -](?P<m2>{_MONTH})(?!\s*\d)",
    re.I,
)
SEASON = re.compile(
    r"\b(?P<part>early|mid|late)?[ -]?(?:the )?(?P<s>spring|summer|autumn|fall|winter)(?: of"
    r"|,)?(?: the year)?\s+"
    rf"(?:{_Y}(?:[/–-]\d\d(?:\d\d)?)?)|\b(?P<last>last|this|that) (?P<s2>spring|summer|autumn"
    rf"|winter)\b",
    re.I,
)
YEARS = re.compile(
    r"(?<![\w./:$€£-])(?P<y>(?:19|20)\d\d)\s?[-–/]\s?(?P<y2>(?:19|20)?\d\d)(?![\w:]|[-.]\d)"
)
YEAR = re.compile(
    rf"(?:\b{_OF_A_PART}|(?<![\w./:$€£-]))(?P<y>(?:19[0-9]\d|20[0-4]\d))(?![\d/:%]"
    rf"|[.,]\d|-\w)",
    re.I,
)
SHORT_YEAR = re.compile(
    rf"\b(?:in|since|of|until|summer|winter|spring|autumn)\s+{_PART}['’‘](?P<y>\d\d)\b",  # noqa: RUF001
    re.I,
)
WEEKDAYS = re.compile(
    r"\b(?:(?P<word>last|this past|this|on|past|previous|since|next|coming)\s+)?"
    rf"(?P<w>{_LONG_WEEKDAY})\b(?!s\b)"
    r"(?P<back>\s+(?:before last|of last week|last week|a week ago))?",
    re.I,
)
#: "the last Friday of August", "on the second Sunday in May 2019".
NTH_WEEKDAY = re.compile(
    rf"\b(?P<word>first|second|third|fourth|last) (?P<w>{_LONG_WEEKDAY}) (?:of|in) (?P<m>{_MONTH})"
    rf"{_BEHIND_YEAR}",
    re.I,
)
_SMALL_HOURS = r"(?:(?:the )?(?:early|small) hours of |(?:the )?(?:early )?morning of |early )?"
#: "overnight into Saturday", "the night of Tuesday to Wednesday", "from Friday to Sunday".
WEEKDAY_RANGE = re.compile(
    r"\b(?:(?:in the |on the )?night (?:of |from |between )?|overnight (?:from |between |on )?"
    rf"|from |between )?(?:late )?(?P<from>{_LONG_WEEKDAY})(?: night| evening)?"
    rf"\s+(?:in ?to|to|until|through|and)\s+(?:the )?{_SMALL_HOURS}(?P<w>{_LONG_WEEKDAY})\b(?!s\b)"
    r"|\b(?:overnight|(?:in |on |during )?the night) (?:in ?to|to) "
    rf"{_SMALL_HOURS}(?P<into>{_LONG_WEEKDAY})\b(?!s\b)",
    re.I,
)
#: What makes "Friday and Saturday" one stretch.
STRETCH = re.compile(r"\b(?:between|into|early|hours|from|night)\b", re.I)
WEEKEND = re.compile(
    r"\b(?P<word>last|this|the|over the|at the|past|this past)\s+week-?end\b", re.I
)
RELATIVE = re.compile(
    r"\b(?:just|right) now\b|\bas (?:we speak|i (?:write|type))\b"
    r"|\b(?:minutes|moments|an hour|half an hour|(?:a few|a couple of|two|three|four|\d) hours)"
    r" ago\b"
    r"|\bthis day last year\b"
    r"|\b(?:a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty"
    r"|forty|\d{1,2}) years? ago (?:today|(?:on )?this (?:very )?day|to the day|this week)\b"
    r"|\b(?:the )?day before yesterday\b|\byesterday\b|\blast night\b"
    r"|\bovernight\b(?!\s+(?:(?:on|from|of|between|in ?to|to)\b|\d)"
    rf"|\s+{_LONG_WEEKDAY})"
    r"|(?<!from )(?<!until )(?<!till )(?<!as of )(?<!up to )\b(?:earlier )?today\b"
    r"|\bthis (?:morning|afternoon|evening)\b|\btonight\b"
    r"|\b(?:a couple of|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|fifteen|twenty|\d{1,2}) (?:days?|nights?|weeks?|fortnights?|months?|years?) ago\b"
    r"|\b(?:the )?(?:past|last) (?:day|24 hours|twenty-four hours|night)\b"
    r"|\b(?:over|in|within|during) the (?:past|last|previous) (?:two|three|four|five|six|seven|\d)"
    r" (?:days|nights)\b"
    r"|\b(?:early|late|(?:the )?(?:start|beginning|end|middle|first (?:days|week)|first half"
    r"|second half) of)"
    r" (?:this|last|the) month\b"
    r"|\b(?:the )?(?:(?:last|past|previous) (?:week|month|year))\b|\b(?:earlier )?this (?:week"
    r"|month|year)\b",
    re.I,
)
_DAYTIME = r"(?:day|morning|afternoon|evening|night)"
NEIGHBOUR = re.compile(
    r"\b(?:(?:in |on |during )?(?:the|that|a) )?(?:(?P<before>previous"
    rf" {_DAYTIME}|preceding {_DAYTIME}|{_DAYTIME} before\b(?=\W*(?:[,.;:)]|$|in\b|at\b|by\b))"
    rf"|(?:day|night) earlier)|(?P<after>(?:next|following) {_DAYTIME}"
    rf"|{_DAYTIME} after\b(?=\W*(?:[,.;:)]|$|in\b|at\b|by\b))|day later\b(?=\W*(?:[,.;:)]|$|in\b"
    rf"|at\b|by\b))))"
    r"(?!\w)",
    re.I | re.M,
)
#: "that night", "later the same day": on the day named last.
SAME_DAY = re.compile(
    rf"\b(?:(?:later |early |late )?(?:on )?(?:that|the) (?:very )?same {_DAYTIME}"
    rf"|(?:later |early |late )?(?:on )?that {_DAYTIME})\b(?!\s+(?:that|which|when|of)\b)",
    re.I,
)
_HAPPENED = (
    r"(?:shootings?|attacks?|raids?|clash(?:es)?|fighting|bombings?|strikes?|explosions?|blasts?"
    r"|ambush|assault|massacre|killings?|battle|incident|events?|shelling|fire|storming"
    r"|it happened|shelled|bombed|attacked|stormed|raided|shot|fired|struck|killed|ambushed|hit)"
)
#: "two days earlier", "a week later", "three nights before": counted from the day named last.
COUNTED = re.compile(
    rf"\b{_COUNT} (?P<unit>days?|nights?|weeks?|fortnights?) (?:(?P<side>earlier|later|previously"
    r"|afterwards)\b|(?P<side2>before|prior|after)\b"
    r"(?: (?:that|this|then)\b|(?=\W*(?:[,.;:)!?]|$))))",
    re.I | re.M,
)
_COUNTED_FROM = (
    rf"(?:{_COUNT} (?P<unit>days?|weeks?|fortnights?)|the (?:day|morning|evening|night))"
    r" (?P<side>before|after)"
)
#: "posted on 5 August, two days after the shooting": counted from the day before it.
OFFSET_FROM = re.compile(
    rf"\b{_COUNTED_FROM} (?:the |this |that )?(?:(?!o[fn]\b)[a-z’'-]+ ){{0,5}}?"
    rf"{_HAPPENED}\b",
    re.I,
)
#: "two days before the vote of 30 December": counted from the day behind it.
OFFSET_TO = re.compile(
    rf"\b(?:{_COUNTED_FROM}|on the (?P<eve>eve) of) (?:(?:[\w’'-]+ ){{1,4}}(?:of|on) )"
    r"(?=[A-Z\d])",
    re.I,
)
#: "(16/5)", "on 16/5": a day without its year where the figures can be read in one way only.
SLASHED = re.compile(
    r"(?:\(|\b(?:on|of|from|dated)\s+)(?!24/7)(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\d/%]|[.:]\d)", re.I
)
#: "15-16.05.2019", "15/16.5.2019".
DAYS_IN_FIGURES = re.compile(
    r"(?<![\d./:-])(?P<d>\d{1,2})\.?\s?[-–/]\s?(?P<d2>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>(?:19"
    r"|20)\d\d)\b"
)
#: Days in words that are no rank in a row: nobody comes "on the twenty-second" of a list.
_BARE_DAYS = "|".join(
    sorted((*_TEENS, *_TWENTIES, "thirtieth", "thirty-first"), key=len, reverse=True)
)
_TIME_OF_DAY = r"(?:night|morning|evening|afternoon|early hours)"
#: "between those two days": the two days named last.
BETWEEN = re.compile(
    r"\bbetween (?:those|these|the two) (?:two )?(?:days|dates|images|pictures|passes"
    r"|photographs)\b",
    re.I,
)
_WHOSE = r"(?:the|his|her|their|its|this|that|our|my)"
_NTH = rf"(?:{_DAY_WORDS}|fortieth|fiftieth|sixtieth|\d{{1,3}}(?:st|nd|rd|th))"
#: "eleven days into the offensive", "the day before the upload", "on the third day of the siege":
#: counted from a day that the account names with that noun.
COUNTED_TO = re.compile(
    rf"\b(?:{_COUNT} (?P<unit>days?|nights?|weeks?) (?P<side>before|after|into)"
    rf"|(?:on |in )?the {_DAYTIME} (?P<beside>before|after)"
    rf"|(?:on |in )?the (?P<nth>{_NTH}) {_DAYTIME} of) {_WHOSE}"
    r" (?P<what>[a-z][\w’'-]+(?: [a-z][\w’'-]+)?)",
    re.I,
)
#: "two days after his thirtieth birthday", "on her 18th birthday".
BIRTHDAY = re.compile(
    rf"\b(?:{_COUNT} (?P<unit>days?|weeks?) (?P<side>before|after)|(?:on )?(?:the )?{_DAYTIME}"
    rf" (?P<beside>before|after)|on|(?:on )?the (?P<eve>eve) of) (?:his|her|their|my|[A-Z]\w+['’]s)"
    rf" (?P<nth>{_NTH}) birthday\b",
    re.I,
)
#: "the second anniversary of the shelling": so many years before the day it is kept on.
ANNIVERSARY = re.compile(
    rf"\b(?:the |its |their )?(?:(?P<nth>{_NTH})|(?P<n>one|two|three|four|five|ten)-year)"
    r"(?: and (?:last|final))? anniversary of (?:the |its |this |that |an? |his |her |their )?"
    r"(?P<what>(?:[\w’'-]+ ){0,3}?[\w’'-]+)\b",
    re.I,
)
_QUARTER_YEAR = r"(?:\s+of|,)?\s+(?P<y>(?:19|20)\d\d)\b"
#: "second quarter of 2020", "Q3 2018", "H1 2021".
QUARTER = re.compile(
    r"\b(?:(?:the )?(?P<q>first|second|third|fourth|last|[1-4](?:st|nd|rd|th)) quarter"
    rf"|Q(?P<qn>[1-4])|H(?P<h>[12])){_QUARTER_YEAR}",
    re.I,
)
#: "January to June 2021".
MONTHS_OF_YEAR = re.compile(
    rf"\b(?:from |between )?(?P<m>{_MONTH})(?:\s+(?P<y1>(?:19|20)\d\d))?\s*(?:-|–|—|/|\bto\b"
    rf"|\band\b"
    rf"|\buntil\b|\bthrough\b)\s*(?P<m2>{_MONTH})(?:\s+of|,)?\s+(?P<y>(?:19|20)\d\d)\b",
    re.I,
)
#: A line that is a month, and what stands below it is of that month.
MONTH_LINE = re.compile(rf"^\W*(?P<m>{_MONTH})\W*$", re.I | re.M)
#: "on the 9th", "in the early hours of the 9th": never a floor, a company or a brigade.
ORDINAL_DAY = re.compile(
    rf"\b(?:on|since|until|of|by|dawn on) (?:the {_TIME_OF_DAY} of )?the (?:(?P<d>\d{{1,2}})"
    rf"(?:st|nd|rd|th)|(?P<dw>{_BARE_DAYS}))\b"
    r"(?=\s*(?:[.,;:)!?\"”’–—]|$|(?:at|and|in the|near|by|when|while|we|they"
    r"|he|she|it|i|there|but|after|before|around|between|from|during|as|outside|inside|to|with"
    r"|against|was|were|about|shortly|just|an?|the|our|his|her|their|its|one|two|three|four|five"
    r"|some"
    r"|several|nobody|no|there)\b|of (?:this|last|that|the same) month\b))"
    rf"|\b(?:on |in )?the {_TIME_OF_DAY} of the (?P<d2>\d{{1,2}})(?:st|nd|rd|th)\b",
    re.I,
)
#: "the Saturday before Christmas".
WEEKDAY_BY_FEAST = re.compile(
    rf"\b(?:on )?the (?:last )?(?P<w>{_LONG_WEEKDAY}) (?P<side>before|after) (?P<h>{NAMES})\b"
    rf"(?:,?\s+(?:in\s+|of\s+)?{_Y})?",
    re.I,
)
_FEAST_DAY = r"(?:day|night|morning|evening|afternoon)"
#: A feast, and which day of or about it: "on Easter Sunday", "the second day of Eid", "two days
#: before Nowruz", "the night before Orthodox Easter 2022".
HOLIDAY = re.compile(
    rf"(?:\b(?:(?:on |in |during )?the (?P<nth>{'|'.join(DAY_WORDS)}|\d{{1,2}}(?:st|nd|rd"
    rf"|th)) (?:full )?"
    rf"{_FEAST_DAY} of|(?:on )?(?P<eve>(?:the )?(?:eve of|{_FEAST_DAY} before))"
    rf"|(?:on )?the {_FEAST_DAY} (?P<morrow>after)"
    r"|(?:in |on |during )?the (?P<into>night (?:before|to|into))"
    rf"|(?<!for ){_COUNT} days (?P<side>before|after)"
    r"|(?P<word>on|at|shortly before|just before|before|around|shortly after|just after|after"
    r"|since|over"
    r"|during|until|till|by|for|early on|late on|early|late|this|last"
    rf"|(?:on )?(?:the )?{_FEAST_DAY} of))\s+(?:the )?)?(?<!\w)"
    rf"(?P<h>{NAMES})\b(?!['’]s)(?:,?\s+(?:in\s+|of\s+)?{_Y})?",
    re.I,
)
#: Behind a feast that is the day itself, whatever stands before it: "during Eid prayers".
FEAST_HOUR = re.compile(
    r"\s+(?:prayers?|sermon|mass|service|morning|night|evening|afternoon)\b", re.I
)
FEAST_LAST_YEAR = re.compile(r"\s+(?:last year|of last year|the year before|that year)\b", re.I)
THAT_YEAR = re.compile(r",? (?:of|in) (?:that|the same) year\b", re.I)
#: Before a day that ends the night which is meant, as translators put it: "in the night on Sunday".
NIGHT_TO = re.compile(
    r"\b(?:at night on|in (?:the )?night (?:on(?: to)?|to|into|before)|overnight (?:on|to|into))"
    r" (?:the )?$",
    re.I,
)
ABOUT = re.compile(
    r"\b(?:about|around|circa|ca?\.|approximately|roughly|or about|on or around"
    r"|or so)\s*(?:the\s+)?$",
    re.I,
)
UNSURE = re.compile(
    r"\b(?:probably|possibly|presumably|perhaps|maybe|likely|reportedly|apparently)\s+(?:on|in"
    r"|from|during)?\s*$",
    re.I,
)
UNSURE_AFTER = re.compile(
    r"^\s*(?:,?\s*(?:i think|i guess|not sure|maybe|probably)\b|\(\?\)|\?\?)", re.I
)
