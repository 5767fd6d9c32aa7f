"""What is planted: words, spans, truth, and the verdicts that are right."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from witnessmark.account import read_text
from witnessmark.alignment import align
from witnessmark.evaluation.weighing.composing import FIRST_SEED, LONGEST, SHORTEST, compose
from witnessmark.evaluation.weighing.expecting import Answer, expected
from witnessmark.evaluation.weighing.happenings import Happening, happenings
from witnessmark.evaluation.weighing.judging import judge
from witnessmark.evaluation.weighing.observing import observe
from witnessmark.evaluation.weighing.phrasing import fill, in_tense, wording
from witnessmark.evaluation.weighing.planting import candidates
from witnessmark.evaluation.weighing.propositions import (
    Counted,
    Denied,
    Failure,
    Judged,
    OnlySingle,
    Ordered,
    Place,
    Proposition,
    Told,
    Unshowable,
    Unwarned,
)
from witnessmark.evaluation.weighing.sentences import write
from witnessmark.evaluation.weighing.things import SORTS, Thing
from witnessmark.evaluation.weighing.writer import BANKS, Writer
from witnessmark.model import Kind, Polarity
from witnessmark.rendering.incidents import FAMILIES, draw_incident
from witnessmark.rendering.truth import truth_of

LENGTH = 40.0
FIRST_HALF = Place("first_half", 0.0, 20.0, window=(0.0, 0.5), relation=("s", "d"))
SECOND_HALF = Place("second_half", 20.0, 40.0, window=(0.5, 1.0), relation=("d", "f"))
WHOLE = Place("throughout", 0.0, 40.0, "throughout", (0.0, 1.0), ("e", "di"))
TO_THE_END = Place("to_the_end", 24.0, 40.0, "to_the_end", (0.6, 1.0), ("f",))


def fire(start: float, shots: int, mode: str = "automatic", step: float = 0.1) -> Happening:
    moments = tuple(round(start + n * step, 3) for n in range(shots))
    end = moments[-1] + 0.01
    return Happening(Kind.GUNFIRE, start, end, moments, mode, "rifle", 20.0, 600.0, heard=shots)


def blast(at: float, *, clear: bool = True) -> Happening:
    return Happening(Kind.EXPLOSION, at, at + 0.5, clear=clear)


def voice(start: float, end: float, kind: str = "speech") -> Happening:
    return Happening(Kind.SPEECH, start, end, mode=kind)


SINGLES, RAPID = fire(5.0, 3, "single", 1.0), fire(12.0, 20)


@pytest.mark.parametrize(
    ("one", "events", "truth", "failing"),
    [
        (Told(Thing.GUNFIRE), [RAPID], True, None),
        (Told(Thing.EXPLOSION), [RAPID], False, Failure.ABSENT),
        (Told(Thing.EXPLOSION), [blast(5.0, clear=False)], None, None),
        (Told(Thing.AUTOMATIC, FIRST_HALF), [RAPID], True, None),
        (Told(Thing.AUTOMATIC, SECOND_HALF), [RAPID], False, Failure.ELSEWHERE),
        (Told(Thing.EXPLOSION, SECOND_HALF), [blast(19.5)], None, None),
        (Told(Thing.GUNFIRE, WHOLE), [fire(1.0, 380)], True, None),
        (Told(Thing.GUNFIRE, WHOLE), [RAPID], False, Failure.ELSEWHERE),
        (Told(Thing.GUNFIRE, TO_THE_END), [fire(30.0, 100)], True, None),
        (Told(Thing.GUNFIRE, TO_THE_END), [fire(25.0, 20)], False, Failure.ELSEWHERE),
        (Denied(Thing.EXPLOSION), [RAPID], True, None),
        (Denied(Thing.EXPLOSION), [blast(3.0)], False, Failure.PRESENT),
        (Denied(Thing.GUNFIRE, SECOND_HALF), [RAPID], True, None),
        (Denied(Thing.GUNFIRE, FIRST_HALF), [RAPID], False, Failure.PRESENT),
        (Denied(Thing.GUNFIRE, anchor=Thing.EXPLOSION), [blast(5.0), RAPID], True, None),
        (Denied(Thing.GUNFIRE, anchor=Thing.EXPLOSION), [blast(20.0), RAPID], False,
         Failure.PRESENT),
        (Ordered(Thing.SINGLE, Thing.AUTOMATIC), [SINGLES, RAPID], True, None),
        (Ordered(Thing.AUTOMATIC, Thing.SINGLE), [SINGLES, RAPID], False, Failure.ORDER),
        (Ordered(Thing.EXPLOSION, Thing.AUTOMATIC), [blast(10.0), RAPID, blast(30.0)], True, None),
        (Ordered(Thing.AUTOMATIC, Thing.EXPLOSION), [blast(10.0), RAPID, blast(30.0)], None, None),
        (Counted("exactly", "shots", 3, 3), [SINGLES], True, None),
        (Counted("at_most", "shots", None, 5), [RAPID], False, Failure.TOO_MANY),
        (Counted("at_least", "shots", 50, None), [RAPID], False, Failure.TOO_FEW),
        (Counted("exactly", "explosions", 2, 2), [blast(1.0), blast(9.0, clear=False)], None, None),
        (Counted("exchanges", "exchanges", 3, None), [fire(n, 3) for n in (1, 4, 7)], None, None),
        (OnlySingle(), [SINGLES], True, None),
        (OnlySingle(), [SINGLES, RAPID], False, Failure.MODE),
        (Unwarned(Thing.AUTOMATIC), [RAPID], True, None),
        (Unwarned(Thing.AUTOMATIC), [voice(8.0, 9.0, "warning"), RAPID], False, Failure.PRESENT),
        (Unwarned(Thing.AUTOMATIC), [voice(8.0, 9.0), RAPID], None, None),
    ],
)  # fmt: skip
def test_truth_follows_from_what_happens(
    one: Proposition, events: list[Happening], truth: bool | None, failing: Failure | None
) -> None:
    """True, false in a named way, or open where people might differ."""
    judged = judge(one, events, LENGTH)
    assert (judged.truth, judged.failing) == (truth, failing)


@pytest.mark.parametrize(
    ("one", "judged", "answers"),
    [
        (Told(Thing.GUNFIRE), Judged(truth=True), {Answer.SHOWN}),
        (Told(Thing.MACHINE_GUN), Judged(truth=True), {Answer.CONSISTENT}),
        (Told(Thing.CAUSE), Judged(truth=True), {Answer.CONSISTENT}),
        (Told(Thing.SNOWFALL), Judged(truth=True), {Answer.CONSISTENT}),
        (Denied(Thing.GUNFIRE), Judged(truth=True), {Answer.ABSENT}),
        (Denied(Thing.GUNFIRE), Judged(truth=False, failing=Failure.PRESENT),
         {Answer.CONTRADICTED}),
        (OnlySingle(), Judged(truth=False, failing=Failure.MODE), {Answer.CONTRADICTED}),
        (Counted("exactly", "shots", 2, 2), Judged(truth=False, failing=Failure.TOO_MANY),
         {Answer.CONTRADICTED}),
        (Counted("exactly", "shots", 9, 9), Judged(truth=False, failing=Failure.TOO_FEW),
         {Answer.NOT_SHOWN}),
        (Told(Thing.SPEECH), Judged(truth=False, failing=Failure.ABSENT), {Answer.NOT_SHOWN}),
        (Told(Thing.SPEECH, FIRST_HALF), Judged(truth=False, failing=Failure.ELSEWHERE),
         {Answer.ELSEWHEN}),
        (Ordered(Thing.SPEECH, Thing.AUTOMATIC), Judged(truth=False, failing=Failure.ORDER),
         {Answer.ELSEWHEN}),
        (Unshowable("motive"), Judged(truth=True), {Answer.NOT_TESTABLE}),
    ],
)  # fmt: skip
def test_right_verdicts_follow_from_the_truth(
    one: Proposition, judged: Judged, answers: set[Answer]
) -> None:
    """Each rule of the module's head, by one case."""
    assert expected(one, judged) == answers


def test_no_false_sentence_may_rightly_be_shown() -> None:
    """Whatever is false, *shown* and a borne-out absence are never among the right verdicts."""
    random = np.random.default_rng(5)
    checked = 0
    for family in FAMILIES:
        scenario = draw_incident(family, 3)
        events = happenings(scenario, truth_of(scenario))
        for one in candidates(random, events, scenario.duration):
            right = expected(one.proposition, one.judged)
            if one.judged.truth is False:
                assert not right & {Answer.SHOWN, Answer.ABSENT, Answer.CONSISTENT}
                checked += 1
            else:
                assert Answer.CONTRADICTED not in right
    assert checked > 100


def _banks(bank: object) -> list[list[object]]:
    if isinstance(bank, list):
        return [bank]
    return [some for one in bank.values() for some in _banks(one)] if isinstance(bank, dict) else []


def test_every_wording_parses_and_there_are_six_of_each() -> None:
    """Marks close, tenses are chosen, and no bank is thin."""
    for file in ("clauses", "frames", "sentences", "unshowable"):
        for bank in _banks(wording(file)):
            assert len(bank) >= 6
    given = dict.fromkeys(
        ("clause", "cue", "first", "second", "anchor", "film", "clock", "from", "to", "n", "noun",
         "be", "group", "place", "person"),
        "it",
    )  # fmt: skip
    for file in ("clauses", "frames", "sentences", "unshowable"):
        for name in (file, f"kept_{file}", *(f"{bank}_{file}" for bank in BANKS)):
            for bank in _banks(wording(name)):
                for entry in bank:
                    words = entry["words"] if isinstance(entry, dict) else entry
                    text = fill(in_tense(words, past=True), given).text
                    assert not set(text) & set("{}[]<>|()")


def test_kept_wordings_are_no_others() -> None:
    """What is kept for reports stands in no list that development draws from."""

    def words(name: str) -> set[str]:
        return {str(entry) for bank in _banks(wording(name)) for entry in bank}

    for file in ("clauses", "frames", "sentences", "unshowable"):
        assert not words(file) & words(f"kept_{file}")


def _lists(bank: object, keys: tuple[str, ...] = ()) -> dict[tuple[str, ...], int]:
    if not isinstance(bank, dict):
        return {keys: len(bank)} if isinstance(bank, list) else {}
    found: dict[tuple[str, ...], int] = {}
    for key, one in bank.items():
        found |= _lists(one, (*keys, key))
    return found


@pytest.mark.parametrize("bank", BANKS)
def test_a_named_set_of_wordings_is_complete_and_its_own(bank: str) -> None:
    """Every list of the first set has one in the named set, and hardly any words are in both."""
    for file in ("clauses", "frames", "sentences", "unshowable"):
        first, second = wording(file), wording(f"{bank}_{file}")
        needed = {one for one in _lists(first) if one[0] not in {"names", "titles"}}
        assert set(_lists(second)) == needed
        words = {str(entry) for some in _banks(second) for entry in some}
        known = {str(entry) for some in _banks(first) for entry in some}
        assert len(words & known) <= 0.1 * len(words)


@pytest.mark.parametrize("bank", BANKS)
def test_an_account_may_be_composed_in_a_named_set_of_wordings(bank: str) -> None:
    """The same things are planted, in other words, and no word of the set is left unfilled."""
    for family in list(FAMILIES)[:4]:
        scenario = draw_incident(family, 1)
        made = compose(scenario, family, 1, bank=bank)
        assert made.text != compose(scenario, family, 1).text
        assert not set(made.text) & set("{}[]<>|")


def test_marks_lie_where_their_words_are() -> None:
    """A mark within a mark, and one in a slot, both quote what they mark."""
    cue = fill("in the <part first> half", {})
    phrase = fill("[a Shots fall {cue}], <rel then> it ends.", {"cue": cue})
    quoted = {one.role: phrase.words(one) for one in phrase.marks}
    assert quoted == {
        "part": "first",
        "cue": "in the first half",
        "a": "Shots fall in the first half",
        "rel": "then",
    }
    with pytest.raises(ValueError, match="not closed"):
        fill("[a open", {})


@pytest.mark.parametrize("family", list(FAMILIES))
def test_accounts_are_composed_of_every_family(family: str) -> None:
    """The same account twice; sentences within bounds; every claim quotes its own words."""
    scenario = draw_incident(family, 1)
    made = compose(scenario, family, 1)
    assert made == compose(scenario, family, 1)
    assert SHORTEST <= len(made.planted) <= LONGEST
    assert all(made.text[slice(*one.span)] == one.text for one in made.planted)
    claimed = {claim.sentence for claim in made.reading.claims}
    assert claimed == {one.sentence for one in made.planted}
    for claim in made.reading.claims:
        assert made.text[slice(*claim.span)] == claim.quote
        for quantity in claim.quantities:
            assert made.text[slice(*quantity.span)] == quantity.text
        for hedge in claim.hedges:
            assert made.text[slice(*hedge.span)] == hedge.cue
    for before, after in pairwise(made.planted):
        assert before.span[1] < after.span[0]


def test_reports_alone_use_kept_words() -> None:
    """No account for development has a kept wording; among those for reports some have."""
    scenario = draw_incident("checkpoint", 1)
    assert not any(one.kept for one in compose(scenario, "checkpoint", 1).planted)
    made = [compose(scenario, "checkpoint", FIRST_SEED + n) for n in range(3)]
    assert any(one.kept for account in made for one in account.planted)


def test_denials_are_negative_and_orders_tied() -> None:
    """What a perfect reader is said to read has the polarity and the relation of the words."""
    writer = Writer(np.random.default_rng(1), past=False)
    denial = write(Denied(Thing.EXPLOSION, SECOND_HALF), writer)
    (draft,) = denial.claims
    assert draft.fields["polarity"] == Polarity.NEGATIVE
    assert draft.fields["time"]["window"] == (0.5, 1.0)
    for _ in range(20):
        order = write(Ordered(Thing.SPEECH, Thing.AUTOMATIC), writer)
        (tie,) = order.ties
        first, second = order.claims[tie.first], order.claims[tie.second]
        assert ("b" in tie.allen) is (first.fields["act"] == SORTS[Thing.SPEECH].act)
        assert {first.fields["act"], second.fields["act"]} == {"SPEECH", "FIRE_AUTOMATIC"}


def test_perfect_observations_can_be_weighed() -> None:
    """Alignment takes what is observed, and gives every sentence a verdict."""
    scenario = draw_incident("checkpoint", 2)
    made = compose(scenario, "checkpoint", 2)
    observed = observe(made.name, made.events, scenario.duration)
    kinds = {one.kind for one in observed.observations}
    assert kinds >= {one.kind for one in made.events}
    found = align(made.reading, observed.recording, observed.observations, observed.sought)
    assert len(found.verdicts) == len(made.planted) + 1


def test_two_things_at_one_time_are_observed_once() -> None:
    """Two explosions in the same instant are one observation, since they have one name."""
    observed = observe("twice", [blast(3.0), blast(3.0), RAPID], LENGTH)
    kinds = [one.kind for one in observed.observations]
    assert kinds.count(Kind.EXPLOSION) == 1
    assert kinds.count(Kind.SHOT) == len(RAPID.moments)


def test_the_real_reader_finds_the_planted_sentences() -> None:
    """Accounts are plain enough that their sentences are cut where they were planted."""
    scenario = draw_incident("checkpoint", 2)
    made = compose(scenario, "checkpoint", 2)
    read = read_text(made.text.encode(), "account.txt")
    assert [one.text for one in read.sentences[1:]] == [one.text for one in made.planted]
