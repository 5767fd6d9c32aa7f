"""The text of a PDF, page after page, as far as the file holds any."""

from __future__ import annotations

import io
import struct
import zlib

from witnessmark.account.intake.written import Written
from witnessmark.errors import AccountError, EmptyAccountError, MissingExtraError

#: Longer documents are no account of one incident.
MOST_PAGES = 500

#: What reading a broken file may raise in the parser, beside its own errors.
_BROKEN = (
    ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, NotImplementedError,
    OSError, RecursionError, TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip


def read_pdf(data: bytes, name: str) -> Written:
    """Return the text of the PDF *data*, its pages parted by blank lines.

    Raises :class:`MissingExtraError` where the parser is not installed, :class:`AccountError`
    where the file is broken, locked or too long, :class:`EmptyAccountError` where its pages are
    pictures.
    """
    try:
        import pypdf
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise MissingExtraError(
            f"The account {name} is a PDF, which needs one more package: "
            "pip install 'witnessmark[pdf]', or save the account as plain text."
        ) from error
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise AccountError(name, f"The account {name} is locked: save it without a password.")
        if len(reader.pages) > MOST_PAGES:
            raise AccountError(
                name,
                f"The account {name} has more than {MOST_PAGES} pages: "
                "cut it down to the text about this footage.",
            )
        pages = [page.extract_text() for page in reader.pages]
    except (PyPdfError, *_BROKEN) as error:
        raise AccountError(
            name, f"The account {name} is a PDF that cannot be read: save it as plain text."
        ) from error
    # A font may map glyphs to halves of a surrogate pair, which are no characters.
    text = "\n\n".join(pages).encode("utf-8", "replace").decode()
    if not any(letter.isalnum() for letter in text):
        raise EmptyAccountError(
            name,
            f"The account {name} holds pictures of text only: write the account down as text.",
        )
    return Written(text=text, form="pdf", encoding="pdf")
