"""How the record is written and read: our own JSON, and later each interchange format.

``native`` writes and reads the nouns, ``upgrades`` lifts records of older versions, and
``schema`` (imported by its own name) publishes the JSON Schema and checks documents against it.
``sound_table`` numbers what was heard; ``sound_csv`` and ``audacity_labels`` write that down, and
lose what is not heard in it: settings, signatures.
"""

from witnessmark.formats.audacity_labels import write_audacity_labels
from witnessmark.formats.native import (
    json_lines,
    read,
    read_reading,
    read_record,
    write,
    write_record,
)
from witnessmark.formats.parsing import parse
from witnessmark.formats.sound_csv import write_sound_csv
from witnessmark.formats.sound_table import SoundTable, sound_table

__all__ = [
    "SoundTable",
    "json_lines",
    "parse",
    "read",
    "read_reading",
    "read_record",
    "sound_table",
    "write",
    "write_audacity_labels",
    "write_record",
    "write_sound_csv",
]
