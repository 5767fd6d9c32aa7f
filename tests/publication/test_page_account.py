"""The account on the page: its own words, once each, with their verdicts."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_reading import Element, read_page
from publication_factories import STORY, incident

from witnessmark.errors import RecordError
from witnessmark.model import Incident, Role, Sentence, Verdict
from witnessmark.publication import KnownTruth, render_page
from witnessmark.publication.passages import passages


def _page(record: Incident, text: str, agreement: list[KnownTruth] | None = None) -> Element:
    return read_page(
        render_page(record, text, footage_href="footage.mp4", playable=True, agreement=agreement)
    )


def test_every_sentence_once_with_its_verdict() -> None:
    """Each sentence of the record stands on the page once, under its own verdict."""
    record, text = incident()
    found = _page(record, text).all("span", "sentence")
    assert [(e.text(), e.attributes["data-verdict"]) for e in found] == [
        (words, verdict) for words, verdict, _ in STORY
    ]
    assert [e.attributes["data-sentence"] for e in found] == [str(n) for n in range(len(STORY))]


def test_the_account_is_not_changed() -> None:
    """The text of the account's paragraphs, signs aside, is the account to the character."""
    record, text = incident()
    shown = "".join(e.text(without="mark") for e in _page(record, text).all("div", "para"))
    assert shown == text


def test_verdicts_need_no_colour() -> None:
    """Every sentence has a sign that is not a letter and a word that says its verdict."""
    record, text = incident()
    words = {
        "shown": "shown",
        "shown_elsewhen": "shown at another time",
        "consistent": "consistent",
        "contradicted": "contradicted",
        "not_shown": "not shown",
        "not_testable": "cannot be shown",
        "not_tested": "not checked",
    }
    marks = _page(record, text).all("a", "mark")
    signs = {}
    for mark, (_, verdict, _) in zip(marks, STORY, strict=True):
        sign, unseen = mark.all("span")
        signs[verdict] = sign.text()
        assert unseen.text().endswith(f": {words[verdict]}")
    assert len(set(signs.values())) == len(signs) == len(Verdict)


def test_summary_counts_what_could_not_be_tested() -> None:
    """The summary gives every verdict its number and says how many sentences have none."""
    record, text = incident()
    (line,) = _page(record, text).all("p", "summary")
    assert line.text() == (
        "Of 18 sentences: 3 shown, 1 shown at another time, 1 consistent, 1 contradicted, "
        "2 not shown; 10 could not be tested."
    )


def test_findings_are_there_without_a_script() -> None:
    """Quote, reason, seconds and figures of every claim are in the page itself."""
    record, text = incident()
    panels = _page(record, text).all("article", "finding")
    for panel, sentence, finding in zip(panels, record.sentences, record.findings, strict=True):
        assert sentence.text in panel.text()
        assert finding.reason in panel.text()
        starts = [float(b.attributes["data-start"]) for b in panel.all("button", "seek")]
        assert starts == [c.start.json_seconds for c in finding.citations]
    assert "Covered99%" in panels[4].text().replace("\n", "")
    assert "apparently” weakens" in panels[6].text() or "apparently weakens" in panels[6].text()


def test_consistent_is_never_printed_as_borne_out() -> None:
    """A verdict that settles nothing is not followed by words that say it does."""
    record, text = incident()
    leaning = tuple(f.model_copy(update={"supports": True}) for f in record.findings)
    root = _page(record.model_copy(update={"findings": leaning}), text)
    said = {e.all("span", "chip")[0].text()[2:]: e.text() for e in root.all("p", "says")}
    assert "bears the claim out" in said["shown"]
    assert "bears the claim of absence out" in said["not shown (as the account says)"]
    assert "bears" not in said["consistent"]


def test_known_truth_stands_beside_the_verdict() -> None:
    """With the truth of a rendering given, each panel and the summary say whether it agrees."""
    record, text = incident()
    words = {0: "open", 10: "disagrees"}
    truth = [KnownTruth(n, "true", words.get(n, "agrees")) for n in range(len(STORY))]
    root = _page(record, text, truth)
    assert "7 decided, 6 of them rightly; 1 wrong in all." in root.all("p", "summary")[0].text()
    lines = [e.text() for e in root.all("p", "truth")]
    assert [line.split("verdict ")[1] for line in lines] == [
        {"open": "leaves it open."}.get(word, f"{word}.")
        for word in (words.get(n, "agrees") for n in range(len(STORY)))
    ]


def test_marks_and_sentences_know_each_other() -> None:
    """The script's data ties each drawn mark to the sentences that rest on it."""
    record, text = incident()
    root = _page(record, text)
    (block,) = [e for e in root.all("script") if "type" in e.attributes]
    marks = json.loads(block.text())["marks"]
    drawn = {e.attributes["id"]: e for e in root.all("g", "event")}
    assert set(marks) <= set(drawn)
    (blast,) = [key for key, e in drawn.items() if "explosion" in e.classes and key in marks]
    assert marks[blast] == [9]
    assert drawn[blast].attributes["data-start"] == "62.3"


def test_another_account_is_refused() -> None:
    """A verdict is never printed on words other than those it was given for."""
    record, text = incident()
    with pytest.raises(RecordError, match="does not stand at"):
        render_page(record, "x" + text, footage_href=None, playable=False)


@given(st.data())
def test_passages_lose_nothing(data: st.DataObject) -> None:
    """Joined in order, the pieces are the account, and every sentence is one of them."""
    text = data.draw(st.text(st.sampled_from("ab .\n\r\t\u2028é"), max_size=60))
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)) if text else set())
    sentences = [
        Sentence(index=n, span=(a, b), text=text[a:b])
        for n, (a, b) in enumerate(zip(cuts[::2], cuts[1::2], strict=False))
    ]
    made = passages(text, sentences)
    assert "".join(p.text for paragraph in made for p in paragraph.pieces) == text
    assert [n for paragraph in made for n in paragraph.sentences] == list(range(len(sentences)))
    assert all(isinstance(paragraph.role, Role) for paragraph in made)


def test_overlapping_sentences_are_refused() -> None:
    """Two sentences that share characters cannot both be printed once."""
    pair = [Sentence(index=0, span=(0, 3), text="abc"), Sentence(index=1, span=(2, 4), text="cd")]
    with pytest.raises(RecordError, match="Sentence 1"):
        passages("abcd", pair)
