"""Nobody and nothing: who denies by saying who did it."""

import pytest

from witnessmark.account import read_text
from witnessmark.model import Polarity


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Nothing explodes.", Polarity.NEGATIVE),
        ("Nobody fires.", Polarity.NEGATIVE),
        ("None of the shots is heard.", Polarity.NEGATIVE),
        ("Nothing but single shots is heard.", Polarity.POSITIVE),
        ("Nothing more than a single shot is heard.", Polarity.POSITIVE),
    ],
)
def test_nothing_that_does_something_denies_it(text, polarity):
    """ "Nothing explodes" says that there was no explosion; "nothing but" says that there was."""
    claims = read_text(f"Soldiers hate gunmen.\n\n{text}".encode(), "sample.txt").claims
    assert [one.polarity for one in claims if one.sentence == 1] == [polarity]
