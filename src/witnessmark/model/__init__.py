"""The nouns of the record, frozen, one a file; read the listing as a glossary."""

from witnessmark.model.account import Account, DateMention, Place, Role, Sentence
from witnessmark.model.claim import (
    Allen,
    Camera,
    Certainty,
    Claim,
    ClaimTime,
    ClaimType,
    Clock,
    Hedge,
    Perceptibility,
    Polarity,
    Quantity,
    Relation,
    Repeat,
)
from witnessmark.model.custody import Action, CustodyFinding, LedgerEntry, Outcome, Seal
from witnessmark.model.finding import Citation, Finding, SentenceVerdict, Verdict
from witnessmark.model.incident import SCHEMA, Incident, Sought
from witnessmark.model.judgement import Judgement
from witnessmark.model.maker import MadeBy
from witnessmark.model.noun import KEEP_UNKNOWN, Noun, TimedNoun
from witnessmark.model.observation import Kind, Observation
from witnessmark.model.reading import READING_SCHEMA, Reading
from witnessmark.model.recording import (
    BRIDGED,
    SYNTHETIC_MARK,
    PictureTrack,
    Recording,
    SoundTrack,
    Stretch,
)

__all__ = [
    "BRIDGED",
    "KEEP_UNKNOWN",
    "READING_SCHEMA",
    "SCHEMA",
    "SYNTHETIC_MARK",
    "Account",
    "Action",
    "Allen",
    "Camera",
    "Certainty",
    "Citation",
    "Claim",
    "ClaimTime",
    "ClaimType",
    "Clock",
    "CustodyFinding",
    "DateMention",
    "Finding",
    "Hedge",
    "Incident",
    "Judgement",
    "Kind",
    "LedgerEntry",
    "MadeBy",
    "Noun",
    "Observation",
    "Outcome",
    "Perceptibility",
    "PictureTrack",
    "Place",
    "Polarity",
    "Quantity",
    "Reading",
    "Recording",
    "Relation",
    "Repeat",
    "Role",
    "Seal",
    "Sentence",
    "SentenceVerdict",
    "Sought",
    "SoundTrack",
    "Stretch",
    "TimedNoun",
    "Verdict",
]
