"""What each act would sound like: act to the observations that bear on it, as data.

The data is ``evidence.yaml`` beside this file; it says of each act which kind of observation
bears on it, and what sound alone can never tell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

import yaml

from witnessmark.model import Claim, Kind, Polarity

_WARNING_SHOTS = re.compile(
    r"\bwarning (?:shots?|fire|rounds?|bursts?|volleys?)\b"
    r"|\b(?:shots?|fired?|rounds?)\b.*\b(?:as|in|for) (?:a )?warning\b",
    re.I,
)
_UNSPOKEN = re.compile(
    r"\b(?:sirens?|alarms?|leaflets?|fl[iy]ers?|flares?|gestures?|signs?|signals?|horns?|lights?"
    r"|messages?|sms|texts?|texted|tweet\w*|posts?|posted|app|online|e-?mails?|letters?)\b",
    re.I,
)


#: Fire told as single shots, and as fast: whatever act the reading makes of it.
SINGLE = re.compile(
    r"\b(?:single|lone|isolated|individual|one-off|discrete|separate|solitary) (?:single |aimed )?"
    r"(?:gun)?(?:shots|rounds)\b"
    r"|\bsingle[ -]shot (?:gun)?(?:fire|firing|shooting|mode)\b|\bsemi-?automatic (?:fire|mode)\b"
    r"|\bshot[ -]by[ -]shot\b|\bone (?:shot|round) at a time\b"
    r"|\b(?:(?:gun)?shots?|rounds?|fire|gunfire)\b.*"
    r"\b(?:singly|one by one|one at a time|individually)\b",
    re.I,
)
_FAST = re.compile(
    r"\bon (?:full[ -]?)?auto(?:matic)?\b|\b(?<!semi-)automatic(?:ally)?\b|\bmachine[ -]?gun\w*\b",
    re.I,
)
#: Modes of a group of gunfire: shot by shot, and in strings.
SINGLY, RAPIDLY = frozenset({"single"}), frozenset({"burst", "automatic"})
_BURNING = re.compile(
    r"\b(?:on|caught|catch(?:es|ing)?|(?:puts?|putting) out (?:the|a)) fire\b"
    r"|\bfire (?:takes? hold|took hold|is (?:left|out)|was (?:left|out)|(?:is |was )?(?:still )?"
    r"(?:burn(?:s|ed|t|ing)?|rag(?:es|ed|ing)|smoulder(?:s|ed|ing)?))\b",
    re.I,
)
_GUNS = re.compile(r"\b(?:shots?|rounds?|guns?|gunfire|weapons?|rifles?|bursts?)\b", re.I)

#: Sounds that may be of a shot or of an explosion, and words that say which.
_BANG = re.compile(r"\b(?:bangs?|pops?|pop-pop\S*|cracks?|thuds?|reports?|noises?)\b", re.I)
_CAUSE = re.compile(
    r"\b(?:explo\w+|blasts?|detonat\w+|shells?|bombs?|grenades?|mines?|rockets?|missiles?|mortars?"
    r"|artillery|charges?|strikes?|impacts?)\b",
    re.I,
)
#: Words that say that it was heard, whatever the act: a shouted warning, a mine that goes off.
_HEARD_SO = {
    Kind.SPEECH: re.compile(
        r"\b(?:shout|yell|scream|bellow|holler|bawl|roar|hail|cr(?:y|ie)|call(?:s|ed|ing)? out"
        r"|voice|aloud|loud|verbal|spoken|audibl|hear|heard)",
        re.I,
    ),
    Kind.EXPLOSION: re.compile(
        r"\b(?:explo|blast|deton|boom|bang|thu[dm]|heard|hears?\b|audibl|sound"
        r"|(?:goes|go|went|gone|going) off\b|bursts?\b|bursting\b|loud)",
        re.I,
    ),
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """The observations that bear on an act.

    ``never_alone`` says why they cannot show it; ``quiet`` that the act may make no such sound,
    so that hearing nothing says nothing; ``bang`` that a sound is told of and not its cause, which
    may be another.
    """

    kind: Kind
    modes: frozenset[str] | None = None
    never_alone: str | None = None
    quiet: bool = False
    bang: bool = False

    @property
    def thing(self) -> str:
        """What would be heard, in words."""
        if self.kind is Kind.GUNFIRE and self.modes == SINGLY:
            return "single shot"
        if self.kind is Kind.GUNFIRE and self.modes is not None:
            return "automatic fire"
        return str(self.kind.value)

    @property
    def things(self) -> str:
        """The same where there may be several: what is no mass of sound takes a plural."""
        several = self.kind is Kind.EXPLOSION or self.modes == SINGLY
        return f"{self.thing}s" if several else self.thing

    @property
    def cause(self) -> str:
        """What a single bang of it would be, in words."""
        return "explosion" if self.kind is Kind.EXPLOSION else "shot"


@cache
def evidence_table() -> dict[str, Evidence]:
    """Return the shipped table, act name to evidence."""
    text = resources.files(__package__).joinpath("evidence.yaml").read_text("utf-8")
    return {
        act: Evidence(
            kind=Kind(row["hear"]),
            modes=frozenset(row["modes"]) if "modes" in row else None,
            never_alone=row.get("never_alone"),
            quiet=row.get("quiet", False),
        )
        for act, row in yaml.safe_load(text)["acts"].items()
    }


@cache
def beyond_table() -> dict[str, str]:
    """Return, for every act that nothing here can tell, why not, as half a sentence."""
    text = resources.files(__package__).joinpath("evidence.yaml").read_text("utf-8")
    beyond = yaml.safe_load(text)["beyond"]
    return {str(act): str(why) for part in beyond.values() for act, why in part.items()}


def evidence_for(claim: Claim, meaning: str = "") -> Evidence | None:
    """Return what would bear on *claim*, or None where no sound is known for its act.

    A claim that there were single shots is about gunfire of that mode, one of automatic fire about
    that, whatever its act; a denial of even a single shot is about gunfire of any mode. Warning
    shots are gunfire; a "bang" may be a shot as well as the explosion that it was taken for; and a
    warning by siren, sign or message is nothing that a detector of speech could hear. How it was
    fired may stand in *meaning*, the words that the claim takes up: "four more" of single shots.
    """
    if claim.act == "WARNING" and _WARNING_SHOTS.search(claim.quote):
        return Evidence(Kind.GUNFIRE, never_alone="gunfire does not tell that it was a warning")
    if claim.act == "WARNING" and _UNSPOKEN.search(claim.quote):
        return None
    evidence = evidence_table().get(str(claim.act))
    if evidence is not None and evidence.kind is Kind.EXPLOSION:
        named = _BANG.search(claim.quote) is not None and _CAUSE.search(claim.quote) is None
        return replace(evidence, bang=named, quiet=evidence.quiet and not _is_told_heard(claim))
    if evidence is not None and evidence.kind is Kind.SPEECH:
        return replace(evidence, quiet=evidence.quiet and not _is_told_heard(claim))
    if evidence is None or evidence.kind is not Kind.GUNFIRE or evidence.modes is not None:
        return evidence
    if _BURNING.search(claim.quote) and not _GUNS.search(claim.quote):
        return None  # "on fire" is no gunfire
    told = (claim.quote, claim.weapon or "", meaning)
    modes = next((modes for words in told if (modes := _modes_told(words))), None)
    if modes is None or (modes == SINGLY and claim.polarity is Polarity.NEGATIVE):
        return evidence
    return Evidence(Kind.GUNFIRE, modes, evidence.never_alone)


def _is_told_heard(claim: Claim) -> bool:
    """Say whether the words of *claim* make a sound of what may else be silent.

    What is denied need not have been one: "nobody was warned aloud" leaves signs.
    """
    kind = evidence_table()[str(claim.act)].kind
    return _HEARD_SO[kind].search(claim.quote) is not None


def _modes_told(words: str) -> frozenset[str] | None:
    """Return the modes of fire that *words* tell of; None where they tell of none, or of both."""
    single, fast = SINGLE.search(words) is not None, _FAST.search(words) is not None
    if single is fast:
        return None
    return SINGLY if single else RAPIDLY
