"""Words that frame a claim and add nothing to it, set aside before it is weighed.

Conventions
-----------
"According to the footage", "the microphone picks up", "at some point": with the footage at hand the
claim means the same without them. They are blanked, never cut, so that every other word keeps its
place. What doubts or strengthens is a hedge of the reading, and it stays a hedge. Whole remarks
that a comma, a colon or "that" sets apart are :mod:`witnessmark.account.remarks`.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any

import yaml


def without_frames(words: str) -> str:
    """Return *words*, of the same length, with every framing phrase turned into spaces."""
    return _frames().sub(lambda found: " " * len(found.group()), words)


def without_remarks(words: str, *, alone: bool = False) -> str:
    """Return *words* without remarks: see :func:`witnessmark.account.remarks.without_remarks`."""
    # Reading loads a parser of language, which whoever only listens has no use for.
    from witnessmark.account import remarks

    return remarks.without_remarks(words, alone=alone)


@cache
def footage_named() -> str:
    """Return the names of the footage, as a regular expression."""
    from witnessmark.account.footage_names import NAMED

    return NAMED


@cache
def _data() -> dict[str, Any]:
    text = resources.files(__package__).joinpath("framing.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


@cache
def _frames() -> re.Pattern[str]:
    data = {**_data(), "media": footage_named()}
    data["count"] = data["count"].replace("MEDIA", footage_named())
    phrases = (
        re.sub("MEDIA|ONLOOKER|SHOWN|SHOWS|COUNT", lambda name: str(data[name[0].lower()]), phrase)
        for phrase in data["phrases"]
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)", re.I)
