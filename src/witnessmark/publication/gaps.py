"""What this record cannot say: always printed, never empty, in plain sentences with figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from witnessmark.clock import Span, clock_face
from witnessmark.formats.number_words import counted
from witnessmark.formats.sight_coverage import Seeing, seeing
from witnessmark.formats.sound_coverage import Hearing, bridged_words, hearing
from witnessmark.formats.sound_tagger import tagged_sounds
from witnessmark.model import Incident, Perceptibility, Recording, Verdict
from witnessmark.publication.moments import Moment, moment
from witnessmark.publication.wording import SIGHTS, kind_word


@dataclass(frozen=True, slots=True)
class Untested:
    """A claim that was not checked, with the reason given; ``sentence`` counts from 1."""

    sentence: int
    quote: str
    reason: str


@dataclass(frozen=True, slots=True)
class Untold:
    """Stretches of one recording that were not heard, or not well, and why."""

    why: str
    when: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """Sentences about what is missing, claims not checked, stretches not heard by their reason."""

    statements: tuple[str, ...]
    untested: tuple[Untested, ...]
    unheard: tuple[Untold, ...]


def gaps(record: Incident) -> Gaps:
    """Return everything that limits this record, from the record alone."""
    heard = [hearing(recording, record.observations) for recording in record.recordings]
    return Gaps(
        statements=(
            *_about_claims(record),
            *_about_sights(record),
            *(
                line
                for recording, told in zip(record.recordings, heard, strict=True)
                for line in _about(recording, told, seeing(recording, record.observations))
            ),
            *_about_taggers(record),
            *_about_people(record),
            (
                "Nothing here proves where or when the footage was made: what the file says of "
                "itself can be written by anybody, and the date of publication is not the date "
                "of the event."
            ),
            (
                "The case's ledger carries the clock of the machine that wrote it; no trusted "
                "timestamp stands behind it."
            ),
        ),
        untested=_untested(record),
        unheard=tuple(one for number, told in enumerate(heard) for one in _untold(told, number)),
    )


def _untold(heard: Hearing, number: int) -> Iterator[Untold]:
    """Yield every reason with its stretches; of short holes the first to the last, as one."""
    for one in heard.reasons:
        yield Untold(one.why, tuple(moment(stretch, number) for stretch in one.stretches))
    if heard.bridged:
        around = Span(heard.bridged[0].start, heard.bridged[-1].end)
        yield Untold(bridged_words(heard.bridged), (moment(around, number),))


def _untested(record: Incident) -> tuple[Untested, ...]:
    claims = {claim.id: claim for claim in record.claims}
    return tuple(
        Untested(claims[f.claim].sentence + 1, claims[f.claim].quote, f.reason)
        for f in record.findings
        if f.verdict is Verdict.NOT_TESTED
    )


def _about_claims(record: Incident) -> tuple[str, ...]:
    total = len(record.claims)
    unchecked = sum(f.verdict is Verdict.NOT_TESTED for f in record.findings)
    unshowable = sum(f.verdict is Verdict.NOT_TESTABLE for f in record.findings)
    silent = len(record.sentences) - len({claim.sentence for claim in record.claims})
    first = (
        f"Of {counted(total, 'claim')} read from the account, "
        f"{total - unchecked - unshowable} were tested, {unchecked} were not checked, and "
        f"{unshowable} cannot be shown by any footage."
    )
    if not silent:
        return (first,)
    verb = "holds" if silent == 1 else "hold"
    return (first, f"{counted(silent, 'sentence')} {verb} no claim that was read.")


def _about_sights(record: Incident) -> tuple[str, ...]:
    sights = [sought for sought in record.sought if sought.kind in SIGHTS]
    if sights:
        kinds = ", ".join(kind_word(sought.kind) for sought in sights)
        return (
            (
                f"Looked for in the picture: {kinds}. How much of it is found was measured on "
                "rendered pictures; what else is to be seen (people, vehicles, weapons, who does "
                "what) nothing here can tell."
            ),
        )
    verdicts = {finding.claim: finding.verdict for finding in record.findings}
    visible = [c for c in record.claims if c.perceptibility is Perceptibility.VISIBLE]
    unchecked = sum(verdicts[claim.id] is Verdict.NOT_TESTED for claim in visible)
    return (
        (
            "No detector of sights was at work: nothing visible was looked for. "
            f"{counted(len(visible), 'claim')} could only be seen; {unchecked} of them "
            f"{'was' if unchecked == 1 else 'were'} not checked."
        ),
    )


def _about(recording: Recording, heard: Hearing, seen: Seeing) -> tuple[str, ...]:
    lines = [heard.sentence, seen.sentence]
    lines += [f"Damage in {recording.name}: {sentence}" for sentence in recording.damage]
    declared = recording.declared_duration
    # Half a second is more than any container's rounding and less than any cut worth naming.
    if declared is not None and abs(declared - recording.duration) > 0.5:
        lines.append(
            f"The header of {recording.name} states a length of {clock_face(declared)}, and what "
            f"could be decoded ends at {clock_face(recording.duration)}."
        )
    return tuple(lines)


def _about_taggers(record: Incident) -> tuple[str, ...]:
    """Say where a tagger contradicts what was heard: neither is proved right."""
    return tuple(
        f"{tagged.words[0].upper()}{tagged.words[1:]}, at {when.words}: the two disagree, and "
        "this record does not settle which is right."
        for number, recording in enumerate(record.recordings)
        for tagged in tagged_sounds(
            [one for one in record.observations if one.recording == recording.sha256]
        )
        if tagged.against and (when := moment(tagged.observation, number))
    )


def _about_people(record: Incident) -> tuple[str, ...]:
    if any(judgement.action == "confirm" for judgement in record.judgements):
        return (
            "People have judged parts of this record; everything else is a machine's proposal.",
        )
    return ("No person has confirmed any part of this record.",)
