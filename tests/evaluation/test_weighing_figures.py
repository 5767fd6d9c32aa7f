"""The figures of weighing, on answers made by hand, and accounts written by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from witnessmark.cli import run
from witnessmark.errors import RecordError
from witnessmark.evaluation.weighing import evaluating
from witnessmark.evaluation.weighing.answered import Answered, Omission, Outcome, likeness
from witnessmark.evaluation.weighing.baselines import by_keyword
from witnessmark.evaluation.weighing.evaluating import incidents, levels_named
from witnessmark.evaluation.weighing.expecting import Answer, answer_of
from witnessmark.evaluation.weighing.handwritten import (
    accounts_in,
    case_in,
    digest_of,
    read_account_file,
)
from witnessmark.evaluation.weighing.observing import observe
from witnessmark.evaluation.weighing.scoring import score
from witnessmark.evaluation.weighing.weighing import case_of, weigh_case
from witnessmark.model import Verdict
from witnessmark.rendering.incidents import FAMILIES, draw_incident

SAMPLES = Path(__file__).parents[2] / "samples" / "weighing"


def answered(
    truth: bool | None, given: Answer, right: tuple[Answer, ...], **parts: Any
) -> Answered:
    known = {"incident": "one", "family": "family", "text": "Words.", "kind": "presence"} | parts
    return Answered(
        truth=truth, hedged=False, expected=frozenset(right), given=given, reason="so", **known
    )


def true(given: Answer, *right: Answer, **parts: Any) -> Answered:
    return answered(truth=True, given=given, right=right, **parts)


def false(given: Answer, *right: Answer, **parts: Any) -> Answered:
    return answered(truth=False, given=given, right=right, **parts)


def unshowable(given: Answer, *right: Answer) -> Answered:
    return answered(truth=None, given=given, right=right)


def figures(*answers: Answered, omissions: tuple[Omission, ...] = ()) -> Mapping[str, Any]:
    (scores,) = score([Outcome("logic", "witnessmark", answers, omissions)])
    return scores.figures


def test_false_shown_counts_among_false_and_among_shown() -> None:
    """One false of two is shown; of two shown, one is not true."""
    found = figures(
        true(Answer.SHOWN, Answer.SHOWN),
        false(Answer.SHOWN, Answer.NOT_SHOWN),
        false(Answer.NOT_SHOWN, Answer.NOT_SHOWN, incident="two"),
    )
    assert found["false_shown_of_false"].value == 0.5
    assert found["false_shown_of_shown"].value == 0.5
    assert found["right"].value == pytest.approx(2 / 3)


def test_an_unshowable_sentence_shown_is_a_false_shown() -> None:
    """What no recording shows is not true of it, whatever is said."""
    found = figures(unshowable(Answer.SHOWN, Answer.NOT_TESTABLE))
    assert found["false_shown_of_shown"].value == 1
    assert found["unshowable"].value == 0


def test_false_contradicted_counts_true_sentences() -> None:
    """A true sentence contradicted, and a false one rightly."""
    found = figures(
        true(Answer.CONTRADICTED, Answer.SHOWN),
        false(Answer.CONTRADICTED, Answer.CONTRADICTED),
    )
    assert found["false_contradicted_of_true"].value == 1
    assert found["false_contradicted_of_contradicted"].value == 0.5


def test_citations_count_where_a_true_sentence_is_shown() -> None:
    """IoU of a half is enough; what is false or not shown does not count."""
    found = figures(
        true(Answer.SHOWN, Answer.SHOWN, likeness=0.5),
        true(Answer.SHOWN, Answer.SHOWN, likeness=0.4),
        false(Answer.SHOWN, Answer.NOT_SHOWN, likeness=0.0),
    )
    assert found["iou_half"].value == 0.5
    assert found["iou_half"].of == 2


def test_what_nobody_covered_is_counted() -> None:
    """One sentence shown without cover is one too many; omissions are a share."""
    found = figures(
        true(Answer.SHOWN, Answer.SHOWN, uncovered=True),
        omissions=(Omission("one", "family", "speech", told=True),),
    )
    assert found["shown_uncovered"].value == 1
    assert found["omitted_told"].value == 1


def test_likeness_takes_the_whole_or_the_part_in_the_stretch() -> None:
    """Half a group in the stretch may be cited as such, or with the rest of it."""
    assert likeness(((0.0, 10.0),), [((0.0, 10.0),)], None) == 1.0
    assert likeness(((5.0, 10.0),), [((0.0, 10.0),)], None) == 0.5
    assert likeness(((5.0, 10.0),), [((0.0, 10.0),)], (5.0, 20.0)) == 1.0
    assert likeness(((1.0, 2.0),), [((3.0, 4.0),), ((1.0, 2.0),)], None) == 1.0
    assert likeness((), [((0.0, 1.0),)], None) is None


def test_not_shown_is_two_answers() -> None:
    """Against a claim, or for a denial."""
    assert answer_of(Verdict.NOT_SHOWN, supports=True) is Answer.ABSENT
    assert answer_of(Verdict.NOT_SHOWN, supports=False) is Answer.NOT_SHOWN
    assert answer_of(Verdict.SHOWN, supports=True) is Answer.SHOWN


def test_the_plain_method_is_blind_to_negation() -> None:
    """It calls shown what is denied, where the word's kind is there."""
    case = case_of("shelling", 1)
    observed = observe(case.name, case.events, case.duration)
    given, cited = by_keyword("No explosion is heard.", observed.observations)
    assert given is Answer.SHOWN
    assert cited
    assert by_keyword("They were afraid.", observed.observations) == (Answer.NOT_TESTABLE, ())


def test_incidents_go_through_the_families_in_turn() -> None:
    """As many as asked for, each family once before any seed comes again."""
    chosen = incidents(len(FAMILIES) + 1, 7)
    assert [family for family, _ in chosen[:-1]] == list(FAMILIES)
    assert chosen[-1] == (next(iter(FAMILIES)), 8)
    with pytest.raises(RecordError, match="No level is called 'none'"):
        levels_named("logic,none")


def test_the_reading_level_needs_no_film(tmp_path: Path) -> None:
    """Real reading and perfect observations are scored without rendering anything."""
    (own, plain) = weigh_case(case_of("calm", 1), ("reading",), tmp_path)
    assert (own.method, plain.method) == ("witnessmark", "keyword")
    assert len(own.answered) == len(plain.answered)
    assert not list(tmp_path.iterdir())


def test_the_command_prints_the_same_json_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Levels, figures with goals, confusion and families; the second run is the same bytes."""
    two = {name: FAMILIES[name] for name in ("calm", "close_shots")}
    monkeypatch.setattr(evaluating, "FAMILIES", two)
    arguments = [
        "evaluate", "weighing", "--levels", "logic", "--incidents", "2", "--first-seed", "1",
        "--work", str(tmp_path), "--json", "--misses",
    ]  # fmt: skip
    assert run(arguments) == 0
    first = capsys.readouterr().out
    assert run(arguments) == 0
    assert capsys.readouterr().out == first
    written = json.loads(first)
    assert [(one["level"], one["method"]) for one in written["levels"]] == [
        ("logic", "witnessmark"),
        ("logic", "keyword"),
    ]
    own = written["levels"][0]
    assert set(own["families"]) == set(two)
    assert own["goals"]["right"]["bound"] == 0.98
    assert (
        sum(sum(row.values()) for row in own["confusion"].values()) == own["figures"]["right"]["of"]
    )


def test_misses_are_told_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The table has a row for every figure, and misses come before it."""
    monkeypatch.setattr(evaluating, "FAMILIES", {"calm": FAMILIES["calm"]})
    arguments = [
        "evaluate", "weighing", "--levels", "logic", "--incidents", "1", "--first-seed", "1",
        "--work", str(tmp_path), "--misses",
    ]  # fmt: skip
    assert run(arguments) == 0
    told = capsys.readouterr().out
    assert told.index("misses, logic") < told.index("logic: 1 incidents")
    assert "by kind of plant" in told


ACCOUNT = """
scenario: {family: calm, seed: 1}
title: A title
sentences:
  - {text: "Nobody fires.", truth: "true", expected: [absent]}
  - {text: "A shot is heard.", truth: "false", expected: [not_shown], paragraph: true}
"""


def test_a_written_account_becomes_a_case(tmp_path: Path) -> None:
    """Text, spans and truth are those of the file; no perfect reading is made up."""
    path = tmp_path / "one.yaml"
    path.write_text(ACCOUNT, "utf-8")
    case = case_in(path)
    assert case.text == "A title\n\nNobody fires.\n\nA shot is heard."
    assert [one.truth for one in case.planted] == [True, False]
    assert all(case.text[slice(*one.span)] == one.text for one in case.planted)
    assert case.reading is None
    assert accounts_in(tmp_path) == (path,)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("family: calm", "family: none"), "no family"),
        (("[absent]", "[perhaps]"), "sentences.0.expected.0"),
        (('truth: "true"', "truth: maybe"), "sentences.0.truth"),
        (("seed: 1", "seed: 1, digest: f000000000000000"), "another incident"),
        (("scenario:", ": ["), "YAML"),
    ],
)
def test_a_file_that_is_no_account_is_refused(
    change: tuple[str, str], words: str, tmp_path: Path
) -> None:
    """The sentence names the file and the field."""
    path = tmp_path / "one.yaml"
    path.write_text(ACCOUNT.replace(*change), "utf-8")
    with pytest.raises(RecordError, match=words):
        case_in(path)


def test_a_folder_without_accounts_is_refused(tmp_path: Path) -> None:
    """Nothing to score is said, not scored as nothing."""
    with pytest.raises(RecordError, match="holds no account"):
        accounts_in(tmp_path)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*/*.yaml")), ids=lambda p: p.stem)
def test_shipped_accounts_are_of_the_incident_they_name(path: Path) -> None:
    """The incident is drawn as it was when the account was written, and seconds lie in it."""
    account = read_account_file(path)
    scenario = draw_incident(account.scenario.family, account.scenario.seed)
    assert account.scenario.digest == digest_of(scenario)
    spans = [span for one in account.sentences for span in one.seconds]
    assert all(0 <= start < end <= scenario.duration + 0.01 for start, end in spans)
