"""What every test of the command line starts from."""

import pytest


@pytest.fixture(autouse=True)
def _no_tagger_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tagger named in the environment would speak up in every test that listens."""
    monkeypatch.delenv("WITNESSMARK_TAGGER", raising=False)
