"""The page of two records side by side: one file, nothing loaded, hostile text shown as text."""

import re

import pytest
from page_reading import read_page, skeleton
from publication_factories import STORY, incident, recording, seen
from test_page_hostile_text import HOSTILE, hostile_record

from witnessmark.incident.comparing import compare
from witnessmark.model import Comparison, Kind
from witnessmark.publication import render_comparison
from witnessmark.publication.legible import legible


def two_accounts(text: str) -> Comparison:
    """The story against an account in which *text* stands everywhere that strangers write."""
    record, _ = incident()
    other, _ = hostile_record(text)
    return compare(record, other)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_no_markup_and_is_shown(text: str) -> None:
    """The elements are those of a page of harmless text, and the words can be read."""
    page = render_comparison(two_accounts(text))
    assert skeleton(page) == skeleton(render_comparison(two_accounts("harmless")))
    assert legible(text) in {one.text() for one in read_page(page).all("bdi")}


def test_nothing_is_loaded_and_nothing_runs() -> None:
    """No script, no image, no address; the policy names the style and forbids the rest."""
    page = render_comparison(two_accounts("x"))
    root = read_page(page)
    for tag in ("script", "img", "video", "audio", "link", "iframe"):
        assert not root.all(tag)
    assert not re.search(r"https?://|url\(|@import", page)
    policy = root.all("meta")[1].attributes["content"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert render_comparison(two_accounts("x")) == page


def test_every_claim_of_both_accounts_is_on_the_page() -> None:
    """Each quote stands there with the word of its verdict; nothing is left to another file."""
    first, _ = incident()
    changed = (*STORY[:5], ("A dog barks.", "not_shown", ()))
    second, _ = incident(changed)
    page = read_page(render_comparison(compare(first, second)))
    quoted = [one.text() for one in page.all("blockquote")]
    for record in (first, second):
        for claim in record.claims:
            assert claim.quote in quoted
    assert len(page.all("p", "says")) >= len(quoted)


def test_what_both_leave_out_stands_on_the_page_in_order() -> None:
    """Explosions before flames before snow, with their seconds."""
    found = [
        seen(Kind.SNOWFALL, 0, 60),
        seen(Kind.FLAME, 20, 22),
        seen(Kind.EXPLOSION, 40, 41, 0.5),
    ]
    story = (("A dog barks.", "not_shown", ()),)
    other = (("A cat is quiet.", "not_shown", ()),)
    first, _ = incident(story, observations=found)
    second, _ = incident(other, observations=found)
    page = read_page(render_comparison(compare(first, second)))
    starts = [one.attributes["data-start"] for one in page.all("button", "seek")]
    assert starts == ["40.0", "20.0", "0.0"]


def test_one_account_with_two_recordings_has_its_own_words() -> None:
    """The page says that verdicts differ, not that accounts do."""
    story = tuple((words, "not_tested", ()) for words, _, _ in STORY)
    heard = tuple((words, "not_shown", ()) for words, _, _ in STORY)
    first, _ = incident(story)
    second, _ = incident(heard, observations=(), footage=recording(sha256="d" * 64))
    page = render_comparison(compare(first, second))
    assert "One account, two recordings" in page
    assert "What both leave out" not in page
