"""What a command does not need is not loaded for it."""

import subprocess
import sys


def test_listening_loads_no_parser_of_language_and_draws_nothing():
    """What reads accounts takes as much memory as the command itself; drawing is asked for."""
    script = (
        "import sys, witnessmark.cli, witnessmark.cli.sound_screen, witnessmark.formats\n"
        "from witnessmark.incident import listen\n"
        "print(sorted({'spacy', 'thinc', 'matplotlib', 'torch'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "[]"
