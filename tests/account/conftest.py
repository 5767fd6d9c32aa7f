"""Claims made by hand, for what is worked out from claims alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from witnessmark.model import Claim, ClaimType, MadeBy, Perceptibility


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
