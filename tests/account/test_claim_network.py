"""The network that judges claims: its pieces, its windows, and what it may say."""

from pathlib import Path

import pytest

from witnessmark.account.document import read_document
from witnessmark.account.english import EnglishReader
from witnessmark.account.learnt.judging import QUESTIONS, weighed
from witnessmark.account.learnt.network import HEDGING, network
from witnessmark.account.learnt.windows import LENGTH, windows
from witnessmark.account.learnt.wordpiece import pieces
from witnessmark.account.lexicon import acts
from witnessmark.account.reader import Material
from witnessmark.model import Sentence

KNOWN = {
    piece: number
    for number, piece in enumerate(
        ["[UNK]", "shell", "##ing", "cafe", ",", "the", "a", "##b", "##c"]
    )
}
TEXT = "Soldiers fire at the house. A shell hits the roof, and smoke rises. Nobody is seen."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shelling", [("shell", 0, 5), ("##ing", 5, 8)]),
        ("the Café, the", [("the", 0, 3), ("cafe", 4, 8), (",", 8, 9), ("the", 10, 13)]),
        ("shell\u200bing", [("shell", 0, 5), ("##ing", 6, 9)]),
        ("abx the", [("[UNK]", 0, 3), ("the", 4, 7)]),
        ("a" * 101, [("[UNK]", 0, 101)]),
        ("\x00 \u202e\n", []),
        ("", []),
    ],
)
def test_pieces_are_the_longest_known_and_keep_their_place(text, expected):
    """Each piece says which code points it stands for; a word with an unknown part is unknown."""
    names = {number: piece for piece, number in KNOWN.items()}
    found = [(names[p.number], p.start, p.end) for p in pieces(text, KNOWN)]
    assert found == expected


def test_every_claim_is_told_once_between_its_signs():
    """Claims inside one another and side by side each have their own signs, in one window."""
    sentences = read_document(TEXT).sentences
    quotes = (
        "Soldiers fire at the house",
        "A shell hits the roof",
        "A shell hits the roof, and smoke rises",
        "smoke rises",
    )
    claims = [(TEXT.index(quote), TEXT.index(quote) + len(quote)) for quote in quotes]
    known = network().pieces
    told = windows(sentences, claims, known)
    rows = [row for window in told for row in window.claims]
    assert sorted(claim for claim, _, _ in rows) == [0, 1, 2, 3]
    for window in told:
        for claim, first, last in window.claims:
            inside = [place for place in window.places[first:last] if place is not None]
            assert window.numbers[first] == known["[claim]"]
            assert window.numbers[last] == known["[/claim]"]
            assert min(a for a, _ in inside) == claims[claim][0]
            assert max(b for _, b in inside) == claims[claim][1]


def test_no_window_is_longer_than_the_network_reads():
    """A sentence of two thousand words is cut off; a claim behind the cut is in no window."""
    text = "smoke " * 2000 + "and a shell hits the roof."
    sentence = Sentence(index=0, span=(0, len(text)), text=text)
    at = text.index("a shell")
    told = windows([sentence], [(0, 5), (at, at + 24)], network().pieces)
    assert max(len(window.numbers) for window in told) <= LENGTH
    assert [claim for window in told for claim, _, _ in window.claims] == [0]
    said = network().opinion([sentence], [(0, 5), (at, at + 24)]).chances
    assert said[0] is not None
    assert said[1] is None


def test_the_network_answers_every_question_in_shares_of_one():
    """For each question the chances of known answers sum to one, the same at every asking."""
    sentences = read_document(TEXT).sentences
    once, again = (network().opinion(sentences, [(0, 26)]) for _ in range(2))
    assert once == again
    said = once.chances[0]
    assert said is not None
    assert set(said) == set(QUESTIONS)
    assert set(said["act"]) <= set(acts())
    for shares in said.values():
        assert sum(shares.values()) == pytest.approx(1.0, abs=1e-5)


def test_cues_of_the_network_are_words_of_the_account():
    """Each cue lies in one sentence, is found once, and is a hedge to more than even chance."""
    text = "Purportedly somebody fires. " * 20 + "A shell hits the roof."
    sentences = read_document(text).sentences
    cues = network().opinion(sentences, [one.span for one in sentences]).cues
    assert cues
    assert len({cue.span for cue in cues}) == len(cues)
    for cue in cues:
        assert cue.chance >= HEDGING
        assert any(s.span[0] <= cue.span[0] < cue.span[1] <= s.span[1] for s in sentences)


def test_two_judges_weigh_the_same():
    """Equal chances stay, a certain answer yields to doubt, and no answer is forbidden."""
    one, other = {"a": 0.8, "b": 0.2}, {"a": 0.2, "b": 0.8}
    assert weighed(one, other) == pytest.approx({"a": 0.5, "b": 0.5})
    assert weighed(one, one) == pytest.approx(one)
    assert weighed({"a": 1.0, "b": 0.0}, {"b": 1.0})["b"] == pytest.approx(0.5)


def test_the_digest_of_the_network_signs_every_claim():
    """Who reads with another network signs otherwise."""
    sentences = read_document(TEXT).sentences
    told = EnglishReader().read(Material(account="0" * 64, text=TEXT, sentences=sentences))
    assert told.claims
    assert {c.made_by.settings["network"] for c in told.claims} == {network().sha256}


def test_the_network_is_small_enough_to_ship():
    """The file stays below the twenty megabytes that were allowed for it."""
    import witnessmark.account.learnt as learnt

    (path,) = Path(learnt.__file__).parent.glob("*.onnx")
    assert path.stat().st_size < 20_000_000
