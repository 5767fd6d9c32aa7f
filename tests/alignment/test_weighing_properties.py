"""Whatever is claimed and whatever is heard, some things never happen."""

from alignment_nouns import bang, claim, explosion, fire, reading, recording, sought, when
from hypothesis import given, settings
from hypothesis import strategies as st

from witnessmark.alignment import align
from witnessmark.alignment.weighed import SOUND_FLOOR
from witnessmark.model import ClaimTime, Clock, Quantity, Relation, Verdict

ACTS = ["EXCHANGE_FIRE", "FIRE_AUTOMATIC", "THROW_GRENADE", "BACKGROUND", "WARNING", "AMBUSH"]
NUMBERS = st.one_of(st.none(), st.integers(-3, 60).map(float))
QUANTITIES = st.builds(
    Quantity,
    text=st.sampled_from(["three shots", "a shot", "in the first seconds", "600 rounds a minute"]),
    span=st.just((0, 4)),
    unit=st.sampled_from(["shots", "bursts", "explosions", "media_s", "media_s_from_end", "m"]),
    min=NUMBERS,
    max=NUMBERS,
)
TIMES = st.one_of(
    st.sampled_from(
        [
            when(None, 0, 1),
            when("late", 0.6, 1),
            when("backwards", 0.6, 0.2),
            when("throughout", 0, 1, ("e",)),
            when("to the end", 0.6, 1, ("f",)),
            ClaimTime(cue="one day"),
        ]
    ),
    st.integers(-5, 200).map(
        lambda s: ClaimTime(clock=Clock(kind="media_clock", value="x", seconds=s))
    ),
)
CLAIMS = st.builds(
    claim,
    st.sampled_from(
        ["Gunfire.", "Single shots.", "Something else before it.", "They exchange fire"]
    ),
    st.sampled_from(ACTS),
    type=st.sampled_from(["observation", "opinion", "media_meta", "attributed"]),
    perceptibility=st.sampled_from(["audible", "visible", "visible+audible", "neither"]),
    polarity=st.sampled_from(["pos", "neg"]),
    certainty=st.sampled_from(["CT+", "CT-", "PR-", "Uu"]),
    actor=st.sampled_from([None, "the guards"]),
    target=st.sampled_from([None, "the gate"]),
    place=st.sampled_from([None, "the roof"]),
    quantities=st.lists(QUANTITIES, max_size=2).map(tuple),
    time=TIMES,
)
STARTS = st.lists(st.integers(0, 590), min_size=1, max_size=8, unique=True).map(sorted)
SOUNDS = st.builds(
    lambda runs, blasts, confidence, mode: {
        one.id: one
        for one in [
            *(o for ts in runs for o in fire([t / 10 for t in ts], mode, confidence)),
            *(explosion(b / 10) for b in blasts),
        ]
    },
    st.lists(STARTS, max_size=2),
    st.lists(st.integers(0, 590), max_size=2),
    st.sampled_from([0.45, 0.97]),
    st.sampled_from(["single", "automatic"]),
)
ARCS = st.lists(
    st.tuples(st.integers(1, 4), st.integers(1, 4), st.sampled_from([("b",), ("bi", "mi"), ()])),
    max_size=4,
)


@settings(max_examples=300, deadline=None)
@given(
    claims=st.lists(CLAIMS, max_size=4),
    sounds=SOUNDS,
    arcs=ARCS,
    heard=st.sampled_from([((0, 60),), ((0, 20),), ()]),
    duration=st.sampled_from([60.0, 0.000001, 7.5]),
)
def test_alignment_is_total_and_keeps_its_promises(claims, sounds, arcs, heard, duration):
    """One finding a claim, each observation once, and no verdict beyond its evidence."""
    relations = tuple(
        Relation(first=f"c0{a}", second=f"c0{b}", allen=allen, cue="x")
        for a, b, allen in arcs
        if max(a, b) <= len(claims)
    )
    result = align(
        reading(*claims, relations=relations),
        recording(duration=duration, decoded=heard),
        list(sounds.values()),
        sought(),
    )
    assert [f.claim for f in result.findings] == [c.id for c in result.reading.claims]
    cited = {o for f in result.findings for c in f.citations for o in c.observations}
    assert cited.isdisjoint(result.unexplained)
    assert cited | set(result.unexplained) == set(sounds)
    for one, finding in zip(result.reading.claims, result.findings, strict=True):
        assert finding.reason.endswith((".", ")"))
        if finding.coverage is not None and finding.coverage < SOUND_FLOOR:
            assert finding.verdict not in {Verdict.NOT_SHOWN, Verdict.SHOWN_ELSEWHEN}
        if one.certainty == "Uu":
            assert finding.supports is None
        if finding.verdict in {Verdict.CONTRADICTED, Verdict.SHOWN}:
            assert {one.actor, one.target, one.place} == {None}
            assert finding.citations
            assert finding.confidence >= 0.9


@settings(max_examples=150, deadline=None)
@given(one=CLAIMS, sounds=SOUNDS, starts=STARTS, chance=st.sampled_from([0.2, 0.49]))
def test_bangs_of_unknown_cause_show_nothing_absent(one, sounds, starts, chance):
    """What may be what is told never makes it absent, nor shows it, nor contradicts it."""
    bangs = [bang(at / 10, chance_of_shot=chance, chance_of_explosion=chance) for at in starts]
    known = list(sounds.values())
    without, beside = (
        align(reading(one), recording(), heard, sought()).findings[0].verdict
        for heard in (known, [*known, *bangs])
    )
    decided = {Verdict.SHOWN, Verdict.CONTRADICTED, Verdict.NOT_SHOWN, Verdict.SHOWN_ELSEWHEN}
    assert beside == without or beside not in decided
