"""The command line: one file a command, each of which parses, calls one function and prints.

What it exits with, and why, stands in :mod:`witnessmark.cli.exit_status`.
"""

from __future__ import annotations

import os
import sys

import typer

from witnessmark.cli import (
    compare,
    demo,
    doctor,
    evaluate,
    examine,
    listen,
    look,
    publish,
    read,
    reasons,
    render,
    verify,
)
from witnessmark.cli.exit_status import EXIT_STATUS
from witnessmark.errors import ContractError, WitnessmarkError

app = typer.Typer(
    name="witnessmark",
    help="Ties every sentence of a written account to the seconds of footage that bear it out, "
    "contradict it, or cannot speak to it.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    epilog=EXIT_STATUS,
)
_COMMANDS = (
    demo, examine, reasons, compare, listen, look, read, verify, publish, render, evaluate, doctor
)  # fmt: skip
for module in _COMMANDS:
    module.add_to(app)


def main() -> None:
    """Run the command line and exit; errors are one sentence on standard error."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run the command line with *arguments* and return the exit status."""
    try:
        result = app(args=arguments or ["--help"], standalone_mode=False)
    except typer.Exit as stop:
        return stop.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return _say("Interrupted; what was half-written has been taken away.", 130)
    except SystemExit:
        # How the parser leaves when whoever read our output has gone away.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except ContractError as error:
        return _fault(error)
    except WitnessmarkError as error:
        return _say(str(error), 2)
    except OSError as error:
        return _say(_disk_sentence(error), 2)
    except Exception as error:  # noqa: BLE001  # the edge of the process: nothing may escape it
        if hasattr(error, "format_message") and hasattr(error, "exit_code"):
            return _say(f"{error.format_message()} See `witnessmark --help`.", 2)
        return _fault(error)
    return result if isinstance(result, int) else 0


def _disk_sentence(error: OSError) -> str:
    what = error.filename or "a file"
    reason = error.strerror or str(error)
    return f"{what} could not be read or written ({reason}): name another place, or free some room."


def _say(sentence: str, status: int) -> int:
    from witnessmark.cli.screen import one_line

    sys.stderr.write(f"witnessmark: {one_line(sentence)}\n")
    return status


def _fault(error: Exception) -> int:
    if os.environ.get("WITNESSMARK_TRACEBACK"):
        raise error
    return _say(
        f"A fault of our own ({type(error).__name__}: {error}): please report it with what you "
        "ran; WITNESSMARK_TRACEBACK=1 shows where.",
        70,
    )
