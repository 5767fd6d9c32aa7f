"""C2PA provenance: what the manifest in the file comes to, as the C2PA library judges it.

Conventions
-----------
``state`` is ``none``, ``valid``, ``trusted`` or ``invalid`` in the library's own sense: ``valid``
means that signature and hashes hold, not that anybody vouches for the signer; no list of trusted
signers is shipped. ``remote``: the file points to a manifest elsewhere, which is never fetched.
``unreadable`` and ``not_read`` say that nothing was judged. A valid manifest tells that the bytes
are those that were signed, never that what is shown is true.
"""

from __future__ import annotations

from pydantic import JsonValue

from witnessmark.errors import DecoderCrashError, DecoderLimitError
from witnessmark.media import Footage, ProvenanceReport

#: More codes, actions or ingredients than this are counted and not listed.
_MOST = 50
_MOST_CHARACTERS = 300

#: How far a state can be relied on; a judgement that was not made has no weight.
CONFIDENCES = {"none": 0.95, "valid": 0.95, "trusted": 0.95, "invalid": 0.95}

_WORDS = {
    "none": "the file carries no C2PA manifest, as almost all files do not",
    "valid": "signature and hashes hold; the signer is on no list that was consulted",
    "trusted": "signature and hashes hold, and the signer is on a list of trusted ones",
    "invalid": "the manifest does not fit the file, or its signature does not hold",
    "remote": "the file points to a manifest elsewhere, which was not fetched",
    "unreadable": "there may be a manifest; it could not be judged",
    "not_read": "no C2PA manifest is looked for in files of this container",
}


def provenance(footage: Footage) -> dict[str, JsonValue] | None:
    """Return what the C2PA library makes of *footage*; None where it is not installed."""
    try:
        report = footage.read_provenance()
    except (DecoderCrashError, DecoderLimitError) as error:
        report = ProvenanceReport(state="unreadable", error=type(error).__name__)
    return None if report is None else _said(report)


def _said(report: ProvenanceReport) -> dict[str, JsonValue]:
    said: dict[str, JsonValue] = {"state": report.state, "why": _WORDS[report.state]}
    if report.error:
        said["error"] = report.error[:_MOST_CHARACTERS]
    if report.remote:
        said["remote"] = report.remote[:_MOST_CHARACTERS]
    if not report.active:
        return said
    active = report.active
    assertions = _dicts(active.get("assertions"))
    said["codes"] = _codes(report)
    said["ingredient_codes"] = _ingredient_codes(report)
    said["generator"] = _generators(active)
    said["signer"] = _texts(active.get("signature_info"), ("issuer", "common_name", "alg", "time"))
    said["assertions"] = [_text(one.get("label")) for one in assertions[:_MOST]]
    said["actions"] = _actions(assertions)
    said["ingredients"] = [
        _texts(one, ("title", "relationship", "format"))
        for one in _dicts(active.get("ingredients"))[:_MOST]
    ]
    return said


def _codes(report: ProvenanceReport) -> dict[str, JsonValue]:
    """Return the library's codes for the file itself, by whether they speak for or against it."""
    results = report.report.get("validation_results")
    own = results.get("activeManifest") if isinstance(results, dict) else None
    return {side: [*codes] for side, codes in _by_side(own).items()}


def _ingredient_codes(report: ProvenanceReport) -> JsonValue:
    """Return the codes against what the file was made from: they do not judge the file itself."""
    results = report.report.get("validation_results")
    deltas = _dicts(results.get("ingredientDeltas") if isinstance(results, dict) else None)
    sides = [_by_side(one.get("validationDeltas")) for one in deltas[:_MOST]]
    return [*sorted({code for side in sides for code in side.get("failure", [])})]


def _by_side(results: JsonValue) -> dict[str, list[str]]:
    if not isinstance(results, dict):
        return {}
    sides = {
        side: sorted({_text(one.get("code")) for one in _dicts(results.get(side))})[:_MOST]
        for side in ("failure", "informational", "success")
    }
    return {side: codes for side, codes in sides.items() if codes}


def _generators(active: dict[str, JsonValue]) -> JsonValue:
    listed = _dicts(active.get("claim_generator_info"))
    named = [f"{_text(one.get('name'))} {_text(one.get('version'))}".strip() for one in listed]
    return [*named[:_MOST]] or [_text(active.get("claim_generator"))]


def _actions(assertions: list[dict[str, JsonValue]]) -> JsonValue:
    """Return each action, with the kind of source that it states."""
    found: list[JsonValue] = []
    for one in assertions:
        data = one.get("data")
        if _text(one.get("label")).startswith("c2pa.actions") and isinstance(data, dict):
            for action in _dicts(data.get("actions"))[:_MOST]:
                names = ("action", "digitalSourceType", "when", "softwareAgent")
                found.append(_texts(action, names))
    return found[:_MOST]


def _texts(given: JsonValue, names: tuple[str, ...]) -> dict[str, JsonValue]:
    if not isinstance(given, dict):
        return {}
    return {name: _text(given[name]) for name in names if isinstance(given.get(name), str)}


def _dicts(given: JsonValue) -> list[dict[str, JsonValue]]:
    return [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []


def _text(given: JsonValue) -> str:
    return given[:_MOST_CHARACTERS] if isinstance(given, str) else ""
