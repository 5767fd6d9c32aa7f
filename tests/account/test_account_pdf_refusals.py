"""PDFs that cannot be read are refused in one sentence, and so are all without the extra."""

from __future__ import annotations

import sys

import pytest
from test_account_web_page import pdf_of

from witnessmark.account import read_text
from witnessmark.errors import AccountError, EmptyAccountError, MissingExtraError


def test_without_the_extra_a_pdf_asks_for_it(monkeypatch: pytest.MonkeyPatch):
    """The sentence says which package to install."""
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'witnessmark\[pdf\]'"):
        read_text(pdf_of("He runs."), "a.pdf")


def test_a_broken_pdf_is_refused():
    """Rubbish behind a PDF's first bytes is an account that cannot be read, not a crash."""
    pytest.importorskip("pypdf", reason="the extra [pdf] is not installed")
    for data in (b"%PDF-1.7\nrubbish", pdf_of("He runs.")[:200], b"%PDF-" + bytes(range(256)) * 9):
        with pytest.raises(AccountError, match=r"a\.pdf"):
            read_text(data, "a.pdf")


def test_a_pdf_of_pictures_holds_no_words():
    """A scan is refused as such, with the advice to write the account down."""
    pytest.importorskip("pypdf", reason="the extra [pdf] is not installed")
    with pytest.raises(EmptyAccountError, match="pictures of text"):
        read_text(pdf_of(""), "a.pdf")
