"""Scenarios from files: read, checked, and refused in one sentence that names the field.

Conventions
-----------
A scenario is YAML; its account is a text file beside it. Sentences are counted as the account
reader counts them: the title is 0, the publication line 1.
"""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import yaml
from pydantic import ValidationError

from witnessmark.errors import ScenarioError
from witnessmark.rendering.scenario import Scenario

#: No scenario needs more; a larger file is something else.
LARGEST = 1_000_000

_BUILTIN = "courtyard.yaml"


def load_scenario(path: Path) -> Scenario:
    """Read a scenario file; :class:`ScenarioError` names the field that cannot be rendered."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise ScenarioError(f"{path} is not a file: name a scenario file.")
        if size > LARGEST:
            raise ScenarioError(
                f"{path} holds {size} bytes and a scenario at most {LARGEST}: name a scenario file."
            )
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ScenarioError(
            f"{path} cannot be read as a scenario ({error}): name a YAML file in UTF-8."
        ) from error
    scenario = parse_scenario(text, path.name)
    if scenario.account is not None:
        _tie_to_account(scenario, path.parent, path.name)
    return scenario


def builtin_scenario() -> Scenario:
    """Return the incident that comes with the package."""
    folder = _data()
    scenario = parse_scenario(folder.joinpath(_BUILTIN).read_text(encoding="utf-8"), _BUILTIN)
    _tie_to_account(scenario, folder, _BUILTIN)
    return scenario


def builtin_account() -> bytes:
    """Return the account of the built-in incident, as the bytes of its file."""
    return _data().joinpath(str(builtin_scenario().account)).read_bytes()


def parse_scenario(text: str, name: str) -> Scenario:
    """Make a scenario from YAML text; *name* is what a message calls it."""
    try:
        given = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        where = "" if line is None else f" at line {line + 1}"
        raise ScenarioError(f"{name} is not YAML{where}: correct it there.") from error
    if not isinstance(given, dict):
        raise ScenarioError(f"{name} is not a scenario: write one field a line, as `seed: 1`.")
    try:
        return Scenario.model_validate(given)
    except ValidationError as error:
        # A field that is not known is most often the misspelt form of one that is then missing.
        faults = error.errors()
        first = next((one for one in faults if one["type"] == "extra_forbidden"), faults[0])
        field = ".".join(str(step) for step in first["loc"]) or "scenario"
        if first["type"] == "extra_forbidden":
            raise ScenarioError(
                f"{name}: {field} is no field of a scenario: correct its name or take it out."
            ) from error
        reason = first["msg"].removeprefix("Value error, ")
        raise ScenarioError(f"{name}: {field}: {reason}; correct that field.") from error


def _tie_to_account(scenario: Scenario, folder: Path | Traversable, name: str) -> None:
    """Make sure that the tags quote every sentence of the account, in order, and nothing else."""
    if Path(str(scenario.account)).name != scenario.account:
        raise ScenarioError(f"{name}: account: must be a file beside the scenario, with no folder.")
    try:
        text = folder.joinpath(scenario.account).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ScenarioError(
            f"{name}: account: {scenario.account} cannot be read: put it beside the scenario."
        ) from error
    reached = 0
    for number, statement in enumerate(scenario.statements):
        start = text.find(statement.quote, reached)
        if start < 0 or text[reached:start].strip():
            raise ScenarioError(
                f"{name}: statements.{number}.quote is not the next sentence of the account: "
                "copy it from there, character for character."
            )
        reached = start + len(statement.quote)
    if text[reached:].strip():
        raise ScenarioError(f"{name}: statements: the account goes on after the last: tag it too.")


def _data() -> Traversable:
    return resources.files("witnessmark.rendering") / "data"
