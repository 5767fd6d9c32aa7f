"""What a terminal shows of a record: a sentence with its verdict, and below it a line a claim."""

from io import StringIO
from types import SimpleNamespace

import av
import numpy as np
import pytest
from alignment_nouns import ME, claim, fire, recording, sought
from rich.console import Console

from witnessmark.alignment import align
from witnessmark.cli import run
from witnessmark.cli.verdict_screen import summary, verdict_lines
from witnessmark.model import SYNTHETIC_MARK, Account, Reading, Sentence

TEXT = "Shots are fired by a sniper and gunfire is heard."
ACCOUNT = Account(
    sha256="b" * 64, name="a.txt", size=len(TEXT), characters=len(TEXT), language="en"
)


def examined(*, first="Shots are fired by a sniper", second="gunfire is heard"):
    claims = [claim(first, id="c01", actor="a sniper", span=(0, len(first)))]
    if second:
        start = TEXT.index(second)
        placed = {"span": (start, start + len(second))}
        claims.append(claim(second, id="c02", **placed))
    sentence = Sentence(index=0, text=TEXT, span=(0, len(TEXT)))
    read = Reading(account=ACCOUNT, sentences=(sentence,), claims=tuple(claims), made_by=ME)
    done = align(read, recording(), fire([5, 6]), sought())
    return SimpleNamespace(
        sentences=read.sentences, claims=read.claims, findings=done.findings, verdicts=done.verdicts
    )


def printed(*, reasons, **words):
    record = examined(**words)
    screen = Console(width=120, record=True, file=StringIO())
    screen.print(verdict_lines(record, reasons=reasons))
    return screen.export_text()


def test_each_claim_has_its_verdict_and_its_seconds():
    """What is shown is told apart from what is only consistent."""
    lines = printed(reasons=False).splitlines()
    (shots,) = [line for line in lines if "“Shots are fired by a sniper”" in line]
    (alone,) = [line for line in lines if "“gunfire is heard”" in line]
    assert "consistent" in shots
    assert "0:05.0" in shots
    assert "shown" in alone
    assert "0:05.0" in alone


def test_a_claim_that_is_alone_is_not_quoted_again():
    """Its sentence stands above it."""
    assert "“Shots" not in printed(reasons=True, second=None)


@pytest.mark.parametrize("whole", [False, True])
def test_all_of_a_reason_is_printed_where_it_is_asked_for(whole):
    """What sound cannot tell comes after what was heard."""
    shown = " ".join(printed(reasons=whole).split())
    assert ("sound does not tell who fired" in shown) is whole
    assert ("; …" in shown) is not whole


def test_one_sentence_is_not_counted_as_several():
    """The line below the table counts as people do."""
    assert summary(examined()).startswith("Of 1 sentence: ")


def test_rendered_footage_is_said_to_be_so(tmp_path, capsys):
    """Whoever reads the terminal alone learns that nothing of it happened."""
    film, account = tmp_path / "film.wav", tmp_path / "story.txt"
    with av.open(str(film), "w") as out:
        out.metadata["comment"] = SYNTHETIC_MARK
        stream = out.add_stream("pcm_s16le", rate=16_000, layout="mono")
        sound = av.AudioFrame.from_ndarray(np.ones((1, 32_000), np.int16), "s16", "mono")
        sound.rate = 16_000
        out.mux(stream.encode(sound))
    account.write_text("Shots are fired.", "utf-8")
    run(["examine", str(film), "--account", str(account), "--case", str(tmp_path / "case")])
    assert SYNTHETIC_MARK in capsys.readouterr().out
