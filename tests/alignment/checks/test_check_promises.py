"""What holds of every check, whatever is told and seen."""

import pytest
from alignment_nouns import ME, claim
from check_cases import POINTS, checks_of, fact, film, place, seen, snowing, told
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from witnessmark.alignment.checks import RULES, cross_check
from witnessmark.model import Check, CheckOutcome, ClaimTime, Clock, Kind, Polarity, Role

#: Rules that go by the world outside the texts: they need a day that the account gives, and more.
WORLD = {"snow", "bare_ground", "sun", "publication", "file_time"}
DAYS = st.none() | st.sampled_from(["2019-01-15", "2019-07-05", "2020-02-29"])
CLAIMS = st.one_of(
    st.builds(
        snowing,
        st.sampled_from(["Snow falls", "At 1 pm snow falls at night"]),
        polarity=st.sampled_from(Polarity),
        certainty=st.sampled_from(["CT+", "PS+", "Uu"]),
    ),
    st.builds(
        claim,
        st.sampled_from(["At 1 am, in daylight, shots", "five shots", "single shots", "uncut"]),
        st.sampled_from(["FIRE_SMALL_ARMS", "MEDIA_PROPERTY", "STATE_WEATHER_LIGHT"]),
        type=st.sampled_from(["observation", "media_meta", "attributed", "opinion"]),
        conditions=st.sampled_from([(), ("night",), ("daylight",)]),
        time=st.sampled_from(
            [
                ClaimTime(),
                ClaimTime(clock=Clock(kind="duration", value="2:00", seconds=120)),
                ClaimTime(clock=Clock(kind="media_clock", value="3:00", seconds=180)),
                ClaimTime(clock=Clock(kind="media_clock", value="3:00")),
            ]
        ),
    ),
)
SEEN = st.lists(
    st.sampled_from(
        [
            seen(Kind.SNOWFALL),
            seen(Kind.SNOW_COVER, confidence=0.5),
            seen(Kind.DARKNESS),
            fact("creation_date", "2018-01-01T00:00:00+0200"),
            fact("creation_time", "2021-01-01T00:00:00Z"),
            fact("creation_time", "not set"),
        ]
    ),
    unique_by=lambda one: one.id,
)
PLACES = st.lists(st.sampled_from(sorted(POINTS)), max_size=2).map(
    lambda names: tuple(place(name) for name in names)
)


@st.composite
def accounts(draw):
    return told(
        *draw(st.lists(CLAIMS, max_size=3)),
        published=draw(DAYS),
        event=draw(DAYS),
        places=draw(PLACES),
        roles={0: draw(st.sampled_from([Role.TITLE, Role.BODY]))},
    )


@settings(max_examples=150, deadline=None)
@given(read=accounts(), seen=SEEN)
def test_no_rule_conflicts_without_a_claim_of_the_account(read, seen):
    """A conflict names what the account says; one with the world names its day, and its place."""
    for check in cross_check(read, film(), seen, ()):
        if check.outcome is not CheckOutcome.CONFLICTS:
            continue
        assert check.claims or check.sentences or check.dates
        if check.rule in WORLD:
            assert check.dates
        if check.rule in {"snow", "sun"}:
            assert read.account.event_date is not None
            assert check.places


@settings(max_examples=60, deadline=None)
@given(read=accounts(), seen=SEEN)
def test_an_undated_or_unplaced_account_is_in_no_conflict_with_the_world(read, seen):
    """Take away its days and publication, or its places: neither season, sun nor file conflicts."""
    account = read.account.model_copy(update={"event_date": None, "published": None})
    undated = read.model_copy(update={"account": account, "dates": ()})
    for check in cross_check(undated, film(), seen, ()):
        assert not (check.rule in WORLD and check.outcome is CheckOutcome.CONFLICTS)
    unplaced = read.model_copy(update={"places": ()})
    for check in cross_check(unplaced, film(), seen, ()):
        assert not (check.rule in {"snow", "sun"} and check.outcome is CheckOutcome.CONFLICTS)


@settings(max_examples=60, deadline=None)
@given(read=accounts(), seen=SEEN)
def test_checks_are_the_same_each_time_and_say_why(read, seen):
    """Sentences that end, a source, ids of their own; what they are about is there."""
    checks = cross_check(read, film(), seen, ())
    assert checks == cross_check(read, film(), seen, ())
    assert len({check.id for check in checks}) == len(checks)
    claims, observed = {c.id for c in read.claims}, {one.id for one in seen}
    for check in checks:
        assert check.reason.endswith(".")
        assert check.source.endswith(".")
        assert set(check.claims) <= claims
        assert set(check.observations) <= observed


def test_every_rule_has_its_own_name():
    """So that a check can be traced to the rule that made it."""
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert set(names) >= WORLD


def test_conflicts_come_first():
    """What an editor must see stands at the top."""
    read = told(snowing(), published="2019-07-01", event="2019-07-05", places=[place("Khartoum")])
    checks = cross_check(read, film(), (), ())
    order = [check.outcome for check in checks]
    assert order[:2] == [CheckOutcome.CONFLICTS] * 2
    assert CheckOutcome.CONFLICTS not in order[2:]


def test_a_conflict_with_nothing_is_refused():
    """The noun itself holds the promise."""
    with pytest.raises(ValidationError, match="conflicts with nothing"):
        Check(id="x-1", rule="x", outcome="conflicts", reason="a.", source="b.", made_by=ME)


def test_no_words_of_an_account_break_a_sentence_of_a_check():
    """Line ends and tabs in a quote are one space, and a long quote is cut."""
    (check,) = checks_of("snow", told(snowing("Snow\n\tfalls " + "on " * 100)))
    assert "“Snow falls on" in check.reason
    assert "\n" not in check.reason
    assert "…”" in check.reason
