"""From bytes to code points, and the name of the encoding they were in.

Conventions
-----------
Every byte is decoded or the account is refused: nothing is replaced. A byte order mark stays as
the first code point. UTF-8 that holds is UTF-8; what a byte order mark, the pattern of NULs or the
letters themselves make clear (``legacy.py``) is decoded, anything else is refused by name.
"""

from __future__ import annotations

import codecs

from witnessmark.account.intake import legacy
from witnessmark.errors import AccountEncodingError

#: Byte order marks; the longer ones stand first because UTF-32 LE starts with UTF-16 LE's.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: Control characters that no text needs; a few stray ones are kept, many make it binary.
_CONTROLS = bytes([*range(9), *range(0x0E, 0x1B), *range(0x1C, 0x20)])

#: Share of such controls from which on a file is binary.
_BINARY_SHARE = 0.1


def decoded(data: bytes, name: str, *, declared: str | None = None) -> tuple[str, str]:
    """Return the text of *data* and its encoding.

    *declared* is the encoding that a page claims for itself; it counts where the bytes are not
    UTF-8 and hold in it. Raises :class:`AccountEncodingError`, which names what the bytes suggest.
    """
    encoding = _marked(data) or _patterned(data)
    if encoding is not None:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError as error:
            raise _refused(name, encoding.upper(), " that breaks off") from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_binary(data):
            raise _binary(name) from error
        if _is_broken_utf8(data):
            where = f" with a broken byte at {error.start:,}"
            raise _refused(name, "UTF-8", where) from error
        return _legacy(data, name, declared)
    if _is_binary(data):
        raise _binary(name)
    return text, "utf-8"


def _marked(data: bytes) -> str | None:
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def _patterned(data: bytes) -> str | None:
    """Name the encoding that the NULs of mostly Latin text give away where no mark stands."""
    if b"\x00" not in data:
        return None
    lanes = [data[lane::4].count(0) / max(1, len(data[lane::4])) for lane in range(4)]
    if sum(share > 0.9 for share in lanes) == 3:
        return "utf-32-le" if lanes[0] <= 0.9 else "utf-32-be"
    even, odd, half = data[0::2].count(0), data[1::2].count(0), len(data) / 2
    # Mostly-ASCII text in UTF-16 has NULs in one half of its bytes and hardly any in the other.
    if max(even, odd) >= 0.4 * half and min(even, odd) <= 0.1 * half:
        return "utf-16-le" if odd > even else "utf-16-be"
    return None


def _is_binary(data: bytes) -> bool:
    return len(data) - len(data.translate(None, _CONTROLS)) > _BINARY_SHARE * len(data)


def _is_broken_utf8(data: bytes) -> bool:
    """Say whether most of what is not ASCII holds as UTF-8: legacy letters hardly ever do."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(letter > "\x7f" for letter in text) - broken
    return whole > 3 * broken


def _legacy(data: bytes, name: str, declared: str | None) -> tuple[str, str]:
    if declared is not None:
        try:
            text = data.decode(declared)
            text.encode()  # UTF-7 can hold halves of a surrogate pair, which are no characters
        except (LookupError, UnicodeError):
            pass  # the page says what its bytes are not: go by the bytes
        else:
            return text, declared
    found = legacy.read(data)
    if found is None:
        raise _refused(name, "a legacy encoding", " that its letters do not make clear")
    return found


def _refused(name: str, found: str, more: str = "") -> AccountEncodingError:
    sentence = f"The account {name} looks like {found}{more}, not UTF-8: save it as UTF-8."
    if found == "UTF-8":
        sentence = f"The account {name} is UTF-8{more}: save it as UTF-8 again."
    return AccountEncodingError(name, sentence, found)


def _binary(name: str) -> AccountEncodingError:
    return AccountEncodingError(
        name,
        f"The account {name} holds binary data, not text: save it as UTF-8 plain text.",
        "binary",
    )
