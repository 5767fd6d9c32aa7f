"""What may be taken away, added, shifted or told in another order, and what then stays."""

import itertools

from alignment_nouns import BASE, claim, explosion, fire, reading, recording, sought, when
from hypothesis import given, settings
from hypothesis import strategies as st

from witnessmark.alignment import align
from witnessmark.model import Kind, Observation, Quantity, Verdict

TOLD = [
    ("Gunfire is heard", "EXCHANGE_FIRE"),
    ("Single shots are heard", "FIRE_SMALL_ARMS"),
    ("Automatic fire is heard", "FIRE_AUTOMATIC"),
    ("An explosion is heard", "EXPLOSION_UNATTRIBUTED"),
]
AT_LEAST = Quantity(text="at least three shots", span=(0, 4), min=3, max=None, unit="shots")
TIMES = [None, when("late", 0.6, 1), when("throughout", 0, 1, ("e",))]
PRESENT = st.builds(
    lambda told, numbered, time: claim(
        f"{'At least three shots: ' if numbered else ''}{told[0]}",
        told[1],
        quantities=(AT_LEAST,) if numbered else (),
        **({} if time is None else {"time": time}),
    ),
    st.sampled_from(TOLD),
    st.booleans(),
    st.sampled_from(TIMES),
)
#: Groups of gunfire with their shots, and blasts, each to be taken away as one.
HEARD = st.lists(
    st.one_of(
        st.builds(
            lambda at, mode, confidence: fire([at, at + 0.5, at + 1.1], mode, confidence),
            st.integers(0, 50),
            st.sampled_from(["single", "automatic"]),
            st.sampled_from([0.6, 0.97]),
        ),
        st.builds(lambda at: [explosion(at)], st.integers(0, 58)),
    ),
    max_size=4,
    unique_by=lambda parts: parts[0].start,
)


def verdicts(account, parts, duration=60.0, decoded=((0, 60),)):
    heard = list({one.id: one for part in parts for one in part}.values())
    return align(account, recording(duration, decoded), heard, sought())


@settings(max_examples=100, deadline=None)
@given(told=st.lists(PRESENT, min_size=1, max_size=3), heard=HEARD, data=st.data())
def test_nothing_is_shown_by_hearing_less(told, heard, data):
    """Taking an observation away never turns a claim that something was there into *shown*."""
    account = reading(*told)
    left = [part for part in heard if data.draw(st.booleans())]
    before, after = verdicts(account, heard), verdicts(account, left)
    for one, other in zip(before.findings, after.findings, strict=True):
        assert other.verdict is not Verdict.SHOWN or one.verdict is Verdict.SHOWN


@settings(max_examples=60, deadline=None)
@given(
    told=st.lists(st.sampled_from(TOLD), min_size=1, max_size=3),
    denied=st.booleans(),
    heard=HEARD,
    tail=st.integers(1, 120),
)
def test_footage_that_nobody_perceived_leaves_no_more_tested(told, denied, heard, tail):
    """A stretch at the end that could not be decoded never makes a claim tested that was not."""
    polarity = {"polarity": "neg", "certainty": "CT-"} if denied else {}
    account = reading(*(claim(words, act, **polarity) for words, act in told))
    before, after = verdicts(account, heard), verdicts(account, heard, 60.0 + tail)
    for one, other in zip(before.findings, after.findings, strict=True):
        if one.verdict is Verdict.NOT_TESTED:
            assert other.verdict is Verdict.NOT_TESTED


@settings(max_examples=60, deadline=None)
@given(
    told=st.lists(st.sampled_from(TOLD), min_size=1, max_size=3), heard=HEARD, by=st.integers(1, 59)
)
def test_shifting_all_that_was_heard_shifts_the_citations(told, heard, by):
    """Nothing but the seconds changes where the account says nothing of when."""
    account = reading(*(claim(words, act) for words, act in told))
    shifted = [_shifted(part, by) for part in heard]
    whole = ((0, 120),)
    before, after = (verdicts(account, parts, 120.0, whole) for parts in (heard, shifted))
    for one, other in zip(before.findings, after.findings, strict=True):
        assert other.verdict is one.verdict
        assert [c.start.json_seconds for c in other.citations] == [
            c.start.json_seconds + by for c in one.citations
        ]


@settings(max_examples=40, deadline=None)
@given(told=st.lists(PRESENT, min_size=2, max_size=3), heard=HEARD)
def test_the_order_of_sentences_that_tell_no_order_changes_no_verdict(told, heard):
    """Claims that no words tie in time are weighed alike wherever they stand."""
    first = {(one.quote, one.time.cue): v for one, v in _by_claim(told, heard)}
    for order in itertools.permutations(told):
        assert {(one.quote, one.time.cue): v for one, v in _by_claim(order, heard)} == first


def _by_claim(told, heard):
    aligned = verdicts(reading(*told), heard)
    return [(one, f.verdict) for one, f in zip(told, aligned.findings, strict=True)]


def _shifted(part, by):
    """Return the same observations *by* seconds later, groups with the ids of their shots."""
    ids, shifted = {}, []
    for one in part:
        attributes = dict(one.attributes)
        if one.kind is Kind.GUNFIRE:
            attributes["shot_ids"] = [ids[name] for name in attributes["shot_ids"]]
        moved = Observation.of(
            recording=one.recording,
            kind=one.kind,
            span=type(one.span)(*(BASE.nearest(at.seconds + by) for at in (one.start, one.end))),
            confidence=one.confidence,
            made_by=one.made_by,
            attributes=attributes,
        )
        ids[one.id] = moved.id
        shifted.append(moved)
    return shifted
