"""Why the decoder will not go on: a code that the parent turns into an error of the package."""

from __future__ import annotations


class RefusalError(Exception):
    """The input is refused; ``code`` is one of the parent's, ``detail`` the end of a sentence."""

    def __init__(self, code: str, detail: str = "") -> None:
        self.code = code
        self.detail = detail
        super().__init__(f"{code}: {detail}")
