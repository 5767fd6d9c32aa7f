"""The table that an expert makes by hand: every shot numbered, every group counted.

Conventions
-----------
Seconds are on the recording's clock. Shots are numbered from 1 in order of time over the whole
recording, groups from 1 in order of their start; a shot belongs to the group that names it.
Attributes that an observation lacks, or holds as something else, are None: nothing is made up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from witnessmark.clock import Span
from witnessmark.formats.sound_tagger import TaggedSound, tagged_sounds
from witnessmark.model import Kind, Observation

#: How a stretch is put of which no samples were had, and a whole track of which none could be used.
UNDECODED, UNUSABLE = "not decoded", "no usable sample"
#: Kinds that say where nothing could be heard, or not well, and how that is put.
_UNHEARD = {
    "silence": "digital silence",
    "clipped": "overloaded",
    "masked": "masked by other sound",
    "no_audio": "no sound track",
}
#: How a kind is put otherwise, by the cause that the detector states with it.
_BY_CAUSE = {
    ("silence", "pieces too short"): "pieces too short to judge by",
    ("silence", "no numbers"): "no number that could be sound",
    ("no_audio", UNUSABLE): UNUSABLE,
}
#: How a shot is put that counts only because a round was due there.
_BY_CADENCE = "a shot by its place in the cadence"
#: How one is put that counts only because of its bullet's crack, with a blast too doubtful by
#: itself, or with none.
_BY_CRACK, _CRACK_ALONE = "a shot by its bullet's crack", "only its bullet's crack is heard"

#: What a bang of unknown cause may be, by the attribute that says how likely.
_CAUSES = {
    "chance_of_shot": "a shot",
    "chance_of_crack": "a bullet's crack",
    "chance_of_explosion": "an explosion",
}

_EVENTS = frozenset({Kind.EXPLOSION, Kind.IMPULSE, Kind.SPEECH})


@dataclass(frozen=True, slots=True)
class NumberedShot:
    """A shot, its number, seconds since the shot before it, and the number of its group."""

    number: int
    observation: Observation
    interval: float | None
    group: int | None

    @property
    def seconds(self) -> float:
        """When it is heard."""
        return self.observation.start.json_seconds

    @property
    def crack_to_blast(self) -> float | None:
        """Seconds from the crack of its bullet to its blast, where a crack was heard."""
        return _number(self.observation.attributes, "crack_to_blast_s")

    @property
    def crack_alone(self) -> bool:
        """Whether only its bullet's crack is heard."""
        return _is_crack_alone(self.observation)

    @property
    def doubt(self) -> str:
        """As :func:`doubt_words` of it."""
        return doubt_words(self.observation)


@dataclass(frozen=True, slots=True)
class NumberedGroup:
    """A group of gunfire, its number, and the numbers of the shots in it."""

    number: int
    observation: Observation
    shots: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many shots were found in it."""
        stated = _number(self.observation.attributes, "shots")
        return len(self.shots) if stated is None else int(stated)

    @property
    def undercounted(self) -> bool:
        """Whether more shots than were found are likely to have been fired."""
        return self.observation.attributes.get("at_least") is True

    @property
    def count_interval(self) -> tuple[int, int] | None:
        """The fewest and the most shots that fit what was heard, where that was worked out."""
        found = _pair(self.observation.attributes, "count_interval")
        return None if found is None else (int(found[0]), int(found[1]))

    @property
    def estimate(self) -> int | None:
        """The likeliest number of shots, missed ones included, where that was worked out."""
        stated = _number(self.observation.attributes, "shots_estimated")
        return None if stated is None else int(stated)

    @property
    def mode(self) -> str | None:
        """``single``, ``burst``, ``automatic`` or ``unclear``."""
        return _word(self.observation.attributes, "mode")

    @property
    def rate(self) -> float | None:
        """Rounds a minute."""
        return _number(self.observation.attributes, "rounds_per_minute")

    @property
    def rate_interval(self) -> tuple[float, float] | None:
        """Between which rounds a minute the true rate lies, with 95 % confidence."""
        return _pair(self.observation.attributes, "rounds_per_minute_interval")

    @property
    def proximity(self) -> str | None:
        """``near``, ``far`` or ``unclear``."""
        return _word(self.observation.attributes, "proximity")

    @property
    def proximity_reason(self) -> str | None:
        """What that rests on."""
        return _word(self.observation.attributes, "proximity_reason")

    @property
    def overlapping(self) -> str | None:
        """``yes``, ``no`` or ``unclear``: whether more than one weapon fires in it."""
        found = self.observation.attributes.get("overlapping")
        if isinstance(found, bool):
            return "yes" if found else "no"
        return _as_word(found)

    @property
    def count_words(self) -> str:
        """How many shots fit what was heard: ``3 to 5 shots``, ``at least 14 shots``."""
        return f"{self.range_words} {'shot' if self.range_words == '1' else 'shots'}"

    @property
    def range_words(self) -> str:
        """The same in figures alone: ``3 to 5``, ``at least 14``."""
        low, high = self.count_interval or (self.count, self.count)
        if high > low:
            return f"{low:,} to {high:,}"
        return f"{'at least ' if self.undercounted else ''}{low:,}"

    @property
    def rate_words(self) -> str:
        """The rate with its interval, ``680 rounds/min (640–720)``, or nothing."""
        if self.rate is None:
            return ""
        interval = self.rate_interval
        about = "" if interval is None else f" ({interval[0]:.0f}–{interval[1]:.0f})"
        return f"{self.rate:.0f} rounds/min{about}"

    @property
    def brief_words(self) -> str:
        """Count and rate alone: ``≥ 14 shots, 680/min``."""
        count = self.count_words.replace("at least ", "≥ ")
        return count if self.rate is None else f"{count}, {self.rate:.0f}/min"

    @property
    def words(self) -> str:
        """The group in one line, without its number."""
        several = self.mode == "single" and self.count > 1
        mode = {"single": "", "automatic": "automatic fire", "unclear": "mode unclear"}
        near = self.proximity if self.proximity in {"near", "far"} else ""
        weapons = {"yes": "more than one weapon", "unclear": "perhaps more than one weapon"}
        parts = (
            self.count_words.replace(" shots", " single shots") if several else self.count_words,
            mode.get(self.mode or "", self.mode or ""),
            self.rate_words,
            near or "",
            weapons.get(self.overlapping or "", ""),
        )
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Unheard:
    """A stretch in which nothing could be heard, or not well, and why."""

    span: Span
    why: str
    observation: Observation | None = None

    @property
    def start(self) -> float:
        """Where it begins, in seconds."""
        return self.span.start.json_seconds

    @property
    def end(self) -> float:
        """Where it ends, in seconds."""
        return self.span.end.json_seconds


@dataclass(frozen=True, slots=True)
class SoundTable:
    """Everything that was heard in one recording, each thing once, each part in order of time.

    ``tagged`` is what a user's tagger said, which is not what was heard here. ``bridged`` are the
    short holes that were filled up to listen on: for people they are summed up by
    :func:`.sound_coverage.bridged_words`, and only ``gaps`` lists them one by one.
    """

    shots: tuple[NumberedShot, ...]
    groups: tuple[NumberedGroup, ...]
    others: tuple[Observation, ...]
    unheard: tuple[Unheard, ...]
    tagged: tuple[TaggedSound, ...] = ()
    bridged: tuple[Span, ...] = ()

    @property
    def gaps(self) -> tuple[Unheard, ...]:
        """Every stretch that was not heard, or not well, short holes included."""
        return _in_order([*self.unheard, *(Unheard(span, UNDECODED) for span in self.bridged)])


def sound_table(
    observations: Sequence[Observation],
    undecoded: Sequence[Span] = (),
    bridged: Sequence[Span] = (),
) -> SoundTable:
    """Return what was heard, numbered and sorted, without sights and facts about the file.

    *undecoded* are stretches of which no samples were had, *bridged* those that were filled up.
    """
    in_time = sorted(observations, key=lambda o: (o.start, o.end, o.id))
    guns = [one for one in in_time if one.kind is Kind.GUNFIRE]
    group_of = {name: number for number, gun in enumerate(guns, start=1) for name in _members(gun)}
    shots: list[NumberedShot] = []
    in_group: dict[int | None, list[int]] = {}
    for shot in (one for one in in_time if one.kind is Kind.SHOT):
        interval = float(shot.start - shots[-1].observation.start) if shots else None
        numbered = NumberedShot(len(shots) + 1, shot, interval, group_of.get(shot.id))
        shots.append(numbered)
        in_group.setdefault(numbered.group, []).append(numbered.number)
    return SoundTable(
        shots=tuple(shots),
        groups=tuple(
            NumberedGroup(number, gun, tuple(in_group.get(number, ())))
            for number, gun in enumerate(guns, start=1)
        ),
        others=tuple(one for one in in_time if one.kind in _EVENTS),
        unheard=_unheard(in_time, undecoded),
        tagged=tagged_sounds(in_time),
        bridged=tuple(bridged),
    )


def unheard_words(seen: Observation) -> str | None:
    """Say why *seen* could not be heard, or not well; None where its kind says no such thing."""
    kind, cause = seen.kind.value, _word(seen.attributes, "cause") or ""
    return _BY_CAUSE.get((kind, cause), _UNHEARD.get(kind))


def doubt_words(seen: Observation) -> str:
    """Say what makes *seen* doubtful, or what alone makes a shot of it; else nothing."""
    noted = (
        (_BY_CADENCE, "chance_without_cadence" in seen.attributes),
        (_BY_CRACK, "chance_without_crack" in seen.attributes),
        (_CRACK_ALONE, _is_crack_alone(seen)),
    )
    doubt = _word(seen.attributes, "doubt") or ""
    return "; ".join(part for part in (doubt, *(words for words, so in noted if so)) if part)


def note_words(seen: Observation) -> str:
    """Say what is to be noted of *seen*: its doubt, or what a bang of unknown cause may be.

    A bang's confidence is the chance that it is nothing of what is listened for.
    """
    chances = {words: _number(seen.attributes, name) or 0.0 for name, words in _CAUSES.items()}
    likeliest = max(chances, key=chances.__getitem__)
    if seen.kind is not Kind.IMPULSE or not chances[likeliest]:
        return doubt_words(seen)
    return f"perhaps {likeliest}, {chances[likeliest]:.2f}"


def _is_crack_alone(seen: Observation) -> bool:
    return seen.attributes.get("heard_by") == "crack"


def _unheard(in_time: Sequence[Observation], undecoded: Sequence[Span]) -> tuple[Unheard, ...]:
    noted = [
        Unheard(one.span, why, one) for one in in_time if (why := unheard_words(one)) is not None
    ]
    # Where there was nothing to hear at all, that says it, and why.
    nothing = any(one.kind is Kind.NO_AUDIO for one in in_time)
    lost = [] if nothing else [Unheard(span, UNDECODED) for span in undecoded]
    return _in_order([*noted, *lost])


def _in_order(gaps: Sequence[Unheard]) -> tuple[Unheard, ...]:
    return tuple(sorted(gaps, key=lambda gap: (gap.start, gap.end, gap.why)))


def _members(gun: Observation) -> list[str]:
    names = gun.attributes.get("shot_ids")
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


def _number(attributes: Mapping[str, JsonValue], name: str) -> float | None:
    found = attributes.get(name)
    return float(found) if isinstance(found, int | float) and not isinstance(found, bool) else None


def _pair(attributes: Mapping[str, JsonValue], name: str) -> tuple[float, float] | None:
    found = attributes.get(name)
    if not isinstance(found, list) or len(found) != 2:
        return None
    low, high = (_number({"": one}, "") for one in found)
    return None if low is None or high is None else (low, high)


def _word(attributes: Mapping[str, JsonValue], name: str) -> str | None:
    return _as_word(attributes.get(name))


def _as_word(found: JsonValue) -> str | None:
    return found if isinstance(found, str) and found else None
