"""Whatever stands in an account, a file's metadata or a record is shown as text."""

import json
from typing import Any

import pytest
from page_reading import read_page, skeleton
from publication_factories import incident, recording, seen

from witnessmark.model import (
    Account,
    Incident,
    Judgement,
    Kind,
    MadeBy,
    Observation,
    Place,
)
from witnessmark.publication import render_page
from witnessmark.publication.inlining import embedded_json
from witnessmark.publication.legible import exact, legible

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "</style><b>bold</b>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "<!-- comment",
    "]]> <![CDATA[ x",
    "</title></head><body>",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt;&amp;&#60;",
    "javascript:alert(1)",
    "\u202egpj.exe\u202c and \u2066isolate",
    "nul \x00 bell \x07 escape \x1b delete \x7f",
    "line\u2028separator\u2029s",
    "W" * 4000,
    "אבג mixed العربية with latin",
    "e" + "\u0301" * 300,
    "\ufeffmark \ufffe non-character",
)


def hostile_record(text: str) -> tuple[Incident, str]:
    """Return a record with *text* in every field that a stranger can fill."""
    story = tuple(
        (f"{n} {text} end", verdict, seconds)
        for n, (verdict, seconds) in enumerate(
            [("shown", ((1.0, 2.0),)), ("not_tested", ()), ("contradicted", ((3.0, 4.0),))]
        )
    )
    maker = MadeBy(name=text, version=text, settings={text: [text, {text: text}], "z": text})
    group = seen(Kind.GUNFIRE, 1.0, 2.0, shots=2, mode=text, **{text: text})
    other = seen(Kind.TEXT, 5.0, 6.0, reads=text)
    strange = Observation(**{**dict(other), "id": text, "made_by": maker})
    footage = recording(
        name=text, container=text, said_by_file={text: text, "list": [text]}, damage=(text,)
    )
    record, account = incident(story, observations=[group, other, strange], footage=footage)
    changes: dict[str, Any] = {
        "account": Account(
            **{
                **dict(record.account),
                "name": text,
                "title": text,
                "byline": text,
                "language": text,
            }
        ),
        "places": (Place(name=text, span=(0, 1), quote=account[:1]),),
        "claims": tuple(
            c.model_copy(update={"attribution": text, "made_by": maker}) for c in record.claims
        ),
        "findings": tuple(
            f.model_copy(update={"reason": text, "made_by": maker}) for f in record.findings
        ),
        "verdicts": tuple(v.model_copy(update={"reason": f"{text} too"}) for v in record.verdicts),
        "judgements": (
            Judgement(about=record.claims[0].id, by=text, at=text, action="note", text=text),
        ),
        "made_by": (maker,),
    }
    return record.model_copy(update=changes), account


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_text_never_becomes_markup(text: str) -> None:
    """A page of hostile text has the same elements and attributes as one of harmless text."""
    harmless, plain_account = hostile_record("harmless")
    record, account = hostile_record(text)
    page = render_page(record, account, footage_href="footage.mp4", playable=True)
    expected = render_page(harmless, plain_account, footage_href="footage.mp4", playable=True)
    assert skeleton(page) == skeleton(expected)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_text_is_shown_whole(text: str) -> None:
    """Sentences, names, reasons and metadata can be read on the page as they are."""
    record, account = hostile_record(text)
    root = read_page(render_page(record, account, footage_href=None, playable=False))
    shown = [e.text() for e in root.all("span", "sentence")]
    pictured = {0x00: 0x2400, 0x07: 0x2407, 0x1B: 0x241B, 0x7F: 0x2421}
    assert shown == [s.text.translate(pictured) for s in record.sentences]
    values = {e.text() for e in root.all("bdi")}
    assert legible(text) in values
    assert {e.text() for e in root.all("p", "reason")} >= {legible(text)}


def test_a_name_cannot_be_turned_round() -> None:
    """A file name with a right-to-left override shows the override, and not another suffix."""
    record, account = hostile_record("harmless")
    footage = recording(name="footage\u202e4pm.exe")
    page = render_page(
        record.model_copy(update={"recordings": (footage,)}),
        account,
        footage_href=None,
        playable=False,
    )
    assert "\u202e" not in page
    assert "footage[U+202E]4pm.exe" in page


def test_carriage_returns_of_the_account_survive_parsing() -> None:
    """A line break of two characters is still two characters after a parser has read the page."""
    assert exact("a\r\nb") == "a&#13;\nb"


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_data_for_the_script_holds_no_markup(text: str) -> None:
    """Data is read back unchanged and has no character that HTML gives a meaning."""
    block = embedded_json({text: [text]})
    assert json.loads(block) == {text: [text]}
    assert block.isascii()
    assert not set("<>&") & set(block)


def test_footage_must_lie_beside_the_page() -> None:
    """An address, a folder or a scheme is refused as the place of the footage."""
    record, account = incident()
    for href in ("../footage.mp4", "http://x/y.mp4", "//x/y.mp4", "javascript:1", "a b.mp4", ""):
        with pytest.raises(ValueError, match="beside the page"):
            render_page(record, account, footage_href=href, playable=True)
