"""Words with a prefix and a hyphen are one word, and named as the lists know them."""

from __future__ import annotations

import pytest

from witnessmark.account import read_text
from witnessmark.account.clauses import Clause, clauses
from witnessmark.account.grammar import parse
from witnessmark.account.words import lemma
from witnessmark.model import Sentence


def parsed(text: str):
    (only,) = parse((Sentence(index=0, span=(0, len(text)), text=text),))
    return only.doc


def read(text: str):
    return read_text(text.encode(), "a.txt").claims


@pytest.mark.parametrize(
    ("text", "word", "called"),
    [
        ("Government troops re-entered Pell without firing.", "re-entered", "enter"),
        ("The police pre-empted an ambush.", "pre-empted", "preempt"),
        ("The author re-cut the film.", "re-cut", "re-cut"),
        ("The rebels out-flanked the position.", "out-flanked", "outflank"),
        ("Soldiers re-took the town.", "re-took", "retake"),
        ("Soldiers re-loaded their guns.", "re-loaded", "reload"),
        ("The army counter-attacked.", "counter-attacked", "counter-attack"),
        ("A counter-attack began at dawn.", "counter-attack", "counter-attack"),
        ("Soldiers cross-examined the men.", "cross-examined", "cross-examine"),
        ("Troops re\u2011entered Pell.", "re-entered", "enter"),
    ],
)
def test_a_prefix_and_its_verb_are_one_word(text: str, word: str, called: str):
    """Where the hyphen was a token of its own, the parser took it for the verb."""
    (token,) = [token for token in parsed(text) if token.text == word]
    assert lemma(token) == called


@pytest.mark.parametrize("name", ["UN-backed", "machine-gunned", "over-the-shoulder"])
def test_other_hyphens_still_part_words(name: str):
    """Names in capitals and compounds are read by their parts."""
    assert name not in [token.text for token in parsed(f"The {name} force is seen.")]


def test_troops_that_reenter_a_town_take_it_back():
    """The sentence that once ended the program: IndexError in polarity."""
    (claim,) = read("Government troops re-entered Pell without firing.")
    assert claim.act == "TERRITORY_STATE_RETAKES"
    assert claim.polarity == "pos"


def test_no_clause_is_without_words():
    """The error of a clause that has no first word cannot be written down."""
    (head,) = parsed("Shots")
    with pytest.raises(ValueError, match="words of its own"):
        Clause(head, (), "clause", "", None)


@pytest.mark.parametrize("text", ["\u2776", "\u2776 \u2777", "[](abc)", "As seen, .", "- - a - -"])
def test_a_sentence_of_signs_alone_has_no_clause(text: str):
    """Dingbat figures and what Markdown hides are no words: once ValueError in the cutting."""
    assert all(clause.tokens for clause in clauses(parsed(text)))
    for claim in read(f"Soldiers fire.\n\n{text}\n\nA tank burns."):
        assert claim.quote


@pytest.mark.parametrize("joining", ["and", "And", "AND", "aNd"])
def test_two_sides_are_two_in_letters_of_any_case(joining: str):
    """ "The Government And The Rebels" once asked itself for ever who it was: RecursionError."""
    (claim,) = read(f"The Government {joining} The Rebels clash in Pell.")
    assert (claim.act, claim.actor_side) == ("EXCHANGE_FIRE", "A+B")
