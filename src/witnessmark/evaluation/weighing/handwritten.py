"""Accounts that a person wrote against a rendered incident, with what is true of each sentence.

Conventions
-----------
A file is YAML in the form that samples/weighing/README.md describes. Its sentences follow one
another in the account as they stand there: after a space, on a new line, or after an empty one.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from witnessmark.errors import RecordError
from witnessmark.evaluation.weighing.audible import heard_in
from witnessmark.evaluation.weighing.composing import Planted
from witnessmark.evaluation.weighing.expecting import Answer
from witnessmark.evaluation.weighing.happenings import happenings
from witnessmark.evaluation.weighing.weighing import Case
from witnessmark.rendering.incidents import FAMILIES, draw_incident
from witnessmark.rendering.scenario import Scenario
from witnessmark.rendering.truth import truth_of

_TRUTHS = {"true": True, "false": False, "unshowable": None, "no_claim": None}


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class WrittenSentence(_Part):
    """One sentence: its words, what is true of it, and the verdicts that are right.

    ``line`` and ``paragraph`` say that it begins one.
    """

    text: str = Field(min_length=1)
    truth: Literal["true", "false", "unshowable", "no_claim"]
    expected: tuple[Answer, ...] = Field(min_length=1)
    seconds: tuple[tuple[float, float], ...] = ()
    hedged: bool = False
    kind: str = "handwritten"
    line: bool = False
    paragraph: bool = False
    why: str = ""


class WrittenScenario(_Part):
    """The incident that the account is about; ``digest`` says which one it was when written."""

    family: str
    seed: int = Field(ge=0)
    digest: str | None = Field(default=None, pattern="^[0-9a-f]{16}$")


class WrittenAccount(_Part):
    """A file: the incident, the title (which is not scored; none where empty), the sentences."""

    scenario: WrittenScenario
    title: str = ""
    sentences: tuple[WrittenSentence, ...] = Field(min_length=1)


def accounts_in(folder: Path) -> tuple[Path, ...]:
    """Return the accounts in *folder*, by name; RecordError where there are none."""
    found = tuple(sorted(folder.glob("*.yaml")))
    if not found:
        raise RecordError(f"{folder} holds no account: name a folder with files NAME.yaml.")
    return found


def read_account_file(path: Path) -> WrittenAccount:
    """Return the account in the file *path*; RecordError, by field, where it is none."""
    try:
        account = WrittenAccount.model_validate(yaml.safe_load(path.read_text("utf-8")))
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(str(part) for part in fault["loc"])
        raise RecordError(f"{path}: {where or 'the file'}: {fault['msg']}.") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise RecordError(f"{path} cannot be read as YAML in UTF-8: {error}.") from error
    if account.scenario.family not in FAMILIES:
        raise RecordError(
            f"{path}: scenario.family: no family is called {account.scenario.family!r}."
        )
    return account


def _between(one: WrittenSentence, *, first: bool) -> str:
    if first or one.paragraph:
        return "\n\n"
    return "\n" if one.line else " "


def digest_of(scenario: Scenario) -> str:
    """Return 16 hexadecimal digits that follow from all of *scenario*.

    Numbers count to their sixth decimal: processors differ in the last digits of linear algebra.
    """
    rounded = json.loads(
        scenario.model_dump_json(by_alias=True), parse_float=lambda digits: round(float(digits), 6)
    )
    written = json.dumps(rounded, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def case_in(path: Path, work: Path | None = None) -> Case:
    """Return the account in the file *path* as a case; RecordError where it is none.

    *work* is as for :func:`~witnessmark.evaluation.weighing.weighing.case_of`.
    """
    account = read_account_file(path)
    family, seed = account.scenario.family, account.scenario.seed
    scenario = draw_incident(family, seed)
    digest = digest_of(scenario)
    if account.scenario.digest not in (None, digest):
        raise RecordError(
            f"{path}: scenario.digest: {family} {seed} is another incident today ({digest}) than "
            "when the account was written: check every sentence against it."
        )
    text, planted = account.title, []
    for number, one in enumerate(account.sentences, 1):
        text += _between(one, first=number == 1) if text else ""
        start = len(text)
        text += one.text
        planted.append(
            Planted(
                number,
                (start, len(text)),
                one.text,
                one.kind,
                _TRUTHS[one.truth],
                one.hedged,
                frozenset(one.expected),
                one.seconds,
            )
        )
    events = happenings(scenario, truth_of(scenario), heard_in(scenario, work))
    return Case(
        path.stem, family, seed, text, tuple(planted), events, scenario.duration, reading=None
    )
