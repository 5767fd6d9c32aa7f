"""Marked accounts are read from both kinds of file, or the file that is wrong is named."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from marking_cases import SAMPLE, TEXT, account_gold, write

from witnessmark.errors import RecordError
from witnessmark.evaluation.reading.locating import cue_span, nth, occurrences
from witnessmark.evaluation.reading.marked import MarkedAccount
from witnessmark.evaluation.reading.sets import marked_accounts
from witnessmark.model import Camera, ClaimType, Perceptibility

ACTS = frozenset({"FIRE_SMALL_ARMS", "STATE_SCENE", "BACKGROUND"})
SEED = Path(__file__).parents[2].parent / "shared" / "seed"


def only(folder: Path) -> MarkedAccount:
    (account,) = marked_accounts(folder, ACTS)
    return account


def test_a_sample_is_read_with_its_defaults(tmp_path: Path):
    """Quotes get their spans, and what is left out is an observation, on camera, certain."""
    account = only(write(tmp_path, SAMPLE))
    first, second, third = account.claims
    assert account.name == "orsel"
    assert (first.span, first.type, first.camera, first.certainty, first.clock) == (
        (15, 26),
        ClaimType.OBSERVATION,
        Camera.ON,
        "CT+",
        38.0,
    )
    assert (second.perceptibility, second.camera) == (Perceptibility.NEITHER, Camera.NOT_APPLICABLE)
    assert [(hedge.cue, TEXT[slice(*hedge.span)]) for hedge in second.hedges] == [("may", "may")]
    assert TEXT[third.span[0] :].startswith("The gate is far")
    assert account.places[0].latitude == 1.5
    assert not account.places[0].wide
    assert [(one.second, one.screen) for one in account.relations] == [(2, True), (None, False)]


def test_a_date_that_yaml_takes_for_a_date_stays_text(tmp_path: Path):
    """2019-03-04 without quotation marks is the same as with."""
    folder = write(tmp_path, SAMPLE)
    path = folder / "orsel.yaml"
    path.write_text(path.read_text("utf-8").replace("'2019-03-04'", "2019-03-04"), "utf-8")
    account = only(folder)
    assert account.published == "2019-03-04"
    assert account.event_date.latest == "2019-03-04"


def test_an_account_gold_file_is_read(tmp_path: Path):
    """Spans, the clock and the head are taken over, and an unknown actor is none."""
    account = only(write(tmp_path, account_gold()))
    (claim,) = account.claims
    assert (account.name, account.byline, account.published) == ("orsel", "A. Name", "2019-03-04")
    assert (claim.span, claim.actor, claim.clock) == ((15, 26), None, 38)
    assert account.places[0].wide
    assert account.places[0].spans == ((8, 13),)
    assert account.footage
    assert account.violence
    assert account.relations[0].second is None


def test_an_account_may_stand_under_the_name_of_its_marking(tmp_path: Path):
    """Where the file named is not there, the text of the same stem is taken."""
    folder = write(tmp_path, account_gold())
    (folder / "text.txt").rename(folder / "gold.txt")
    assert only(folder).text == TEXT


def test_a_folder_may_hold_both_kinds_at_any_depth(tmp_path: Path):
    """Accounts come in the order of their paths; JSON of another kind is passed over."""
    write(tmp_path / "b", SAMPLE)
    write(tmp_path / "a" / "deep", account_gold())
    (tmp_path / "other.json").write_text('{"schema": "something/1"}', "utf-8")
    names = [account.name for account in marked_accounts(tmp_path, ACTS)]
    assert names == ["a/deep/orsel", "b/orsel"]
    assert len(marked_accounts(tmp_path / "b" / "orsel.yaml", ACTS)) == 1


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (("claims", 0, "quote"), "A woman fires", "claim 1 has the quote 'A woman fires'"),
        (("claims", 0, "at"), 2, "claim 1 has the quote"),
        (("claims", 1, "act"), "FIRE", "claim 2 has act 'FIRE': it must be one of BACKGROUND"),
        (("claims", 1, "sense"), None, "claim 2 has sense None"),
        (("claims", 1, "certainty"), "CT", "claim 2 has certainty 'CT'"),
        (("claims", 1, "hedges", 0, "cue"), "might", "claim 2 hedge 1 has the cue 'might'"),
        (("claims", 1, "hedges", 0, "effect"), "all", "claim 2 hedge 1 has effect 'all'"),
        (("claims", 0, "clock"), "0:38", "claim 1 has clock '0:38'"),
        (("claims", 0), "A man fires", "claim 1 is not a set of named fields"),
        (("places", 0, "level"), "village", "place 1 has level 'village'"),
        (("relations", 0, 2), 9, "relation 1 is"),
        (("relations", 0, 1), ["x"], "relation 1 is"),
        (("footage",), None, "does not say footage"),
    ],
)
def test_a_marking_that_does_not_hold_together_is_named(path, value, words, tmp_path: Path):
    """One sentence names the file, the claim and what is wrong with it."""
    given = copy.deepcopy(SAMPLE)
    inner: Any = given
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    write(tmp_path, given)
    with pytest.raises(RecordError) as caught:
        only(tmp_path)
    assert "orsel.yaml" in str(caught.value)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("text", "A man fire", "claim 1 quotes 'A man fire' where the account has 'A man fires'"),
        ("span", [15, 9000], "claim 1 has span [15, 9000]"),
        ("claim_type", "guess", "claim 1 has claim_type 'guess'"),
    ],
)
def test_an_account_gold_file_that_does_not_hold_together_is_named(
    field, value, words, tmp_path: Path
):
    """A quote has to be the slice that its span names."""
    given = account_gold()
    given["claims"][0][field] = value
    write(tmp_path, given)
    with pytest.raises(RecordError) as caught:
        only(tmp_path)
    assert words in str(caught.value)


def test_files_that_cannot_be_read_or_are_not_there_are_named(tmp_path: Path):
    """A marking without its account, YAML and JSON that are none, a folder without markings."""
    with pytest.raises(RecordError, match="holds no marked account"):
        marked_accounts(tmp_path, ACTS)
    lone = tmp_path / "lone.yaml"
    lone.write_text("a: 1", "utf-8")
    with pytest.raises(RecordError, match=r"put its text into lone\.txt"):
        marked_accounts(tmp_path, ACTS)
    (tmp_path / "lone.txt").write_text("A.", "utf-8")
    (tmp_path / "lone.txt").write_bytes(b"A\xff.")
    with pytest.raises(RecordError, match=r"lone\.txt is not UTF-8"):
        marked_accounts(tmp_path, ACTS)
    lone.write_text("a: [", "utf-8")
    with pytest.raises(RecordError, match="cannot be read as YAML"):
        marked_accounts(tmp_path, ACTS)
    lone.unlink()
    (tmp_path / "bad.json").write_text("{", "utf-8")
    with pytest.raises(RecordError, match="cannot be read as JSON"):
        marked_accounts(tmp_path, ACTS)


def test_a_cue_is_placed_where_it_hedges_the_claim():
    """In the claim, else in its sentence, else nearest; as a word before as a part of one."""
    text = "The mayor may go. He said it may rain. Later it may end."
    rain = nth(text, "it may rain", 1)
    end = nth(text, "it may end", 1)
    mayor = nth(text, "The mayor", 1)
    assert rain is not None
    assert end is not None
    assert mayor is not None
    assert cue_span(text, "may", rain) == nth(text, "may", 3)
    assert cue_span(text, "may", end) == nth(text, "may", 4)
    assert cue_span(text, "may", mayor) == nth(text, "may", 2)
    assert cue_span(text, "said", rain) == nth(text, "said", 1)
    assert cue_span(text, "perhaps", rain) is None
    assert len(occurrences("aaa", "aa")) == 2


@pytest.mark.skipif(
    not (SEED / "gold.json").exists(), reason="the seed account is not beside the project"
)
def test_the_seed_is_read_as_it_is_marked():
    """39 claims, 8 hedges, 21 relations, and an event on no stated day."""
    from witnessmark.account.lexicon import acts

    (seed,) = marked_accounts(SEED, acts())
    assert (seed.name, len(seed.claims), len(seed.relations)) == ("seed", 39, 21)
    assert sum(len(claim.hedges) for claim in seed.claims) == 8
    assert seed.event_date.edtf is None
    assert seed.violence
    assert seed.footage
