"""Marking files of a few words, of both kinds, for the tests that read them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

TEXT = "Fire in Orsel\n\nA man fires. The gate may be shut. The gate is far.\n"
SAMPLE: dict[str, Any] = {
    "author": "x",
    "kind": "caption",
    "footage": True,
    "violence": True,
    "title": "Fire in Orsel",
    "byline": None,
    "published": "2019-03-04",
    "event_date": {"edtf": "2019-03", "earliest": "2019-03-01", "latest": "2019-03-04"},
    "places": [
        {"name": "Orsel", "lat": 1.5, "lon": 2, "level": "town", "country": "XX", "role": "event"}
    ],
    "claims": [
        {"quote": "A man fires", "act": "FIRE_SMALL_ARMS", "sense": "visible+audible", "clock": 38},
        {
            "quote": "The gate may be shut",
            "act": "STATE_SCENE",
            "type": "inference",
            "sense": "neither",
            "certainty": "PS+",
            "hedges": [{"cue": "may", "effect": "claim"}],
        },
        {"quote": "The gate", "at": 2, "act": "STATE_SCENE", "sense": "visible"},
    ],
    "relations": [[1, ["b", "m"], 2, "shot order"], [1, ["s"], "VIDEO", "opens"]],
}


def account_gold() -> dict[str, Any]:
    return {
        "schema": "account-gold/1.0",
        "id": "orsel",
        "title": "Fire in Orsel",
        "account_file": {"name": "text.txt"},
        "published": {"date": "2019-03-04", "byline": "A. Name"},
        "event_date": {"date": None, "earliest": None, "latest": "2019-03-04"},
        "places": [{"name": "Orsel", "lat": 1.5, "lon": 2, "type": "ADM1"}],
        "acled_rollup": {"event_type": "Battles"},
        "claims": [
            {
                "id": "c01",
                "span": [15, 26],
                "text": "A man fires",
                "claim_type": "observation",
                "act": "FIRE_SMALL_ARMS",
                "actor": "unknown",
                "perceptibility": "visible+audible",
                "camera": "mixed",
                "polarity": "pos",
                "certainty": "CT+",
                "hedges": [],
                "time": {"clock": {"kind": "media_clock", "value": "0:38", "seconds": 38}},
                "checkable_in_footage": True,
            },
        ],
        "relations": [{"a": "c01", "allen": ["s"], "b": "VIDEO", "cue": "opens"}],
    }


def write(folder: Path, given: dict[str, Any], text: str = TEXT) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    if "schema" in given:
        (folder / "gold.json").write_text(json.dumps(given), "utf-8")
        (folder / "text.txt").write_bytes(text.encode())
    else:
        (folder / "orsel.yaml").write_text(yaml.safe_dump(given), "utf-8")
        (folder / "orsel.txt").write_bytes(text.encode())
    return folder
