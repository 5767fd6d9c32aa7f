"""Facts about the account, the recordings and the method, as rows of a name and what it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from witnessmark.clock import clock_face
from witnessmark.formats.number_words import counted
from witnessmark.formats.sight_table import sight_table, value_words, word_of
from witnessmark.formats.sight_words import sight_words
from witnessmark.model import Account, Incident, MadeBy, Observation, Recording
from witnessmark.model.language import language_name
from witnessmark.publication.moments import plain
from witnessmark.publication.sight_words import provenance_words
from witnessmark.publication.sightings import written

_FORMS = {"plain": "plain text", "markdown": "Markdown", "html": "a web page", "pdf": "a PDF"}

Rows = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RecordingFacts:
    """What is known of one file, and apart from it what the file says of itself."""

    name: str
    length: str
    rows: Rows
    said: Rows


@dataclass(frozen=True, slots=True)
class Signature:
    """Who or what made judgements in this record, with every setting they depend on."""

    name: str
    version: str
    settings: Rows
    model: str | None


def account_rows(record: Incident) -> Rows:
    """Return what is known of the account; a missing byline is a fact and is printed as one."""
    account = record.account
    return (
        ("Title", account.title or "none found"),
        ("Author", account.byline or "no author is named"),
        ("Published", account.published or "the account does not say"),
        ("Publisher", account.source or "the account does not name one"),
        ("Language", language_name(account.language)),
        ("Read as", f"{_FORMS[account.form]}, {account.encoding}"),
        ("File", account.name),
        ("Size", _size(account)),
        ("SHA-256", account.sha256),
        ("Places named", "; ".join(dict.fromkeys(p.name for p in record.places)) or "none found"),
        ("Dates named", "; ".join(_dates(record)) or "none found"),
    )


def _dates(record: Incident) -> Iterable[str]:
    return dict.fromkeys(
        f"{d.edtf or ' or '.join(d.alternatives) or f'“{d.quote}”'} ({d.role.replace('_', ' ')})"
        for d in record.dates
    )


def _size(account: Account) -> str:
    return f"{account.size:,} bytes, {counted(account.characters, 'character')}"


def recording_facts(
    recording: Recording, observations: Sequence[Observation] = ()
) -> RecordingFacts:
    """Return the technical facts of one recording, and of it among *observations* what it says.

    Each of those carries how far it goes; where there is none, the tags stand as they came.
    """
    sound, picture = recording.sound, recording.picture
    rows = [
        ("File", recording.name),
        ("Container", recording.container),
        ("Length", f"{clock_face(recording.duration)} ({plain(recording.duration)} s)"),
        ("Size", f"{recording.size:,} bytes"),
        ("SHA-256", recording.sha256),
        ("Second zero", f"the file's own time stamp {recording.first_presentation} s"),
        (
            "Sound",
            f"{sound.codec}, {sound.rate:,} Hz, {counted(sound.channels, 'channel')}"
            if sound
            else "no sound track",
        ),
        (
            "Picture",
            f"{picture.codec}, {picture.width} × {picture.height}"
            + (
                f", {picture.average_rate} frames a second on average"
                if picture.average_rate
                else ""
            )
            + (f", turned {picture.rotation}°" if picture.rotation else "")
            if picture
            else "no picture",
        ),
        ("Damage", " ".join(recording.damage) or "none found"),
    ]
    mine = [one for one in observations if one.recording == recording.sha256]
    said = _said(recording, mine)
    return RecordingFacts(recording.name, clock_face(recording.duration), tuple(rows), said)


def _said(recording: Recording, observations: Sequence[Observation]) -> Rows:
    table = sight_table(recording, observations)
    judged = tuple(
        (
            sight_words(fact).capitalize(),
            f"{value_words(fact)} (trust {word_of(fact, 'trust')}: {word_of(fact, 'why')})",
        )
        for fact in table.facts
    )
    judged += tuple(("Provenance", provenance_words(one)) for one in table.provenance)
    return judged or tuple(
        (name, written(value)) for name, value in sorted(recording.said_by_file.items())
    )


def signatures(record: Incident) -> tuple[Signature, ...]:
    """Return every distinct signature in the record, the record's own first."""
    everyone = [
        *record.made_by,
        *(claim.made_by for claim in record.claims),
        *(seen.made_by for seen in record.observations),
        *(finding.made_by for finding in record.findings),
        *(check.made_by for check in record.checks),
    ]
    distinct: list[MadeBy] = []
    for maker in everyone:
        if maker not in distinct:
            distinct.append(maker)
    return tuple(
        Signature(
            maker.name,
            maker.version,
            tuple((name, written(value)) for name, value in sorted(maker.settings.items())),
            maker.model,
        )
        for maker in distinct
    )
