"""The page lets in nothing but itself, and is the same page every time."""

import base64
import hashlib
import os
import re
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest
from page_reading import Element, read_page
from publication_factories import incident

from witnessmark.publication import render_page

_RENDER = """
import hashlib, publication_factories as f
from witnessmark.publication import render_page
record, text = f.incident()
page = render_page(record, text, footage_href="footage.mp4", playable=True)
print(hashlib.sha256(page.encode()).hexdigest())
"""


@pytest.fixture(scope="module")
def root() -> Element:
    """The full story's page, parsed."""
    record, text = incident()
    return read_page(render_page(record, text, footage_href="footage.mp4", playable=True))


def _policy(root: Element) -> dict[str, str]:
    (meta,) = [e for e in root.all("meta") if e.attributes.get("http-equiv")]
    assert meta.attributes["http-equiv"] == "Content-Security-Policy"
    parts = [part.strip().split(" ", 1) for part in meta.attributes["content"].split(";")]
    return dict(parts)


def _hash(block: str) -> str:
    digest = hashlib.sha256(block.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def test_policy_forbids_all_but_the_inlined_blocks(root: Element) -> None:
    """Nothing is allowed by default; style and script are allowed by the digest of their text."""
    (style,) = root.all("style")
    (script,) = [e for e in root.all("script") if "type" not in e.attributes]
    assert _policy(root) == {
        "default-src": "'none'",
        "script-src": _hash(script.text()),
        "style-src": _hash(style.text()),
        "media-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_policy_comes_before_anything_it_governs(root: Element) -> None:
    """The policy stands in the head before style, script and media."""
    (head,) = root.all("head")
    tags = [e.tag for e in head.all()]
    assert tags[:2] == ["meta", "meta"]
    assert "http-equiv" in head.all()[1].attributes


def test_nothing_is_fetched_but_the_footage_beside_the_page(root: Element) -> None:
    """No element names an address other than the footage and places in the page itself."""
    for element in root.all():
        for name in ("src", "href", "poster", "action", "data", "srcset", "xlink:href"):
            if (value := element.attributes.get(name)) is not None:
                assert value == "footage.mp4" or value.startswith("#"), (element.tag, value)
        assert element.tag not in {"iframe", "object", "embed", "link", "base", "img", "form"}


def test_no_address_of_a_network_in_style_or_script() -> None:
    """Neither asset names a protocol, imports anything, or could close its own element."""
    assets = resources.files("witnessmark.publication") / "assets"
    for name in ("page.css", "page.js"):
        text = (assets / name).read_text(encoding="utf-8")
        assert not re.search(r"https?:|//\w+\.|@import|fetch\(|XMLHttp|</|<!--", text)
        assert "\r" not in text


def test_no_inline_handlers_and_no_inline_style(root: Element) -> None:
    """What the policy would refuse is not there to be refused."""
    names = {name for element in root.all() for name in element.attributes}
    assert not {name for name in names if name.startswith("on")}
    assert "style" not in names


def test_names_within_the_page_are_unique(root: Element) -> None:
    """Each id is given once, and each reference leads to one that exists."""
    ids = [e.attributes["id"] for e in root.all() if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    for element in root.all("a"):
        assert element.attributes["href"].removeprefix("#") in ids


def test_same_record_same_bytes() -> None:
    """Two processes with different hash seeds write the same page."""
    digests = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        environment["PYTHONPATH"] = str(Path(__file__).parent)
        ran = subprocess.run(
            [sys.executable, "-c", _RENDER],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(ran.stdout.strip())
    assert len(digests) == 1
