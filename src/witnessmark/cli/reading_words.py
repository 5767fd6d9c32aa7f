"""What a reading says, in the words of a terminal: a claim's fields, times, orders, places.

Conventions
-----------
Only what is set is said. Words of the account stand in “curly quotes”; everything is made harmless
by whoever prints it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from types import MappingProxyType

from witnessmark.clock import clock_face
from witnessmark.model import (
    Account,
    Camera,
    Claim,
    ClaimType,
    DateMention,
    Hedge,
    Perceptibility,
    Place,
    Polarity,
    Quantity,
    Role,
    RollUp,
    Sentence,
)

_SENSES = MappingProxyType(
    {
        Perceptibility.VISIBLE: "visible",
        Perceptibility.AUDIBLE: "audible",
        Perceptibility.EITHER: "visible or audible",
        Perceptibility.NEITHER: "neither visible nor audible",
    }
)
#: Types of claims that go without saying that they are neither visible nor audible.
_NEVER_FILMED = frozenset({ClaimType.CONTEXT, ClaimType.OPINION, ClaimType.PROGNOSIS})
_CAMERAS = MappingProxyType({Camera.ON: "on camera", Camera.OFF: "off camera"})

#: FactBank's scale (Saurí and Pustejovsky 2009).
_CERTAINTIES = MappingProxyType(
    {
        "CT+": "certain",
        "PR+": "probable (PR+)",
        "PS+": "possible (PS+)",
        "Uu": "left open (Uu)",
        "PS-": "possibly (PS-)",
        "PR-": "probably (PR-)",
        "CT-": "certain (CT-)",
    }
)

#: What a sentence is called where its role alone would say too little.
_ROLES = MappingProxyType(
    {
        Role.PUBLICATION: "publication line",
        Role.RESTRICTION: "restriction on use",
        Role.WARNING_NOTE: "warning to viewers",
    }
)

_PRECISIONS = MappingProxyType({1: "town", 2: "near a town, or a small region", 3: "region"})

#: ACLED's actor types by their inter codes (its codebook; our words).
_INTERS = MappingProxyType(
    {
        1: "state forces",
        2: "rebel group",
        3: "political militia",
        4: "identity militia",
        5: "rioters",
        6: "protesters",
        7: "civilians",
        8: "external or other forces",
    }
)

#: Names of languages that accounts are often in, by ISO 639-1; others are shown by their code.
_LANGUAGES = MappingProxyType(
    {
        "ar": "Arabic",
        "de": "German",
        "en": "English",
        "es": "Spanish",
        "fa": "Persian",
        "fr": "French",
        "he": "Hebrew",
        "hy": "Armenian",
        "it": "Italian",
        "ka": "Georgian",
        "pl": "Polish",
        "pt": "Portuguese",
        "ru": "Russian",
        "tr": "Turkish",
        "uk": "Ukrainian",
        "zh": "Chinese",
    }
)


def language_word(code: str) -> str:
    """Return the name of a language, its code where it has none here."""
    return _LANGUAGES.get(code, f"language “{code}”")


def form_words(account: Account) -> str:
    """Return in what form the account came: ``plain text, utf-8, 2,065 characters``."""
    form = {"plain": "plain text", "markdown": "Markdown", "html": "a web page", "pdf": "a PDF"}
    parts = [form[account.form], account.encoding, f"{account.characters:,} characters"]
    return ", ".join(parts if account.form != "pdf" else [parts[0], parts[2]])


def event_words(account: Account) -> str:
    """Return the event date with its precision and bounds, and the reason for it."""
    date = account.event_date
    if date is None:
        return "not looked for"
    if date.edtf is None:
        return f"unknown{_bounds(date.earliest, date.latest)} – {date.reason}"
    exact = "an interval" if date.precision == "interval" else f"to the {date.precision}"
    return f"{date.edtf} ({exact}) – {date.reason}"


def _bounds(earliest: str | None, latest: str | None) -> str:
    said = [
        f"{earliest} at the earliest" if earliest else "",
        f"{latest} at the latest" if latest else "",
    ]
    told = ", ".join(part for part in said if part)
    return f", {told}" if told else ""


def role_words(sentence: Sentence, *, claimed: bool) -> str:
    """Return what the sentence is where it is not plain body with claims, and whose words it is.

    A sentence that is not *claimed*, that has no claim, says so: its role is why, where it has one.
    """
    role = sentence.role
    parts = [
        "" if role is Role.BODY else _ROLES.get(role, role.replace("_", " ")),
        f"{sentence.speaker} speaking" if sentence.speaker else "",
        language_word(sentence.language) if sentence.language else "",
        "" if claimed else "no claim",
    ]
    return ", ".join(part for part in parts if part)


def claim_words(claim: Claim, sentence: Sentence) -> tuple[str, ...]:
    """Return what a claim says besides its id and act, part by part; *sentence* is its own."""
    if claim.not_tested is not None:
        return (f"not tested: {claim.not_tested}",)
    said = (
        _type(claim),
        _parties(claim),
        f"with {claim.weapon}" if claim.weapon else "",
        f"where: {claim.place}" if claim.place else "",
        _when(claim),
        f"{_range(claim.time.repeat.min, claim.time.repeat.max)} times"
        if claim.time.repeat
        else "",
        f"video {claim.video}" if claim.video is not None else "",
        _sense(claim),
        *_sureness(claim, sentence),
        *_quantities(claim),
        ", ".join(claim.conditions),
        _acled(claim),
    )
    return tuple(part for part in said if part)


def _type(claim: Claim) -> str:
    told = "about the footage" if claim.type is ClaimType.MEDIA_META else str(claim.type)
    if claim.attribution is None:
        return told
    joined = " to" if claim.type is ClaimType.ATTRIBUTED else ", told by"
    return f"{told}{joined} {claim.attribution}"


def _parties(claim: Claim) -> str:
    """Return who does it to whom, each with their side."""
    who = _party(claim.actor, claim.actor_side)
    whom = _party(claim.target, claim.target_side)
    if claim.actor_side == claim.target_side == "A+B" and claim.target is None:
        return f"{claim.actor or 'both sides'} (A+B), to each other"
    return f"{who or 'unnamed'} → {whom}" if whom else who


def _party(name: str | None, side: str | None) -> str:
    return " ".join(part for part in (name or "", f"({side})" if side else "") if part)


def _when(claim: Claim) -> str:
    """Return the words that place it in time, and where in the footage that puts it."""
    time, where = claim.time, []
    told = (one for one in claim.quantities if one.unit in _STRETCHES)
    stretch = next((one for one in told if one.text in (time.cue or "")), None)
    if stretch is not None:  # "until 0:20" is no instant, though it names one
        where.append(_stretch(stretch))
    elif time.clock is not None and time.clock.kind == "calendar":
        open_ = ", or so far into the footage" if time.clock.readings else ""
        where.append(f"{time.clock.value} by the day{open_}")
    elif time.clock is not None and time.clock.seconds is not None:
        faces = [_face(seconds) for seconds in (time.clock.seconds, *time.clock.readings)]
        kind = "at" if time.clock.kind == "media_clock" else "lasting"
        where.append(f"{kind} {' or '.join(dict.fromkeys(faces))}")
    elif time.clock is not None:
        where.append(f"{time.clock.kind.replace('_', ' ')} {time.clock.value}")
    if time.window is not None:
        where.append(f"{time.window[0] * 100:.0f}–{time.window[1] * 100:.0f}% of the footage")
    if time.cue is not None and f"at {time.cue}" not in where:
        return " = ".join([f"when: “{time.cue}”", *where])
    return ", ".join(where)


def _face(seconds: float) -> str:
    return clock_face(seconds).removesuffix(".0")


def _range(least: float | None, most: float | None) -> str:
    if least is not None and least == most:
        return f"{least:,g}"
    if least is not None and most is not None:
        return f"{least:,g} to {most:,g}"
    if least is not None:
        return f"at least {least:,g}"
    return "" if most is None else f"at most {most:,g}"


def _sense(claim: Claim) -> str:
    sense = _SENSES[claim.perceptibility] if claim.perceptibility else ""
    if claim.perceptibility is Perceptibility.NEITHER and claim.type in _NEVER_FILMED:
        sense = ""
    return ", ".join(part for part in (sense, _CAMERAS.get(claim.camera or Camera.MIXED)) if part)


def _sureness(claim: Claim, sentence: Sentence) -> Iterator[str]:
    """Say how sure the writer is, by which words, and what other hedges weaken."""
    sure = _CERTAINTIES[claim.certainty or "Uu"]
    if claim.polarity is Polarity.NEGATIVE and claim.certainty != "Uu":
        missed = any(hedge.effect == "near_miss" for hedge in claim.hedges)
        denied = "SAID NOT TO HAVE BEEN COMPLETED" if missed else "SAID NOT TO HAVE HAPPENED"
        sure = f"{denied}, {sure}"
    whole = ", ".join(f"“{hedge.cue}”" for hedge in claim.hedges if hedge.effect == "claim")
    yield f"{sure}: {whole}" if whole else sure
    for hedge in claim.hedges:
        if hedge.effect != "claim":
            yield _hedge(hedge, sentence)


def _hedge(hedge: Hedge, sentence: Sentence) -> str:
    if hedge.effect == "booster":
        return f"“{hedge.cue}” adds no certainty"
    if hedge.scope is None:
        return f"“{hedge.cue}” weakens part of it"
    first, last = (edge - sentence.span[0] for edge in hedge.scope)
    return f"“{hedge.cue}” weakens “{sentence.text[first:last]}”"


def _quantities(claim: Claim) -> Iterator[str]:
    """Return each number with its bounds, but for those that the time has told already."""
    for quantity in claim.quantities:
        again = quantity.unit == "times" and claim.time.repeat is not None
        if not again and quantity.text not in (claim.time.cue or ""):
            yield _quantity(quantity)


#: Units of stretches of the footage, as people read them.
_STRETCHES = {
    "media_s": "seconds {} of the footage",
    "media_s_from_end": "seconds {} of the footage, counted back from its end",
}


def _stretch(quantity: Quantity) -> str:
    bounds = _range(quantity.min, quantity.max)
    return _STRETCHES[quantity.unit or ""].format(bounds)


def _quantity(quantity: Quantity) -> str:
    told = f"“{quantity.text}”"
    if quantity.unit in _STRETCHES:
        return f"{told} = {_stretch(quantity)}"
    bounds = _range(quantity.min, quantity.max)
    if bounds and bounds not in quantity.text.split():
        unit = quantity.unit or ""
        counted = unit.removesuffix("s") in quantity.text.lower()
        told += f" = {bounds}" if counted else f" = {bounds} {unit}"
    return told + (f" between {' and '.join(quantity.between)}" if quantity.between else "")


def _acled(claim: Claim) -> str:
    code = claim.codes.acled
    if code is None or claim.polarity is Polarity.NEGATIVE:
        return ""  # what is said not to have happened is no event of ACLED's
    broad = f"{code.event_type} / " if code.sub_event_type == "Other" else ""
    return f"ACLED {broad}{code.sub_event_type}"


def place_words(place: Place) -> str:
    """Return a place's name, region, role, precision and coordinates."""
    where = [place.name, place.admin or "", place.country or ""]
    said = [
        ", ".join(part for part in where if part),
        place.role.replace("_", " "),
        _PRECISIONS.get(place.precision or 0, ""),
        _coordinates(place.latitude, place.longitude) or "coordinates left open",
    ]
    return " · ".join(part for part in said if part)


def place_reasons(places: Iterable[Place]) -> str:
    """Return why *places*, which are one place in one role, were read so, each reason once."""
    parts = [part for place in places for part in place.reason.removesuffix(".").split("; ")]
    return "; ".join(dict.fromkeys(part for part in parts if part))


def other_places(places: Iterable[Place]) -> str:
    """Return the other places that the names of *places* may mean, with where they lie."""
    told = []
    for other in (other for place in places for other in place.alternatives):
        where = ", ".join(part for part in (other.name, other.admin, other.country) if part)
        told.append(f"{where} {_coordinates(other.latitude, other.longitude)}".rstrip())
    return "; ".join(dict.fromkeys(told))


def _coordinates(latitude: float | None, longitude: float | None) -> str:
    if latitude is None or longitude is None:
        return ""
    north, east = "N" if latitude >= 0 else "S", "E" if longitude >= 0 else "W"
    return f"{abs(latitude):g}° {north} {abs(longitude):g}° {east}"


def date_words(date: DateMention) -> str:
    """Return a date as it was read, what it is the date of, and its words."""
    read = date.edtf or f"open{_bounds(date.earliest, date.latest)}"
    if date.edtf is None and date.alternatives:
        read = f"open: {' or '.join(date.alternatives)}"
    about = date.about.replace("_", " ")
    role = date.role if about in {"", date.role} else f"{date.role} ({about})"
    return f"{read} · {role} · “{date.quote}”"


def roll_up_words(row: RollUp) -> Iterator[tuple[str, str]]:
    """Yield the fields of ACLED's one row for the account, or the reason why each is empty."""
    first, second = _acled_party(row.actor1, row.inter1), _acled_party(row.actor2, row.inter2)
    interaction = " or ".join(str(pair) for pair in row.interaction)
    targeted = {True: "yes", False: "no", None: ""}[row.civilian_targeting]
    dead = _range(row.fatalities.min, row.fatalities.max) if row.fatalities else ""
    place = row.location or ""
    if place and row.geo_precision is not None:
        place += f", geo precision {row.geo_precision}"
    why = row.reasons.get("sub_event_type", "")
    event = f"{row.event_type} / {row.sub_event_type}"
    yield "event", "; ".join(part for part in (event, why, row.note) if part)
    fields = (
        ("actor1", "first actor", first),
        ("actor2", "second actor", second),
        ("interaction", "interaction", interaction),
        ("location", "location", place),
        ("time_precision", "time precision", str(row.time_precision or "")),
        ("civilian_targeting", "civilian targeting", targeted),
        ("fatalities", "fatalities", dead),
    )
    for name, title, value in fields:
        why = row.reasons.get(name, "")
        told = "; ".join(part for part in (value or ("none given" if why else ""), why) if part)
        if told:
            yield title, told
    yield "from", " ".join(row.claims)


def _acled_party(name: str | None, types: Sequence[int]) -> str:
    words = " or ".join(f"{code} {_INTERS[code]}" for code in types if code in _INTERS)
    return ", ".join(part for part in (name or "", words) if part)
