"""How the record is written and read: our own JSON, and later each interchange format.

``native`` writes and reads the nouns, ``upgrades`` lifts records of older versions, and
``schema`` (imported by its own name) publishes the JSON Schema and checks documents against it.
"""

from witnessmark.formats.native import (
    json_lines,
    read,
    read_reading,
    read_record,
    write,
    write_record,
)
from witnessmark.formats.parsing import parse

__all__ = ["json_lines", "parse", "read", "read_reading", "read_record", "write", "write_record"]
