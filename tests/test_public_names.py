"""What a notebook may call."""

import subprocess
import sys

import pytest

import witnessmark


def test_every_public_name_is_there():
    """Each name of __all__ can be had, and nothing else pretends to be public."""
    for name in witnessmark.__all__:
        assert getattr(witnessmark, name) is not None
    with pytest.raises(AttributeError, match="no attribute"):
        witnessmark.unheard_of  # noqa: B018


def test_importing_the_package_loads_no_heavy_part():
    """`import witnessmark` alone brings in neither decoder nor language model."""
    code = "import sys, witnessmark; print(sorted({'av', 'spacy', 'numpy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
