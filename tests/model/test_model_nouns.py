"""Promises of the nouns: frozen, checked when made, exact in time, and total."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from witnessmark.clock import Span, TimeBase
from witnessmark.model import (
    KEEP_UNKNOWN,
    Account,
    Citation,
    Claim,
    Finding,
    Incident,
    Kind,
    MadeBy,
    Observation,
    Perceptibility,
    Reading,
    Sentence,
    SentenceVerdict,
    Stretch,
)

MAKER = MadeBy(name="a", version="1")
FRAME = TimeBase(1001, 30000)
SHA = "0" * 64


def observation(start: int = 30, **changes) -> Observation:
    parts = {
        "recording": SHA,
        "kind": Kind.SHOT,
        "span": Span(FRAME.at(start), FRAME.at(start + 2)),
        "confidence": 0.5,
        "made_by": MAKER,
    }
    return Observation.of(**(parts | changes))


def test_nouns_cannot_be_changed() -> None:
    """A noun once made stays as it is."""
    with pytest.raises(ValidationError, match="frozen"):
        MAKER.name = "b"


def test_misspelt_field_is_refused_in_code() -> None:
    """Only what is read from a file may bring fields that are not known."""
    with pytest.raises(ValidationError, match="Extra inputs"):
        MadeBy(name="a", version="1", setings={})
    kept = MadeBy.model_validate(
        {"name": "a", "version": "1", "setings": {}}, context={KEEP_UNKNOWN: True}
    )
    assert kept.unrecognised == {"setings": {}}


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_settings_and_attributes_are_finite(value: float) -> None:
    """A number that no file can hold does not get into a noun."""
    with pytest.raises(ValidationError, match="finite"):
        MadeBy(name="a", version="1", settings={"x": [value]})


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -0.1, 1.1])
def test_share_is_a_number_from_0_to_1(value: float) -> None:
    """A confidence outside 0 to 1, or none at all, is refused."""
    with pytest.raises((ValidationError, ValueError)):
        observation(confidence=value)


@given(st.integers(-1000, 10**8), st.integers(1, 10**5))
def test_times_from_a_file_are_the_exact_ticks(start: int, length: int) -> None:
    """A stretch written as seconds comes back to the tick."""
    made = Stretch(start=FRAME.at(start), end=FRAME.at(start + length))
    again = Stretch.model_validate(made.model_dump(mode="json"))
    assert (again.start.ticks, again.end.ticks) == (start, start + length)
    assert again == made


def test_times_without_their_base_are_refused() -> None:
    """Seconds alone do not say which ticks they were."""
    with pytest.raises(ValidationError, match="time base"):
        Stretch.model_validate({"start": 0.0, "end": 1.0})
    with pytest.raises(ValidationError, match="one time base"):
        Stretch(start=FRAME.at(0), end=TimeBase(1, 25).at(9))


def test_same_perception_has_the_same_name() -> None:
    """An observation is named by its content: equal content, equal id, any change another."""
    first = observation()
    assert observation().id == first.id
    others = [
        observation(31),
        observation(confidence=0.6),
        observation(kind=Kind.EXPLOSION),
        observation(recording="1" * 64),
        observation(attributes={"x": 1}),
        observation(made_by=MadeBy(name="a", version="2")),
    ]
    assert len({first.id, *(other.id for other in others)}) == 7
    assert first.span.duration == Fraction(1001, 15000)


def account() -> Account:
    return Account(sha256=SHA, name="a", size=3, characters=3, language="en")


def claim(name: str = "c1", **changes) -> Claim:
    parts = {
        "id": name,
        "account": SHA,
        "sentence": 0,
        "span": (0, 3),
        "quote": "abc",
        "type": "observation",
        "act": "shooting",
        "perceptibility": Perceptibility.AUDIBLE,
        "made_by": MAKER,
    }
    return Claim(**(parts | changes))


SENTENCE = Sentence(index=0, span=(0, 3), text="abc")


@pytest.mark.parametrize(
    ("claims", "complaint"),
    [
        ((claim(), claim()), "one id"),
        ((claim(sentence=1),), "not there"),
        ((claim(quote="xyz"),), "does not quote"),
        ((claim(span=(1, 4)),), "does not quote"),
    ],
)
def test_reading_quotes_its_sentences(claims, complaint: str) -> None:
    """Every claim has a name of its own and is a slice of a sentence that exists."""
    with pytest.raises(ValidationError, match=complaint):
        Reading(account=account(), sentences=(SENTENCE,), claims=claims, made_by=MAKER)


def incident(**changes) -> Incident:
    seen = observation()
    parts = {
        "synthetic": False,
        "account": account(),
        "recordings": (),
        "sentences": (SENTENCE,),
        "claims": (claim(),),
        "observations": (seen,),
        "findings": (Finding(claim="c1", verdict="not_tested", reason="", made_by=MAKER),),
        "verdicts": (SentenceVerdict(sentence=0, verdict="not_tested", reason=""),),
        "unexplained": (seen.id,),
        "made_by": (MAKER,),
    }
    return Incident(**(parts | changes))


CITED = Finding(
    claim="c1",
    verdict="shown",
    reason="",
    made_by=MAKER,
    citations=(
        Citation(
            start=FRAME.at(30), end=FRAME.at(32), recording=SHA, observations=(observation().id,)
        ),
    ),
)


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"findings": ()}, "exactly one finding"),
        ({"findings": (CITED, CITED), "unexplained": ()}, "exactly one finding"),
        ({"verdicts": ()}, "exactly one verdict"),
        ({"unexplained": ()}, "cited or listed"),
        ({"findings": (CITED,)}, "cited or listed"),
        ({"unexplained": (observation().id, "x")}, "cited or listed"),
    ],
)
def test_record_is_total(changes, complaint: str) -> None:
    """No claim without its finding, no sentence without its verdict, no observation lost."""
    assert incident()
    assert incident(findings=(CITED,), unexplained=())
    with pytest.raises(ValidationError, match=complaint):
        incident(**changes)
