"""Prose that was broken on its way: joined, doubled, shouted, listed, marked up; read all the same.

What once ended the program: "re-" in front of a verb, "And" between two sides, and a line of
nothing but a dingbat figure.
"""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from verbatim import read_verbatim

from witnessmark.account import english, read_text
from witnessmark.cli import run
from witnessmark.errors import SentenceFaultError

SENTENCES = (
    "The government and the rebels clash in Pell.",
    "Government troops entered the town without firing.",
    "At 0:38 a sniper fires two shots, and a man falls near the bridge.",
    "Police foiled an attack after warning the crowd; nobody was hurt.",
    "In the last ten seconds they run, followed by an explosion.",
    "The ministry denied that its soldiers had executed captives.",
    "Heavy shelling, smoke over the depot, soldiers running.",
    "He said it was from what is believed to be a machine gun.",
)
PREFIXES = ("re-", "pre-", "co-", "de-", "un-", "out-", "cross-", "counter-", "anti-", "self-", "-")
JOINTS = (
    "-",
    "/",
    "\u2011",
    "\u2013",
    "...",
    ",",
    ";",
    ":",
    "--",
    "'",
    " - ",
    " / ",
    "\n",
    " \u2022 ",
)
ODD = (
    "\u2776",
    "\u2777",
    "1.",
    "0:38",
    "18:40",
    "T-72",
    "www.x.org/a",
    "me@x.org",
    "**",
    "[a](b)",
    "|",
    "#",
    '"',
    "\u201d",
    "\U0001f525",
    "\u200b",
    "no",
    "nor",
    "without",
    "which",
    "AND",
    "3-4",
    "2,000 m",
)


@st.composite
def broken(draw: st.DrawFn) -> str:
    """Draw a sentence with some of its words lost, moved, prefixed, joined or beside odd ones."""
    words = draw(st.sampled_from(SENTENCES)).split(" ")
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(words) - 1))
        match draw(st.sampled_from(("lose", "double", "move", "prefix", "join", "odd", "alone"))):
            case "lose" if len(words) > 1:
                del words[at]
            case "double":
                words[at:at] = [words[at]]
            case "move":
                words.append(words[at])
            case "prefix":
                words[at] = draw(st.sampled_from(PREFIXES)) + words[at]
            case "join" if at + 1 < len(words):
                words[at : at + 2] = [words[at] + draw(st.sampled_from(JOINTS)) + words[at + 1]]
            case "odd":
                words.insert(at, draw(st.sampled_from(ODD)))
            case "alone":
                words.insert(at, f"\n\n{draw(st.sampled_from(ODD))}\n\n")
    change = draw(st.sampled_from((str, str, str.upper, str.lower, str.title, str.swapcase)))
    return change(" ".join(words))


@settings(max_examples=80, deadline=None)
@given(st.lists(broken(), min_size=1, max_size=3).map(" ".join))
@example("Government troops re-entered Pell without firing.")
@example("The Government And The Rebels Clash In Pell.")
@example("Soldiers fire.\n\n\u2776\n\nA tank burns.")
def test_broken_prose_is_read_to_the_end(text: str):
    """No fault, and every claim, sentence, place and date stands where it says."""
    read_verbatim(text)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_prefix_may_stand_before_any_word(sentence: str):
    """Some of these in every sentence once ended the program."""
    words = sentence.split(" ")
    told = [
        " ".join([*words[:at], f"re-{words[at]}", *words[at + 1 :]]) for at in range(len(words))
    ]
    text = "\n\n".join(told)
    for claim in read_text(text.encode(), "a.txt").claims:
        assert text[slice(*claim.span)] == claim.quote


def test_a_fault_of_our_own_says_which_sentence_it_lies_in(tmp_path, capsys, monkeypatch):
    """The account can be read without the sentence; nothing is read on as if it were not there."""
    drafts = english.drafts

    def failing(sentence, **others):
        if "Pell" in sentence.text:
            raise IndexError("tuple index out of range")
        return drafts(sentence, **others)

    monkeypatch.setattr(english, "drafts", failing)
    story = tmp_path / "story.txt"
    story.write_text("Soldiers fire at a house. Troops enter Pell. A tank burns.", "utf-8")
    with pytest.raises(SentenceFaultError) as fault:
        read_text(story.read_bytes(), story.name)
    assert (fault.value.number, fault.value.sentence) == (2, "Troops enter Pell.")
    assert isinstance(fault.value.__cause__, IndexError)
    assert run(["read", str(story)]) == 70
    said = capsys.readouterr().err
    assert "sentence 2, “Troops enter Pell.”" in said
    assert "without it the account can be read" in said
