"""Words that frame a claim and add nothing to it, set aside before it is weighed.

Conventions
-----------
"According to the footage", "the microphone picks up", "at some point": with the footage at hand the
claim means the same without them. They are blanked, never cut, so that every other word keeps its
place. What doubts or strengthens is a hedge of the reading, and it stays a hedge.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

import yaml


def without_frames(words: str) -> str:
    """Return *words*, of the same length, with every framing phrase turned into spaces."""
    return _frames().sub(lambda found: " " * len(found.group()), words)


@cache
def _frames() -> re.Pattern[str]:
    text = resources.files(__package__).joinpath("framing.yaml").read_text("utf-8")
    data = yaml.safe_load(text)
    phrases = (
        re.sub("MEDIA|ONLOOKER|SHOWN|SHOWS", lambda name: str(data[name[0].lower()]), phrase)
        for phrase in data["phrases"]
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)", re.I)
