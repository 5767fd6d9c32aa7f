"""Claims made by hand, and the seed account, read once for all tests of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from witnessmark.account import read_account
from witnessmark.model import Claim, ClaimType, MadeBy, Perceptibility, Reading

SEED = Path(__file__).parents[3] / "shared" / "seed"


@pytest.fixture(scope="session")
def seed() -> Path:
    """The folder of the account that the project began from."""
    if not SEED.exists():
        pytest.skip("the seed account is not beside the project")
    return SEED


@pytest.fixture(scope="session")
def seed_text(seed: Path) -> str:
    """That account as it was published."""
    return (seed / "account.txt").read_text("utf-8")


@pytest.fixture(scope="session")
def seed_reading(seed: Path) -> Reading:
    """That account as this package reads it."""
    return read_account(seed / "account.txt")


@pytest.fixture(scope="session")
def seed_gold(seed: Path) -> dict[str, Any]:
    """That account as a person reads it."""
    loaded: dict[str, Any] = json.loads((seed / "gold.json").read_text("utf-8"))
    return loaded


@pytest.fixture
def make_claim() -> Callable[..., Claim]:
    """A maker of claims of one act, with any other field given by name."""

    def make(act: str, **fields: object) -> Claim:
        plain: dict[str, object] = {
            "id": "c01",
            "account": "0" * 64,
            "sentence": 0,
            "span": (0, 8),
            "quote": "somebody",
            "type": ClaimType.OBSERVATION,
            "perceptibility": Perceptibility.EITHER,
            "made_by": MadeBy(name="test", version="1", settings={}),
        }
        return Claim.model_validate({**plain, "act": act, **fields})

    return make
