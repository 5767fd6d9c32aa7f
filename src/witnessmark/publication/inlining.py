"""Style, script and data put inside the page, and the policy that lets in nothing else.

Conventions
-----------
The policy is Content Security Policy Level 3, in a ``meta`` element: everything is forbidden,
then the one style sheet and the one script are allowed by the SHA-256 of their bytes, and media
from the page's own origin. Opened from a disk, ``'self'`` stands for files (tried in Chromium
156, where a media file beside the page loads and any address of a network is refused).
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from importlib import resources
from typing import Any

from markupsafe import Markup

#: Characters of JSON that could end or open something in HTML; JSON has another spelling for each.
_RESPELT = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


@dataclass(frozen=True, slots=True)
class Inlined:
    """The three blocks of the page and the policy that names the first two by their digests."""

    style: Markup
    script: Markup
    data: Markup
    policy: str


def inlined(data: Any) -> Inlined:
    """Read the package's style and script, spell *data* safely, and draw up the policy."""
    style, script = _asset("page.css"), _asset("page.js")
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_digest(script)}'",
            f"style-src '{_digest(style)}'",
            "media-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    # The two assets are this package's own files; a test holds them free of closing tags.
    return Inlined(Markup(style), Markup(script), embedded_json(data), policy)  # noqa: S704


def style_alone(*names: str) -> tuple[Markup, str]:
    """Return the package's style sheets *names* as one, and the policy of a page of nothing else.

    Such a page runs no script and loads nothing.
    """
    style = "".join(_asset(name) for name in names)
    policy = "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_digest(style)}'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    return Markup(style), policy  # noqa: S704 - the package's own files, as above


def embedded_json(data: Any) -> Markup:
    """Spell *data* as JSON that no HTML parser can mistake for markup, in ASCII throughout."""
    text = json.dumps(data, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return Markup(text.translate(_RESPELT))  # noqa: S704 - every markup character is respelt


def _asset(name: str) -> str:
    folder = resources.files("witnessmark.publication") / "assets"
    return (folder / name).read_text(encoding="utf-8")


def _digest(block: str) -> str:
    digest = hashlib.sha256(block.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
