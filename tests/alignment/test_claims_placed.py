"""Placing all claims together: the best placement, by trying them all, and what it keeps to."""

import itertools

from alignment_nouns import explosion, fire
from hypothesis import given, settings
from hypothesis import strategies as st

from witnessmark.alignment.endpoints import ruled
from witnessmark.alignment.placing import Option, _holds, _rules, place
from witnessmark.alignment.stretches import MOST_RUNS, most_things, runs
from witnessmark.model import Relation

ALLEN = ("b", "bi", "m", "mi", "o", "oi", "s", "si", "d", "di", "f", "fi", "e")


def relation(first, second, *allen):
    return Relation(first=first, second=second, allen=allen, cue="then")


def options(times, worths=()):
    """Every run of blasts at *times*, worth what is given in turn, else nothing."""
    given_worths = itertools.chain(worths, itertools.repeat(0.0))
    return [
        Option(run, worth)
        for run, worth in zip(runs([explosion(at) for at in times]), given_worths, strict=False)
    ]


def total(choice, told, relations):
    """What a placement is worth, by the model in the module's docstring."""
    stretches = {name: told[name][n].stretch for name, n in choice.items()}
    rules = [rule for one in relations for rule in _rules(one, told)]
    lost = sum(rule.cost for rule in rules if not _holds(rule, stretches))
    return sum(told[name][n].worth for name, n in choice.items()) - lost


TIMES = st.lists(st.integers(0, 12), min_size=1, max_size=3, unique=True)


@given(
    st.lists(TIMES, min_size=2, max_size=3),
    st.lists(st.sets(st.sampled_from(ALLEN), min_size=1, max_size=4), min_size=2, max_size=2),
    st.lists(st.floats(-5, 2), min_size=6, max_size=6),
)
@settings(max_examples=60, deadline=None)
def test_no_other_placement_is_worth_more(times, allen, worths):
    """The solver's placement is worth as much as the best that trying all of them finds."""
    told = {f"c{n}": options(at, worths) for n, at in enumerate(times)}
    names = list(told)
    relations = [
        relation(first, second, *sorted(codes))
        for (first, second), codes in zip(itertools.pairwise(names), allen, strict=False)
    ]
    placed = place(told, relations)
    chosen = {
        name: [one.stretch for one in told[name]].index(placed.stretches[name]) for name in names
    }
    best = max(
        total(dict(zip(names, tried, strict=True)), told, relations)
        for tried in itertools.product(*(range(len(told[name])) for name in names))
    )
    assert abs(total(chosen, told, relations) - best) < 1e-6


def test_a_burst_and_then_another_are_two():
    """Claims told one after the other share no thing where there is one for each."""
    told = {name: options([5, 20]) for name in ("c1", "c2")}
    placed = place(told, [relation("c1", "c2", "b", "m", "o", "fi", "di")])
    assert [one.start.json_seconds for one in placed.stretches["c1"].things] == [5]
    assert [one.start.json_seconds for one in placed.stretches["c2"].things] == [20]
    assert not placed.broken


def test_an_order_that_cannot_hold_is_broken_where_it_costs_least():
    """Of three claims in a row the one that stands wrong breaks one order, not two."""
    told = {"c1": options([5]), "c2": options([40]), "c3": options([20])}
    then = ("b", "m", "o", "fi", "di")
    placed = place(told, [relation("c1", "c2", *then), relation("c2", "c3", *then)])
    assert placed.broken == {("c2", "c3")}
    assert placed.out_of_order == {"c2", "c3"}


def test_what_sounds_as_one_may_have_been_told_as_two():
    """One explosion can be both of two that are told in turn: their order is not broken."""
    blast = options([10])
    placed = place({"c1": blast, "c2": blast}, [relation("c1", "c2", "b", "m")])
    assert not placed.broken


def test_claims_that_nothing_ties_are_placed_where_each_fits_best():
    """Without a relation nobody gives way."""
    told = {"c1": options([5, 20], [0.0, 0.0, 1.0]), "c2": options([5, 20], [1.0])}
    placed = place(told, [])
    assert placed.stretches["c1"] == told["c1"][2].stretch
    assert placed.stretches["c2"] == told["c2"][0].stretch


def test_an_allen_set_rules_out_what_none_of_its_members_leaves_open():
    """Before, meeting or overlapping: starts are in order, and so are ends."""
    assert {(one.earlier, one.later, one.swapped) for one in ruled(["b", "m", "o"])} == {
        ("start", "start", False),
        ("end", "end", False),
    }
    assert ruled(ALLEN) == ()
    assert ruled([]) == ()


def test_an_inverse_set_says_the_same_the_other_way_round():
    """What "before" says of one, "after" says of the other."""
    inverse = {
        code: f"{code}i" if f"{code}i" in ALLEN else code.removesuffix("i") for code in ALLEN
    }
    inverse["e"] = "e"
    for size in (1, 2):
        for codes in itertools.combinations(ALLEN, size):
            there = {(o.earlier, o.later, o.swapped, o.together) for o in ruled(codes)}
            back = {
                (o.earlier, o.later, not o.swapped, o.together)
                for o in ruled(inverse[code] for code in codes)
            }
            assert there == back


def test_runs_leave_out_nothing_in_their_middle_and_are_never_too_many():
    """Things close together become one where there are more than can be weighed."""
    many = [explosion(at) for at in (0, 1, 2, 30, 31, 60)]
    parted = runs(many, 3)
    assert len(parted) == 6
    assert {len(one.things) for one in parted} == {1, 2, 3, 5, 6}
    assert {one.pauses[0] for one in parted if one.first == 0} == {float("inf")}
    for claims in (1, 10, 300):
        most = most_things(claims)
        assert most >= 3
        assert most == 3 or claims * most * (most + 1) // 2 <= MOST_RUNS


def test_starts_said_to_be_one_are_a_second_apart_at_most():
    """Two groups that begin three seconds apart did not start together."""
    groups = {
        name: [one for one in fire([at]) if one.kind == "gunfire"]
        for name, at in (("c1", 5), ("c2", 8))
    }
    told = {name: [Option(run, 0.0) for run in runs(things)] for name, things in groups.items()}
    assert place(told, [relation("c1", "c2", "s", "si", "e")]).broken == {("c1", "c2")}
